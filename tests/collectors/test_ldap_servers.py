"""Exchange servers and their computer accounts, from recorded answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scanner.collectors import certificates, computers, exchange_root, ldap_domains, ldap_servers
from scanner.collectors.computers import DomainAnswers
from scanner.collectors.ldap_servers import Answers, edition, newest
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Collected, Failed, Skipped
from scanner.inventory.model import ExchangeServer
from tests.collectors.answers import (
    EXCHANGE,
    GROUP,
    HOSTILE,
    SITE,
    STAMP,
    answer,
    entry,
    forest,
    sent,
)
from tests.lab.hostile_names import NOT_UTF8
from tests.lab.server_entries import scrambled_edition
from tests.lab.static_certificates import INTERNAL_TRANSPORT


def scrambled(plain: str) -> bytes:
    """As the attribute `type` keeps a text; the lab's own scrambling, for any text."""
    mixed = [plain.encode("utf-16-le")[0] ^ 0x4B]
    for byte in plain.encode("utf-16-le")[1:]:
        mixed.append(byte ^ mixed[-1] ^ 0x49)
    return bytes(mixed).decode("utf-16-le", "surrogatepass").encode("utf-8", "surrogatepass")


DN = f"CN=EX07,CN=Servers,{GROUP}"
SERVER = entry(
    DN,
    cn="EX07",
    networkAddress=["ncacn_vns_spp:EX07", "netbios:EX07", "NCACN_IP_TCP:ex07.corp.test"],
    serialNumber="Version 8.3 (Build 30083.6)",
    msExchCurrentServerRoles=38,
    msExchServerSite=SITE,
    whenCreated="20101005120000.0Z",
    whenChanged="20231005120000.0Z",
    versionNumber=1912832083,
    type=scrambled_edition("Enterprise"),
    msExchServerRole=0,
    msExchExchangeRpcServiceArrayLink=f"CN=outlook,CN=Arrays,{GROUP}",
    msExchProductID="02064-110-0123456-75001",
    msExchInstallPath="C:\\Program Files\\Exchange",
    msExchDataPath="D:\\Data",
    legacyExchangeDN="/o=Corp/ou=x/cn=Configuration/cn=Servers/cn=EX07",
    msExchServerInternalTLSCert=INTERNAL_TRANSPORT,
    msExchComponentStates=["1:UMCallRouter:Maintenance:Active:2", "1:HubTransport:Maintenance:Inactive:1"],
    msExchInternetWebProxy="http://proxy.corp.test:8080/",
    msExchServerRedundantMachines=["NODE2", "NODE1"],
    msExchUMServerDialPlanLink=["CN=Standard,CN=UM DialPlan Container", "CN=Old\\0ADEL:1,CN=Deleted Objects"],
    msExchEdgeSyncStatus="synchronized",
)
EDGE = entry(f"CN=EDGE1,CN=Servers,{GROUP}", cn="EDGE1", msExchCurrentServerRoles=64)
ACCOUNT = entry(
    "CN=EX07,CN=Computers,DC=corp,DC=test",
    dNSHostName="EX07.corp.test",
    sAMAccountName="EX07$",
    operatingSystem="Windows Server 2008 R2 Standard",
    operatingSystemServicePack="Service Pack 1",
    userAccountControl=4096,
)
KNOWN: computers.Answers = {"corp.test": DomainAnswers("dc1.corp.test", "DC=corp,DC=test", [ACCOUNT])}
ROOT = answer(exchange_root.ROOT, entry(EXCHANGE))
DOMAINS = answer(ldap_domains.CROSS_REFERENCES, entry("CN=CORP", dnsRoot="corp.test"))


def read(server: Entry, accounts: computers.Answers = KNOWN) -> ExchangeServer:
    (found,) = ldap_servers.read(Answers([server], accounts), STAMP)
    return found


