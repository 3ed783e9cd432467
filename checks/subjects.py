"""Which subjects an inventory holds, and which sections each of them offers to the checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from checks.check import SubjectKind
from scanner.inventory.absence import Absent, Collected, Declared, Section, Skipped, Source, known
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import Host, Inventory

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


def subjects_of(kind: SubjectKind, inventory: Inventory, target: str) -> Subjects:
    """The subjects of a kind; candidates only those meant for the target."""
    return _LISTERS[kind](inventory, target)


def organization_name(inventory: Inventory) -> str:
    """What to call the whole: the Exchange organisation, else the forest, else the domain that was asked for."""
    organization, forest = known(inventory.organization), known(inventory.forest)
    if organization is not None:
        return organization.name
    return forest.name if forest is not None else inventory.scan.domain or "this environment"


def host_named(inventory: Inventory, *names: str | None) -> Host | None:
    """The host one of the names belongs to; a short name matches the first label of a full one, if only one does."""
    wanted = {name.casefold() for name in names if name}
    exact = [host for host in inventory.hosts if host.name.casefold() in wanted]
    if exact:
        return exact[0]
    short = {name.split(".")[0] for name in wanted}
    alike = [
        host
        for host in inventory.hosts
        if host.name.casefold().split(".")[0] in short
        and ("." not in host.name or not any("." in name for name in wanted))
    ]
    return alike[0] if len(alike) == 1 else None


def _whole(inventory: Inventory) -> dict[str, Section[Any]]:
    return {name: getattr(inventory, name) for name in SINGLE_SECTIONS}


def host_sections(host: Host | None, at: datetime) -> dict[str, Section[Any]]:
    """The sections of a machine; all skipped for one that nobody has read."""
    if host is None:
        absent = Skipped(code="no-collector", values={}, collector="windows-host", at=at)
        return dict.fromkeys(HOST_SECTIONS, absent)
    return {name: getattr(host, name) for name in HOST_SECTIONS}


def _item(section: Section[Any], item: object) -> Section[Any]:
    """One item of a listing, read where and when the listing was."""
    if isinstance(section, Declared):
        return Declared(data=item, by=section.by, at=section.at)
    assert isinstance(section, Collected)
    return Collected(data=item, source=section.source, at=section.at)


def _target(inventory: Inventory, target: str) -> Subjects:
    return Subjects([Subject("target", target, _whole(inventory))])


def _forest(inventory: Inventory, target: str) -> Subjects:
    forest = known(inventory.forest)
    name = forest.name if forest is not None else inventory.scan.domain or "forest"
    return Subjects([Subject("forest", name, _whole(inventory))])


def _organization(inventory: Inventory, target: str) -> Subjects:
    section = inventory.organization
    if isinstance(section, Collected | Declared) and section.data is None:
        return Subjects([])
    return Subjects([Subject("organization", organization_name(inventory), _whole(inventory))])


def _listed(
    kind: SubjectKind, section_name: str, own: Callable[[Inventory, Any], dict[str, Section[Any]]]
) -> Callable[[Inventory, str], Subjects]:
    """A lister for a kind whose subjects are the items of one section, each with sections of its own."""

    def lister(inventory: Inventory, target: str) -> Subjects:
        section: Section[Any] = getattr(inventory, section_name)
        if not isinstance(section, Collected | Declared):
            return Subjects([], section)
        return Subjects(
            [
                Subject(
                    kind,
                    item.name,
                    {
                        **_whole(inventory),
                        kind.replace("-", "_"): _item(section, item),
                        **own(inventory, item),
                    },
                )
                for item in section.data
            ]
        )

    return lister


def _candidates(inventory: Inventory, target: str) -> Subjects:
    found = []
    for candidate in inventory.candidates:
        if candidate.targets and target not in candidate.targets:
            continue
        host = host_named(inventory, candidate.host)
        sections = {**_whole(inventory), **host_sections(host, inventory.taken_at)}
        named = Source(collector="command-line", host=candidate.host)
        sections["candidate"] = Collected(data=candidate, source=named, at=inventory.taken_at)
        found.append(Subject("candidate", candidate.host, sections))
    return Subjects(found)


_LISTERS: Mapping[SubjectKind, Callable[[Inventory, str], Subjects]] = {
    "target": _target,
    "forest": _forest,
    "organization": _organization,
    "domain": _listed(
        "domain", "domains", lambda inventory, domain: {"head": domain.head, "trusts": domain.trusts}
    ),
    "domain-controller": _listed(
        "domain-controller",
        "domain_controllers",
        lambda inventory, controller: {"computer": controller.computer},
    ),
    "exchange-server": _listed(
        "exchange-server",
        "servers",
        lambda inventory, server: {
            "computer": server.computer,
            **host_sections(host_named(inventory, server.fqdn, server.name), inventory.taken_at),
        },
    ),
    "candidate": _candidates,
}
