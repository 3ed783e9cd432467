"""Who signs in: a Kerberos ticket or the Windows logon, or an account with its password, and in which order.

The password of an account is looked for in the system's keyring, then in the environment, then asked for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from scanner.connections import keyring_store
from scanner.connections.errors import Trouble, logon_detail
from scanner.connections.keyring_store import Keyring, KeyringRefused
from scanner.connections.this_windows import on_windows
from scanner.inventory.refusal import Refusal, readable

PASSWORD_VARIABLE = "EXREADY_PASSWORD"

_USER = re.compile(r"[^\\@\s][^\\@]*\\[^\\]+|[^\\@]+@[^\\@\s]+")

# How many servers may refuse an account that another one has accepted.
_REFUSALS = 2

Ask = Callable[[str], str]


class UserNameRefused(Refusal):
    """A user name in neither of the two forms Active Directory signs in."""


def check_user(user: str) -> None:
    """Raises UserNameRefused."""
    if not _USER.fullmatch(user):
        raise UserNameRefused(
            f"{readable(user)} is not a user name Active Directory signs in.",
            "Give it as DOMAIN\\user or user@domain.",
        )


@dataclass(frozen=True)
class Account:
    """A user name, `DOMAIN\\user` or `user@domain`, and its password, which no text of this object shows.

    `means`: by what it signs in, for people; where the password came from.
    """

    user: str
    password: str = field(repr=False)
    means: str = field(default="with its password", compare=False)


@dataclass(frozen=True)
class Logon:
    """The Kerberos ticket of this session, or the Windows logon; `user` is who it stands for.

    `until`: when the ticket ends; None where nobody says, as Windows.
    """

    user: str
    until: datetime | None = field(default=None, compare=False)

    @property
    def means(self) -> str:
        """By what it signs in, for people."""
        return "by the Windows logon" if on_windows() else "with a Kerberos ticket"


SignIn = Account | Logon


@dataclass(frozen=True)
class Prospect:
    """One thing that a scan could sign in with.

    Attributes:
        name: what it is.
        user: the account it would sign in; None when it cannot be used or is not needed.
        why: why so, in words.
        logon: the ticket or logon itself, if it is one and there is one, whoever it stands for.
    """

    name: str
    user: str | None
    why: str
    logon: Logon | None = None


def intention(prospects: Sequence[Prospect]) -> str:
    """What a scan does with these, to go on a sentence with."""
    return next((each.why for each in prospects if each.user), "has nothing to sign in with")


@dataclass(frozen=True)
class _Place:
    """Where a password may be.

    Attributes:
        name: what people call it.
        means: by what an account signs in whose password was there, for people.
        has: whether there is one, without asking anybody.
        get: it; None or empty if there is none.
        lacks: why there is none, in words.
    """

    name: str
    means: str
    has: Callable[[str], bool]
    get: Callable[[str], str | None]
    lacks: Callable[[], str]


class Credentials:
    """What a scan may sign in with, in the order of preference: ticket or logon, keyring, environment, question.

    A ticket of somebody else is no answer to a named user. When nobody is named and there is no ticket, it is the
    account whose password was kept last in the keyring.

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
        if user is not None:
            check_user(user)
        self.user = user
        self._environment = environment
        self._ask = ask
        self._logon = logon or current_logon
        self._keyring: Keyring | KeyringRefused | None = None
        self._account: Account | None = None
        self._accepted: SignIn | None = None
        self._refusals = 0
        self._refusal: Trouble | None = None
        self._places = (
            _Place(
                "keyring",
                "with its password from the keyring",
                lambda user: self._kept(user) is not None,
                self._kept,
                lambda: self._keyring_refusal or "it keeps no password of this account",
            ),
            _Place(
                PASSWORD_VARIABLE,
                f"with its password from {PASSWORD_VARIABLE}",
                lambda user: bool(environment.get(PASSWORD_VARIABLE)),
                lambda user: environment.get(PASSWORD_VARIABLE),
                lambda: "it is not set",
            ),
            _Place(
                "prompt",
                "with its password as typed in",
                lambda user: ask is not None,
                lambda user: ask(user) if ask else None,
                lambda: "there is no terminal to ask on, or it was forbidden",
            ),
        )

    def sign_ins(self) -> Iterator[SignIn]:
        """What to try, in order, but first what was accepted before; a password is looked for when its turn comes.

        Raises Trouble if there is nothing to try, and the earlier refusal if there was one.
        """
        if self._refusal is not None:
            raise self._refusal
        accepted = self._accepted
        if accepted is not None:
            yield accepted
        yield from (each for each in self._in_order() if each != accepted)

    def prospects(self) -> list[Prospect]:
        """All that could be used, in order; the first with a user would be. Nobody is asked for a password."""
        found = [self._prospect_of_logon()]
        for place in self._places:
            first = next((each.name for each in found if each.user), None)
            user = None if first else self._named()
            if first:
                found.append(Prospect(place.name, None, f"not looked for: {first} comes before it"))
            elif user is None:
                kept = self._keyring_refusal or "exready auth login has kept none"
                found.append(Prospect(place.name, None, f"no account was named, and {kept}"))
            elif place.has(user):
                found.append(Prospect(place.name, user, f"signs in {user} {place.means}"))
            else:
                found.append(Prospect(place.name, None, place.lacks()))
        return found

    def accepted(self, sign_in: SignIn) -> None:
        """A server has let it in."""
        self._accepted = sign_in

    def refused(self, trouble: Trouble) -> None:
        """A server has refused the sign-in: remember it for the rest of the scan."""
        self._refusals += 1
        if not self._accepted or self._refusals >= _REFUSALS:
            self._refusal = trouble

    def _in_order(self) -> Iterator[SignIn]:
        logon = self._logon_or_trouble()
        if isinstance(logon, Logon) and self._fits(logon):
            yield logon
        user = self._named()
        if user is not None:
            yield self._account_of(user)
        elif isinstance(logon, Trouble):
            raise logon

    def _logon_or_trouble(self) -> Logon | Trouble:
        try:
            return self._logon()
        except Trouble as trouble:
            return trouble

    def _fits(self, logon: Logon) -> bool:
        return self.user is None or logon.user.casefold() == self.user.casefold()

    def _prospect_of_logon(self) -> Prospect:
        name, logon = "Windows logon" if on_windows() else "Kerberos ticket", self._logon_or_trouble()
        if isinstance(logon, Trouble):
            return Prospect(name, None, str(logon.values.get("detail") or logon))
        ends = f", until {logon.until.astimezone():%Y-%m-%d %H:%M %Z}" if logon.until else ""
        if self._fits(logon):
            return Prospect(name, logon.user, f"signs in {readable(logon.user)} {logon.means}{ends}", logon)
        why = f"it is of {readable(logon.user)}, and {readable(self.user or '')} was named"
        return Prospect(name, None, why, logon)

    def _named(self) -> str | None:
        """The account whose password is looked for."""
        if self.user is not None:
            return self.user
        keyring = self._opened()
        if isinstance(keyring, KeyringRefused):
            return None
        try:
            user = keyring.last_user()
        except KeyringRefused as refused:
            self._keyring = refused
            return None
        return user if user and _USER.fullmatch(user) else None

    def _opened(self) -> Keyring | KeyringRefused:
        if self._keyring is None:
            try:
                self._keyring = keyring_store.opened()
            except KeyringRefused as refused:
                self._keyring = refused
        return self._keyring

    def _kept(self, user: str) -> str | None:
        keyring = self._opened()
        try:
            return None if isinstance(keyring, KeyringRefused) else keyring.password(user)
        except KeyringRefused as refused:
            self._keyring = refused
            return None

    @property
    def _keyring_refusal(self) -> str:
        """Why no keyring could be asked, to go on a sentence with; empty if one was, or none was needed."""
        if not isinstance(self._keyring, KeyringRefused):
            return ""
        what = self._keyring.what.rstrip(".")
        return what[:1].lower() + what[1:]

    def _account_of(self, user: str) -> Account:
        if self._account is None:
            found = ((place.get(user), place.means) for place in self._places)
            password, means = next(((each, means) for each, means in found if each), (None, ""))
            if not password:  # an empty one would be an anonymous bind, which AD accepts
                refusal = f"; {self._keyring_refusal}" if self._keyring_refusal else ""
                raise Trouble("no-credentials", detail=f"no password was given for {user}{refusal}")
            self._account = Account(user, password, means)
        return self._account


def current_logon() -> Logon:
    """Who the Kerberos ticket cache or the Windows logon stands for. Raises Trouble if there is none, or no more."""
    if on_windows():
        return Logon(f"{os.environ.get('USERDOMAIN', '.')}\\{os.environ.get('USERNAME', '?')}")
    try:
        import gssapi
    except ImportError:
        raise Trouble("library-missing", library="gssapi", extra="kerberos") from None
    try:
        ticket = gssapi.Credentials(usage="initiate")
        return Logon(str(ticket.name), _end_in(ticket.lifetime))
    except gssapi.raw.GSSError as error:
        raise Trouble("no-credentials", detail=logon_detail(error)) from None


def _end_in(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.now(UTC) + timedelta(seconds=seconds)
