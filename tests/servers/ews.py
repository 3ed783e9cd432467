"""EWS as far as a reader of mailboxes needs it: the version, folders and items, for an account that impersonates."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

S = "http://schemas.xmlsoap.org/soap/envelope/"
T = "http://schemas.microsoft.com/exchange/services/2006/types"
M = "http://schemas.microsoft.com/exchange/services/2006/messages"
_NAMES = {"s": S, "t": T, "m": M}
# Whatever a mailbox is asked; anything else, above all what changes something, is an error of the test.
READING = ("ConvertId", "FindFolder", "FindItem")


@dataclass
class Folder:
    """A folder: its name, the sizes of its large items, and how many more it holds of how much together."""

    name: str
    large: Sequence[int] = ()
    others: int = 0
    others_size: int = 0
    kind: str = "IPF.Note"

    @property
    def size(self) -> int:
        return sum(self.large) + self.others_size


@dataclass
class Box:
    """A mailbox, or the error its user gets: `error` is a response code of EWS; `busy` counts refusals before."""

    folders: Sequence[Folder] = ()
    error: str | None = None
    busy: int = 0
    sized: bool = True
    asked: list[str] = field(default_factory=list)


def answer(body: bytes, build: str, boxes: Mapping[str, Box]) -> tuple[int, bytes]:
    """Status and content for one message."""
    envelope = ET.fromstring(body)
    (request,) = envelope.iterfind("s:Body/*", _NAMES)
    operation = request.tag.rpartition("}")[2]
    wanted = envelope.find("s:Header/t:RequestServerVersion", _NAMES)
    if (
        build.startswith("8.")
        and wanted is not None
        and not wanted.get("Version", "").startswith("Exchange2007")
    ):
        return 500, _fault(build, "ErrorInvalidServerVersion", "The specified server version is invalid.")
    if operation == "ConvertId":
        return 200, _answered(
            build, operation, _error(operation, "ErrorInvalidIdMalformed", "Id is malformed.")
        )
    address = envelope.findtext("s:Header/t:ExchangeImpersonation/*/*", "", _NAMES)
    box = boxes.get(address.casefold())
    if operation not in READING:
        raise AssertionError(f"{operation} does not only read")
    if box is None:
        return 500, _fault(build, "ErrorNonExistentMailbox", "No mailbox with such guid.")
    box.asked.append(operation)
    if box.busy:
        box.busy -= 1
        return 500, _fault(build, "ErrorServerBusy", "The server is busy.", back_off=100)
    if box.error is not None:
        return 500, _fault(build, box.error, f"{box.error} in a language of its own.")
    found = _folders(box) if operation == "FindFolder" else _items(box, request)
    return 200, _answered(build, operation, found)


def _folders(box: Box) -> str:
    folders = "".join(_folder(number, each, sized=box.sized) for number, each in enumerate(box.folders))
    return _page("FindFolder", "Folders", folders, len(box.folders))


def _folder(number: int, folder: Folder, *, sized: bool) -> str:
    size = (
        '<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0xe08" PropertyType="Long"/>'
        f"<t:Value>{folder.size}</t:Value></t:ExtendedProperty>"
    )
    return (
        f'<t:Folder><t:FolderId Id="f{number}" ChangeKey="c"/><t:FolderClass>{folder.kind}</t:FolderClass>'
        f"<t:DisplayName>{escape(folder.name)}</t:DisplayName>"
        f"<t:TotalCount>{len(folder.large) + folder.others}</t:TotalCount>"
        f"{size if sized else ''}</t:Folder>"
    )


def _items(box: Box, request: ET.Element) -> str:
    id_ = request.find("m:ParentFolderIds/t:FolderId", _NAMES)
    least = request.find(".//t:IsGreaterThanOrEqualTo/t:FieldURIOrConstant/t:Constant", _NAMES)
    view = request.find("m:IndexedPageItemView", _NAMES)
    assert id_ is not None
    assert least is not None
    assert view is not None
    folder = box.folders[int((id_.get("Id") or "")[1:])]
    sizes = [size for size in folder.large if size >= int(least.get("Value") or 0)]
    first = int(view.get("Offset") or 0)
    page = sizes[first : first + min(int(view.get("MaxEntriesReturned") or 0), 3)]
    items = "".join(
        f'<t:Message><t:ItemId Id="i{first + number}" ChangeKey="c"/><t:Size>{size}</t:Size></t:Message>'
        for number, size in enumerate(page)
    )
    return _page("FindItem", "Items", items, len(sizes), first + len(page))


def _page(operation: str, container: str, inside: str, total: int, until: int | None = None) -> str:
    last = until is None or until >= total
    offset = total if until is None else until
    return (
        f'<m:{operation}ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>'
        f'<m:RootFolder IndexedPagingOffset="{offset}" TotalItemsInView="{total}" '
        f'IncludesLastItemInRange="{str(last).lower()}"><t:{container}>{inside}</t:{container}></m:RootFolder>'
        f"</m:{operation}ResponseMessage>"
    )


def _error(operation: str, code: str, words: str) -> str:
    return (
        f'<m:{operation}ResponseMessage ResponseClass="Error"><m:MessageText>{words}</m:MessageText>'
        f"<m:ResponseCode>{code}</m:ResponseCode></m:{operation}ResponseMessage>"
    )


def _answered(build: str, operation: str, message: str) -> bytes:
    body = (
        f"<m:{operation}Response><m:ResponseMessages>{message}</m:ResponseMessages></m:{operation}Response>"
    )
    return _envelope(build, body)


def _fault(build: str, code: str, words: str, back_off: int | None = None) -> bytes:
    wait = (
        f'<t:MessageXml><t:Value Name="BackOffMilliseconds">{back_off}</t:Value></t:MessageXml>'
        if back_off
        else ""
    )
    detail = (
        '<e:ResponseCode xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">'
        f"{code}</e:ResponseCode>"
        f'<e:Message xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">{words}</e:Message>{wait}'
    )
    return _envelope(
        build,
        f"<s:Fault><faultcode>s:Client</faultcode><faultstring>{words}</faultstring><detail>{detail}</detail></s:Fault>",
    )


def _envelope(build: str, body: str) -> bytes:
    major, minor, number, revision = build.split(".")
    version = "" if major == "8" else ' Version="V2017_07_11"'
    return (
        f'<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="{S}" xmlns:t="{T}" xmlns:m="{M}"><s:Header>'
        f"<h:ServerVersionInfo MajorVersion={quoteattr(major)} MinorVersion={quoteattr(minor)} "
        f"MajorBuildNumber={quoteattr(number)} MinorBuildNumber={quoteattr(revision)}{version} "
        f'xmlns:h="{T}"/></s:Header><s:Body>{body}</s:Body></s:Envelope>'
    ).encode()