def test_everything_is_read() -> None:
    found = read(SERVER)
    assert (found.name, found.fqdn, found.site) == ("EX07", "ex07.corp.test", "Paris")
    assert found.administrative_group == "Exchange Administrative Group (FYDIBOHF23SPDLT)"
    assert (found.serial_number, found.build) == ("Version 8.3 (Build 30083.6)", "8.3.83.6")
    assert (found.roles, found.dag) == (38, None)
    assert found.created == datetime(2010, 10, 5, 12, tzinfo=UTC)
    assert found.changed == datetime(2023, 10, 5, 12, tzinfo=UTC)
    assert (found.version_number, found.edition, found.legacy_role) == (1912832083, 1, 0)
    assert (found.other_serial_numbers, found.client_access_array) == ([], "outlook")
    assert (found.product_id, found.proxy) == ("02064-110-0123456-75001", "http://proxy.corp.test:8080/")
    assert (found.install_path, found.data_path) == ("C:\\Program Files\\Exchange", "D:\\Data")
    assert found.legacy_dn == "/o=Corp/ou=x/cn=Configuration/cn=Servers/cn=EX07"
    assert found.internal_certificate == certificates.read(INTERNAL_TRANSPORT)
    assert found.component_states == [
        "1:HubTransport:Maintenance:Inactive:1",
        "1:UMCallRouter:Maintenance:Active:2",
    ]
    assert (found.cluster_nodes, found.dial_plans) == (["NODE1", "NODE2"], ["Old (deleted)", "Standard"])
    assert found.edge_sync == "synchronized"
    assert isinstance(found.computer, Collected)
    assert found.computer.data.service_pack == "Service Pack 1"
    assert found.computer.source.query == "below DC=corp,DC=test: computer ex07$"


def test_a_member_of_an_availability_group() -> None:
    dag = f"CN=DAG\\, one,CN=Database Availability Groups,{GROUP}"
    assert read(entry(DN, msExchMDBAvailabilityGroupLink=dag)).dag == "DAG, one"


@pytest.mark.parametrize(
    ("stamps", "chosen"),
    [
        ([], (None, None)),
        (["garbage"], ("garbage", None)),
        (["Version 8.3 (Build 30083.6)"], ("Version 8.3 (Build 30083.6)", "8.3.83.6")),
        (
            ["Version 15.1 (Build 31034.26)", "Version 15.1 (Build 32507.6)", "x"],
            ("Version 15.1 (Build 32507.6)", "15.1.2507.6"),
        ),
        (
            ["Version 8.3 (Build 30083.6)", "Version 14.3 (Build 30123.4)"],
            ("Version 14.3 (Build 30123.4)", "14.3.123.4"),
        ),
        (
            ["Version 6.5 (Build 7638.2: Service Pack 2)"],
            ("Version 6.5 (Build 7638.2: Service Pack 2)", "6.5.7638.2"),
        ),
    ],
)
def test_of_several_versions_the_highest_counts(
    stamps: list[str], chosen: tuple[str | None, str | None]
) -> None:
    assert newest(stamps) == chosen


def test_the_other_versions_stamped_on_a_server_are_kept() -> None:
    stamps = ["Version 15.1 (Build 31034.26)", "x", "Version 15.1 (Build 32507.6)"]
    assert read(entry(DN, serialNumber=stamps)).other_serial_numbers == ["Version 15.1 (Build 31034.26)", "x"]


@pytest.mark.parametrize(
    ("scrambled", "number"),
    [
        (scrambled_edition("Standard").encode(), 0),
        (scrambled_edition("Enterprise").encode(), 1),
        (scrambled("B;a;b"), 11),
        (scrambled("1;\x90;z"), 1),  # mixed, half a surrogate pair stands alone
        (scrambled("2;0"), None),
        (scrambled("2;0;0;0"), None),
        (scrambled("-1;0;0"), None),
        (scrambled("0x1;0;0"), None),
        (scrambled(";0;0"), None),
        (b"", None),
        (b"\xff\xfe", None),
        *((text.encode(), None) for text in HOSTILE),
    ],
)
def test_the_edition(scrambled: bytes, number: int | None) -> None:
    assert edition(scrambled) == number


def test_a_broken_certificate_costs_what_it_does_not_say() -> None:
    found = read(entry(DN, msExchServerInternalTLSCert=NOT_UTF8)).internal_certificate
    assert found is not None
    assert found.subject is None


def test_an_edge_server_is_not_asked_for_an_account() -> None:
    found = read(EDGE).computer
    assert isinstance(found, Skipped)
    assert (found.code, found.values) == ("no-such-account", {"name": "EDGE1"})


def test_the_dns_name_goes_before_the_short_name() -> None:
    """Two domains may hold an account of the same short name."""
    other = entry("CN=EX07,DC=a", sAMAccountName="EX07$", dNSHostName="ex07.a.test", operatingSystem="wrong")
    found = read(SERVER, {"a.test": DomainAnswers("dc1.a.test", "DC=a", [other]), **KNOWN}).computer
    assert isinstance(found, Collected)
    assert found.source.host == "dc1.corp.test"


def test_the_short_name_serves_where_the_dns_name_is_not_stated() -> None:
    found = read(entry(DN, cn="EX07")).computer
    assert isinstance(found, Collected)
    without_names = {"a": DomainAnswers("h", "d", [entry("CN=x")])}
    assert isinstance(read(entry(DN, cn="EX09"), without_names).computer, Failed)


