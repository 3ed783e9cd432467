"""Every organisation of the lab: servers, databases and domains as the directory was made, nothing more or less."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from scanner.collectors import (
    ldap_administrators,
    ldap_dags,
    ldap_databases,
    ldap_domains,
    ldap_forest,
    ldap_legacy,
    ldap_organization,
    ldap_recipients,
    ldap_servers,
    ldap_sites,
)
from scanner.collectors.exchange_containers import ask_organization
from scanner.connections.connect import Options
from scanner.connections.credentials import Credentials
from scanner.connections.directories import Directories
from scanner.connections.dn import name_of
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Collected
from scanner.inventory.names import points_to_deleted
from tests.collectors.answers import STAMP
from tests.lab.lab import Lab
from tests.lab.model import DEFAULT_SITE, NETBIOS_DOMAIN, Account

pytestmark = pytest.mark.lab

ORGANIZATIONS = ("lab_2007", "lab_2010_2013", "lab_2016_2019", "lab_hostile")


def signed_in(lab: Lab, account: Account) -> Directories:
    credentials = Credentials(f"{NETBIOS_DOMAIN}\\{account.user}", {"EXREADY_PASSWORD": account.password})
    options = Options(protection="ldaps", ca_bundle=lab.ca_bundle, timeout=10)
    return Directories(lab.domain, lab.address, credentials, options)


@pytest.fixture(params=ORGANIZATIONS)
def organization(request: pytest.FixtureRequest) -> Iterator[tuple[Lab, Directories]]:
    lab: Lab = request.getfixturevalue(request.param)
    with closing(signed_in(lab, lab.reader)) as directories:
        yield lab, directories


def named(lab: Lab, *classes: str) -> list[str]:
    """What the objects of these classes are called, as they were made."""
    return sorted(name_of(dn) or "" for each in classes for dn in lab.expected.names(each))


def test_each_organisation_is_read_whole(organization: tuple[Lab, Directories]) -> None:
    lab, directories = organization
    servers = ldap_servers.read(ldap_servers.ask(directories), STAMP)
    assert sorted(server.name for server in servers) == named(lab, "msExchExchangeServer")
    databases = ldap_databases.read(ldap_databases.ask(directories))
    assert sorted(database.name for database in databases) == named(
        lab, "msExchPrivateMDB", "msExchPublicMDB"
    )
    dags = ldap_dags.read(ldap_dags.ask(directories))
    assert sorted(dag.name for dag in dags) == named(lab, "msExchMDBAvailabilityGroup")
    assert ldap_organization.read(ldap_organization.ask(directories)) is not None
    assert [domain.name for domain in ldap_domains.read(ldap_domains.ask(directories), STAMP)] == [lab.domain]
    assert sum(count.count for count in ldap_recipients.read(ldap_recipients.ask(directories))) > 0


def test_what_an_upgrade_from_2003_left(lab_2007: Lab) -> None:
    with closing(signed_in(lab_2007, lab_2007.reader)) as directories:
        forest = ldap_forest.read(ldap_forest.ask(directories))
        (domain,) = ldap_domains.read(ldap_domains.ask(directories), STAMP)
        sites = ldap_sites.read(ldap_sites.ask(directories))
        organization = ldap_organization.read(ldap_organization.ask(directories))
        administrators = ldap_administrators.read(ldap_administrators.ask(directories))
        servers = {each.name: each for each in ldap_servers.read(ldap_servers.ask(directories), STAMP)}
        groups = ldap_databases.read_storage_groups(ldap_databases.ask_storage_groups(directories))
        remnants = ldap_legacy.read(ldap_legacy.ask(directories))
        conflicts = ldap_legacy.read_conflicts(ask_organization(directories, ldap_legacy.CONFLICTS, ()))
    assert forest.exchange_schema == 14625
    assert isinstance(domain.head, Collected)
    assert (domain.head.data.sysvol_migration, domain.head.data.sysvol_file_replication) == (0, True)
    assert {site.name: site.former_controllers for site in sites} == {
        "Branch": ["dc03.exlab.test"],
        DEFAULT_SITE: [],
    }
    assert organization is not None
    assert organization.well_known_groups is not None
    assert [(group.name, group.deleted) for group in organization.well_known_groups] == [
        ("Exchange Servers", False),
        ("Exchange Organization Administrators", False),
        ("Exchange Recipient Administrators (deleted)", True),
    ]
    assert [group.group_type for group in organization.well_known_groups] == [-2147483640, -2147483640, None]
    assert organization.split_permissions is False
    (management,) = [each for each in administrators if each.role == "organization-management"]
    assert (management.name, management.members) == ("Exchange Organization Administrators", 0)
    assert (servers["VIEUX03"].build, servers["VIEUX03"].roles) == ("6.5.7638.2", None)
    assert servers["VIEUX03"].administrative_group == "Premier groupe d'administration"
    assert servers["EDGE07"].edge_sync == "1:MBX07:20261101"
    assert servers["MBX07"].dial_plans == ["Standard"]
    certificate = servers["MBX07"].internal_certificate
    assert certificate is not None
    assert certificate.not_after is not None
    assert certificate.not_after.year == 2014
    first = next(group for group in groups if group.name == "Premier groupe de stockage")
    assert (first.local_copy, first.standby_servers, first.circular_logging) == (True, ["SECOURS07"], False)
    assert [group.name for group in groups if group.recovery] == ["Groupe de récupération"]
    assert {(each.kind, each.name, each.server) for each in remnants} == {
        ("active-directory-connector", "ADC", None),
        ("connection-agreement", "Accord Exchange 5.5", "ADC (VIEUX02) (deleted)"),
        ("foreign-connector", "Télécopie", None),
        ("recipient-update-service", "Recipient Update Service (EXLAB)", "VIEUX03"),
        (
            "recipient-update-service",
            "Recipient Update Service (Enterprise Configuration)",
            "VIEUX02 (deleted)",
        ),
        ("routing-group-connector", "Vers Exchange 2007", None),
        ("site-replication-service", "Microsoft DSA", "VIEUX03"),
    }
    assert [(each.name, each.kind) for each in conflicts] == [("Filiale", "msExchRecipientPolicy")]


def test_an_organisation_between_2010_and_2013(lab_2010_2013: Lab) -> None:
    with closing(signed_in(lab_2010_2013, lab_2010_2013.reader)) as directories:
        databases = {each.name: each for each in ldap_databases.read(ldap_databases.ask(directories))}
        dags = {each.name: each for each in ldap_dags.read(ldap_dags.ask(directories))}
        organization = ldap_organization.read(ldap_organization.ask(directories))
        administrators = ldap_administrators.read(ldap_administrators.ask(directories))
        servers = {each.name: each for each in ldap_servers.read(ldap_servers.ask(directories), STAMP)}
    assert points_to_deleted(databases["DB13-01"].server)
    assert databases["DB13-01"].master == "DAG13"
    assert [copy.replay_lag for copy in databases["DB13-01"].copies] == [None, "7.00:00:00"]
    assert (databases["DB13-02"].circular_logging, databases["DB13-02"].quota_warning) == (True, None)
    assert databases["RDB13"].recovery
    assert databases["DB10-01"].public_folder_database == "PF10"
    assert (dags["DAG13"].alternate_witness, dags["DAG13"].activation_mode) == ("fsw2.exlab.test", 1)
    assert dags["DAG13"].stopped_servers == ["ex13c.exlab.test"]
    assert organization is not None
    assert organization.split_permissions is True
    assert organization.well_known_groups is not None
    assert {group.name for group in organization.well_known_groups} >= {
        "Hosted Groups",
        "Organization Management",
    }
    (management,) = [each for each in administrators if each.role == "organization-management"]
    assert (management.name, management.members) == ("Organization Management", 2)
    assert servers["EX13A"].component_states == ["1:HubTransport:Maintenance:Inactive:635000000000000000"]
    assert servers["EX13A"].proxy == "http://proxy.fabrikam.test:8080/"
    assert servers["EX10A"].client_access_array == "outlook"
    assert servers["EX10A"].product_id == "02064-110-0123456-75002"


def test_bytes_that_are_no_certificate(lab_hostile: Lab) -> None:
    with closing(signed_in(lab_hostile, lab_hostile.reader)) as directories:
        (server,) = ldap_servers.read(ldap_servers.ask(directories), STAMP)
    assert server.internal_certificate is not None
    assert server.internal_certificate.subject is None


def test_what_an_account_may_not_see_is_not_readable_and_never_none(lab_2010_2013: Lab) -> None:
    with closing(signed_in(lab_2010_2013, lab_2010_2013.narrow)) as directories:
        assert ldap_servers.read(ldap_servers.ask(directories), STAMP), "servers are not hidden"
        for ask in (ldap_databases.ask, ldap_organization.ask_accepted_domains):
            with pytest.raises(Trouble) as refused:
                ask(directories)
            assert refused.value.code == "not-readable"
        assert ldap_dags.ask(directories), (
            "availability groups are listed, though their container says nothing"
        )
        assert ldap_databases.ask_storage_groups(directories) == [], "no server is of a version that has any"
        (domain,) = ldap_domains.read(ldap_domains.ask(directories), STAMP)
        assert isinstance(domain.head, Collected)
        assert domain.head.data.preparation_versions == [None], "prepared, to a level that is hidden"


def test_storage_groups_that_are_hidden(lab_2007: Lab) -> None:
    with (
        closing(signed_in(lab_2007, lab_2007.narrow)) as directories,
        pytest.raises(Trouble, match="CN=InformationStore cannot be read"),
    ):
        ldap_databases.ask_storage_groups(directories)


def test_parts_of_an_organisation_that_are_hidden_may_hold_conflicts(lab_2010_2013: Lab) -> None:
    with (
        closing(signed_in(lab_2010_2013, lab_2010_2013.narrow)) as directories,
        pytest.raises(Trouble, match="cannot be read"),
    ):
        ask_organization(directories, ldap_legacy.CONFLICTS, ())
