"""Every organisation holds what its data says, object by object. Asked with plain ldapsearch."""

import base64
from collections import Counter
from collections.abc import Iterable

import pytest
from cryptography import x509

from tests.lab.hostile_names import HOSTILE_NAMES, LONG_TEXT
from tests.lab.lab import Lab
from tests.lab.ldapsearch import plain, search, simple_bind
from tests.lab.model import BASE_DN
from tests.lab.names import CONFIGURATION_DN, EXCHANGE_DN, SCHEMA_DN, SYSTEM_OBJECTS_DN
from tests.lab.static_certificates import INTERNAL_TRANSPORT

pytestmark = pytest.mark.lab

ORGANIZATIONS = ("lab_2007", "lab_2010_2013", "lab_2016_2019", "lab_hostile", "lab_with_child")
MADE_BY_EVERY_DIRECTORY = {"container", "group", "organizationalUnit", "user"}


@pytest.fixture(params=ORGANIZATIONS)
def any_lab(request: pytest.FixtureRequest) -> Lab:
    lab = request.getfixturevalue(request.param)
    assert isinstance(lab, Lab)
    return lab


def names(found: Iterable[dict[str, list[str]]]) -> set[str]:
    return {plain(entry["dn"][0]) for entry in found}


class TestEveryOrganization:
    def test_holds_exactly_the_expected_objects(self, any_lab: Lab) -> None:
        by_class: dict[str, set[str]] = {}
        for base in (f"CN=Services,{CONFIGURATION_DN}", BASE_DN):
            for entry in search(any_lab, base, "(objectClass=*)", ["objectClass"]):
                own_class = entry.get("objectClass", ["not readable"])[-1]
                by_class.setdefault(own_class, set()).add(plain(entry["dn"][0]))
        for object_class in any_lab.expected.objects:
            expected = {plain(dn) for dn in any_lab.expected.names(object_class)}
            if object_class in MADE_BY_EVERY_DIRECTORY:
                assert expected <= by_class[object_class], object_class
            elif object_class != "computer":
                assert expected == by_class[object_class], object_class

    def test_the_catalogue_finds_every_recipient(self, any_lab: Lab) -> None:
        catalog = f"ldaps://{any_lab.address}:3269"
        found = search(any_lab, "", "(mailNickname=*)", ["msExchRecipientTypeDetails"], url=catalog)
        found += search(
            any_lab, "", "(&(homeMDB=*)(!(mailNickname=*)))", ["msExchRecipientTypeDetails"], url=catalog
        )
        types = Counter(
            int(entry["msExchRecipientTypeDetails"][0]) if "msExchRecipientTypeDetails" in entry else None
            for entry in found
        )
        assert types == any_lab.expected.recipients_by_type

    def test_the_schema_says_what_is_in_the_catalogue(self, any_lab: Lab) -> None:
        wanted = ("mailNickname", "msExchPoliciesIncluded", "operatingSystem")
        query = f"(|{''.join(f'(lDAPDisplayName={name})' for name in wanted)})"
        found = search(any_lab, SCHEMA_DN, query, ["lDAPDisplayName", "isMemberOfPartialAttributeSet"])
        in_catalog = {
            entry["lDAPDisplayName"][0]: entry.get("isMemberOfPartialAttributeSet") == ["TRUE"]
            for entry in found
        }
        assert in_catalog == {"mailNickname": True, "msExchPoliciesIncluded": False, "operatingSystem": False}


class TestNarrow:
    """The account ``narrow`` gets no error, only less."""

    def test_a_hidden_container_is_a_name_without_attributes(self, any_lab: Lab) -> None:
        for dn in any_lab.expected.hidden_from_narrow:
            [seen] = search(any_lab, dn, "(objectClass=*)", ["cn", "objectClass"], "base")
            assert "cn" in seen
            [hidden] = search(
                any_lab, dn, "(objectClass=*)", ["cn", "objectClass"], "base", account=any_lab.narrow
            )
            assert hidden.keys() == {"dn"}
            assert search(any_lab, dn, "(objectClass=*)", ["cn"], "one", account=any_lab.narrow) == []

    def test_servers_are_listed_and_their_container_says_nothing(self, any_lab: Lab) -> None:
        query = "(objectCategory=msExchExchangeServer)"
        found = search(any_lab, EXCHANGE_DN, query, ["cn"], account=any_lab.narrow)
        assert {entry["cn"][0] for entry in found} == {server.name for server in any_lab.expected.servers}
        query = "(objectClass=msExchServersContainer)"
        modern = "FYDIBOHF23SPDLT"
        assert modern in str(search(any_lab, EXCHANGE_DN, query, ["cn"]))
        assert modern not in str(search(any_lab, EXCHANGE_DN, query, ["cn"], account=any_lab.narrow))

    def test_there_are_no_databases_and_no_accepted_domains(self, any_lab: Lab) -> None:
        for query in ("(objectClass=msExchMDB)", "(objectClass=msExchAcceptedDomain)"):
            assert search(any_lab, EXCHANGE_DN, query, ["cn"])
            assert search(any_lab, EXCHANGE_DN, query, ["cn"], account=any_lab.narrow) == []


