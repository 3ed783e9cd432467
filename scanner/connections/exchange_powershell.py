"""Exchange's own endpoint: PowerShell remoting ([MS-PSRP]) by pypsrp, in which commands run and no script does.

The server runs the commands as the account that signed in, and asks the directory itself: nothing hops a second time.
Source: https://learn.microsoft.com/powershell/exchange/connect-to-exchange-servers-using-remote-powershell
"""

from __future__ import annotations

import logging
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from scanner.connections.errors import Trouble, fault_trouble, http_trouble
from scanner.connections.http_session import HttpSession
from scanner.connections.winrm import OPERATION, broken_answers

if TYPE_CHECKING:
    from pypsrp.wsman import WSMan

T = TypeVar("T")

PORTS = {"http": 80, "https": 443}
PATH = "/PowerShell"
CONFIGURATION = "Microsoft.Exchange"
WHAT = "Exchange's PowerShell"


class CommandFailed(Exception):
    """A command that ended with an error: the type of the exception there, and what it says."""

    def __init__(self, error: str, message: str) -> None:
        super().__init__(message)
        self.error = error
        self.message = message


class ExchangeShell:
    """A runspace on one server. Every method raises Trouble, and nothing else unless it says so."""

    def __init__(self, session: HttpSession, host: str) -> None:
        from pypsrp.powershell import RunspacePool

        # Without a handler its warnings would go to the terminal.
        logging.getLogger("pypsrp").addHandler(logging.NullHandler())
        self._host = host
        self._session = session
        wsman = _wsman(session, host)
        self._pool = RunspacePool(wsman, configuration_name=CONFIGURATION)
        self._told(self._pool.open)

    def run(
        self, command: str, parameters: Sequence[tuple[str, object]], properties: Sequence[str]
    ) -> Iterator[Mapping[str, Any]]:
        """What a command answers, object by object, with the named properties; a parameter of None is a switch.

        Raises CommandFailed.
        """
        from pypsrp.complex_objects import PSInvocationState
        from pypsrp.powershell import PowerShell

        pipeline = PowerShell(self._pool)
        pipeline.add_cmdlet(command)
        for name, value in parameters:
            pipeline.add_parameter(name, value)
        # Without it every property of every mailbox would cross the network.
        pipeline.add_cmdlet("Select-Object").add_parameter("Property", list(properties))
        self._told(pipeline.begin_invoke)
        while pipeline.state == PSInvocationState.RUNNING:
            self._told(pipeline.poll_invoke)
            found, pipeline.output = pipeline.output, []
            yield from (_properties(each) for each in found)
        errors = self._told(lambda: [_failure(each) for each in pipeline.streams.error])
        self._told(pipeline.close)
        if errors:
            raise errors[0]
        if pipeline.state == PSInvocationState.FAILED:
            raise CommandFailed("", f"{command} failed without a word")

    def close(self) -> None:
        """End the runspace; hang up."""
        with suppress(Trouble):  # a server that is gone has ended it as well
            self._told(self._pool.close)
        self._session.close()

    def _told(self, action: Callable[[], T]) -> T:
        from pypsrp.exceptions import WinRMError, WinRMTransportError, WSManFaultError

        with broken_answers(self._host):
            try:
                return action()
            except WSManFaultError as fault:
                raise fault_trouble(fault.code, fault.reason, self._host, WHAT) from None
            except WinRMTransportError as error:
                raise http_trouble(error.code, self._host, WHAT) from None
            except WinRMError as error:
                raise Trouble("server-refused", host=self._host, detail=str(error)) from None
            except struct.error as error:
                raise ValueError(str(error)) from None


def _properties(found: Any) -> Mapping[str, Any]:
    plain: Mapping[str, Any] = {
        **getattr(found, "adapted_properties", {}),
        **getattr(found, "extended_properties", {}),
    }
    return plain


def _failure(record: Any) -> CommandFailed:
    exception = getattr(record, "exception", None)
    kinds = getattr(exception, "types", None) or [""]
    message = _properties(exception).get("Message") or str(record)
    return CommandFailed(str(kinds[0]), str(message))


class _Transport:
    """What pypsrp speaks on."""

    def __init__(self, session: HttpSession, endpoint: str) -> None:
        self._session = session
        self.endpoint = endpoint

    def send(self, message: bytes, **_: object) -> bytes:
        from pypsrp.exceptions import WinRMTransportError

        answer = self._session.post(message, wait=OPERATION)
        if answer.status != 200:
            raise WinRMTransportError("http", answer.status, answer.body.decode("utf-8", "replace"))
        return answer.body

    def close(self) -> None:
        """The session is closed by who opened it."""


def _wsman(session: HttpSession, host: str) -> WSMan:
    from pypsrp.wsman import WSMan

    wsman = WSMan(host, ssl=False, path=PATH.strip("/"), auth="negotiate", operation_timeout=OPERATION)
    wsman.transport = _Transport(session, f"http://{host}{PATH}")  # type: ignore[assignment] # what it calls
    return wsman
