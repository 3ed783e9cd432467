"""Papiermühle Eschenried KG: what 2003 left, a server that nobody switched off, and one with 2007 on Windows 2003."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from scanner.inventory.absence import Declared
from scanner.inventory.model import (
    ConflictObject,
    ExchangeServer,
    Inventory,
    LegacyObject,
    PublicFolderTree,
)
from tests.sample_organizations.certificates import own
from tests.sample_organizations.directory import (
    WITHOUT_AES,
    administrators,
    computers,
    controller,
    domain,
    forest,
    site,
    site_link,
    trust,
    within,
)
from tests.sample_organizations.found import Found, inventory
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
    receive_defaults,
    remote,
    rule,
    send,
    smtp_of_2003,
    transport,
)
from tests.sample_organizations.people import (
    CONTACT,
    DYNAMIC,
    FOLDER,
    LEGACY,
    NON_UNIVERSAL,
    USER,
    People,
)
from tests.sample_organizations.reading import Reading
from tests.sample_organizations.servers import (
    CLIENT_ACCESS,
    GROUP,
    HUB_TRANSPORT,
    MAILBOX,
    MIB,
    database,
    organization,
    routing_group,
    server,
    storage_group,
)
from tests.sample_organizations.web import autodiscover, clients, device, legacy_web, web

READING = Reading(
    taken_at=datetime.fromisoformat("2026-11-16T10:20:05+01:00"),
    controllers={
        "eschenried.local": "ESR-DC1.eschenried.local",
        "werk2.eschenried.local": "WK2-DC1.werk2.eschenried.local",
    },
    account="Administrator@eschenried.local",
    protection="NTLM, sealed (LDAP 389)",
)
NAME, LEGACY_NAME = "Papiermühle Eschenried", "Papiermuehle Eschenried"
DOMAIN, WERK2, MAIL = "eschenried.local", "werk2.eschenried.local", "eschenried.example"
OLD_GROUP = "Erste administrative Gruppe"
BUILD_2003, BUILD_2007 = "6.5.7638.2", "8.2.176.2"
LIVING, DEAD, NEW = "ESR-EX03A", "ESR-EX03B", "ESR-EX07"
STORE_2003, STORE_2007, LOST = "Postfachspeicher (ESR-EX03A)", "Postfächer", "Postfachspeicher (ESR-EX03B)"
FOLDERS_2003, FOLDERS_2007 = "Informationsspeicher für Öffentliche Ordner (ESR-EX03A)", "Öffentliche Ordner"
_server = partial(server, READING, domain=DOMAIN, windows=WITHOUT_AES, organization=LEGACY_NAME)
_SHOPS = (
    "Büttenraum",
    "Holzplatz",
    "Kalander",
    "Lager",
    "Packerei",
    "Rollenschneiderei",
    "Versand",
    "Werkstatt",
)


def _people() -> People:
    people = People(LEGACY_NAME, DOMAIN, MAIL, version=None, group=OLD_GROUP, sign_in=DOMAIN)
    old, new = people.place(STORE_2003, LIVING), people.place(STORE_2007, NEW)
    lost = people.place(f"{LOST} (deleted)", DEAD, deleted=True)
    people.staff("de", 74, old, LIVING, None)
    people.staff("de", 22, new, NEW, LEGACY, skip=74)
    people.staff("de", 58, new, NEW, USER, skip=96, version=4535486012416)
    for name in ("Altbestand Einkauf", "Altbestand Verkauf"):
        people.mailbox(name, lost, DEAD, None, last_logon="2014-05")
    for shop in _SHOPS:
        people.other(f"Verteiler {shop}", NON_UNIVERSAL, expansion_server=LIVING)
        people.other(
            f"Lieferant {shop}", CONTACT, target=f"SMTP:verkauf@lieferant{len(people.recipients)}.example"
        )
        people.other(f"Aushang {shop}", FOLDER)
    people.other("Alle Schichtführer", DYNAMIC, filter=False)
    people.change("verteiler.lager", alias="Verteiler Lager")
    people.change("verteiler.packerei", alias="Verteiler, Packerei")
    people.change(
        "anke.ahornwinkel",
        mail=f"a.ahornwinkel@{MAIL}",
        addresses=[f"SMTP:a.ahornwinkel@{MAIL}", f"smtp:versand@{MAIL}", "X400:c=DE;a= ;p=Eschenried;s=A;"],
    )
    people.change("verteiler.versand", addresses=[f"SMTP:versand@{MAIL}"])
    people.change("altbestand.einkauf", addresses=[f"SMTP:einkauf@@{MAIL}", f"smtp:einkauf@{MAIL}"])
    return people  # fmt: skip


def _dead() -> ExchangeServer:
    """A server that was carried away with the object left behind."""
    asked = READING.asked("servers")
    gone = READING.failed("no-such-account", asked.collector, asked.seconds, name=f"{DEAD}.{DOMAIN}".lower())
    return _server(
        DEAD, build=BUILD_2003, roles=None, created="2004-06-19T09:14:50+00:00", site=None, group=OLD_GROUP,
        front_end=False, account=gone, changed="2011-03-02T15:40:00+00:00",
    )  # fmt: skip


def exchange_2003_2007() -> Inventory:
    """The inventory."""
    people = _people()
    root = f"CN={LEGACY_NAME},CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=eschenried,DC=local"
    found = Found(
        forest=forest(
            DOMAIN, 0, 31, exchange=14622, extended=datetime.fromisoformat("2003-11-22T10:31:12+00:00"),
            master="ESR-DC1.eschenried.local", tombstone=None, connector=6903,
            superiors=("computer", "msExchExchangeServer", "msExchInformationStore"),
        ),
        domains=[
            domain(
                READING, DOMAIN, "ESCHENRIED", 0, [6936, 11221], computers_container=False, by_file_replication=True,
                trusts=[
                    trust("WERK2NT", "WERK2NT", kind=1, direction=2, attributes=0,
                          created=datetime.fromisoformat("2002-02-08T07:20:00+00:00")),
                    within(WERK2, "WERK2", datetime.fromisoformat("2004-03-20T09:00:00+00:00")),
                ],
            ),
            # Nobody ever switched it to native mode, and Exchange never came there.
            domain(READING, WERK2, "WERK2", 0, [], parent=DOMAIN, mixed_mode=True, by_file_replication=True,
                   trusts=[within(DOMAIN, "ESCHENRIED", datetime.fromisoformat("2004-03-20T09:00:00+00:00"))]),
        ],
        domain_controllers=[
            controller(READING, "ESR-DC1", WITHOUT_AES, "Eschenried", created="2003-11-08"),
            controller(READING, "ESR-DC2", WITHOUT_AES, "Eschenried", created="2004-01-17", dns_name=None),
            controller(READING, "WK2-DC1", WITHOUT_AES, "Werk 2", domain=WERK2, global_catalog=False,
                       created="2004-03-20"),
        ],
        sites=[site("Eschenried", "10.6.0.0/22", former=("ESR-NT4",)), site("Werk 2", "10.6.64.0/24")],
        site_links=[site_link("Eschenried", "Werk 2")],
        computers=computers(
            DOMAIN,
            ("Windows 2000 Professional", "5.0 (2195)", "2026-10", 3),
            ("Windows XP Professional", "5.1 (2600)", "2026-11", 61),
            ("Windows 7 Professional", "6.1 (7601)", "2026-11", 74),
            ("Windows Server 2003", "5.2 (3790)", "2026-11", 7),
        ),
        administrator_groups=administrators(
            DOMAIN, WERK2, schema=1, enterprise=1, domain_admins=6, managers=1,
            names=("Domänen-Admins", "Organisations-Admins", "Schema-Admins"),
            management="Exchange Organization Administrators",
        ),
        organization=organization(
            NAME, 11222, BUILD_2007, "2003-11-22T10:58:33+00:00", groups=(GROUP, OLD_GROUP, "Werk 2"), of_2007=True,
            deleted=("Exchange View-Only Administrators",),
        ),
        servers=[
            _server(LIVING, build=BUILD_2003, roles=None, created="2003-11-29T11:05:22+00:00", site=None,
                    group=OLD_GROUP, front_end=False),
            _dead(),
            _server(NEW, build=BUILD_2007, roles=MAILBOX | CLIENT_ACCESS | HUB_TRANSPORT,
                    created="2010-02-13T08:31:09+00:00", site="Eschenried",
                    certificate=own(NEW, DOMAIN, "2026-02-13", "2027-02-13", signature="sha1")),
        ],
        storage_groups=[
            storage_group("Erste Speichergruppe", LIVING, "D:\\Exchsrvr\\mdbdata"),
            storage_group("Erste Speichergruppe", DEAD, "D:\\Exchsrvr\\mdbdata", circular=True),
            storage_group("Erste Speichergruppe", NEW, "E:\\Protokolle", circular=True),
        ],
        databases=[
            database(FOLDERS_2003, "D:\\Exchsrvr\\mdbdata\\pub1.edb", LIVING, storage_group="Erste Speichergruppe",
                     public_folders=True, tree="Öffentliche Ordner", stream="D:\\Exchsrvr\\mdbdata\\pub1.stm",
                     quota_kb=None),
            database(STORE_2003, "D:\\Exchsrvr\\mdbdata\\priv1.edb", LIVING, storage_group="Erste Speichergruppe",
                     folder_database=FOLDERS_2003, stream="D:\\Exchsrvr\\mdbdata\\priv1.stm", quota_kb=MIB // 2,
                     address_book="Standard-Offlineadressliste"),
            database(STORE_2007, "D:\\Daten\\Postfaecher.edb", NEW, storage_group="Erste Speichergruppe",
                     folder_database=FOLDERS_2007, quota_kb=2 * MIB, address_book="Standard-Offlineadressliste"),
            database(FOLDERS_2007, "D:\\Daten\\Ordner.edb", NEW, storage_group="Erste Speichergruppe",
                     public_folders=True, tree="Öffentliche Ordner", quota_kb=None),
        ],
        public_folder_trees=[PublicFolderTree(name="Öffentliche Ordner", kind=1, administrative_group=OLD_GROUP)],
        routing_groups=[
            routing_group(LIVING, DEAD, name="Erste Routinggruppe", group=OLD_GROUP),
            routing_group(NEW),
            routing_group("ESR-EX00 (deleted)", name="Werk 2", group="Werk 2"),
        ],
        legacy_objects=[
            LegacyObject(kind="active-directory-connector", name="ADC (ESR-DC1)", server="ESR-DC1", domain=None),
            LegacyObject(kind="connection-agreement", name="Benutzer Werk 2", server="ESR-DC1", domain=None),
            LegacyObject(kind="recipient-update-service",
                         name="Recipient Update Service (Enterprise Configuration)",
                         server=f"{DEAD} (deleted)", domain=None),
            LegacyObject(kind="recipient-update-service", name="Recipient Update Service (ESCHENRIED)",
                         server=LIVING, domain=DOMAIN),
            LegacyObject(kind="routing-group-connector", name="Eschenried nach Werk 2", server=LIVING, domain=None),
        ],
        conflict_objects=[
            ConflictObject(name="Exchange Servers", kind="group",
                           place="OU=Microsoft Exchange Security Groups,DC=eschenried,DC=local"),
            ConflictObject(name="Default", place=f"CN=Internet Message Formats,CN=Global Settings,{root}",
                           kind="msExchDomainContentConfig"),
        ],
        accepted_domains=accepted((MAIL, DEFAULT), (DOMAIN, 0)),
        remote_domains=[remote("Default", "*", 3)],
        send_connectors=[
            send("Altpartner", ["SMTP:zellstoff-partner.example;1"], "ESR-EX00 (deleted)"),
            send("Internet", ["SMTP:*;1"], LIVING, smart_host="[10.6.0.2]", enabled=None),
        ],
        receive_connectors=receive_defaults(NEW, "2007"),
        transport_settings=transport(),
        transport_rules=[
            rule("Journal Geschäftsleitung", "Journaling", 0, "2010-09-01T06:30:00+00:00"),
            rule("Pflichtangaben", "Transport", 0, "2010-02-20T13:12:00+00:00"),
        ],
        mail_protocols=[*protocols(LIVING, "2003"), smtp_of_2003(LIVING, "[10.6.0.2]"), *protocols(NEW, "2007")],
        virtual_directories=[
            *legacy_web(LIVING),
            *web(NEW, "2007", "esr-ex07.eschenried.local",
                 legacy="https://post-alt.eschenried.example/exchange"),
        ],
        autodiscover_points=[autodiscover(NEW, "esr-ex07.eschenried.local", "2010-02-13T08:55:01+00:00", "Eschenried")],
        devices=[
            device(DOMAIN, "PocketPC", "T-Mobile MDA Vario", "Windows CE 5.2", 4, protocol="2.5", changed="2014-08"),
            device(DOMAIN, None, None, None, 2, protocol=None, access=None, changed="2013-02"),
        ],
        recipient_policies=[
            address_policy("Aufräumen der Postfächer", priority=1, generation="2003",
                           options=("a44713ec-9ef4-11d2-85f6-0000f87a2d6b",)),
            address_policy("Standardrichtlinie", f"SMTP:%m@{MAIL}", "smtp:@[10.6.0.4]",
                           "smtp:@esr-ex03a.eschenried.local", "X400:c=DE;a= ;p=Eschenried;o=Exchange;",
                           generation="2003"),
        ],
        address_lists=[
            *address_lists("2007", "All Contacts", "All Groups", "All Users", "Public Folders",
                           "Default Global Address List"),
            address_list("Werk 2", "(&(mailNickname=*)(physicalDeliveryOfficeName=Werk 2))", "2003"),
        ],
        offline_address_books=[
            address_book("Standard-Offlineadressliste", "ESR-EX00 (deleted)", versions=7, flags=1,
                         touched="2010-03-01T03:30:00+00:00")
        ],
        policies=[
            *default_policies("2007", "2010-02-13T07:44:51+00:00"),
            policy("managed-folder-policy", "Zehn Jahre", "2010-11-30T09:00:00+00:00", "2007"),
        ],
        recipients=people.counted(),
        recipient_list=people.listed(without_alias=3),
        clients=Declared(
            data=clients([("Outlook", "11.0", 52), ("Outlook", "12.0", 47), ("Outlook", "14.0", 49)], days=None),
            by="Leitung EDV",
            at=datetime(2026, 11, 12, tzinfo=UTC),
        ),
    )  # fmt: skip
    return inventory(READING, found)
