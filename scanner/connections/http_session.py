"""Signing in over HTTP: Kerberos or NTLM by pyspnego, Basic only inside TLS, and message encryption outside of it.

CredSSP, which hands the password itself to the server ([MS-CSSP]), is used when somebody asks for it, and inside TLS.

A session is one connection: NTLM proves the connection, not each request ([MS-NTHT] 3.1). Without TLS every message is
encrypted by the sign-in's own key ([MS-WSMV] 2.2.9.1), and an answer that is not is refused.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeVar

from scanner.connections.credentials import Account, SignIn
from scanner.connections.errors import Trouble, http_trouble, logon_detail
from scanner.connections.http_line import Answer, HttpLine
from scanner.connections.spnego_handshake import tls_server_end_point
from scanner.connections.wire import within

if TYPE_CHECKING:
    from spnego import ContextProxy
    from spnego.channel_bindings import GssChannelBindings

T = TypeVar("T")

Scheme = Literal["Negotiate", "Kerberos", "NTLM", "Basic", "CredSSP"]

SOAP = "application/soap+xml;charset=UTF-8"
SCHEMES: tuple[Scheme, ...] = ("Negotiate", "Kerberos", "NTLM", "Basic")
SPNEGO, KERBEROS = "application/HTTP-SPNEGO-session-encrypted", "application/HTTP-Kerberos-session-encrypted"
_BOUNDARY = re.compile(r'boundary="([^"]{1,70})"')
# A handshake of more steps is none: NTLM takes two, Kerberos two, SPNEGO around either three.
# CredSSP adds those of a TLS of its own, its proof of the key of that TLS, and the password.
_STEPS, _CREDSSP_STEPS = 5, 12
# Versions before it let anybody in the middle use the sign-in (CVE-2018-0886).
_CREDSSP_VERSION = 5


def schemes_of(answers: Iterable[str]) -> list[str]:
    """The names of the ways to sign in that WWW-Authenticate headers list, as they stand there."""
    found = [
        re.match(r"[A-Za-z][A-Za-z0-9-]{0,30}", each.strip()) for value in answers for each in _split(value)
    ]
    return list(dict.fromkeys(each[0] for each in found if each))


def _split(value: str) -> list[str]:
    """One header may list several ways; a comma inside quotes or before a parameter begins none."""
    return re.split(r",\s*(?=[A-Za-z][A-Za-z0-9-]*(?:\s|,|$))", re.sub(r'"[^"]*"', '""', value))


class Gate:
    """Lets one sign-in after the other through until one was accepted, and none after the first refusal.

    A wrong password that is shown to two hundred servers locks its account. Once somebody has accepted it, a server
    that refuses it has reasons of its own.
    """

    def __init__(self, *, accepted: bool) -> None:
        self._accepted = accepted
        self._lock = threading.Lock()
        self._refusal: Trouble | None = None

    @contextmanager
    def passing(self) -> Iterator[None]:
        """One sign-in. Raises the refusal of an earlier one."""
        if self._accepted:
            yield
            return
        with self._lock:
            if self._refusal is not None and not self._accepted:
                raise self._refusal
            try:
                yield
            except Trouble as trouble:
                if trouble.code in ("sign-in-refused", "no-credentials"):
                    self._refusal = trouble
                raise
            self._accepted = True


class HttpSession:
    """A signed-in connection. `seconds` is how long a Kerberos server may take; with `credssp` nothing else is used."""

    def __init__(
        self, line: HttpLine, sign_in: SignIn, seconds: float, gate: Gate, *, credssp: bool = False
    ) -> None:
        self._line = line
        self._sign_in = sign_in
        self._seconds = seconds
        self._gate = gate
        self._credssp = credssp
        self._context: ContextProxy | None = None
        self._scheme: Scheme | None = None

    def post(
        self,
        body: bytes,
        content_type: str = SOAP,
        wait: float = 0,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> Answer:
        """One message and its answer, of whatever status but 401; signs in when that is needed.

        The server may take `wait` seconds longer than usual. Raises Trouble.
        """
        answer = None
        if self._scheme is not None:
            answer = self._send(body, content_type, wait, headers)
        if answer is None or answer.status == 401:  # the server has forgotten this connection
            with self._gate.passing():
                self._authenticate()
                answer = self._send(body, content_type, wait, headers)
                if answer.status == 401:
                    raise self._refused("the account or its password is not accepted there")
        return answer

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    # Signing in

    def _authenticate(self) -> None:
        self._context = None
        answer = self._line.exchange("POST", {"Content-Type": SOAP})
        if answer.status != 401:
            raise http_trouble(answer.status, self._host)
        scheme = self._chosen(schemes_of(answer.all("WWW-Authenticate")))
        self._scheme = scheme
        if scheme == "Basic":
            return
        bindings = self._bindings()
        self._context = self._own(lambda: self._begun(scheme, bindings))
        token = self._own(lambda: self._step(None))
        for _ in range(_CREDSSP_STEPS if self._credssp else _STEPS):
            header = {
                "Authorization": f"{scheme} {base64.b64encode(token or b'').decode()}",
                "Content-Type": SOAP,
            }
            answer = self._line.exchange("POST", header)
            given = _token(answer, scheme)
            if not given:
                break
            token = self._checked(lambda given=given: self._step(given))  # type: ignore[misc] # bound now
            if not token:
                break
        if answer.status == 401 or not self._context.complete:
            raise self._refused("the account or its password is not accepted there")

    def _chosen(self, offered: list[str]) -> Scheme:
        names = {name.casefold() for name in offered}
        if self._credssp:
            if "credssp" in names:
                return "CredSSP"
            raise Trouble("server-refused", host=self._host, detail="it does not offer CredSSP")
        for scheme in SCHEMES:
            basic = scheme == "Basic"
            fits = isinstance(self._sign_in, Account) and self._line.place.tls if basic else True
            if fits and scheme.casefold() in names and not (scheme == "NTLM" and not self._has_password):
                return scheme
        listed = ", ".join(offered) or "none"
        detail = f"it offers no way to sign in that can be used here: {listed}"
        raise Trouble("server-refused", host=self._host, detail=detail)

    @property
    def _has_password(self) -> bool:
        return isinstance(self._sign_in, Account)

    @property
    def _host(self) -> str:
        return self._line.place.host

    def _begun(self, scheme: Scheme, bindings: GssChannelBindings | None) -> ContextProxy:
        import spnego

        user, password, protocol = None, None, "kerberos"
        if isinstance(self._sign_in, Account):
            # Kerberos by password needs the realm, which only the form user@domain names, and in capitals.
            name, at, realm = self._sign_in.user.partition("@")
            user, password = name + at + realm.upper(), self._sign_in.password
            protocol = "negotiate" if "@" in user and scheme == "Negotiate" else "ntlm"
            protocol = "kerberos" if scheme == "Kerberos" else protocol
        if scheme == "CredSSP":
            assert self._line.place.tls is not None
            return spnego.client(
                user,
                password,
                hostname=self._host,
                service="HTTP",
                protocol="credssp",
                credssp_min_protocol=_CREDSSP_VERSION,
            )
        options = (
            spnego.NegotiateOptions.none if self._line.place.tls else spnego.NegotiateOptions.wrapping_winrm
        )
        return spnego.client(
            user,
            password,
            hostname=self._host,
            service="HTTP",
            channel_bindings=bindings,
            protocol=protocol,
            options=options,
        )

    def _step(self, token: bytes | None) -> bytes | None:
        assert self._context is not None
        return self._context.step(token)

    def _bindings(self) -> GssChannelBindings | None:
        """What ties the sign-in to this TLS connection; Exchange may demand it (Extended Protection)."""
        from spnego.channel_bindings import GssChannelBindings

        peer = self._line.peer()
        return GssChannelBindings(application_data=tls_server_end_point(peer[0])) if peer else None

    # Messages

    def _send(self, body: bytes, content_type: str, wait: float, more: Mapping[str, str]) -> Answer:
        headers = {**more, "Content-Type": content_type}
        if self._line.place.tls is not None:
            if self._scheme == "Basic":
                assert isinstance(self._sign_in, Account)
                pair = f"{self._sign_in.user}:{self._sign_in.password}".encode()
                headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
            return self._line.exchange("POST", headers, body, wait)
        from pypsrp.encryption import WinRMEncryption

        protocol = KERBEROS if self._scheme == "Kerberos" else SPNEGO
        encryption = WinRMEncryption(self._context, protocol)
        kind, wrapped = self._checked(lambda: encryption.wrap_message(body))
        headers["Content-Type"] = f'{kind};protocol="{protocol}";boundary="Encrypted Boundary"'
        answer = self._line.exchange("POST", headers, wrapped, wait)
        boundary = _BOUNDARY.search(answer.headers.get("Content-Type", ""))
        if answer.body and boundary:
            plain = self._checked(lambda: encryption.unwrap_message(answer.body, boundary[1]))
            return Answer(answer.status, answer.headers, plain)
        if answer.status == 200:
            raise Trouble(
                "server-refused", host=self._host, detail="it answered an encrypted message in clear"
            )
        return Answer(answer.status, answer.headers, b"")  # what was not encrypted may be anybody's

    def _own(self, action: Callable[[], T]) -> T:
        """Ask the ticket cache and the Kerberos server; nothing of it reaches the server itself."""
        from spnego.exceptions import SpnegoError

        try:
            return within(self._seconds, action)
        except SpnegoError as error:
            raise Trouble("no-credentials", detail=logon_detail(error)) from None
        except TimeoutError:
            raise Trouble("no-credentials", detail="no Kerberos server of the domain answers") from None
        except ImportError:
            raise Trouble("library-missing", library="gssapi", extra="kerberos") from None

    def _checked(self, action: Callable[[], T]) -> T:
        """What the server sent is taken apart: whatever breaks is its doing."""
        from pypsrp.exceptions import WinRMError
        from spnego.exceptions import SpnegoError

        try:
            return action()
        except (SpnegoError, WinRMError, ValueError, IndexError, struct.error) as error:
            if self._judged(error):
                raise self._refused("the account or its password is not accepted there") from None
            raise Trouble(
                "server-refused", host=self._host, detail=f"the sign-in or its encryption failed: {error}"
            ) from None

    def _judged(self, error: Exception) -> bool:
        """In CredSSP the server says within the handshake what others say by a status: it knew the account and refused.

        Whatever breaks once its TLS stands counts as that, so that no second server is shown a wrong password.
        """
        stage = self._context.get_extra_info("auth_stage") if self._context is not None else None
        return self._credssp and stage != "TLS Handshake"

    def _refused(self, detail: str) -> Trouble:
        detail = f"{detail} ({self._sign_in.means})"
        return Trouble("sign-in-refused", host=self._host, account=self._sign_in.user, detail=detail)


def _token(answer: Answer, scheme: Scheme) -> bytes:
    """What the server gives back for the next step; nothing when it is no Base64."""
    for value in answer.all("WWW-Authenticate"):
        name, _, token = value.partition(" ")
        if name.casefold() == scheme.casefold() and token.strip():
            try:
                return base64.b64decode(token.strip(), validate=True)
            except (binascii.Error, ValueError):
                return b""
    return b""
