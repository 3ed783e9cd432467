"""The Exchange organisation: servers, databases, availability groups, public folders, and what is left of old ones."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from scanner.inventory.absence import Section, told
from scanner.inventory.model.certificate import Certificate
from scanner.inventory.model.directory import Computer
from scanner.inventory.model.record import Record


class WellKnownGroup(Record, frozen=True, kw_only=True):
    """One of the groups that Setup made and remembers by a number of its own."""

    identifier: Annotated[str, told("GUID by which Exchange finds the group", "otherWellKnownObjects")]
    name: Annotated[str, told("Name the entry points to", "otherWellKnownObjects")]
    deleted: Annotated[bool, told("The entry points to a deleted object", "otherWellKnownObjects")]
    group_type: Annotated[
        int | None, told("Kind of group as bits; none: it could not be read", "groupType of the group")
    ]


class Organization(Record, frozen=True, kw_only=True):
    """The Exchange organisation."""

    name: Annotated[str, told("Name", "msExchOrganizationContainer cn")]
    object_version: Annotated[
        int | None, told("Preparation level", "msExchOrganizationContainer objectVersion")
    ]
    product_id: Annotated[
        str | None,
        told("Build that last prepared the directory", "msExchOrganizationContainer msExchProductID"),
    ]
    mixed_mode: Annotated[
        bool | None, told("Mixed mode with Exchange 5.5", "msExchOrganizationContainer msExchMixedMode")
    ]
    administrative_groups: Annotated[list[str], told("Administrative groups", "msExchAdminGroup cn")]
    created: Annotated[datetime | None, told("When it was made", "msExchOrganizationContainer whenCreated")]
    public_folder_mailbox: Annotated[
        str | None,
        told(
            "Mailbox that holds the hierarchy of modern public folders",
            "msExchOrganizationContainer msExchDefaultPublicFolderMailbox",
        ),
    ]
    mapi_http: Annotated[
        bool | None, told("MAPI over HTTP is enabled", "msExchOrganizationContainer msExchMapiHttpEnabled")
    ]
    split_permissions: Annotated[
        bool | None,
        told(
            "Active Directory split permissions: Exchange may not make security principals",
            "OU=Microsoft Exchange Protected Groups exists",
        ),
    ]
    well_known_groups: Annotated[
        list[WellKnownGroup] | None,
        told("Groups of Exchange", "CN=Microsoft Exchange and organisation, otherWellKnownObjects"),
    ]


class ExchangeServer(Record, frozen=True, kw_only=True):
    """An Exchange server as the directory holds it. The directory knows service packs and cumulative updates only;
    the exact build is that of `Host.exchange`."""

    name: Annotated[str, told("Name", "msExchExchangeServer cn")]
    fqdn: Annotated[str | None, told("DNS host name", "networkAddress ncacn_ip_tcp")]
    administrative_group: Annotated[str | None, told("Administrative group", "place of the server object")]
    site: Annotated[str | None, told("Active Directory site", "msExchServerSite")]
    serial_number: Annotated[str | None, told("Version as stamped", "serialNumber")]
    other_serial_numbers: Annotated[
        list[str] | None, told("Further versions stamped on the same object", "serialNumber")
    ]
    build: Annotated[str | None, told("Build decoded from it", "serialNumber")]
    version_number: Annotated[int | None, told("Version as one number", "versionNumber")]
    roles: Annotated[
        int | None, told("Installed roles, as bits (2007 and later)", "msExchCurrentServerRoles")
    ]
    legacy_role: Annotated[int | None, told("1: front-end server (2000 and 2003)", "msExchServerRole")]
    edition: Annotated[
        int | None, told("Edition as a number: 0 Standard, 1 Enterprise, 2 Trial, …", "type, decoded")
    ]
    product_id: Annotated[str | None, told("Product id; none: no key was entered", "msExchProductID")]
    dag: Annotated[str | None, told("Database availability group", "msExchMDBAvailabilityGroupLink")]
    client_access_array: Annotated[
        str | None, told("Client access array (2010)", "msExchExchangeRpcServiceArrayLink")
    ]
    install_path: Annotated[str | None, told("Folder of the program", "msExchInstallPath")]
    data_path: Annotated[str | None, told("Folder of its data", "msExchDataPath")]
    legacy_dn: Annotated[str | None, told("Name in the old notation", "legacyExchangeDN")]
    internal_certificate: Annotated[
        Certificate | None, told("Certificate of its internal transport", "msExchServerInternalTLSCert")
    ]
    component_states: Annotated[
        list[str] | None, told("Requested states of its components", "msExchComponentStates")
    ]
    proxy: Annotated[str | None, told("Web proxy it uses", "msExchInternetWebProxy")]
    cluster_nodes: Annotated[
        list[str] | None, told("Machines behind a clustered server (2007)", "msExchServerRedundantMachines")
    ]
    dial_plans: Annotated[list[str] | None, told("Dial plans it answers for", "msExchUMServerDialPlanLink")]
    edge_sync: Annotated[
        str | None, told("Status of the Edge subscription as stored", "msExchEdgeSyncStatus")
    ]
    created: Annotated[datetime | None, told("When the object was created", "whenCreated")]
    changed: Annotated[datetime | None, told("When the object was last changed", "whenChanged")]
    computer: Section[Computer]


class StorageGroup(Record, frozen=True, kw_only=True):
    """A storage group of Exchange 2000 to 2007."""

    name: Annotated[str, told("Name", "msExchStorageGroup cn")]
    server: Annotated[str | None, told("Server it lies on", "place of the storage group")]
    log_path: Annotated[str | None, told("Folder of its logs", "msExchESEParamLogFilePath")]
    system_path: Annotated[str | None, told("Folder of its checkpoint", "msExchESEParamSystemPath")]
    circular_logging: Annotated[bool | None, told("Logs are overwritten", "msExchESEParamCircularLog")]
    recovery: Annotated[bool | None, told("For recovery only", "msExchRecovery or msExchRestore")]
    local_copy: Annotated[
        bool | None, told("Has a copy (local or cluster continuous replication)", "msExchHasLocalCopy")
    ]
    standby_servers: Annotated[
        list[str] | None, told("Targets of standby continuous replication", "msExchStandbyCopyMachines")
    ]


class DatabaseCopy(Record, frozen=True, kw_only=True):
    """A copy of a database (2010 and later); every database has at least one."""

    server: Annotated[str, told("Server that holds it", "msExchMDBCopy msExchHostServerLink")]
    preference: Annotated[
        int | None, told("1 is activated first", "msExchMDBCopy msExchActivationPreference")
    ]
    replay_lag: Annotated[str | None, told("Replay lag as stored", "msExchMDBCopy msExchReplayLag")]
    truncation_lag: Annotated[
        str | None, told("Truncation lag as stored", "msExchMDBCopy msExchTruncationLag")
    ]


class Database(Record, frozen=True, kw_only=True):
    """A mailbox or public folder database. Quotas are in KB, retention in seconds."""

    name: Annotated[str, told("Name", "msExchMDB cn")]
    kind: Annotated[Literal["mailbox", "public-folder"], told("What it holds", "objectClass")]
    server: Annotated[str | None, told("Server that owns it", "msExchOwningServer")]
    master: Annotated[
        str | None,
        told(
            "Availability group or server it belongs to (2010 and later)",
            "msExchMasterServerOrAvailabilityGroup",
        ),
    ]
    storage_group: Annotated[str | None, told("Storage group (2000 to 2007)", "place of the database object")]
    copies: Annotated[list[DatabaseCopy], told("Its copies, in order of activation", "msExchMDBCopy")]
    path: Annotated[str | None, told("Database file", "msExchEDBFile")]
    stream_path: Annotated[str | None, told("Streaming file (2000 and 2003)", "msExchSLVFile")]
    log_path: Annotated[str | None, told("Folder of its logs (2010 and later)", "msExchESEParamLogFilePath")]
    circular_logging: Annotated[
        bool | None, told("Logs are overwritten (2010 and later)", "msExchESEParamCircularLog")
    ]
    recovery: Annotated[bool | None, told("For recovery only", "msExchRecovery")]
    stays_dismounted: Annotated[bool | None, told("Is not mounted at start", "msExchEDBOffline")]
    public_folder_tree: Annotated[str | None, told("Tree of a public folder database", "msExchOwningPFTree")]
    public_folder_database: Annotated[
        str | None, told("Public folder database of its users (to 2010)", "msExchHomePublicMDB")
    ]
    offline_address_book: Annotated[
        str | None, told("Offline address book", "msExchUseOAB or msExchOfflineAddressBookLink")
    ]
    journal_recipient: Annotated[str | None, told("Journal recipient", "msExchMessageJournalRecipient")]
    quota_warning: Annotated[int | None, told("Warning quota, KB; none: unlimited", "mDBStorageQuota")]
    quota_send: Annotated[
        int | None, told("Quota that stops sending, KB; none: unlimited", "mDBOverQuotaLimit")
    ]
    quota_receive: Annotated[
        int | None, told("Quota that stops receiving, KB; none: unlimited", "mDBOverHardQuotaLimit")
    ]
    item_retention: Annotated[int | None, told("Retention of deleted items, seconds", "garbageCollPeriod")]
    mailbox_retention: Annotated[
        int | None, told("Retention of deleted mailboxes, seconds", "msExchMailboxRetentionPeriod")
    ]


class Dag(Record, frozen=True, kw_only=True):
    """A database availability group."""

    name: Annotated[str, told("Name", "msExchMDBAvailabilityGroup cn")]
    witness: Annotated[str | None, told("File share witness", "msExchFileShareWitness")]
    witness_directory: Annotated[str | None, told("Folder of the witness", "msExchFileShareWitnessDirectory")]
    alternate_witness: Annotated[
        str | None, told("Second file share witness", "msExchAlternateFileShareWitness")
    ]
    activation_mode: Annotated[
        int | None, told("Datacenter activation: 0 off, 1 DAG only", "msExchDatacenterActivationMode")
    ]
    addresses: Annotated[
        list[str] | None,
        told("IPv4 addresses; 255.255.255.255: none of its own", "msExchMDBAvailabilityGroupIPv4Addresses"),
    ]
    stopped_servers: Annotated[
        list[str] | None, told("Members stopped by a switchover", "msExchStoppedMailboxServers")
    ]


class PublicFolderTree(Record, frozen=True, kw_only=True):
    """A hierarchy of public folders (to 2010)."""

    name: Annotated[str, told("Name", "msExchPFTree cn")]
    kind: Annotated[int | None, told("1: the default tree", "msExchPFTreeType")]
    administrative_group: Annotated[str | None, told("Administrative group it lies in", "place of the tree")]


class RoutingGroup(Record, frozen=True, kw_only=True):
    """A routing group (2000 and 2003, and the one that 2007 and later share)."""

    name: Annotated[str, told("Name", "msExchRoutingGroup cn")]
    administrative_group: Annotated[str | None, told("Administrative group it lies in", "place of the group")]
    master: Annotated[str | None, told("Server that is its master", "msExchRoutingMasterDN")]
    members: Annotated[list[str] | None, told("Servers in it", "msExchRoutingGroupMembersDN")]


LegacyKind = Literal[
    "active-directory-connector", "connection-agreement", "site-replication-service",
    "recipient-update-service", "routing-group-connector", "foreign-connector",
]  # fmt: skip


class LegacyObject(Record, frozen=True, kw_only=True):
    """What Exchange 5.5, 2000 or 2003 left, or still has, in the directory."""

    kind: Annotated[LegacyKind, told("What it is", "objectClass")]
    name: Annotated[str, told("Name", "cn")]
    server: Annotated[
        str | None,
        told(
            "Server it names",
            "msExchHomeSyncService, msExchAddressListServiceLink or the place of the object",
        ),
    ]
    domain: Annotated[str | None, told("Domain it serves", "msExchDomainLink")]


class ConflictObject(Record, frozen=True, kw_only=True):
    """An object that replication renamed, because two were made with one name."""

    name: Annotated[str, told("Name before the conflict", "cn up to CNF")]
    place: Annotated[str, told("Distinguished name of the container", "distinguishedName")]
    kind: Annotated[str | None, told("Class of the object", "objectClass, the last")]
