"""A name server in the test process."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import dns.message
import dns.rcode
import dns.resolver
import pytest

Answerer = Callable[[dns.message.Message], None]


@contextmanager
def name_server(monkeypatch: pytest.MonkeyPatch, fill: Answerer | None) -> Iterator[None]:
    """A name server that answers every question as `fill` says, or is silent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = listener.getsockname()[1]
        monkeypatch.setattr(dns.resolver, "default_resolver", resolver)
        stopped = threading.Event()
        listener.settimeout(0.1)

        def serve() -> None:
            while not stopped.is_set():
                try:
                    data, address = listener.recvfrom(65535)
                except TimeoutError:
                    continue
                if fill:
                    response = dns.message.make_response(dns.message.from_wire(data))
                    fill(response)
                    listener.sendto(response.to_wire(), address)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            thread.join(5)


def rcode(code: dns.rcode.Rcode) -> Answerer:
    return lambda response: response.set_rcode(code)
