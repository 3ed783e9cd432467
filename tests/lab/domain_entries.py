"""What a forest holds besides the organisation: sites, accounts of machines and people, recipients."""

from collections.abc import Iterator

from tests.lab.entries import Attributes, Change, Entry, Value, child, sid_bytes
from tests.lab.items import plain
from tests.lab.model import (
    BASE_DN,
    DEFAULT_SITE,
    DISABLED,
    DOMAIN,
    ENDED,
    EXPIRED,
    MUST_CHANGE,
    NARROW,
    READER,
    Account,
    DomainController,
    Forest,
    Organization,
    Server,
    Site,
)
from tests.lab.names import PARTITIONS_DN, SCHEMA_DN, SECURITY_GROUPS_DN, SITES_DN, SYSTEM_OBJECTS_DN, site_dn
from tests.lab.recipient_entries import (
    DISABLED_ACCOUNT,
    NORMAL_ACCOUNT,
    recipient_entries,
    synchronization_account_entry,
)
from tests.lab.versions import OperatingSystem

_MACHINE_ACCOUNT = 4096
_UNIVERSAL_SECURITY_GROUP = -2147483640
# Its value says nothing: that it was written does.
_BACKED_UP = bytes(40)
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


def topology_entries(forest: Forest) -> Iterator[Entry]:
    """Links between the sites, and what is left of controllers that are gone."""
    for link in forest.site_links:
        yield Entry(
            child(link.name, child("IP", child("Inter-Site Transports", SITES_DN))),
            "siteLink",
            {
                "siteList": list(map(site_dn, link.sites)),
                "cost": 100,
                "replInterval": 180,
                **plain(link.settings),
            },
        )
    for former in forest.former_controllers:
        dn = child(former.name, child("Servers", site_dn(former.site)))
        yield Entry(dn, "server", {"dNSHostName": f"{former.name.lower()}.{DOMAIN}"})


def system_entries(forest: Forest) -> Iterator[Entry]:
    """Below CN=System of the root domain: trusts, and replication of SYSVOL by the old service."""
    system = child("System", BASE_DN)
    for trust in forest.trusts:
        yield Entry(
            child(trust.partner, system),
            "trustedDomain",
            {
                "trustPartner": trust.partner,
                "flatName": trust.netbios_name,
                "securityIdentifier": sid_bytes(trust.sid),
                "trustDirection": trust.direction,
                "trustType": trust.kind,
                "trustAttributes": trust.attributes,
            },
        )
    if forest.sysvol_by_file_replication:
        share = child("Domain System Volume (SYSVOL share)", child("File Replication Service", system))
        yield Entry(share, "nTFRSReplicaSet", {"fRSReplicaSetType": 2})


def system_changes(forest: Forest) -> Iterator[Change]:
    """Where the old service replicates SYSVOL, the move to the new one has not begun."""
    if forest.sysvol_by_file_replication:
        yield Change(child("DFSR-GlobalSettings", child("System", BASE_DN)), {"msDFSR-Flags": 0})


def site_changes(sites: tuple[Site, ...]) -> Iterator[Change]:
    """The default link joins the sites that were added, too."""
    added = [site_dn(site.name) for site in sites if site.name != DEFAULT_SITE]
    if added:
        link = child("DEFAULTIPSITELINK", child("IP", child("Inter-Site Transports", SITES_DN)))
        yield Change(link, {"siteList": added}, add=True)


def domain_controller_changes(
    controller: DomainController, base_dn: str, schema_version: int, level: int
) -> Iterator[Change]:
    """What turns samba's own account of itself into that of a Windows domain controller.

    Samba refuses functional levels above 2008 R2 over LDAP, but reads what stands here when it starts.
    """
    dn = child(controller.name, child("Domain Controllers", base_dn, "OU"))
    yield Change(dn, _system_attributes(controller.operating_system))
    yield Change(dn, {"servicePrincipalName": _kerberos_names(controller)}, add=True)
    yield Change(SCHEMA_DN, {"objectVersion": schema_version})
    yield Change(base_dn, {"dSASignature": _BACKED_UP})
    for levelled in (base_dn, PARTITIONS_DN, settings_dn(controller)):
        yield Change(levelled, {"msDS-Behavior-Version": level})


def settings_dn(controller: DomainController) -> str:
    """The object that says a server is a domain controller."""
    return child("NTDS Settings", child(controller.name, child("Servers", site_dn(controller.site))))


