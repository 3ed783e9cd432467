"""POP3, IMAP4, SMTP of 2003 and the RPC service, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors.ldap_mail_protocols import read_protocols, read_rpc_services
from scanner.inventory.model import MailProtocol, RpcService
from tests.collectors.answers import GROUP, ORGANIZATION, entry

MODERN = f"CN=Protocols,CN=EX1,CN=Servers,{GROUP}"
LEGACY = f"CN=Protocols,CN=OLD,CN=Servers,CN=First,CN=Administrative Groups,{ORGANIZATION}"


def test_imap() -> None:
    (found,) = read_protocols(
        [
            entry(
                f"CN=1,CN=IMAP4,{MODERN}",
                cn="1",
                objectClass=["top", "protocolCfgIMAP", "protocolCfgIMAPServer"],
                msExchPopImapX509CertificateName="mail.corp.test",
                msExchPopImapExternalConnectionSettings=["mail.corp.test:993:SSL", "mail.corp.test:143:TLS"],
            )
        ]
    )
    assert found == MailProtocol(
        server="EX1",
        protocol="imap4",
        name="1",
        certificate="mail.corp.test",
        external_settings=["mail.corp.test:143:TLS", "mail.corp.test:993:SSL"],
        smart_host=None,
    )


@pytest.mark.parametrize(
    ("place", "protocols"), [(LEGACY, ["imap4", "pop3", "smtp"]), (MODERN, ["imap4", "pop3"])]
)
def test_smtp_has_a_meaning_on_2003_only(place: str, protocols: list[str]) -> None:
    found = read_protocols(
        [
            entry(f"CN=1,CN=SMTP,{place}", objectClass="protocolCfgSMTPServer", msExchSmtpSmartHost="a.test"),
            entry(f"CN=1,CN=POP3,{place}", objectClass="protocolCfgPOPServer"),
            entry(f"CN=1,CN=IMAP4,{place}", objectClass="protocolCfgIMAPServer"),
            entry(f"CN=1,CN=NNTP,{place}", objectClass="protocolCfgNNTPServer"),
        ]
    )
    assert [each.protocol for each in found] == protocols
    assert [each.smart_host for each in found if each.protocol == "smtp"] == ["a.test"] * (len(protocols) - 2)


def test_rpc_services() -> None:
    found = read_rpc_services(
        [
            entry(
                f"CN=RpcClientAccess,{MODERN}",
                msExchEncryptionRequired="TRUE",
                msExchBlockedClientVersions="-5.9.9;7.0.0-11.99.99",
            ),
            entry(f"CN=RpcClientAccess,CN=Protocols,CN=EX0,CN=Servers,{GROUP}"),
        ]
    )
    assert found == [
        RpcService(server="EX0", encryption_required=None, blocked_versions=None),
        RpcService(server="EX1", encryption_required=True, blocked_versions="-5.9.9;7.0.0-11.99.99"),
    ]
