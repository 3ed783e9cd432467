"""A Windows machine as it looks from the network: what its scripts print, what commands answer, how it misbehaves."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.servers.ews import Box

Fault = Literal["silent", "cut", "garbage", "clear", "nonsense"]

FLOOD = 50 << 20
PROGRESS = (
    b'#< CLIXML\r\n<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">'
    b'<Obj S="progress" RefId="0"><MS><I64 N="SourceId">1</I64></MS></Obj>'
    b'<S S="Error">a word about it_x000D__x000A_</S></Objs>'
)


@dataclass
class Machine:
    """One machine.

    Attributes:
        scripts: lines that a script prints, by the name in its first row: `host`, `exchange`, `clients`.
        commands: what a command of Exchange answers; an exception stands for its error.
        status: the HTTP status it answers everything with.
        fault: what it does instead of answering.
        fault_after: how many messages it answers well before that.
        floods: a script prints 50 MB.
        fault_code: the WS-Management fault of every operation.
        ews: version as EWS tells it; None: it has no EWS.
        mailboxes: what EWS opens, by the address of the user; with none it answers every question with an error.
        redirect: where it sends who asks for a page without TLS.
        seen: the operations it was asked for.
    """

    scripts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    commands: Mapping[str, Sequence[Mapping[str, Any]] | Exception] = field(default_factory=dict)
    status: int | None = None
    fault: Fault | None = None
    fault_after: int = 0
    floods: bool = False
    fault_code: int | None = None
    ews: str | None = None
    mailboxes: Mapping[str, Box] = field(default_factory=dict)
    redirect: str | None = None
    seen: list[str] = field(default_factory=list)

    def powershell(self, script: str) -> tuple[Iterable[bytes], bytes, int]:
        """What a script prints, on both streams, and the exit code."""
        if self.floods:
            return (b"x" * 32768 for _ in range(FLOOD // 32768)), PROGRESS, 0
        found = re.search(r"^FirstRow '(\w+)'", script, re.MULTILINE)
        lines = self.scripts.get(found[1]) if found else None
        if lines is None:
            return [], b"there is no such script here", 1
        output = "".join(line + "\r\n" for line in lines).encode("ascii")
        return [output[at : at + 32768] for at in range(0, len(output), 32768)], PROGRESS, 0


def encoded(token: bytes) -> str:
    """Base64 as text."""
    return base64.b64encode(token).decode()
