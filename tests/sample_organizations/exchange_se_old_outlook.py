"""Saltmarsh Assurance: Subscription Edition, well kept, in front of mail programs and workstations that are not."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import islice

from scanner.inventory.model import (
    AuthConfiguration,
    AuthServer,
    CloudTraces,
    Database,
    FederationTrust,
    HybridConfiguration,
    Inventory,
    OrganizationRelationship,
    PartnerApplication,
    PublicFolderStatistics,
    Tenant,
)
from tests.sample_organizations.certificates import AUTHORITY, bound, by_name, certificate, own, thumbprints
from tests.sample_organizations.directory import (
    administrators,
    computers,
    controller,
    domain,
    forest,
    site,
)
from tests.sample_organizations.found import Found, inventory
from tests.sample_organizations.machines import NET_481, host, ordinary, volume
from tests.sample_organizations.mail import (
    DEFAULT,
    INTERNAL_RELAY,
    accepted,
    address_book,
    address_lists,
    address_policy,
    default_policies,
    protocols,
    receive_defaults,
    remote,
    rule,
    send,
    transport,
)
from tests.sample_organizations.people import (
    ARBITRATION,
    AUDIT,
    CONTACT,
    DISCOVERY,
    DISTRIBUTION,
    DYNAMIC,
    MONITORING,
    REMOTE_USER,
    ROOM,
    SECURITY,
    SHARED,
    People,
    alias_of,
    mailbox_sizes,
    names,
)
from tests.sample_organizations.reading import Reading
from tests.sample_organizations.servers import (
    ENTERPRISE,
    GIB,
    MAILBOX_2019,
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
    taken_at=datetime.fromisoformat("2026-11-21T21:15:00+00:00"),
    controllers={"saltmarsh.example": "SMA-DC1.saltmarsh.example"},
    account="svc-exready@saltmarsh.example",
    protection="Kerberos, sealed (LDAP 389)",
    servers_at=5.611,
)
NAME, DOMAIN, SITE = "Saltmarsh Assurance", "saltmarsh.example", "Saltmarsh"
BOUGHT = "saltmarsh-marine.example"  # of a company that was bought and whose server still takes its mail
WEB, BUILD, MEMBERS = f"mail.{DOMAIN}", "15.2.2562.17", ("SMA-EX1", "SMA-EX2")
# No tenant can have a hyphen in its name.
TENANT, CLOUD = "saltmarsh-example.onmicrosoft.com", "saltmarsh-example.mail.onmicrosoft.com"
DNS = ("10.44.0.10", "10.44.0.11")
_FEDERATION = certificate("Federation", "2025-09-20", "2030-09-20")
_PUBLIC = certificate(WEB, "2026-04-13", "2027-05-13", f"autodiscover.{DOMAIN}", issuer=AUTHORITY)
_OAUTH = certificate("Microsoft Exchange Server Auth Certificate", "2025-09-20", "2030-08-25")
_TEAMS = ("Actuaries", "Brokers", "Claims", "Marine", "Motor", "Property", "Reinsurance", "Settlements")
_SYSTEM = (
    "SystemMailbox{1f05a927-89c0-4725-adca-4527114196a1}", "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}",
    "SystemMailbox{e0dc1c29-89c3-4034-b678-e6c29d823ed9}", "FederatedEmail.4c1f4d8b-8179-4148-93bf-00a95fa1e042",
    "Migration.8f3e7716-2011-43e4-96b1-aba62d229136",
)  # fmt: skip


def _database(name: str, first: str, second: str) -> Database:
    return database(
        name, f"E:\\{name}\\{name}.edb", first, second, dag="SMA-DAG", circular=True,
        address_book="Default Offline Address Book",
    )  # fmt: skip


DATABASES = [_database("DB01", "SMA-EX1", "SMA-EX2"), _database("DB02", "SMA-EX2", "SMA-EX1")]


def _people() -> People:
    people = People(NAME, DOMAIN, DOMAIN, version=88218628259840)
    first, second = people.place("DB01"), people.place("DB02")
    people.staff("en", 92, first, "SMA-EX1")
    people.staff("en", 88, second, "SMA-EX2", skip=92)
    for name in _TEAMS:
        people.mailbox(f"{name} Desk", second, "SMA-EX2", SHARED)
        people.other(f"All {name}", DISTRIBUTION)
        people.other(f"{name} Agent", CONTACT, target=f"SMTP:agent@{name.lower()}-agents.example")
    for name in ("Anchor", "Beacon", "Compass"):
        people.mailbox(f"Room {name}", first, "SMA-EX1", ROOM)
    for name in _SYSTEM:
        address = f"SMTP:{name.replace('{', '').replace('}', '')}@{DOMAIN}"
        people.mailbox(name, first, "SMA-EX1", ARBITRATION, alias=name, hidden=True, addresses=[address])
    people.mailbox("Discovery Search Mailbox", second, "SMA-EX2", DISCOVERY, hidden=True)
    people.mailbox("Audit Log", first, "SMA-EX1", AUDIT, hidden=True)
    for number, (place, home) in enumerate(((first, "SMA-EX1"), (second, "SMA-EX2")), 0xA11CE):
        people.mailbox(f"HealthMailbox{number:032x}", place, home, MONITORING, hidden=True)
    people.other("File Access", SECURITY)
    people.other("Everybody", DYNAMIC)
    for name in islice(names("en"), 180, 186):
        people.other(name, REMOTE_USER, remote_type=4, target=f"SMTP:{alias_of(name)}@{CLOUD}")
    _with_faults(people)
    return people


def _with_faults(people: People) -> None:
    """What directory synchronisation trips over."""
    people.change("alice.ashenmoor", upn=f"aashenmoor@{DOMAIN}")
    people.change("barnaby.bramblecote", upn=None)
    people.change("celia.coldharbour", upn=f"celia coldharbour@{DOMAIN}")
    people.change("dorian.dunlinwick", upn=f"dorian.dunlinwick@{BOUGHT}")
    people.change("edith.elderfen", account="elderfen+claims")
    people.change("brokers.desk", addresses=[f"SMTP:brokers.desk@{DOMAIN}", f"smtp:motor.desk@{DOMAIN}"])
    old = "EX:/O=SALTMARSH/OU=FIRST ADMINISTRATIVE GROUP (OLD)/CN=FFOXGLOAM"
    people.change("felix.foxgloam", addresses=[f"SMTP:felix.foxgloam@{DOMAIN}", old])
    policies = [f"smtp:policy{number}@{DOMAIN}" for number in range(1001, 1312)]
    people.change("claims.desk", addresses=[f"SMTP:claims.desk@{DOMAIN}", *policies])
    people.change("marine.agent", target="SMTP:agent@marine agents.example")
    people.change("property.agent", target="SMTP:agent@motor-agents.example")


def exchange_se_old_outlook() -> Inventory:
    """The inventory."""
    people = _people()
    both = [f"{name}.{DOMAIN}" for name in MEMBERS]
    server_of = partial(server, READING, site=SITE, organization=NAME, dag="SMA-DAG", edition=ENTERPRISE)
    certificates = {name: own(name, DOMAIN, "2025-09-20", "2030-09-20") for name in MEMBERS}
    found = Found(
        forest=forest(
            DOMAIN, 7, 91, exchange=17003, extended=datetime.fromisoformat("2017-03-04T12:00:18+00:00"),
            master="SMA-DC2.saltmarsh.example", naming_master="SMA-DC1.saltmarsh.example", recycle_bin=True,
        ),
        domains=[domain(READING, DOMAIN, "SALTMARSH", 7, [13243], sysvol_migration=48)],
        domain_controllers=[
            controller(READING, "SMA-DC1", "2022", SITE, created="2023-05-06"),
            controller(READING, "SMA-DC2", "2025", SITE, created="2025-11-15"),
        ],
        sites=[site(SITE, "10.44.0.0/18", "2001:db8:44::/48")],
        computers=computers(
            DOMAIN,
            ("Windows 7 Enterprise", "6.1 (7601)", "2026-11", 58),
            ("Windows 8.1 Enterprise", "6.3 (9600)", "2026-11", 9),
            ("Windows 10 Enterprise", "10.0 (19045)", "2026-11", 96),
            ("Windows 11 Enterprise", "10.0 (26100)", "2026-11", 31),
        ),
        administrator_groups=administrators(DOMAIN, schema=1, enterprise=1, domain_admins=3, managers=2),
        organization=organization(
            NAME, 16763, BUILD, "2017-03-04T12:27:50+00:00", mapi_http=True,
            public_folder_mailbox="2b1d7a64-90cf-4e3d-8a55-6f0e13c7d982",
        ),
        servers=[
            server_of(name, DOMAIN, BUILD, MAILBOX_2019, "2025", created, certificate=certificates[name],
                      product_id="02064-110-8842019-75003")
            for name, created in zip(
                MEMBERS, ("2025-09-20T08:50:14+00:00", "2025-09-21T10:22:45+00:00"), strict=True
            )
        ],
        databases=DATABASES,
        dags=[dag("SMA-DAG", "SMA-FS1.saltmarsh.example", mode=1)],
        routing_groups=[routing_group("SMA-EX1", "SMA-EX2")],
        accepted_domains=accepted((DOMAIN, DEFAULT), (CLOUD, 0), (BOUGHT, INTERNAL_RELAY)),
        remote_domains=[remote("Default", "*", 3), remote(f"Hybrid Domain - {CLOUD}", CLOUD, 1048579)],
        send_connectors=[
            send("Internet", ["SMTP:*;1"], *MEMBERS, fqdn=WEB),
            send("Outbound to Office 365", [f"SMTP:{CLOUD};1"], *MEMBERS, fqdn=WEB,
                 certificate=by_name(_PUBLIC), tls_domain="mail.protection.outlook.com"),
        ],
        receive_connectors=[each for name in MEMBERS for each in receive_defaults(name, "SE")],
        transport_settings=transport(limit_kb=36864),
        transport_rules=[rule("Regulatory notice", "TransportVersioned", 0, "2024-01-08T09:00:00+00:00")],
        mail_protocols=[each for name in MEMBERS for each in protocols(name, "SE", WEB)],
        virtual_directories=[each for name in MEMBERS for each in web(name, "SE", WEB, WEB)],
        autodiscover_points=[
            autodiscover(name, f"autodiscover.{DOMAIN}", "2025-09-21T11:00:00+00:00", SITE) for name in MEMBERS
        ],
        rpc_services=rpc_services(*MEMBERS),
        devices=[
            device(DOMAIN, "Android", "SM-A155F", "Android 14", 41),
            device(DOMAIN, "Android", "SM-T560", "Android 4.4.4", 14, protocol="14.1"),
            device(DOMAIN, "iPhone", "iPhone8C1", "iOS 15.8 19H370", 22, protocol="16.0"),
        ],
        clients=READING.servers(
            "clients",
            clients(
                [
                    ("Outlook", "14.0.7268.5000", 39), ("Outlook", "15.0.5603.1000", 61),
                    ("Outlook", "16.0.5539.1001", 58), ("Outlook", "16.0.17932.20976", 22),
                    ("Outlook for Mac", "16.14.18061302", 4),
                ],
                both, mode="Cached",
            ),
            *both,
        ),
        recipient_policies=[address_policy("Default Policy", f"SMTP:%g.%s@{DOMAIN}")],
        address_lists=address_lists("SE"),
        offline_address_books=[
            address_book("Default Offline Address Book", None, *MEMBERS, versions=4,
                         mailbox="SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}")
        ],
        policies=default_policies("SE", "2017-03-04T12:40:00+00:00"),
        auth_configuration=AuthConfiguration(
            certificates=thumbprints(_OAUTH), realm=None, issuer="00000002-0000-0ff1-ce00-000000000000"
        ),
        federation_trusts=[
            FederationTrust(
                name="Microsoft Federation Gateway", application_uri=DOMAIN,
                token_issuer="urn:federation:MicrosoftOnline", certificate=_FEDERATION, previous_certificate=None,
                account_namespace=f"FYDIBOHF25SPDLT.{DOMAIN}",
            )
        ],
        organization_relationships=[
            OrganizationRelationship(
                name="On-premises to O365", connector=False, enabled=True, domains=[CLOUD],
                actions=["FreeBusyAccess", "MailTips", "MoveMailbox"], target_application="outlook.example",
                target_autodiscover="https://outlook.example/autodiscover/autodiscover.svc/WSSecurity",
                target_owa="https://outlook.example/mail",
            )
        ],
        hybrid=HybridConfiguration(
            domains=[DOMAIN], client_access_servers=list(MEMBERS), transport_servers=list(MEMBERS), features=255,
            smart_host=WEB, certificate=by_name(_PUBLIC), addresses=["192.0.2.81"],
        ),
        auth_servers=[
            AuthServer(name="EvoSts - 5d20e7b1", kind=3, flags=3, realm=TENANT,
                       issuing_url="https://login.example/common/oauth2/authorize",
                       metadata_url="https://login.example/common/FederationMetadata", application_id=None),
        ],
        partner_applications=[
            PartnerApplication(name="Exchange Online", application_id="00000002-0000-0ff1-ce00-000000000000",
                               linked_account=None, flags=3),
        ],
        cloud_traces=CloudTraces(
            tenant_name=TENANT, tenant_id="5d20e7b1-8c43-4f6a-b0d9-27e19a4c6f35",
            synchronization_accounts=["MSOL_5d20e7b18c43"],
        ),
        tenant=READING.declared(
            Tenant(
                verified_domains=[DOMAIN], unused_domains=[], licences=40, directory_synchronization=True,
                entra_connect="2.3.20.0", migration_account=False, public_certificate=True,
                outlook_anywhere_tested=False, imap_tested=False, batch_files=False,
                ews_applications=["Claims archive"], password_senders=["Scanners", "Policy system"],
            ),
            "P. Elderfen",
        ),
        recipients=people.counted(),
        recipient_list=people.listed(),
        database_statistics=READING.servers(
            "database_statistics",
            [
                statistics(READING, "DB01", "SMA-EX1", 188.2, free_gb=7, backup_days=0.2),
                statistics(READING, "DB02", "SMA-EX2", 171.9, free_gb=9, backup_days=0.2),
            ],
            *both,
        ),
        copy_status=READING.servers("copy_status", [copy for each in DATABASES for copy in copies(each)], *both),
        mailbox_sizes=READING.servers(
            "mailbox_sizes",
            mailbox_sizes(
                {0: (61, 0.4), 1: (71, 1.4), 2: (58, 2.6), 5: (8, 5.9)},
                [("DB02", 8.8, 90417), ("DB01", 7.1, 120663), ("DB01", 6.6, 58214)], archives=(0, 0),
            ),
            *both,
        ),
        public_folder_statistics=READING.servers(
            "public_folder_statistics",
            PublicFolderStatistics(folders=388, items=77_216, total=29 * GIB, largest=3 * GIB, most_children=52,
                                   deepest=6, bad_names=0),
            *both,
        ),
        outlook_anywhere=READING.servers(
            "outlook_anywhere", [anywhere(name, WEB, WEB, False) for name in MEMBERS], *both
        ),
        extended_protection=READING.servers(
            "extended_protection", [each for name in MEMBERS for each in protection(name, "Require")], *both
        ),
    )  # fmt: skip
    hosts = [
        host(
            READING, f"{name}.{DOMAIN}", place,
            ordinary(
                DOMAIN, "2025", "15.2.2562.53", f"10.44.0.{21 + place}", dns=DNS, gb=128, cores=16, net=NET_481,
                data=[volume("E:\\", 1200, 780, file_system="ReFS")], powershell="5.1.26100.7171",
                certificates=[
                    bound(_PUBLIC, "IIS", "SMTP"),
                    bound(certificates[name], "SMTP"),
                    bound(_OAUTH, "SMTP"),
                ],
            ),
        )
        for place, name in enumerate(MEMBERS)
    ]  # fmt: skip
    return inventory(READING, found, hosts)
