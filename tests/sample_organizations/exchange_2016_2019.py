"""Nordhafen Logistik GmbH: 2016 and 2019 side by side, on the way to Subscription Edition with a server for it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from scanner.inventory.model import (
    AuthConfiguration,
    Candidate,
    Certificate,
    Database,
    Host,
    Inventory,
    PartnerApplication,
)
from tests.sample_organizations.certificates import AUTHORITY, bound, by_name, certificate, own, thumbprints
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
    ALONE,
    BALANCED,
    MAILBOX_FEATURES,
    NET_48,
    NET_481,
    Machine,
    completed,
    exactly,
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
    windows,
)
from tests.sample_organizations.mail import (
    DEFAULT,
    INTERNAL_RELAY,
    accepted,
    address_book,
    address_lists,
    address_policy,
    default_policies,
    policy,
    protocols,
    receive,
    receive_defaults,
    remote,
    rule,
    send,
    transport,
)
from tests.sample_organizations.people import (
    counts,
    elsewhere,
    in_database,
    mailbox_sizes,
)
from tests.sample_organizations.reading import LOCAL, Reading
from tests.sample_organizations.servers import (
    BOTH_2013,
    EDGE,
    ENTERPRISE,
    MAILBOX_2019,
    MIB,
    USUAL_QUOTA,
    copies,
    dag,
    database,
    organization,
    routing_group,
    server,
    statistics,
)
from tests.sample_organizations.web import (
    anywhere,
    autodiscover,
    clients,
    device,
    protection,
    rpc_services,
    web,
)

READING = Reading(
    taken_at=datetime.fromisoformat("2026-11-19T14:32:08+01:00"),
    controllers={
        "nordhafen.example": "HAM-DC01.nordhafen.example",
        "terminal.nordhafen.example": "HAM-DC11.terminal.nordhafen.example",
    },
    account="exready-lesen@nordhafen.example",
    protection="LDAPS, certificate verified",
    servers_at=40.322,
)
NAME = "Nordhafen Logistik GmbH"
DOMAIN, TERMINAL, MAIL = "nordhafen.example", "terminal.nordhafen.example", "nordhafen-logistik.example"
WEB = f"mail.{MAIL}"
BUILD_2016, BUILD_2019 = "15.1.2507.6", "15.2.1748.10"
MAILBOX_SERVERS = ("HAM-EX11", "HAM-EX12", "HAM-EX21", "HAM-EX22")
DNS = ("10.40.1.11", "10.40.1.12")
_server = partial(server, READING, site="Hamburg", organization=NAME)

_PUBLIC = certificate(
    WEB, "2026-03-02", "2027-04-01", f"autodiscover.{MAIL}", f"autodiscover.{DOMAIN}",
    "autodiscover.seefracht-nord.example", issuer=AUTHORITY,
)  # fmt: skip
_OAUTH = certificate("Microsoft Exchange Server Auth Certificate", "2023-05-27", "2028-05-26")
_OUTLOOKS = {
    "15.0.4971.1000": 9, "15.0.5537.1000": 14, "16.0.5539.1001": 41, "16.0.10417.20117": 76, "16.0.14334.20522": 122,
    "16.0.17932.20884": 147, "16.0.17932.20976": 588, "16.0.18526.20714": 93, "16.0.19127.20532": 461,
    "16.0.19725.20126": 218,
}  # fmt: skip
_NUMBERS = {
    **elsewhere(contact=318, mail_user=12, distribution=204, security=57, dynamic=9, room_list=4),
    **in_database("DB01", user=412, shared=38, room=14, equipment=9, monitoring=12),
    **in_database("DB02", user=398, linked=2, shared=41, room=11, equipment=6, monitoring=12),
    **in_database("DB21", user=286, shared=27, room=12, equipment=5, arbitration=6, audit=1, monitoring=8),
    **in_database("DB22", user=271, shared=24, room=9, equipment=4, discovery=1, monitoring=8),
    **in_database("DB23", user=262, shared=22, room=8, equipment=3, audit=1, monitoring=8),
    **in_database("DB24", user=247, shared=19, room=8, equipment=2, monitoring=8),
}  # fmt: skip
_PATHS = {"DB0": "D:\\ExDB", "DB2": "E:\\ExDB"}


def _own(name: str) -> Certificate:
    return own(name, DOMAIN, "2025-03-15", "2030-03-15") if name > "HAM-EX2" else own(
        name, DOMAIN, "2023-05-26", "2028-05-26", signature="sha1"
    )  # fmt: skip


def _database(name: str, first: str, second: str) -> Database:
    path = f"{_PATHS[name[:3]]}\\{name}\\{name}.edb"
    return database(
        name, path, first, second, dag="HAM-DAG1" if first < "HAM-EX2" else "HAM-DAG2", circular=first > "HAM-EX2",
        address_book="Default Offline Address Book", quota_kb=USUAL_QUOTA if first < "HAM-EX2" else 50 * MIB,
    )  # fmt: skip


DATABASES = [
    _database("DB01", "HAM-EX11", "HAM-EX12"),
    _database("DB02", "HAM-EX12", "HAM-EX11"),
    _database("DB21", "HAM-EX21", "HAM-EX22"),
    _database("DB22", "HAM-EX22", "HAM-EX21"),
    _database("DB23", "HAM-EX21", "HAM-EX22"),
    _database("DB24", "HAM-EX22", "HAM-EX21"),
]


def _mailbox_2016(name: str, place: int, address: str, free_c: int, free_d: int) -> Host:
    return host(
        READING, f"{name}.{DOMAIN}", place,
        Machine(
            platform=platform(DOMAIN, maker="HPE", model="ProLiant DL380 Gen9"),
            processor=processor("Intel(R) Xeon(R) CPU E5-2640 v4 @ 2.40GHz", 2, 20, 20, mhz=2400),
            memory=memory(96, missing=85147648),
            operating_system=windows("2016", language=1031),
            volumes=[
                exactly("C:\\", 214211489792, free_c),
                exactly("D:\\", 3298533830656, free_d, file_system="ReFS"),
                exactly("L:\\", 274876854272, 202615078912),
            ],
            page_file=page_file(32778),
            network=network(address, "fe80::1d0a:40ff:fe01:21", dns=DNS, name="HPE Ethernet 1Gb 4-port 331i Adapter"),
            software=software(NET_48, updates=("KB5066836", "KB5066369"), powershell="5.1.14393.8422"),
            security=security(lm=5),
            services=services("2013", more=("MSExchangeUM", "MSExchangeUMCR")),
            certificates=[bound(_PUBLIC, "IIS", "SMTP"), bound(_own(name), "SMTP"), bound(_OAUTH, "SMTP")],
            exchange=installed("15.1.2507.61", "MailboxRole", "ClientAccessRole", "AdminTools"),
        ),
    )  # fmt: skip


def _mailbox_2019(name: str, place: int, address: str, free_c: int, free_e: int) -> Host:
    return host(
        READING, f"{name}.{DOMAIN}", place,
        Machine(
            platform=platform(DOMAIN, maker="HPE", model="ProLiant DL380 Gen10 Plus"),
            processor=processor("Intel(R) Xeon(R) Gold 5317 CPU @ 3.00GHz", 2, 24, 24, mhz=3000),
            memory=memory(128, missing=387989504),
            operating_system=windows("2022", core=True, language=1031),
            volumes=[
                exactly("C:\\", 321478298009, free_c),
                exactly("E:\\", 7696580341760, free_e, file_system="ReFS"),
            ],
            page_file=page_file(32768),
            network=network(address, "fe80::1d0a:40ff:fe02:21", dns=DNS, name="HPE Eth 10/25Gb 2p 631SFP28 Adptr"),
            software=software(NET_481, updates=("KB5066782", "KB5066367"), powershell="5.1.20348.4294"),
            security=security(),
            services=services("2013"),
            certificates=[bound(_PUBLIC, "IIS", "SMTP"), bound(_own(name), "SMTP"), bound(_OAUTH, "SMTP")],
            exchange=installed("15.2.1748.39", "MailboxRole", "ClientAccessRole", "AdminTools"),
        ),
    )  # fmt: skip


def _edge() -> Host:
    name = "HAM-EDGE1.dmz.nordhafen.example"
    return host(
        READING, name, 4,
        Machine(
            platform=platform("DMZ", role=ALONE, plan=BALANCED),
            processor=processor("Intel(R) Xeon(R) CPU E5-2640 v4 @ 2.40GHz", 1, 4, 4, mhz=2400),
            memory=memory(16, missing=536576),
            operating_system=windows("2016", language=1031),
            volumes=[exactly("C:\\", 128312143872, 62706520064)],
            page_file=page_file(16394),
            network=network("192.168.240.10", dns=("192.168.240.2",)),
            software=software(NET_48, features=("ADLDS", "NET-Framework-45-Core"), powershell="5.1.14393.8422"),
            security=security({"TLS 1.2": 1}, strong=False),
            services=services("", more=("MSExchangeEdgeCredential", "MSExchangeServiceHost", "MSExchangeTransport")),
            certificates=[bound(own("HAM-EDGE1", "dmz.nordhafen.example", "2022-01-10", "2027-01-10"), "SMTP")],
            exchange=installed("15.1.2507.61", "EdgeTransportRole", "AdminTools"),
        ),
    )  # fmt: skip


def _candidate() -> Host:
    """The new server read itself, and ran the script as well."""
    name = "HAM-EX31.nordhafen.example"
    itself = host(
        READING, name, 0,
        Machine(
            processor=processor("Intel(R) Xeon(R) Silver 4410Y", 2, 24, 24),
            memory=memory(128, missing=388280320),
            operating_system=windows("2025", language=1031),
            volumes=[
                exactly("C:\\", 321156175462, 261778255872),
                exactly("E:\\", 7696580341760, 7676931915776, file_system="ReFS"),
            ],
            page_file=page_file(32768),
            exchange=installed(None),
        ),
        collector=LOCAL, seconds=READING.servers_at + 3.882,
    )  # fmt: skip
    script = host(
        READING, name, 6,
        Machine(
            platform=platform(DOMAIN, maker="HPE", model="ProLiant DL380 Gen11", started="2026-11-17T06:30:12+00:00"),
            network=network("10.40.1.31", "fe80::1d0a:40ff:fe03:31", dns=DNS, name="Broadcom P210p NetXtreme-E"),
            software=software(NET_481, features=MAILBOX_FEATURES,
                              powershell="5.1.26100.7171"),
            security=security(guard=0),
            services=services("", more=("Spooler",)),
            certificates=[],
        ),
    )  # fmt: skip
    return completed(itself, script)


def exchange_2016_2019() -> Inventory:
    """The inventory."""
    found = Found(
        forest=forest(
            DOMAIN, 7, 88, exchange=17003, extended=datetime.fromisoformat("2011-04-09T09:12:47+00:00"),
            master="HAM-DC01.nordhafen.example", suffixes=(MAIL,), recycle_bin=True,
        ),
        domains=[
            domain(READING, DOMAIN, "NORDHAFEN", 7, [13243], sysvol_migration=48,
                   trusts=[within(TERMINAL, "TERMINAL", datetime.fromisoformat("2014-02-11T10:00:00+00:00"))]),
            domain(READING, TERMINAL, "TERMINAL", 7, [13243], parent=DOMAIN,
                   trusts=[within(DOMAIN, "NORDHAFEN", datetime.fromisoformat("2014-02-11T10:00:00+00:00"))]),
        ],
        domain_controllers=[
            controller(READING, "BHV-RODC1", "2019", "Bremerhaven", domain=TERMINAL, read_only=True,
                       created="2020-08-17"),
            controller(READING, "HAM-DC01", "2022", "Hamburg", created="2023-01-21"),
            controller(READING, "HAM-DC02", "2019", "Hamburg", created="2019-11-09"),
            controller(READING, "HAM-DC11", "2016", "Hamburg", domain=TERMINAL, created="2017-06-24"),
        ],
        sites=[
            site("Bremerhaven", "10.41.0.0/20"),
            site("Hamburg", "10.40.0.0/16", "192.168.240.0/27", "2001:db8:40::/48"),
        ],
        site_links=[site_link("Bremerhaven", "Hamburg", interval=15)],
        computers=[
            *computers(
                DOMAIN,
                ("Windows 7 Professional", "6.1 (7601)", "2026-11", 6),
                ("Windows 10 Pro", "10.0 (19045)", "2026-11", 402),
                ("Windows 11 Pro", "10.0 (22631)", "2026-11", 988),
                ("Windows 11 Pro", "10.0 (26100)", "2026-11", 511),
                ("Windows Server 2016 Standard", "10.0 (14393)", "2026-11", 21),
                ("Windows Server 2022 Standard", "10.0 (20348)", "2026-11", 38),
            ),
            *computers(TERMINAL, ("Windows 10 Enterprise LTSC", "10.0 (17763)", "2026-11", 64)),
        ],
        administrator_groups=administrators(
            DOMAIN, TERMINAL, schema=0, enterprise=2, domain_admins=3, managers=4,
            names=("Domänen-Admins", "Organisations-Admins", "Schema-Admins"),
        ),
        organization=organization(NAME, 16763, BUILD_2019, "2011-04-09T09:40:02+00:00", mapi_http=True),
        servers=[
            server(READING, "HAM-EDGE1", "dmz.nordhafen.example", BUILD_2016, EDGE, "2016",
                   "2018-06-09T07:33:40+00:00", site="Hamburg", organization=NAME,
                   edge_sync="1:HAM-EX11:20261119"),
            _server("HAM-EX11", DOMAIN, BUILD_2016, BOTH_2013, "2016", "2018-05-26T08:14:33+00:00", dag="HAM-DAG1",
                    edition=ENTERPRISE, certificate=_own("HAM-EX11"), product_id="02064-110-7301884-75002"),
            _server("HAM-EX12", DOMAIN, BUILD_2016, BOTH_2013, "2016", "2018-05-27T10:51:07+00:00", dag="HAM-DAG1",
                    edition=ENTERPRISE, certificate=_own("HAM-EX12"), product_id="02064-110-7301884-75002"),
            _server("HAM-EX21", DOMAIN, BUILD_2019, MAILBOX_2019, "2022", "2025-03-15T09:02:58+00:00",
                    dag="HAM-DAG2", edition=ENTERPRISE, certificate=_own("HAM-EX21"),
                    product_id="02064-110-9120447-75002"),
            _server("HAM-EX22", DOMAIN, BUILD_2019, MAILBOX_2019, "2022", "2025-03-16T11:40:19+00:00",
                    dag="HAM-DAG2", edition=ENTERPRISE, certificate=_own("HAM-EX22"),
                    product_id="02064-110-9120447-75002"),
        ],
        databases=DATABASES,
        dags=[dag("HAM-DAG1", "HAM-FS01.nordhafen.example"), dag("HAM-DAG2", "HAM-FS02.nordhafen.example", mode=1)],
        routing_groups=[routing_group("HAM-EX11", "HAM-EX12", "HAM-EX21", "HAM-EX22")],
        accepted_domains=accepted(
            (MAIL, DEFAULT), (DOMAIN, 0), ("seefracht-nord.example", 0), (f"tracking.{MAIL}", INTERNAL_RELAY)
        ),
        remote_domains=[remote("Default", "*", 3)],
        send_connectors=[
            send("EdgeSync - Hamburg to Internet", ["SMTP:*;100"], "HAM-EDGE1"),
            send("EdgeSync - Inbound to Hamburg", ["SMTP:--;100"], "HAM-EDGE1"),
            send("Sendungsverfolgung", [f"SMTP:tracking.{MAIL};1"], "HAM-EX11", "HAM-EX12",
                 smart_host="tracking.nordhafen.example", certificate=by_name(_PUBLIC), fqdn=WEB),
        ],
        receive_connectors=[
            each
            for name in MAILBOX_SERVERS
            for each in (
                *receive_defaults(name, "2016" if name < "HAM-EX2" else "2019"),
                receive(f"Scanner {name}", name, ranges=("10.40.9.0/24",), security=0),
            )
        ],
        transport_settings=transport("192.168.240.10", limit_kb=36864),
        transport_rules=[
            rule("Extern kennzeichnen", "TransportVersioned", 0, "2022-09-05T07:00:00+00:00"),
            rule("Haftungsausschluss", "TransportVersioned", 1, "2019-02-14T12:45:00+00:00"),
        ],
        mail_protocols=[each for name in MAILBOX_SERVERS for each in protocols(name, "2016", WEB)],
        virtual_directories=[
            each
            for name in MAILBOX_SERVERS
            for each in web(name, "2016" if name < "HAM-EX2" else "2019", WEB, WEB)
        ],
        autodiscover_points=[
            autodiscover(name, f"autodiscover.{MAIL}", "2025-03-16T12:04:11+00:00", "Hamburg")
            for name in MAILBOX_SERVERS
        ],
        rpc_services=rpc_services(*MAILBOX_SERVERS),
        devices=[
            device(DOMAIN, "Android", "SM-G525F", "Android 13", 118),
            device(DOMAIN, "Outlook", "Outlook for iOS and Android", "Android 15", 640),
            device(DOMAIN, "iPad", "iPad13C18", "iOS 18.6 22G86", 54),
            device(DOMAIN, "iPhone", "iPhone14C7", "iOS 18.6 22G86", 803),
        ],
        clients=READING.collected(
            clients(
                [
                    *(("Outlook", version, users) for version, users in _OUTLOOKS.items()),
                    ("Outlook", None, 31),
                    ("Outlook for Mac", "16.85.24051214", 26),
                ]
            ),
            "outlook-clients", "HAM-EX21.nordhafen.example", "Logging\\MapiHttp\\Mailbox\\MapiHttp_*.LOG", 39.91,
        ),
        recipient_policies=[
            address_policy("Seefracht", "SMTP:%g.%s@seefracht-nord.example", f"smtp:%g.%s@{MAIL}", priority=1,
                           ldap="(&(mailNickname=*)(company=Seefracht))", filter="Company -eq 'Seefracht'"),
            address_policy("Default Policy", f"SMTP:%g.%s@{MAIL}", f"smtp:%m@{DOMAIN}"),
        ],
        address_lists=address_lists("2016"),
        offline_address_books=[
            address_book("Default Offline Address Book", None, *MAILBOX_SERVERS,
                         mailbox="SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}", versions=4)
        ],
        policies=[
            policy("device-access-rule", "iOS 15.0 (DeviceOS)", "2022-01-18T09:00:00+00:00"),
            *default_policies("2016", "2018-05-26T08:40:10+00:00"),
            policy("setting-override", "EnableEncryptionAlgorithmCBC", "2024-05-02T18:20:00+00:00"),
        ],
        auth_configuration=AuthConfiguration(
            certificates=thumbprints(_OAUTH), realm=None, issuer="00000002-0000-0ff1-ce00-000000000000"
        ),
        partner_applications=[
            PartnerApplication(name="Exchange Online", application_id="00000002-0000-0ff1-ce00-000000000000",
                               linked_account=None, flags=3),
        ],
        recipients=counts(_NUMBERS),
        recipient_list=READING.skipped("recipients-counted", "ldap-recipients"),
        database_statistics=READING.servers(
            "database_statistics",
            [
                statistics(READING, "DB01", "HAM-EX11", 812.5, free_gb=61, backup_days=0.6),
                statistics(READING, "DB02", "HAM-EX12", 784.1, free_gb=38, backup_days=0.6),
                statistics(READING, "DB21", "HAM-EX21", 541.0, free_gb=19, backup_days=0.6),
                statistics(READING, "DB22", "HAM-EX22", 508.8, free_gb=12, backup_days=0.6),
                statistics(READING, "DB23", "HAM-EX21", 497.3, free_gb=9, backup_days=0.6),
                statistics(READING, "DB24", "HAM-EX22", 466.2, free_gb=14, backup_days=0.6),
            ],
            *(f"{name}.{DOMAIN}" for name in MAILBOX_SERVERS),
        ),
        copy_status=READING.servers(
            "copy_status",
            [copy for each in DATABASES for copy in copies(each)],
            *(f"{name}.{DOMAIN}" for name in MAILBOX_SERVERS),
        ),
        mailbox_sizes=READING.servers(
            "mailbox_sizes",
            mailbox_sizes(
                {0: (1234, 0.42), 1: (612, 1.28), 2: (208, 2.6), 5: (66, 5.6), 10: (16, 11.0), 20: (4, 26.0)},
                [("DB01", 31.4, 304211), ("DB02", 27.9, 188034), ("DB21", 23.2, 142876), ("DB01", 21.5, 260118)],
                archives=(212, 918.0),
            ),
            *(f"{name}.{DOMAIN}" for name in MAILBOX_SERVERS),
        ),
        outlook_anywhere=READING.servers(
            "outlook_anywhere",
            [anywhere(name, WEB, WEB, False) for name in MAILBOX_SERVERS],
            *(f"{name}.{DOMAIN}" for name in MAILBOX_SERVERS),
        ),
        extended_protection=READING.servers(
            "extended_protection",
            [each for name in MAILBOX_SERVERS for each in protection(name, "Require")],
            *(f"{name}.{DOMAIN}" for name in MAILBOX_SERVERS),
        ),
    )  # fmt: skip
    hosts = [
        _mailbox_2016("HAM-EX11", 0, "10.40.1.21", 76879912960, 1484340695040),
        _mailbox_2016("HAM-EX12", 1, "10.40.1.22", 70974332928, 1483803824128),
        _mailbox_2019("HAM-EX21", 2, "10.40.1.23", 194562015232, 5386211110912),
        _mailbox_2019("HAM-EX22", 3, "10.40.1.24", 198534860800, 5385996361728),
        _edge(),
        _candidate(),
    ]
    new = Candidate(host="HAM-EX31.nordhafen.example", role="mailbox", targets=["exchange-se"])
    return inventory(READING, found, hosts, [new])
