"""Sites and subnets, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors import ldap_sites
from scanner.collectors.ldap_sites import Answers
from scanner.connections.errors import Trouble
from scanner.inventory.model import Site
from tests.collectors.answers import CONFIGURATION, SCRIPT, SITE, answer, entry, forest
from tests.made import made


def test_subnets_stand_with_their_site_and_strays_nowhere() -> None:
    answers = Answers(
        [entry(SITE, cn="Paris"), entry(f"CN=Lyon,CN=Sites,{CONFIGURATION}", cn="Lyon")],
        [
            entry("CN=10.2.0.0/16", cn="10.2.0.0/16", siteObject=SITE.upper()),
            entry("CN=10.1.0.0/16", cn="10.1.0.0/16", siteObject=SITE),
            entry("CN=10.9.0.0/16", cn="10.9.0.0/16"),
        ],
    )
    assert ldap_sites.read(answers) == [
        made(Site, name="Lyon", subnets=[]),
        made(Site, name="Paris", subnets=["10.1.0.0/16", "10.2.0.0/16"]),
    ]


def test_hostile_names_are_kept_as_they_are() -> None:
    assert ldap_sites.read(Answers([entry("CN=x", cn=SCRIPT)], [])) == [made(Site, name=SCRIPT, subnets=[])]


def test_a_forest_always_has_a_site() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_sites.ask(forest())
    assert refused.value.code == "not-readable"


def test_ask() -> None:
    found = ldap_sites.ask(forest(answer(ldap_sites.SITES, entry(SITE, cn="Paris"))))
    assert [site.name for site in ldap_sites.read(found)] == ["Paris"]
