"""An LDAP server in the test process that says what a test tells it to, byte by byte."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from scanner.connections.directory import Directory
from scanner.connections.ldap_session import Session
from scanner.connections.wire import TcpLine

Reply = Callable[[int], bytes]

SUCCESS = 0


def tlv(tag: int, *content: bytes) -> bytes:
    """One BER element, its length always in four bytes."""
    body = b"".join(content)
    return bytes([tag, 0x84]) + len(body).to_bytes(4, "big") + body


def number(value: int, tag: int = 2) -> bytes:
    return tlv(tag, value.to_bytes(4, "big", signed=True))


def octets(value: bytes, tag: int = 4) -> bytes:
    return tlv(tag, value)


def message(id: int, operation: bytes, controls: bytes = b"") -> bytes:
    return tlv(0x30, number(id), operation, controls)


def entry(dn: str, attributes: Mapping[str, Sequence[bytes]]) -> Reply:
    """A search result entry."""
    parts = [
        tlv(0x30, octets(name.encode()), tlv(0x31, *map(octets, values)))
        for name, values in attributes.items()
    ]
    return lambda id: message(id, tlv(0x64, octets(dn.encode()), tlv(0x30, *parts)))


def reference(url: str) -> Reply:
    """A search result reference to another server."""
    return lambda id: message(id, tlv(0x73, octets(url.encode())))


def done(code: int = SUCCESS, text: str = "", cookie: bytes | None = None) -> Reply:
    """The end of a search, with the cookie of the next page."""
    controls = b""
    if cookie is not None:
        value = tlv(0x30, number(0), octets(cookie))
        controls = tlv(0xA0, tlv(0x30, octets(b"1.2.840.113556.1.4.319"), octets(value)))
    return lambda id: message(id, tlv(0x65, number(code, 10), octets(b""), octets(text.encode())), controls)


def raw(data: bytes) -> Reply:
    """These bytes, whatever was asked."""
    return lambda id: data


def disconnection(text: str) -> Reply:
    """The notice of disconnection (RFC 4511, 4.4.1)."""
    name = octets(b"1.3.6.1.4.1.1466.20036", 0x8A)
    return lambda id: message(0, tlv(0x78, number(52, 10), octets(b""), octets(text.encode()), name))


ROOT_DSE = entry(
    "",
    {
        "configurationNamingContext": [b"CN=Configuration,DC=corp,DC=test"],
        "defaultNamingContext": [b"DC=corp,DC=test"],
        "dnsHostName": [b"dc1.corp.test"],
    },
)
HELLO = (ROOT_DSE, done())


@contextmanager
def server(*answers: Sequence[Reply], pause: float = 0) -> Iterator[tuple[socket.socket, list[bytes]]]:
    """Give each request the next of the answers, and hang up after the last.

    Yields the client's end and the requests that have come. With a pause the answers come byte by byte.
    """
    client, peer = socket.socketpair()
    requests: list[bytes] = []

    def serve() -> None:
        with peer:
            for id, replies in enumerate(answers, 1):
                request = peer.recv(65536)
                if not request:
                    return
                requests.append(request)
                try:
                    _send(peer, b"".join(reply(id) for reply in replies), pause)
                except OSError:
                    return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield client, requests
    finally:
        client.close()
        thread.join(10)


@contextmanager
def directory(*answers: Sequence[Reply], seconds: float = 5, pause: float = 0) -> Iterator[Directory]:
    """A directory signed in at such a server, which first tells what it is."""
    with server(HELLO, *answers, pause=pause) as (client, _):
        yield signed_in(client, seconds)


def signed_in(client: socket.socket, seconds: float) -> Directory:
    """What the product makes of a line on which the sign-in is done."""
    session = Session(TcpLine(client, seconds), seconds)
    return Directory(
        session, host="dc1", port=389, seconds=seconds, account="CORP\\a", means="somehow", protection="none"
    )


def _send(peer: socket.socket, data: bytes, pause: float) -> None:
    if not pause:
        peer.sendall(data)
        return
    wait = threading.Event()
    for byte in data:
        peer.sendall(bytes([byte]))
        wait.wait(pause)
