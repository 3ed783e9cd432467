"""Envelopes of WS-Management ([MS-WSMV]): the names, requests taken apart, answers and faults put together."""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NAMESPACES = {
    "s": "http://www.w3.org/2003/05/soap-envelope",
    "a": "http://schemas.xmlsoap.org/ws/2004/08/addressing",
    "w": "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd",
    "rsp": "http://schemas.microsoft.com/wbem/wsman/1/windows/shell",
    "x": "http://schemas.xmlsoap.org/ws/2004/09/transfer",
    "f": "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault",
    "ps": "http://schemas.microsoft.com/powershell",
}
for prefix, address in NAMESPACES.items():
    ET.register_namespace(prefix, address)

TIMED_OUT = 2150858793
NO_SHELL = 2150858843
NO_RESOURCE = 2150858811

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?")


class Fault(Exception):
    """A WS-Management fault, by its number."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True)
class Request:
    """What a client asks: the last word of the action, the resource, the shell, and the element in the body."""

    message_id: str
    action: str
    resource: str
    shell: str | None
    options: Mapping[str, str]
    seconds: float
    body: ET.Element | None

    @property
    def operation(self) -> str:
        return self.action.rpartition("/")[2]


def tag(prefix: str, name: str) -> str:
    """A name with its namespace."""
    return f"{{{NAMESPACES[prefix]}}}{name}"


def element(prefix: str, name: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    """An element that stands alone."""
    made = ET.Element(tag(prefix, name), attributes)
    made.text = text
    return made


def child(
    parent: ET.Element, prefix: str, name: str, text: str | None = None, /, **attributes: str
) -> ET.Element:
    """An element below another one."""
    made = element(prefix, name, text, **attributes)
    parent.append(made)
    return made


def parsed(raw: bytes) -> Request:
    """A request. Raises ET.ParseError and KeyError."""
    root = ET.fromstring(raw)

    def header(path: str) -> str:
        return root.findtext(f"s:Header/{path}", "", NAMESPACES)

    for need in ("a:To", "a:ReplyTo/a:Address", "w:MaxEnvelopeSize", "w:OperationTimeout", "a:MessageID"):
        assert header(need), f"the client sends no {need}"
    found = _DURATION.fullmatch(header("w:OperationTimeout"))
    assert found is not None
    seconds = int(found[1] or 0) * 3600 + int(found[2] or 0) * 60 + float(found[3] or 0)
    selectors = root.iterfind("s:Header/w:SelectorSet/w:Selector", NAMESPACES)
    shells = [each.text for each in selectors if each.get("Name") == "ShellId"]
    options = root.iterfind("s:Header/w:OptionSet/w:Option", NAMESPACES)
    body = root.find("s:Body", NAMESPACES)
    return Request(
        message_id=header("a:MessageID"),
        action=header("a:Action"),
        resource=header("w:ResourceURI"),
        shell=(shells[0] or "").upper() if shells else None,
        options={each.get("Name", ""): each.text or "" for each in options},
        seconds=seconds,
        body=body[0] if body is not None and len(body) else None,
    )


def answered(request: Request, parts: Sequence[ET.Element], action: str | None = None) -> bytes:
    """The envelope of an answer."""
    envelope = element("s", "Envelope")
    header = child(envelope, "s", "Header")
    child(header, "a", "Action", action or f"{request.action}Response")
    child(header, "a", "MessageID", f"uuid:{uuid.uuid4()}".upper())
    child(header, "a", "RelatesTo", request.message_id)
    child(envelope, "s", "Body").extend(parts)
    return ET.tostring(envelope)


def faulted(request: Request, fault: Fault) -> bytes:
    """The envelope of a fault."""
    body = element("s", "Fault")
    code = child(body, "s", "Code")
    child(code, "s", "Value", "s:Receiver")
    child(
        child(code, "s", "Subcode"),
        "s",
        "Value",
        "w:TimedOut" if fault.code == TIMED_OUT else "w:InternalError",
    )
    child(child(body, "s", "Reason"), "s", "Text", fault.reason)
    detail = child(child(body, "s", "Detail"), "f", "WSManFault", Code=str(fault.code), Machine="TEST")
    child(detail, "f", "Message", fault.reason)
    return answered(request, [body], f"{NAMESPACES['a']}/fault")
