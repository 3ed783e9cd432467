"""The lab is what it says it is: asked with plain ldapsearch, without any code of exready."""

import os
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.lab.fixtures import unavailable
from tests.lab.hostile_names import RIGHT_TO_LEFT_MARK, SCRIPT_IN_A_NAME
from tests.lab.lab import Lab
from tests.lab.ldapsearch import ldapsearch, search, simple_bind
from tests.lab.lock import LabBusyError
from tests.lab.model import BASE_DN, DISABLED, EXPIRED, Account, DomainController, Server
from tests.lab.names import CONFIGURATION_DN, EXCHANGE_DN, SCHEMA_DN

SERVERS = "(objectCategory=msExchExchangeServer)"


class TestWaysIn:
    def test_ldaps(self, lab: Lab) -> None:
        assert "objectSid" in simple_bind(lab, f"ldaps://{lab.address}", lab.reader).stdout

    def test_start_tls(self, lab: Lab) -> None:
        result = simple_bind(lab, f"ldap://{lab.address}", lab.reader, "-ZZ", "-s", "base", "-b", BASE_DN)
        assert result.returncode == 0, result.stderr

    def test_a_simple_bind_in_plain_text_is_refused(self, lab: Lab) -> None:
        result = simple_bind(lab, f"ldap://{lab.address}", lab.reader)
        assert "Transport encryption required" in result.stderr

    def test_an_unrelated_authority_does_not_vouch_for_it(self, lab: Lab) -> None:
        unrelated = {"LDAPTLS_CACERT": str(lab.certificates.unrelated_authority)}
        result = ldapsearch(
            lab, "-x", "-H", f"ldaps://{lab.address}", "-s", "base", "-b", "", environment=unrelated
        )
        assert "Can't contact LDAP server" in result.stderr

    @pytest.mark.parametrize(("account", "reason"), [(EXPIRED, "532"), (DISABLED, "533")])
    def test_who_may_not_log_on_is_told_why(self, lab: Lab, account: Account, reason: str) -> None:
        assert f"data {reason}" in simple_bind(lab, f"ldaps://{lab.address}", account).stderr

    def test_a_wrong_password(self, lab: Lab) -> None:
        wrong = lab.reader._replace(password="wrong")
        assert "data 52e" in simple_bind(lab, f"ldaps://{lab.address}", wrong).stderr

    @pytest.mark.parametrize("mechanism", ["GSSAPI", "GSS-SPNEGO"])
    def test_kerberos_seals_on_the_plain_port(self, lab: Lab, mechanism: str) -> None:
        result = self.kerberos(lab, mechanism)
        assert result.returncode == 0, result.stderr
        assert "SASL SSF: 256" in result.stderr

    def test_kerberos_without_sealing_is_refused(self, lab: Lab) -> None:
        assert "Sign or Seal are required" in self.kerberos(lab, "GSSAPI", "-O", "maxssf=0").stderr

    @staticmethod
    def kerberos(lab: Lab, mechanism: str, *options: str) -> subprocess.CompletedProcess[str]:
        if not list(Path("/usr/lib").glob("*/sasl2/libgssapiv2.so")):
            unavailable("needs the Debian package libsasl2-modules-gssapi-mit")
        if not list(Path("/usr/lib").glob("*/libnss_wrapper.so")):
            unavailable("needs the Debian package libnss-wrapper")
        environment = lab.environment(lab.kinit(lab.reader)) | lab.name_resolution()
        return ldapsearch(
            lab,
            "-N",
            "-Y",
            mechanism,
            *options,
            "-H",
            f"ldap://{lab.host}",
            "-s",
            "base",
            "-b",
            BASE_DN,
            "objectSid",
            environment=environment,
        )


