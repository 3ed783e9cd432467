"""Verlag Tidehorst: 2010 with everything it brought, an availability group, a client access array, Edge, voice mail."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from scanner.inventory.model import (
    Certificate,
    Database,
    Host,
    Inventory,
    PublicFolderStatistics,
    PublicFolderTree,
)
from tests.sample_organizations.certificates import AUTHORITY, bound, certificate, own
from tests.sample_organizations.directory import (
    administrators,
    computers,
    controller,
    domain,
    forest,
    sid,
    site,
    trust,
)
from tests.sample_organizations.found import Found, inventory
from tests.sample_organizations.machines import (
    NET_45,
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
    silent,
    software,
    volume,
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
    receive_defaults,
    remote,
    rule,
    send,
    transport,
    voice,
)
from tests.sample_organizations.people import (
    ARBITRATION,
    CONTACT,
    DISABLED_ACCOUNT,
    DISCOVERY,
    DISTRIBUTION,
    DYNAMIC,
    LINKED,
    ROOM,
    SHARED,
    People,
    mailbox_sizes,
)
from tests.sample_organizations.reading import Reading
from tests.sample_organizations.servers import (
    CLIENT_ACCESS,
    EDGE,
    ENTERPRISE,
    HUB_TRANSPORT,
    MAILBOX,
    UNIFIED_MESSAGING,
    copies,
    dag,
    database,
    organization,
    routing_group,
    server,
    settings,
    statistics,
)
from tests.sample_organizations.web import anywhere, array, autodiscover, clients, device, rpc_services, web

READING = Reading(
    taken_at=datetime.fromisoformat("2026-11-18T19:02:51+01:00"),
    controllers={"tidehorst.local": "TDH-DC1.tidehorst.local"},
    account="scan@tidehorst.local",
    protection="StartTLS, certificate verified",
    servers_at=8.733,
)
NAME, DOMAIN, MAIL = "Verlag Tidehorst", "tidehorst.local", "tidehorst.example"
PARTNER = "buchlager.example"  # whose packers have mailboxes here
WEB, SITE = f"post.{MAIL}", "Tidehorst"
BUILD = "14.3.123.4"
MEMBERS, EDGE_SERVER = ("TDH-EX1", "TDH-EX2"), "TDH-EDGE"
ALL_ROLES = MAILBOX | CLIENT_ACCESS | HUB_TRANSPORT | UNIFIED_MESSAGING
DNS = ("10.70.0.4",)
PATH = "C:\\Program Files\\Microsoft\\Exchange Server\\V14\\"
_server = partial(server, READING, site=SITE, organization=NAME)
_PUBLIC = certificate(WEB, "2025-12-01", "2026-12-31", f"autodiscover.{MAIL}", issuer=AUTHORITY, bits=1024)
_DESKS = (
    "Belletristik",
    "Herstellung",
    "Kinderbuch",
    "Lizenzen",
    "Presse",
    "Sachbuch",
    "Vertrieb",
    "Werbung",
)
_OFF_WINDOWS_2008_R2 = {"SSL 3.0": 0, "TLS 1.2": 1}


def _database(name: str, first: str, second: str) -> Database:
    return database(
        name, f"E:\\{name}\\{name}.edb", first, second, dag="TDH-DAG", folder_database=f"PF-{first[-1]}",
        address_book="Offlineadressbuch", journal="Archivierung" if name == "Redaktion" else None,
        lag="7.00:00:00" if name == "Redaktion" else None,
    )  # fmt: skip


DATABASES = [
    database(
        "PF-1", "E:\\PF-1\\PF-1.edb", "TDH-EX1", public_folders=True, tree="Public Folders", quota_kb=None
    ),
    database(
        "PF-2", "E:\\PF-2\\PF-2.edb", "TDH-EX2", public_folders=True, tree="Public Folders", quota_kb=None
    ),
    _database("Redaktion", "TDH-EX1", "TDH-EX2"),
    database("Rettung", "E:\\Rettung\\Rettung.edb", "TDH-EX2", recovery=True),
    _database("Verwaltung", "TDH-EX2", "TDH-EX1"),
]


def _people() -> People:
    people = People(NAME, DOMAIN, MAIL, version=44220983382016)
    desk, office = people.place("Redaktion"), people.place("Verwaltung")
    people.staff("de", 71, desk, "TDH-EX1")
    people.staff("de", 48, office, "TDH-EX2", skip=71)
    for name in _DESKS:
        people.mailbox(f"Postkorb {name}", office, "TDH-EX2", SHARED)
        people.other(f"Verteiler {name}", DISTRIBUTION, expansion_server="TDH-EX1" if name > "L" else None)
        people.other(f"Druckerei {name}", CONTACT, target=f"SMTP:satz@druckerei-{name.lower()}.example")
    for name in ("Bibliothek", "Fotostudio", "Konferenz"):
        people.mailbox(f"Raum {name}", office, "TDH-EX2", ROOM)
    for name in (
        "SystemMailbox{1f05a927-89c0-4725-adca-4527114196a1}",
        "SystemMailbox{e0dc1c29-89c3-4034-b678-e6c29d823ed9}",
        "FederatedEmail.4c1f4d8b-8179-4148-93bf-00a95fa1e042",
    ):
        people.mailbox(
            name,
            desk,
            "TDH-EX1",
            ARBITRATION,
            alias=name,
            hidden=True,
            addresses=[f"SMTP:{name.replace('{', '').replace('}', '')}@{MAIL}"],
        )
    people.mailbox("Suche", office, "TDH-EX2", DISCOVERY, hidden=True)
    people.mailbox("Archivierung", office, "TDH-EX2", hidden=True)
    people.other("Alle im Haus", DYNAMIC)
    for number, name in enumerate(("Packtisch Nord", "Packtisch Süd"), 1120):
        people.mailbox(
            name, office, "TDH-EX2", LINKED, control=DISABLED_ACCOUNT, linked=f"{sid(PARTNER)}-{number}"
        )
    people.change("FederatedEmail.4c1f4d8b-8179-4148-93bf-00a95fa1e042", home_server=None)
    people.change("anke.ahornwinkel", voice_mail=831, retention=8, archive=office, has_archive=True)
    people.change("bjorn.bruchsand", voice_mail=831, retention=1)
    people.change("cornelia.dunenfeld", voice_mail=831, holds=["c0ba3ce811b6432a8751430937152491"])
    people.change("dorte.eschenmoor", move_status=10)
    people.change("enno.fahrmannsruh", move_status=99)
    people.change("friederike.grunlinde", policy="Default Archive and Retention Policy", mobile=1)
    people.change(
        "gotz.hafengruber", forwards_outside="smtp:goetz@unterwegs.example", forwards_and_keeps=False
    )
    people.change("postkorb.presse", alias="presse,verlag")
    return people  # fmt: skip


def _member(name: str, place: int, address: str, build: str, free_gb: int) -> Host:
    return host(
        READING, f"{name}.{DOMAIN}", place,
        Machine(
            platform=platform(DOMAIN, maker="Dell Inc.", model="PowerEdge R720", started="2026-04-11T20:15:33+00:00"),
            processor=processor("Intel(R) Xeon(R) CPU E5-2640 0 @ 2.50GHz", 2, 12, 24, mhz=2500),
            memory=memory(64),
            operating_system=windows("2008 R2", language=1031),
            volumes=[volume("C:\\", 136, 38), volume("E:\\", 1100, free_gb)],
            page_file=page_file(65546),
            network=network(address, dns=DNS, name="Broadcom NetXtreme Gigabit Ethernet"),
            software=software(NET_45, programs={}, features=("NET-Framework", "RSAT-ADDS", "Web-Server"),
                              updates=("KB976932", "KB3140245"), powershell="2.0", older=("v3.5 SP1",)),
            security=security(_OFF_WINDOWS_2008_R2, lm=3),
            services=services("2010", more=("MSExchangeUM", "MSExchangeEdgeSync"),
                              stopped=("MSExchangeFDS",) if name == "TDH-EX2" else ()),
            certificates=[bound(_PUBLIC, "IIS", "IMAP"), bound(_own(name), "SMTP")],
            exchange=installed(build, "MailboxRole", "ClientAccessRole", "HubTransportRole", "UnifiedMessagingRole",
                               "AdminTools", path=PATH),
        ),
    )  # fmt: skip


def _own(name: str) -> Certificate:
    return own(name, DOMAIN, "2022-01-08", "2027-01-08", signature="sha1")


def exchange_2010_edge() -> Inventory:
    """The inventory."""
    people = _people()
    both = [f"{name}.{DOMAIN}" for name in MEMBERS]
    found = Found(
        forest=forest(
            DOMAIN, 3, 47, exchange=14734, extended=datetime.fromisoformat("2010-03-06T11:15:08+00:00"),
            master="TDH-DC1.tidehorst.local", superiors=("computer", "msExchExchangeServer", "msExchInformationStore"),
        ),
        domains=[
            domain(READING, DOMAIN, "TIDEHORST", 3, [13040], sysvol_migration=48,
                   trusts=[trust(PARTNER, "BUCHLAGER", direction=2,
                                 created=datetime.fromisoformat("2015-06-13T09:00:00+00:00"))]),
        ],
        domain_controllers=[controller(READING, "TDH-DC1", "2008 R2", SITE, created="2010-01-30")],
        sites=[site(SITE, "10.70.0.0/21", former=("TDH-DC0",))],
        computers=computers(
            DOMAIN,
            ("Windows 10 Pro", "10.0 (19045)", "2026-11", 97),
            ("Windows 11 Pro", "10.0 (26100)", "2026-11", 44),
            ("Mac OS X", "10.15", "2026-11", 12),
        ),
        administrator_groups=administrators(
            DOMAIN, schema=1, enterprise=1, domain_admins=3, managers=2,
            names=("Domänen-Admins", "Organisations-Admins", "Schema-Admins"),
        ),
        organization=organization(NAME, 14322, BUILD, "2010-03-06T11:42:19+00:00"),
        servers=[
            _server(EDGE_SERVER, "tidehorst.local", BUILD, EDGE, "2008 R2", "2010-05-15T10:08:00+00:00",
                    edge_sync="1:TDH-EX1:20261101"),
            *(
                _server(name, DOMAIN, BUILD, ALL_ROLES, "2008 R2", created, dag="TDH-DAG", array="tidehorst",
                        edition=ENTERPRISE, dial_plans=("Zentrale",), certificate=_own(name),
                        product_id="02064-110-3360718-75002")
                for name, created in zip(
                    MEMBERS, ("2010-03-13T09:20:51+00:00", "2010-03-14T13:36:07+00:00"), strict=True
                )
            ),
        ],
        databases=DATABASES,
        dags=[dag("TDH-DAG", "TDH-FS1.tidehorst.local", addresses=("10.70.0.30",))],
        public_folder_trees=[PublicFolderTree(name="Public Folders", kind=1, administrative_group=None)],
        routing_groups=[routing_group("TDH-EX1", "TDH-EX2")],
        accepted_domains=accepted((MAIL, DEFAULT), (DOMAIN, 0), ("buchpreis.example", INTERNAL_RELAY)),
        remote_domains=[remote("Default", "*", 3)],
        send_connectors=[
            send("EdgeSync - Inbound to Tidehorst", ["SMTP:--;100"], EDGE_SERVER),
            send("EdgeSync - Tidehorst to Internet", ["SMTP:*;100"], EDGE_SERVER),
            send("Faxdienst", ["FAX:*;1"], "TDH-EX1", kind="foreign"),
        ],
        receive_connectors=[each for name in MEMBERS for each in receive_defaults(name, "2010")],
        transport_settings=transport("10.70.0.25", limit_kb=51200),
        transport_rules=[rule("Pressesperre", "TransportVersioned", 0, "2018-03-19T16:00:00+00:00")],
        mail_protocols=[each for name in MEMBERS for each in protocols(name, "2010", WEB)],
        virtual_directories=[each for name in MEMBERS for each in web(name, "2010", WEB, WEB)],
        autodiscover_points=[
            autodiscover("TDH-EX0", f"autodiscover.{MAIL}", "2010-03-06T12:00:00+00:00", SITE),
            autodiscover("TDH-EX1", f"autodiscover.{MAIL}", "2010-03-13T09:51:12+00:00", SITE),
            autodiscover("TDH-EX2", f"autodiscover.{MAIL}", "2010-03-14T14:02:38+00:00", SITE, address=False),
        ],
        client_access_arrays=[array("tidehorst", WEB, SITE)],
        rpc_services=rpc_services(*MEMBERS, encryption=False, blocked="-11.99.99"),
        devices=[
            device(DOMAIN, "Android", "Pixel 8", "Android 15", 31, protocol="14.1"),
            device(DOMAIN, "iPhone", "iPhone15C3", "iOS 18.6 22G86", 58, protocol="14.1"),
        ],
        clients=READING.servers(
            "clients",
            clients(
                [
                    ("Apple Mail", "10.15.7", 12), ("Outlook", "14.0.7268.5000", 41),
                    ("Outlook", "15.0.5603.1000", 58), ("Outlook for Mac", "16.78", 9), ("Thunderbird", None, 2),
                ],
                both,
            ),
            *both,
        ),
        recipient_policies=[address_policy("Default Policy", f"SMTP:%g.%s@{MAIL}", generation="2010")],
        address_lists=address_lists("2010"),
        offline_address_books=[
            address_book("Offlineadressbuch", "TDH-EX1", *MEMBERS, versions=7, touched="2026-11-18T04:00:31+00:00")
        ],
        policies=[
            *default_policies("2010", "2010-03-06T12:10:00+00:00"),
            policy("retention-policy", "Default Archive and Retention Policy", "2013-05-04T10:00:00+00:00", "2010"),
        ],
        unified_messaging=[
            voice("auto-attendant", "Empfang"),
            voice("dial-plan", "Zentrale", digits=3),
            voice("gateway", "Telefonanlage", address="10.70.0.60"),
            voice("hunt-group", "Zentrale Sammelruf"),
            voice("mailbox-policy", "Zentrale Standardrichtlinie"),
        ],
        recipients=people.counted(),
        recipient_list=people.listed(without_alias=0),
        database_statistics=READING.servers(
            "database_statistics",
            [
                statistics(READING, "PF-1", "TDH-EX1", 61.4, backup_days=0.7),
                statistics(READING, "PF-2", "TDH-EX2", 60.9, backup_days=0.7),
                statistics(READING, "Redaktion", "TDH-EX1", 268.3, free_gb=14, backup_days=0.7),
                statistics(READING, "Verwaltung", "TDH-EX2", 187.2, free_gb=6, backup_days=15.7),
            ],
            *both,
        ),
        copy_status=READING.servers(
            "copy_status",
            [
                copy
                for each in DATABASES
                if each.kind == "mailbox" and not each.recovery
                for copy in copies(each, ill="TDH-EX2", queue=4117)
            ],
            *both,
        ),
        mailbox_sizes=READING.servers(
            "mailbox_sizes",
            mailbox_sizes(
                {0: (33, 0.4), 1: (28, 1.5), 2: (51, 3.1), 5: (19, 6.1), 10: (6, 13.3)},
                [("Redaktion", 18.8, 240116), ("Redaktion", 14.2, 98003), ("Verwaltung", 12.9, 130870)],
                archives=(1, 4.2),
            ),
            *both,
        ),
        public_folder_statistics=READING.servers(
            "public_folder_statistics",
            PublicFolderStatistics(folders=1107, items=208_004, total=63_700_000_000, largest=17_300_000_000,
                                   most_children=131, deepest=8, bad_names=12),
            *both,
        ),
        organization_settings=READING.servers("organization_settings", settings(None), *both),
        outlook_anywhere=READING.servers(
            "outlook_anywhere", [anywhere(name, None, WEB, False) for name in MEMBERS], *both
        ),
    )  # fmt: skip
    hosts = [
        _member("TDH-EX1", 0, "10.70.0.21", "14.3.513.0", 384),
        _member("TDH-EX2", 1, "10.70.0.22", "14.3.174.1", 171),
        silent(
            READING, f"{EDGE_SERVER}.{DOMAIN}", READING.servers_at + 2.1, "timed-out",
            host=f"{EDGE_SERVER}.{DOMAIN}", seconds=60,
        ),
    ]  # fmt: skip
    return inventory(READING, found, hosts)
