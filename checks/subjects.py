"""Which subjects an inventory holds, and which sections each of them offers to the checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from checks.check import SubjectKind
from scanner.inventory.absence import Absent, Collected, Declared, Section, Skipped, Source, known
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import Candidate, Host, Inventory, Role
from scanner.inventory.names import is_edge, product_of

# Targets that a server of another version is upgraded to where it stands, and that version.
IN_PLACE: Mapping[str, str] = {"exchange-se": "2019"}

HOST_SECTIONS = tuple(name for name in Host.__struct_fields__ if name != "name")


class Subject(Struct, frozen=True):
    """One thing to judge, with its own sections; those of the whole inventory are in reach of every subject."""

    kind: SubjectKind
    name: str
    sections: Mapping[str, Section[Any]]


class Subjects(Struct, frozen=True):
    """The subjects of one kind, or why they cannot be listed."""

    found: Sequence[Subject]
    absent: Absent | None = None


class Roster:
    """The subjects of one inventory, each made once, so that what was found out about one can be kept with it.

    `in_place`: a server that can be upgraded where it stands counts as meant for the target, where no machine is named.
    """

    def __init__(self, inventory: Inventory, *, in_place: bool = True) -> None:
        self._inventory = inventory
        self._counts_in_place = in_place
        self._hosts = Hosts(inventory.hosts)
        self._whole: Mapping[str, Section[Any]] = {name: getattr(inventory, name) for name in SINGLE_SECTIONS}
        self._listed: dict[SubjectKind, Subjects] = {}
        self._in_place: dict[str, Sequence[Subject]] = {}

    def of(self, kind: SubjectKind, target: str) -> Subjects:
        """The subjects of a kind; candidates only those meant for the target."""
        if kind == "target":
            return Subjects([Subject("target", target, self._whole)])
        if kind not in self._listed:
            self._listed[kind] = _LISTERS[kind](self._inventory, self._whole, self._hosts)
        subjects = self._listed[kind]
        if kind != "candidate":
            return subjects
        meant = [subject for subject in subjects.found if _names(subject, target)]
        return Subjects(meant or (self._upgraded_in_place(target) if self._counts_in_place else []))

    def _upgraded_in_place(self, target: str) -> Sequence[Subject]:
        if target not in self._in_place:
            self._in_place[target] = _in_place(self._inventory, self._whole, self._hosts, target)
        return self._in_place[target]


class Hosts:
    """The machines of an inventory by their names."""

    def __init__(self, hosts: Sequence[Host]) -> None:
        self._exact: dict[str, Host] = {}
        self._short: dict[str, list[Host]] = {}
        for host in hosts:
            name = host.name.casefold()
            self._exact.setdefault(name, host)
            self._short.setdefault(name.split(".")[0], []).append(host)

    def named(self, *names: str | None) -> Host | None:
        """The machine one of the names belongs to; a short name matches the first label of a full one, if only one
        does."""
        wanted = {name.casefold() for name in names if name}
        for name in wanted:
            if name in self._exact:
                return self._exact[name]
        full = any("." in name for name in wanted)
        alike = [
            host
            for short in {name.split(".")[0] for name in wanted}
            for host in self._short.get(short, ())
            if not (full and "." in host.name)
        ]
        return alike[0] if len(alike) == 1 else None


# What the whole is called when neither an organisation nor a forest was read.
UNNAMED = "this environment"


def organization_name(inventory: Inventory) -> str:
    """What to call the whole: the Exchange organisation, else the forest, else the domain that was asked for."""
    organization, forest = known(inventory.organization), known(inventory.forest)
    if organization is not None:
        return organization.name
    return forest.name if forest is not None else inventory.scan.domain or UNNAMED


def host_sections(host: Host | None, at: datetime) -> dict[str, Section[Any]]:
    """The sections of a machine; all skipped for one that nobody has read."""
    if host is None:
        absent = Skipped(code="server-not-read", values={}, collector="windows-host", at=at)
        return dict.fromkeys(HOST_SECTIONS, absent)
    return {name: getattr(host, name) for name in HOST_SECTIONS}


def _item(section: Section[Any], item: object) -> Section[Any]:
    """One item of a listing, read where and when the listing was."""
    if isinstance(section, Declared):
        return Declared(data=item, by=section.by, at=section.at)
    assert isinstance(section, Collected)
    return Collected(data=item, source=section.source, at=section.at)


Whole = Mapping[str, Section[Any]]


def _forest(inventory: Inventory, whole: Whole, hosts: Hosts) -> Subjects:
    forest = known(inventory.forest)
    name = forest.name if forest is not None else inventory.scan.domain or "forest"
    return Subjects([Subject("forest", name, whole)])


def _organization(inventory: Inventory, whole: Whole, hosts: Hosts) -> Subjects:
    section = inventory.organization
    if isinstance(section, Collected | Declared) and section.data is None:
        return Subjects([])
    return Subjects([Subject("organization", organization_name(inventory), whole)])


def _listed(
    kind: SubjectKind, section_name: str, own: Callable[[Any, Hosts, datetime], dict[str, Section[Any]]]
) -> Callable[[Inventory, Whole, Hosts], Subjects]:
    """A lister for a kind whose subjects are the items of one section, each with sections of its own."""

    def lister(inventory: Inventory, whole: Whole, hosts: Hosts) -> Subjects:
        section: Section[Any] = getattr(inventory, section_name)
        if not isinstance(section, Collected | Declared):
            return Subjects([], section)
        return Subjects(
            [
                Subject(
                    kind,
                    item.name,
                    {
                        **whole,
                        kind.replace("-", "_"): _item(section, item),
                        **own(item, hosts, inventory.taken_at),
                    },
                )
                for item in section.data
            ]
        )

    return lister


def _candidates(inventory: Inventory, whole: Whole, hosts: Hosts) -> Subjects:
    found = []
    for candidate in inventory.candidates:
        named = Source(collector="command-line", host=candidate.host)
        sections = {
            **whole,
            **host_sections(hosts.named(candidate.host), inventory.taken_at),
            "candidate": Collected(data=candidate, source=named, at=inventory.taken_at),
        }
        found.append(Subject("candidate", candidate.host, sections))
    return Subjects(found)


def _in_place(inventory: Inventory, whole: Whole, hosts: Hosts, target: str) -> Sequence[Subject]:
    """Servers that are upgraded where they stand, where no machine is meant to take their place.

    By the version the directory states, which no section of the machine can change, and whether or not each section
    of the machine could be read: a server must not cease to be a candidate for being known less.
    """
    found = []
    for server in known(inventory.servers) or ():
        host = hosts.named(server.fqdn, server.name)
        if host is None or product_of(server.build or "") != IN_PLACE.get(target):
            continue
        role: Role = "edge" if is_edge(server.roles) else "mailbox"
        meant = Candidate(host=host.name, role=role, targets=[target])
        sections = {
            **whole,
            **host_sections(host, inventory.taken_at),
            "candidate": _item(inventory.servers, meant),
        }
        found.append(Subject("candidate", host.name, sections))
    return found


def is_meant_for(candidate: Candidate, target: str) -> bool:
    """Whether a machine is meant to run a target; one without a list is for all."""
    return not candidate.targets or target in candidate.targets


def _names(subject: Subject, target: str) -> bool:
    candidate = known(subject.sections["candidate"])
    return candidate is not None and is_meant_for(candidate, target)


_LISTERS: Mapping[SubjectKind, Callable[[Inventory, Whole, Hosts], Subjects]] = {
    "forest": _forest,
    "organization": _organization,
    "domain": _listed(
        "domain", "domains", lambda domain, hosts, at: {"head": domain.head, "trusts": domain.trusts}
    ),
    "domain-controller": _listed(
        "domain-controller",
        "domain_controllers",
        lambda controller, hosts, at: {
            "computer": controller.computer,
            **host_sections(hosts.named(controller.dns_name, controller.name), at),
        },
    ),
    "exchange-server": _listed(
        "exchange-server",
        "servers",
        lambda server, hosts, at: {
            "computer": server.computer,
            **host_sections(hosts.named(server.fqdn, server.name), at),
        },
    ),
    "candidate": _candidates,
}
