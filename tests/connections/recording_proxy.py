"""A proxy on the loopback that keeps every byte the client sends: as it goes over the wire, or from inside TLS."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.lab.lab import Lab

_SECONDS = 10  # that a thread may take to notice the end


class Inside(NamedTuple):
    """The TLS of the two connections: towards the client, and towards the server behind."""

    as_server: ssl.SSLContext
    as_client: ssl.SSLContext


class RecordingProxy:
    """Passes connections on to another address; `sent` is what clients have sent, a piece for each
    connection.

    With a `limit` every connection is cut after so many bytes from the server. With `inside`, the two sides of a
    TLS connection, the proxy is a party to it on both and keeps what is said in it.
    """

    def __init__(
        self, address: str, port: int, limit: int | None = None, inside: Inside | None = None
    ) -> None:
        self._inside = inside
        self._target = (address, port)
        self._limit = limit
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self.sent: list[bytearray] = []
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def close(self) -> None:
        for end in (self._listener, *self._ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        # First the threads: one in the middle of TLS would say goodbye to whatever gets the number of its socket next.
        for thread in self._threads:
            thread.join(_SECONDS)
        for end in (self._listener, *self._ends):
            end.close()

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        self._threads.append(threading.Thread(target=target, args=arguments, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._target)
                if self._inside:
                    client = self._inside.as_server.wrap_socket(client, server_side=True)
                    server = self._inside.as_client.wrap_socket(server, server_hostname=self._target[0])
                self._ends += [client, server]
                self.sent.append(bytearray())
                self._start(self._pass, client, server, self.sent[-1])
                self._start(self._pass, server, client, None)

    def _pass(self, source: socket.socket, sink: socket.socket, record: bytearray | None) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if record is not None:
                    record += data
                elif self._limit is not None:
                    passed += len(data)
                    data = data[: max(0, len(data) - (passed - self._limit))]
                sink.sendall(data)
                if record is None and self._limit is not None and passed >= self._limit:
                    break
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def inside(lab: Lab) -> Inside:
    """Both sides of a TLS connection to a lab: the proxy shows the certificate of the controller."""
    shown = lab.certificates.domain_controller
    as_server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    as_server.load_cert_chain(shown.certificate, shown.key)
    return Inside(as_server, ssl.create_default_context(cafile=str(lab.ca_bundle)))


@contextmanager
def recording_proxy(
    address: str, port: int, limit: int | None = None, inside: Inside | None = None
) -> Iterator[RecordingProxy]:
    """Such a proxy, closed at the end."""
    proxy = RecordingProxy(address, port, limit, inside)
    try:
        yield proxy
    finally:
        proxy.close()
