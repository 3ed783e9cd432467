"""GSS-SPNEGO by pyspnego: Kerberos by ticket or Windows logon, NTLM by password.

Either of them seals the line, or is bound to the TLS that protects it: a server that demands so (LdapEnforceChannel-
Binding of Windows) refuses a sign-in that somebody in the middle passes on from another TLS connection.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from scanner.connections.credentials import Account, SignIn
from scanner.connections.errors import NotOffered, Trouble, logon_detail
from scanner.connections.wire import within

if TYPE_CHECKING:
    from spnego import ContextProxy

T = TypeVar("T")

_WEAK = ("md5", "sha1")


class SpnegoHandshake:
    """One sign-in at `server`, and afterwards the encryption of what crosses the line; with the `certificate` of
    the TLS around it (DER) no encryption, which Active Directory refuses inside TLS, but a bond to it.

    A ticket is Kerberos only, never the negotiated choice: Windows would fall back to NTLM by itself, which
    does not prove who the server is. Domain controllers know both under GSS-SPNEGO ([MS-ADTS] 3.1.1.3.4.5.2);
    that they take them without the SPNEGO wrapping was seen at Samba, not at Windows.
    """

    def __init__(
        self, sign_in: SignIn, server: str, seconds: float, certificate: bytes | None = None
    ) -> None:
        self._server = server
        self._seconds = seconds
        self._context = self._before_the_server(lambda: _context(sign_in, server, certificate))
        self._first = True

    @property
    def complete(self) -> bool:
        """Both sides are satisfied, and the line can be sealed."""
        return self._context.complete

    def step(self, token: bytes | None) -> bytes | None:
        """The next token to send, none at the end. Raises Trouble."""
        if self._first:
            self._first = False
            return self._before_the_server(lambda: self._context.step(token))
        if self._context.complete:
            return None
        return self._checked(lambda: self._context.step(token))

    def wrap(self, data: bytes) -> bytes:
        """Encrypted and signed."""
        return self._checked(lambda: self._context.wrap(data, encrypt=True).data)

    def unwrap(self, data: bytes) -> bytes:
        """Checked and decrypted; raises Trouble if it was changed on the way."""
        return self._checked(lambda: self._context.unwrap(data).data)

    def _before_the_server(self, action: Callable[[], T]) -> T:
        """Ask the ticket cache and the Kerberos server, before the directory server has seen anything."""
        from spnego.exceptions import SpnegoError

        try:
            return within(self._seconds, action)
        except SpnegoError as error:
            raise NotOffered("no-credentials", detail=logon_detail(error)) from None
        except TimeoutError:
            raise NotOffered("no-credentials", detail="no Kerberos server of the domain answers") from None
        except ImportError:
            raise NotOffered("library-missing", library="gssapi", extra="kerberos") from None

    def _checked(self, action: Callable[[], T]) -> T:
        from spnego.exceptions import SpnegoError

        try:
            return action()
        except SpnegoError as error:
            raise Trouble("server-refused", host=self._server, detail=f"sealing failed: {error}") from None


def tls_server_end_point(certificate: bytes) -> bytes:
    """What binds a sign-in to the TLS whose server showed this certificate (DER), by RFC 5929, section 4.

    Its hash is the one of its signature, but SHA-256 in place of MD5 and SHA-1. Where the certificate names none, or
    one that is not known, the RFC leaves it open: SHA-256 then, too.
    """
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        found = x509.load_der_x509_certificate(certificate).signature_hash_algorithm
    except (ValueError, UnsupportedAlgorithm):
        found = None
    name = "sha256" if found is None or found.name in _WEAK else found.name
    return b"tls-server-end-point:" + hashlib.new(name, certificate).digest()


def _context(sign_in: SignIn, server: str, certificate: bytes | None) -> ContextProxy:
    import spnego
    from spnego.channel_bindings import GssChannelBindings

    user, password, protocol = None, None, "kerberos"
    if isinstance(sign_in, Account):
        user, password, protocol = sign_in.user, sign_in.password, "ntlm"
    need, bindings = spnego.ContextReq.default, None
    if certificate is not None:
        need = spnego.ContextReq.mutual_auth | spnego.ContextReq.no_integrity
        bindings = GssChannelBindings(application_data=tls_server_end_point(certificate))
    return spnego.client(
        user,
        password,
        hostname=server,
        service="ldap",
        protocol=protocol,
        context_req=need,
        channel_bindings=bindings,
    )
