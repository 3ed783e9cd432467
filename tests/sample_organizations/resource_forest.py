"""Konsortium Wattenkieker: a forest of resources, whose mailboxes belong to accounts in other forests."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from scanner.inventory.model import AuthConfiguration, Inventory
from tests.sample_organizations.certificates import AUTHORITY, bound, certificate, own, thumbprints
from tests.sample_organizations.directory import (
    administrators,
    computers,
    controller,
    domain,
    forest,
    sid,
    site,
    site_link,
    trust,
    within,
)
from tests.sample_organizations.found import Found, inventory
from tests.sample_organizations.machines import NET_48, host, ordinary, silent, volume
from tests.sample_organizations.mail import (
    DEFAULT,
    accepted,
    address_book,
    address_lists,
    address_policy,
    default_policies,
    protocols,
    receive_defaults,
    remote,
    send,
    transport,
)
from tests.sample_organizations.people import (
    ARBITRATION,
    CONTACT,
    DISABLED_ACCOUNT,
    DISTRIBUTION,
    FOLDER,
    LINKED,
    ROOM,
    SHARED,
    People,
)
from tests.sample_organizations.reading import Reading
from tests.sample_organizations.servers import (
    BOTH_2013,
    ENTERPRISE,
    GROUP,
    MAILBOX_2019,
    database,
    organization,
    routing_group,
    server,
)
from tests.sample_organizations.web import autodiscover, clients, device, pointer, rpc_services, web

READING = Reading(
    taken_at=datetime.fromisoformat("2026-11-17T13:08:19+01:00"),
    controllers={
        "wattenkieker.example": "WKR-DC1.wattenkieker.example",
        "post.wattenkieker.example": "PST-DC1.post.wattenkieker.example",
    },
    account="exready@wattenkieker.example",
    protection="Kerberos, sealed (LDAP 389)",
    servers_at=14.377,
)
NAME, ROOT, DOMAIN = "Konsortium Wattenkieker", "wattenkieker.example", "post.wattenkieker.example"
NORTH, SOUTH = "konten.nordwerft.example", "konten.suedwerft.example"
WEB, SERVERS = f"post.{ROOT}", ("PST-EX1", "PST-EX2")
BUILD_2016, BUILD_2019 = "15.1.2507.6", "15.2.1118.7"
OLD_GROUPS = ("Werft Nord", "Werft Süd")
_server = partial(server, READING, domain=DOMAIN, organization=NAME)
_PUBLIC = certificate(WEB, "2026-02-02", "2027-03-02", f"autodiscover.{ROOT}", issuer=AUTHORITY)
_OAUTH = certificate("Microsoft Exchange Server Auth Certificate", "2019-02-09", "2027-01-14")
_YARDS = (
    "Ausrüstung",
    "Dock",
    "Kupferschmiede",
    "Malerei",
    "Schlosserei",
    "Stapellauf",
    "Takelage",
    "Zimmerei",
)


def _people() -> People:
    people = People(NAME, DOMAIN, ROOT, version=88218628259840)
    place = people.place("Werften")
    people.staff("de", 64, place, "PST-EX1", LINKED, control=DISABLED_ACCOUNT, last_logon=None)
    people.staff("de", 52, place, "PST-EX1", LINKED, skip=64, control=DISABLED_ACCOUNT, last_logon=None)
    for number, each in enumerate(people.recipients):
        people.change(each.alias or "", linked=f"{sid(NORTH if number < 64 else SOUTH)}-{1104 + number}")
    for yard in _YARDS:
        people.mailbox(f"Meisterbüro {yard}", place, "PST-EX1", SHARED, linked="S-1-5-10")
        people.other(f"Gewerk {yard}", DISTRIBUTION, expansion_server="PST-EX2")
        people.other(
            f"Zulieferer {yard}", CONTACT, target=f"SMTP:info@{len(people.recipients)}.zulieferer.example"
        )
    for name in ("Helling", "Kajüte"):
        people.mailbox(f"Raum {name}", place, "PST-EX1", ROOM, linked="S-1-5-10")
    # Of the folders they once had; somebody moved it where everybody may look.
    people.other("Aushang Werfthafen", FOLDER)
    lost = people.place("Altwerft (deleted)", deleted=True)
    people.mailbox(
        "SystemMailbox{1f05a927-89c0-4725-adca-4527114196a1}",
        lost,
        "PST-EX1",
        ARBITRATION,
        hidden=True,
        alias="SystemMailbox{1f05a927-89c0-4725-adca-4527114196a1}",
    )
    # Two yards, one account: somebody moved from one to the other and kept both mailboxes.
    first = next(each for each in people.recipients if each.alias == "anke.ahornwinkel")
    people.change("bjorn.bruchsand", linked=first.linked)
    people.change("gewerk.dock", addresses=[f"SMTP:gewerk.dock@{ROOT}", f"smtp:dock@{ROOT}"])
    people.change("meisterburo.dock", addresses=[f"SMTP:meisterbuero.dock@{ROOT}", f"smtp:dock@{ROOT}"])
    people.change("gewerk.takelage", addresses=[f"smtp:takelage@{ROOT}"])
    return people  # fmt: skip


def resource_forest() -> Inventory:
    """The inventory."""
    people = _people()
    made = datetime.fromisoformat("2008-10-04T08:00:00+00:00")
    certificates = {name: own(name, DOMAIN, "2024-02-09", "2029-02-09") for name in SERVERS}
    found = Found(
        forest=forest(
            ROOT, 6, 88, exchange=17003, extended=datetime.fromisoformat("2008-10-11T09:00:38+00:00"),
            master="WKR-DC1.wattenkieker.example", tombstone=180, recycle_bin=True,
        ),
        domains=[
            domain(
                READING, DOMAIN, "POST", 6, [13243], parent=ROOT, sysvol_migration=48,
                trusts=[
                    within(ROOT, "WATTENKIEKER", made),
                    trust(NORTH, "NORDWERFT", direction=2, created=datetime.fromisoformat("2008-11-01T10:00:00+00:00")),
                    trust(SOUTH, "SUEDWERFT", direction=2, created=datetime.fromisoformat("2012-05-12T10:00:00+00:00")),
                ],
            ),
            domain(READING, ROOT, "WATTENKIEKER", 6, [13243, 12433], sysvol_migration=48,
                   trusts=[within(DOMAIN, "POST", made)]),
        ],
        domain_controllers=[
            controller(READING, "PST-DC1", "2016", "Werfthafen", domain=DOMAIN, created="2018-01-20"),
            controller(READING, "WKR-DC1", "2016", "Zentrale", created="2018-01-13"),
            controller(READING, "WKR-DC2", "2016", "Zentrale", created="2018-01-13"),
            controller(READING, "PST-DC2", "2012 R2", "Werfthafen", domain=DOMAIN, created="2014-07-19",
                       dns_name="pst-dc2.alt-hafen.example", services=("exchangeMDB/PST-EX1",)),
        ],
        sites=[site("Werfthafen", "10.52.0.0/18"), site("Zentrale", "10.50.0.0/22")],
        site_links=[site_link("Werfthafen", "Zentrale", interval=60)],
        computers=computers(
            DOMAIN,
            ("Windows Server 2012 R2 Standard", "6.3 (9600)", "2026-11", 3),
            ("Windows Server 2016 Standard", "10.0 (14393)", "2026-11", 9),
        ),
        administrator_groups=administrators(
            ROOT, DOMAIN, schema=1, enterprise=1, domain_admins=3, managers=4,
            names=("Domänen-Admins", "Organisations-Admins", "Schema-Admins"),
        ),
        organization=organization(
            NAME, 16760, BUILD_2019, "2008-10-11T09:31:55+00:00", groups=(GROUP, *OLD_GROUPS), split_permissions=True,
            mapi_http=None,
        ),
        servers=[
            _server("PST-EX1", build=BUILD_2016, roles=BOTH_2013, windows="2016",
                    created="2019-02-09T08:11:00+00:00", site="Werfthafen", edition=ENTERPRISE,
                    certificate=certificates["PST-EX1"], product_id="02064-110-2210443-75002"),
            _server("PST-EX2", build=BUILD_2019, roles=MAILBOX_2019, windows="2019",
                    created="2022-06-18T12:27:35+00:00", site=None, certificate=certificates["PST-EX2"],
                    silent_days=141),
        ],
        databases=[
            database("Werften", "D:\\Werften\\Werften.edb", "PST-EX1",
                     address_book="Adressbuch der Werften"),
        ],
        routing_groups=[routing_group("PST-EX1", "PST-EX2")],
        accepted_domains=accepted((ROOT, DEFAULT), ("nordwerft.example", 0), ("suedwerft.example", 0)),
        remote_domains=[remote("Default", "*", 3)],
        send_connectors=[send("Internet", ["SMTP:*;1"], *SERVERS, fqdn=WEB)],
        receive_connectors=[each for name in SERVERS for each in receive_defaults(name, "2016")],
        transport_settings=transport(),
        mail_protocols=[each for name in SERVERS for each in protocols(name, "2016", WEB)],
        virtual_directories=[
            *web("PST-EX1", "2016", WEB, WEB, insides={"ews": "ews.nordwerft.example", "oab": "oab.suedwerft.example"}),
            *web("PST-EX2", "2019", WEB, "post.nordwerft.example", insides={"ews": "ews.suedwerft.example"}),
        ],
        autodiscover_points=[
            autodiscover("PST-EX1", f"autodiscover.{ROOT}", "2019-02-09T08:40:10+00:00", "Werfthafen"),
            autodiscover("PST-EX2", f"autodiscover.{ROOT}", "2022-06-18T12:55:01+00:00", "Werfthafen"),
            pointer(NORTH, ["nordwerft.example"], "2012-05-12T11:20:00+00:00"),
        ],
        rpc_services=rpc_services(*SERVERS),
        devices=[device(DOMAIN, "Android", "CAT S62", "Android 11", 47)],
        clients=READING.servers(
            "clients", clients([("Outlook", "16.0.10417.20117", 104)], [f"PST-EX1.{DOMAIN}"]), f"PST-EX1.{DOMAIN}"
        ),
        recipient_policies=[
            address_policy("Werft Nord", "SMTP:%g.%s@nordwerft.example", priority=1,
                           ldap="(&(mailNickname=*)(company=Nordwerft))", filter="Company -eq 'Nordwerft'"),
            address_policy("Default Policy", f"SMTP:%g.%s@{ROOT}"),
        ],
        address_lists=address_lists("2016"),
        offline_address_books=[
            address_book("Adressbuch der Werften", None, *SERVERS, versions=4,
                         mailbox="SystemMailbox{1f05a927-89c0-4725-adca-4527114196a1}")
        ],
        policies=default_policies("2016", "2019-02-09T08:30:00+00:00"),
        auth_configuration=AuthConfiguration(
            certificates=thumbprints(_OAUTH), realm=None, issuer="00000002-0000-0ff1-ce00-000000000000"
        ),
        recipients=people.counted(),
        recipient_list=people.listed(without_alias=None, hidden=[DOMAIN]),
    )  # fmt: skip
    machine = ordinary(
        DOMAIN, "2016", "15.1.2507.58", "10.52.0.21", dns=("10.52.0.11", "10.52.0.12"), gb=64, cores=12, net=NET_48,
        page_mb=32778, data=[volume("D:\\", 700, 361)], powershell="5.1.14393.8422",
        certificates=[bound(_PUBLIC, "IIS", "SMTP"), bound(certificates["PST-EX1"], "SMTP"),
                      bound(_OAUTH, "SMTP", has_private_key=False)],
    )  # fmt: skip
    hosts = [
        host(READING, f"PST-EX1.{DOMAIN}", 0, machine),
        silent(
            READING,
            f"PST-EX2.{DOMAIN}",
            READING.servers_at + 60,
            "unreachable",
            host=f"PST-EX2.{DOMAIN}",
            port=5985,
        ),
    ]
    return inventory(READING, found, hosts)
