"""Distinguished names as Active Directory writes them (RFC 4514)."""

from __future__ import annotations

import re

from scanner.inventory.names import name_of_deleted

# A comma that no backslash escapes. AD escapes with one backslash, and never doubles it before a separator.
_RDN = re.compile(r"(?:\\.|[^,\\])+", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-9A-Fa-f]{2})|\\(.)", re.DOTALL)
# What Active Directory makes of the name of a deleted object, and of one of two objects made with the same name
# ([MS-ADTS] 3.1.1.5.5, 3.1.1.5.1.7): a line feed, which no other name may hold, and the object's GUID.
_MANGLED = re.compile(r"(.*)\n(DEL|CNF):(.*)", re.DOTALL)
# Where objects go whose container was deleted on another controller meanwhile.
_LOST = ("cn=lostandfoundconfig", "cn=lostandfound")


def rdns(dn: str) -> list[str]:
    """The parts of a name, leaf first, still escaped: `CN=a\\,b,DC=x` gives `["CN=a\\,b", "DC=x"]`."""
    return [part.lstrip() for part in _RDN.findall(dn)]


def leaf(dn: str) -> str:
    """The first part, still escaped; whatever was sent as a name where that has no parts."""
    return next(iter(rdns(dn)), dn)


def value(rdn: str) -> str:
    """The value of one part, unescaped; bytes that are no UTF-8 are shown as `\\xNN`."""
    raw = rdn.partition("=")[2].encode("utf-8", "surrogatepass")
    plain = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()) if found[1] else found[2], raw)
    return plain.decode("utf-8", "backslashreplace")


def name_of(dn: str | None) -> str | None:
    """The name an object goes by: the value of the first part; None of what is no name of an object.

    Of a deleted object, or one whose container was, `points_to_deleted` of `scanner.inventory.names` says so.
    """
    parts = rdns(dn) if dn else []
    name = value(parts[0]) if parts else ""
    if not name:
        return None
    mangled = _MANGLED.fullmatch(name)
    if mangled and mangled[2] == "DEL":
        return name_of_deleted(mangled[1])
    return name_of_deleted(name) if any(part.lower() in _LOST for part in parts[1:]) else name


def name_before_conflict(name: str) -> str | None:
    """The name that replication changed because another object had it; None if it did not."""
    mangled = _MANGLED.fullmatch(name)
    return mangled[1] if mangled and mangled[2] == "CNF" else None


def parent(dn: str, levels: int = 1) -> str:
    """The name of the container, or of the container `levels` above; empty above the root."""
    return ",".join(rdns(dn)[levels:])


def same(one: str, other: str) -> bool:
    """Whether two names mean the same object; names are not case-sensitive."""
    return key(one) == key(other)


def key(dn: str) -> str:
    """A name in the form in which equal names are equal strings."""
    return ",".join(rdns(dn)).casefold()


def dns_of(dn: str | None) -> str | None:
    """The DNS name of the domain a name lies in: `CN=a,DC=x,DC=org` gives `x.org`; None if in none."""
    labels = [value(part) for part in rdns(dn or "") if part[:3].upper() == "DC="]
    return ".".join(labels).lower() or None
