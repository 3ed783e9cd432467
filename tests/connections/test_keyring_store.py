"""The system's keyring: what it keeps, and which stores are no keyring at all."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from scanner.connections import keyring_store
from scanner.connections.keyring_store import KeyringRefused
from tests.connections.keyrings import Alternate, Kept, Locked, PlaintextKeyring, use_keyring

SECRET = "canary-8f2e"
USER = "CORP\\reader"


def test_a_password_is_kept_found_and_forgotten(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use_keyring(monkeypatch, tmp_path)
    assert keyring_store.opened().last_user() is None
    keyring_store.opened().keep(USER, SECRET)
    keyring_store.opened().keep("other@corp.test", "another")
    assert keyring_store.opened().password(USER) == SECRET
    assert keyring_store.opened().last_user() == "other@corp.test"
    assert keyring_store.opened().forget("other@corp.test") is True
    assert keyring_store.opened().last_user() is None
    assert keyring_store.opened().password(USER) == SECRET
    assert keyring_store.opened().forget("other@corp.test") is False


@pytest.mark.parametrize(
    ("store", "words"),
    [
        (fail.Keyring, "this system has none"),
        (null.Keyring, "keeps nothing"),
        (PlaintextKeyring, "in clear or poorly protected"),
        (Alternate, "in clear or poorly protected"),
    ],
)
def test_what_keeps_no_secret_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, store: type[KeyringBackend], words: str
) -> None:
    use_keyring(monkeypatch, tmp_path, store)
    with pytest.raises(KeyringRefused) as refused:
        keyring_store.opened()
    assert words in refused.value.what
    assert "Kerberos ticket" in refused.value.do
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("links", "found"), [((PlaintextKeyring, Kept), Kept), ((PlaintextKeyring,), None), ((), None)]
)
def test_a_chain_never_ends_in_a_store_that_keeps_no_secret(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    links: tuple[type[Kept], ...],
    found: type[Kept] | None,
) -> None:
    """keyring chains all stores there are, and goes on to the next one where one does not answer."""

    class Chain(chainer.ChainerBackend):
        backends = [link() for link in links]  # noqa: RUF012 - as the library has it

    use_keyring(monkeypatch, tmp_path)
    monkeypatch.setattr(keyring.core, "_keyring_backend", Chain())  # type: ignore[no-untyped-call]
    if found is None:
        with pytest.raises(KeyringRefused):
            keyring_store.opened()
    else:
        keyring_store.opened().keep(USER, SECRET)
        assert found().get_password("exready", USER) == SECRET


def test_a_locked_keyring_says_so_and_nothing_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use_keyring(monkeypatch, tmp_path, Locked)
    locked = keyring_store.opened()
    with pytest.raises(KeyringRefused) as refused:
        locked.keep(USER, SECRET)
    assert "cannot be used: KeyringLocked" in refused.value.what
    assert SECRET not in f"{refused.value.what}{refused.value.do}{refused.value.__context__}"
    with pytest.raises(KeyringRefused):
        locked.password(USER)


def test_a_broken_configuration_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.module.Keyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    with pytest.raises(KeyringRefused, match="ModuleNotFoundError") as refused:
        keyring_store.opened()
    assert "PYTHON_KEYRING_BACKEND" in refused.value.do
