"""The secret by which names are replaced: kept in a file of its owner's alone, or forgotten."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from scanner.inventory.refusal import Refusal, readable
from scanner.inventory.store import read_whole, write_whole

_BYTES = 32
_WRITTEN = re.compile(rb"[0-9a-f]{64}\s*")


class SaltRefused(Refusal):
    """A file that is given as a salt and holds none."""


def new_salt() -> bytes:
    """A secret nobody else has."""
    return secrets.token_bytes(_BYTES)


def salt_in(path: Path) -> tuple[bytes, bool]:
    """The salt of a file, and whether the file was made for it just now, of mode 0600.

    Raises SaltRefused for a file that holds something else, and FileRefused.
    """
    if not path.exists():
        salt = new_salt()
        write_whole(path, salt.hex().encode() + b"\n")
        return salt, True
    written = read_whole(path)
    if not _WRITTEN.fullmatch(written):
        raise SaltRefused(
            f"{readable(str(path))} holds no salt: that is a line of {2 * _BYTES} hexadecimal digits.",
            "Name a file that an earlier exready inventory anonymize made, or one that is not there yet.",
        )
    return bytes.fromhex(written.decode().strip()), False