def _kerberos_names(controller: DomainController) -> tuple[str, ...]:
    """Samba's DNS updater would register these; without it Kerberos finds no LDAP service."""
    return (
        f"ldap/{controller.fqdn}",
        f"ldap/{controller.name}",
        f"ldap/{controller.fqdn}/{controller.domain}",
        f"GC/{controller.fqdn}/{DOMAIN}",
    )


def _system_attributes(system: OperatingSystem) -> dict[str, Value]:
    attributes: dict[str, Value] = {"operatingSystem": system.name, "operatingSystemVersion": system.version}
    if system.service_pack:
        attributes["operatingSystemServicePack"] = system.service_pack
    return attributes


def account_entries() -> Iterator[Entry]:
    """The reader, one who sees less, and four who must be turned away: each for a reason of its own."""
    yield account_entry(READER)
    yield account_entry(NARROW)
    yield account_entry(DISABLED, extra_flags=DISABLED_ACCOUNT)
    yield account_entry(EXPIRED)
    yield account_entry(ENDED)
    yield account_entry(MUST_CHANGE)


def account_changes() -> Iterator[Change]:
    """The password of one user is from the year 2020, an account ended then, a password must be changed first.

    The directory must be asked not to correct the first.
    """
    yield Change(child(EXPIRED.user, f"CN=Users,{BASE_DN}"), {"pwdLastSet": _IN_2020})
    yield Change(child(ENDED.user, f"CN=Users,{BASE_DN}"), {"accountExpires": _IN_2020})
    yield Change(child(MUST_CHANGE.user, f"CN=Users,{BASE_DN}"), {"pwdLastSet": 0})


def account_entry(account: Account, base_dn: str = BASE_DN, extra_flags: int = 0) -> Entry:
    """An account that may log on."""
    return Entry(
        child(account.user, f"CN=Users,{base_dn}"),
        "user",
        {
            "sAMAccountName": account.user,
            "userPrincipalName": account.principal_name,
            "userAccountControl": NORMAL_ACCOUNT | extra_flags,
            "unicodePwd": _password_value(account.password),
        },
    )


def _password_value(password: str) -> bytes:
    return f'"{password}"'.encode("utf-16-le")


def exchange_domain_entries(organization: Organization) -> Iterator[Entry]:
    """What Exchange and its administrators put into the domain partition."""
    yield Entry(
        SYSTEM_OBJECTS_DN, "msExchSystemObjectsContainer", {"objectVersion": organization.levels.domain}
    )
    yield Entry(SECURITY_GROUPS_DN, "organizationalUnit")
    if organization.split_permissions:
        yield Entry(
            child("Microsoft Exchange Protected Groups", SECURITY_GROUPS_DN, "OU"), "organizationalUnit"
        )
    for server in organization.servers:
        if server.operating_system:
            yield _computer(server, server.operating_system)
    members = [
        child(server.name, f"CN=Computers,{BASE_DN}")
        for server in organization.servers
        if server.operating_system
    ]
    yield _group("Exchange Servers", members)
    for group in organization.well_known_groups:
        if not group.deleted and group.name != "Exchange Servers":
            yield _group(group.name, [child(name, f"CN=Computers,{BASE_DN}") for name in group.members])
    yield from recipient_entries(organization)
    yield from synchronization_account_entry(organization)


def _group(name: str, members: list[str]) -> Entry:
    attributes: Attributes = {
        "sAMAccountName": name,
        "groupType": _UNIVERSAL_SECURITY_GROUP,
        "member": members,
    }
    return Entry(child(name, SECURITY_GROUPS_DN), "group", attributes)


def _computer(server: Server, system: OperatingSystem) -> Entry:
    return Entry(
        child(server.name, f"CN=Computers,{BASE_DN}"),
        "computer",
        {
            **_system_attributes(system),
            "sAMAccountName": f"{server.name}$",
            "userAccountControl": _MACHINE_ACCOUNT,
            "unicodePwd": _password_value(f"Machine!{server.name}"),
            "dNSHostName": server.fqdn,
            "servicePrincipalName": (
                f"HOST/{server.fqdn}",
                f"HOST/{server.name}",
                f"exchangeMDB/{server.fqdn}",
                f"exchangeRFR/{server.fqdn}",
                f"SMTPSVC/{server.fqdn}",
                f"HTTP/{server.fqdn}",
            ),
        },
    )
