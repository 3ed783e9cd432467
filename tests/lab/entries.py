"""A directory entry before it is written, and the safe making of distinguished names."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Value = str | bytes | int
Attributes = Mapping[str, Value | Sequence[Value]]


@dataclass(frozen=True)
class Entry:
    """An object to add to the directory."""

    dn: str
    object_class: str
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """Attributes to replace, or values to add, on an object that exists already."""

    dn: str
    attributes: Attributes
    add: bool = False


def child(name: str, parent: str, attribute: str = "CN") -> str:
    """The name of an object below ``parent``; ``name`` may hold any character (RFC 4514)."""
    escaped = "".join(map(_escaped, name))
    if escaped.startswith(("#", " ")):
        escaped = "\\" + escaped
    if escaped.endswith(" "):
        escaped = escaped[:-1] + "\\ "
    return f"{attribute}={escaped},{parent}"


def _escaped(letter: str) -> str:
    if letter < " ":
        return f"\\{ord(letter):02X}"
    return "\\" + letter if letter in '\\,+"<>;=' else letter


def attribute_values(value: Value | Sequence[Value]) -> list[bytes]:
    """The values as the directory stores them."""
    values: Sequence[Value] = [value] if isinstance(value, str | bytes | int) else value
    return [each if isinstance(each, bytes) else str(each).encode() for each in values]


def sid_bytes(sid: str, *relative_ids: int) -> bytes:
    """A security identifier as the directory stores it."""
    _, revision, authority, *numbers = sid.split("-")
    parts = [*map(int, numbers), *relative_ids]
    head = bytes([int(revision), len(parts)]) + int(authority).to_bytes(6, "big")
    return head + struct.pack(f"<{len(parts)}I", *parts)
