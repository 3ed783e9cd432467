"""Domain controllers, from recorded answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scanner.collectors import computers, ldap_domain_controllers, site_servers
from scanner.collectors.computers import DomainAnswers
from scanner.collectors.ldap_domain_controllers import Answers
from scanner.collectors.site_servers import SiteServers
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Collected, Failed
from scanner.inventory.model import Computer, DomainController
from tests.collectors.answers import CONFIGURATION, HOSTILE, SITE, STAMP, answer, entry, forest
from tests.made import made

SERVER = f"CN=DC1,CN=Servers,{SITE}"
ACCOUNT = "CN=DC1,OU=Domain Controllers,DC=corp,DC=test"
COMPUTER = entry(
    ACCOUNT,
    dNSHostName="dc1.corp.test",
    operatingSystem="Windows Server 2019 Standard",
    operatingSystemVersion="10.0 (17763)",
    userAccountControl=532480,
    whenCreated="20190301000000.0Z",
    lastLogonTimestamp=134064288000000000,
    pwdLastSet=134060832000000000,
    primaryGroupID=516,
    memberOf=[
        "CN=Domain Controllers,CN=Users,DC=corp,DC=test",
        "CN=gone\\0ADEL:1,CN=Deleted Objects,DC=corp",
    ],
    servicePrincipalName=["ldap/dc1.corp.test", "GC/dc1.corp.test/corp.test"],
    msDS_SupportedEncryptionTypes=28,
)
OBJECT = entry(SERVER, cn="DC1", dNSHostName="dc1.corp.test", serverReference=ACCOUNT)
SETTINGS = entry(
    f"CN=NTDS Settings,{SERVER}",
    options=1,
    objectCategory=f"CN=NTDS-DSA,CN=Schema,{CONFIGURATION}",
    msDS_HasDomainNCs="DC=corp,DC=test",
    msDS_Behavior_Version=7,
)


KNOWN: computers.Answers = {"corp.test": DomainAnswers("dc1.corp.test", "DC=corp,DC=test", [COMPUTER])}


def read(
    server: Entry = OBJECT, settings: Entry = SETTINGS, accounts: computers.Answers = KNOWN
) -> DomainController:
    (found,) = ldap_domain_controllers.read(Answers(SiteServers([server], [settings]), accounts), STAMP)
    return found


def test_everything_is_read() -> None:
    found = read()
    assert (found.name, found.domain, found.site) == ("dc1.corp.test", "corp.test", "Paris")
    assert (found.global_catalog, found.read_only) == (True, False)
    assert isinstance(found.computer, Collected)
    assert found.computer.data == made(
        Computer,
        operating_system="Windows Server 2019 Standard",
        version="10.0 (17763)",
        enabled=True,
        created=datetime(2019, 3, 1, tzinfo=UTC),
        last_logon=datetime(2025, 11, 1, tzinfo=UTC),
        password_set=datetime(2025, 10, 28, tzinfo=UTC),
        primary_group=516,
        groups=["Domain Controllers", "gone (deleted)"],
        service_principal_names=["GC/dc1.corp.test/corp.test", "ldap/dc1.corp.test"],
        encryption_types=28,
    )
    assert (found.dns_name, found.highest_level) == ("dc1.corp.test", 7)
    assert found.computer.source.host == "dc1.corp.test"


def test_a_read_only_controller_that_is_no_global_catalogue() -> None:
    settings = entry(f"CN=NTDS Settings,{SERVER}", objectCategory=f"CN=NTDS-DSA-RO,CN=Schema,{CONFIGURATION}")
    found = read(settings=settings)
    assert (found.global_catalog, found.read_only, found.domain) == (False, True, None)


def test_a_windows_2000_controller_names_its_domain_among_all_partitions() -> None:
    held = [f"CN=Schema,{CONFIGURATION}", CONFIGURATION, "DC=corp,DC=test"]
    assert read(settings=entry(f"CN=NTDS Settings,{SERVER}", hasMasterNCs=held)).domain == "corp.test"


def test_a_remnant_without_settings_is_no_controller() -> None:
    remnant = entry(f"CN=OLD,CN=Servers,{SITE}", cn="OLD")
    found = ldap_domain_controllers.read(Answers(SiteServers([OBJECT, remnant], [SETTINGS]), {}), STAMP)
    assert [controller.name for controller in found] == ["dc1.corp.test"]


def test_the_account_is_found_by_its_dns_name_too() -> None:
    assert isinstance(read(entry(SERVER, dNSHostName="DC1.corp.test")).computer, Collected)


def test_a_disabled_account() -> None:
    disabled = entry(ACCOUNT, userAccountControl=532482)
    accounts = {"corp.test": DomainAnswers("dc1", "DC=corp,DC=test", [disabled])}
    found = read(accounts=accounts).computer
    assert isinstance(found, Collected)
    assert found.data.enabled is False


def test_the_account_of_a_domain_that_was_not_reached_failed_with_its_reason() -> None:
    found = read(accounts={"corp.test": Trouble("unreachable", host="dc9", port=389)}).computer
    assert isinstance(found, Failed)
    assert (found.code, found.values) == ("unreachable", {"host": "dc9", "port": 389})


def test_an_account_that_is_not_there() -> None:
    found = read(accounts={"corp.test": DomainAnswers("dc1", "DC=corp,DC=test", [])}).computer
    assert isinstance(found, Failed)
    assert (found.code, found.values) == ("no-such-account", {"name": "dc1.corp.test"})


def test_a_machine_that_never_signed_in() -> None:
    never = entry(ACCOUNT, lastLogonTimestamp=0, pwdLastSet=9223372036854775807)
    found = computers.read(never)
    assert (found.last_logon, found.password_set, found.groups) == (None, None, [])


@pytest.mark.parametrize("text", [*HOSTILE, "-1", "9223372036854775806"])
def test_hostile_accounts_never_break_it(text: str) -> None:
    strange = entry(
        ACCOUNT, lastLogonTimestamp=text, pwdLastSet=text, primaryGroupID=text, memberOf=text, whenCreated=text,
        servicePrincipalName=text, msDS_SupportedEncryptionTypes=text,
    )  # fmt: skip
    assert computers.read(strange).service_principal_names == [text]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_never_break_it(text: str) -> None:
    server = entry(SERVER, cn=text, dNSHostName=text, serverReference=text)
    settings = entry(f"CN=NTDS Settings,{SERVER}", options=text, objectCategory=text, msDS_HasDomainNCs=text)
    found = read(server, settings)
    assert found.name == (text or "DC1")
    assert found.site == "Paris"


def test_ask_asks_each_domain_once() -> None:
    directories = forest(
        answer(site_servers.SERVERS, OBJECT),
        answer(site_servers.SETTINGS, SETTINGS, SETTINGS),
        answer(ldap_domain_controllers.COMPUTERS, COMPUTER),
    )
    answers = ldap_domain_controllers.ask(directories)
    assert computers.first_trouble(answers.computers) is None
    assert list(answers.computers) == ["corp.test"]


def test_a_forest_always_has_a_controller() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_domain_controllers.ask(forest())
    assert refused.value.code == "not-readable"
