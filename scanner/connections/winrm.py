"""Running a script on a Windows server: a remote shell over WS-Management, by pywinrm on a line of ours.

pywinrm would send the script on a command line, which Windows cuts at 8,191 characters; here the shell of Windows reads
it from its standard input. pywinrm repeats an operation that timed out for ever; here every operation has a deadline.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from binascii import Error as NoBase64
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from scanner.connections.errors import Trouble, fault_trouble, http_trouble
from scanner.connections.http_session import HttpSession

if TYPE_CHECKING:
    from winrm.protocol import Protocol

T = TypeVar("T")

PORTS = {"http": 5985, "https": 5986}
PATH = "/wsman"
WHAT = "a remote shell (WinRM)"

# PowerShell of every version hands the lines of its standard input to $input. No quotes, no percent sign: the command
# shell has nothing to expand.
COMMAND = (
    "powershell.exe -NoProfile -NonInteractive -Command "
    '"Invoke-Expression ([string]::Join([string][char]10, @($input)))"'
)
# How long the server holds a question for output open, in seconds.
OPERATION = 20
# A message of this many bytes in Base64 stays below 150 kB, the limit of Windows Server 2008.
CHUNK = 64 << 10
# A server of Exchange 2007 with 5,000 mailboxes prints less than one megabyte.
LARGEST_OUTPUT = 16 << 20
_LARGEST_ERRORS = 8 << 10
# A server that has nothing waits before it says so; what answers nothing at once, again and again, runs no script.
_EMPTY_ANSWERS = 100

_CLIXML = re.compile(r"^\s*#<\s*CLIXML\s*")
_CLIXML_NAMESPACE = "{http://schemas.microsoft.com/powershell/2004/04}"
_CLIXML_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Printed:
    """What a script printed. `errors` is what it said on the other stream; `cut` why it did not come to its end."""

    output: bytes
    errors: str
    cut: Trouble | None = None


class RemoteShell:
    """One shell on one server. Its scripts run one after the other. Every method raises Trouble and nothing else."""

    def __init__(self, session: HttpSession, host: str) -> None:
        self._host = host
        self._session = session
        self._protocol = _protocol(session, host)
        # 437: what is printed is ASCII, which every code page holds; of these only this one is on every Windows.
        self._shell = self._told(lambda: self._protocol.open_shell(codepage=437))

    def run(self, script: str) -> Printed:
        """Run a script and take in what it prints. When it is cut, what it printed before is kept."""
        output, errors = bytearray(), bytearray()
        try:
            command = self._told(
                lambda: self._protocol.run_command(self._shell, COMMAND, console_mode_stdin=False)
            )
            self._feed(command, script.encode("ascii"))
            self._drain(command, output, errors)
        except Trouble as trouble:
            return Printed(bytes(output), read_errors(bytes(errors)), trouble)
        return Printed(bytes(output), read_errors(bytes(errors)))

    def close(self) -> None:
        """End the shell, and with it whatever still runs in it; hang up."""
        with suppress(Trouble):  # a server that is gone has ended it as well
            self._told(lambda: self._protocol.close_shell(self._shell))
        self._session.close()

    def _feed(self, command: str, script: bytes) -> None:
        for at in range(0, len(script), CHUNK):
            piece, end = script[at : at + CHUNK], at + CHUNK >= len(script)
            self._told(lambda: self._protocol.send_command_input(self._shell, command, piece, end))  # noqa: B023 - called at once

    def _drain(self, command: str, output: bytearray, errors: bytearray) -> None:
        from winrm.exceptions import WinRMOperationTimeoutError

        done, empty = False, 0
        while not done:
            try:
                out, error, _, done = self._told(
                    lambda: self._protocol.get_command_output_raw(self._shell, command)
                )
            except WinRMOperationTimeoutError:
                continue  # nothing was printed meanwhile; the deadline of the line ends this
            empty = 0 if out or error else empty + 1
            if empty > _EMPTY_ANSWERS:
                raise Trouble(
                    "server-refused", host=self._host, detail="what it sends is not WS-Management (nothing)"
                )
            output += out
            errors += error[: _LARGEST_ERRORS - len(errors)]
            if len(output) > LARGEST_OUTPUT:
                with suppress(Trouble):
                    self._told(lambda: self._protocol.cleanup_command(self._shell, command))
                raise Trouble("printed-too-much", host=self._host, megabytes=LARGEST_OUTPUT >> 20)
        with suppress(Trouble):  # it has ended by itself
            self._told(lambda: self._protocol.cleanup_command(self._shell, command))

    def _told(self, action: Callable[[], T]) -> T:
        from winrm.exceptions import WinRMError, WinRMTransportError, WSManFaultError

        with broken_answers(self._host):
            try:
                return action()
            except WSManFaultError as fault:
                raise fault_trouble(
                    fault.wsman_fault_code or fault.code, fault.reason, self._host, WHAT
                ) from None
            except WinRMTransportError as error:
                raise http_trouble(error.code, self._host, WHAT) from None
            except WinRMError as error:
                raise Trouble("server-refused", host=self._host, detail=str(error)) from None


@contextmanager
def broken_answers(host: str) -> Iterator[None]:
    """Whatever breaks while an answer is taken apart by a library means that the answer was none."""
    kinds = (
        ET.ParseError,
        NoBase64,
        ValueError,
        KeyError,
        IndexError,
        AttributeError,
        TypeError,
        StopIteration,
    )
    try:
        yield
    except (*kinds, AssertionError, LookupError) as error:
        detail = f"what it sends is not WS-Management ({type(error).__name__}: {error})"
        raise Trouble("server-refused", host=host, detail=detail) from None


def read_errors(raw: bytes) -> str:
    """What a PowerShell said on its error stream, without progress: plain, or as CLIXML after `#< CLIXML`."""
    text = raw.decode("ascii", "replace")
    if not _CLIXML.match(text):
        return text.strip()
    try:
        root = ET.fromstring(_CLIXML.sub("", text))
    except ET.ParseError:
        return text.strip()
    said = [each.text or "" for each in root.iter(f"{_CLIXML_NAMESPACE}S") if each.get("S") == "Error"]
    return _CLIXML_ESCAPE.sub(lambda found: chr(int(found[1], 16)), "".join(said)).strip()


class _Transport:
    """What pywinrm's protocol speaks on."""

    def __init__(self, session: HttpSession) -> None:
        self._session = session

    def send_message(self, message: str | bytes) -> bytes:
        from winrm.exceptions import WinRMTransportError

        body = message.encode() if isinstance(message, str) else message
        answer = self._session.post(body, wait=OPERATION)
        if answer.status != 200:
            raise WinRMTransportError("http", answer.status, answer.body.decode("utf-8", "replace"))
        return answer.body

    def close_session(self) -> None:
        """The session is closed by who opened it."""


def _protocol(session: HttpSession, host: str) -> Protocol:
    from winrm.protocol import Protocol

    # Its own ways to sign in are not used; this one takes no password.
    protocol = Protocol(
        f"http://{host}{PATH}",
        transport="kerberos",
        operation_timeout_sec=OPERATION,
        read_timeout_sec=OPERATION + 1,
    )
    protocol.transport = _Transport(session)  # type: ignore[assignment] # the two methods that it calls
    return protocol
