"""The ways to a Windows server over HTTP: which ports answer, TLS before none, and what is open at the end.

As with directories, TLS proves who the server is before a password is shown; a refused certificate ends the matter,
and the plain port comes only where no TLS is offered. A ticket proves both sides and goes to the plain port first.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from scanner.connections.connect import Options
from scanner.connections.credentials import Account, Logon, SignIn
from scanner.connections.errors import NotOffered, Trouble, trouble_of
from scanner.connections.http_line import Deadline, HttpLine, Lines, Place
from scanner.connections.http_session import Gate, HttpSession
from scanner.connections.wire import connected, tls_context

T = TypeVar("T")

Way = Literal["https", "http"]
_WAYS: Mapping[type[SignIn], tuple[Way, ...]] = {Account: ("https", "http"), Logon: ("http", "https")}

# Seconds that other ports have once one has answered: a firewall drops in silence what it does not let through.
GRACE = 3


class Server:
    """One server that is being asked, with one deadline for everything. Every method raises Trouble.

    Args:
        ports: the ports that may be used; those that do not answer are not tried again.
    """

    def __init__(
        self,
        host: str,
        sign_in: SignIn,
        options: Options,
        deadline: Deadline,
        lines: Lines,
        gate: Gate,
        ports: Sequence[int],
    ) -> None:
        self.host = host
        self._sign_in = sign_in
        self._options = options
        self._deadline = deadline
        self._lines = lines
        self._gate = gate
        self.open_ports = listening(host, ports, min(options.timeout, deadline.left()), lines)

    def session(
        self,
        ports: Mapping[str, int],
        path: str,
        make: Callable[[HttpSession, str], T],
        *,
        credssp: bool = False,
    ) -> T:
        """What `make` makes of a session on the first way that is offered.

        With `credssp` the password is handed to the server, and so only inside TLS, which proves who that is.
        """
        if credssp and isinstance(self._sign_in, Logon):
            raise Trouble("no-credentials", detail="CredSSP hands over a password, so it takes --user")
        if credssp and ports["https"] not in self.open_ports:
            raise Trouble("credssp-needs-tls", host=self.host, port=ports["https"])
        last: Trouble | None = None
        for way in ("https",) if credssp else _WAYS[type(self._sign_in)]:
            if ports[way] not in self.open_ports:
                continue
            line = self._line(ports[way], path, tls=way == "https")
            session = HttpSession(line, self._sign_in, self._options.timeout, self._gate, credssp=credssp)
            try:
                return make(session, self.host)
            except NotOffered as trouble:
                session.close()
                last = trouble
            except BaseException:
                session.close()
                raise
        raise last or Trouble("unreachable", host=self.host, port=ports[_WAYS[type(self._sign_in)][0]])

    def _line(self, port: int, path: str, *, tls: bool) -> HttpLine:
        options = self._options
        context = tls_context(options.ca_bundle, self.verified, self.host in options.old_tls) if tls else None
        return HttpLine(Place(self.host, port, path, context), options.timeout, self._deadline, self._lines)

    @property
    def verified(self) -> bool:
        """Certificates of this host are verified."""
        return self.host not in self._options.insecure


class _Knocking:
    """Attempts to connect to several ports of one host at once."""

    def __init__(self, host: str, ports: Sequence[int], seconds: float) -> None:
        self.answers: queue.Queue[tuple[int, Exception | None]] = queue.Queue()
        for port in ports:
            threading.Thread(target=self._knock, args=(host, port, seconds), daemon=True).start()

    def abort(self) -> None:
        """Wake who waits for the answers."""
        self.answers.put((0, Trouble("interrupted")))

    def _knock(self, host: str, port: int, seconds: float) -> None:
        try:
            connected(host, port, seconds).close()
        except Exception as error:  # noqa: BLE001 - it is judged where all answers come together
            self.answers.put((port, error))
        else:
            self.answers.put((port, None))


def listening(host: str, ports: Sequence[int], seconds: float, lines: Lines) -> frozenset[int]:
    """Those of the ports on which somebody accepts. Raises Trouble when nobody does on any."""
    knocking = _Knocking(host, ports, seconds)
    lines.add(knocking)
    try:
        open_ports = frozenset(_accepted(host, ports, seconds, knocking.answers))
    finally:
        lines.remove(knocking)
    if not open_ports:
        raise Trouble("unreachable", host=host, port=ports[0])
    return open_ports


def _accepted(
    host: str, ports: Sequence[int], seconds: float, answers: queue.Queue[tuple[int, Exception | None]]
) -> Iterator[int]:
    end = time.monotonic() + seconds + 1
    for _ in ports:
        try:
            port, error = answers.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            return
        trouble = trouble_of(error, host, port, seconds) if error else None
        if error is None:
            yield port
        elif trouble is None:
            raise error
        elif trouble.code in ("no-such-host", "interrupted"):
            raise trouble
        if not isinstance(error, TimeoutError):
            end = min(end, time.monotonic() + GRACE)
