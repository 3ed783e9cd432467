"""GSS-SPNEGO by pyspnego: Kerberos by ticket or Windows logon, NTLM by password; both seal the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from scanner.connections.credentials import Account, SignIn
from scanner.connections.errors import NotOffered, Trouble, logon_detail
from scanner.connections.wire import within

if TYPE_CHECKING:
    from spnego import ContextProxy

T = TypeVar("T")


class SealedHandshake:
    """One sign-in at `server`, and afterwards the encryption of what crosses the line.

    A ticket is Kerberos only, never the negotiated choice: Windows would fall back to NTLM by itself, which
    does not prove who the server is. Domain controllers know both under GSS-SPNEGO ([MS-ADTS] 3.1.1.3.4.5.2);
    that they take them without the SPNEGO wrapping was seen at Samba, not at Windows.
    """

    def __init__(self, sign_in: SignIn, server: str, seconds: float) -> None:
        self._server = server
        self._seconds = seconds
        self._context = self._before_the_server(lambda: _context(sign_in, server))
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


def _context(sign_in: SignIn, server: str) -> ContextProxy:
    import spnego

    user, password, protocol = None, None, "kerberos"
    if isinstance(sign_in, Account):
        user, password, protocol = sign_in.user, sign_in.password, "ntlm"
    need = spnego.ContextReq.default | spnego.ContextReq.confidentiality | spnego.ContextReq.integrity
    return spnego.client(user, password, hostname=server, service="ldap", protocol=protocol, context_req=need)
