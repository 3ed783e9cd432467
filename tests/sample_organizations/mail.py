"""Mail flow, address lists and policies, with what Setup makes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from scanner.inventory.model import (
    AcceptedDomain,
    AddressList,
    MailProtocol,
    OfflineAddressBook,
    Policy,
    PolicyKind,
    ReceiveConnector,
    RecipientPolicy,
    RemoteDomain,
    SendConnector,
    TransportRule,
    TransportSettings,
    UnifiedMessaging,
)
from tests.sample_organizations.web import MODERN

AUTHORITATIVE, EXTERNAL_RELAY, INTERNAL_RELAY, DEFAULT = 0, 1, 2, 4
ANYBODY = ("0.0.0.0-255.255.255.255", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
EVERYBODY = "Alias -ne $null"
LAST = 2147483647
# msExchVersion by the generation that last wrote an object; before 2007 none did.
OBJECT_VERSION = {"2003": None, "2007": 4535486012416, "2010": 44220983382016, "2013": 88218628259840}
_MADE_BY = {"2016": "2013", "2019": "2013", "SE": "2013"}
_LISTS = {
    "All Contacts": "(&(mailNickname=*)(objectClass=contact))",
    "All Groups": "(&(mailNickname=*)(objectCategory=group))",
    "All Users": "(&(mailNickname=*)(objectCategory=person)(objectClass=user))",
    "Public Folders": "(&(mailNickname=*)(objectCategory=publicFolder))",
}
DEFAULT_LIST = "Default Global Address List"
_LIMIT_KB = 10240


def version_of(generation: str) -> int | None:
    """The msExchVersion that servers of a version stamp on what they write."""
    return OBJECT_VERSION[_MADE_BY.get(generation, generation)]


def accepted(*domains: tuple[str, int]) -> list[AcceptedDomain]:
    """Accepted domains with their flags, in order of their names."""
    return [AcceptedDomain(name=name, flags=flags) for name, flags in sorted(domains)]


def remote(name: str, domain: str, flags: int = 0) -> RemoteDomain:
    """A remote domain."""
    return RemoteDomain(name=name, domain=domain, flags=flags)


def send(
    name: str,
    spaces: Sequence[str],
    *sources: str,
    smart_host: str | None = None,
    enabled: bool | None = True,
    kind: Literal["smtp", "foreign", "delivery-agent"] = "smtp",
    fqdn: str | None = None,
    tls_domain: str | None = None,
    certificate: str | None = None,
    limit_kb: int | None = _LIMIT_KB,
) -> SendConnector:
    """A send connector with its sources."""
    return SendConnector(
        name=name,
        kind=kind,
        address_spaces=list(spaces),
        smart_hosts=smart_host,
        source_servers=sorted(sources),
        enabled=enabled,
        flags=66,
        security=0,
        fqdn=fqdn,
        tls_domain=tls_domain,
        certificate=certificate,
        message_limit=limit_kb,
    )


def receive(
    name: str,
    server: str,
    binding: str = ":25",
    *,
    ranges: Sequence[str] = ANYBODY,
    fqdn: str | None = None,
    security: int = 255,
    certificate: str | None = None,
) -> ReceiveConnector:
    """A receive connector of a server."""
    return ReceiveConnector(
        name=name,
        server=server,
        bindings=[f"0.0.0.0{binding}", f"[::]{binding}"],
        remote_ranges=list(ranges),
        enabled=True,
        security=security,
        options=1695,
        fqdn=fqdn or server,
        certificate=certificate,
        message_limit=_LIMIT_KB * 1024,
    )


def receive_defaults(server: str, version: str) -> list[ReceiveConnector]:
    """The receive connectors that Setup makes on a server."""
    if version not in MODERN:
        return [receive(f"Client {server}", server, ":587"), receive(f"Default {server}", server)]
    ports = {
        "Client Frontend": ":587", "Client Proxy": ":465", "Default": ":2525", "Default Frontend": ":25",
        "Outbound Proxy Frontend": ":717",
    }  # fmt: skip
    return [receive(f"{name} {server}", server, port) for name, port in ports.items()]


def transport(*internal: str, limit_kb: int = _LIMIT_KB) -> TransportSettings:
    """Settings of the whole organisation for mail flow."""
    return TransportSettings(
        flags=2,
        internal_servers=list(internal),
        receive_limit=limit_kb,
        send_limit=limit_kb,
        recipient_limit=5000,
    )


def rule(name: str, collection: str, priority: int, changed: str) -> TransportRule:
    """A rule for mail in transit."""
    return TransportRule(
        name=name, collection=collection, priority=priority, changed=datetime.fromisoformat(changed)
    )


def protocols(server: str, version: str, certificate: str | None = None) -> list[MailProtocol]:
    """POP3 and IMAP4 of a server, since 2013 in front and behind."""
    ends = ("", " (BackEnd)") if version in MODERN else ("",)
    found = [("imap4", "1"), ("pop3", "1")]
    return [
        MailProtocol(
            server=server,
            protocol="imap4" if protocol == "imap4" else "pop3",
            name=f"{name}{end}",
            certificate=certificate,
            external_settings=[],
            smart_host=None,
        )
        for protocol, name in found
        for end in ends
    ]


def smtp_of_2003(server: str, smart_host: str | None = None) -> MailProtocol:
    """The SMTP service of a server with 2003."""
    return MailProtocol(
        server=server,
        protocol="smtp",
        name="1",
        certificate=None,
        external_settings=[],
        smart_host=smart_host,
    )


def address_policy(
    name: str,
    *addresses: str,
    priority: int = LAST,
    generation: str = "2013",
    ldap: str | None = "(mailNickname=*)",
    filter: str | None = EVERYBODY,
    disabled: Sequence[str] = (),
    options: Sequence[str] = ("fc1c49b9-e9d3-11d1-9e97-00c04fbe0b5c",),
) -> RecipientPolicy:
    """An address policy; one of 2003 has a filter in LDAP alone."""
    return RecipientPolicy(
        name=name,
        addresses=sorted(addresses),
        disabled_addresses=sorted(disabled),
        ldap_filter=ldap,
        filter=None if generation == "2003" else filter,
        priority=priority,
        options=list(options),
        version=version_of(generation),
    )


def address_lists(generation: str, *not_upgraded: str) -> list[AddressList]:
    """The lists that Setup makes; those that were not upgraded have a filter in LDAP alone."""
    names = {**_LISTS, DEFAULT_LIST: "(mailNickname=*)"}
    return [
        address_list(name, search, "2003" if name in not_upgraded else generation)
        for name, search in names.items()
    ]


def address_list(name: str, ldap: str, generation: str, filter: str = EVERYBODY) -> AddressList:
    """One address list."""
    return AddressList(
        name=name,
        kind="global" if name == DEFAULT_LIST else "address-list",
        ldap_filter=ldap,
        filter=None if generation == "2003" else filter,
        version=version_of(generation),
    )


def address_book(
    name: str,
    server: str | None,
    *directories: str,
    mailbox: str | None = None,
    versions: int = 6,
    flags: int = 3,
    touched: str | None = "2026-11-18T04:00:09+00:00",
    default: bool = True,
) -> OfflineAddressBook:
    """An offline address book, made by a server up to 2010 and by a mailbox since."""
    return OfflineAddressBook(
        name=name,
        server=server,
        mailbox=mailbox,
        lists=[DEFAULT_LIST],
        virtual_directories=sorted(f"{each}/OAB (Default Web Site)" for each in directories),
        versions=versions,
        flags=flags,
        default=default,
        touched=datetime.fromisoformat(touched) if touched else None,
    )


def policy(kind: PolicyKind, name: str, changed: str, generation: str = "2013") -> Policy:
    """A policy that is there."""
    return Policy(
        kind=kind, name=name, changed=datetime.fromisoformat(changed), version=version_of(generation)
    )


def default_policies(generation: str, made: str) -> list[Policy]:
    """The policies that Setup makes."""
    folders = [
        policy("managed-folder", name, made, generation) for name in ("Calendar", "Inbox", "Sent Items")
    ]
    mobile = policy("mobile-mailbox-policy", "Default", made, generation)
    if generation == "2007":
        return [*folders, mobile]
    return [
        *folders,
        mobile,
        policy("owa-mailbox-policy", "Default", made, generation),
        policy("retention-policy", "Default MRM Policy", made, generation),
        policy("retention-tag", "1 Month Delete", made, generation),
        policy("retention-tag", "Default 2 year move to archive", made, generation),
        policy("sharing-policy", "Default Sharing Policy", made, generation),
    ]


def voice(
    kind: Literal["dial-plan", "mailbox-policy", "auto-attendant", "gateway", "hunt-group"],
    name: str,
    *,
    address: str | None = None,
    digits: int | None = None,
) -> UnifiedMessaging:
    """An object of Unified Messaging."""
    return UnifiedMessaging(
        kind=kind,
        name=name,
        address=address,
        uri_type=1 if kind == "dial-plan" else None,
        digits=digits,
    )
