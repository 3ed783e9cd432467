"""What an inventory holds, for whoever opens the file: whose it is, each server, how much, what is missing and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from checks import mailboxes
from checks.gaps import absences, hint_text, reason_text
from checks.subjects import HOST_SECTIONS, Hosts, organization_name
from reports.overview import held
from reports.words import SECTION_WORDS
from scanner.inventory.absence import Absent, Collected, Declared, known
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import (
    Candidate,
    DomainController,
    ExchangeServer,
    Host,
    Inventory,
)
from scanner.inventory.names import (
    functional_level_name,
    product_name,
    product_of,
    role_names,
    windows_server_name,
)

# Sections that are told of in parts of their own.
_APART = ("forest", "organization", "domains", "domain_controllers", "servers")
_AMOUNTS = (
    "recipients", "recipient_list", "databases", "database_statistics", "mailbox_sizes", "public_folder_statistics",
    "devices", "computers", "clients",
)  # fmt: skip


class Entry(Struct, frozen=True, kw_only=True):
    """One thing and what is known of it."""

    name: str
    says: str


class Part(Struct, frozen=True, kw_only=True):
    """Things of one kind."""

    heading: str
    entries: list[Entry]


class Missing(Struct, frozen=True, kw_only=True):
    """One reason, what to do about it, and everything that was not read for it."""

    reason: str
    hint: str
    places: list[str]


class Holdings(Struct, frozen=True, kw_only=True):
    """What an inventory holds and what it lacks."""

    organization: str
    about: list[Entry]
    parts: list[Part]
    missing: list[Missing]
    holds: str


def holdings(inventory: Inventory, sha256: str) -> Holdings:
    """Everything there is to say of a file on one screen or a few. Pure."""
    hosts = Hosts(inventory.hosts)
    parts = (
        Part(heading="Directory", entries=list(_directory(inventory))),
        Part(heading="Domain controllers", entries=_controllers(inventory, hosts)),
        Part(heading="Exchange servers", entries=_servers(inventory, hosts)),
        Part(heading="Machines meant for a target", entries=_candidates(inventory, hosts)),
        Part(heading="Other machines", entries=_others(inventory, hosts)),
        Part(heading="How much", entries=list(_amounts(inventory))),
        Part(heading="Also read", entries=list(_rest(inventory))),
    )
    return Holdings(
        organization=organization_name(inventory),
        about=list(_about(inventory, sha256)),
        parts=[part for part in parts if part.entries],
        missing=_missing(inventory),
        holds=inventory.holds,
    )


def _about(inventory: Inventory, sha256: str) -> Iterator[Entry]:
    yield Entry(name="taken", says=_moment(inventory.taken_at))
    times = sorted(_times(inventory), key=lambda at: at.timestamp())
    if times and times[0].date() != times[-1].date():
        yield Entry(name="read", says=f"from {_moment(times[0])} to {_moment(times[-1])}")
    scan = inventory.scan
    if scan.domain is not None:
        account = f" as {scan.account}" if scan.account else ""
        yield Entry(
            name="scan", says=f"of {scan.domain}{account}, {scan.protection or 'protection not stated'}"
        )
    for exception in scan.exceptions or ():
        yield Entry(name="exception", says=exception)
    yield Entry(name="file", says=f"schema {inventory.schema}, written by exready {inventory.tool}")
    yield Entry(name="SHA-256", says=sha256)


def _times(inventory: Inventory) -> Iterator[datetime]:
    sections = [getattr(inventory, name) for name in SINGLE_SECTIONS]
    sections += [getattr(host, name) for host in inventory.hosts for name in HOST_SECTIONS]
    yield from (section.at for section in sections if isinstance(section, Collected))


def _moment(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="minutes")


def _directory(inventory: Inventory) -> Iterator[Entry]:
    if (forest := known(inventory.forest)) is not None:
        yield Entry(name="forest", says=f"{forest.name}, {_level(forest.functional_level)}")
    controllers = known(inventory.domain_controllers)
    for domain in known(inventory.domains) or ():
        head = known(domain.head)
        says = [_level(head.functional_level) if head is not None else "level not read"]
        if controllers is not None:
            own = sum((each.domain or "").casefold() == domain.name.casefold() for each in controllers)
            says.append(_count(own, "domain controller"))
        yield Entry(name=domain.name, says=", ".join(says))
    if (organization := known(inventory.organization)) is not None:
        yield Entry(name="Exchange", says=organization.name)


def _level(level: int | None) -> str:
    return "level not stated" if level is None else f"level {functional_level_name(level)}"


def _controllers(inventory: Inventory, hosts: Hosts) -> list[Entry]:
    return [
        Entry(name=each.name, says="; ".join(_controller(each, hosts)))
        for each in known(inventory.domain_controllers) or ()
    ]


def _controller(controller: DomainController, hosts: Hosts) -> Iterator[str]:
    computer = known(controller.computer)
    windows = computer.operating_system if computer is not None else None
    kinds = [windows or "Windows not stated", f"site {controller.site}"]
    kinds += ["global catalogue"] if controller.global_catalog else []
    kinds += ["read-only"] if controller.read_only else []
    yield ", ".join(kinds)
    if (host := hosts.named(controller.dns_name, controller.name)) is not None:
        yield _read(host)


def _servers(inventory: Inventory, hosts: Hosts) -> list[Entry]:
    return [
        Entry(name=each.name, says="; ".join(_server(each, hosts.named(each.fqdn, each.name))))
        for each in known(inventory.servers) or ()
    ]


def _server(server: ExchangeServer, host: Host | None) -> Iterator[str]:
    machine = known(host.exchange) if host is not None else None
    build = (machine.build if machine is not None else None) or server.build
    product = product_of(build) if build else None
    version = product_name(product) if product else "version not known"
    origin = "exact" if machine is not None and machine.build else "by the directory"
    roles = ", ".join(role_names(server.roles)) if server.roles is not None else "roles not stated"
    yield f"{version}, build {build} ({origin})" if build else "build not stated"
    yield roles
    yield _read(host)


def _read(host: Host | None) -> str:
    """Which parts of a machine were read, and which were only declared."""
    if host is None:
        return "the machine itself was not read"
    parts = {name: getattr(host, name) for name in HOST_SECTIONS}
    read = [name for name, section in parts.items() if isinstance(section, Collected)]
    declared = [name for name, section in parts.items() if isinstance(section, Declared)]
    said = f"; declared, not read: {_listed(declared)}" if declared else ""
    if not read:
        return "nothing of the machine read" + said
    if len(read) == len(parts):
        return "everything of the machine read"
    return f"{len(read)} of {len(parts)} parts of the machine read: {_listed(read)}{said}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _candidates(inventory: Inventory, hosts: Hosts) -> list[Entry]:
    return [
        Entry(name=each.host, says=f"{_purpose(each)}; {_system(hosts.named(each.host))}")
        for each in inventory.candidates
    ]


def _purpose(candidate: Candidate) -> str:
    return f"{candidate.role}, for {', '.join(candidate.targets) or 'all targets'}"


def _others(inventory: Inventory, hosts: Hosts) -> list[Entry]:
    named = [hosts.named(each.fqdn, each.name) for each in known(inventory.servers) or ()]
    named += [hosts.named(each.dns_name, each.name) for each in known(inventory.domain_controllers) or ()]
    named += [hosts.named(each.host) for each in inventory.candidates]
    told = {id(host) for host in named}
    return [Entry(name=host.name, says=_system(host)) for host in inventory.hosts if id(host) not in told]


def _system(host: Host | None) -> str:
    system = known(host.operating_system) if host is not None else None
    if system is None:
        return _read(host)
    name = windows_server_name(system.version) if system.version else None
    return f"{name or system.name or 'system not stated'}; {_read(host)}"


def _amounts(inventory: Inventory) -> Iterator[Entry]:
    recipients = known(inventory.recipients)
    if recipients is not None:
        cloud = mailboxes.in_the_cloud(recipients)
        says = _count(mailboxes.to_move(recipients), "mailbox", "mailboxes")
        says += f" here, {cloud} in Microsoft 365" if cloud else ""
        yield Entry(name="mailboxes", says=says)
    statistics = known(inventory.database_statistics)
    sizes = [each.size for each in statistics or () if each.size is not None]
    for name in _AMOUNTS:
        if not isinstance(getattr(inventory, name), Absent):
            total = f", {sum(sizes) / 2**30:.1f} GB" if name == "database_statistics" and sizes else ""
            yield Entry(name=name.replace("_", " "), says=held(inventory, name) + total)


def _rest(inventory: Inventory) -> Iterator[Entry]:
    """The other sections that were read; those that hold nothing together."""
    names = [
        name
        for name in SINGLE_SECTIONS
        if name not in (*_APART, *_AMOUNTS) and not isinstance(getattr(inventory, name), Absent)
    ]
    empty = [name for name in names if held(inventory, name) == "none"]
    for name in names:
        if name not in empty:
            yield Entry(name=name.replace("_", " "), says=held(inventory, name))
    if empty:
        yield Entry(name="none there", says=_listed(empty))


def _missing(inventory: Inventory) -> list[Missing]:
    """What was not read by its reason; of each machine the parts together."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for subject, section, absent in absences(inventory):
        reason = reason_text(absent).text, hint_text(absent).text
        about = "" if section in SINGLE_SECTIONS else subject.name
        word = SECTION_WORDS.get(section, section.replace("_", " ").capitalize())
        found.setdefault(reason, {}).setdefault(about, []).append(word)
    return [
        Missing(reason=reason, hint=hint, places=list(_places(places)))
        for (reason, hint), places in found.items()
    ]


def _places(places: dict[str, list[str]]) -> Iterable[str]:
    for subject, sections in places.items():
        if not subject:
            yield from sections
        elif len(sections) == len(HOST_SECTIONS):
            yield f"{subject} (everything)"
        else:
            yield f"{subject} ({', '.join(sections)})"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
