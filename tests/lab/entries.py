"""A directory entry before it is written, and the safe making of distinguished names."""

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
    escaped = "".join("\\" + letter if letter in '\\,+"<>;=' else letter for letter in name)
    if escaped.startswith(("#", " ")):
        escaped = "\\" + escaped
    if escaped.endswith(" "):
        escaped = escaped[:-1] + "\\ "
    return f"{attribute}={escaped},{parent}"


def attribute_values(value: Value | Sequence[Value]) -> list[bytes]:
    """The values as the directory stores them."""
    values: Sequence[Value] = [value] if isinstance(value, str | bytes | int) else value
    return [each if isinstance(each, bytes) else str(each).encode() for each in values]
