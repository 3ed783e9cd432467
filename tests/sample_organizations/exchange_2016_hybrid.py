"""Stadtwerke Überseehof: every mailbox in Microsoft 365, and the last server that nobody dares to switch off."""

from __future__ import annotations

from datetime import datetime

from scanner.inventory.model import (
    AuthConfiguration,
    AuthServer,
    CloudTraces,
    FederationTrust,
    HybridConfiguration,
    Inventory,
    OrganizationRelationship,
    PartnerApplication,
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
    site_link,
)
from tests.sample_organizations.found import Found, inventory
from tests.sample_organizations.machines import NET_48, host, ordinary, volume
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
    send,
    transport,
)
from tests.sample_organizations.people import counts, elsewhere, in_database
from tests.sample_organizations.reading import Reading
from tests.sample_organizations.servers import (
    BOTH_2013,
    HYBRID,
    database,
    organization,
    routing_group,
    server,
    settings,
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
    taken_at=datetime.fromisoformat("2026-11-20T07:30:00+01:00"),
    controllers={"ueberseehof.example": "UEH-DC1.ueberseehof.example"},
    account="gmsa-exready@ueberseehof.example",
    protection="LDAPS, certificate verified",
    servers_at=31.206,
)
NAME, LEGACY_NAME = "Stadtwerke Überseehof", "Stadtwerke Ueberseehof"
DOMAIN = "ueberseehof.example"
# No tenant can have a hyphen in its name.
TENANT, CLOUD = "ueberseehof-example.onmicrosoft.com", "ueberseehof-example.mail.onmicrosoft.com"
WEB, BUILD, SERVER = f"mail.{DOMAIN}", "15.1.2507.6", "UEH-EX16"
DNS = ("10.16.0.11", "10.16.0.12")
EXCHANGE_ONLINE = "00000002-0000-0ff1-ce00-000000000000"
_GATE = "https://outlook.example/autodiscover/autodiscover.svc/WSSecurity"
_SYNCHRONIZATION = "MSOL_41b7c2d90e5f"
_PUBLIC = certificate(
    WEB, "2026-06-01", "2027-07-01", f"autodiscover.{DOMAIN}", "autodiscover.netze-ueberseehof.example",
    issuer=AUTHORITY,
)  # fmt: skip
_OAUTH = certificate("Microsoft Exchange Server Auth Certificate", "2022-03-12", "2027-02-14")
_OLD_OAUTH = certificate("Microsoft Exchange Server Auth Certificate", "2017-04-08", "2022-03-13")
_FEDERATION = certificate("Federation", "2022-03-12", "2027-01-05")
_OLD_FEDERATION = certificate("Federation", "2017-04-08", "2022-04-08", signature="sha1")
_OWN = own(SERVER, DOMAIN, "2022-05-01", "2027-05-01")
_NUMBERS = {
    **elsewhere(remote_user=4183, remote_room=122, remote_shared=517, contact=204, distribution=388, security=141,
                dynamic=22, mail_user=9),
    **in_database("DB16", arbitration=5, discovery=1, audit=1, monitoring=6),
}  # fmt: skip