class TestContents:
    def test_the_forest_has_its_level(self, lab: Lab) -> None:
        [root] = search(lab, "", "(objectClass=*)", ["forestFunctionality", "dnsHostName"], "base")
        assert root["forestFunctionality"] == [str(lab.expected.forest_level)]
        assert root["dnsHostName"] == [lab.expected.domain_controllers[0].fqdn]

    def test_the_ordinary_user_sees_the_servers(self, lab: Lab) -> None:
        attributes = ["cn", "serialNumber", "versionNumber", "msExchCurrentServerRoles"]
        found = {entry["cn"][0]: entry for entry in search(lab, CONFIGURATION_DN, SERVERS, attributes)}
        assert found.keys() == {server.name for server in lab.expected.servers}
        for server in lab.expected.servers:
            assert found[server.name]["serialNumber"] == [server.build.serial_number]
            assert found[server.name]["versionNumber"] == [str(server.build.version_number)]
            assert found[server.name]["msExchCurrentServerRoles"] == [str(server.roles)]

    def test_the_class_alone_finds_more_than_servers(self, lab: Lab) -> None:
        found = search(lab, CONFIGURATION_DN, "(objectClass=msExchExchangeServer)", ["cn"])
        names = {entry["cn"][0] for entry in found}
        assert {"Frontend", "Mailbox", "outlook"} < names

    def test_the_preparation_levels(self, lab: Lab) -> None:
        levels = lab.expected.preparation_levels
        assert levels
        [schema] = search(lab, f"CN=ms-Exch-Schema-Version-Pt,{SCHEMA_DN}", "(objectClass=*)", ["rangeUpper"])
        [organization] = search(
            lab, EXCHANGE_DN, "(objectClass=msExchOrganizationContainer)", ["objectVersion", "cn"]
        )
        [domain] = search(lab, BASE_DN, "(objectClass=msExchSystemObjectsContainer)", ["objectVersion"])
        assert schema["rangeUpper"] == [str(levels.schema)]
        assert organization["objectVersion"] == [str(levels.organization)]
        assert organization["cn"] == [lab.expected.organization_name]
        assert domain["objectVersion"] == [str(levels.domain)]

    def test_the_databases_and_their_mailboxes(self, lab: Lab) -> None:
        databases = search(lab, CONFIGURATION_DN, "(objectClass=msExchMDB)", ["cn"])
        name_of = {entry["dn"][0]: entry["cn"][0] for entry in databases}
        assert set(name_of.values()) == {database.name for database in lab.expected.databases}
        assert SCRIPT_IN_A_NAME in name_of.values()
        mailboxes = search(lab, BASE_DN, "(homeMDB=*)", ["homeMDB"])
        counts = Counter(name_of[entry["homeMDB"][0]] for entry in mailboxes)
        assert counts == lab.expected.mailboxes_by_database

    def test_the_accepted_domains(self, lab: Lab) -> None:
        found = search(
            lab, EXCHANGE_DN, "(objectClass=msExchAcceptedDomain)", ["cn", "msExchAcceptedDomainName"]
        )
        assert {entry["msExchAcceptedDomainName"][0] for entry in found} == {
            domain.domain for domain in lab.expected.accepted_domains
        }
        assert any(RIGHT_TO_LEFT_MARK in entry["cn"][0] for entry in found)

    def test_the_machines_state_their_systems(self, lab: Lab) -> None:
        found = {
            entry["dNSHostName"][0]: entry["operatingSystemVersion"][0]
            for entry in search(
                lab, BASE_DN, "(objectCategory=computer)", ["dNSHostName", "operatingSystemVersion"]
            )
        }
        machines: list[DomainController | Server] = [*lab.expected.domain_controllers, *lab.expected.servers]
        assert found == {
            machine.fqdn: machine.operating_system.version for machine in machines if machine.operating_system
        }

    def test_the_subnets_belong_to_their_sites(self, lab: Lab) -> None:
        found = search(lab, CONFIGURATION_DN, "(objectClass=subnet)", ["cn", "siteObject"])
        assert {entry["cn"][0]: entry["siteObject"][0].split(",")[0] for entry in found} == {
            subnet: f"CN={site.name}" for site in lab.expected.sites for subnet in site.subnets
        }


class TestWithoutExchange:
    def test_there_is_no_exchange_container(self, lab_without_exchange: Lab) -> None:
        services = f"CN=Services,{CONFIGURATION_DN}"
        assert search(lab_without_exchange, services, "(cn=Microsoft Exchange)", ["cn"]) == []

    def test_the_schema_knows_no_exchange(self, lab_without_exchange: Lab) -> None:
        assert search(lab_without_exchange, SCHEMA_DN, "(cn=ms-Exch-Schema-Version-Pt)", ["cn"]) == []
        assert lab_without_exchange.expected.servers == ()


def test_a_second_lab_at_the_same_address_names_the_first(lab: Lab) -> None:
    with pytest.raises(LabBusyError, match=rf"{lab.address} is held by .*process {os.getpid()} "):
        Lab("mixed").start()
    assert "objectSid" in simple_bind(lab, f"ldaps://{lab.address}", lab.reader).stdout


def test_the_log_can_be_read(lab: Lab) -> None:
    assert "samba version" in lab.log_text()
