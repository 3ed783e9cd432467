"""What mail programs meet on a client access server: TLS, certificate, ways to sign in, and the exact build by EWS.

Since 2013 the server that answers passes a request on; the headers name who told the build.
Source: https://learn.microsoft.com/exchange/client-developer/web-service-reference/serverversioninfo
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from scanner.collectors import certificates
from scanner.connections.connect import Options
from scanner.connections.errors import Trouble, http_trouble
from scanner.connections.http_line import Answer, Deadline, Lines
from scanner.connections.http_session import HttpSession, schemes_of
from scanner.connections.server_ways import Server
from scanner.connections.shown import Shown, look
from scanner.inventory.absence import Collected, Failed, Source
from scanner.inventory.model import Certificate, WebAccess
from scanner.inventory.refusal import readable

COLLECTOR = "web-access"
PORT = 443
PATH = "/EWS/Exchange.asmx"
RIGHT = "any account of the forest"

# Any question does: every answer, errors too, says which build it is. This one needs no mailbox, and every version
# from 2007 on knows it.
QUESTION = (
    b'<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" '
    b'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" '
    b'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Header>'
    b'<t:RequestServerVersion Version="Exchange2007"/></s:Header><s:Body>'
    b'<m:ResolveNames ReturnFullContactData="false"><m:UnresolvedEntry>exready</m:UnresolvedEntry></m:ResolveNames>'
    b"</s:Body></s:Envelope>"
)
XML = "text/xml; charset=utf-8"
_VERSION = re.compile(rb"<(?:\w+:)?ServerVersionInfo\b([^>]{0,600})>")
_NUMBER = re.compile(rb'\b(Major|Minor|MajorBuild|MinorBuild)(?:Version|Number)="(\d{1,6})"')
_PARTS = (b"Major", b"Minor", b"MajorBuild", b"MinorBuild")
_WHO = ("X-DiagInfo", "X-BEServer", "X-FEServer")


@dataclass(frozen=True)
class Seen:
    """What was seen without a sign-in, and the answer to the question or why there was none."""

    shown: Shown
    answer: Answer | None
    trouble: Trouble | None


def ask(server: Server, options: Options, deadline: Deadline, lines: Lines) -> Seen:
    """Look at a server, and ask it for its build. Raises Trouble when nothing answers."""
    shown = look(server.host, PORT, PATH, options, deadline, lines, https=True)
    if shown.trouble is not None and shown.certificate is None:
        raise shown.trouble
    if shown.distrust is not None and server.verified:
        trouble = Trouble("certificate-refused", host=server.host, detail=shown.distrust)
        return Seen(shown, None, trouble)
    try:
        ports = {"https": PORT, "http": 0}  # never without TLS
        return Seen(shown, server.session(ports, PATH, lambda session, _: _asked(session)), None)
    except Trouble as trouble:
        return Seen(shown, None, trouble)


def _asked(session: HttpSession) -> Answer:
    try:
        return session.post(QUESTION, XML)
    finally:
        session.close()


def read(seen: Seen, host: str, at: datetime) -> Collected[WebAccess] | Failed:
    """The section of one server; pure."""
    shown, answer = seen.shown, seen.answer
    build = build_of(answer.body) if answer else None
    problem = seen.trouble
    if answer is not None and build is None:
        problem = http_trouble(answer.status, host)
        if answer.status == 200:
            problem = Trouble("not-understood", host=host, detail="its answer names no version")
    url = f"https://{host}{PATH}"
    access = WebAccess(
        url=url,
        build=build,
        answered_by=_who(answer) if answer else None,
        authentication=schemes_of(shown.answer.all("WWW-Authenticate")) if shown.answer else None,
        tls=shown.tls,
        certificate=certificate_of(shown),
        certificate_problem=shown.distrust,
        certificate_trusted=shown.trusted,
        problem=str(problem) if problem else None,
    )
    return Collected(data=access, source=Source(collector=COLLECTOR, host=host, query=url), at=at)


def build_of(body: bytes) -> str | None:
    """The build that the header of an EWS answer names, as it is written elsewhere: 15.1.2507.61."""
    found = _VERSION.search(body)
    if found is None:
        return None
    numbers = dict(_NUMBER.findall(found[1]))
    if any(part not in numbers for part in _PARTS):
        return None
    return ".".join(str(int(numbers[part])) for part in _PARTS)


def certificate_of(shown: Shown) -> Certificate | None:
    """The certificate that was shown."""
    return certificates.read(shown.certificate) if shown.certificate else None


def _who(answer: Answer) -> str | None:
    for name in _WHO:
        value = answer.headers.get(name)
        if value:
            return readable(value, 100)
    return None
