"""The shipped samples: as `store.save` writes them, and organisations that could be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

import samples
from scanner.inventory import names, store
from scanner.inventory.absence import REASONS, Absent, Collected, Declared, Section, Skipped, known
from scanner.inventory.model import Computer, ExchangeServer, Host, Inventory

NAMES = ["exchange-2007", "exchange-2016-2019", "partly-read"]
GIB = 1 << 30
MIB = 1 << 20
MAILBOXES = (1, 2, 4, 16, 32)
HOST_SECTIONS = ("processor", "memory", "operating_system", "volumes", "page_file", "exchange")
LISTS = ("domains", "domain_controllers", "sites", "accepted_domains", "servers", "databases", "dags")
WHOLE_SECTIONS = (
    "forest", "domains", "domain_controllers", "sites", "organization", "accepted_domains", "servers", "databases",
    "dags", "recipients", "clients",
)  # fmt: skip


def opened(name: str) -> Inventory:
    return store.loads(name, samples.read(name))[0]


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest) -> Inventory:
    return opened(request.param)


def read(section: Section[Any]) -> Any:
    """What a list section holds; nothing when it was not read."""
    return known(section) or []


def data(section: Section[Any]) -> Any:
    """What a section holds; the test fails with the reason when it holds nothing."""
    assert isinstance(section, Collected | Declared), section
    return section.data


def short(name: str) -> str:
    return name.split(".")[0].casefold()


def host_of(inventory: Inventory, name: str) -> Host | None:
    return next((host for host in inventory.hosts if short(host.name) == short(name)), None)


def sections(inventory: Inventory) -> Iterator[tuple[str, Section[Any]]]:
    """Every section, those of subjects inside a listing included."""
    for name in WHOLE_SECTIONS:
        yield name, getattr(inventory, name)
    for domain in read(inventory.domains):
        yield f"{domain.name} head", domain.head
    for machine in (*read(inventory.domain_controllers), *read(inventory.servers)):
        yield f"{machine.name} computer", machine.computer
    for host in inventory.hosts:
        for name in HOST_SECTIONS:
            yield f"{host.name} {name}", getattr(host, name)


# The package.


def test_names() -> None:
    assert samples.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_as_it_lies(name: str) -> None:
    assert samples.path(name).is_file()
    assert samples.path(name).read_bytes() == samples.read(name)


@pytest.mark.parametrize("name", ["exchange-2007.json", "", "../samples/exchange-2007", "EXCHANGE-2007"])
def test_no_other_file_can_be_read(name: str) -> None:
    with pytest.raises(KeyError):
        samples.read(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_saved_again_is_the_same_file(name: str, tmp_path: Path) -> None:
    first = tmp_path / "first.json"
    first.write_bytes(samples.read(name))
    inventory, sha256 = store.load(first)
    second = tmp_path / "second.json"
    assert store.save(second, inventory) == sha256
    assert second.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_no_name_belongs_to_anybody(name: str) -> None:
    """Host and mail names end in .example or .local; what else has dots in it is a number, a file or a language."""
    text = samples.read(name).decode()
    dotted = set(re.findall(r"(?<![\w.])[A-Za-z][\w-]*(?:\.[\w-]+)+", text))
    assert [
        n for n in dotted if not n.endswith((".example", ".local", ".exe", ".edb", ".sys", ".toml"))
    ] == []


# Every sample: the parts fit together.


def test_absences_can_be_said_in_words(sample: Inventory) -> None:
    for _, section in sections(sample):
        if isinstance(section, Absent):
            assert REASONS[section.code].sentence.format(collector=section.collector, **section.values)
            assert REASONS[section.code].hint.format(collector=section.collector, **section.values)


def test_sections_were_read_after_the_scan_began(sample: Inventory) -> None:
    for name, section in sections(sample):
        if isinstance(section, Declared):
            assert section.at < sample.taken_at, name
        elif not (isinstance(section, Skipped) and section.code == "not-declared"):
            assert timedelta() <= section.at - sample.taken_at < timedelta(minutes=10), name


def test_lists_are_in_order_and_name_nothing_twice(sample: Inventory) -> None:
    for name in LISTS:
        listed = [item.name for item in read(getattr(sample, name))]
        assert listed == sorted(listed), name
        assert len({each.casefold() for each in listed}) == len(listed), name
    for site in read(sample.sites):
        assert site.subnets == sorted(site.subnets)
    assert len({short(host.name) for host in sample.hosts}) == len(sample.hosts)


def test_domains_hang_together(sample: Inventory) -> None:
    forest = data(sample.forest)
    by_name = {domain.name: domain for domain in read(sample.domains)}
    assert forest.name in by_name
    assert sample.scan.domain in by_name
    for domain in by_name.values():
        assert (domain.parent is None) == (domain.name == forest.name)
        assert domain.parent is None or domain.parent in by_name
        head = known(domain.head)
        if head is not None:
            assert head.functional_level >= forest.functional_level
    for suffix in forest.upn_suffixes:
        assert suffix not in by_name


def test_domain_controllers_stand_in_a_domain_and_a_site(sample: Inventory) -> None:
    forest = data(sample.forest)
    controllers = {controller.name: controller for controller in read(sample.domain_controllers)}
    domains = {domain.name for domain in read(sample.domains)}
    sites = {site.name for site in read(sample.sites)}
    assert {controller.domain for controller in controllers.values()} == domains
    for controller in controllers.values():
        assert controller.name.endswith(f".{controller.domain}")
        assert controller.site in sites
    for holder in (forest.schema_master, forest.naming_master, sample.scan.server):
        assert controllers[holder].domain == forest.name
        assert not controllers[holder].read_only


def test_domain_controllers_carry_the_functional_levels(sample: Inventory) -> None:
    """No writable controller is older than the level of its domain, and the schema knows the newest of them."""
    releases = [name for _, name in names.WINDOWS_SERVERS]
    schema = {
        "Windows Server 2003": 30, "Windows Server 2008": 44, "Windows Server 2012 R2": 69, "Windows Server 2016": 87,
        "Windows Server 2019": 88, "Windows Server 2022": 88,
    }  # fmt: skip
    forest = data(sample.forest)
    for controller in read(sample.domain_controllers):
        computer = known(controller.computer)
        if computer is None:
            continue
        release = names.windows_server_name(computer.version)
        assert release is not None
        level = names.functional_level_name(forest.functional_level)
        assert releases.index(release) >= releases.index(level)
        assert forest.schema_version >= schema[release]
        assert release in computer.operating_system.replace("®", "")


def test_builds_are_those_of_the_serial_numbers(sample: Inventory) -> None:
    for server in read(sample.servers):
        assert server.build == names.decode_serial_number(server.serial_number)
        assert names.product_of(server.build) is not None


def test_servers_stand_in_the_organization(sample: Inventory) -> None:
    organization = data(sample.organization)
    dags = {dag.name for dag in read(sample.dags)}
    for server in read(sample.servers):
        assert server.fqdn.startswith(f"{server.name}.")
        assert server.administrative_group in organization.administrative_groups
        assert server.site in {site.name for site in read(sample.sites)}
        assert server.dag is None or server.dag in dags
        edge = server.roles == names.EDGE_ROLE
        outside = isinstance(server.computer, Absent) and server.computer.code == "no-such-account"
        assert edge == outside


def test_members_of_a_dag_share_one_version(sample: Inventory) -> None:
    for dag in read(sample.dags):
        members = [server for server in read(sample.servers) if server.dag == dag.name]
        assert len(members) > 1
        assert len({names.product_of(server.build) for server in members}) == 1
        systems = {computer.version for computer in map(_computer, members) if computer is not None}
        assert len(systems) == 1, "a cluster runs on one release of Windows"


def test_databases_lie_on_servers_that_exist(sample: Inventory) -> None:
    servers = {server.name: server for server in read(sample.servers)}
    for database in read(sample.databases):
        owner = servers[database.server]
        assert owner.roles & 2
        old = names.product_of(owner.build) == "2007"
        assert (database.storage_group is not None) == old
        copies = {copy.server for copy in database.copies}
        assert copies == set() if old else database.server in copies
        members = {name for name, server in servers.items() if owner.dag and server.dag == owner.dag}
        assert copies <= members | {database.server}
        for name in {database.server, *copies}:
            host = host_of(sample, name)
            if host is not None and isinstance(host.volumes, Collected):
                assert any(database.path.startswith(volume.mount) for volume in host.volumes.data)


def test_recipients_lie_in_mailbox_databases(sample: Inventory) -> None:
    databases = {database.name for database in read(sample.databases) if database.kind == "mailbox"}
    rows = read(sample.recipients)
    for row in rows:
        assert row.count > 0
        assert row.database is None or row.database in databases
        assert (row.database is not None) >= (row.type_details in MAILBOXES)
    assert len({(row.type_details, row.database) for row in rows}) == len(rows)


def test_one_accepted_domain_is_the_default(sample: Inventory) -> None:
    flags = [domain.flags for domain in read(sample.accepted_domains)]
    assert not flags or len([flag for flag in flags if flag & 4]) == 1


def test_clients_are_listed_once(sample: Inventory) -> None:
    clients = known(sample.clients)
    if clients is None:
        return
    assert len({(client.program, client.version) for client in clients.seen}) == len(clients.seen)
    for client in clients.seen:
        assert client.users > 0
        assert client.version is None or names.version_tuple(client.version) is not None


def test_hosts_are_servers_or_candidates(sample: Inventory) -> None:
    known_names = {short(server.name) for server in read(sample.servers)}
    candidates = {short(candidate.host) for candidate in sample.candidates}
    assert {short(host.name) for host in sample.hosts} <= known_names | candidates
    assert candidates <= {short(host.name) for host in sample.hosts}
    assert not candidates & known_names


def test_hosts_agree_with_the_directory(sample: Inventory) -> None:
    for server in read(sample.servers):
        host = host_of(sample, server.name)
        assert host is not None
        assert host.name == server.fqdn
        system: Any = known(host.operating_system)
        computer: Any = _computer(server)
        exchange: Any = known(host.exchange)
        if system is not None and computer is not None:
            assert names.version_tuple(system.version) == names.version_tuple(computer.version)
            assert system.service_pack == computer.service_pack
        if exchange is not None:
            exact, stamped = names.version_tuple(exchange.build), names.version_tuple(server.build)
            assert exact is not None
            assert stamped is not None
            assert exact >= stamped
            same = 2 if names.product_of(server.build) == "2007" else 3
            assert exact[:same] == stamped[:same]


def test_hosts_are_machines(sample: Inventory) -> None:
    for host in sample.hosts:
        parts: dict[str, Any] = {name: getattr(host, name) for name in HOST_SECTIONS}
        parts = {name: part.data for name, part in parts.items() if isinstance(part, Collected)}
        if "memory" in parts:
            assert parts["memory"].installed * 0.98 < parts["memory"].usable < parts["memory"].installed
        if "processor" in parts and parts["processor"].physical_cores is not None:
            assert parts["processor"].logical_processors % parts["processor"].physical_cores == 0
            assert parts["processor"].physical_cores % parts["processor"].sockets == 0
        volumes = parts.get("volumes", [])
        assert [volume.mount for volume in volumes if volume.system] == ["C:\\"] * ("volumes" in parts)
        assert all(0 < volume.free < volume.size for volume in volumes)
        if "page_file" in parts:
            settings = parts["page_file"].settings
            assert all(any(s.path.startswith(v.mount) for v in volumes) for s in settings)
            assert sum(setting.initial for setting in settings) <= parts["page_file"].allocated


def test_no_measurement_is_stood_in_for(sample: Inventory) -> None:
    """Absence is null or a state, never an empty text or a number below zero."""

    def values(document: Any) -> Iterator[Any]:
        if isinstance(document, dict):
            for key, value in document.items():
                if key != "values":
                    yield from values(value)
        elif isinstance(document, list):
            for value in document:
                yield from values(value)
        else:
            yield document

    for value in values(msgspec.to_builtins(sample)):
        assert value not in ("", "N/A", "unknown")
        assert isinstance(value, bool | str | None) or value >= 0


def _computer(server: ExchangeServer) -> Computer | None:
    return known(server.computer)


# Each sample: what it is there for.


def users(inventory: Inventory, start: str) -> int:
    clients = known(inventory.clients)
    assert clients is not None
    return sum(
        c.users for c in clients.seen if c.program == "Outlook" and (c.version or "").startswith(start)
    )


def mailboxes(inventory: Inventory) -> dict[int, int]:
    rows = [row for row in read(inventory.recipients) if row.type_details in MAILBOXES]
    return {kind: sum(row.count for row in rows if row.type_details == kind) for kind in MAILBOXES}


def preparation(inventory: Inventory) -> tuple[int | None, int | None, list[list[int | None] | None]]:
    forest, organization = data(inventory.forest), data(inventory.organization)
    heads = [known(domain.head) for domain in read(inventory.domains)]
    levels = [head.preparation_versions if head is not None else None for head in heads]
    return forest.exchange_schema, organization.object_version, levels


def disk(host: Host | None) -> tuple[int, int]:
    """Used and total gibibytes."""
    assert host is not None
    volumes = data(host.volumes)
    size = sum(volume.size for volume in volumes)
    return round((size - sum(volume.free for volume in volumes)) / GIB), round(size / GIB)


def test_exchange_2007() -> None:
    sample = opened("exchange-2007")
    assert sample.taken_at.isoformat() == "2026-11-22T09:14:00+01:00"
    assert preparation(sample) == (14625, 11222, [[11221]])
    assert [(s.name, names.role_names(s.roles), s.build) for s in read(sample.servers)] == [
        ("LYO-EDGE1", ["Edge Transport"], "8.3.83.6"),
        ("LYO-EX01", ["Mailbox"], "8.3.83.6"),
        ("LYO-EX02", ["Client Access", "Hub Transport"], "8.3.83.6"),
    ]
    assert mailboxes(sample) == {1: 371, 2: 0, 4: 34, 16: 12, 32: 3}
    assert [users(sample, start) for start in ("", "11.", "12.", "14.0.6", "14.0.7")] == [
        335,
        46,
        158,
        94,
        37,
    ]
    first, second, edge = (host_of(sample, name) for name in ("LYO-EX01", "LYO-EX02", "LYO-EDGE1"))
    assert (disk(first), disk(second)) == ((796, 1024), (41, 136))
    for host, memory in ((first, 16), (second, 8)):
        assert host is not None
        assert data(host.exchange).build == "8.3.245.2"
        assert data(host.memory).installed == memory * GIB
    for name in HOST_SECTIONS:
        section = getattr(edge, name)
        assert (section.code, section.values) == ("unreachable", {"host": "LYO-EDGE1", "port": 5985})
    assert {database.kind for database in read(sample.databases)} == {"mailbox", "public-folder"}
    assert sample.candidates == []


def test_exchange_2016_2019() -> None:
    sample = opened("exchange-2016-2019")
    assert preparation(sample) == (17003, 16763, [[13243], [13243]])
    assert sum(mailboxes(sample).values()) == 2140
    assert users(sample, "15.0.") == 23
    assert users(sample, "16.0.") > 1500
    assert {server.name: names.product_of(server.build) for server in read(sample.servers)} == {
        "HAM-EDGE1": "2016",
        "HAM-EX11": "2016",
        "HAM-EX12": "2016",
        "HAM-EX21": "2019",
        "HAM-EX22": "2019",
    }
    assert [c.name for c in read(sample.domain_controllers) if c.read_only] == [
        "BHV-RODC1.terminal.nordhafen.example"
    ]
    (candidate,) = sample.candidates
    host = host_of(sample, candidate.host)
    assert host is not None
    assert candidate.targets == ["exchange-se"]
    assert [(s.initial, s.maximum) for s in data(host.page_file).settings] == [(32768 * MIB, 32768 * MIB)]
    assert data(host.memory).installed == 128 * GIB == 4 * 32768 * MIB
    assert {volume.mount: volume.file_system for volume in read(host.volumes)} == {
        "C:\\": "NTFS",
        "E:\\": "ReFS",
    }
    assert not [
        name for name, section in sections(sample) if isinstance(section, Absent) and "EDGE" not in name
    ]


def test_partly_read() -> None:
    sample = opened("partly-read")
    assert preparation(sample) == (15334, 16222, [None, [None]])
    absent = {name: section.code for name, section in sections(sample) if isinstance(section, Absent)}
    whole = {name: code for name, code in absent.items() if name in WHOLE_SECTIONS}
    assert whole == {
        "accepted_domains": "not-readable",
        "databases": "not-readable",
        "dags": "not-readable",
        "recipients": "timed-out",
        "clients": "no-collector",
    }
    assert {
        name.split(".")[0]: code for name, code in absent.items() if name.endswith((" head", " computer"))
    } == {
        "ecoles": "unreachable",
        "ECO-DC1": "unreachable",
    }
    codes = {
        host.name.split(".")[0]: {_state(getattr(host, name)) for name in HOST_SECTIONS}
        for host in sample.hosts
    }
    assert codes == {
        "VDO-EXCH1": {"access-denied"},
        "VDO-EXCH2": {"unreachable"},
        "VDO-EXCH3": {"collected", "not-understood", "access-denied"},
        "VDO-EXCH4": {"declared", "not-declared"},
    }
    assert {s.by for _, s in sections(sample) if isinstance(s, Declared)} == {"M. Le Goff"}
    organization = data(sample.organization)
    assert organization.name == "Commune de Val-d'Ourse"


def _state(section: Section[Any]) -> str:
    if isinstance(section, Absent):
        return section.code
    return "declared" if isinstance(section, Declared) else "collected"
