"""The vocabulary of a forest without Exchange: sites, links, trusts; and how the value of an attribute is stated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pointer:
    """The name of another object, as the value of an attribute: the builder knows where that one stands.

    ``kind`` is "server", "database", "dag", "array", "site", "recipient", "virtual directory" (with a name
    like ``EX01/owa (Default Web Site)``), "dead" (a server that was deleted) or one of the kinds of ``items``.
    "domain", "recipients" and "folder tree" stand for the only one there is, and need no name.
    """

    kind: str
    name: str


Setting = str | bytes | int | Pointer
Settings = Mapping[str, Setting | Sequence[Setting]]


@dataclass(frozen=True, kw_only=True)
class Site:
    """An Active Directory site and its subnets."""

    name: str
    subnets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SiteLink:
    """A link between sites, besides the one that every forest begins with."""

    name: str
    sites: tuple[str, ...]
    settings: Settings = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FormerController:
    """The server object of a domain controller that is gone."""

    name: str
    site: str


@dataclass(frozen=True, kw_only=True)
class Trust:
    """A trust of the root domain."""

    partner: str
    netbios_name: str
    sid: str
    direction: int = 3
    kind: int = 2
    attributes: int = 8
