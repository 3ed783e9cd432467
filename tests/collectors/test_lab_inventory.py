"""What the collectors read of a real directory, against the data the directory was made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from scanner.collectors import (
    ldap_administrators,
    ldap_dags,
    ldap_databases,
    ldap_domain_controllers,
    ldap_domains,
    ldap_forest,
    ldap_organization,
    ldap_recipients,
    ldap_servers,
    ldap_sites,
)
from scanner.connections.connect import Options
from scanner.connections.credentials import Credentials
from scanner.connections.directories import Directories
from scanner.inventory.absence import Collected, Skipped
from tests.collectors.answers import STAMP
from tests.lab.lab import Lab
from tests.lab.model import NETBIOS_DOMAIN, MailboxKind
from tests.lab.organizations import FORESTS

pytestmark = pytest.mark.lab

TYPES: dict[MailboxKind, int] = {"user": 1, "shared": 4, "room": 16, "equipment": 32, "arbitration": 8388608}
KINDS = {"authoritative": 0, "external relay": 1, "internal relay": 2}
DEFAULT = 4


def directories_of(lab: Lab) -> Directories:
    credentials = Credentials(
        f"{NETBIOS_DOMAIN}\\{lab.reader.user}", {"EXREADY_PASSWORD": lab.reader.password}
    )
    options = Options(protection="ldaps", ca_bundle=lab.ca_bundle, timeout=10)
    return Directories(lab.domain, lab.address, credentials, options)


@pytest.fixture(scope="module")
def directories(lab: Lab) -> Iterator[Directories]:
    with closing(directories_of(lab)) as found:
        yield found


@pytest.fixture(scope="module")
def empty(lab_without_exchange: Lab) -> Iterator[Directories]:
    with closing(directories_of(lab_without_exchange)) as found:
        yield found


def test_forest(lab: Lab, directories: Directories) -> None:
    found = ldap_forest.read(ldap_forest.ask(directories))
    levels = lab.expected.preparation_levels
    assert levels is not None
    assert (found.name, found.functional_level) == (lab.domain, lab.expected.forest_level)
    assert (found.schema_version, found.exchange_schema) == (lab.expected.schema_version, levels.schema)
    assert found.schema_master == found.naming_master == lab.host
    assert found.exchange_schema_created is not None
    assert found.storage_group_superiors == ["computer", "container"]
    assert (found.recycle_bin, found.tombstone_lifetime, found.connector_schema) == (False, 180, None)


def test_domains(lab: Lab, directories: Directories) -> None:
    (found,) = ldap_domains.read(ldap_domains.ask(directories), STAMP)
    assert (found.name, found.netbios_name, found.parent) == (lab.domain, NETBIOS_DOMAIN, None)
    assert isinstance(found.head, Collected)
    assert found.head.data.functional_level == lab.expected.forest_level
    assert lab.expected.preparation_levels is not None
    head = found.head.data
    assert head.preparation_versions == [lab.expected.preparation_levels.domain]
    assert head.pdc_emulator == head.rid_master == head.infrastructure_master == lab.host
    assert (head.computers_container, head.sysvol_migration, head.sysvol_file_replication) == (
        True,
        48,
        False,
    )
    forest = ldap_forest.read(ldap_forest.ask(directories))
    assert forest.exchange_schema_created is not None
    assert head.last_backup is not None
    assert forest.exchange_schema_created <= head.last_backup <= datetime.now(UTC)


def test_trusts(lab: Lab, directories: Directories) -> None:
    (domain,) = ldap_domains.read(ldap_domains.ask(directories), STAMP)
    assert isinstance(domain.trusts, Collected)
    made = sorted(FORESTS[lab.organization].trusts, key=lambda trust: trust.partner)
    assert [
        (t.partner, t.flat_name, t.security_identifier, t.direction, t.kind, t.attributes)
        for t in domain.trusts.data
    ] == [(t.partner, t.netbios_name, t.sid, t.direction, t.kind, t.attributes) for t in made]


def test_site_links(directories: Directories) -> None:
    default, added = ldap_sites.read_links(ldap_sites.ask_links(directories))
    assert (default.name, default.cost, default.exchange_cost) == ("DEFAULTIPSITELINK", 100, None)
    assert default.sites == ["Branch", "Default-First-Site-Name"]
    assert (added.name, added.cost, added.interval) == ("Headquarters - Branch", 50, 15)
    assert (added.exchange_cost, added.message_limit) == (10, 10240)


def test_administrators(directories: Directories) -> None:
    found = ldap_administrators.read(ldap_administrators.ask(directories))
    assert [(each.role, each.name, each.members) for each in found] == [
        ("domain-admins", "Domain Admins", 1),
        ("enterprise-admins", "Enterprise Admins", 1),
        ("schema-admins", "Schema Admins", 1),
    ]


def test_sites(lab: Lab, directories: Directories) -> None:
    found = ldap_sites.read(ldap_sites.ask(directories))
    assert {site.name: tuple(site.subnets) for site in found} == {
        site.name: site.subnets for site in lab.expected.sites
    }


def test_domain_controllers(lab: Lab, directories: Directories) -> None:
    found = ldap_domain_controllers.read(ldap_domain_controllers.ask(directories), STAMP)
    assert [(each.name, each.domain, each.site) for each in found] == [
        (each.fqdn, lab.domain, each.site) for each in lab.expected.domain_controllers
    ]
    for controller, expected in zip(found, lab.expected.domain_controllers, strict=True):
        assert (controller.global_catalog, controller.read_only) == (True, False)
        assert isinstance(controller.computer, Collected)
        computer = controller.computer.data
        assert (computer.operating_system, computer.version) == expected.operating_system[:2]
        assert computer.enabled
        assert computer.created is not None
        assert computer.password_set is not None
        assert (computer.primary_group, computer.encryption_types) == (516, 28)
        assert computer.service_principal_names is not None
        assert f"ldap/{expected.fqdn}" in computer.service_principal_names
        assert controller.highest_level == lab.expected.forest_level


def test_organization(lab: Lab, directories: Directories) -> None:
    found = ldap_organization.read(ldap_organization.ask(directories))
    assert found is not None
    assert lab.expected.preparation_levels is not None
    assert found.name == lab.expected.organization_name
    assert found.object_version == lab.expected.preparation_levels.organization
    assert found.administrative_groups == ["Exchange Administrative Group (FYDIBOHF23SPDLT)"]


def test_accepted_domains(lab: Lab, directories: Directories) -> None:
    found = ldap_organization.read_accepted_domains(ldap_organization.ask_accepted_domains(directories))
    assert {each.name: each.flags for each in found} == {
        each.domain: KINDS[each.kind] + DEFAULT * each.default for each in lab.expected.accepted_domains
    }


def test_servers(lab: Lab, directories: Directories) -> None:
    found = ldap_servers.read(ldap_servers.ask(directories), STAMP)
    expected = sorted(lab.expected.servers, key=lambda server: server.name)
    assert [
        (each.name, each.fqdn, each.build, each.serial_number, each.roles, each.site, each.dag)
        for each in found
    ] == [
        (each.name, each.fqdn, str(each.build), each.build.serial_number, each.roles, each.site, each.dag)
        for each in expected
    ]
    for server, made in zip(found, expected, strict=True):
        assert server.created is not None
        assert server.changed is not None
        assert server.version_number == made.build.version_number
        assert server.edition == ["Standard", "Enterprise"].index(made.edition)
        assert server.legacy_dn is not None
        assert server.legacy_dn.endswith(f"/cn={made.name}")
        if made.is_edge:
            assert isinstance(server.computer, Skipped)
            continue
        assert isinstance(server.computer, Collected)
        assert server.computer.source.host == lab.host
        computer = server.computer.data
        assert computer.groups == ["Exchange Servers"]
        assert computer.service_principal_names is not None
        assert f"exchangeMDB/{made.fqdn}" in computer.service_principal_names
        system = (computer.operating_system, computer.version, computer.service_pack)
        assert system == made.operating_system


def test_databases(lab: Lab, directories: Directories) -> None:
    found = {each.name: each for each in ldap_databases.read(ldap_databases.ask(directories))}
    assert found.keys() == {each.name for each in lab.expected.databases}
    for expected in lab.expected.databases:
        database = found[expected.name]
        assert database.kind == expected.kind.replace(" ", "-")
        assert database.server == expected.owner
        assert database.storage_group == expected.storage_group
        assert tuple(each.server for each in database.copies) == (
            () if expected.storage_group else expected.servers
        )
        assert database.path is not None
        assert database.path.endswith(".edb")


def test_availability_groups(lab: Lab, directories: Directories) -> None:
    found = ldap_dags.read(ldap_dags.ask(directories))
    assert [dag.name for dag in found] == [dag.name for dag in lab.expected.dags]
    assert all(
        dag.witness and made.witness_server in dag.witness
        for dag, made in zip(found, lab.expected.dags, strict=True)
    )


def test_recipients(lab: Lab, directories: Directories) -> None:
    found = ldap_recipients.read(ldap_recipients.ask(directories))
    by_type: Counter[int | None] = Counter()
    by_database: Counter[str | None] = Counter()
    for each in found:
        by_type[each.type_details] += each.count
        by_database[each.database] += each.count
    assert {kind: by_type[TYPES[kind]] for kind in lab.expected.mailboxes_by_kind} == dict(
        lab.expected.mailboxes_by_kind
    )
    outside = by_database.pop(None)
    assert by_database == Counter(lab.expected.mailboxes_by_database)
    assert outside == lab.expected.contacts + lab.expected.distribution_groups


def test_a_forest_without_exchange(lab_without_exchange: Lab, empty: Directories) -> None:
    """Everything was asked, and there is none: `None` and empty lists, not failures."""
    assert ldap_forest.read(ldap_forest.ask(empty)).exchange_schema is None
    assert ldap_organization.read(ldap_organization.ask(empty)) is None
    assert ldap_organization.ask_accepted_domains(empty) == []
    assert ldap_servers.read(ldap_servers.ask(empty), STAMP) == []
    assert ldap_databases.read(ldap_databases.ask(empty)) == []
    assert ldap_dags.ask(empty) == []
    assert ldap_recipients.read(ldap_recipients.ask(empty)) == []
    (domain,) = ldap_domains.read(ldap_domains.ask(empty), STAMP)
    assert isinstance(domain.head, Collected)
    assert domain.head.data.preparation_versions == []