class Test2007:
    def test_the_old_group_still_holds_the_folder_tree_and_a_dead_server(self, lab_2007: Lab) -> None:
        assert len(lab_2007.expected.admin_groups) == 2
        [tree] = search(lab_2007, EXCHANGE_DN, "(objectClass=msExchPFTree)", ["cn"])
        assert "Premier groupe d'administration" in tree["dn"][0]
        assert lab_2007.expected.dead_servers == ("VIEUX03",)
        assert search(lab_2007, BASE_DN, "(sAMAccountName=VIEUX03$)", ["cn"]) == []
        [dead] = search(
            lab_2007, EXCHANGE_DN, "(&(objectCategory=msExchExchangeServer)(cn=VIEUX03))", ["serialNumber"]
        )
        assert dead["serialNumber"] == ["Version 6.5 (Build 7638.2: Service Pack 2)"]

    def test_policies_were_never_upgraded(self, lab_2007: Lab) -> None:
        query = "(&(purportedSearch=*)(!(msExchQueryFilter=*)))"
        found = search(lab_2007, EXCHANGE_DN, query, ["cn"])
        assert {"Stratégie par défaut", "Filiale", "All Users"} < {entry["cn"][0] for entry in found}


class Test2010And2013:
    def test_a_connector_keeps_the_name_of_a_deleted_server(self, lab_2010_2013: Lab) -> None:
        query = "(&(objectClass=msExchRoutingSMTPConnector)(cn=Nowhere))"
        [connector] = search(lab_2010_2013, EXCHANGE_DN, query, ["msExchSourceBridgeheadServersDN"])
        assert "\\0ADEL:" in connector["msExchSourceBridgeheadServersDN"][0]

    def test_a_certificate_can_be_read(self, lab_2010_2013: Lab) -> None:
        query = "(&(objectCategory=msExchExchangeServer)(cn=EX13A))"
        answer = simple_bind(
            lab_2010_2013,
            f"ldaps://{lab_2010_2013.address}",
            lab_2010_2013.reader,
            *("-b", EXCHANGE_DN, query, "msExchServerInternalTLSCert"),
        )
        [line] = [
            each for each in answer.stdout.splitlines() if each.startswith("msExchServerInternalTLSCert:")
        ]
        der = base64.b64decode(line.split(": ")[1])
        assert der == INTERNAL_TRANSPORT
        assert x509.load_der_x509_certificate(der).not_valid_after_utc.year == 2044

    def test_devices_stand_below_their_users(self, lab_2010_2013: Lab) -> None:
        found = search(
            lab_2010_2013, BASE_DN, "(objectClass=msExchActiveSyncDevice)", ["cn", "msExchDeviceID"]
        )
        assert {entry["cn"][0] for entry in found} == {each.name for each in lab_2010_2013.expected.devices}
        assert all("\u00a7" in entry["cn"][0] for entry in found)

    def test_a_long_list_of_addresses_comes_back_whole(self, lab_2010_2013: Lab) -> None:
        query = "(&(objectClass=msExchSmtpReceiveConnector)(cn=Applications))"
        [connector] = search(lab_2010_2013, EXCHANGE_DN, query, ["msExchSmtpReceiveRemoteIPRanges"])
        assert len(connector["msExchSmtpReceiveRemoteIPRanges"]) == 200


