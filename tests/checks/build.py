"""Small inventories and the shortest way to judge them.

Everything that is not said is absent with the code `not-asked`: a test sees only what it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar

from checks.check import Requirement, Verdict, all_checks
from checks.engine import Judged, judge
from checks.results import Finding, Results
from checks.rule_book import RuleBook
from checks.subjects import HOST_SECTIONS
from checks.target import LevelName, Target
from scanner.inventory.absence import Collected, Declared, Failed, Section, Skipped, Source
from scanner.inventory.model import (
    HOLDS,
    SCHEMA,
    AcceptedDomain,
    Candidate,
    Clients,
    ClientSeen,
    Computer,
    Domain,
    DomainController,
    DomainHead,
    ExchangeServer,
    Forest,
    Host,
    InstalledExchange,
    Inventory,
    Memory,
    OperatingSystem,
    Organization,
    PageFile,
    PageFileSetting,
    Processor,
    RecipientCount,
    Role,
    Scan,
    Site,
    Tenant,
    VirtualDirectory,
    Volume,
)
from tests.checks.objects import AT as AT
from tests.checks.objects import TODAY as TODAY
from tests.checks.objects import (
    certificate,
    well_known_group,
)
from tests.made import made

T = TypeVar("T")

GB = 1 << 30
MB = 1 << 20

TARGETS = ("exchange-2010", "exchange-2013", "exchange-2016", "exchange-2019", "exchange-se")
OF_CLIENTS = (
    "activesync", "autodiscover", "ecp", "ews", "mapi", "oab", "outlook-anywhere", "owa", "powershell",
)  # fmt: skip
CLOUD = ("m365-cutover", "m365-express", "m365-hybrid", "m365-imap", "m365-staged")


# Sections


def read(data: T, collector: str = "ldap-forest", host: str | None = "dc1.corp.example") -> Collected[T]:
    return Collected(data=data, source=Source(collector=collector, host=host, query="rootDSE"), at=AT)


def said(data: T, by: str = "M. Bremond") -> Declared[T]:
    return Declared(data=data, by=by, at=AT)


def failed(code: str = "timed-out", **values: str | int | float) -> Failed:
    given = values or {"host": "dc1.corp.example", "seconds": 30}
    return Failed(code=code, values=given, collector="ldap-forest", at=AT)


def skipped(code: str = "not-asked") -> Skipped:
    return Skipped(code=code, values={}, collector="nobody", at=AT)


# Subjects


def forest(level: int | None = 7, schema_master: str | None = "dc1.corp.example") -> Forest:
    return made(
        Forest,
        name="corp.example",
        functional_level=level,
        schema_version=88,
        exchange_schema=17003,
        schema_master=schema_master,
        naming_master=schema_master,
        upn_suffixes=[],
        storage_group_superiors=["container"],
        recycle_bin=True,
        tombstone_lifetime=180,
    )


def computer(
    version: str | None,
    service_pack: str | None = None,
    name: str | None = "Windows",
    enabled: bool | None = True,
) -> Computer:
    return made(
        Computer,
        operating_system=name,
        version=version,
        service_pack=service_pack,
        enabled=enabled,
        password_set=AT,
        primary_group=515,
        groups=["Exchange Servers", "Exchange Trusted Subsystem"],
        service_principal_names=[],
    )


def controller(
    version: str | None = "10.0 (14393)",
    name: str = "dc1.corp.example",
    service_pack: str | None = None,
    *,
    site: str = "Lyon",
    global_catalog: bool = True,
    read_only: bool = False,
    account: Section[Computer] | None = None,
) -> DomainController:
    return made(
        DomainController,
        name=name,
        domain="corp.example",
        site=site,
        global_catalog=global_catalog,
        read_only=read_only,
        computer=account or read(computer(version, service_pack)),
    )


def domain_head(
    level: int | None = 7, mixed: bool | None = False, preparation: Sequence[int | None] = (13243,)
) -> DomainHead:
    return made(
        DomainHead,
        functional_level=level,
        mixed_mode=mixed,
        preparation_versions=list(preparation),
        computers_container=True,
        sysvol_migration=48,
        last_backup=datetime(2026, 11, 22, 21, tzinfo=UTC),
    )


def domain(name: str = "corp.example", head: Section[DomainHead] | None = None) -> Domain:
    return Domain(
        name=name, netbios_name="CORP", parent=None, head=head or read(domain_head()), trusts=read([])
    )


def sites(*names: str) -> list[Site]:
    return [made(Site, name=name, subnets=[]) for name in names]


def organization(
    name: str = "Bremond", mixed: bool | None = False, product_id: str | None = "15.02.2562.017"
) -> Organization:
    return made(
        Organization,
        name=name,
        object_version=16763,
        product_id=product_id,
        mixed_mode=mixed,
        administrative_groups=[],
        mapi_http=True,
        well_known_groups=[well_known_group()],
    )


def accepted(*domains: tuple[str, int | None]) -> list[AcceptedDomain]:
    """Names and flags."""
    return [AcceptedDomain(name=name, flags=flags) for name, flags in domains]


def server(
    build: str | None,
    name: str = "EX1",
    roles: int | None = 16439,
    fqdn: str | None = "ex1.corp.example",
    site: str | None = "Lyon",
    **more: Any,
) -> ExchangeServer:
    given = {"edition": 0, "internal_certificate": certificate(), "computer": skipped(), **more}
    return made(
        ExchangeServer,
        name=name,
        fqdn=fqdn,
        site=site,
        build=build,
        roles=roles,
        **given,
    )


def outlook(*seen: tuple[str | None, int], program: str = "Outlook") -> Clients:
    return Clients(
        days=30,
        seen=[ClientSeen(program=program, version=v, mode=None, users=n) for v, n in seen],
        servers=None,
        limits=None,
    )


def counts(**numbers: int) -> list[RecipientCount]:
    """Recipients by kind: users, shared, rooms, remote."""
    kinds = {"users": 1, "linked": 2, "shared": 4, "rooms": 16, "remote": 2147483648, "contacts": 64}
    here = {"users", "linked", "shared", "rooms"}
    return [
        RecipientCount(
            type_details=kinds[kind], database="DB1" if kind in here else None, server=None, count=number
        )
        for kind, number in numbers.items()
    ]


def tenant(**answers: Any) -> Tenant:
    return made(Tenant, **{**dict.fromkeys(Tenant.__struct_fields__), **answers})


def address(
    kind: str, external: str | None, name: str = "EX1", *, back_end: bool = False
) -> VirtualDirectory:
    return made(
        VirtualDirectory, server=name, name=f"{kind} (Default Web Site)", kind=kind, back_end=back_end,
        external_url=external,
    )  # fmt: skip


def candidate(
    host_name: str = "new1.corp.example", role: Role = "mailbox", targets: Sequence[str] = ()
) -> Candidate:
    return Candidate(host=host_name, role=role, targets=list(targets))


def processor(
    architecture: str | None = "AMD64", sockets: int | None = 2, cores: int | None = 16
) -> Processor:
    return made(
        Processor,
        architecture=architecture,
        name="Xeon",
        sockets=sockets,
        physical_cores=cores,
        logical_processors=cores,
    )


def memory(installed: int | None = None, usable: int | None = None) -> Memory:
    return made(Memory, installed=installed, usable=usable)


def windows(
    version: str | None = "10.0.20348",
    edition: str | None = "ServerStandard",
    service_pack: str | None = None,
    server: bool | None = True,
    installation: str | None = "Server",
) -> OperatingSystem:
    return made(
        OperatingSystem,
        family="windows",
        name="Windows",
        version=version,
        edition=edition,
        service_pack=service_pack,
        server=server,
        installation=installation,
    )


LINUX = made(
    OperatingSystem,
    family="linux",
    name="Debian",
    version="12",
    edition=None,
    service_pack=None,
    server=None,
    installation=None,
)


def volume(
    mount: str = "C:\\", free: int | None = 100 * GB, file_system: str | None = "NTFS", system: bool = False
) -> Volume:
    return made(Volume, mount=mount, file_system=file_system, size=None, free=free, system=system)


def page_file(*sizes: tuple[int | None, int | None], automatic: bool | None = False) -> PageFile:
    """Sizes in bytes, initial and maximum."""
    settings = [PageFileSetting(path="C:\\pagefile.sys", initial=low, maximum=high) for low, high in sizes]
    return PageFile(managed_by_system=automatic, settings=settings, allocated=None)


def host(name: str = "new1.corp.example", **sections: Any) -> Host:
    every = {part: sections.pop(part, skipped()) for part in HOST_SECTIONS}
    assert not sections, f"a host has no {sections}"
    return Host(name=name, **every)


def exchange_host(build: str | None, name: str = "ex1.corp.example") -> Host:
    return host(name, exchange=read(made(InstalledExchange, build=build), collector="windows-host"))


# Inventories


def inventory(**sections: Any) -> Inventory:
    """Everything absent but what is given; what is no section is taken as read."""
    given: dict[str, Any] = {}
    for name in Inventory.__struct_fields__:
        if name in ("holds", "schema", "tool", "taken_at", "scan"):
            continue
        if name in ("hosts", "candidates"):
            given[name] = list(sections.pop(name, []))
        else:
            value = sections.pop(name, skipped())
            given[name] = value if isinstance(value, Collected | Declared | Failed | Skipped) else read(value)
    assert not sections, f"an inventory has no {sections}"
    return Inventory(
        holds=HOLDS,
        schema=SCHEMA,
        tool="1.0",
        taken_at=AT,
        **given,
        scan=Scan(domain="corp.example", server=None, account=None, protection=None, exceptions=None),
    )


def with_candidate(role: Role = "mailbox", **sections: Any) -> Inventory:
    """One machine meant to run every target, with these sections and nothing else."""
    return inventory(hosts=[host(**sections)], candidates=[candidate(role=role)])


# Judging


@cache
def target(target_id: str) -> Target:
    return RuleBook().target(target_id)


def need(target_id: str, check_id: str, level: LevelName) -> Requirement:
    found = getattr(target(target_id).require[check_id], level)
    assert found is not None, f"{target_id} has no {level} for {check_id}"
    requirement: Requirement = found.need
    return requirement


def asked(check_id: str, required: Requirement, **data: Any) -> Verdict:
    """One judge function, asked directly."""
    return all_checks()[check_id].judge(need=required, **data)


def answered(
    check_id: str, target_id: str = "exchange-se", level: LevelName = "should", **data: Any
) -> tuple[str, str]:
    """What one judge function answers to a target's own requirement, and what it observed."""
    verdict = asked(check_id, need(target_id, check_id, level), **data)
    return verdict.answer, verdict.observed.text


def judged(whole: Inventory, *target_ids: str, as_of: date = TODAY, **options: Any) -> Judged:
    targets = [target(target_id) for target_id in target_ids or TARGETS]
    return judge(whole, "0" * 64, targets, as_of=as_of, tool="1.0", **options)


def results(whole: Inventory, *target_ids: str, as_of: date = TODAY, **options: Any) -> Results:
    done = judged(whole, *target_ids, as_of=as_of, **options)
    assert done.broken == []
    return done.results


def rows(whole: Inventory, target_id: str, check_id: str, as_of: date = TODAY) -> list[Finding]:
    found = results(whole, target_id, as_of=as_of).findings
    return [finding for finding in found if finding.check == check_id]


def status(whole: Inventory, target_id: str, check_id: str, as_of: date = TODAY) -> str:
    """Status and level of the only row of a check, as `blocker must`."""
    (row,) = rows(whole, target_id, check_id, as_of)
    return f"{row.status} {row.level}" if row.level else row.status