def test_an_account_that_may_be_in_a_domain_that_was_not_reached() -> None:
    accounts: computers.Answers = {
        "a.test": Trouble("timed-out", host="dc1.a.test", seconds=30.0),
        "corp.test": DomainAnswers("dc1.corp.test", "DC=corp", []),
    }
    found = read(SERVER, accounts).computer
    assert isinstance(found, Failed)
    assert found.code == "timed-out"


def test_an_account_that_is_nowhere() -> None:
    found = read(SERVER, {"corp.test": DomainAnswers("dc1", "DC=corp", [])}).computer
    assert isinstance(found, Failed)
    assert (found.code, found.values) == ("no-such-account", {"name": "ex07.corp.test"})


@pytest.mark.parametrize("text", [*HOSTILE, "-1", "-9223372036854775808", "Version 99999999999.1 (Build 1)"])
def test_hostile_values_never_break_it(text: str) -> None:
    strange = entry(
        DN, cn=text, networkAddress=f"ncacn_ip_tcp:{text}", serialNumber=text, msExchCurrentServerRoles=text,
        msExchServerSite=text, msExchMDBAvailabilityGroupLink=text, whenCreated=text, whenChanged=text,
        versionNumber=text, type=text, msExchServerInternalTLSCert=text, msExchComponentStates=text,
        msExchServerRedundantMachines=text, msExchUMServerDialPlanLink=text, msExchEdgeSyncStatus=text,
        legacyExchangeDN=text, msExchProductID=text,
    )  # fmt: skip
    found = read(strange, {})
    assert found.name == (text or "EX07")
    assert found.created is None
    assert found.roles in (None, -1, -(1 << 63))


def test_transport_services_and_arrays_are_no_servers() -> None:
    """objectCategory leaves them out already; where a directory does not, the place of the object does."""
    transport = entry(f"CN=Frontend,CN=Transport Configuration,{DN}", cn="Frontend")
    array = entry(f"CN=outlook,CN=Arrays,{GROUP}", cn="outlook")
    directories = forest(ROOT, DOMAINS, answer(ldap_servers.SERVERS, SERVER, transport, array))
    assert [server.name for server in ldap_servers.ask(directories).servers] == ["EX07"]


def test_names_are_escaped_in_the_filter() -> None:
    strange = entry(f"CN=x,CN=Servers,{GROUP}", cn="a*)(cn=é")
    directories = forest(ROOT, DOMAINS, answer(ldap_servers.SERVERS, strange))
    ldap_servers.ask(directories)
    assert sent(directories)[-1][2] == (
        "(&(objectCategory=computer)(|(dNSHostName=a\\2a\\29\\28cn\\3d\\c3\\a9)(sAMAccountName=a\\2a\\29\\28cn\\3d\\c3\\a9$)))"
    )


def test_many_servers_are_asked_for_in_several_searches() -> None:
    many = [entry(f"CN=E{n},CN=Servers,{GROUP}", cn=f"E{n}") for n in range(120)]
    directories = forest(ROOT, DOMAINS, answer(ldap_servers.SERVERS, *many))
    ldap_servers.ask(directories)
    assert sum("objectCategory=computer" in filter for _, _, filter, _ in sent(directories)) == 3


def test_no_servers() -> None:
    container = answer(exchange_root.SERVERS_CONTAINER, entry("CN=Servers", cn="Servers"), group=GROUP)
    groups = answer(exchange_root.ADMINISTRATIVE_GROUPS, entry(GROUP))
    assert ldap_servers.ask(forest(ROOT, groups, container)) == Answers([], {})
    assert ldap_servers.ask(
        forest(answer(exchange_root.SERVICES, entry("CN=Services", cn="Services")))
    ) == Answers([], {})


def test_hidden_servers_are_not_missing_ones() -> None:
    groups = answer(exchange_root.ADMINISTRATIVE_GROUPS, entry(GROUP))
    for directories in (forest(ROOT), forest(ROOT, groups)):
        with pytest.raises(Trouble) as refused:
            ldap_servers.ask(directories)
        assert refused.value.code == "not-readable"


def test_a_domain_that_cannot_be_reached_costs_only_its_own_accounts() -> None:
    domains = answer(
        ldap_domains.CROSS_REFERENCES,
        entry("CN=CORP", dnsRoot="corp.test"),
        entry("CN=LAB", dnsRoot="lab.test"),
    )
    answers = ldap_servers.ask(forest(ROOT, domains, answer(ldap_servers.SERVERS, SERVER)))
    assert isinstance(answers.computers["lab.test"], Trouble)
    assert isinstance(answers.computers["corp.test"], DomainAnswers)
