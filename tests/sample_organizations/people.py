"""Recipients: people with invented names, groups, contacts, and the counts that follow from them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Any

from msgspec.structs import replace

from scanner.collectors.mailbox_contents import LARGE_ITEM, mailboxes
from scanner.inventory.model import (
    LargeMailbox,
    MailboxContent,
    MailboxContents,
    MailboxPlace,
    MailboxSizes,
    Recipient,
    RecipientCount,
    RecipientList,
    SizeClass,
)
from tests.sample_organizations.servers import GIB, GROUP, MIB, UNIVERSAL_SECURITY

USER, LINKED, SHARED, LEGACY, ROOM, EQUIPMENT = 1, 2, 4, 8, 16, 32
CONTACT, MAIL_USER, DISTRIBUTION, NON_UNIVERSAL, SECURITY, DYNAMIC, FOLDER = (
    64,
    128,
    256,
    512,
    1024,
    2048,
    4096,
)
ARBITRATION, DISCOVERY, AUDIT, MONITORING = 8388608, 536870912, 68719476736, 549755813888
ROOM_LIST = 268435456
REMOTE_USER, REMOTE_ROOM, REMOTE_SHARED = 2147483648, 8589934592, 34359738368

KINDS = {
    "user": USER, "linked": LINKED, "shared": SHARED, "room": ROOM, "equipment": EQUIPMENT,
    "arbitration": ARBITRATION, "discovery": DISCOVERY, "audit": AUDIT, "monitoring": MONITORING,
    "contact": CONTACT, "mail_user": MAIL_USER, "distribution": DISTRIBUTION, "security": SECURITY,
    "dynamic": DYNAMIC, "folder": FOLDER, "room_list": ROOM_LIST, "remote_user": REMOTE_USER,
    "remote_room": REMOTE_ROOM, "remote_shared": REMOTE_SHARED,
}  # fmt: skip
# Type, database, and up to 2007 its server.
Counted = tuple[int | None, str | None, str | None]

NORMAL_ACCOUNT, DISABLED_ACCOUNT = 512, 514
_UNIVERSAL_DISTRIBUTION, _GLOBAL_DISTRIBUTION = 8, 2
_DISPLAY = {
    USER: 1073741824, LINKED: 1073741824, SHARED: 0, ROOM: 7, EQUIPMENT: 8, CONTACT: 6, MAIL_USER: 6,
    DISTRIBUTION: 1, NON_UNIVERSAL: 1, SECURITY: 1073741833, DYNAMIC: 3, FOLDER: 2,
    ARBITRATION: 10, DISCOVERY: 0, AUDIT: 0, MONITORING: 0,
}  # fmt: skip
_GROUP_TYPES = {
    DISTRIBUTION: _UNIVERSAL_DISTRIBUTION, NON_UNIVERSAL: _GLOBAL_DISTRIBUTION, SECURITY: UNIVERSAL_SECURITY,
}  # fmt: skip
_CLASSES = {
    CONTACT: "contact", DISTRIBUTION: "group", NON_UNIVERSAL: "group", SECURITY: "group",
    DYNAMIC: "msExchDynamicDistributionList", FOLDER: "publicFolder",
}  # fmt: skip
_OPEN = (SHARED, ROOM, EQUIPMENT)

FIRST = {
    "fr": ("Alban", "Béatrice", "Cédric", "Delphine", "Édouard", "Fabienne", "Gaël", "Hélène", "Isaure", "Joël",
           "Klervi", "Loïc", "Maëlle", "Noé", "Océane", "Perrine", "Raphaëlle", "Solène", "Théo", "Yvonne"),
    "de": ("Anke", "Björn", "Cornelia", "Dörte", "Enno", "Friederike", "Götz", "Heike", "Imke", "Jürgen",
           "Kerstin", "Lüder", "Maren", "Nils", "Onno", "Petra", "Rüdiger", "Silke", "Thorsten", "Wiebke"),
    "en": ("Alice", "Barnaby", "Celia", "Dorian", "Edith", "Felix", "Greta", "Harvey", "Iris", "Jasper",
           "Kit", "Lorna", "Miles", "Nora", "Oscar", "Phoebe", "Quentin", "Rosalind", "Silas", "Tamsin"),
}  # fmt: skip
LAST_NAMES = {
    "fr": ("Aubeclaire", "Brisemont", "Chantelune", "Duvalfeu", "Épinoix", "Fontbrune", "Grandpertuis", "Hautelaine",
           "Isambrune", "Jolivert", "Lavallombre", "Montfleuri-Sec", "Noirvent", "Orgelande", "Pierrevive",
           "Quatrefontaine", "Rocheplate", "Saint-Aulne", "Troisponts", "Vertefeuille", "Beauchêne-Roux"),
    "de": ("Ahornwinkel", "Bruchsand", "Dünenfeld", "Eschenmoor", "Fährmannsruh", "Grünlinde", "Hafengruber",
           "Immensteg", "Kaltwassergut", "Leuchtenburger", "Möwenkamp", "Nebelthal", "Ostseeweg", "Priellrand",
           "Reetdachhaus", "Schlickwatt", "Tidehorst", "Uferbank", "Wattenkieker", "Ziegelbrück", "Überseehof"),
    "en": ("Ashenmoor", "Bramblecote", "Coldharbour", "Dunlinwick", "Elderfen", "Foxgloam", "Greyholt", "Hollowmere",
           "Ivybridgeton", "Juniperlea", "Larkspire", "Mossbank", "Netherby-Vale", "Oakenrigg", "Pellwater",
           "Quillstone", "Ravenshaw", "Saltmarsh", "Thistledown", "Wexcombe", "Yarrowfield"),
}  # fmt: skip


class People:
    """The recipients of one organisation, in the order in which they were put in.

    `mail` is the domain of their addresses, `sign_in` that of the names they sign in with.
    """

    def __init__(
        self,
        organization: str,
        domain: str,
        mail: str,
        *,
        version: int | None,
        group: str = GROUP,
        sign_in: str | None = None,
    ) -> None:
        self.organization = organization
        self.domains = [domain]
        self.mail = mail
        self.sign_in = sign_in or mail
        self.version = version
        self.group = group
        self.places: list[MailboxPlace] = []
        self.recipients: list[Recipient] = []

    def place(self, database: str, server: str | None = None, *, deleted: bool = False) -> int:
        """The place of a database in the list; the server is named up to 2007."""
        place = MailboxPlace(database=database, server=server, deleted=deleted)
        if place not in self.places:
            self.places.append(place)
        return self.places.index(place)

    def mailbox(
        self, name: str, database: int, home: str | None, kind: int | None = USER, **changes: Any
    ) -> None:
        """A mailbox; `changes` are fields that are not as usual."""
        alias = changes.pop("alias", None) or alias_of(name)
        usual = self._recipient(name, alias, kind, place=database, home_server=home, has_mailbox_guid=True)
        self.recipients.append(replace(usual, **changes))

    def other(self, name: str, kind: int, **changes: Any) -> None:
        """A recipient without a mailbox here: a contact, a group, a public folder."""
        alias = changes.pop("alias", None) or alias_of(name)
        self.recipients.append(replace(self._recipient(name, alias, kind), **changes))

    def staff(
        self, language: str, count: int, database: int, home: str | None, kind: int | None = USER, *, skip: int = 0,
        **changes: Any,
    ) -> None:  # fmt: skip
        """As many mailboxes of people, whose names are the next ones after those skipped."""
        for name in islice(names(language), skip, skip + count):
            self.mailbox(name, database, home, kind, **changes)

    def change(self, alias: str, /, **changes: Any) -> None:
        """Change the recipient of an alias: this is how faults come in. Raises StopIteration if there is none."""
        index = next(at for at, each in enumerate(self.recipients) if each.alias == alias)
        self.recipients[index] = replace(self.recipients[index], **changes)

    def listed(self, *, without_alias: int | None = 0, hidden: Sequence[str] = ()) -> RecipientList:
        """The list, in order of domain and alias."""
        return RecipientList(
            domains=self.domains,
            places=self.places,
            unread=[],
            hidden=list(hidden),
            recipients=sorted(self.recipients, key=lambda each: (each.domain, each.alias or "")),
            without_alias=without_alias,
        )

    def counted(self) -> list[RecipientCount]:
        """The counts that a scan makes of them."""
        places = [
            (each, self.places[each.place] if each.place is not None else None) for each in self.recipients
        ]
        numbers = Counter(
            (each.type_details, place.database if place else None, place.server if place else None)
            for each, place in places
        )
        return counts(numbers)

    def _recipient(
        self, name: str, alias: str, kind: int | None, *, place: int | None = None, home_server: str | None = None,
        has_mailbox_guid: bool = False,
    ) -> Recipient:  # fmt: skip
        own = f"{alias}@{self.mail}"
        classes = _CLASSES.get(kind or USER, "user")
        account = classes in ("user", "group")
        return Recipient(
            guid=hashlib.sha1(f"{self.organization} {alias} {name}".encode()).hexdigest()[:32],
            classes=classes,
            type_details=kind,
            display_type=_DISPLAY.get(kind or 0),
            remote_type=None,
            version=self.version,
            domain=0,
            display_name=name,
            account=alias[:20] if account else None,
            control=None if classes != "user" else DISABLED_ACCOUNT if kind in _OPEN else NORMAL_ACCOUNT,
            upn=f"{alias}@{self.sign_in}" if classes == "user" else None,
            alias=alias,
            mail=own,
            addresses=[f"SMTP:{own}"],
            target=None,
            legacy_dn=f"/o={self.organization}/ou={self.group}/cn=Recipients/cn={alias}",
            place=place,
            home_server=home_server,
            has_mailbox_guid=has_mailbox_guid,
            linked=None,
            hidden=None,
            archive=None,
            has_archive=False,
            archive_status=None,
            voice_mail=None,
            retention=None,
            holds=[],
            policy=None,
            move_status=None,
            mobile=None,
            protocols=[],
            quota_default=True if has_mailbox_guid else None,
            quota_receive=None,
            forwards_to=None,
            forwards_and_keeps=None,
            forwards_outside=None,
            group_type=_GROUP_TYPES.get(kind or 0),
            members=8 + 7 * len(self.recipients) % 31 if kind in _GROUP_TYPES else None,
            managed=True if classes in ("group", _CLASSES[DYNAMIC]) else None,
            expansion_server=None,
            ldap_filter=True if kind == DYNAMIC else None,
            filter=True if kind == DYNAMIC else None,
            usage_location=None,
            last_logon="2026-11" if kind in (None, USER, LINKED, LEGACY) else None,
        )


def names(language: str) -> Iterator[str]:
    """People who never were: every first name with every last name, none twice, neighbours unlike each other."""
    first, last = FIRST[language], LAST_NAMES[language]
    for turn, place in product(range(len(first)), range(len(last))):
        yield f"{first[(place + turn) % len(first)]} {last[place]}"


def alias_of(name: str) -> str:
    """`bjorn.ahornwinkel` for Björn Ahornwinkel: what an alias must not hold is lost."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "".join(each if each.isalnum() else "." for each in plain).strip(".").replace("..", ".")


