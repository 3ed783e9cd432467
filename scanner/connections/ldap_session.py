"""One LDAP conversation over a line: one request at a time, each with a time limit for its whole answer.

Only the next page of a search is asked for before the last one is used: the server looks for it meanwhile. Its
answer is read to the end before anything else is asked, so that there is never more than one in the air.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from scanner.connections import ldap_messages as messages
from scanner.connections.entry import Entry
from scanner.connections.errors import NotLdap
from scanner.connections.ldap_answers import (
    ENTRY,
    REFERENCE,
    Message,
    Result,
    message_length,
    opened,
    read_entry,
    read_result,
)
from scanner.connections.ldap_messages import Scope
from scanner.connections.wire import Incoming, Line

PAGE = 1000
_BIND_IN_PROGRESS = 14
_UNSOLICITED = 0


class Handshake(Protocol):
    """The client side of a GSS-SPNEGO exchange."""

    def step(self, token: bytes | None) -> bytes | None: ...


class _Exchange:
    """A request that was sent, and what has been answered to it; `result` is None until the answer is whole."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.entries: list[Message] = []
        self.result: Result | None = None


class Session:
    """Bind, search, StartTLS and unbind on one line.

    Raises what the line raises (OSError, TimeoutError), and NotLdap for an answer that is no LDAP.
    """

    def __init__(self, line: Line, seconds: float) -> None:
        self._line = line
        self._seconds = seconds
        self._number = 0
        self._incoming = Incoming()
        self._unread: _Exchange | None = None

    def seal(self, line: Line) -> None:
        """Go on over another line, which protects what the one until now did not.

        Raises NotLdap if something has come already: it was sent without the protection, by anybody.
        """
        if len(self._incoming):
            raise NotLdap("more than was asked for, before the protection began")
        self._line = line

    def start_tls(self) -> Result:
        """Ask to go on under TLS; after code 0 the caller puts TLS on the line."""
        number = self._next()
        return self._read(self._send(number, messages.start_tls(number)))

    def simple_bind(self, user: str, password: str) -> Result:
        """Sign in with a password, which crosses the line as it is: only ever call this under TLS."""
        number = self._next()
        return self._read(self._send(number, messages.simple_bind(number, user, password)))

    def spnego_bind(self, handshake: Handshake) -> Result:
        """Sign in with GSS-SPNEGO; the last token of the server is checked by the handshake."""
        token = handshake.step(None)
        while True:
            number = self._next()
            result = self._read(self._send(number, messages.sasl_bind(number, token or b"")))
            if result.code not in (0, _BIND_IN_PROGRESS):
                return result
            if result.credentials:
                token = handshake.step(result.credentials)
            if result.code == 0:
                return result

    def pages(
        self, base: str, scope: Scope, filter: str, attributes: Sequence[str]
    ) -> Iterator[tuple[Iterator[Entry], Result]]:
        """The pages of a search, each with its result. A page has come to its end before it is handed out; its
        entries are decoded one by one as they are taken, which raises NotLdap too.
        """
        seconds = max(1, int(self._seconds))

        def asked(cookie: bytes) -> _Exchange:
            number = self._next()
            return self._send(
                number, messages.search(number, base, scope, filter, attributes, seconds, PAGE, cookie)
            )

        page: _Exchange | None = asked(b"")
        while page is not None:
            result = self._read(page)
            entries = map(read_entry, page.entries)
            page = asked(result.cookie) if result.cookie and not result.code else None
            yield entries, result

    def close(self) -> None:
        """Say goodbye, and hang up whether or not it was heard."""
        with contextlib.suppress(OSError):
            self._line.begin()
            self._line.send(messages.unbind(self._next()))
        self._line.close()

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _send(self, number: int, request: bytes) -> _Exchange:
        if self._unread is not None:
            self._read(self._unread)
        self._line.begin()
        self._line.send(request)
        self._unread = _Exchange(number)
        return self._unread

    def _read(self, exchange: _Exchange) -> Result:
        """The answer to its end. The time limit is for waiting: what the last page took does not count."""
        self._line.begin()
        while exchange.result is None:
            message = self._message()
            number, kind = message[0], message[1]
            if number != exchange.number:
                if number == _UNSOLICITED:  # the notice of disconnection
                    raise ConnectionAbortedError(None, read_result(message).message)
                raise NotLdap("an answer to a question that was not asked")
            if kind == ENTRY:
                exchange.entries.append(message)
            elif kind != REFERENCE:
                exchange.result = read_result(message)
                self._unread = None
        return exchange.result

    def _message(self) -> Message:
        incoming = self._incoming
        while (size := message_length(incoming.data, incoming.at)) is None:
            incoming.fill(self._line.receive, len(incoming) + 1)
        if incoming.at + size > len(incoming.data):
            incoming.fill(self._line.receive, size)
        return opened(incoming.take(size))
