"""Passwords in the system's keyring: one for each account, and which account was kept last.

The Python library keyring finds the store (Windows Credential Manager, macOS Keychain, Secret Service, KWallet). What
is no protected store is refused, never used in silence. The library is imported when a keyring is first asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from scanner.connections.wire import within
from scanner.inventory.refusal import Refusal

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE = "exready"
# The entry that says whose password was kept last; no user name of Active Directory, which holds a \ or an @.
_LAST = "last account"
# A person may have to unlock it first.
_SECONDS = 120

# What keeps no secret, by the module that a store or what it is derived from lies in. The authors of keyrings.alt
# discourage its use: https://github.com/jaraco/keyrings.alt
_UNFIT: Mapping[str, str] = {
    "keyring.backends.fail": "this system has none that the Python library keyring knows",
    "keyring.backends.null": "the one that is set up keeps nothing",
    "keyrings.alt": "the one that is set up keeps passwords in a file, in clear or poorly protected",
}
_PLAIN = "plaintext"
_INSTEAD = "Sign in with a Kerberos ticket or the Windows logon, EXREADY_PASSWORD or the prompt"


class KeyringRefused(Refusal):
    """There is no keyring that could be trusted with a password, or it does not answer."""


class Keyring:
    """A store that keeps secrets. `name` is what the library calls it. Every method raises KeyringRefused."""

    def __init__(self, store: KeyringBackend) -> None:
        self._store = store
        self.name = str(getattr(store, "name", type(store).__name__))

    def password(self, user: str) -> str | None:
        """The password that is kept for an account; None if there is none."""
        return self._told(lambda: self._store.get_password(SERVICE, user))

    def last_user(self) -> str | None:
        """The account whose password was kept last."""
        return self.password(_LAST)

    def keep(self, user: str, password: str) -> None:
        """Keep a password, in place of an earlier one of this account."""
        self._told(lambda: self._store.set_password(SERVICE, user, password))
        self._told(lambda: self._store.set_password(SERVICE, _LAST, user))

    def forget(self, user: str) -> bool:
        """Remove the password of an account; False if there was none."""
        if self.last_user() == user:
            self._told(lambda: self._store.delete_password(SERVICE, _LAST))
        if self.password(user) is None:
            return False
        self._told(lambda: self._store.delete_password(SERVICE, user))
        return True

    def _told(self, action: Callable[[], T]) -> T:
        try:
            return within(_SECONDS, action)
        except TimeoutError:
            detail = f"no answer in {_SECONDS} s"
        except Exception as error:  # noqa: BLE001 - a store is anybody's plug-in, and says nowhere what it raises
            detail = type(error).__name__  # its text may hold what was to be kept
        raise KeyringRefused(
            f"The keyring ({self.name}) cannot be used: {detail}.", f"Unlock it. {_INSTEAD} otherwise."
        )


def opened() -> Keyring:
    """The keyring of this system. Raises KeyringRefused when there is none that keeps secrets."""
    unfit = ""
    for store in _stores():
        reason = _unfit(store)
        if not reason:
            return Keyring(store)
        unfit = unfit or reason
    raise KeyringRefused(
        f"There is no keyring to keep a password in: {unfit or _UNFIT['keyring.backends.fail']}.",
        f"Set up the keyring of this system (GNOME Keyring, KWallet). {_INSTEAD} otherwise.",
    )


def _stores() -> Iterator[KeyringBackend]:
    """The store that is set up; of a chain of them its links, which would be used in turn without a word."""
    try:
        from keyring import get_keyring

        store = get_keyring()
    except Exception as error:  # noqa: BLE001 - its configuration names modules of anybody, which are imported
        raise KeyringRefused(
            f"The keyring that is set up cannot be used: {type(error).__name__}.",
            f"Look at PYTHON_KEYRING_BACKEND and keyringrc.cfg. {_INSTEAD} otherwise.",
        ) from None
    from keyring.backends.chainer import ChainerBackend

    if isinstance(store, ChainerBackend):
        yield from store.backends
    else:
        yield store


def _unfit(store: KeyringBackend) -> str:
    """Why a store keeps no secrets; empty if it does."""
    kinds = [kind for kind in type(store).__mro__ if kind is not object]
    for module, reason in _UNFIT.items():
        if any(f"{kind.__module__}.".startswith(f"{module}.") for kind in kinds):
            return reason
    return _UNFIT["keyrings.alt"] if any(_PLAIN in kind.__name__.casefold() for kind in kinds) else ""
