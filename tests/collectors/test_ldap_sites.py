"""Sites and subnets, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors import ldap_sites, site_servers
from scanner.collectors.ldap_sites import Answers
from scanner.collectors.site_servers import SiteServers
from scanner.connections.errors import Trouble
from scanner.inventory.model import Site, SiteLink
from tests.collectors.answers import CONFIGURATION, HOSTILE, SCRIPT, SITE, answer, entry, forest
from tests.made import made

LYON = f"CN=Lyon,CN=Sites,{CONFIGURATION}"
DC1 = f"CN=DC1,CN=Servers,{SITE}"
SETTINGS = entry(f"CN=NTDS Settings,{DC1}", objectCategory="CN=NTDS-DSA")
SERVERS = SiteServers(
    [
        entry(DC1, cn="DC1"),
        entry(f"CN=OLD2,CN=Servers,{LYON}", cn="OLD2", dNSHostName="old2.corp.test"),
        entry(f"CN=OLD,CN=Servers,{LYON}", cn="OLD"),
    ],
    [SETTINGS],
)
TRANSPORTS = answer(ldap_sites.TRANSPORTS, entry("CN=Inter-Site Transports", cn="Inter-Site Transports"))
LINK = entry(
    "CN=DEFAULTIPSITELINK",
    cn="DEFAULTIPSITELINK",
    siteList=[SITE, LYON, "CN=gone\\0ADEL:1,CN=Deleted Objects,DC=x"],
    cost=100,
    msExchCost=10,
    replInterval=180,
    delivContLength=10240,
)


def test_subnets_stand_with_their_site_and_strays_nowhere() -> None:
    answers = Answers(
        [entry(SITE, cn="Paris"), entry(LYON, cn="Lyon", msExchTransportSiteFlags=1)],
        [
            entry("CN=10.2.0.0/16", cn="10.2.0.0/16", siteObject=SITE.upper()),
            entry("CN=10.1.0.0/16", cn="10.1.0.0/16", siteObject=SITE),
            entry("CN=10.9.0.0/16", cn="10.9.0.0/16"),
        ],
        SERVERS,
    )
    assert ldap_sites.read(answers) == [
        made(Site, name="Lyon", subnets=[], hub=1, former_controllers=["OLD", "old2.corp.test"]),
        made(Site, name="Paris", subnets=["10.1.0.0/16", "10.2.0.0/16"], former_controllers=[]),
    ]


def test_hostile_names_are_kept_as_they_are() -> None:
    assert ldap_sites.read(Answers([entry("CN=x", cn=SCRIPT)], [], SERVERS)) == [
        made(Site, name=SCRIPT, subnets=[], former_controllers=[])
    ]


def test_a_forest_always_has_a_site() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_sites.ask(forest())
    assert refused.value.code == "not-readable"


def test_ask() -> None:
    found = ldap_sites.ask(
        forest(
            answer(ldap_sites.SITES, entry(SITE, cn="Paris")),
            answer(site_servers.SERVERS, *SERVERS.servers),
            answer(site_servers.SETTINGS, SETTINGS),
        )
    )
    assert [site.name for site in ldap_sites.read(found)] == ["Paris"]


def test_where_no_controller_is_seen_it_is_not_known_who_is_a_former_one() -> None:
    directories = forest(
        answer(ldap_sites.SITES, entry(LYON, cn="Lyon")), answer(site_servers.SERVERS, *SERVERS.servers)
    )
    assert ldap_sites.read(ldap_sites.ask(directories)) == [made(Site, name="Lyon", subnets=[])]


def test_links() -> None:
    found = ldap_sites.ask_links(forest(TRANSPORTS, answer(ldap_sites.LINKS, LINK)))
    assert ldap_sites.read_links(found) == [
        SiteLink(
            name="DEFAULTIPSITELINK",
            sites=["Lyon", "Paris", "gone (deleted)"],
            cost=100,
            exchange_cost=10,
            interval=180,
            message_limit=10240,
        )
    ]


def test_hidden_links_are_not_missing_ones() -> None:
    assert ldap_sites.ask_links(forest(TRANSPORTS)) == []
    with pytest.raises(Trouble) as refused:
        ldap_sites.ask_links(forest())
    assert refused.value.code == "not-readable"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_never_break_it(text: str) -> None:
    strange = entry(
        "CN=x", cn=text, siteList=text, cost=text, replInterval=text, msExchTransportSiteFlags=text
    )
    assert ldap_sites.read_links([strange])[0].cost is None
    assert ldap_sites.read(Answers([strange], [strange], SiteServers([strange], [strange])))[0].hub is None
