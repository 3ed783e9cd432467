"""Ateliers Brémond SA: Exchange 2007 and nothing else, on old Windows, with everything read but the Edge server."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import product

from scanner.inventory.model import Certificate, Host, Inventory, PublicFolderStatistics, PublicFolderTree
from tests.sample_organizations.certificates import AUTHORITY, bound, certificate, own
from tests.sample_organizations.directory import (
    administrators,
    computers,
    controller,
    domain,
    forest,
    site,
)
from tests.sample_organizations.found import Found, inventory
from tests.sample_organizations.machines import (
    Machine,
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
    silent,
    software,
    windows,
)
from tests.sample_organizations.mail import (
    DEFAULT,
    accepted,
    address_book,
    address_list,
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
    CONTACT,
    DISTRIBUTION,
    DYNAMIC,
    EQUIPMENT,
    FOLDER,
    NON_UNIVERSAL,
    ROOM,
    SECURITY,
    SHARED,
    People,
    contents,
    mailbox_sizes,
)
from tests.sample_organizations.reading import Reading
from tests.sample_organizations.servers import (
    CLIENT_ACCESS,
    EDGE,
    GROUP,
    HUB_TRANSPORT,
    MAILBOX,
    database,
    organization,
    routing_group,
    server,
    statistics,
    storage_group,
)
from tests.sample_organizations.web import autodiscover, clients, device, shown, web

READING = Reading(
    taken_at=datetime.fromisoformat("2026-11-22T09:14:00+01:00"),
    controllers={"bremond.local": "LYO-DC02.bremond.local"},
    account="svc-audit@bremond.local",
    protection="Kerberos, sealed (LDAP 389)",
    exceptions=("LYO-EX02.bremond.local: TLS older than 1.2 allowed",),
)
NAME = "Ateliers Brémond SA"
LEGACY_NAME = "Ateliers Bremond"  # names of the old notation hold no accents
_server = partial(server, READING, site="Lyon", organization=LEGACY_NAME)
DOMAIN, MAIL, WEB = "bremond.local", "bremond.example", "webmail.bremond.example"
BUILD = "8.3.83.6"
OLD_GROUP = "Premier groupe d'administration"
PATH = "C:\\Program Files\\Microsoft\\Exchange Server\\"
DNS = ("10.20.0.11", "10.20.0.12")
# What both servers leave to Windows, which on 2003 and 2008 means SSL 2.0 to TLS 1.0.
OLD_SECURITY = security({}, strong=False, lm=2)

_OUTLOOKS = {
    "11.0.8173.0": 17, "11.0.8303.0": 29, "12.0.6423.1000": 23, "12.0.6607.1000": 97, "12.0.6665.5000": 38,
    "14.0.6025.1000": 58, "14.0.6126.5000": 36, "14.0.7015.1000": 26, "14.0.7172.5000": 11,
}  # fmt: skip
_UNITS = (
    "Achats", "Atelier", "Comptabilité", "Direction", "Expédition", "Export", "Informatique", "Logistique",
    "Maintenance", "Méthodes", "Paie", "Production", "Qualité", "Recherche", "Sécurité", "Ventes",
)  # fmt: skip
_TRADES = ("Aciers", "Bois", "Câblage", "Découpe", "Emballage", "Fonderie", "Graissage", "Huiles")
_RIVERS = (
    "Ain", "Allier", "Ardèche", "Drôme", "Gier", "Isère", "Loire", "Ouvèze", "Rhône", "Saône", "Turdine", "Yzeron",
)  # fmt: skip


def _people() -> People:
    people = People(LEGACY_NAME, DOMAIN, MAIL, version=4535486012416, group=OLD_GROUP, sign_in=DOMAIN)
    store = people.place("DB1", "LYO-EX01")
    people.staff("fr", 371, store, "LYO-EX01")
    for number, unit in product(("", " 2", " Lyon"), _UNITS[:12]):
        if len(people.recipients) < 371 + 34:
            people.mailbox(f"Service {unit}{number}", store, "LYO-EX01", SHARED)
    for river in _RIVERS:
        people.mailbox(f"Salle {river}", store, "LYO-EX01", ROOM)
    for name in ("Camionnette", "Vidéoprojecteur", "Voiture de service"):
        people.mailbox(name, store, "LYO-EX01", EQUIPMENT)
    for place, trade in product(range(1, 12), _TRADES):
        name = f"Fournisseur {trade} {place}"
        people.other(
            name,
            CONTACT,
            target=f"SMTP:contact@{trade[:4].lower().replace('â', 'a').replace('é', 'e')}{place}.example",
        )
    for prefix, unit in product(("Équipe", "Liste", "Tous"), _UNITS):
        if sum(each.type_details == DISTRIBUTION for each in people.recipients) < 41:
            people.other(f"{prefix} {unit}", DISTRIBUTION)
    for unit in _UNITS[:9]:
        people.other(f"Ancienne liste {unit}", NON_UNIVERSAL, managed=False)
    for unit in _UNITS[:6]:
        people.other(f"Accès {unit}", SECURITY)
    people.other("Tout le personnel", DYNAMIC)
    for unit in _UNITS[:14]:
        people.other(f"Dossier {unit}", FOLDER)
    _with_faults(people)
    return people


def _with_faults(people: People) -> None:
    """What eighteen years of administration leave behind."""
    # Old programs made aliases out of names as they are written.
    people.change("edouard.epinoix", alias="édouard.épinoix")
    people.change("salle.rhone", alias="Salle Rhône")
    people.change("salle.saone", alias="Salle  Saône")
    people.change("service.comptabilite", alias="service.comptabilite.", display_name="Service Comptabilité ")
    long = "ancienne.liste.direction.generale.et.secretariat.du.site.de.lyon.sud"
    people.change("ancienne.liste.direction", alias=long, expansion_server="LYO-EX02")
    people.change("equipe.direction", expansion_server="LYO-EX02")
    people.change("service.achats.2", alias="service.achats")
    people.change("liste.export", addresses=[f"SMTP:export@{MAIL}", f"smtp:ventes.export@{MAIL}"])
    people.change("tous.export", addresses=[f"SMTP:tous.export@{MAIL}", f"smtp:export@{MAIL}"])
    people.change("service.paie", addresses=[f"SMTP:service paie@{MAIL}", f"smtp:service.paie@{MAIL}"])
    people.change("service.export", addresses=[f"SMTP:service.export@{MAIL}", f"SMTP:export.lyon@{MAIL}"])
    people.change("alban.aubeclaire", retention=1, forwards_to="Service Direction", forwards_and_keeps=True)
    people.change("beatrice.brisemont", policy="Conservation 5 ans")
    people.change("cedric.chantelune", forwards_outside="smtp:c.chantelune@messagerie.example")
    people.change("delphine.duvalfeu", control=514, last_logon="2024-03")
    people.change("fabienne.fontbrune", control=514, last_logon="2023-11")
    people.change("gael.grandpertuis", quota_default=False, quota_receive=20971520)


def _hosts() -> list[Host]:
    web_certificate = certificate(WEB, "2025-12-04", "2026-12-04", issuer=AUTHORITY)
    return [
        host(
            READING, "LYO-EX01.bremond.local", 0,
            machine=Machine(
                platform=platform(DOMAIN, maker="HP", model="ProLiant DL380 G5", plan=None,
                                  started="2026-03-14T21:40:17+00:00"),
                processor=processor("Intel(R) Xeon(R) CPU           E5430  @ 2.66GHz", 2, 8, 8, mhz=2660),
                memory=memory(16, missing=2060288),
                operating_system=windows("2008", language=1036),
                volumes=[
                    exactly("C:\\", 107373129728, 63672889344, block_kb=4),
                    exactly("E:\\", 133142933504, 111024902144, block_kb=4),
                    exactly("F:\\", 858992406528, 70115340288, block_kb=4),
                ],
                page_file=page_file(16394),
                network=network("10.20.0.21", dns=DNS, name="HP NC373i Multifunction Gigabit Server Adapter"),
                software=software(None, programs={}, features=None, updates=("KB951847", "KB968930", "KB2656356"),
                                  pending=None, powershell="2.0", older=("v2.0.50727 SP2", "v3.0 SP2", "v3.5 SP1")),
                security=OLD_SECURITY,
                services=services("2007"),
                certificates=[bound(_own("LYO-EX01"), "SMTP")],
                exchange=installed("8.3.245.2", "MailboxRole", "AdminTools", path=PATH),
            ),
        ),
        host(
            READING, "LYO-EX02.bremond.local", 1,
            machine=Machine(
                platform=platform(DOMAIN, maker="IBM", model="IBM eServer x3655 -[79855MG]-", plan=None,
                                  started="2026-06-02T19:05:51+00:00"),
                processor=processor("Dual-Core AMD Opteron(tm) Processor 2216", 2, None, 4, mhz=2400),
                memory=memory(8, missing=1024000),
                operating_system=windows("2003", name="Microsoft Windows Server 2003 R2", edition=None, language=1036),
                volumes=[
                    exactly("C:\\", 73013391360, 44882407424, block_kb=4),
                    exactly("D:\\", 73013391360, 57123061760, block_kb=4),
                ],
                page_file=page_file(2046, largest_mb=4092),
                network=network("10.20.0.22", dns=DNS, name="Broadcom NetXtreme II Gigabit Ethernet"),
                software=software(None, programs={}, features=None, updates=("KB926139-v2", "KB932370"), pending=None,
                                  powershell="1.0", older=("v2.0.50727 SP2", "v3.0 SP2", "v3.5 SP1")),
                security=OLD_SECURITY,
                services=services("2007", more=("MSExchangeTransport", "MSExchangeEdgeSync"),
                                  stopped=("MSExchangeFDS",)),
                certificates=[bound(web_certificate, "IIS"), bound(_own("LYO-EX02"), "SMTP")],
                exchange=installed("8.3.245.2", "ClientAccessRole", "HubTransportRole", "AdminTools", path=PATH),
                web_access=READING.servers(
                    "web_access",
                    shown("LYO-EX02.bremond.local", "8.3.245.2", "LYO-EX02", web_certificate,
                          "it is not for LYO-EX02.bremond.local", tls="TLSv1", ways=("Negotiate", "NTLM", "Basic")),
                    "LYO-EX02.bremond.local",
                ),
            ),
        ),
        silent(
            READING, "LYO-EDGE1.bremond.local", READING.servers_at + 1.3, "unreachable",
            "processor", "memory", "operating_system", "volumes", "page_file", "exchange",
            host="LYO-EDGE1", port=5985,
        ),
    ]  # fmt: skip


def _own(name: str) -> Certificate:
    """They renew themselves for a year at a time, and are signed as it was usual then."""
    return own(name, DOMAIN, "2026-05-06", "2027-05-06", signature="sha1")


def exchange_2007() -> Inventory:
    """The inventory."""
    people = _people()
    found = Found(
        forest=forest(
            DOMAIN, 2, 44, exchange=14625, extended=datetime.fromisoformat("2008-03-01T16:22:08+00:00"),
            master="LYO-DC01.bremond.local", tombstone=None,
            superiors=("computer", "msExchExchangeServer", "msExchInformationStore"),
        ),
        domains=[domain(READING, DOMAIN, "BREMOND", 2, [11221], masters="LYO-DC01.bremond.local",
                        backup="2026-10-25T19:04:11+00:00", by_file_replication=True)],
        domain_controllers=[
            controller(READING, "LYO-DC01", "2003", "Lyon", created="2005-09-12"),
            controller(READING, "LYO-DC02", "2008", "Lyon", created="2010-02-20"),
        ],
        sites=[site("Lyon", "10.20.0.0/24", "10.20.8.0/22", "192.168.90.0/28", former=("LYO-DC00",))],
        computers=computers(
            DOMAIN,
            ("Windows XP Professional", "5.1 (2600)", "2026-11", 21),
            ("Windows 7 Professionnel", "6.1 (7601)", "2026-11", 148),
            ("Windows 10 Professionnel", "10.0 (19045)", "2026-11", 171),
            ("Windows 11 Professionnel", "10.0 (26100)", "2026-11", 36),
            ("Windows Server 2003", "5.2 (3790)", "2026-11", 3),
            ("Windows Server® 2008 Standard", "6.0 (6002)", "2026-11", 4),
        ),
        administrator_groups=administrators(
            DOMAIN, schema=1, enterprise=1, domain_admins=5, managers=2,
            names=("Admins du domaine", "Administrateurs de l’entreprise", "Administrateurs du schéma"),
            management="Exchange Organization Administrators",
        ),
        organization=organization(
            NAME, 11222, BUILD, "2005-09-15T14:05:30+00:00", groups=(GROUP, OLD_GROUP), of_2007=True,
            split_permissions=False,
        ),
        servers=[
            _server("LYO-EDGE1", DOMAIN, BUILD, EDGE, "2003", "2008-03-15T09:27:02+00:00",
                   edge_sync="1:LYO-EX02:20261122"),
            _server("LYO-EX01", DOMAIN, BUILD, MAILBOX, "2008", "2009-10-17T07:42:11+00:00",
                   certificate=_own("LYO-EX01"), product_id="02064-110-0483271-75002"),
            _server("LYO-EX02", DOMAIN, BUILD, CLIENT_ACCESS | HUB_TRANSPORT, "2003",
                   "2008-03-08T13:05:46+00:00", certificate=_own("LYO-EX02"),
                   product_id="02064-110-0483271-75002"),
        ],
        storage_groups=[
            storage_group("SG1", "LYO-EX01", "E:\\SG1"),
            storage_group("SG2", "LYO-EX01", "E:\\SG2", circular=True),
        ],
        databases=[
            database("DB1", "F:\\SG1\\DB1.edb", "LYO-EX01", storage_group="SG1", folder_database="PF1",
                     address_book="Carnet d'adresses", quota_kb=None, journal="Journalisation"),
            database("PF1", "F:\\SG2\\PF1.edb", "LYO-EX01", storage_group="SG2", public_folders=True,
                     tree="Public Folders", quota_kb=None),
        ],
        public_folder_trees=[PublicFolderTree(name="Public Folders", kind=1, administrative_group=OLD_GROUP)],
        routing_groups=[routing_group("LYO-EX02", "LYO-EX01")],
        accepted_domains=accepted((MAIL, DEFAULT), (DOMAIN, 0)),
        remote_domains=[remote("Default", "*", 3)],
        send_connectors=[
            send("EdgeSync - Inbound to Lyon", ["SMTP:--;100"], "LYO-EDGE1"),
            send("EdgeSync - Lyon to Internet", ["SMTP:*;100"], "LYO-EDGE1"),
            send("Fournisseurs", ["SMTP:aciers1.example;1", "SMTP:bois2.example;1"], "LYO-EX02",
                 "LYO-EX00 (deleted)"),
        ],
        receive_connectors=[
            receive("Copieurs", "LYO-EX02", ranges=("10.20.0.100-10.20.0.119",), security=0),
            *receive_defaults("LYO-EX02", "2007"),
        ],
        transport_settings=transport("10.20.0.22"),
        transport_rules=[rule("Mention légale", "Transport", 0, "2011-06-20T08:15:00+00:00")],
        mail_protocols=protocols("LYO-EX02", "2007", WEB),
        virtual_directories=web("LYO-EX02", "2007", "lyo-ex02.bremond.local", WEB, anywhere=False),
        autodiscover_points=[
            autodiscover("LYO-EX02", "lyo-ex02.bremond.local", "2008-03-08T13:21:30+00:00", "Lyon")
        ],
        devices=[
            device(DOMAIN, "PocketPC", "HTC Touch", "Windows Mobile 6.1", 2, protocol="12.1", changed="2019-04"),
            device(DOMAIN, "SAMSUNGGTI9300", "GT-I9300", "Android 4.3", 3, protocol="14.1", changed="2025-10"),
            device(DOMAIN, "SAMSUNGSMA556B", "SM-A556B", "Android 15", 41),
            device(DOMAIN, "iPhone", "iPhone14C4", "iOS 18.6 22G86", 37),
        ],
        clients=READING.collected(
            clients(
                [("Outlook", version, users) for version, users in _OUTLOOKS.items()]
            ),
            "outlook-clients", "LYO-EX01.bremond.local", "Get-LogonStatistics -Server LYO-EX01", 6.01,
        ),
        recipient_policies=[
            address_policy("Politique par défaut", f"SMTP:%m@{MAIL}", "X400:c=FR;a= ;p=Ateliers Bremo;o=Exchange;",
                           generation="2007"),
        ],
        address_lists=[
            *address_lists("2007"),
            address_list("Fournisseurs", "(&(mailNickname=*)(objectClass=contact)(company=Fournisseur*))", "2003"),
        ],
        offline_address_books=[
            address_book("Carnet d'adresses", "LYO-EX01", "LYO-EX02", versions=7, flags=3,
                         touched="2026-11-22T04:00:12+00:00")
        ],
        policies=[
            *default_policies("2007", "2008-03-01T17:02:44+00:00"),
            policy("managed-folder-policy", "Conservation 5 ans", "2012-01-09T10:30:00+00:00", "2007"),
        ],
        recipients=people.counted(),
        recipient_list=people.listed(without_alias=0),
        database_statistics=READING.servers(
            "database_statistics",
            [
                statistics(READING, "DB1", "LYO-EX01", 588.4, free_gb=11.2, backup_days=0.5),
                statistics(READING, "PF1", "LYO-EX01", 142.7, free_gb=3.8, backup_days=7.5),
            ],
            "LYO-EX01.bremond.local",
        ),
        mailbox_sizes=READING.servers(
            "mailbox_sizes",
            mailbox_sizes(
                {0: (150, 0.38), 1: (158, 1.32), 2: (101, 2.2), 5: (9, 5.9), 10: (2, 14.55)},
                [("DB1", 18.9, 211480), ("DB1", 10.2, 87311), ("DB1", 9.1, 120934), ("DB1", 8.4, 66017)],
            ),
            "LYO-EX01.bremond.local",
        ),
        mailbox_contents=READING.servers(
            "mailbox_contents", contents(people.listed(), {3: (167, 48), 58: (37,)}), "LYO-EX02.bremond.local"
        ),
        public_folder_statistics=READING.servers(
            "public_folder_statistics",
            PublicFolderStatistics(folders=1843, items=402116, total=136_800_000_000, largest=11_400_000_000,
                                   most_children=214, deepest=9, bad_names=3),
            "LYO-EX01.bremond.local",
        ),
    )  # fmt: skip
    return inventory(READING, found, _hosts())