def counts(numbers: Mapping[Counted, int]) -> list[RecipientCount]:
    """Counts in the order of a scan: without a database first."""
    ordered = sorted(numbers.items(), key=lambda each: (each[0][1] or "", each[0][2] or "", each[0][0] or 0))
    return [
        RecipientCount(type_details=kind, database=database, server=server, count=number)
        for (kind, database, server), number in ordered
    ]


def in_database(database: str, server: str | None = None, **numbers: int) -> dict[Counted, int]:
    """Counts of a database by the names of `KINDS`, such as user=12."""
    return {(KINDS[name], database, server): number for name, number in numbers.items()}


def elsewhere(**numbers: int) -> dict[Counted, int]:
    """Counts of recipients without a mailbox here, by the names of `KINDS`."""
    return {(KINDS[name], None, None): number for name, number in numbers.items()}


def contents(listed: RecipientList, large: Mapping[int, Sequence[int]]) -> MailboxContents:
    """What is in the mailboxes of a list: of those at some places also items of so many MB each."""
    found = []
    for place, mailbox in enumerate(mailboxes(listed)):
        sizes = sorted((size * MIB for size in large.get(place, ())), reverse=True)
        items = 400 + 7919 * (place + 1) % 9000
        found.append(
            MailboxContent(
                mailbox=mailbox.guid, database=mailbox.database, size=items * 61_440 + sum(sizes), items=items,
                folders=14 + place % 23, fullest=items * 3 // 5, large_items=sizes,
            )
        )  # fmt: skip
    return MailboxContents(
        large_from=LARGE_ITEM, mailboxes=sorted(found, key=lambda each: each.mailbox), unread=[]
    )


def mailbox_sizes(
    classes: Mapping[int, tuple[int, float]], largest: Sequence[tuple[str, float, int]], *,
    archives: tuple[int, float] | None = None,
) -> MailboxSizes:  # fmt: skip
    """Mailboxes by size: how many there are from each number of GB on, and their average in GB.

    `largest` name the database, the size in GB and the items of each; what they are called is a number.
    """
    found = [
        SizeClass(from_bytes=begin * GIB, count=count, total=round(count * average * GIB))
        for begin, (count, average) in sorted(classes.items())
    ]
    return MailboxSizes(
        mailboxes=sum(each.count for each in found),
        total=sum(each.total for each in found),
        classes=found,
        largest=[
            LargeMailbox(
                name=_guid(f"{database}{place}"), database=database, size=round(size * GIB), items=items
            )
            for place, (database, size, items) in enumerate(largest)
        ],
        archives=archives[0] if archives else None,
        archives_total=round(archives[1] * GIB) if archives else None,
    )


def _guid(text: str) -> str:
    digits = hashlib.sha1(text.encode()).hexdigest()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))
