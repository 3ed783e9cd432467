"""POP3, IMAP4 and the SMTP service of 2000 and 2003 on each server, and the RPC service for Outlook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scanner.collectors.exchange_containers import classes, is_modern, server_of, server_step
from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.connections.entry import Entry
from scanner.inventory.model import MailProtocol, RpcService

PROTOCOLS = Query(
    "POP3, IMAP4 and SMTP services",
    ROOT_DN,
    (
        "cn", "objectClass", "msExchPopImapX509CertificateName", "msExchPopImapExternalConnectionSettings",
        "msExchSmtpSmartHost",
    ),
    "(|(objectClass=protocolCfgPOPServer)(objectClass=protocolCfgIMAPServer)(objectClass=protocolCfgSMTPServer))",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip
RPC_SERVICES = Query(
    "RPC client access services and the versions of Outlook they turn away",
    ROOT_DN,
    ("cn", "msExchEncryptionRequired", "msExchBlockedClientVersions"),
    "(objectClass=msExchProtocolCfgExchangeRpcService)",
    "sub",
    right=EXCHANGE_READER,
)

Protocol = Literal["pop3", "imap4", "smtp"]
_PROTOCOLS: Mapping[str, Protocol] = {
    "protocolcfgpopserver": "pop3",
    "protocolcfgimapserver": "imap4",
    "protocolcfgsmtpserver": "smtp",
}


def read_protocols(entries: list[Entry]) -> list[MailProtocol]:
    """In order of servers and protocols. The SMTP service that 2007 and later keep in name only is left out."""
    found = [
        MailProtocol(
            server=server_of(entry.dn),
            protocol=protocol,
            name=entry.name,
            certificate=entry.text("msExchPopImapX509CertificateName"),
            external_settings=sorted(entry.texts("msExchPopImapExternalConnectionSettings")),
            smart_host=entry.text("msExchSmtpSmartHost"),
        )
        for entry in entries
        for protocol in _protocol(entry)
        if protocol != "smtp" or not is_modern(entry.dn)
    ]
    return sorted(found, key=lambda each: (each.server or "", each.protocol, each.name))


def read_rpc_services(entries: list[Entry]) -> list[RpcService]:
    """In order of servers."""
    found = [
        RpcService(
            server=server_of(entry.dn),
            encryption_required=entry.boolean("msExchEncryptionRequired"),
            blocked_versions=entry.text("msExchBlockedClientVersions"),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda service: service.server or "")


def _protocol(entry: Entry) -> list[Protocol]:
    return [_PROTOCOLS[each] for each in classes(entry) if each in _PROTOCOLS][:1]


STEPS = (
    server_step("ldap-mail-protocols", "mail_protocols", PROTOCOLS, read_protocols),
    server_step("ldap-rpc-services", "rpc_services", RPC_SERVICES, read_rpc_services),
)
