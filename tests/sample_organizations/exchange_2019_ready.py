"""Thistledown Orchards: small, up to date and tidy: 2019 that can become Subscription Edition where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from scanner.inventory.model import AuthConfiguration, Candidate, Inventory, PublicFolderStatistics, Tenant
from tests.sample_organizations.certificates import AUTHORITY, bound, certificate, own, thumbprints
from tests.sample_organizations.directory import (
    administrators,
    computers,
    controller,
    domain,
    forest,
    site,
)
from tests.sample_organizations.found import Found, inventory
from tests.sample_organizations.machines import CONTROLLER as CONTROLLER_ROLE
from tests.sample_organizations.machines import (
    NET_481,
    Machine,
    host,
    ordinary,
    platform,
    security,
    volume,
    windows,
)
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
    AUDIT,
    DISCOVERY,
    DISTRIBUTION,
    MONITORING,
    ROOM,
    SHARED,
    People,
    contents,
    mailbox_sizes,
)
from tests.sample_organizations.reading import Reading
from tests.sample_organizations.servers import (
    MAILBOX_2019,
    database,
    organization,
    routing_group,
    server,
    settings,
    statistics,
)
from tests.sample_organizations.web import (
    answer,
    anywhere,
    autodiscover,
    clients,
    device,
    protection,
    rpc_services,
    shown,
    web,
)

READING = Reading(
    taken_at=datetime.fromisoformat("2026-11-22T18:45:30+00:00"),
    controllers={"thistledown.example": "THD-DC1.thistledown.example"},
    account="exready@thistledown.example",
    protection="LDAPS, certificate verified",
    servers_at=4.902,
)
NAME, DOMAIN, SITE, SERVER = "Thistledown Orchards", "thistledown.example", "Orchard", "THD-EX1"
WEB, BUILD = f"mail.{DOMAIN}", "15.2.1748.10"
ON = f"{SERVER}.{DOMAIN}"
_PUBLIC = certificate(WEB, "2026-07-06", "2027-08-06", f"autodiscover.{DOMAIN}", issuer=AUTHORITY)
_OWN = own(SERVER, DOMAIN, "2024-08-03", "2029-08-03")
_OAUTH = certificate("Microsoft Exchange Server Auth Certificate", "2024-08-03", "2029-07-08")
_SYSTEM = (
    "SystemMailbox{1f05a927-89c0-4725-adca-4527114196a1}", "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}",
    "SystemMailbox{e0dc1c29-89c3-4034-b678-e6c29d823ed9}", "FederatedEmail.4c1f4d8b-8179-4148-93bf-00a95fa1e042",
    "Migration.8f3e7716-2011-43e4-96b1-aba62d229136",
)  # fmt: skip


def _people() -> People:
    people = People(NAME, DOMAIN, DOMAIN, version=88218628259840)
    store = people.place("Orchard DB")
    people.staff("en", 38, store, SERVER)
    for name in ("Cider Press", "Farm Shop", "Pickers"):
        people.mailbox(name, store, SERVER, SHARED)
        people.other(f"All {name}", DISTRIBUTION)
    people.mailbox("Barn Room", store, SERVER, ROOM)
    for name in _SYSTEM:
        address = f"SMTP:{name.replace('{', '').replace('}', '')}@{DOMAIN}"
        people.mailbox(name, store, SERVER, ARBITRATION, alias=name, hidden=True, addresses=[address])
    people.mailbox("Discovery Search Mailbox", store, SERVER, DISCOVERY, hidden=True)
    people.mailbox("Audit Log", store, SERVER, AUDIT, hidden=True)
    people.mailbox(f"HealthMailbox{0xA11CE:032x}", store, SERVER, MONITORING, hidden=True)
    return people


def exchange_2019_ready() -> Inventory:
    """The inventory."""
    people = _people()
    found = Found(
        forest=forest(
            DOMAIN, 7, 88, exchange=17003, extended=datetime.fromisoformat("2019-06-08T13:05:02+00:00"),
            master="THD-DC1.thistledown.example", recycle_bin=True,
        ),
        domains=[domain(READING, DOMAIN, "THISTLEDOWN", 7, [13243], sysvol_migration=48)],
        domain_controllers=[
            controller(READING, "THD-DC1", "2022", SITE, created="2023-02-04"),
            controller(READING, "THD-DC2", "2022", SITE, created="2023-02-11"),
        ],
        sites=[site(SITE, "10.9.0.0/24")],
        computers=computers(
            DOMAIN,
            ("Windows 11 Pro", "10.0 (26100)", "2026-11", 41),
            ("Windows Server 2022 Standard", "10.0 (20348)", "2026-11", 4),
        ),
        administrator_groups=administrators(DOMAIN, schema=1, enterprise=1, domain_admins=2, managers=1),
        organization=organization(NAME, 16763, BUILD, "2019-06-08T13:30:41+00:00", mapi_http=True),
        servers=[
            server(
                READING, SERVER, DOMAIN, BUILD, MAILBOX_2019, "2022", "2024-08-03T09:15:55+00:00", site=SITE,
                organization=NAME, certificate=_OWN, product_id="02064-110-4471820-75001",
            )
        ],
        databases=[
            database("Orchard DB", "E:\\Orchard DB\\Orchard DB.edb", SERVER,
                     address_book="Default Offline Address Book")
        ],
        routing_groups=[routing_group(SERVER)],
        accepted_domains=accepted((DOMAIN, DEFAULT)),
        remote_domains=[remote("Default", "*", 3)],
        send_connectors=[send("Internet", ["SMTP:*;1"], SERVER, fqdn=WEB)],
        receive_connectors=receive_defaults(SERVER, "2019"),
        transport_settings=transport(),
        mail_protocols=protocols(SERVER, "2019", WEB),
        virtual_directories=web(SERVER, "2019", WEB, WEB),
        autodiscover_points=[autodiscover(SERVER, f"autodiscover.{DOMAIN}", "2024-08-03T09:40:20+00:00", SITE)],
        rpc_services=rpc_services(SERVER),
        devices=[device(DOMAIN, "iPhone", "iPhone16C2", "iOS 26.1 23B85", 23)],
        clients=READING.servers(
            "clients",
            clients([("Outlook", "16.0.17932.20976", 36), ("Outlook for Mac", "16.102.25101223", 2)], [ON],
                    mode="Cached"),
            ON,
        ),
        recipient_policies=[address_policy("Default Policy", f"SMTP:%g.%s@{DOMAIN}")],
        address_lists=address_lists("2019"),
        offline_address_books=[
            address_book("Default Offline Address Book", None, SERVER, versions=4,
                         mailbox="SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}")
        ],
        policies=default_policies("2019", "2019-06-08T13:45:00+00:00"),
        auth_configuration=AuthConfiguration(
            certificates=thumbprints(_OAUTH), realm=None, issuer="00000002-0000-0ff1-ce00-000000000000"
        ),
        tenant=READING.declared(
            Tenant(
                verified_domains=[DOMAIN], unused_domains=[], licences=60, directory_synchronization=False,
                entra_connect=None, migration_account=True, public_certificate=True, outlook_anywhere_tested=True,
                imap_tested=True, batch_files=True, ews_applications=[], password_senders=[],
            ),
            "T. Ravenshaw",
        ),
        autodiscover_answers=READING.collected(
            [
                answer(None, "directory", f"https://autodiscover.{DOMAIN}/Autodiscover/Autodiscover.xml",
                       found=_PUBLIC, status=401),
                answer(DOMAIN, "https-domain", f"https://{DOMAIN}/Autodiscover/Autodiscover.xml",
                       problem=f"the name {DOMAIN} cannot be resolved"),
                answer(DOMAIN, "https-autodiscover", f"https://autodiscover.{DOMAIN}/Autodiscover/Autodiscover.xml",
                       found=_PUBLIC, status=401),
            ],
            "autodiscover", f"autodiscover.{DOMAIN}", "/Autodiscover/Autodiscover.xml", 6.004,
        ),
        recipients=people.counted(),
        recipient_list=people.listed(),
        database_statistics=READING.servers(
            "database_statistics", [statistics(READING, "Orchard DB", SERVER, 61.3, backup_days=0.3)], ON
        ),
        copy_status=READING.servers("copy_status", [], ON),
        mailbox_sizes=READING.servers(
            "mailbox_sizes",
            mailbox_sizes({0: (21, 0.5), 1: (19, 1.4), 2: (9, 2.1)}, [("Orchard DB", 2.3, 19842)], archives=(0, 0)), ON,
        ),
        mailbox_contents=READING.servers("mailbox_contents", contents(people.listed(), {7: (21, 12)}), ON),
        public_folder_statistics=READING.servers(
            "public_folder_statistics",
            PublicFolderStatistics(folders=0, items=None, total=None, largest=None, most_children=None, deepest=None,
                                   bad_names=0),
            ON,
        ),
        organization_settings=READING.servers("organization_settings", settings(False), ON),
        outlook_anywhere=READING.servers("outlook_anywhere", [anywhere(SERVER, WEB, WEB, False)], ON),
        extended_protection=READING.servers("extended_protection", protection(SERVER, "Require"), ON),
    )  # fmt: skip
    machine = ordinary(
        DOMAIN, "2022", "15.2.1748.53", "10.9.0.21", dns=("10.9.0.11", "10.9.0.12"), gb=128, cores=12, net=NET_481,
        data=[volume("E:\\", 600, 520, file_system="ReFS")],
        certificates=[bound(_PUBLIC, "IIS", "SMTP"), bound(_OWN, "SMTP"), bound(_OAUTH, "SMTP")],
    )  # fmt: skip
    seen = shown(ON, "15.2.1748.53", SERVER, _PUBLIC, f"it is not for {ON}")
    machine = replace(machine, web_access=READING.servers("web_access", seen, ON))
    controllers = [
        host(
            READING, f"{name}.{DOMAIN}", place,
            Machine(
                platform=platform(DOMAIN, role=CONTROLLER_ROLE),
                operating_system=windows("2022"),
                security=security(lm=5, smb1=0, signing=2, binding=1),
            ),
        )
        for place, name in enumerate(("THD-DC1", "THD-DC2"), 1)
    ]  # fmt: skip
    itself = Candidate(host=ON, role="mailbox", targets=["exchange-se"])
    return inventory(READING, found, [host(READING, ON, 0, machine), *controllers], [itself])
