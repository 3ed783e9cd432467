"""What is in each mailbox, by EWS: sizes and numbers of folders and items. No item is opened, moved or marked.

The account impersonates the users one by one, which somebody has to grant, so this is only asked on request.
Sources: https://learn.microsoft.com/exchange/client-developer/exchange-web-services/impersonation-and-ews-in-exchange
and PidTagMessageSizeExtended in [MS-OXPROPS].
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from scanner.collectors.exchange_statistics import mailbox_sizes
from scanner.inventory.model import MailboxContent, MailboxContents, MailboxSizes, Recipient, RecipientList
from scanner.inventory.names import OF_EXCHANGE

COLLECTOR = "ews-mailboxes"
RIGHT = "ApplicationImpersonation (2007: ms-Exch-EPI-Impersonation and ms-Exch-EPI-May-Impersonate)"
QUERY = "FindFolder and FindItem of each mailbox"

# Below every limit that any target has, in bytes; what is smaller is not looked for.
LARGE_ITEM = 10 << 20
_PAGE = 1000
# PidTagMessageSizeExtended, whose value has 64 bits.
_SIZE_TAG, _SIZE_TYPE, _SIZE_FIELD = 0x0E08, "Long", "stored_size"
_REGISTERING = threading.Lock()


@dataclass(frozen=True)
class Mailbox:
    """A mailbox to be opened.

    Attributes:
        address: by which its user is impersonated.
        server: name of the server it lies on, as the directory has it.
    """

    guid: str
    address: str
    database: str | None
    server: str | None


def mailboxes(listed: RecipientList) -> list[Mailbox]:
    """The mailboxes of people, shared and resource mailboxes that lie in a database here. Pure."""
    return [found for each in listed.recipients if (found := _mailbox(each, listed)) is not None]


def _mailbox(recipient: Recipient, listed: RecipientList) -> Mailbox | None:
    place = listed.places[recipient.place] if recipient.place is not None else None
    address = _primary(recipient.addresses) or recipient.mail
    if place is None or place.deleted or recipient.type_details in OF_EXCHANGE:
        return None
    if recipient.guid is None or not address or "@" not in address:
        return None
    return Mailbox(_guid(recipient.guid), address, place.database, recipient.home_server or place.server)


def _primary(addresses: Iterable[str] | None) -> str | None:
    return next((each.removeprefix("SMTP:") for each in addresses or () if each.startswith("SMTP:")), None)


def _guid(octets: str) -> str:
    """The objectGUID as Exchange's commands take it; the octets of the directory are in another order."""
    return str(uuid.UUID(bytes_le=bytes.fromhex(octets)))


def ask(account: Any, mailbox: Mailbox) -> MailboxContent:
    """What is in the mailbox of exchangelib's account."""
    folders = list(_folders(account))
    sizes = [getattr(each, _SIZE_FIELD) for each in folders]
    counts = [each.total_count or 0 for each in folders]
    large = [
        size
        for folder, size in zip(folders, sizes, strict=True)
        if size is None or size >= LARGE_ITEM
        for size in _large_items(account, folder)
    ]
    return MailboxContent(
        mailbox=mailbox.guid,
        database=mailbox.database,
        size=sum(sizes) if None not in sizes else None,
        items=sum(counts),
        folders=len(folders),
        fullest=max(counts, default=0),
        large_items=sorted(large, reverse=True),
    )


def _folders(account: Any) -> Iterator[Any]:
    """Every folder that its user sees; search folders and what can be recovered lie elsewhere."""
    from exchangelib.fields import FieldPath
    from exchangelib.folders import MsgFolderRoot, Root
    from exchangelib.items import ID_ONLY
    from exchangelib.services import FindFolder

    fields = {FieldPath(field=field) for field in _fields()}  # before any folder is made
    root = Root(account=account, _distinguished_id=_known(account, Root))
    top = MsgFolderRoot(root=root, _distinguished_id=_known(account, MsgFolderRoot))
    found = FindFolder(account=account, page_size=_PAGE).call(
        folders=[top], additional_fields=fields, restriction=None, shape=ID_ONLY, depth="Deep", max_items=None, offset=0
    )  # fmt: skip
    return _raised(found)


def _large_items(account: Any, folder: Any) -> Iterator[int]:
    """Folder by folder: with several in one question, pages of folders of different lengths overlap."""
    from exchangelib.fields import FieldPath
    from exchangelib.items import ID_ONLY, Item
    from exchangelib.restriction import Q, Restriction
    from exchangelib.services import FindItem

    restriction = Restriction(Q(size__gte=LARGE_ITEM), folders=[folder], applies_to=Restriction.ITEMS)
    found = FindItem(account=account, page_size=_PAGE).call(
        folders=[folder], additional_fields={FieldPath(field=Item.get_field_by_fieldname("size"))},
        restriction=restriction, order_fields=None, shape=ID_ONLY, query_string=None, depth="Shallow",
        calendar_view=None, max_items=None, offset=0,
    )  # fmt: skip
    return (item.size for item in _raised(found))


def _raised(found: Iterable[Any]) -> Iterator[Any]:
    """exchangelib hands over the error of a folder in the place of what is in it."""
    for each in found:
        if isinstance(each, Exception):
            raise each
        yield each


def _known(account: Any, kind: Any) -> Any:
    from exchangelib.properties import DistinguishedFolderId, Mailbox

    return DistinguishedFolderId(
        id=kind.DISTINGUISHED_FOLDER_ID, mailbox=Mailbox(email_address=account.primary_smtp_address)
    )


def _fields() -> list[Any]:
    """Number of items and size of exchangelib's folders; of the latter it has to be told, and only once."""
    from exchangelib import ExtendedProperty, Folder

    class StoredSize(ExtendedProperty):  # type: ignore[misc] # it has no types
        property_tag, property_type = _SIZE_TAG, _SIZE_TYPE

    with _REGISTERING:
        if _SIZE_FIELD not in {field.name for field in Folder.FIELDS}:
            Folder.register(_SIZE_FIELD, StoredSize)
    return [Folder.get_field_by_fieldname(name) for name in ("total_count", _SIZE_FIELD)]


def sizes_of(contents: MailboxContents) -> MailboxSizes:
    """The same as the sizes that Exchange's own commands tell. Archives are not opened."""
    rows = [
        {
            "guid": each.mailbox, "database": each.database, "size": each.size, "items": each.items,
            "archive": None, "disconnected": None,
        }
        for each in contents.mailboxes
    ]  # fmt: skip
    return mailbox_sizes({"mailbox-size": rows})
