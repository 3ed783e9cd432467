"""HTTP as Windows does it: Basic, NTLM and Negotiate, bound to the connection, and messages encrypted by the latter."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import socket
import ssl
import struct
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import spnego
from spnego.channel_bindings import GssChannelBindings

from tests.lab.certificates import LOCALHOST, Certificate
from tests.servers.machine import Machine, encoded

SOAP = "application/soap+xml;charset=UTF-8"
USER, PASSWORD = "CORP\\reader", "c4n4ry-P4ss word"
KERBEROS_NAME = b"\x06\x09\x2a\x86\x48\x86\xf7\x12\x01\x02\x02"
BOUNDARY = b"--Encrypted Boundary"
SILENCE_SECONDS = 60


class WindowsHandler(BaseHTTPRequestHandler):
    """One connection. Who has signed in on it stays so."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version, sys_version = "Microsoft-HTTPAPI/2.0", ""
    server: WindowsHttpServer

    def setup(self) -> None:
        super().setup()
        self._context: Any = None
        self._user: str | None = None

    def log_message(self, format: str, *arguments: Any) -> None:
        """Said nowhere."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        machine = self.server.machines.get(name.casefold())
        self.server.requests += 1  # roughly: threads may count at the same moment
        time.sleep(self.server.latency)
        if machine is None:
            return self.answer(404)
        if machine.status is not None:
            return self.answer(machine.status)
        if machine.redirect is not None and not self.server.tls and self.command == "GET":
            return self.answer(302, headers=[("Location", machine.redirect)])
        fault = machine.fault if len(machine.seen) >= machine.fault_after else None
        if fault == "silent":
            self.server.stopped.wait(SILENCE_SECONDS)
            return self._hang_up()
        if fault == "garbage":
            self.wfile.write(b"\x00\xffSSH-2.0-OpenSSH_9.2\r\n" * 3)
            return self._hang_up()
        headers = self._signed_in()
        if headers is None:
            return None
        reply = self._understood(machine, body)
        if reply is None:
            return None
        status, content, kind = reply
        if fault == "cut":
            self._head(
                status, [("Content-Type", kind), ("Content-Length", str(len(content) + 100)), *headers]
            )
            self.wfile.write(content[: len(content) // 2])
            return self._hang_up()
        return self.answer(status, content, kind, headers)

    def _understood(self, machine: Machine, body: bytes) -> tuple[int, bytes, str] | None:
        """Status, content and type of the answer; None when one was given already."""
        kind = self.headers.get("Content-Type", "")
        respond = self.server.respond
        if not body or self.server.tls or not kind.startswith("multipart/encrypted"):
            if body and not self.server.tls:  # AllowUnencrypted is false
                return 500, b"", SOAP
            return respond(machine, self.path, body) if body or self.command == "GET" else (200, b"", SOAP)
        protocol = re.search(r'protocol="([^"]+)"', kind)
        assert protocol is not None
        status, content, answered = respond(machine, self.path, self._decrypted(body))
        if machine.fault == "nonsense" and len(machine.seen) > machine.fault_after:
            content = b"<html>Welcome to nginx!</html>"
        if not content or machine.fault == "clear":
            return status, content, answered
        return (
            status,
            self._encrypted(content, protocol[1]),
            (f'multipart/encrypted;protocol="{protocol[1]}";boundary="Encrypted Boundary"'),
        )

    def answer(
        self, status: int, body: bytes = b"", kind: str = SOAP, headers: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Send an answer."""
        self._head(status, [*headers, ("Content-Type", kind), ("Content-Length", str(len(body)))])
        self.wfile.write(body)

    def _head(self, status: int, headers: Sequence[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def _hang_up(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)

    # Signing in

    def _signed_in(self) -> list[tuple[str, str]] | None:
        """Headers for the answer; None when the client was told what to do next."""
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme == "Basic" and "Basic" in self.server.schemes:
            user, _, password = base64.b64decode(token).decode().partition(":")
            if self.server.users.get(user) == password:
                return []
        elif scheme in self.server.schemes and token:
            return self._step(scheme, base64.b64decode(token))
        elif not scheme and self._user:
            return []
        self.answer(401, headers=[("WWW-Authenticate", each) for each in self.server.offered])
        return None

    def _step(self, scheme: str, token: bytes) -> list[tuple[str, str]] | None:
        try:
            if self._context is None or self._context.complete:
                protocol = "ntlm" if token.startswith(b"NTLMSSP\0") else "negotiate"
                # A token of Kerberos alone begins with its own name, 1.2.840.113554.1.2.2.
                protocol = "kerberos" if KERBEROS_NAME in token[:20] else protocol
                protocol = "credssp" if scheme == "CredSSP" else protocol
                options = spnego.NegotiateOptions.none
                if protocol != "ntlm":
                    options = spnego.NegotiateOptions.wrapping_winrm
                host = self.headers.get("Host", "").rpartition(":")[0]
                self._context = spnego.server(
                    protocol=protocol,
                    hostname=host,
                    service="HTTP",
                    channel_bindings=self.server.bindings,
                    options=options,
                )
            given = self._context.step(token)
        except spnego.exceptions.SpnegoError:
            self._context = self._user = None
            self.answer(401, headers=[("WWW-Authenticate", each) for each in self.server.offered])
            return None
        header = [("WWW-Authenticate", f"{scheme} {encoded(given)}")] if given else []
        if not self._context.complete:
            self.answer(401, headers=header)
            return None
        self._user = self._context.client_principal
        handed = self._context.get_extra_info("client_credential")
        if handed is not None:
            self.server.passwords.append(handed.password)
        return header

    # Messages

    def _decrypted(self, body: bytes) -> bytes:
        parts = [part for part in body.split(BOUNDARY + b"\r\n") if part]
        message = parts[1].removesuffix(BOUNDARY + b"--\r\n")
        message = message.removeprefix(b"\tContent-Type: application/octet-stream\r\n")
        (length,) = struct.unpack("<i", message[:4])
        plain: bytes = self._context.unwrap_winrm(message[4 : 4 + length], message[4 + length :])
        return plain

    def _encrypted(self, content: bytes, protocol: str) -> bytes:
        wrapped = self._context.wrap_winrm(content)
        length = len(content) + wrapped.padding_length
        return b"".join(
            [
                BOUNDARY + b"\r\n\tContent-Type: " + protocol.encode() + b"\r\n",
                f"\tOriginalContent: type={SOAP};Length={length}\r\n".encode(),
                BOUNDARY + b"\r\n\tContent-Type: application/octet-stream\r\n",
                struct.pack("<i", len(wrapped.header)) + wrapped.header + wrapped.data,
                BOUNDARY + b"--\r\n",
            ]
        )


class WindowsHttpServer(ThreadingHTTPServer):
    """Machines behind one port, told apart by the name that the client asked for."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        machines: Mapping[str, Machine],
        address: str = LOCALHOST,
        schemes: Sequence[str] = ("Negotiate", "NTLM"),
        certificate: Certificate | None = None,
        latency: float = 0,
        port: int = 0,
    ) -> None:
        super().__init__((address, port), WindowsHandler)
        self.machines = {name.casefold(): machine for name, machine in machines.items()}
        self.schemes = schemes
        self.users = {USER: PASSWORD}
        self.passwords: list[str] = []  # those that somebody handed over
        self.latency = latency
        self.requests = 0
        self.stopped = threading.Event()
        self.tls = certificate is not None
        self.bindings: GssChannelBindings | None = None
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate.certificate, certificate.key)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def offered(self) -> list[str]:
        return ['Basic realm="WSMAN"' if scheme == "Basic" else scheme for scheme in self.schemes]

    def respond(self, machine: Machine, path: str, body: bytes) -> tuple[int, bytes, str]:
        """Status, content and its type for a decrypted message."""
        raise NotImplementedError

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is its own business."""


@contextmanager
def running(server: WindowsHttpServer) -> Iterator[WindowsHttpServer]:
    """The server, answering until the end."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


@contextmanager
def known_users(users: Mapping[str, str]) -> Iterator[None]:
    """The accounts that NTLM knows in this process: pyspnego reads them from a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "accounts"
        lines = (f"{user.partition(chr(92))[0]}:{user.partition(chr(92))[2]}:{users[user]}" for user in users)
        file.write_text("\n".join(lines) + "\n")
        before = os.environ.get("NTLM_USER_FILE")
        os.environ["NTLM_USER_FILE"] = str(file)
        try:
            yield
        finally:
            if before is None:
                del os.environ["NTLM_USER_FILE"]
            else:
                os.environ["NTLM_USER_FILE"] = before
