"""Keyrings of the tests: one that keeps passwords, and those that must not be given any."""

from __future__ import annotations

import json
import os
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

FILE = "EXREADY_TEST_KEYRING"


class Kept(KeyringBackend):
    """Keeps passwords in a file, so that a process the test starts finds them too."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # the library's

    @property
    def _file(self) -> Path:
        return Path(os.environ[FILE])

    def _all(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self._file.read_text()) if self._file.exists() else {}
        return found

    def get_password(self, service: str, username: str) -> str | None:
        return self._all().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file.write_text(json.dumps({**self._all(), f"{service}/{username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        kept = self._all()
        if kept.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError("no such password")
        self._file.write_text(json.dumps(kept))


class Locked(Kept):
    """Nobody unlocks it; what it says holds what it was given."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"locked: {service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(f"locked: {password}")


class PlaintextKeyring(Kept):
    """Called as the one of keyrings.alt."""


class Alternate(Kept):
    """Lies where the stores of keyrings.alt do."""


Alternate.__module__ = "keyrings.alt.file"


def environment_of(folder: Path, store: type[KeyringBackend] = Kept) -> dict[str, str]:
    """What a process needs in its environment to find this store, which keeps its passwords in the folder."""
    return {
        FILE: str(folder / "keyring.json"),
        "PYTHON_KEYRING_BACKEND": f"{__name__}.{store.__name__}",
    }


def use_keyring(
    monkeypatch: pytest.MonkeyPatch, folder: Path, store: type[KeyringBackend] = Kept
) -> dict[str, str]:
    """Let this process, and those it starts, find this store; returns what a process needs for it."""
    environment = environment_of(folder, store)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    made = store()
    monkeypatch.setattr(keyring.core, "_keyring_backend", made)
    return environment
