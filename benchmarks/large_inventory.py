"""An inventory of a very large organisation, for measuring: servers, machines and recipients of every generation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, get_type_hints

from scanner.inventory.absence import Collected, Skipped, Source
from scanner.inventory.model import (
    HOLDS,
    SCHEMA,
    AcceptedDomain,
    Clients,
    ClientSeen,
    CloudTraces,
    Computer,
    Database,
    DatabaseCopy,
    Domain,
    DomainController,
    DomainHead,
    ExchangeServer,
    Forest,
    Host,
    InstalledExchange,
    Inventory,
    MailboxContents,
    MailboxPlace,
    MailboxSizes,
    Memory,
    Network,
    OperatingSystem,
    Organization,
    OrganizationSettings,
    PageFile,
    PageFileSetting,
    Platform,
    Processor,
    PublicFolderStatistics,
    Recipient,
    RecipientCount,
    RecipientList,
    Scan,
    SecuritySettings,
    Site,
    Software,
    Tenant,
    VirtualDirectory,
    Volume,
)
from tests.made import made

AT = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
GIB = 1 << 30
BUILDS = ("15.1.2507.6", "15.2.1748.10", "15.2.2562.17")
STAMPS = {
    "15.1.2507.6": "Version 15.1 (Build 32507.6)",
    "15.2.1748.10": "Version 15.2 (Build 31748.10)",
    "15.2.2562.17": "Version 15.2 (Build 32562.17)",
}


def large_inventory(servers: int = 500, mailboxes: int = 100_000, controllers: int = 200) -> Inventory:
    """Everything read, nothing missing; the same for the same numbers."""
    places = [f"DB{number:04}" for number in range(servers)]
    sections: dict[str, Any] = {
        name: [] if "list[" in str(hint) else None
        for name, hint in get_type_hints(Inventory).items()
        if "Collected" in str(hint)
    }
    sections |= {
        "forest": made(
            Forest, name="corp.example", functional_level=7, schema_version=88, exchange_schema=17003,
            schema_master="dc000.corp.example", naming_master="dc000.corp.example",
        ),
        "domains": [
            Domain(
                name="corp.example", netbios_name="CORP", parent=None, trusts=_read([]),
                head=_read(made(DomainHead, functional_level=7, mixed_mode=False, preparation_versions=[13243])),
            )
        ],
        "domain_controllers": [_controller(number) for number in range(controllers)],
        "sites": [made(Site, name=f"Site{number:02}", subnets=[f"10.{number}.0.0/16"]) for number in range(50)],
        "organization": made(Organization, name="Corp", object_version=16763, mixed_mode=False),
        "accepted_domains": [AcceptedDomain(name="corp.example", flags=4)],
        "servers": [_server(number) for number in range(servers)],
        "databases": [_database(number) for number in range(servers)],
        "virtual_directories": [each for number in range(servers) for each in _directories(number)],
        "clients": made(
            Clients,
            days=30,
            seen=[ClientSeen(program="Outlook", version="16.0.17126.20132", mode=None, users=mailboxes)],
        ),
        "recipients": [
            RecipientCount(type_details=1, database=name, server=None, count=mailboxes // servers)
            for name in places
        ],
        "recipient_list": RecipientList(
            domains=["corp.example"],
            places=[MailboxPlace(database=name, server=None, deleted=False) for name in places],
            recipients=list(_recipients(mailboxes, servers)),
            without_alias=0,
            unread=[],
            hidden=[],
        ),
        "cloud_traces": made(CloudTraces),
        "tenant": made(Tenant, verified_domains=["corp.example"]),
        "mailbox_sizes": made(MailboxSizes, mailboxes=mailboxes, total=mailboxes * GIB),
        "mailbox_contents": made(MailboxContents, large_from=100 << 20),
        "organization_settings": made(OrganizationSettings, modern_authentication=True),
        "public_folder_statistics": made(PublicFolderStatistics, folders=0),
    }  # fmt: skip
    return Inventory(
        holds=HOLDS,
        schema=SCHEMA,
        tool="benchmark",
        taken_at=AT,
        scan=Scan(
            domain="corp.example",
            server="dc000.corp.example",
            account="reader",
            protection="LDAPS",
            exceptions=[],
        ),
        hosts=[_host(number) for number in range(servers)],
        candidates=[],
        **{name: _read(data) for name, data in sections.items()},
    )


def _read(data: Any) -> Collected[Any]:
    return Collected(data=data, source=Source(collector="benchmark", host="dc000.corp.example"), at=AT)


def _build(number: int) -> str:
    return BUILDS[number % len(BUILDS)]


def _controller(number: int) -> DomainController:
    return made(
        DomainController, name=f"dc{number:03}.corp.example", dns_name=f"dc{number:03}.corp.example",
        domain="corp.example", site=f"Site{number % 50:02}", global_catalog=True, read_only=False,
        computer=_read(made(Computer, operating_system="Windows Server 2019", version="10.0 (17763)", enabled=True)),
    )  # fmt: skip


def _server(number: int) -> ExchangeServer:
    build = _build(number)
    return made(
        ExchangeServer, name=f"EX{number:04}", fqdn=f"ex{number:04}.corp.example", site=f"Site{number % 50:02}",
        administrative_group="Exchange Administrative Group (FYDIBOHF23SPDLT)", serial_number=STAMPS[build],
        build=build, roles=16439, created=AT,
        computer=_read(made(Computer, operating_system="Windows Server 2019", version="10.0 (17763)", enabled=True)),
    )  # fmt: skip


def _database(number: int) -> Database:
    copies = [DatabaseCopy(server=f"EX{number:04}", preference=1, replay_lag=None, truncation_lag=None)]
    return made(
        Database, name=f"DB{number:04}", kind="mailbox", server=f"EX{number:04}", copies=copies,
        path=f"D:\\DB{number:04}\\DB{number:04}.edb",
    )  # fmt: skip


def _directories(number: int) -> Iterator[VirtualDirectory]:
    for kind in ("owa", "ecp", "ews", "activesync", "oab", "mapi"):
        yield made(
            VirtualDirectory, server=f"EX{number:04}", name=f"{kind} (Default Web Site)", kind=kind, back_end=False,
            internal_url=f"https://mail.corp.example/{kind}", external_url=f"https://mail.corp.example/{kind}",
        )  # fmt: skip


def _host(number: int) -> Host:
    return Host(
        name=f"ex{number:04}.corp.example",
        platform=_read(made(Platform, manufacturer="VMware, Inc.", model="VMware Virtual Platform", domain_role=3)),
        processor=_read(made(Processor, architecture="AMD64", sockets=2, physical_cores=16, logical_processors=16)),
        memory=_read(made(Memory, installed=128 * GIB, usable=128 * GIB - (4 << 20))),
        operating_system=_read(
            made(
                OperatingSystem, family="windows", name="Windows Server 2019 Standard", version="10.0.17763",
                edition="ServerStandard", server=True, installation="Server",
            )
        ),
        volumes=_read([made(Volume, mount="C:\\", file_system="NTFS", size=200 * GIB, free=90 * GIB, system=True)]),
        page_file=_read(
            PageFile(
                managed_by_system=False, allocated=32 * GIB,
                settings=[PageFileSetting(path="C:\\pagefile.sys", initial=32 * GIB, maximum=32 * GIB)],
            )
        ),
        network=_read(made(Network)),
        software=_read(made(Software, net_release=528040)),
        security=_read(made(SecuritySettings)),
        services=_read([]),
        certificates=_read([]),
        web_access=Skipped(code="not-asked", values={}, collector="benchmark", at=AT),
        exchange=_read(made(InstalledExchange, build=_build(number))),
    )  # fmt: skip


def _recipients(count: int, places: int) -> Iterator[Recipient]:
    """Mailboxes as a directory holds them; every thousandth has an address another one has too."""
    for number in range(count):
        alias = f"user{number:06}"
        twin = (
            f"smtp:user{number - 1:06}@corp.example"
            if number % 1000 == 999
            else f"smtp:u{number}@corp.example"
        )
        yield made(
            Recipient, guid=f"{number:032x}", classes="user", type_details=1, display_type=1073741824,
            version=88218628259840, domain=0, display_name=f"Änne Müller {number}", account=alias, control=512,
            upn=f"{alias}@corp.example", alias=alias, mail=f"{alias}@corp.example",
            addresses=[f"SMTP:{alias}@corp.example", twin, f"x500:/o=Corp/ou=Old/cn=Recipients/cn={alias}"],
            legacy_dn=f"/o=Corp/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={number:x}-{alias}",
            place=number % places, home_server=f"EX{number % places:04}", has_mailbox_guid=True, has_archive=False,
            last_logon="2026-10",
        )  # fmt: skip