class Test2016And2019:
    def test_the_tenant_is_known(self, lab_2016_2019: Lab) -> None:
        base = f"CN=Device Registration Configuration,CN=Services,{CONFIGURATION_DN}"
        [point] = search(lab_2016_2019, base, "(objectClass=serviceConnectionPoint)", ["keywords"])
        assert "azureADName:northwindtest.onmicrosoft.com" in point["keywords"]
        assert search(lab_2016_2019, BASE_DN, "(sAMAccountName=MSOL_*)", ["cn"])

    def test_there_is_a_hybrid_configuration(self, lab_2016_2019: Lab) -> None:
        assert lab_2016_2019.expected.items["hybrid configuration"] == ("Hybrid Configuration",)
        assert lab_2016_2019.expected.recipients_by_type[2147483648] == 4


class TestHostile:
    def test_every_name_arrives_as_it_was_meant(self, lab_hostile: Lab) -> None:
        for query in ("(objectClass=msExchAcceptedDomain)", "(objectClass=msExchTransportRule)"):
            found = {entry["cn"][0] for entry in search(lab_hostile, EXCHANGE_DN, query, ["cn"])}
            assert set(HOSTILE_NAMES.values()) <= found
        users = {entry["cn"][0] for entry in search(lab_hostile, BASE_DN, "(mailNickname=*)", ["cn"])}
        assert set(HOSTILE_NAMES.values()) <= users
        databases = {
            entry["cn"][0] for entry in search(lab_hostile, EXCHANGE_DN, "(objectClass=msExchMDB)", ["cn"])
        }
        assert databases == {database.name for database in lab_hostile.expected.databases}

    def test_a_value_of_64_kilobytes(self, lab_hostile: Lab) -> None:
        [user] = search(lab_hostile, BASE_DN, "(cn=Long)", ["extensionAttribute1"])
        assert user["extensionAttribute1"] == [LONG_TEXT]

    def test_bytes_that_are_no_text(self, lab_hostile: Lab) -> None:
        [user] = search(lab_hostile, BASE_DN, "(cn=Long)", ["msExchBlockedSendersHash"])
        assert "\ufffd" in user["msExchBlockedSendersHash"][0]


class TestTwoDomains:
    def test_the_child_answers_for_itself(self, lab_with_child: Lab) -> None:
        child = lab_with_child.child
        assert child
        url = f"ldaps://{child.address}"
        [root] = search(
            lab_with_child,
            "",
            "(objectClass=*)",
            ["defaultNamingContext", "rootDomainNamingContext"],
            "base",
            url=url,
        )
        assert root["defaultNamingContext"] == [child.base_dn]
        assert root["rootDomainNamingContext"] == [BASE_DN]
        system_objects = SYSTEM_OBJECTS_DN.replace(BASE_DN, child.base_dn)
        [found] = search(
            lab_with_child, system_objects, "(objectClass=*)", ["objectVersion"], "base", url=url
        )
        assert lab_with_child.expected.preparation_levels
        assert found["objectVersion"] == [str(lab_with_child.expected.preparation_levels.domain)]

    def test_the_root_refers_to_the_child_and_its_catalogue_knows_the_mailboxes(
        self, lab_with_child: Lab
    ) -> None:
        assert lab_with_child.child
        of_child = "(mailNickname=child-*)"
        assert search(lab_with_child, BASE_DN, of_child, ["cn"]) == []
        found = search(lab_with_child, "", of_child, ["cn"], url=f"ldaps://{lab_with_child.address}:3269")
        assert len(found) == sum(each.count for each in lab_with_child.child.mailboxes)

    def test_both_hold_the_same_configuration(self, lab_with_child: Lab) -> None:
        assert lab_with_child.child
        here, there = (
            names(
                search(lab_with_child, CONFIGURATION_DN, "(objectClass=*)", ["1.1"], url=f"ldaps://{address}")
            )
            for address in (lab_with_child.address, lab_with_child.child.address)
        )
        unlike = {name for name in here ^ there if "cn=partitions" not in name}
        assert unlike == set()

    def test_a_child_that_does_not_answer(self, lab_with_unreachable_child: Lab) -> None:
        lab = lab_with_unreachable_child
        assert lab.child
        assert "Can't contact" in simple_bind(lab, f"ldaps://{lab.child.address}", lab.reader).stderr
        assert search(lab, CONFIGURATION_DN, f"(dNSHostName={lab.child.domain_controller.fqdn})", ["cn"])
        assert search(lab, "", "(mailNickname=child-*)", ["cn"], url=f"ldaps://{lab.address}:3269")
