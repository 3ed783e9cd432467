"""One HTTP connection to one server: bounded in time and in what it takes in, without proxy, redirect or repetition.

The client libraries read answers of any length, wait for hours, follow redirects, use the proxy of the environment and
another store of authorities than the system's; so they are given this line to speak on (`wsman.py`).
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from scanner.connections.errors import NotOffered, Trouble, trouble_of
from scanner.connections.wire import connected, within

# A WS-Management answer is at most 500 kB where nobody changed it; encryption and Base64 add a little.
LARGEST_ANSWER = 8 << 20


class Deadline:
    """A moment, counted from now in seconds, after which nothing more is waited for."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """It has passed."""
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Seconds left. Raises TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class Waiting(Protocol):
    """Somebody who waits for a server, and can be woken."""

    def abort(self) -> None: ...


class Lines:
    """Everybody who waits for a server in a scan, so that an interruption can wake them all at once."""

    def __init__(self) -> None:
        self._open: set[Waiting] = set()
        self._lock = threading.Lock()
        self._cut = False

    def add(self, line: Waiting) -> None:
        """Remember a connection that is about to be used. Raises Trouble after an interruption."""
        with self._lock:
            if self._cut:
                raise Trouble("interrupted")
            self._open.add(line)

    @property
    def were_cut(self) -> bool:
        """Somebody has interrupted the scan."""
        return self._cut

    def remove(self, line: Waiting) -> None:
        with self._lock:
            self._open.discard(line)

    def cut(self) -> None:
        """Hang up everywhere; whoever waits for an answer has a lost connection."""
        with self._lock:
            self._cut = True
            for line in self._open:
                line.abort()


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return self.headers.get_all(name) or []


@dataclass(frozen=True)
class Place:
    """Where a server is asked over HTTP. With `tls` it is HTTPS."""

    host: str
    port: int
    path: str
    tls: ssl.SSLContext | None = None

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{self.path}"


class HttpLine:
    """A connection that is made when it is first used, and again when the server has ended it between two answers.

    `seconds` holds for each exchange, `deadline` for all of them. Every method raises Trouble and nothing else.
    """

    def __init__(self, place: Place, seconds: float, deadline: Deadline, lines: Lines) -> None:
        self.place = place
        self._seconds = seconds
        self._deadline = deadline
        self._lines = lines
        self._connection = _Connection(place, seconds)
        self._answered = False
        self._given_up = threading.Event()
        lines.add(self)

    def exchange(self, method: str, headers: Mapping[str, str], body: bytes = b"", wait: float = 0) -> Answer:
        """Send and take in one answer, for which the server may take `wait` seconds longer than usual."""
        seconds = self._seconds + wait
        try:
            seconds = min(seconds, self._deadline.left())
            if self._connection.sock is not None:
                self._connection.sock.settimeout(seconds)
            self._given_up = threading.Event()
            answer = within(seconds, lambda: self._exchange(method, headers, body), self._given_up)
        except Exception as error:  # noqa: BLE001 - the table knows what it means, or it is raised again
            self.abort()
            raise self._trouble(error, seconds) from None
        self._answered = True
        return answer

    def peer(self) -> tuple[bytes, str] | None:
        """The certificate the server showed, in DER, and the version of TLS; None without TLS or connection."""
        sock = self._connection.sock
        if not isinstance(sock, ssl.SSLSocket):
            return None
        return sock.getpeercert(binary_form=True) or b"", sock.version() or ""

    def connect(self) -> None:
        """Only connect, with the TLS handshake."""
        seconds = self._seconds
        try:
            seconds = min(seconds, self._deadline.left())
            self._given_up = threading.Event()
            within(seconds, self._connection.connect, self._given_up)
        except Exception as error:  # noqa: BLE001 - the table knows what it means, or it is raised again
            self.abort()
            raise self._trouble(error, seconds) from None

    def abort(self) -> None:
        """Hang up, whatever is on its way; a thread that waits for an answer wakes up."""
        sock = self._connection.sock
        if sock is not None:
            with suppress(OSError):  # it was not connected any more
                sock.shutdown(socket.SHUT_RDWR)
        self._connection.close()
        self._given_up.set()

    def close(self) -> None:
        self.abort()
        self._lines.remove(self)

    def _exchange(self, method: str, headers: Mapping[str, str], body: bytes) -> Answer:
        self._connection.request(method, self.place.path, body, dict(headers))
        response = self._connection.getresponse()
        content = response.read(LARGEST_ANSWER + 1)
        if response.length and len(content) <= LARGEST_ANSWER:
            raise http.client.IncompleteRead(b"", response.length)
        if len(content) > LARGEST_ANSWER:
            raise http.client.HTTPException(f"an answer of more than {LARGEST_ANSWER >> 20} MB")
        return Answer(response.status, response.headers, content)

    def _trouble(self, error: Exception, seconds: float) -> Trouble:
        host, port = self.place.host, self.place.port
        if self._lines.were_cut:
            return Trouble("interrupted")
        if isinstance(error, TimeoutError) and self._deadline.over:
            seconds = self._deadline.seconds
        trouble = trouble_of(error, host, port, seconds)
        if trouble is None:
            raise error
        # Nobody listens, or what listens on this port hangs up on the first byte: this way is not offered.
        ended = isinstance(error, ConnectionError | ssl.SSLEOFError | ssl.SSLZeroReturnError)
        if not self._answered and (trouble.code == "unreachable" or (ended and self.place.tls)):
            return NotOffered(trouble.code, **trouble.values)
        return trouble


class _Connection(http.client.HTTPConnection):
    """The library's connection on a socket of ours. A failed attempt to connect is told from a lost connection."""

    def __init__(self, place: Place, seconds: float) -> None:
        super().__init__(place.host, place.port)
        self._place = place
        self._seconds = seconds

    def connect(self) -> None:
        place = self._place
        try:
            sock = connected(place.host, place.port, self._seconds)
        except TimeoutError:
            raise ConnectionRefusedError from None  # nobody even accepted
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # head and body go out one after the other
        self.sock = place.tls.wrap_socket(sock, server_hostname=place.host) if place.tls else sock
