"""What a forest holds besides the organisation: sites, accounts of machines and people, recipients."""

import itertools
import uuid
from collections.abc import Iterator

from tests.lab.entries import Change, Entry, Value, child
from tests.lab.model import (
    BASE_DN,
    DEFAULT_SITE,
    DISABLED,
    DOMAIN,
    EXPIRED,
    READER,
    Account,
    DomainController,
    Forest,
    Mailboxes,
    MailboxKind,
    OperatingSystem,
    Organization,
    Server,
    Site,
)
from tests.lab.names import CONFIGURATION_DN, SITES_DN, SYSTEM_OBJECTS_DN, OrganizationNames, site_dn

USERS_DN = f"CN=Users,{BASE_DN}"
RECIPIENTS_DN = child("Recipients", BASE_DN, "OU")
_SECURITY_GROUPS_DN = child("Microsoft Exchange Security Groups", BASE_DN, "OU")
_EXCHANGE_SERVERS_DN = child("Exchange Servers", _SECURITY_GROUPS_DN)

_NORMAL_ACCOUNT, _DISABLED_ACCOUNT, _NO_PASSWORD_NEEDED, _MACHINE_ACCOUNT = 512, 2, 32, 4096
_UNIVERSAL_DISTRIBUTION_GROUP = 8
_UNIVERSAL_SECURITY_GROUP = -2147483640
_CONTACT_TYPE, _DISTRIBUTION_GROUP_TYPE = 64, 256
_TYPE_DETAILS: dict[MailboxKind, int] = {
    "user": 1, "shared": 4, "room": 16, "equipment": 32, "arbitration": 8388608}
_DISPLAY_TYPES: dict[MailboxKind, int] = {
    "user": 1073741824, "shared": 0, "room": 7, "equipment": 8, "arbitration": 10}
_IN_2020 = 132223104000000000  # as Windows counts: tenths of a microsecond since 1601


def site_entries(sites: tuple[Site, ...]) -> Iterator[Entry]:
    """The sites that a new forest does not have, and all subnets."""
    for site in sites:
        dn = site_dn(site.name)
        if site.name != DEFAULT_SITE:
            yield Entry(dn, "site")
            yield Entry(child("NTDS Site Settings", dn), "nTDSSiteSettings")
            yield Entry(child("Servers", dn), "serversContainer")
        for subnet in site.subnets:
            yield Entry(child(subnet, child("Subnets", SITES_DN)), "subnet", {"siteObject": dn})


def site_changes(sites: tuple[Site, ...]) -> Iterator[Change]:
    """The default link joins the sites that were added, too."""
    added = [site_dn(site.name) for site in sites if site.name != DEFAULT_SITE]
    if added:
        link = child("DEFAULTIPSITELINK", child("IP", child("Inter-Site Transports", SITES_DN)))
        yield Change(link, {"siteList": added}, add=True)


def domain_controller_changes(forest: Forest, level: int) -> Iterator[Change]:
    """What turns samba's own account of itself into that of a Windows domain controller.

    Samba refuses functional levels above 2008 R2 over LDAP, but reads what stands here when it starts.
    """
    controller = forest.domain_controller
    dn = child(controller.name, child("Domain Controllers", BASE_DN, "OU"))
    settings = child("NTDS Settings", child(controller.name, child("Servers", site_dn(controller.site))))
    yield Change(dn, _system_attributes(controller.operating_system))
    yield Change(dn, {"servicePrincipalName": _kerberos_names(controller)}, add=True)
    yield Change(f"CN=Schema,{CONFIGURATION_DN}", {"objectVersion": forest.schema_version})
    for levelled in (BASE_DN, f"CN=Partitions,{CONFIGURATION_DN}", settings):
        yield Change(levelled, {"msDS-Behavior-Version": level})


def _kerberos_names(controller: DomainController) -> tuple[str, ...]:
    """Samba's DNS updater would register these; without it Kerberos finds no LDAP service."""
    return (
        f"ldap/{controller.fqdn}",
        f"ldap/{controller.name}",
        f"ldap/{controller.fqdn}/{DOMAIN}",
        f"GC/{controller.fqdn}/{DOMAIN}",
    )


def _system_attributes(system: OperatingSystem) -> dict[str, Value]:
    attributes: dict[str, Value] = {
        "operatingSystem": system.name, "operatingSystemVersion": system.version}
    if system.service_pack:
        attributes["operatingSystemServicePack"] = system.service_pack
    return attributes


def account_entries() -> Iterator[Entry]:
    """The reader, and two users who must be turned away: each for a reason of its own."""
    yield _account(READER)
    yield _account(DISABLED, _DISABLED_ACCOUNT)
    yield _account(EXPIRED)


def account_changes() -> Iterator[Change]:
    """The password of one user is from the year 2020. The directory must be asked not to correct that."""
    yield Change(child(EXPIRED.user, USERS_DN), {"pwdLastSet": _IN_2020})


def _account(account: Account, extra_flags: int = 0) -> Entry:
    return Entry(child(account.user, USERS_DN), "user", {
        "sAMAccountName": account.user,
        "userPrincipalName": account.principal_name,
        "userAccountControl": _NORMAL_ACCOUNT | extra_flags,
        "unicodePwd": _password_value(account.password),
    })


