"""One LDAP conversation over a line: one request at a time, each with a time limit for its whole answer."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from scanner.connections import ldap_messages as messages
from scanner.connections.entry import Entry
from scanner.connections.errors import NotLdap
from scanner.connections.ldap_messages import Answer, Result, Scope
from scanner.connections.wire import Line

PAGE = 1000
_BIND_IN_PROGRESS = 14
_UNSOLICITED = 0


class Handshake(Protocol):
    """The client side of a GSS-SPNEGO exchange."""

    def step(self, token: bytes | None) -> bytes | None: ...


class Session:
    """Bind, search, StartTLS and unbind on one line.

    Raises what the line raises (OSError, TimeoutError), and NotLdap for an answer that is no LDAP.
    """

    def __init__(self, line: Line, seconds: float) -> None:
        self.line = line
        self._seconds = seconds
        self._number = 0
        self._received = bytearray()

    def start_tls(self) -> Result:
        """Ask to go on under TLS; after code 0 the caller puts TLS on the line."""
        return self._result(messages.start_tls(self._next()))

    def simple_bind(self, user: str, password: str) -> Result:
        """Sign in with a password, which crosses the line as it is: only ever call this under TLS."""
        return self._result(messages.simple_bind(self._next(), user, password))

    def spnego_bind(self, handshake: Handshake) -> Result:
        """Sign in with GSS-SPNEGO; the last token of the server is checked by the handshake."""
        token = handshake.step(None)
        while True:
            result = self._result(messages.sasl_bind(self._next(), token or b""))
            if result.code not in (0, _BIND_IN_PROGRESS):
                return result
            if result.credentials:
                token = handshake.step(result.credentials)
            if result.code == 0:
                return result

    def pages(
        self, base: str, scope: Scope, filter: str, attributes: Sequence[str]
    ) -> Iterator[tuple[list[Entry], Result]]:
        """The pages of a search, each with its result; a page is read to its end before it is handed out."""
        cookie = b""
        while True:
            request = messages.search(
                self._next(), base, scope, filter, attributes, max(1, int(self._seconds)), PAGE, cookie
            )
            entries: list[Entry] = []
            result = self._exchange(request, entries)
            yield entries, result
            cookie = result.cookie
            if result.code or not cookie:
                return

    def close(self) -> None:
        """Say goodbye, and hang up whether or not it was heard."""
        with contextlib.suppress(OSError):
            self.line.begin()
            self.line.send(messages.unbind(self._next()))
        self.line.close()

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _result(self, request: bytes) -> Result:
        return self._exchange(request, [])

    def _exchange(self, request: bytes, entries: list[Entry]) -> Result:
        self.line.begin()
        self.line.send(request)
        while True:
            answer = self._answer()
            if answer.id == _UNSOLICITED:  # the notice of disconnection
                raise ConnectionAbortedError(None, answer.result.message if answer.result else "it hung up")
            if answer.id != self._number:
                raise NotLdap("an answer to a question that was not asked")
            if answer.entry is not None:
                entries.append(answer.entry)
            if answer.result is not None:
                return answer.result

    def _answer(self) -> Answer:
        while (length := messages.message_length(self._received)) is None or len(self._received) < length:
            self._received += self.line.receive()
        message = bytes(self._received[:length])
        del self._received[:length]
        return messages.decode(message)
