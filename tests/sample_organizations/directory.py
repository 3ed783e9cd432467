"""Active Directory in small parts: forest, domains, controllers, sites and the accounts of computers."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from scanner.inventory.absence import Collected, Section
from scanner.inventory.model import (
    AdministratorGroup,
    Computer,
    ComputerCount,
    Domain,
    DomainController,
    DomainHead,
    Forest,
    Site,
    SiteLink,
    Trust,
)
from tests.sample_organizations.reading import Given, Reading, named, section


class Windows(NamedTuple):
    """A release of Windows Server as a computer account names it, and the functional level it can serve."""

    name: str
    version: str
    service_pack: str | None
    level: int


WINDOWS = {
    "2003": Windows("Windows Server 2003", "5.2 (3790)", "Service Pack 2", 2),
    "2008": Windows("Windows Server® 2008 Standard", "6.0 (6002)", "Service Pack 2", 3),
    "2008 R2": Windows("Windows Server 2008 R2 Standard", "6.1 (7601)", "Service Pack 1", 4),
    "2012": Windows("Windows Server 2012 Standard", "6.2 (9200)", None, 5),
    "2012 R2": Windows("Windows Server 2012 R2 Standard", "6.3 (9600)", None, 6),
    "2016": Windows("Windows Server 2016 Standard", "10.0 (14393)", None, 7),
    "2019": Windows("Windows Server 2019 Standard", "10.0 (17763)", None, 7),
    "2022": Windows("Windows Server 2022 Standard", "10.0 (20348)", None, 7),
    "2025": Windows("Windows Server 2025 Standard", "10.0 (26100)", None, 10),
}
WITHOUT_AES = "2003"
MEMBER, CONTROLLER, READ_ONLY_CONTROLLER = 515, 516, 521
_CONTROLLERS = "(&(objectCategory=computer)(|(primaryGroupID=516)(primaryGroupID=521)))"
_WITHIN_FOREST = 32


def forest(
    name: str,
    level: int,
    schema: int,
    *,
    exchange: int | None,
    extended: datetime | None,
    master: str,
    naming_master: str | None = None,
    suffixes: Sequence[str] = (),
    recycle_bin: bool | None = False,
    tombstone: int | None = 180,
    connector: int | None = None,
    superiors: Sequence[str] | None = ("msExchExchangeServer", "msExchInformationStore"),
) -> Forest:
    """A forest; `exchange` and `connector` are versions of their schemas."""
    return Forest(
        name=name,
        functional_level=level,
        schema_version=schema,
        exchange_schema=exchange,
        exchange_schema_created=extended,
        connector_schema=connector,
        storage_group_superiors=None if superiors is None else list(superiors),
        schema_master=master,
        naming_master=naming_master or master,
        upn_suffixes=list(suffixes),
        recycle_bin=recycle_bin,
        tombstone_lifetime=tombstone,
        heuristics=None,
    )


def domain(
    reading: Reading,
    name: str,
    netbios: str,
    level: int,
    prepared: Sequence[int | None],
    *,
    parent: str | None = None,
    mixed_mode: bool = False,
    masters: str | None = None,
    computers_container: bool | None = True,
    sysvol_migration: int | None = None,
    by_file_replication: bool | None = False,
    backup: str | None = "",
    trusts: Given[list[Trust]] | None = None,
    head: Section[DomainHead] | None = None,
) -> Domain:
    """A domain; `prepared` are the levels of its Exchange containers, `masters` the holder of its three roles.

    It was backed up on the evening before the scan, if no other moment is given.
    """
    asked = reading.asked("domains")
    host = reading.controllers.get(name, reading.controller)
    holder = masters or host
    last_backup = (
        None if backup is None else datetime.fromisoformat(backup) if backup else _evening_before(reading)
    )
    found = DomainHead(
        functional_level=level,
        mixed_mode=mixed_mode,
        preparation_versions=list(prepared),
        pdc_emulator=holder,
        rid_master=holder,
        infrastructure_master=holder,
        computers_container=computers_container,
        sysvol_migration=sysvol_migration,
        sysvol_file_replication=by_file_replication,
        last_backup=last_backup,
    )
    query = f"{named(name)}; below {named(name)}: (objectCategory=msExchSystemObjectsContainer)"
    below = f"below {named(name)}: (objectClass=trustedDomain)"
    return Domain(
        name=name,
        netbios_name=netbios,
        parent=parent,
        head=head or reading.collected(found, asked.collector, host, query, asked.seconds),
        trusts=section(
            trusts if trusts is not None else [],
            reading.collected(_data(trusts), asked.collector, host, below, asked.seconds),
        ),
    )


def _evening_before(reading: Reading) -> datetime:
    return (reading.taken_at.astimezone(UTC) - timedelta(days=1)).replace(
        hour=20, minute=30, second=0, microsecond=0
    )


def _data(trusts: Given[list[Trust]] | None) -> list[Trust]:
    return trusts if isinstance(trusts, list) else []


def trust(
    partner: str, flat: str, *, kind: int = 2, direction: int = 3, attributes: int = 8, created: datetime
) -> Trust:
    """A trust; the number of the other side follows from its name."""
    return Trust(
        partner=partner,
        flat_name=flat,
        security_identifier=sid(partner),
        direction=direction,
        kind=kind,
        attributes=attributes,
        created=created,
    )


def within(child: str, flat: str, created: datetime) -> Trust:
    """The trust between a domain and its parent or child."""
    return trust(child, flat, attributes=_WITHIN_FOREST, created=created)


def controller(
    reading: Reading,
    name: str,
    windows: str,
    site: str,
    *,
    domain: str | None = None,
    global_catalog: bool = True,
    read_only: bool = False,
    dns_name: str | None = "",
    account: Section[Computer] | None = None,
    created: str = "2016-04-02",
    enabled: bool = True,
    services: Sequence[str] = (),
) -> DomainController:
    """A controller of a domain, that of the root if none is named, by its short name.

    `dns_name` is None where none is stored, and else what follows from name and domain if it is not given.
    """
    own = domain or reading.domain
    full = f"{name}.{own}" if dns_name == "" else dns_name
    asked = reading.asked("domain_controllers")
    host = reading.controllers.get(own, reading.controller)
    found = computer(
        reading, f"{name}.{own}", windows, created=created, enabled=enabled,
        primary_group=READ_ONLY_CONTROLLER if read_only else CONTROLLER,
        services=("ldap", "GC") if global_catalog else ("ldap",), more_names=services,
    )  # fmt: skip
    query = f"below {named(own)}: {_CONTROLLERS}"
    return DomainController(
        name=full or name,
        dns_name=full,
        domain=own,
        site=site,
        global_catalog=global_catalog,
        read_only=read_only,
        highest_level=WINDOWS[windows].level,
        computer=account or reading.collected(found, asked.collector, host, query, asked.seconds),
    )


def computer(
    reading: Reading,
    fqdn: str,
    windows: str,
    *,
    created: str,
    enabled: bool = True,
    primary_group: int = MEMBER,
    groups: Sequence[str] = (),
    services: Sequence[str] = (),
    more_names: Sequence[str] = (),
    silent_days: float = 0,
) -> Computer:
    """The account of a machine that was heard of in the last days, unless it has been silent for longer."""
    release = WINDOWS[windows]
    number = zlib.crc32(fqdn.encode())
    short = fqdn.partition(".")[0]
    usual = ("HOST",) if windows == WITHOUT_AES else ("HOST", "RestrictedKrbHost", "WSMAN")
    return Computer(
        operating_system=release.name,
        version=release.version,
        service_pack=release.service_pack,
        enabled=enabled,
        created=datetime.fromisoformat(f"{created}T08:{number % 60:02}:{number % 57:02}+00:00"),
        last_logon=reading.ago(silent_days + number % 9 + 0.4),
        password_set=reading.ago(silent_days + number % 27 + 0.7),
        primary_group=primary_group,
        groups=sorted(groups),
        service_principal_names=sorted(
            [
                *(f"{kind}/{host}" for kind in (*usual, *services) for host in (short, fqdn)),
                *more_names,
            ]
        ),
        encryption_types=None if windows == WITHOUT_AES else 28,
    )


def account_of(reading: Reading, fqdn: str, found: Computer) -> Collected[Computer]:
    """The account of a server as it was found in its domain."""
    asked = reading.asked("servers")
    own = fqdn.partition(".")[2]
    host = reading.controllers.get(own, reading.controller)
    query = f"below {named(own)}: computer {fqdn.partition('.')[0].lower()}$"
    return reading.collected(found, asked.collector, host, query, asked.seconds)


def site(name: str, *subnets: str, former: Sequence[str] = (), hub: int | None = None) -> Site:
    """A site with its subnets, and what is left of controllers that stood there."""
    return Site(name=name, subnets=sorted(subnets), hub=hub, former_controllers=list(former))


def site_link(*sites: str, name: str = "DEFAULTIPSITELINK", cost: int = 100, interval: int = 180) -> SiteLink:
    """A link between sites."""
    return SiteLink(
        name=name, sites=sorted(sites), cost=cost, exchange_cost=None, interval=interval, message_limit=None
    )


def administrators(
    root: str, *others: str, schema: int | None = 1, enterprise: int | None = 2, domain_admins: int = 4,
    managers: int | None = 2,
    names: Sequence[str] = ("Domain Admins", "Enterprise Admins", "Schema Admins"),
    management: str = "Organization Management",
) -> list[AdministratorGroup]:  # fmt: skip
    """The groups of administrators, with the number of their members; `names` in the language of the forest."""
    groups = [
        AdministratorGroup(name=names[0], role="domain-admins", domain=each, members=domain_admins)
        for each in (root, *others)
    ]
    groups += [
        AdministratorGroup(name=names[1], role="enterprise-admins", domain=root, members=enterprise),
        AdministratorGroup(name=names[2], role="schema-admins", domain=root, members=schema),
        AdministratorGroup(name=management, role="organization-management", domain=root, members=managers),
    ]
    return sorted(groups, key=lambda group: (group.domain, group.role))


def computers(
    domain: str, *kinds: tuple[str, str | None, str | None, int], enabled: bool = True
) -> list[ComputerCount]:
    """Computers of a domain: name and version of their system, month of their last sign-in, and how many."""
    found = [
        ComputerCount(
            domain=domain,
            operating_system=name,
            version=version,
            enabled=enabled,
            last_logon=month,
            count=count,
        )
        for name, version, month, count in kinds
    ]
    return sorted(
        found, key=lambda each: (each.operating_system or "", each.version or "", each.last_logon or "")
    )


def sid(name: str) -> str:
    """A number of a domain, or of an account of it, that is the same for the same name."""
    parts = (zlib.crc32(f"{name}{salt}".encode()) for salt in range(3))
    return "S-1-5-21-" + "-".join(map(str, parts))
