"""Who signs in: a Kerberos ticket, the Windows logon, or an account with its password, and in which order."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from scanner.connections.errors import Trouble, logon_detail
from scanner.inventory.refusal import Refusal, readable

PASSWORD_VARIABLE = "EXREADY_PASSWORD"

_USER = re.compile(r"[^\\@\s][^\\@]*\\[^\\]+|[^\\@]+@[^\\@\s]+")

# How many servers may refuse an account that another one has accepted.
_REFUSALS = 2

Ask = Callable[[str], str]


class UserNameRefused(Refusal):
    """A user name in neither of the two forms Active Directory signs in."""


@dataclass(frozen=True)
class Account:
    """A user name, `DOMAIN\\user` or `user@domain`, and its password, which no text of this object shows."""

    user: str
    password: str = field(repr=False)

    @property
    def means(self) -> str:
        """By what it signs in, for people."""
        return "with its password"


@dataclass(frozen=True)
class Logon:
    """The Kerberos ticket of this session, or the Windows logon; `user` is who it stands for."""

    user: str

    @property
    def means(self) -> str:
        """By what it signs in, for people."""
        return "by the Windows logon" if sys.platform == "win32" else "with a Kerberos ticket"


SignIn = Account | Logon


class Credentials:
    """What a scan may sign in with, in the order of preference.

    So that no policy locks an account out, it is not tried again in the whole scan once a server has refused
    it. Only where another server has accepted it before, so that the password is right, does it take a second
    refusal: one domain may turn away an account that the next one lets in.
    """

    def __init__(
        self,
        user: str | None = None,
        environment: Mapping[str, str] = os.environ,
        ask: Ask | None = None,
        logon: Callable[[], Logon] | None = None,
    ) -> None:
        if user is not None and not _USER.fullmatch(user):
            raise UserNameRefused(
                f"{readable(user)} is not a user name Active Directory signs in.",
                "Give it as DOMAIN\\user or user@domain.",
            )
        self.user = user
        self._environment = environment
        self._ask = ask
        self._logon = logon or current_logon
        self._account: Account | None = None
        self._accepted = False
        self._refusals = 0
        self._refusal: Trouble | None = None

    def sign_ins(self) -> Iterator[SignIn]:
        """What to try, in order; a password is asked for only when its turn comes.

        Raises Trouble if there is nothing to try, and the earlier refusal if there was one.
        """
        if self._refusal is not None:
            raise self._refusal
        if self.user is None:
            yield self._logon()
            return
        with contextlib.suppress(Trouble):  # no ticket: the password has its turn
            logon = self._logon()
            if (
                logon.user.casefold() == self.user.casefold()
            ):  # a ticket of somebody else is no answer to --user
                yield logon
        yield self._account_of(self.user)

    def accepted(self) -> None:
        """A server has let the account in."""
        self._accepted = True

    def refused(self, trouble: Trouble) -> None:
        """A server has refused the sign-in: remember it for the rest of the scan."""
        self._refusals += 1
        if not self._accepted or self._refusals >= _REFUSALS:
            self._refusal = trouble

    def _account_of(self, user: str) -> Account:
        if self._account is None:
            password = self._environment.get(PASSWORD_VARIABLE) or (self._ask(user) if self._ask else "")
            if not password:  # an empty password would be an anonymous bind, which AD accepts
                raise Trouble("no-credentials", detail=f"no password was given for {user}")
            self._account = Account(user, password)
        return self._account


def current_logon() -> Logon:
    """Who the Kerberos ticket cache or the Windows logon stands for. Raises Trouble if there is none."""
    if sys.platform == "win32":
        return Logon(f"{os.environ.get('USERDOMAIN', '.')}\\{os.environ.get('USERNAME', '?')}")
    try:
        import gssapi
    except ImportError:
        raise Trouble("library-missing", library="gssapi", extra="kerberos") from None
    try:
        return Logon(str(gssapi.Credentials(usage="initiate").name))
    except gssapi.raw.GSSError as error:
        raise Trouble("no-credentials", detail=logon_detail(error)) from None
