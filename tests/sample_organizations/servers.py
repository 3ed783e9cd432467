"""Exchange servers, their databases and availability groups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from scanner.inventory.absence import Section, Skipped
from scanner.inventory.model import (
    Certificate,
    Computer,
    CopyStatus,
    Dag,
    Database,
    DatabaseCopy,
    DatabaseStatistics,
    ExchangeServer,
    Organization,
    OrganizationSettings,
    RoutingGroup,
    StorageGroup,
    WellKnownGroup,
)
from scanner.inventory.names import EDGE_ROLE
from tests.sample_organizations.directory import account_of, computer
from tests.sample_organizations.reading import Reading

GROUP = "Exchange Administrative Group (FYDIBOHF23SPDLT)"
ROUTING_GROUP = "Exchange Routing Group (DWBGZMFD01QNBJR)"
MAILBOX, CLIENT_ACCESS, UNIFIED_MESSAGING, HUB_TRANSPORT, EDGE = 2, 4, 16, 32, EDGE_ROLE
MAILBOX_2013, CLIENT_ACCESS_2013, BOTH_2013, MAILBOX_2019 = 54, 16385, 16439, 16423
STANDARD, ENTERPRISE, TRIAL, HYBRID = 0, 1, 2, 10
MIB, GIB = 1 << 20, 1 << 30
USUAL_QUOTA = 2411520  # KB; what a new database allows since 2007

_TRUSTED = ("Exchange Servers", "Exchange Trusted Subsystem")
# The groups that Setup puts a server into, by the major number of its build.
_GROUPS = {
    6: ("Exchange Domain Servers",),
    8: ("Exchange Install Domain Servers", "Exchange Servers"),
    14: ("Exchange Install Domain Servers", *_TRUSTED),
    15: ("Exchange Install Domain Servers", *_TRUSTED, "Managed Availability Servers"),
}
_SERVICES = {6: ("exchangeMDB", "exchangeRFR", "SMTPSVC"), 8: ("SmtpSvc",)}
_LATER_SERVICES = ("exchangeAB", "exchangeMDB", "exchangeRFR", "SmtpSvc")
_FOLDERS = {
    6: "C:\\Program Files\\Exchsrvr",
    8: "C:\\Program Files\\Microsoft\\Exchange Server",
    14: "C:\\Program Files\\Microsoft\\Exchange Server\\V14",
    15: "C:\\Program Files\\Microsoft\\Exchange Server\\V15",
}
_FIRST_WITH_ROLES = 8
# The groups of Exchange 2010 and later by the numbers they are remembered by; universal and for security.
UNIVERSAL_SECURITY = -2147483640
_WELL_KNOWN = {
    "C262A929D691B74A9E068728F8F842EA": "Organization Management",
    "DBB8F1B5DC2DCB44BD5D1D66D3BD6E2C": "Recipient Management",
    "E3E4BFB2A3A7594EA5E0D7A6A3E4C1B0": "View-Only Organization Management",
    "A7D2016C83F003458132789EEB127B84": "Exchange Servers",
    "EA876A58DB6DD04C9006939818F800EB": "Exchange Trusted Subsystem",
    "4C17D0117EBE6642AFAEE03BC66D381F": "Exchange Windows Permissions",
}
_WELL_KNOWN_2007 = {
    "C262A929D691B74A9E068728F8F842EA": "Exchange Organization Administrators",
    "DBB8F1B5DC2DCB44BD5D1D66D3BD6E2C": "Exchange Recipient Administrators",
    "E3E4BFB2A3A7594EA5E0D7A6A3E4C1B0": "Exchange View-Only Administrators",
    "A7D2016C83F003458132789EEB127B84": "Exchange Servers",
}  # fmt: skip


def settings(modern: bool | None, *, locked: bool = False, migrated: bool = False) -> OrganizationSettings:
    """Settings of the organisation; `modern` is modern authentication, which 2010 does not know."""
    return OrganizationSettings(
        modern_authentication=modern, public_folders_locked=locked, public_folders_migrated=migrated
    )


def organization(
    name: str,
    level: int,
    prepared_by: str,
    created: str,
    *,
    groups: Sequence[str] = (GROUP,),
    mapi_http: bool | None = None,
    public_folder_mailbox: str | None = None,
    split_permissions: bool | None = False,
    deleted: Sequence[str] = (),
    of_2007: bool = False,
    mixed_mode: bool = False,
    groups_read: bool = True,
) -> Organization:
    """The organisation. `prepared_by` is the build that last prepared it, `deleted` are groups that are gone."""
    known = _WELL_KNOWN_2007 if of_2007 else _WELL_KNOWN
    return Organization(
        name=name,
        object_version=level,
        product_id=product_id(prepared_by),
        mixed_mode=mixed_mode,
        administrative_groups=sorted(groups),
        created=datetime.fromisoformat(created),
        public_folder_mailbox=public_folder_mailbox,
        mapi_http=mapi_http,
        split_permissions=split_permissions,
        well_known_groups=[
            WellKnownGroup(
                identifier=number,
                name=group,
                deleted=group in deleted,
                group_type=None if group in deleted else UNIVERSAL_SECURITY,
            )
            for number, group in sorted(known.items())
        ]
        if groups_read
        else None,
    )


def product_id(build: str) -> str:
    """`15.02.1748.010` for `15.2.1748.10`, as the organisation keeps it."""
    major, minor, number, revision = map(int, build.split("."))
    return f"{major:02}.{minor:02}.{number:04}.{revision:03}"


def server(
    reading: Reading,
    name: str,
    domain: str,
    build: str,
    roles: int | None,
    windows: str,
    created: str,
    *,
    site: str | None,
    organization: str,
    group: str = GROUP,
    edition: int | None = STANDARD,
    product_id: str | None = None,
    dag: str | None = None,
    array: str | None = None,
    front_end: bool | None = None,
    certificate: Certificate | None = None,
    component_states: Sequence[str] = (),
    proxy: str | None = None,
    cluster_nodes: Sequence[str] = (),
    dial_plans: Sequence[str] = (),
    edge_sync: str | None = None,
    changed: str | None = None,
    account: Section[Computer] | None = None,
    groups: Sequence[str] | None = None,
    silent_days: float = 0,
    primary_group: int = 515,
) -> ExchangeServer:
    """A server by the build that the directory knows; its account is in order unless another one is given."""
    fqdn = f"{name}.{domain}"
    made = datetime.fromisoformat(created)
    major, minor, number, revision = map(int, build.split("."))
    old = major < _FIRST_WITH_ROLES
    serial = f"{number}.{revision}: Service Pack 2" if old else f"{number + 30000}.{revision}"
    if account is None and roles == EDGE:
        account = _outside(reading, fqdn)
    own = computer(
        reading, fqdn, windows, created=made.date().isoformat(), primary_group=primary_group, silent_days=silent_days,
        groups=_GROUPS[major] if groups is None else groups, services=_SERVICES.get(major, _LATER_SERVICES),
    )  # fmt: skip
    return ExchangeServer(
        name=name,
        fqdn=fqdn,
        administrative_group=group,
        site=site,
        serial_number=f"Version {major}.{minor} (Build {serial})",
        other_serial_numbers=[],
        build=build,
        version_number=number if old else 7 << 28 | major << 22 | minor << 16 | 1 << 15 | number,
        roles=roles,
        legacy_role=int(front_end) if front_end is not None else None,
        edition=edition,
        product_id=product_id,
        dag=dag,
        client_access_array=array,
        install_path=_FOLDERS[major],
        data_path=f"{_FOLDERS[major]}\\Mailbox",
        legacy_dn=f"/o={organization}/ou={group}/cn=Configuration/cn=Servers/cn={name}",
        internal_certificate=certificate,
        component_states=list(component_states),
        proxy=proxy,
        cluster_nodes=list(cluster_nodes),
        dial_plans=list(dial_plans),
        edge_sync=edge_sync,
        created=made,
        changed=datetime.fromisoformat(changed) if changed else made,
        computer=account or account_of(reading, fqdn, own),
    )


def _outside(reading: Reading, fqdn: str) -> Section[Computer]:
    asked = reading.asked("servers")
    # An Edge server is a member of no domain, and nobody expects an account.
    return Skipped(
        code="no-such-account",
        values={"name": fqdn.lower()},
        collector=asked.collector,
        at=reading.at(asked.seconds),
    )


def routing_group(master: str, *members: str, name: str = ROUTING_GROUP, group: str = GROUP) -> RoutingGroup:
    """A routing group; servers of 2007 and later share one."""
    return RoutingGroup(
        name=name, administrative_group=group, master=master, members=sorted({master, *members})
    )


def storage_group(
    name: str,
    server: str,
    folder: str,
    *,
    circular: bool = False,
    local_copy: bool = False,
    standby: Sequence[str] = (),
    recovery: bool = False,
) -> StorageGroup:
    """A storage group of 2003 or 2007."""
    return StorageGroup(
        name=name,
        server=server,
        log_path=folder,
        system_path=folder,
        circular_logging=circular,
        recovery=recovery,
        local_copy=local_copy,
        standby_servers=list(standby),
    )


def database(
    name: str,
    path: str,
    server: str,
    *others: str,
    dag: str | None = None,
    storage_group: str | None = None,
    public_folders: bool = False,
    logs: str | None = None,
    circular: bool | None = False,
    recovery: bool = False,
    tree: str | None = None,
    folder_database: str | None = None,
    address_book: str | None = None,
    journal: str | None = None,
    quota_kb: int | None = USUAL_QUOTA,
    stream: str | None = None,
    lag: str | None = None,
) -> Database:
    """A database on a server, with copies on others since 2010; a storage group makes it one of before.

    `quota_kb` is what a mailbox may receive up to; None is unlimited. `lag` is that of the last copy.
    """
    holders = () if storage_group else (server, *others)
    return Database(
        name=name,
        kind="public-folder" if public_folders else "mailbox",
        server=server,
        master=None if storage_group else dag or server,
        storage_group=storage_group,
        copies=[
            DatabaseCopy(
                server=each,
                preference=place,
                replay_lag=lag if place == len(holders) else None,
                truncation_lag=None,
            )
            for place, each in enumerate(holders, 1)
        ],
        path=path,
        stream_path=stream,
        log_path=None if storage_group else logs or path.rpartition("\\")[0],
        circular_logging=None if storage_group else circular,
        recovery=recovery,
        stays_dismounted=recovery,
        public_folder_tree=tree,
        public_folder_database=folder_database,
        offline_address_book=address_book,
        journal_recipient=journal,
        quota_warning=None if quota_kb is None else quota_kb * 85 // 100,
        quota_send=None if quota_kb is None else quota_kb * 95 // 100,
        quota_receive=quota_kb,
        item_retention=14 * 86400,
        mailbox_retention=30 * 86400,
    )


def dag(
    name: str, witness: str, *, mode: int = 0, addresses: Sequence[str] = ("255.255.255.255",),
    stopped: Sequence[str] = (), alternate: str | None = None,
) -> Dag:  # fmt: skip
    """An availability group; the folder of its witness is the one Exchange chooses."""
    return Dag(
        name=name,
        witness=witness,
        witness_directory=f"C:\\DAGFileShareWitnesses\\{name}.{witness.partition('.')[2]}",
        alternate_witness=alternate,
        activation_mode=mode,
        addresses=list(addresses),
        stopped_servers=list(stopped),
    )


def statistics(
    reading: Reading, name: str, server: str, size_gb: float, *, free_gb: float = 4, backup_days: float | None = 0.4,
    mounted: bool | None = True,
) -> DatabaseStatistics:  # fmt: skip
    """A database as its server describes it; `backup_days` is the age of the last full backup, None: never."""
    return DatabaseStatistics(
        database=name,
        server=server,
        mounted=mounted,
        size=round(size_gb * GIB),
        white_space=round(free_gb * GIB),
        last_full_backup=None if backup_days is None else reading.ago(backup_days),
    )


def copies(database: Database, *, ill: str | None = None, queue: int = 0) -> list[CopyStatus]:
    """The copies of a database: mounted where it is owned, healthy elsewhere but on the server that is `ill`."""
    return [
        CopyStatus(
            database=database.name,
            server=copy.server,
            status="Mounted"
            if copy.server == database.server
            else "Failed"
            if copy.server == ill
            else "Healthy",
            copy_queue=queue if copy.server == ill else 0,
            replay_queue=0,
            content_index="FailedAndSuspended" if copy.server == ill else "Healthy",
        )
        for copy in database.copies
    ]
