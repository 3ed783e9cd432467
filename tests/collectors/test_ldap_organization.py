"""The organisation and its accepted domains, from recorded answers; and how "none" is told from "hidden"."""

from __future__ import annotations

import pytest

from scanner.collectors import exchange_root, ldap_organization
from scanner.collectors.ldap_organization import Answers
from scanner.connections.directories import Directories
from scanner.connections.errors import Trouble
from scanner.inventory.model import AcceptedDomain
from tests.collectors.answers import EXCHANGE, GROUP, HOSTILE, ORGANIZATION, answer, entry, forest

ROOT = answer(exchange_root.ROOT, entry(EXCHANGE))
SERVICES = answer(exchange_root.SERVICES, entry("CN=Services", cn="Services"))
CORP = entry(
    ORGANIZATION, cn="Corp", objectVersion=16223, msExchProductID="15.01.2507.006", msExchMixedMode="FALSE"
)
FOUND = answer(ldap_organization.ORGANIZATION, CORP)
GROUPS = answer(exchange_root.ADMINISTRATIVE_GROUPS, entry(GROUP, cn="Exchange Administrative Group"))


def test_everything_is_read() -> None:
    found = ldap_organization.read(ldap_organization.ask(forest(ROOT, FOUND, GROUPS)))
    assert found is not None
    assert (found.name, found.object_version, found.product_id) == ("Corp", 16223, "15.01.2507.006")
    assert (found.mixed_mode, found.administrative_groups) == (False, ["Exchange Administrative Group"])


def test_a_forest_without_exchange() -> None:
    assert ldap_organization.read(ldap_organization.ask(forest(SERVICES))) is None
    assert ldap_organization.ask_accepted_domains(forest(SERVICES)) == []


@pytest.mark.parametrize(
    "directories", [forest(), forest(ROOT), forest(ROOT, FOUND)], ids=["services", "organisation", "groups"]
)
def test_what_is_hidden_is_not_missing(directories: Directories) -> None:
    with pytest.raises(Trouble) as refused:
        ldap_organization.ask(directories)
    assert refused.value.code == "not-readable"


def test_an_organisation_without_administrative_groups() -> None:
    container = answer(
        ldap_organization.GROUPS_CONTAINER,
        entry("CN=Administrative Groups", cn="Administrative Groups"),
        organization=ORGANIZATION,
    )
    found = ldap_organization.read(ldap_organization.ask(forest(ROOT, FOUND, container)))
    assert found is not None
    assert found.administrative_groups == []


def test_accepted_domains() -> None:
    directories = forest(
        ROOT,
        answer(
            ldap_organization.ACCEPTED_DOMAINS,
            entry("CN=Relay", msExchAcceptedDomainName="relay.test", msExchAcceptedDomainFlags=2),
            entry("CN=Corp\\, default", msExchAcceptedDomainName="corp.test", msExchAcceptedDomainFlags=4),
            entry("CN=a.test"),
        ),
    )
    found = ldap_organization.read_accepted_domains(ldap_organization.ask_accepted_domains(directories))
    assert found == [
        AcceptedDomain(name="a.test", flags=None),
        AcceptedDomain(name="corp.test", flags=4),
        AcceptedDomain(name="relay.test", flags=2),
    ]


def test_hidden_accepted_domains_are_not_missing_ones() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_organization.ask_accepted_domains(forest(ROOT, FOUND))
    assert refused.value.values == {"what": "CN=Accepted Domains"}


def test_an_organisation_without_accepted_domains() -> None:
    container = answer(
        ldap_organization.ACCEPTED_CONTAINER,
        entry("CN=Accepted Domains", cn="Accepted Domains"),
        organization=ORGANIZATION,
    )
    assert ldap_organization.ask_accepted_domains(forest(ROOT, FOUND, container)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_never_break_it(text: str) -> None:
    strange = entry("CN=o", cn=text, objectVersion=text, msExchProductID=text, msExchMixedMode=text)
    found = ldap_organization.read(Answers(strange, [strange]))
    assert found is not None
    assert (found.name, found.object_version, found.mixed_mode) == (text or "o", None, None)
    assert found.product_id == (text or None)


def test_a_name_with_braces_is_not_filled_in() -> None:
    """A name that was found stands in the next query as it is, whatever it looks like."""
    strange = f"CN={{configuration}},{EXCHANGE}"
    container = answer(ldap_organization.GROUPS_CONTAINER, entry("CN=x", cn="x"), organization=strange)
    organization = answer(ldap_organization.ORGANIZATION, entry(strange, cn="x"))
    assert ldap_organization.ask(forest(ROOT, organization, container)).groups == []
