"""Clinique des Troisponts: 2013 as it was installed, update by update left out, one server on a domain controller."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from scanner.inventory.model import (
    AuthConfiguration,
    Candidate,
    Database,
    Host,
    Inventory,
    PublicFolderStatistics,
)
from tests.sample_organizations.certificates import AUTHORITY, bound, certificate, own
from tests.sample_organizations.directory import (
    CONTROLLER,
    administrators,
    computers,
    controller,
    domain,
    forest,
    site,
)
from tests.sample_organizations.found import Found, inventory
from tests.sample_organizations.machines import (
    BALANCED,
    NET_48,
    NET_461,
    Machine,
    host,
    installed,
    memory,
    network,
    ordinary,
    page_file,
    platform,
    processor,
    security,
    services,
    software,
    volume,
    windows,
)
from tests.sample_organizations.machines import (
    CONTROLLER as CONTROLLER_ROLE,
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
from tests.sample_organizations.people import counts, elsewhere, in_database, mailbox_sizes
from tests.sample_organizations.reading import Reading
from tests.sample_organizations.servers import (
    BOTH_2013,
    ENTERPRISE,
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
    another_activesync,
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
    taken_at=datetime.fromisoformat("2026-11-17T11:40:12+01:00"),
    controllers={"troisponts.local": "TRP-MULTI.troisponts.local"},
    account="exready@troisponts.local",
    protection="NTLM, sealed (LDAP 389)",
    servers_at=7.118,
)
NAME = "Clinique des Troisponts"
DOMAIN, MAIL, WEB = "troisponts.local", "troisponts.example", "courrier.troisponts.example"
OLD, FIRST, SECOND = "TRP-MULTI", "TRP-EX1", "TRP-EX2"
BUILDS = {OLD: "15.0.1156.6", FIRST: "15.0.1395.4", SECOND: "15.0.1497.2"}
INSTALLED = {OLD: "15.0.1156.6", FIRST: "15.0.1395.12", SECOND: "15.0.1497.26"}
DNS = ("10.88.0.2",)
_server = partial(
    server, READING, domain=DOMAIN, site="Siège", organization=NAME, roles=BOTH_2013, windows="2012 R2"
)
_ENDED = certificate(WEB, "2023-10-02", "2025-10-02", f"autodiscover.{MAIL}", issuer=AUTHORITY)
EXPIRED = "certificate has expired"
_OWN = {
    OLD: own(OLD, DOMAIN, "2016-01-23", "2021-01-23", signature="sha1"),
    FIRST: own(FIRST, DOMAIN, "2018-08-11", "2023-08-11", signature="sha1"),
    SECOND: own(SECOND, DOMAIN, "2022-02-05", "2027-02-05"),
}


def _database(name: str, path: str, first: str, *others: str, dag: str | None = None) -> Database:
    return database(
        name, f"{path}\\{name}.edb", first, *others, dag=dag, circular=not others,
        address_book="Carnet d'adresses en mode hors connexion", quota_kb=None if name == "Médecins" else USUAL_QUOTA,
    )  # fmt: skip


DATABASES = [
    _database("Administration", "D:\\Bases\\Administration", FIRST, SECOND, dag="TRP-DAG"),
    _database("Médecins", "D:\\Bases\\Medecins", SECOND, FIRST, dag="TRP-DAG"),
    _database("Première base", "C:\\ExchangeDB\\Premiere base", OLD),
]


def _machine(name: str, address: str, net: int, size_gb: int, free_gb: int) -> Machine:
    return replace(
        ordinary(
            DOMAIN, "2012 R2", INSTALLED[name], address, dns=DNS, gb=32, cores=8, net=net, page_mb=32778,
            data=[volume("D:\\", size_gb, free_gb)] if size_gb else [], powershell="4.0",
            certificates=[bound(_ENDED, "IIS"), bound(_OWN[name], *(() if name == OLD else ("SMTP",)))],
        ),
        platform=platform(DOMAIN, plan=BALANCED, started="2024-02-29T22:04:18+00:00"),
        security=security({"SSL 3.0": 1, "TLS 1.0": 1, "TLS 1.2": 1} if name == OLD else {"TLS 1.2": 1}, strong=False,
                          lm=2, smb1=1),
    )  # fmt: skip


def _hosts() -> list[Host]:
    on_controller = replace(
        _machine(OLD, "10.88.0.2", NET_461, 0, 0),
        platform=platform(DOMAIN, role=CONTROLLER_ROLE, plan=BALANCED, started="2024-02-29T21:50:47+00:00"),
        security=security({"SSL 3.0": 1, "TLS 1.0": 1}, strong=False, lm=1, smb1=1, signing=1, binding=0),
        services=services("2013", stopped=("MSExchangeFastSearch",), disabled=("MSExchangeDiagnostics",)),
        volumes=[volume("C:\\", 220, 17)],
    )
    reused = Machine(
        platform=platform(DOMAIN, maker="Lenovo", model="ThinkSystem SR850 -[7X19CTO1WW]-", role=CONTROLLER_ROLE,
                          plan=BALANCED),
        processor=processor("Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz", 4, 64, 128, mhz=2100),
        memory=memory(16),
        operating_system=windows("2016", core=True, edition="ServerStandardEval", revision=447, language=1036),
        volumes=[volume("C:\\", 60, 9), volume("D:\\", 80, 74, file_system="FAT32", block_kb=32)],
        page_file=page_file(4096, managed=True),
        network=network("10.88.4.117", dns=(), dhcp=True, registers=False, name="Intel(R) Ethernet Connection X722"),
        software=software(NET_461, programs={}, features=("FS-SMB1", "Web-Server"), pending=("WindowsUpdate",),
                          powershell="5.1.14393.447"),
        security=security({"TLS 1.2": 0}, strong=False, lm=1, guard=1),
        services=services("", disabled=("RemoteRegistry", "W3SVC")),
        certificates=[],
        exchange=installed(None),
    )  # fmt: skip
    return [
        host(READING, f"{OLD}.{DOMAIN}", 0, _seen(OLD, on_controller, INSTALLED[OLD], "Basic")),
        # Not restarted since its last cumulative update.
        host(
            READING,
            f"{FIRST}.{DOMAIN}",
            1,
            _seen(FIRST, _machine(FIRST, "10.88.0.11", NET_48, 900, 212), "15.0.1367.3"),
        ),
        host(
            READING,
            f"{SECOND}.{DOMAIN}",
            2,
            _seen(SECOND, _machine(SECOND, "10.88.0.12", NET_48, 900, 208), INSTALLED[SECOND]),
        ),
        host(READING, f"TRP-REPRISE.{DOMAIN}", 3, reused),
    ]


def _seen(name: str, machine: Machine, build: str, *ways: str) -> Machine:
    on = f"{name}.{DOMAIN}"
    access = shown(on, build, name, _ENDED, EXPIRED, trusted=False, ways=ways or ("Negotiate", "NTLM"))
    return replace(machine, web_access=READING.servers("web_access", access, on))


_NUMBERS = {
    **elsewhere(contact=61, distribution=33, security=7, dynamic=1, room_list=1),
    **in_database("Administration", user=88, shared=11, room=4, arbitration=5, audit=1, monitoring=6),
    **in_database("Médecins", user=97, shared=6, room=7, equipment=12, discovery=1, monitoring=6),
    **in_database("Première base", user=19, shared=2, monitoring=3),
}


def exchange_2013_outdated() -> Inventory:
    """The inventory."""
    every = (FIRST, SECOND, OLD)
    hosts = [f"{name}.{DOMAIN}" for name in every]
    found = Found(
        forest=forest(
            DOMAIN, 6, 88, exchange=15312, extended=datetime.fromisoformat("2014-03-15T09:25:40+00:00"),
            master="TRP-MULTI.troisponts.local", suffixes=(MAIL,), recycle_bin=False,
        ),
        domains=[domain(READING, DOMAIN, "TROISPONTS", 6, [13236], by_file_replication=None, backup=None)],
        domain_controllers=[
            controller(READING, "TRP-DC2", "2019", "Siège", created="2021-11-27", global_catalog=False),
            controller(READING, "TRP-MULTI", "2012 R2", "Siège", created="2014-03-08"),
            controller(READING, "TRP-VIEUX", "2012 R2", "Siège", created="2014-03-08", enabled=False,
                       global_catalog=False),
        ],
        sites=[site("Siège", "10.88.0.0/20")],
        computers=computers(
            DOMAIN,
            ("Windows 7 Professionnel", "6.1 (7601)", "2026-11", 34),
            ("Windows 10 Professionnel", "10.0 (19045)", "2026-11", 131),
            ("Windows 10 Professionnel", None, "2026-09", 4),
        ),
        administrator_groups=administrators(
            DOMAIN, schema=1, enterprise=1, domain_admins=2, managers=1,
            names=("Admins du domaine", "Administrateurs de l’entreprise", "Administrateurs du schéma"),
        ),
        organization=organization(NAME, 16133, "15.0.1497.2", "2014-03-15T09:58:01+00:00", mapi_http=False,
                                  public_folder_mailbox="8f2c1d0e-5b67-4c3a-9e11-7d2f60a4b9c8"),
        servers=[
            _server(FIRST, build=BUILDS[FIRST], created="2018-08-11T07:30:00+00:00", dag="TRP-DAG", edition=ENTERPRISE,
                    certificate=_OWN[FIRST], product_id="02064-110-5510933-75002"),
            _server(SECOND, build=BUILDS[SECOND], created="2022-02-05T09:10:25+00:00", dag="TRP-DAG",
                    edition=ENTERPRISE, certificate=_OWN[SECOND], product_id="02064-110-5510933-75002",
                    component_states=("1:HubTransport:Maintenance:Inactive:637796000000000000",)),
            _server(OLD, build=BUILDS[OLD], created="2014-03-15T10:20:37+00:00", certificate=_OWN[OLD],
                    primary_group=CONTROLLER),
        ],
        databases=DATABASES,
        dags=[dag("TRP-DAG", "TRP-MULTI.troisponts.local", stopped=("trp-ex3.troisponts.local",))],
        routing_groups=[routing_group(OLD, FIRST, SECOND)],
        accepted_domains=accepted((MAIL, DEFAULT), (DOMAIN, 0), ("laboratoire.example", INTERNAL_RELAY)),
        remote_domains=[remote("Default", "*", 3)],
        send_connectors=[
            send("Internet", ["SMTP:*;1"], OLD, fqdn=WEB, enabled=False),
            send("Laboratoire", ["SMTP:laboratoire.example;1"], "TRP-EX0 (deleted)", OLD),
        ],
        receive_connectors=[
            *(each for name in every for each in receive_defaults(name, "2013")),
            receive("Appareils", OLD, ranges=("10.88.8.0/24",), security=0),
        ],
        transport_settings=transport(),
        transport_rules=[rule("Secret médical", "TransportVersioned", 0, "2016-05-30T06:00:00+00:00")],
        mail_protocols=[each for name in every for each in protocols(name, "2013")],
        virtual_directories=[
            *web(FIRST, "2013", WEB, WEB, insides={"owa": f"trp-ex1.{DOMAIN}", "mapi": f"trp-ex1.{DOMAIN}"}),
            *web(SECOND, "2013", WEB, WEB, bypass=f"https://trp-ex2.{DOMAIN}/ews/exchange.asmx"),
            another_activesync(OLD, "Mobiles", f"https://trp-multi.{DOMAIN}/Microsoft-Server-ActiveSync"),
            # Somebody removed the control panel of clients and never made it again.
            *(each for each in web(OLD, "2013", f"trp-multi.{DOMAIN}", WEB) if each.kind != "ecp" or each.back_end),
        ],
        autodiscover_points=[
            autodiscover(FIRST, f"autodiscover.{MAIL}", "2018-08-11T08:02:15+00:00", "Siège"),
            autodiscover(SECOND, f"autodiscover.{MAIL}", "2022-02-05T09:44:52+00:00", "Siège"),
            autodiscover(OLD, f"trp-multi.{DOMAIN}", "2014-03-15T10:51:29+00:00", "Siège"),
        ],
        rpc_services=rpc_services(*every),
        devices=[
            device(DOMAIN, "Android", "SM-G930F", "Android 4.4.2", 3, protocol="14.1"),
            device(DOMAIN, "iPhone", "iPhone11C8", "iOS 16.7 20H19", 44, protocol="16.0"),
        ],
        clients=READING.servers(
            "clients",
            clients(
                [
                    ("Outlook", "14.0.7268.5000", 31), ("Outlook", "15.0.5603.1000", 96),
                    ("Outlook", "16.0.5539.1001", 62), ("Internet Explorer", "11.0", 27),
                ],
                hosts[:2],
            ),
            *hosts[:2],
        ),
        recipient_policies=[address_policy("Stratégie par défaut", f"SMTP:%m@{MAIL}")],
        address_lists=address_lists("2013"),
        offline_address_books=[
            address_book("Carnet d'adresses en mode hors connexion", None, OLD, versions=4,
                         mailbox="SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c} (deleted)")
        ],
        policies=[
            *default_policies("2013", "2014-03-15T10:02:33+00:00"),
            policy("setting-override", "DisableSigningVerification", "2023-01-16T17:42:00+00:00"),
        ],
        auth_configuration=AuthConfiguration(
            certificates=[], realm=None, issuer="00000002-0000-0ff1-ce00-000000000000"
        ),
        recipients=counts(_NUMBERS),
        autodiscover_answers=READING.collected(
            [
                answer(None, "directory", f"https://autodiscover.{MAIL}/Autodiscover/Autodiscover.xml", found=_ENDED,
                       status=401, trusted=False),
                answer(None, "directory", f"https://trp-multi.{DOMAIN}/Autodiscover/Autodiscover.xml", found=_ENDED,
                       status=401, trusted=False),
                answer(MAIL, "https-domain", f"https://{MAIL}/autodiscover/autodiscover.xml", status=404),
                answer(MAIL, "https-autodiscover", f"https://autodiscover.{MAIL}/autodiscover/autodiscover.xml",
                       found=_ENDED, status=401, trusted=False),
                answer(MAIL, "dns-srv", f"_autodiscover._tcp.{MAIL}"),
            ],
            "autodiscover", f"autodiscover.{MAIL}", "/autodiscover/autodiscover.xml", 7.204,
        ),
        recipient_list=READING.skipped("recipients-counted", "ldap-recipients"),
        database_statistics=READING.servers(
            "database_statistics",
            [
                statistics(READING, "Administration", FIRST, 244.2, free_gb=21, backup_days=2.5),
                statistics(READING, "Médecins", SECOND, 417.5, free_gb=11, backup_days=0.5),
                statistics(READING, "Première base", OLD, 63.7, mounted=False, backup_days=None),
            ],
            *hosts,
        ),
        copy_status=READING.servers(
            "copy_status", [copy for each in DATABASES for copy in copies(each)], *hosts
        ),
        mailbox_sizes=READING.servers(
            "mailbox_sizes",
            mailbox_sizes(
                {0: (71, 0.4), 1: (66, 1.5), 2: (79, 2.5), 5: (19, 6.4), 10: (9, 13.0), 50: (2, 58.5)},
                [("Médecins", 64.1, 401337), ("Médecins", 52.9, 288102), ("Administration", 17.7, 90144)],
            ),
            *hosts,
        ),
        public_folder_statistics=READING.servers(
            "public_folder_statistics",
            PublicFolderStatistics(folders=214, items=40_118, total=21_700_000_000, largest=2_900_000_000,
                                   most_children=37, deepest=5, bad_names=0),
            *hosts,
        ),
        outlook_anywhere=READING.servers(
            "outlook_anywhere", [anywhere(name, WEB, WEB, name == OLD) for name in every], *hosts
        ),
        extended_protection=READING.servers(
            "extended_protection",
            [*protection(FIRST, "None"), *protection(SECOND, "Require"), *protection(OLD, "None")],
            *hosts,
        ),
    )  # fmt: skip
    # What stands idle anyway, and would be taken for a new server.
    reused = Candidate(host=f"TRP-REPRISE.{DOMAIN}", role="mailbox", targets=["exchange-2016", "exchange-se"])
    return inventory(READING, found, _hosts(), [reused])
