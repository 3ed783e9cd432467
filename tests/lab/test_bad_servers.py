"""The bad servers are bad in just the way they promise."""

import socket
import ssl

import pytest

from tests.lab.bad_servers import (
    GARBAGE,
    BadServer,
    closing_server,
    garbage_server,
    silent_server,
    tls_server,
)
from tests.lab.certificates import Certificate, Certificates


def connect(server: BadServer) -> socket.socket:
    return socket.create_connection((server.host, server.port), timeout=0.3)


def shake_hands(certificate: Certificate, authority: str) -> ssl.SSLSocket:
    context = ssl.create_default_context(cafile=authority)
    with tls_server(certificate) as server, connect(server) as connection:
        return context.wrap_socket(connection, server_hostname=server.host)


def test_the_silent_server_accepts_and_never_answers() -> None:
    with silent_server() as server, connect(server) as connection:
        connection.sendall(b"hello")
        with pytest.raises(TimeoutError):
            connection.recv(1)


def test_the_closing_server_closes_at_once() -> None:
    with closing_server() as server, connect(server) as connection:
        assert connection.recv(1) == b""


def test_the_garbage_server_answers_garbage() -> None:
    with garbage_server() as server, connect(server) as connection:
        connection.sendall(b"hello")
        assert connection.recv(len(GARBAGE)) == GARBAGE
        assert server.connection_count == 1


def test_a_good_certificate_passes_and_nothing_follows(certificates: Certificates) -> None:
    context = ssl.create_default_context(cafile=certificates.authority)
    with tls_server(certificates.domain_controller) as server, connect(server) as connection:
        secured = context.wrap_socket(connection, server_hostname=server.host)
        secured.sendall(b"hello")
        with pytest.raises(TimeoutError):
            secured.recv(1)


def test_an_expired_certificate_is_refused(certificates: Certificates) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="expired"):
        shake_hands(certificates.expired, str(certificates.authority))


def test_a_certificate_for_another_host_is_refused(certificates: Certificates) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="address mismatch"):
        shake_hands(certificates.other_host, str(certificates.authority))


def test_a_certificate_of_an_unknown_authority_is_refused(certificates: Certificates) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer"):
        shake_hands(certificates.domain_controller, str(certificates.unrelated_authority))
