"""Commune de Val-d'Ourse: half of it refused, silent, or only said by a person."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from scanner.inventory.absence import Declared, Failed, Skipped
from scanner.inventory.model import Candidate, Host, Inventory, Memory, OperatingSystem, Processor
from tests.sample_organizations.directory import administrators, controller, domain, forest, site, site_link
from tests.sample_organizations.found import Found, inventory
from tests.sample_organizations.machines import Machine, exactly, host, installed, processor, silent, windows
from tests.sample_organizations.mail import send
from tests.sample_organizations.reading import LOCAL, Reading
from tests.sample_organizations.servers import BOTH_2013, GIB, GROUP, organization, routing_group, server

T = TypeVar("T")

READING = Reading(
    taken_at=datetime.fromisoformat("2026-11-20T16:47:31+01:00"),
    controllers={"val-dourse.local": "VDO-DC1.val-dourse.local"},
    account="audit@val-dourse.local",
    protection="NTLM, sealed (LDAP 389)",
    lost=20.013,
    servers_at=141.055,
)
NAME, DOMAIN, SCHOOLS, MAIL = (
    "Commune de Val-d'Ourse",
    "val-dourse.local",
    "ecoles.val-dourse.local",
    "val-dourse.example",
)
TOWN_HALL = "Hôtel de Ville"
_SILENT_CONTROLLER = "ECO-DC1.ecoles.val-dourse.local"
_READ_OF_A_MACHINE = ("processor", "memory", "operating_system", "volumes", "page_file", "exchange")
_server = partial(server, READING, domain=DOMAIN, site=TOWN_HALL, organization=NAME, edition=None)


def _hidden(section: str, container: str) -> Failed:
    return READING.unanswered(section, "not-readable", what=container)


def _unreachable(section: str) -> Failed:
    return READING.unanswered(section, "unreachable", host=_SILENT_CONTROLLER, port=389)


def _declared(data: T) -> Declared[T]:
    return Declared(data=data, by="M. Le Goff", at=datetime(2026, 11, 18, tzinfo=UTC))


def _bought() -> Host:
    """A server that stands in its box: what a person knows of it."""
    unsaid = Skipped(
        code="not-declared",
        values={"host": "VDO-EXCH4"},
        collector="exready.toml",
        at=datetime(2026, 11, 18, tzinfo=UTC),
    )
    return host(
        READING,
        "VDO-EXCH4",
        0,
        Machine(
            processor=_declared(
                Processor(
                    architecture="AMD64",
                    name=None,
                    sockets=1,
                    physical_cores=16,
                    logical_processors=None,
                    maximum_mhz=None,
                    current_mhz=None,
                )
            ),
            memory=_declared(Memory(installed=128 * GIB, usable=None, dynamic=None)),
            operating_system=_declared(
                OperatingSystem(
                    family="windows",
                    name="Windows Server 2025",
                    version="10.0.26100",
                    revision=None,
                    edition="ServerStandard",
                    service_pack=None,
                    server=True,
                    installation=None,
                    language=None,
                )
            ),
            volumes=unsaid,
            page_file=unsaid,
            exchange=unsaid,
        ),
    )


def _broken() -> Host:
    """A new server that read itself, as far as it could."""
    name = "VDO-EXCH3.val-dourse.local"
    begin = READING.servers_at
    detail = (
        "the memory: OSError: [WinError 31] Un périphérique attaché au système ne fonctionne pas correctement"
    )
    return host(
        READING,
        name,
        0,
        Machine(
            processor=processor("Intel(R) Xeon(R) Gold 6430", 1, 12, 12),
            memory=READING.failed("not-understood", LOCAL, begin + 0.011, host=name, detail=detail),
            operating_system=windows("2022", language=None, revision=None),
            volumes=[
                exactly("C:\\", 128204769689, 83966607360, block_kb=None),
                exactly("E:\\", 1099510575104, 1095001911296, block_kb=None),
            ],
            page_file=READING.failed("access-denied", LOCAL, begin + 0.022, host=name, what="the page file"),
            exchange=installed(None),
        ),
        collector=LOCAL,
        seconds=begin + 0.036,
    )


def partly_read() -> Inventory:
    """The inventory."""
    found = Found(
        forest=forest(
            DOMAIN, 6, 87, exchange=15334, extended=datetime.fromisoformat("2009-06-13T07:58:31+00:00"),
            master="VDO-DC1.val-dourse.local", suffixes=(MAIL,), recycle_bin=None, tombstone=None, superiors=None,
        ),
        domains=[
            domain(READING, SCHOOLS, "ECOLES", 0, [], parent=DOMAIN, head=_unreachable("domains"),
                   trusts=_unreachable("domains")),
            domain(READING, DOMAIN, "VALDOURSE", 6, [None], computers_container=None, by_file_replication=None,
                   backup=None),
        ],
        domain_controllers=[
            controller(READING, "ECO-DC1", "2012 R2", "Écoles", domain=SCHOOLS, global_catalog=False,
                       account=_unreachable("domain_controllers")),
            controller(READING, "VDO-DC1", "2016", TOWN_HALL, created="2017-05-02"),
            controller(READING, "VDO-DC2", "2012 R2", TOWN_HALL, created="2014-10-11"),
        ],
        sites=[
            site(TOWN_HALL, "172.16.10.0/23"),
            site("Médiathèque", "172.16.30.0/24"),
            site("Écoles", "172.16.64.0/19"),
        ],
        site_links=[site_link(TOWN_HALL, "Médiathèque", "Écoles")],
        administrator_groups=administrators(
            DOMAIN, schema=None, enterprise=None, domain_admins=2, managers=None,
            names=("Admins du domaine", "Administrateurs de l’entreprise", "Administrateurs du schéma"),
        ),
        organization=organization(
            NAME, 16222, "15.1.2375.7", "2009-06-13T08:21:17+00:00",
            groups=(GROUP, "Premier groupe d'administration"), split_permissions=None, groups_read=False,
        ),
        servers=[
            _server("VDO-EXCH1", build="15.0.1497.2", roles=BOTH_2013, windows="2012 R2",
                    created="2014-11-22T09:18:04+00:00"),
            _server("VDO-EXCH2", build="15.1.2375.7", roles=BOTH_2013, windows="2016",
                    created="2021-10-30T14:56:27+00:00"),
        ],
        storage_groups=_hidden("storage_groups", "CN=Databases"),
        databases=_hidden("databases", "CN=Databases"),
        dags=_hidden("dags", "CN=Database Availability Groups"),
        public_folder_trees=_hidden("public_folder_trees", "CN=Folder Hierarchies"),
        routing_groups=[routing_group("VDO-EXCH1", "VDO-EXCH2")],
        accepted_domains=_hidden("accepted_domains", "CN=Accepted Domains"),
        remote_domains=_hidden("remote_domains", "CN=Internet Message Formats"),
        send_connectors=[send("Vers Internet", ["SMTP:*;1"], "VDO-EXCH1", enabled=None)],
        receive_connectors=_hidden("receive_connectors", "CN=SMTP Receive Connectors"),
        transport_settings=_hidden("transport_settings", "CN=Transport Settings"),
        transport_rules=_hidden("transport_rules", "CN=Rules"),
        mail_protocols=_hidden("mail_protocols", "CN=Protocols"),
        virtual_directories=_hidden("virtual_directories", "CN=Protocols"),
        legacy_objects=_hidden("legacy_objects", "CN=Connections"),
        conflict_objects=_hidden("conflict_objects", "CN=Address Lists Container"),
        autodiscover_points=_hidden("autodiscover_points", "CN=Protocols"),
        client_access_arrays=_hidden("client_access_arrays", "CN=Arrays"),
        rpc_services=_hidden("rpc_services", "CN=Protocols"),
        devices=_unreachable("devices"),
        computers=_unreachable("computers"),
        recipient_policies=_hidden("recipient_policies", "CN=Recipient Policies"),
        address_lists=_hidden("address_lists", "CN=Address Lists Container"),
        offline_address_books=_hidden("offline_address_books", "CN=Offline Address Lists"),
        policies=_hidden("policies", "CN=ELC Mailbox Policies"),
        unified_messaging=_hidden("unified_messaging", "CN=UM DialPlan Container"),
        federation_trusts=_hidden("federation_trusts", "CN=Federation Trusts"),
        organization_relationships=_hidden("organization_relationships", "CN=Federation"),
        hybrid=_hidden("hybrid", "CN=Hybrid Configuration"),
        auth_configuration=_hidden("auth_configuration", "CN=Auth Configuration"),
        auth_servers=_hidden("auth_servers", "CN=Auth Servers"),
        partner_applications=_hidden("partner_applications", "CN=Partner Applications"),
        recipients=READING.failed("timed-out", "ldap-recipients", 141.054, host=READING.controller, seconds=120),
        recipient_list=READING.failed("timed-out", "ldap-recipients", 141.054, host=READING.controller, seconds=120),
        clients=Skipped(code="server-not-read", values={}, collector="clients", at=READING.at(141.055)),
    )  # fmt: skip
    hosts = [
        silent(
            READING, "VDO-EXCH1.val-dourse.local", READING.servers_at, "access-denied", *_READ_OF_A_MACHINE,
            host="VDO-EXCH1.val-dourse.local", what="root\\cimv2",
        ),
        silent(
            READING, "VDO-EXCH2.val-dourse.local", READING.servers_at, "unreachable", *_READ_OF_A_MACHINE,
            host="VDO-EXCH2.val-dourse.local", port=5985,
        ),
        _broken(),
        _bought(),
    ]  # fmt: skip
    new = ("VDO-EXCH3.val-dourse.local", "VDO-EXCH4")
    candidates = [Candidate(host=each, role="mailbox", targets=["exchange-se"]) for each in new]
    return inventory(READING, found, hosts, candidates)
