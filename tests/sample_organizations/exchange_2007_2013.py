"""Wexcombe Instruments: 2007 in daily use, and a first server with 2013 that nobody finished."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from scanner.inventory.model import (
    AuthConfiguration,
    Candidate,
    Database,
    Host,
    Inventory,
    PublicFolderStatistics,
    PublicFolderTree,
)
from tests.sample_organizations.certificates import (
    AUTHORITY,
    bound,
    certificate,
    own,
    thumbprints,
    unassigned,
)
from tests.sample_organizations.directory import (
    administrators,
    computers,
    controller,
    domain,
    forest,
    site,
    site_link,
    within,
)
from tests.sample_organizations.found import Found, inventory
from tests.sample_organizations.machines import (
    BALANCED,
    NET_461,
    Machine,
    host,
    installed,
    memory,
    network,
    page_file,
    platform,
    processor,
    security,
    services,
    software,
    volume,
    windows,
)
from tests.sample_organizations.mail import (
    DEFAULT,
    EXTERNAL_RELAY,
    accepted,
    address_book,
    address_lists,
    address_policy,
    default_policies,
    policy,
    protocols,
    receive_defaults,
    remote,
    rule,
    send,
    transport,
    voice,
)
from tests.sample_organizations.people import counts, elsewhere, in_database, mailbox_sizes
from tests.sample_organizations.reading import Reading
from tests.sample_organizations.servers import (
    BOTH_2013,
    CLIENT_ACCESS,
    ENTERPRISE,
    HUB_TRANSPORT,
    MAILBOX,
    MIB,
    TRIAL,
    UNIFIED_MESSAGING,
    database,
    organization,
    routing_group,
    server,
    settings,
    statistics,
    storage_group,
)
from tests.sample_organizations.web import anywhere, autodiscover, clients, device, rpc_services, web

READING = Reading(
    taken_at=datetime.fromisoformat("2026-11-23T08:05:44+00:00"),
    controllers={
        "wexcombe.local": "WXC-DC1.wexcombe.local",
        "plant.wexcombe.local": "PLT-DC1.plant.wexcombe.local",
    },
    account="exready@wexcombe.local",
    protection="Kerberos, sealed (LDAP 389)",
    servers_at=12.204,
)
NAME, DOMAIN, PLANT, MAIL = (
    "Wexcombe Instruments",
    "wexcombe.local",
    "plant.wexcombe.local",
    "wexcombe.example",
)
WEB, LEGACY_WEB = f"mail.{MAIL}", f"legacy.{MAIL}"
STORE, HUB, NEW = "WXC-MBX1", "WXC-HUB1", "WXC-EX13"
BUILD_2007, BUILD_2013 = "8.3.83.6", "15.0.1497.2"
DNS = ("10.30.0.5", "10.30.0.6")
PATH = "C:\\Program Files\\Microsoft\\Exchange Server\\"
_server = partial(server, READING, domain=DOMAIN, organization=NAME)
_PUBLIC = certificate(WEB, "2026-08-20", "2027-09-20", f"autodiscover.{MAIL}", LEGACY_WEB, issuer=AUTHORITY)
_OAUTH = certificate(
    "Microsoft Exchange Server Auth Certificate", "2021-10-30", "2026-10-04", signature="sha1"
)


def _database(name: str, group: str) -> Database:
    return database(
        name, f"G:\\{group}\\{name}.edb", STORE, storage_group=group, folder_database="Public Folders",
        address_book="Default Offline Address Book", quota_kb=2 * MIB,
    )  # fmt: skip


def _old(name: str, place: int, address: str, *roles: str, **more: str) -> Host:
    """A server with 2007 where the script was run by hand."""
    data = [volume("G:\\", 700, 96, block_kb=4)] if name == STORE else []
    return host(
        READING, f"{name}.{DOMAIN}", place,
        Machine(
            platform=platform(DOMAIN, maker="Dell Inc.", model="PowerEdge R710", plan=BALANCED,
                              started="2025-12-30T23:50:02+00:00"),
            processor=processor("Intel(R) Xeon(R) CPU           E5620  @ 2.40GHz", 2, 8, 16, mhz=2400),
            memory=memory(24),
            operating_system=windows("2008 R2"),
            volumes=[volume("C:\\", 136, 41), *data],
            page_file=page_file(24586),
            network=network(address, dns=DNS, name="Broadcom BCM5709C NetXtreme II GigE"),
            software=software(None, programs={}, features=("NET-Framework", "PowerShell-ISE", "Web-Server"),
                              updates=("KB976932", "KB2533623"), pending=("PendingFileRenameOperations",),
                              powershell="2.0", older=("v2.0.50727 SP2", "v3.0 SP2", "v3.5 SP1")),
            security=security({"SSL 2.0": 1, "SSL 3.0": 1}, strong=False, lm=3),
            services=services("2007", disabled=("MSExchangeMonitoring",), more=more.get("services", "").split()),
            # The shell of Exchange did not answer, so nobody knows what they are used for.
            certificates=unassigned([own(name, DOMAIN, "2026-01-12", "2027-01-12", signature="sha1")]),
            exchange=installed("8.3.517.0", *roles, "AdminTools", path=PATH),
        ),
    )  # fmt: skip


def _new() -> Host:
    return host(
        READING, f"{NEW}.{DOMAIN}", 2,
        Machine(
            platform=platform(DOMAIN, maker="Microsoft Corporation", model="Virtual Machine", plan=BALANCED),
            processor=processor("Intel(R) Xeon(R) CPU E5-2660 v3 @ 2.60GHz", 1, 4, 4, mhz=2600),
            memory=memory(16, dynamic=True),
            operating_system=windows("2012 R2"),
            volumes=[volume("C:\\", 120, 22), volume("E:\\", 400, 331, block_kb=4)],
            page_file=page_file(4096, managed=True),
            network=network("10.31.0.23", dns=DNS, name="Microsoft Hyper-V Network Adapter", disabled_ipv6=4294967295,
                            proxy="proxy.wexcombe.local:8080"),
            software=software(NET_461, updates=("KB2919355",), powershell="4.0", policy="AllSigned"),
            security=security({"SSL 3.0": 0}, strong=False),
            services=services("2013", stopped=("MSExchangeHM",), disabled=("RemoteRegistry",)),
            certificates=[
                bound(own(NEW, DOMAIN, "2021-10-30", "2026-10-30", signature="sha1"), "IIS", "SMTP"),
                bound(_OAUTH, "SMTP"),
            ],
            exchange=installed("15.0.1497.2", "MailboxRole", "ClientAccessRole", "AdminTools",
                               watermark={"MailboxRole": "Mailbox"}, missing=("Microsoft Exchange Server",)),
        ),
    )  # fmt: skip


_NUMBERS = {
    **elsewhere(contact=146, distribution=72, security=18, dynamic=3, folder=41),
    **in_database("Mailbox A-L", STORE, user=214, shared=17, room=9, equipment=4),
    **in_database("Mailbox M-Z", STORE, user=231, shared=12, room=6),
    **in_database("First 2013", user=11, arbitration=5, discovery=1, monitoring=4),
}


def exchange_2007_2013() -> Inventory:
    """The inventory."""
    everywhere = [f"{name}.{DOMAIN}" for name in (STORE, HUB, NEW)]
    made = datetime.fromisoformat("2009-05-02T09:00:00+00:00")
    found = Found(
        forest=forest(
            DOMAIN, 4, 69, exchange=15312, extended=datetime.fromisoformat("2008-07-19T14:10:26+00:00"),
            master="WXC-DC1.wexcombe.local", suffixes=(MAIL,),
            superiors=("computer", "msExchExchangeServer", "msExchInformationStore"),
        ),
        domains=[
            domain(READING, PLANT, "PLANT", 4, [], parent=DOMAIN, by_file_replication=True, sysvol_migration=16,
                   trusts=[within(DOMAIN, "WEXCOMBE", made)]),
            domain(READING, DOMAIN, "WEXCOMBE", 4, [13236], sysvol_migration=48, trusts=[within(PLANT, "PLANT", made)]),
        ],
        domain_controllers=[
            controller(READING, "PLT-DC1", "2008 R2", "Plant", domain=PLANT, global_catalog=False,
                       created="2010-04-24"),
            controller(READING, "WXC-DC1", "2012 R2", "Wexcombe", created="2014-09-06"),
            controller(READING, "WXC-DC2", "2008 R2", "Wexcombe", created="2010-03-13"),
        ],
        sites=[site("Plant", "10.31.0.0/22"), site("Wexcombe", "10.30.0.0/20")],
        site_links=[site_link("Plant", "Wexcombe", interval=30)],
        computers=computers(
            DOMAIN,
            ("Windows 7 Professional", "6.1 (7601)", "2026-11", 88),
            ("Windows 8.1 Pro", "6.3 (9600)", "2026-10", 7),
            ("Windows 10 Pro", "10.0 (19045)", "2026-11", 274),
            ("Windows 11 Pro", "10.0 (22631)", "2026-11", 96),
            ("Windows Server 2008 R2 Standard", "6.1 (7601)", "2026-11", 12),
        ),
        administrator_groups=administrators(DOMAIN, PLANT, schema=2, enterprise=2, domain_admins=5, managers=3),
        organization=organization(NAME, 16133, BUILD_2013, "2008-07-19T14:41:55+00:00"),
        servers=[
            _server(NEW, site="Plant", build=BUILD_2013, roles=BOTH_2013, windows="2012 R2",
                    created="2021-10-30T10:11:12+00:00",
                    edition=TRIAL, certificate=own(NEW, DOMAIN, "2021-10-30", "2026-10-30", signature="sha1"),
                    groups=("Exchange Install Domain Servers", "Exchange Servers"), proxy="http://proxy.wexcombe.local:8080"),
            _server(HUB, site="Wexcombe", build=BUILD_2007, windows="2008 R2",
                    roles=CLIENT_ACCESS | HUB_TRANSPORT | UNIFIED_MESSAGING,
                    created="2010-06-12T08:40:33+00:00", dial_plans=("Switchboard",),
                    product_id="02064-110-1184205-75002",
                    certificate=own(HUB, DOMAIN, "2026-01-12", "2027-01-12", signature="sha1")),
            _server(STORE, site="Wexcombe", build=BUILD_2007, roles=MAILBOX, windows="2008 R2",
                    created="2010-06-12T07:15:20+00:00",
                    edition=ENTERPRISE, product_id="02064-110-1184205-75003"),
        ],
        storage_groups=[
            storage_group("SG-A-L", STORE, "G:\\Logs\\A-L", local_copy=True),
            storage_group("SG-M-Z", STORE, "G:\\Logs\\M-Z", local_copy=True),
            storage_group("SG-PF", STORE, "G:\\Logs\\PF"),
        ],
        databases=[
            database("First 2013", "E:\\First 2013\\First 2013.edb", NEW, circular=True,
                     address_book="Default Offline Address Book (Ex2013)"),
            _database("Mailbox A-L", "SG-A-L"),
            _database("Mailbox M-Z", "SG-M-Z"),
            database("Public Folders", "G:\\SG-PF\\Public Folders.edb", STORE, storage_group="SG-PF",
                     public_folders=True, tree="Public Folders", quota_kb=None),
        ],
        public_folder_trees=[PublicFolderTree(name="Public Folders", kind=1, administrative_group=None)],
        routing_groups=[routing_group(HUB, STORE, NEW)],
        accepted_domains=accepted((MAIL, DEFAULT), (DOMAIN, 0), ("partner-lab.example", EXTERNAL_RELAY), ("*", 2)),
        remote_domains=[remote("Default", "*", 3)],
        send_connectors=[
            send("Internet", ["SMTP:*;1"], HUB, smart_host="filter.wexcombe.example", fqdn=WEB),
            send("To the old laboratory", ["SMTP:*.partner-lab.example;5"], HUB, enabled=False),
        ],
        receive_connectors=[*receive_defaults(NEW, "2013"), *receive_defaults(HUB, "2007")],
        transport_settings=transport(limit_kb=20480),
        transport_rules=[
            rule("Company notice", "Transport", 0, "2011-01-10T10:00:00+00:00"),
            rule("Journal of the board", "Journaling", 0, "2012-04-04T09:15:00+00:00"),
            rule("Journal of the board", "JournalingVersioned", 0, "2021-10-30T11:02:00+00:00"),
            rule("Company notice", "TransportVersioned", 0, "2021-10-30T11:02:00+00:00"),
        ],
        mail_protocols=[*protocols(NEW, "2013"), *protocols(HUB, "2007", WEB)],
        virtual_directories=[
            *web(NEW, "2013", f"wxc-ex13.{DOMAIN}", None),
            *web(HUB, "2007", WEB, WEB, insides={"oab": f"wxc-hub1.{DOMAIN}"}),
        ],
        autodiscover_points=[
            autodiscover(NEW, f"wxc-ex13.{DOMAIN}", "2021-10-30T10:30:41+00:00", "Plant"),
            autodiscover(HUB, f"autodiscover.{MAIL}", "2010-06-12T09:02:17+00:00", "Wexcombe"),
        ],
        rpc_services=rpc_services(NEW),
        devices=[
            device(DOMAIN, "Android", "SM-A546B", "Android 14", 66),
            device(DOMAIN, "BlackBerry", "BlackBerry 9790", None, 2, protocol="12.1", changed="2016-05"),
            device(DOMAIN, "WP", "Lumia 950", "Windows Phone 10.0.15254", 1, protocol="14.1", changed="2024-12"),
            device(DOMAIN, "iPhone", "iPhone12C8", "iOS 17.7 21H16", 71),
        ],
        clients=READING.servers(
            "clients",
            clients(
                [
                    ("Entourage", "13.1.0", 3), ("Outlook", "12.0.6607.1000", 61), ("Outlook", "14.0.7268.5000", 168),
                    ("Outlook", "15.0.5603.1000", 142), ("Outlook", "16.0.17932.20884", 57),
                    ("Outlook for Mac", "16.16.27", 5),
                ],
                everywhere,
                limits=[f"{STORE}.{DOMAIN}: no protocol log"],
            ),
            *everywhere,
        ),
        recipient_policies=[address_policy("Default Policy", f"SMTP:%g.%s@{MAIL}", generation="2007")],
        address_lists=address_lists("2007"),
        offline_address_books=[
            address_book("Default Offline Address Book", STORE, HUB, versions=7, default=False),
            address_book("Default Offline Address Book (Ex2013)", None, NEW, versions=4,
                         mailbox="SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}"),
        ],
        policies=[
            *default_policies("2013", "2021-10-30T09:50:00+00:00"),
            policy("managed-folder-policy", "Laboratory notes", "2009-11-02T12:00:00+00:00", "2007"),
        ],
        unified_messaging=[
            voice("auto-attendant", "Reception"),
            voice("dial-plan", "Switchboard", digits=4),
            voice("gateway", "Exchange line", address="10.30.9.4"),
            voice("mailbox-policy", "Switchboard Default Policy"),
        ],
        auth_configuration=AuthConfiguration(
            certificates=thumbprints(_OAUTH), realm=None, issuer="00000002-0000-0ff1-ce00-000000000000"
        ),
        recipients=counts(_NUMBERS),
        recipient_list=READING.skipped("recipients-counted", "ldap-recipients"),
        database_statistics=READING.servers(
            "database_statistics",
            [
                statistics(READING, "First 2013", NEW, 21.5, backup_days=None, mounted=True),
                statistics(READING, "Mailbox A-L", STORE, 231.0, free_gb=6, backup_days=0.4),
                statistics(READING, "Mailbox M-Z", STORE, 248.6, free_gb=9, backup_days=0.4),
                statistics(READING, "Public Folders", STORE, 87.9, free_gb=2, backup_days=0.4),
            ],
            *everywhere,
        ),
        mailbox_sizes=READING.servers(
            "mailbox_sizes",
            mailbox_sizes(
                {0: (241, 0.31), 1: (186, 1.28), 2: (77, 2.05)},
                [("Mailbox M-Z", 4.6, 51230), ("Mailbox A-L", 4.1, 60117), ("Mailbox M-Z", 3.9, 22841)],
            ),
            *everywhere,
        ),
        public_folder_statistics=READING.servers(
            "public_folder_statistics",
            PublicFolderStatistics(folders=612, items=184_330, total=83_100_000_000, largest=9_200_000_000,
                                   most_children=88, deepest=7, bad_names=0),
            f"{STORE}.{DOMAIN}",
        ),
        organization_settings=READING.servers(
            "organization_settings", settings(False, locked=True), everywhere[-1]
        ),
        outlook_anywhere=READING.servers(
            "outlook_anywhere",
            [anywhere(NEW, f"wxc-ex13.{DOMAIN}", None, True), anywhere(HUB, None, WEB, True)],
            *everywhere[1:],
        ),
    )  # fmt: skip
    hosts = [
        _old(STORE, 0, "10.30.0.21", "MailboxRole"),
        _old(HUB, 1, "10.30.0.22", "ClientAccessRole", "HubTransportRole", "UnifiedMessagingRole",
             services="MSExchangeTransport MSExchangeUM"),
        _new(),
    ]  # fmt: skip
    itself = Candidate(host=f"{NEW}.{DOMAIN}", role="mailbox", targets=["exchange-2013"])
    return inventory(READING, found, hosts, [itself])