def _password_value(password: str) -> bytes:
    return f'"{password}"'.encode("utf-16-le")


def exchange_domain_entries(organization: Organization) -> Iterator[Entry]:
    """What Exchange and its administrators put into the domain partition."""
    yield Entry(SYSTEM_OBJECTS_DN, "msExchSystemObjectsContainer",
                {"objectVersion": organization.levels.domain})
    yield Entry(_SECURITY_GROUPS_DN, "organizationalUnit")
    for server in organization.servers:
        if server.operating_system:
            yield _computer(server, server.operating_system)
    members = [child(server.name, f"CN=Computers,{BASE_DN}") for server in organization.servers
               if server.operating_system]
    yield Entry(_EXCHANGE_SERVERS_DN, "group", {
        "sAMAccountName": "Exchange Servers",
        "groupType": _UNIVERSAL_SECURITY_GROUP,
        "member": members,
    })
    yield Entry(RECIPIENTS_DN, "organizationalUnit")
    mailboxes = list(_mailbox_entries(organization))
    yield from mailboxes
    yield from _contact_entries(organization)
    yield from _group_entries(organization, [mailbox.dn for mailbox in mailboxes])


def _computer(server: Server, system: OperatingSystem) -> Entry:
    return Entry(child(server.name, f"CN=Computers,{BASE_DN}"), "computer", {
        **_system_attributes(system),
        "sAMAccountName": f"{server.name}$",
        "userAccountControl": _MACHINE_ACCOUNT,
        "unicodePwd": _password_value(f"Machine!{server.name}"),
        "dNSHostName": server.fqdn,
        "servicePrincipalName": (
            f"HOST/{server.fqdn}", f"HOST/{server.name}", f"exchangeMDB/{server.fqdn}",
            f"exchangeRFR/{server.fqdn}", f"SMTPSVC/{server.fqdn}", f"HTTP/{server.fqdn}"),
    })


def _mailbox_entries(organization: Organization) -> Iterator[Entry]:
    numbers: dict[MailboxKind, Iterator[int]] = {kind: itertools.count(1) for kind in _TYPE_DETAILS}
    hostile_names = iter([organization.hostile_display_name])
    for mailboxes in organization.mailboxes:
        for number in itertools.islice(numbers[mailboxes.kind], mailboxes.count):
            display_name = next(hostile_names, f"Üser {mailboxes.kind} {number}")
            yield _mailbox(organization, mailboxes, f"{mailboxes.kind}{number:03d}", display_name)


def _mailbox(organization: Organization, mailboxes: Mailboxes, alias: str, display_name: str) -> Entry:
    names = OrganizationNames(organization)
    database = organization.database(mailboxes.database)
    flags = _NORMAL_ACCOUNT | _NO_PASSWORD_NEEDED
    if mailboxes.kind != "user":
        flags |= _DISABLED_ACCOUNT
    return Entry(child(alias, RECIPIENTS_DN), "user", {
        **_mail_attributes(organization, alias, display_name),
        "sAMAccountName": alias,
        "userPrincipalName": f"{alias}@{organization.mail_domain}",
        "userAccountControl": flags,
        "homeMDB": names.database(database),
        "msExchHomeServerName": names.legacy_server(database.owner),
        "msExchMailboxGuid": uuid.uuid5(uuid.NAMESPACE_DNS, alias).bytes_le,
        "msExchRecipientTypeDetails": _TYPE_DETAILS[mailboxes.kind],
        "msExchRecipientDisplayType": _DISPLAY_TYPES[mailboxes.kind],
        "msExchVersion": organization.server(database.owner).build.object_version,
        "mDBUseDefaults": "TRUE",
    })


def _mail_attributes(
    organization: Organization, alias: str, display_name: str
) -> dict[str, Value | list[str]]:
    address = f"{alias}@{organization.mail_domain}"
    legacy_name = f"{OrganizationNames(organization).legacy_admin_group}/cn=Recipients/cn={alias}"
    return {
        "displayName": display_name,
        "mail": address,
        "mailNickname": alias,
        "legacyExchangeDN": legacy_name,
        "proxyAddresses": [f"SMTP:{address}", f"smtp:{alias}@{DOMAIN}", f"X500:{legacy_name}-old"],
    }


def _contact_entries(organization: Organization) -> Iterator[Entry]:
    for contact in organization.contacts:
        yield Entry(child(contact.name, RECIPIENTS_DN), "contact", {
            **_mail_attributes(organization, contact.name.lower(), contact.name),
            "targetAddress": f"SMTP:{contact.address}",
            "msExchRecipientTypeDetails": _CONTACT_TYPE,
            "msExchRecipientDisplayType": 6,
        })


def _group_entries(organization: Organization, mailbox_dns: list[str]) -> Iterator[Entry]:
    for group in organization.distribution_groups:
        alias = group.name.lower().replace(" ", "-")
        yield Entry(child(group.name, RECIPIENTS_DN), "group", {
            **_mail_attributes(organization, alias, group.name),
            "sAMAccountName": alias,
            "groupType": _UNIVERSAL_DISTRIBUTION_GROUP,
            "member": mailbox_dns[:group.member_count],
            "msExchRecipientTypeDetails": _DISTRIBUTION_GROUP_TYPE,
            "msExchRecipientDisplayType": 1,
        })
