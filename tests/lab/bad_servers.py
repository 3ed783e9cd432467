"""Servers that answer badly or not at all, each on a free port of 127.0.0.1. They need no lab.

with silent_server() as server:
    connect_to(server.host, server.port)
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.lab.certificates import LOCALHOST, Certificate

# No BER that LDAP could mean: an unknown tag with a length of four gigabytes.
GARBAGE = b"\xff\x84\xff\xff\xff\xffHTTP/1.1 200 OK\r\n\x00\x00"
_PEER_SECONDS = 10.0

Behaviour = Callable[[socket.socket], None]


class BadServer:
    """Accepts connections until it is closed, and treats each as its behaviour says."""

    def __init__(self, behaviour: Behaviour, tls: ssl.SSLContext | None = None) -> None:
        self._behaviour = behaviour
        self._tls = tls
        self._listener = socket.create_server((LOCALHOST, 0))
        self._connections: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def host(self) -> str:
        """The address it listens on."""
        return LOCALHOST

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._listener.getsockname()[1])

    @property
    def connection_count(self) -> int:
        """How many clients have come so far: shows whether a client tried again."""
        return len(self._connections)

    def close(self) -> None:
        """Hang up on everybody and wait for the threads."""
        _hang_up(self._listener)
        for connection in self._connections:
            _hang_up(connection)
        for thread in self._threads:
            thread.join(timeout=_PEER_SECONDS)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.settimeout(_PEER_SECONDS)
            if self._tls:
                # The handshake comes with the first read, in the thread of this connection.
                connection = self._tls.wrap_socket(
                    connection, server_side=True, do_handshake_on_connect=False
                )
            self._connections.append(connection)
            thread = threading.Thread(target=self._serve, args=[connection], daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        # The client may go at any moment; that is the client's business, not an error here.
        with contextlib.suppress(OSError), connection:
            self._behaviour(connection)


def silent_server() -> contextlib.AbstractContextManager[BadServer]:
    """Accepts, reads everything and never answers."""
    return _running(_read_for_ever)


def closing_server() -> contextlib.AbstractContextManager[BadServer]:
    """Accepts and closes at once."""
    return _running(_hang_up)


def garbage_server(answer: bytes = GARBAGE) -> contextlib.AbstractContextManager[BadServer]:
    """Answers the first request with bytes that are no LDAP, then is silent."""

    def behaviour(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(answer)
        _read_for_ever(connection)

    return _running(behaviour)


def tls_server(certificate: Certificate) -> contextlib.AbstractContextManager[BadServer]:
    """Offers this certificate in a TLS handshake, and is silent after it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.certificate, certificate.key)
    return _running(_read_for_ever, context)


@contextmanager
def _running(behaviour: Behaviour, tls: ssl.SSLContext | None = None) -> Iterator[BadServer]:
    server = BadServer(behaviour, tls)
    try:
        yield server
    finally:
        server.close()


def _read_for_ever(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


def _hang_up(connection: socket.socket) -> None:
    """Wakes whoever waits on the socket, which closing alone does not."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
