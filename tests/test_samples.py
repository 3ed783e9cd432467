"""The shipped samples: as `store.save` writes them, and organisations that could be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

import samples
from scanner.inventory import names, store
from scanner.inventory.absence import REASONS, Absent, Collected, Declared, Failed, Skipped, known
from scanner.inventory.model import Computer, ExchangeServer, Inventory
from tests.sample_organizations import ORGANIZATIONS
from tests.sample_organizations.opened import (
    HOST_SECTIONS,
    NAMES,
    data,
    host_of,
    opened,
    read,
    sections,
    short,
)

MAILBOXES = (1, 2, 4, 16, 32)
# Active Directory keeps kinds of groups as numbers with a sign; the list of recipients holds no keys.
SIGNED = ("values", "group_type", "recipients")
LISTS = ("domains", "domain_controllers", "sites", "accepted_domains", "databases", "dags")
# Endings of what has dots in it and names nobody: files, and those tenants that nobody can have.
NOBODYS = (
    ".example", ".local", ".exe", ".edb", ".stm", ".sys", ".toml", ".ps1", ".asmx", ".svc", ".xml", ".LOG",
    "-example.onmicrosoft.com", "-example.mail.onmicrosoft.com", "-example.mail.protection.outlook.com",
)  # fmt: skip
NO_NAMES = {"mail.protection.outlook.com", "TLSv1.2"}


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest) -> Inventory:
    return opened(request.param)


# The package.


def test_names() -> None:
    assert samples.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_as_it_lies(name: str) -> None:
    assert samples.path(name).is_file()
    assert samples.path(name).read_bytes() == samples.read(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_what_its_maker_writes(name: str, tmp_path: Path) -> None:
    made = tmp_path / "made.json"
    store.save(made, ORGANIZATIONS[name]())
    assert samples.read(name) == made.read_bytes(), "python -m tests.sample_organizations writes them anew"


def test_every_sample_has_a_maker() -> None:
    assert sorted(ORGANIZATIONS) == NAMES


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
    """Host and mail names end in .example or .local; of recipients, whose aliases have dots too, what follows @."""
    inventory = opened(name)
    people = msgspec.json.encode(inventory.recipient_list).decode()
    reason = inventory.recipients if isinstance(inventory.recipients, Failed) else None
    text = msgspec.json.encode(replace(inventory, recipient_list=reason or _unread(inventory))).decode()
    dotted = set(re.findall(r"(?<![\w.])[A-Za-z](?!\d\.)[\w-]*(?:\.[\w-]+)+(?!@)", text))
    dotted |= set(re.findall(r"@([\w-]+(?:\.[\w-]+)+)", people))
    mailboxes = {each for each in dotted if each.startswith(("FederatedEmail.", "Migration."))}
    assert [n for n in dotted - mailboxes - NO_NAMES if not n.endswith(NOBODYS)] == []


def _unread(inventory: Inventory) -> Skipped:
    return Skipped(code="recipients-counted", values={}, collector="ldap-recipients", at=inventory.taken_at)


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
        assert controller.dns_name in (controller.name, None)
        assert controller.site in sites
    odd = {name for name, each in controllers.items() if not name.endswith(f".{each.domain}")}
    assert odd <= {"ESR-DC2", "pst-dc2.alt-hafen.example"}, (
        "one without a full name, one named after another domain"
    )
    for holder in (forest.schema_master, forest.naming_master, sample.scan.server):
        assert controllers[holder].domain == forest.name
        assert not controllers[holder].read_only


def test_domain_controllers_carry_the_functional_levels(sample: Inventory) -> None:
    """No writable controller is older than the level of its domain, and the schema knows the newest of them."""
    releases = [name for _, name in names.WINDOWS_SERVERS]
    schema = {
        "Windows Server 2003": 30, "Windows Server 2008": 44, "Windows Server 2008 R2": 47,
        "Windows Server 2012 R2": 69, "Windows Server 2016": 87, "Windows Server 2019": 88,
        "Windows Server 2022": 88, "Windows Server 2025": 91,
    }  # fmt: skip
    forest = data(sample.forest)
    for controller in read(sample.domain_controllers):
        computer = known(controller.computer)
        if computer is None:
            continue
        release = names.windows_server_name(computer.version)
        assert release is not None
        level = names.functional_level_name(forest.functional_level)
        assert releases.index(release) >= releases.index(
            "Windows 2000 Server" if level == "Windows 2000" else level
        )
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
        if server.roles is None or server.name == "PST-EX2":
            assert server.site is None, "2003 does not state its site, and one server lost it"
        else:
            assert server.site in {site.name for site in read(sample.sites)}
        assert server.dag is None or server.dag in dags
        edge = server.roles == names.EDGE_ROLE
        outside = isinstance(server.computer, Skipped) and server.computer.code == "no-such-account"
        assert edge == outside
        assert not isinstance(server.computer, Failed) or server.name == "ESR-EX03B", (
            "one that was carried away"
        )


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
        assert owner.roles is None or owner.roles & 2
        old = names.product_of(owner.build) in ("2003", "2007")
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
        assert row.database is None or row.database in databases or names.points_to_deleted(row.database)
        assert (row.database is not None) >= (row.type_details in MAILBOXES)
    assert len({(row.type_details, row.database, row.server) for row in rows}) == len(rows)


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
    controllers = {short(controller.name) for controller in read(sample.domain_controllers)}
    assert {short(host.name) for host in sample.hosts} <= known_names | candidates | controllers
    assert candidates <= {short(host.name) for host in sample.hosts}
    assert candidates & known_names <= {"thd-ex1", "wxc-ex13"}, (
        "those that are upgraded, or set up again, in place"
    )


def test_hosts_agree_with_the_directory(sample: Inventory) -> None:
    for server in read(sample.servers):
        host = host_of(sample, server.name)
        if host is None:
            assert sample.hosts == [], "all servers are asked, or none"
            continue
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
            same = 2 if names.product_of(server.build) in names.PRODUCTS_WITH_ROLLUPS else 3
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
                if key not in SIGNED:
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
