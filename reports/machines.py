"""The machines of the inventory: Exchange servers, new servers, others that were read, domain controllers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.gaps import reason_text
from checks.names import candidate_role_text, role_texts
from checks.results import Status
from checks.subjects import HOST_SECTIONS
from reports.context import Context
from reports.digest import OPEN, statuses_by_subject
from reports.language import N_, plural
from reports.model import Machine, MachineTable, OpenFindings
from reports.parts import Count
from reports.words import STATUS_WORDS, Words
from scanner.inventory.absence import Absent, Declared, Section, known
from scanner.inventory.model import (
    Candidate,
    Computer,
    DomainController,
    ExchangeServer,
    Host,
    OperatingSystem,
    Volume,
)
from scanner.inventory.names import product_name, product_of, windows_server_name

VOLUMES_SHOWN = 6
_MORE_DISKS = plural("and {n} more disk, see the inventory", "and {n} more disks, see the inventory")
Statuses = Mapping[str, Sequence[Status]]


def machine_tables(context: Context) -> list[MachineTable]:
    """The tables there is something to say in."""
    tables = (_new_servers(context), _exchange_servers(context), _others(context), _controllers(context))
    return [table for table in tables if table is not None]


def _exchange_servers(context: Context) -> MachineTable | None:
    words, inventory = context.words, context.inventory
    servers = known(inventory.servers)
    if not servers and not isinstance(inventory.servers, Absent) and not known(inventory.organization):
        return None
    statuses = statuses_by_subject(context.reached, "exchange-server")
    rows = [
        _exchange_server(server, context, statuses)
        for server in sorted(servers or (), key=lambda server: server.name.casefold())
    ]
    return MachineTable(
        heading=words.say("Exchange servers"),
        number=words.number(len(rows)),
        note=_note(inventory.servers, words.say("The organisation holds no Exchange server."), words),
        product_heading=words.say("Exchange"),
        place_heading=words.say("Site, DAG"),
        hardware_heading=words.say("Hardware"),
        findings_heading=words.say("Findings"),
        rows=rows,
    )


def _exchange_server(server: ExchangeServer, context: Context, statuses: Statuses) -> Machine:
    words = context.words
    host = context.hosts.named(server.fqdn, server.name)
    return Machine(
        name=server.name,
        about=[
            ", ".join(words.text(role) for role in role_texts(server.roles)) or words.say("no role stated")
        ]
        if server.roles is not None
        else [words.say("roles not stated")],
        product=_product(server, host, words),
        system=_system(host, server.computer, words),
        place=[server.site or words.say("site not stated")]
        + ([words.say("DAG {dag}", dag=server.dag)] if server.dag else []),
        hardware=_hardware(host, words),
        collected=_collected(host, words),
        findings=_found(statuses.get(server.name.casefold(), ()), words),
    )


def _new_servers(context: Context) -> MachineTable | None:
    words, inventory = context.words, context.inventory
    if not inventory.candidates:
        return None
    statuses = statuses_by_subject(context.reached, "candidate")
    return MachineTable(
        heading=words.say("New servers"),
        number=words.number(len(inventory.candidates)),
        note=words.say("Machines meant to run a target."),
        product_heading=None,
        place_heading=words.say("For"),
        hardware_heading=words.say("Hardware"),
        findings_heading=words.say("Findings"),
        rows=[_new_server(candidate, context, statuses) for candidate in inventory.candidates],
    )


def _new_server(candidate: Candidate, context: Context, statuses: Statuses) -> Machine:
    words = context.words
    host = context.hosts.named(candidate.host)
    names = {target.base_id: context.words.known(target.name) for target in context.targets.values()}
    return Machine(
        name=candidate.host,
        about=[words.say("role: {role}", role=candidate_role_text(candidate.role))],
        product=[],
        system=_system(host, None, words),
        place=[names.get(target, target) for target in candidate.targets] or [words.say("every target")],
        hardware=_hardware(host, words),
        collected=_collected(host, words),
        findings=_found(statuses.get(candidate.host.casefold(), ()), words),
    )


def _others(context: Context) -> MachineTable | None:
    """Machines that were read and are neither an Exchange server nor a new one."""
    words, inventory = context.words, context.inventory
    named = [context.hosts.named(server.fqdn, server.name) for server in known(inventory.servers) or ()]
    named += [context.hosts.named(candidate.host) for candidate in inventory.candidates]
    named += [context.hosts.named(dc.dns_name, dc.name) for dc in known(inventory.domain_controllers) or ()]
    taken = {host.name for host in named if host is not None}
    others = [host for host in inventory.hosts if host.name not in taken]
    if not others:
        return None
    return MachineTable(
        heading=words.say("Other machines read"),
        number=words.number(len(others)),
        note=words.say("Read, and not judged: no role in the migration is stated for them."),
        product_heading=None,
        place_heading=None,
        hardware_heading=words.say("Hardware"),
        findings_heading=None,
        rows=[
            Machine(
                name=host.name,
                about=[],
                product=[],
                system=_system(host, None, words),
                place=[],
                hardware=_hardware(host, words),
                collected=_collected(host, words),
                findings=None,
            )
            for host in others
        ],
    )


def _controllers(context: Context) -> MachineTable | None:
    words, section = context.words, context.inventory.domain_controllers
    statuses = statuses_by_subject(context.reached, "domain-controller")
    rows = [
        _controller(controller, statuses, words)
        for controller in sorted(known(section) or (), key=lambda controller: controller.name.casefold())
    ]
    return MachineTable(
        heading=words.say("Domain controllers"),
        number=words.number(len(rows)),
        note=_note(section, words.say("No domain controller was found."), words),
        product_heading=None,
        place_heading=words.say("Domain, site"),
        hardware_heading=None,
        findings_heading=words.say("Findings"),
        rows=rows,
    )


def _controller(controller: DomainController, statuses: Statuses, words: Words) -> Machine:
    about = [words.say("global catalogue")] if controller.global_catalog else []
    about += [words.say("read-only")] if controller.read_only else []
    return Machine(
        name=controller.name,
        about=about,
        product=[],
        system=_system(None, controller.computer, words),
        place=[controller.domain or words.say("domain not stated"), controller.site],
        hardware=[],
        collected=_state(0 if isinstance(controller.computer, Absent) else 1, 1, words),
        findings=_found(statuses.get(controller.name.casefold(), ()), words),
    )


def _note(section: Section[Sequence[object]], none_there: str, words: Words) -> str | None:
    if isinstance(section, Absent):
        return words.say("Not read: {reason}.", reason=words.text(reason_text(section)))
    if isinstance(section, Declared):
        return words.say("Declared by {by}, not read.", by=section.by)
    return None if section.data else none_there


def _product(server: ExchangeServer, host: Host | None, words: Words) -> list[str]:
    """Version and build: the exact one of the machine where it was read, else the stamp in the directory."""
    installed = known(host.exchange) if host is not None else None
    exact = installed.build if installed is not None else None
    build = exact or server.build
    if build is None:
        return [words.say("version not stated")]
    product = product_of(build)
    name = product_name(product) if product else words.say("a version this exready does not know")
    source = N_("{build}, read on the machine") if exact else N_("{build}, stamp in the directory")
    return [name, words.say(source, build=build)]


def _system(host: Host | None, computer: Section[Computer] | None, words: Words) -> list[str]:
    """Windows as the machine says it, else as its account in the directory does."""
    if host is not None:
        system = known(host.operating_system)
        if system is not None:
            return _of_machine(system, words) + _declared(host.operating_system, words)
    if computer is None:
        return [_absence(host.operating_system, words) if host else words.say("machine not read")]
    if isinstance(computer, Absent):
        return [_absence(computer, words)]
    account = computer.data
    name = account.operating_system or (windows_server_name(account.version) if account.version else None)
    named = " ".join(part for part in (name, account.service_pack) if part)
    lines = [named or words.say("Windows not stated")]
    return lines + ([account.version] if account.version else [])


def _of_machine(system: OperatingSystem, words: Words) -> list[str]:
    name = " ".join(part for part in (system.name or system.family, system.service_pack) if part)
    details = [system.version, system.installation]
    return [name, *(detail for detail in details if detail)]


def _hardware(host: Host | None, words: Words) -> list[str]:
    if host is None:
        return [words.say("machine not read")]
    lines = _memory(host, words) + _processor(host, words) + _volumes(host, words)
    absent = [part for part in (host.memory, host.processor, host.volumes) if isinstance(part, Absent)]
    return lines + list(dict.fromkeys(_absence(part, words) for part in absent))


def _memory(host: Host, words: Words) -> list[str]:
    memory = known(host.memory)
    if memory is None:
        return []
    said = _declared(host.memory, words)
    if memory.installed is not None:
        return [words.say("{size} of memory", size=words.size(memory.installed)), *said]
    if memory.usable is not None:
        return [words.say("{size} of memory usable", size=words.size(memory.usable)), *said]
    return [words.say("memory not stated")]


def _processor(host: Host, words: Words) -> list[str]:
    processor = known(host.processor)
    if processor is None:
        return []
    parts = []
    if processor.sockets is not None:
        parts.append(words.count(processor.sockets, "{n} socket", "{n} sockets"))
    if processor.physical_cores is not None:
        parts.append(words.count(processor.physical_cores, "{n} core", "{n} cores"))
    return [", ".join(parts)] if parts else []


def _volumes(host: Host, words: Words) -> list[str]:
    volumes = known(host.volumes) or []
    lines = [_volume(volume, words) for volume in volumes[:VOLUMES_SHOWN]]
    more = len(volumes) - VOLUMES_SHOWN
    return lines + ([words.count(more, *_MORE_DISKS)] if more > 0 else [])


def _volume(volume: Volume, words: Words) -> str:
    free = words.say("? GB") if volume.free is None else words.size(volume.free)
    if volume.size is None:
        return words.say("{mount} {free} free", mount=volume.mount, free=free)
    size = words.size(volume.size)
    return words.say("{mount} {free} of {size} free", mount=volume.mount, free=free, size=size)


def _absence(section: Section[object], words: Words) -> str:
    assert isinstance(section, Absent)
    return words.say("not read: {reason}", reason=words.text(reason_text(section)))


def _declared(section: Section[object], words: Words) -> list[str]:
    return [words.say("declared by {by}", by=section.by)] if isinstance(section, Declared) else []


def _collected(host: Host | None, words: Words) -> Count:
    """How much of a machine was read."""
    sections = [getattr(host, name) for name in HOST_SECTIONS] if host is not None else []
    return _state(sum(not isinstance(section, Absent) for section in sections), len(HOST_SECTIONS), words)


def _state(read: int, every: int, words: Words) -> Count:
    number = words.say("{read} of {every}", read=words.number(read), every=words.number(every))
    if read == every:
        return Count(tone="met", number=number, word=words.say("complete"))
    return Count(
        tone="not-verified", number=number, word=words.say("partly") if read else words.say("nothing")
    )


def _found(statuses: Sequence[Status], words: Words) -> OpenFindings:
    """What is open on a machine; the key puts blockers above everything else."""
    counted = {status: statuses.count(status) for status in OPEN}
    counts = [
        Count(tone=status, number=words.number(number), word=words.say(STATUS_WORDS[status]))
        for status, number in counted.items()
        if number
    ]
    return OpenFindings(
        counts=counts,
        aloud=", ".join(words.say("{word}: {n}", word=count.word, n=count.number) for count in counts),
        key="-".join(map(str, counted.values())),
        none=words.say("nothing open"),
    )