def exchange_2016_hybrid() -> Inventory:
    """The inventory."""
    on = f"{SERVER}.{DOMAIN}"
    found = Found(
        forest=forest(
            DOMAIN, 7, 88, exchange=15334, extended=datetime.fromisoformat("2013-02-16T10:40:17+00:00"),
            master="UEH-DC1.ueberseehof.example", recycle_bin=True,
        ),
        domains=[domain(READING, DOMAIN, "UEBERSEEHOF", 7, [13243], sysvol_migration=48)],
        domain_controllers=[
            controller(READING, "UEH-DC1", "2022", "Betriebshof", created="2022-10-01"),
            controller(READING, "UEH-DC2", "2022", "Betriebshof", created="2022-10-08"),
            controller(READING, "UEH-DC3", "2022", "Wasserwerk", created="2023-03-25"),
        ],
        sites=[site("Betriebshof", "10.16.0.0/16"), site("Wasserwerk", "10.17.0.0/20")],
        site_links=[site_link("Betriebshof", "Wasserwerk", interval=15)],
        computers=computers(
            DOMAIN,
            ("Windows 11 Enterprise", "10.0 (22631)", "2026-11", 1912),
            ("Windows 11 Enterprise", "10.0 (26100)", "2026-11", 1533),
            ("Windows 10 Enterprise LTSC", "10.0 (19044)", "2026-11", 87),
            ("Windows Server 2022 Standard", "10.0 (20348)", "2026-11", 64),
        ),
        administrator_groups=administrators(
            DOMAIN, schema=1, enterprise=2, domain_admins=4, managers=3,
            names=("Domänen-Admins", "Organisations-Admins", "Schema-Admins"),
        ),
        organization=organization(NAME, 16223, BUILD, "2013-02-16T11:08:44+00:00", mapi_http=True),
        servers=[
            server(
                READING, SERVER, DOMAIN, BUILD, BOTH_2013, "2016", "2017-04-08T08:12:36+00:00", site="Betriebshof",
                organization=LEGACY_NAME, edition=HYBRID, certificate=_OWN, product_id="02064-110-7700120-75010",
            )
        ],
        databases=[
            database("DB16", "D:\\DB16\\DB16.edb", SERVER, circular=True,
                     address_book="Standard-Offlineadressbuch")
        ],
        routing_groups=[routing_group(SERVER)],
        accepted_domains=accepted(
            (DOMAIN, DEFAULT), ("netze-ueberseehof.example", 0), (TENANT, INTERNAL_RELAY), (CLOUD, 0)
        ),
        remote_domains=[remote("Default", "*", 3), remote(f"Hybrid Domain - {CLOUD}", CLOUD, 1048579)],
        send_connectors=[
            send("Outbound to Office 365", [f"SMTP:{CLOUD};1"], SERVER, "UEH-EX13 (deleted)",
                 smart_host="ueberseehof-example.mail.protection.outlook.com", fqdn=WEB,
                 certificate=by_name(_OLD_FEDERATION)),
            send("Zähler und Drucker", ["SMTP:*;10"], SERVER, fqdn=WEB),
        ],
        receive_connectors=[
            *receive_defaults(SERVER, "2016"),
            receive(f"Anlagen {SERVER}", SERVER, ranges=("10.16.40.0/21", "10.17.8.0/24"), security=0),
        ],
        transport_settings=transport(limit_kb=36864),
        mail_protocols=protocols(SERVER, "2016", WEB),
        virtual_directories=web(SERVER, "2016", WEB, WEB, replication=True),
        autodiscover_points=[
            autodiscover(SERVER, f"autodiscover.{DOMAIN}", "2017-04-08T08:39:20+00:00", "Betriebshof")
        ],
        rpc_services=rpc_services(SERVER),
        devices=[device(DOMAIN, "iPad", "iPad7C3", "iOS 15.8 19H370", 6, protocol="16.0", changed="2022-07")],
        clients=READING.servers(
            "clients", clients([("EWS application", "15.00.0913.015", 3)], [on], limits=[]), on
        ),
        recipient_policies=[address_policy("Default Policy", f"SMTP:%g.%s@{DOMAIN}", f"smtp:%m@{CLOUD}")],
        address_lists=address_lists("2016"),
        offline_address_books=[
            address_book("Standard-Offlineadressbuch", None, SERVER, versions=4,
                         mailbox="SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}")
        ],
        policies=[
            policy("authentication-policy", "Block Basic Auth", "2023-09-14T08:00:00+00:00"),
            *default_policies("2016", "2017-04-08T08:30:00+00:00"),
            policy("setting-override", "EnableExchangeHybrid3PAppFeature", "2025-10-02T13:27:00+00:00"),
        ],
        federation_trusts=[
            FederationTrust(
                name="Microsoft Federation Gateway", application_uri=DOMAIN,
                token_issuer="urn:federation:MicrosoftOnline",
                certificate=_FEDERATION, previous_certificate=_OLD_FEDERATION,
                account_namespace=f"FYDIBOHF25SPDLT.{DOMAIN}",
            )
        ],
        organization_relationships=[
            OrganizationRelationship(
                name="HybridIOC - 41b7c2d9", connector=True, enabled=True, domains=[CLOUD], actions=[],
                target_application=None, target_autodiscover=_GATE, target_owa=None,
            ),
            OrganizationRelationship(
                name="Nachbarstadt", connector=False, enabled=True, domains=[], actions=["FreeBusyAccess"],
                target_application=None, target_autodiscover=None, target_owa=None,
            ),
            OrganizationRelationship(
                name="On-premises to O365", connector=False, enabled=True, domains=[CLOUD],
                actions=["FreeBusyAccess", "MailTips", "MoveMailbox"], target_application="outlook.example",
                target_autodiscover=_GATE, target_owa="https://outlook.example/mail",
            ),
        ],
        hybrid=HybridConfiguration(
            domains=[DOMAIN, "netze-ueberseehof.example"], client_access_servers=[SERVER],
            transport_servers=["UEH-EX13 (deleted)", SERVER], features=255, smart_host=WEB,
            certificate=by_name(_PUBLIC), addresses=["192.0.2.44"],
        ),
        auth_configuration=AuthConfiguration(
            certificates=thumbprints(_OAUTH, _OLD_OAUTH), realm=TENANT, issuer=EXCHANGE_ONLINE,
        ),
        auth_servers=[
            AuthServer(name="ACS - 41b7c2d9", kind=1, flags=1, realm=TENANT, issuing_url=None,
                       metadata_url=f"https://accounts.example/{TENANT}/metadata/json/1", application_id=None),
            AuthServer(name="EvoSts - 41b7c2d9", kind=3, flags=3, realm=TENANT,
                       issuing_url="https://login.example/common/oauth2/authorize",
                       metadata_url="https://login.example/common/FederationMetadata",
                       application_id="7d1f0c5a-33b8-4d0e-9a76-2c5e8b90f1d4"),
        ],
        partner_applications=[
            PartnerApplication(name="Exchange Online", application_id=EXCHANGE_ONLINE,
                               linked_account="Exchange Online-ApplicationAccount", flags=3),
        ],
        cloud_traces=CloudTraces(
            tenant_name=TENANT, tenant_id="3f2c8f6e-6a5b-4d5e-9a54-0d1f6f3b1c11",
            synchronization_accounts=[_SYNCHRONIZATION],
        ),
        tenant=READING.declared(
            Tenant(
                verified_domains=[DOMAIN, "netze-ueberseehof.example", TENANT, CLOUD], unused_domains=None,
                licences=4800, directory_synchronization=True, entra_connect="2.5.190.0", migration_account=None,
                public_certificate=True, outlook_anywhere_tested=None, imap_tested=None, batch_files=None,
                ews_applications=["Störungsannahme"], password_senders=None,
            ),
            "Abteilung IT-Betrieb",
        ),
        recipients=counts(_NUMBERS),
        recipient_list=READING.skipped("recipients-counted", "ldap-recipients"),
        database_statistics=READING.servers(
            "database_statistics", [statistics(READING, "DB16", SERVER, 14.8, free_gb=13, backup_days=0.3)], on
        ),
        organization_settings=READING.servers("organization_settings", settings(True), on),
        outlook_anywhere=READING.servers("outlook_anywhere", [anywhere(SERVER, WEB, WEB, False)], on),
        extended_protection=READING.servers("extended_protection", protection(SERVER, "None"), on),
    )  # fmt: skip
    machine = ordinary(
        DOMAIN, "2016", "15.1.2507.75", "10.16.0.31", dns=DNS, gb=24, cores=8, net=NET_48, page_mb=24586,
        data=[volume("D:\\", 250, 214)], powershell="5.1.14393.8422",
        certificates=[
            bound(_PUBLIC, "IIS", "SMTP"),
            bound(_OWN, "SMTP"),
            bound(_OAUTH, "SMTP"),
            bound(_FEDERATION, "Federation"),
        ],
    )  # fmt: skip
    return inventory(READING, found, [host(READING, on, 0, machine)])
