"""The line to a server: TCP, TLS, and the sealing of GSS-SPNEGO, with a time limit on every exchange."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from scanner.connections.errors import NotLdap

T = TypeVar("T")

# Active Directory sends at most 10 MB in one sealed frame; a length beyond this is no frame.
_MAXIMUM_FRAME = 1 << 26


class Line(Protocol):
    """What an LDAP session needs of the line below it."""

    def begin(self) -> None:
        """Start an exchange: its time limit runs from here to the end of the answer."""

    def send(self, data: bytes) -> None: ...

    def receive(self) -> bytes:
        """The next bytes, at least one; raises ConnectionResetError at the end."""

    def close(self) -> None: ...


class Incoming:
    """What has come over a line and is not used yet: the bytes of `data` from `at` on."""

    __slots__ = ("at", "data")

    def __init__(self) -> None:
        self.data = b""
        self.at = 0

    def __len__(self) -> int:
        return len(self.data) - self.at

    def fill(self, receive: Callable[[], bytes], size: int) -> None:
        """Receive until there are `size` bytes; each is copied once, however many pieces come."""
        missing = size - len(self)
        if missing <= 0:
            return
        parts = [self.data[self.at :]]
        while missing > 0:
            parts.append(receive())
            missing -= len(parts[-1])
        self.data, self.at = b"".join(parts), 0

    def take(self, size: int) -> bytes:
        """The next bytes, which must be there."""
        start = self.at
        self.at += size
        return self.data[start : self.at]


def within(seconds: float, action: Callable[[], T], given_up: threading.Event | None = None) -> T:
    """Run something that has no time limit of its own (name resolution, Kerberos); raises TimeoutError.

    The thread of an action that does not end is left behind: neither library can be interrupted. Whoever sets
    `given_up` ends the waiting before its time.
    """
    outcome: list[T] = []
    failure: list[BaseException] = []
    ended = given_up or threading.Event()

    def run() -> None:
        try:
            outcome.append(action())
        except BaseException as error:  # noqa: BLE001 - it is raised again in the thread that waits
            failure.append(error)
        finally:
            ended.set()

    threading.Thread(target=run, daemon=True).start()
    ended.wait(seconds)
    if failure:
        raise failure[0]
    if not outcome:
        raise TimeoutError
    return outcome[0]


class TcpLine:
    """A TCP connection, plain at first; `secure` puts TLS on it. Times in seconds."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._socket = connection
        self._tls: ssl.SSLSocket | None = None
        self._seconds = seconds
        self.begin()

    def begin(self) -> None:
        self._deadline = time.monotonic() + self._seconds

    def send(self, data: bytes) -> None:
        self._socket.settimeout(self._left())
        self._socket.sendall(data)

    def receive(self) -> bytes:
        self._socket.settimeout(self._left())
        data = self._socket.recv(1 << 16)
        if not data:
            raise ConnectionResetError
        return data

    def secure(self, context: ssl.SSLContext, host: str) -> None:
        """Do the TLS handshake; the context checks the chain, and that the certificate names `host`."""
        self.begin()
        self._socket.settimeout(self._left())
        self._socket = self._tls = context.wrap_socket(self._socket, server_hostname=host)

    @property
    def certificate(self) -> bytes | None:
        """What the server showed in the TLS handshake (DER); None before."""
        return self._tls.getpeercert(binary_form=True) if self._tls else None

    def close(self) -> None:
        self._socket.close()

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def dial(host: str, port: int, seconds: float) -> TcpLine:
    """A line to the first address of the host that accepts. Raises as `connected` does."""
    return TcpLine(connected(host, port, seconds), seconds)


def connected(host: str, port: int, seconds: float) -> socket.socket:
    """Connect to the first address of the host that accepts; all of them together have `seconds`.

    Raises socket.gaierror for an unknown name, TimeoutError or another OSError if nobody accepts.
    """
    deadline = time.monotonic() + seconds
    addresses = within(seconds, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    last: OSError = TimeoutError()
    for family, kind, protocol, _, address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(left)
            connection.connect(address)
            return connection
        except OSError as error:
            connection.close()
            last = error
    raise last


def tls_context(ca_bundle: Path | None, verify: bool, old: bool = False) -> ssl.SSLContext:
    """TLS that accepts only servers whose certificate the bundle (or else the system's store) vouches for.

    Raises OSError if the bundle cannot be read. `verify=False` and `old`, which lets TLS 1.0 and short keys pass, are
    for hosts a person named one by one.
    """
    context = ssl.create_default_context(cafile=str(ca_bundle) if ca_bundle else None)
    if old:
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class SecurityContext(Protocol):
    """The part of pyspnego's context that sealing needs."""

    def wrap(self, data: bytes) -> bytes: ...

    def unwrap(self, data: bytes) -> bytes: ...


class SealedLine:
    """A line on which each message is encrypted by the context of the bind (RFC 4422: length, then bytes)."""

    def __init__(self, line: Line, context: SecurityContext) -> None:
        self._line = line
        self._context = context
        self._incoming = Incoming()

    def begin(self) -> None:
        self._line.begin()

    def send(self, data: bytes) -> None:
        sealed = self._context.wrap(data)
        self._line.send(struct.pack(">I", len(sealed)) + sealed)

    def receive(self) -> bytes:
        (length,) = struct.unpack(">I", self._exactly(4))
        if length > _MAXIMUM_FRAME:
            raise NotLdap("a sealed message of impossible length")
        return self._context.unwrap(self._exactly(length))

    def close(self) -> None:
        self._line.close()

    def _exactly(self, size: int) -> bytes:
        self._incoming.fill(self._line.receive, size)
        return self._incoming.take(size)
