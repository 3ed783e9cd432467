"""Every organisation of the lab: servers, databases and domains as the directory was made, nothing more or less."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from scanner.collectors import (
    ldap_dags,
    ldap_databases,
    ldap_domains,
    ldap_organization,
    ldap_recipients,
    ldap_servers,
)
from scanner.connections.connect import Options
from scanner.connections.credentials import Credentials
from scanner.connections.directories import Directories
from scanner.connections.dn import name_of
from scanner.connections.errors import Trouble
from tests.collectors.answers import STAMP
from tests.lab.lab import Lab
from tests.lab.model import NETBIOS_DOMAIN, Account

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


def test_what_an_account_may_not_see_is_not_readable_and_never_none(lab_2010_2013: Lab) -> None:
    with closing(signed_in(lab_2010_2013, lab_2010_2013.narrow)) as directories:
        assert ldap_servers.read(ldap_servers.ask(directories), STAMP), "servers are not hidden"
        for ask in (ldap_databases.ask, ldap_organization.ask_accepted_domains):
            with pytest.raises(Trouble) as refused:
                ask(directories)
            assert refused.value.code == "not-readable"
