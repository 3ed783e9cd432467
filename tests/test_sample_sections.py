"""The sections of the shipped samples that hang on others: what they name is there, and numbers add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

import samples
from scanner.collectors.exchange_statistics import CLASSES
from scanner.inventory import names
from scanner.inventory.absence import Collected, known
from scanner.inventory.model import Certificate, ExchangeServer, Inventory
from tests.sample_organizations.opened import NAMES, host_of, opened, read, short

GIB = 1 << 30
KIB = 1 << 10
OF_SERVERS = (
    "receive_connectors", "mail_protocols", "virtual_directories", "rpc_services", "storage_groups",
    "outlook_anywhere", "extended_protection",
)  # fmt: skip
HEALTH = 549755813888  # mailboxes of Exchange's own monitoring, which no script measures
NO_MAILBOXES = (HEALTH,)


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest) -> Inventory:
    return opened(request.param)


def server_names(sample: Inventory) -> set[str]:
    return {server.name for server in read(sample.servers)}


def product(server: ExchangeServer) -> str:
    found = names.product_of(server.build or "")
    assert found is not None
    return found


# Servers and what belongs to them.


@pytest.mark.parametrize("section", OF_SERVERS)
def test_what_belongs_to_a_server_belongs_to_one_that_exists(sample: Inventory, section: str) -> None:
    assert {each.server for each in read(getattr(sample, section))} <= server_names(sample)


def test_virtual_directories_are_those_of_their_version(sample: Inventory) -> None:
    versions = {server.name: product(server) for server in read(sample.servers)}
    found = read(sample.virtual_directories)
    assert len({(each.server, each.name) for each in found}) == len(found)
    for each in found:
        version = versions[each.server]
        modern = names.product_rank(version) >= names.product_rank("2013")
        assert modern or not each.back_end
        assert modern or each.kind != "mapi"
        assert (each.kind == "legacy") == (version == "2003")
        assert not (each.back_end and (each.internal_url or each.external_url))


def test_servers_that_clients_reach_have_their_directories(sample: Inventory) -> None:
    found = {each.server for each in read(sample.virtual_directories)}
    roles = {server.name: server.roles or 0 for server in read(sample.servers)}
    clients = {name for name, own in roles.items() if "Client Access" in names.role_names(own)}
    if isinstance(sample.virtual_directories, Collected):
        assert clients - found <= {"VDO-EXCH1"}, "the one whose container the account may not read"


def test_autodiscover_points_lie_on_servers_that_are_or_were(sample: Inventory) -> None:
    for point in read(sample.autodiscover_points):
        assert (point.server is None) == (point.kind == "pointer")
        assert point.server in {None, "TDH-EX0"} | server_names(sample), "one survived its server"


def test_connectors_send_through_servers_that_are_there_or_named_as_deleted(sample: Inventory) -> None:
    for connector in read(sample.send_connectors):
        assert connector.source_servers == sorted(connector.source_servers)
        for source in connector.source_servers:
            assert source in server_names(sample) or names.points_to_deleted(source)


def test_address_books_are_made_by_servers_or_mailboxes(sample: Inventory) -> None:
    for book in read(sample.offline_address_books):
        assert (book.server is None) != (book.mailbox is None)
        if book.server is not None:
            assert book.server in server_names(sample) or names.points_to_deleted(book.server)
        assert {place.partition("/")[0] for place in book.virtual_directories} <= server_names(sample)


def test_routing_groups_hold_servers_in_groups_that_exist(sample: Inventory) -> None:
    organization: Any = known(sample.organization)
    for group in read(sample.routing_groups):
        assert group.administrative_group in organization.administrative_groups
        for name in group.members:
            assert name in server_names(sample) or names.points_to_deleted(name)


def test_hybrid_configurations_name_servers_that_are_there_or_deleted(sample: Inventory) -> None:
    hybrid = known(sample.hybrid)
    if hybrid is not None:
        for name in (*hybrid.client_access_servers, *hybrid.transport_servers):
            assert name in server_names(sample) or names.points_to_deleted(name)


def test_servers_are_stamped_as_their_version_stamps(sample: Inventory) -> None:
    for server in read(sample.servers):
        old = product(server) == "2003"
        assert (server.roles is None) == old
        assert (server.legacy_role is not None) == old
        version = names.version_tuple(server.build)
        assert version is not None
        # From 2007 on the lowest fifteen bits are the build, from 16 on the minor number.
        assert server.version_number % (1 << 15) == version[2]
        assert old or (server.version_number >> 16) % (1 << 6) == version[1]


def test_availability_groups_of_servers_and_databases_agree(sample: Inventory) -> None:
    groups = {server.name: server.dag for server in read(sample.servers)}
    for database in read(sample.databases):
        if database.copies:
            assert database.master in (database.server, groups[database.server])
            assert len(database.copies) == 1 or database.master == groups[database.server]


# The directory.


def test_accounts_are_older_than_their_last_sign_in(sample: Inventory) -> None:
    machines = [*read(sample.domain_controllers), *read(sample.servers)]
    for machine in machines:
        computer = known(machine.computer)
        if computer is not None:
            assert computer.created < computer.password_set < sample.taken_at
            assert computer.created < computer.last_logon < sample.taken_at


def test_trusts_within_the_forest_go_both_ways(sample: Inventory) -> None:
    within = {
        (domain.name, trust.partner)
        for domain in read(sample.domains)
        for trust in known(domain.trusts) or ()
        if trust.attributes & 32
    }
    assert {(there, here) for here, there in within} == within


def test_masters_are_controllers_of_their_domain(sample: Inventory) -> None:
    domains = {controller.name: controller.domain for controller in read(sample.domain_controllers)}
    for domain in read(sample.domains):
        head = known(domain.head)
        if head is not None:
            assert domains[head.pdc_emulator] == domain.name


def test_site_links_join_sites_that_exist(sample: Inventory) -> None:
    sites = {site.name for site in read(sample.sites)}
    joined = {name for link in read(sample.site_links) for name in link.sites}
    assert joined == (sites if len(sites) > 1 else set())


def test_computers_and_devices_are_counted_by_domain(sample: Inventory) -> None:
    domains = {domain.name for domain in read(sample.domains)}
    for each in (*read(sample.computers), *read(sample.devices)):
        assert each.domain in domains
        assert each.count > 0


# Recipients.


def test_recipients_add_up_to_the_counts(sample: Inventory) -> None:
    listed = known(sample.recipient_list)
    if listed is None:
        return
    places = [listed.places[each.place] if each.place is not None else None for each in listed.recipients]
    found = Counter(
        (each.type_details, place.database if place else None, place.server if place else None)
        for each, place in zip(listed.recipients, places, strict=True)
    )
    counts = {(row.type_details, row.database, row.server): row.count for row in read(sample.recipients)}
    assert found == counts


def test_recipients_lie_in_places_and_domains_that_exist(sample: Inventory) -> None:
    listed = known(sample.recipient_list)
    if listed is None:
        return
    databases = {database.name for database in read(sample.databases)}
    for place in listed.places:
        assert place.deleted == names.points_to_deleted(place.database)
        assert place.deleted or place.database in databases
    assert set(listed.domains) <= {domain.name for domain in read(sample.domains)}
    assert listed.domains
    for each in listed.recipients:
        assert 0 <= each.domain < len(listed.domains)
        assert each.archive is None or 0 <= each.archive < len(listed.places)
        assert each.expansion_server in {None} | server_names(sample)
        assert each.home_server in {None} | server_names(sample)
    guids = [each.guid for each in listed.recipients]
    assert len(set(guids)) == len(guids)


def test_most_recipients_are_in_order(sample: Inventory) -> None:
    """Faults of data are the exception, as in life."""
    listed = known(sample.recipient_list)
    if listed is None:
        return
    aliases = Counter((each.alias or "").casefold() for each in listed.recipients)
    assert sum(number > 1 for number in aliases.values()) <= 2
    spaced = [each for each in listed.recipients if " " in (each.alias or "")]
    assert len(spaced) * 50 < len(listed.recipients)


def test_there_are_lists_in_some_samples_and_counts_in_the_large_ones() -> None:
    listed = [name for name in NAMES if known(opened(name).recipient_list) is not None]
    assert len(listed) >= 4
    large = {name for name in NAMES if sum(row.count for row in read(opened(name).recipients)) > 700}
    assert large
    assert not large & set(listed)


# What servers told.


def test_database_statistics_tell_of_databases_on_their_servers(sample: Inventory) -> None:
    databases = {(database.name, database.server) for database in read(sample.databases)}
    for each in read(sample.database_statistics):
        assert (each.database, each.server) in databases
        assert each.white_space < each.size
        assert each.last_full_backup is None or each.last_full_backup < sample.taken_at


def test_databases_fit_on_their_drives(sample: Inventory) -> None:
    """A drive holds at least the databases that it says it holds, and their copies."""
    sizes = {each.database: each.size for each in read(sample.database_statistics)}
    for server in read(sample.servers):
        host = host_of(sample, server.name)
        volumes: Any = known(host.volumes) if host is not None else None
        for volume in volumes or ():
            own = [
                sizes.get(database.name, 0)
                for database in read(sample.databases)
                if server.name in {database.server, *(copy.server for copy in database.copies)}
                and database.path.startswith(volume.mount)
            ]
            assert volume.size is not None
            assert volume.free is not None
            assert sum(own) <= volume.size - volume.free, (server.name, volume.mount)


def test_copies_are_told_of_where_they_are(sample: Inventory) -> None:
    copies = {(database.name, copy.server) for database in read(sample.databases) for copy in database.copies}
    assert {(each.database, each.server) for each in read(sample.copy_status)} <= copies


def test_mailbox_sizes_are_those_of_the_mailboxes_that_are_there(sample: Inventory) -> None:
    sizes = known(sample.mailbox_sizes)
    if sizes is None:
        return
    counted = sum(
        row.count
        for row in read(sample.recipients)
        if row.database is not None and row.type_details not in NO_MAILBOXES
    )
    system = {8388608, 536870912, 68719476736}
    people = counted - sum(row.count for row in read(sample.recipients) if row.type_details in system)
    assert people <= sizes.mailboxes <= counted
    assert sum(each.count for each in sizes.classes) == sizes.mailboxes
    assert sum(each.total for each in sizes.classes) == sizes.total
    ends = [*CLASSES[1:], None]
    for each in sizes.classes:
        end = ends[CLASSES.index(each.from_bytes)]
        assert each.count * each.from_bytes <= each.total
        assert end is None or each.total < each.count * end
    assert [each.size for each in sizes.largest] == sorted(
        (each.size for each in sizes.largest), reverse=True
    )
    bottom = max(each.from_bytes for each in sizes.classes)
    assert bottom <= sizes.largest[0].size
    held = sum(each.size - each.white_space for each in read(sample.database_statistics))
    assert sizes.total <= held, "mailboxes are within their databases"


def test_clients_are_told_of_by_servers_that_exist(sample: Inventory) -> None:
    clients = known(sample.clients)
    if clients is not None and clients.servers is not None:
        assert {short(name) for name in clients.servers} <= {short(name) for name in server_names(sample)}


# Certificates.


def certificates(sample: Inventory) -> Iterator[Certificate]:
    for server in read(sample.servers):
        if server.internal_certificate is not None:
            yield server.internal_certificate
    for trust in read(sample.federation_trusts):
        yield from (each for each in (trust.certificate, trust.previous_certificate) if each is not None)
    for host in sample.hosts:
        yield from (bound.certificate for bound in known(host.certificates) or ())


def test_certificates_begin_before_they_end_and_were_issued_before_the_scan(sample: Inventory) -> None:
    for each in certificates(sample):
        assert each.not_before is not None
        assert each.not_after is not None
        assert each.not_before < each.not_after
        assert each.not_before < sample.taken_at
        assert len(each.thumbprint) == 40


def test_the_certificate_of_the_transport_is_in_the_store_of_its_server(sample: Inventory) -> None:
    for server in read(sample.servers):
        host = host_of(sample, server.name)
        bound = known(host.certificates) if host is not None else None
        if bound is not None and server.internal_certificate is not None:
            assert server.internal_certificate in [each.certificate for each in bound]


def test_no_two_certificates_share_a_thumbprint(sample: Inventory) -> None:
    found = {
        (each.thumbprint, each.subject, each.not_after, tuple(each.names or ()))
        for each in certificates(sample)
    }
    assert len({thumbprint for thumbprint, *_ in found}) == len(found)


# The files.


@pytest.mark.parametrize("name", NAMES)
def test_files_are_small(name: str) -> None:
    assert len(samples.read(name)) < 400 * KIB
