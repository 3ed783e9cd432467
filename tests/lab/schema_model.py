"""The vocabulary of the schema: attributes, classes, and what they are made of."""

from dataclasses import dataclass
from enum import Enum

PLACEHOLDER_ARC = "1.3.6.1.4.1.99999.77"
MICROSOFT = "1.2.840.113556.1."
MAPI = MICROSOFT + "2."
EXCHANGE = MICROSOFT + "4.7000.102."
EXCHANGE_CLASS = MICROSOFT + "5.7000.62."

SCHEMA_VERSION_OID = EXCHANGE + "97"


class Syntax(Enum):
    """Attribute syntaxes: the X.500 identifier and Microsoft's number that goes with it."""

    DN = ("2.5.5.1", 127)
    UNICODE = ("2.5.5.12", 64)
    TELETEX = ("2.5.5.4", 20)
    INTEGER = ("2.5.5.9", 2)
    LARGE_INTEGER = ("2.5.5.16", 65)
    BOOLEAN = ("2.5.5.8", 1)
    OCTETS = ("2.5.5.10", 4)
    SID = ("2.5.5.17", 4)
    TIME = ("2.5.5.11", 24)


@dataclass(frozen=True)
class Attribute:
    """An attribute type. ``search_flags`` 1 is an index, 4 takes part in ANR, 8 survives deletion."""

    name: str
    syntax: Syntax = Syntax.UNICODE
    oid: str | None = None
    multi_valued: bool = False
    in_global_catalog: bool = False
    search_flags: int = 0
    link_id: int | None = None
    system_flags: int | None = None


@dataclass(frozen=True)
class ObjectClass:
    """A structural class: what it derives from, below what it may stand, what it may contain."""

    name: str
    superclass: str = "top"
    oid: str | None = None
    parents: tuple[str, ...] = ("container",)
    attributes: tuple[str, ...] = ()
    auxiliary: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClassExtension:
    """What Exchange adds to a class that every Active Directory has."""

    common_name: str
    attributes: tuple[str, ...]
    parents: tuple[str, ...] = ()


def plain_attributes(
    names_by_syntax: dict[Syntax, str], *, in_global_catalog: bool = False
) -> tuple[Attribute, ...]:
    """Attributes of which only name and syntax matter; a name that ends in * has many values."""
    return tuple(
        Attribute(
            name.rstrip("*"), syntax, multi_valued=name.endswith("*"), in_global_catalog=in_global_catalog
        )
        for syntax, names in names_by_syntax.items()
        for name in names.split()
    )
