"""What Exchange is asked: commands that only read, and which of their properties make which column of which row.

Both ways to run them share this table: `exchange.ps1` in a shell on the server, and Exchange's own endpoint (2010 and
later), which takes commands and no script. Properties that a version does not have are simply not stated.

Sources: the command reference of Exchange (https://learn.microsoft.com/powershell/module/exchange/) for 2010 and later,
https://learn.microsoft.com/previous-versions/office/exchange-server-2007/bb124413(v=exchg.80) for 2007.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "integer", "boolean", "time", "size", "list", "certificate"]
Generation = Literal["2007", "2010", "2013"]  # 2013: and every later one

# Stands for the server that is asked.
SERVER = "{server}"

EVERY: tuple[Generation, ...] = ("2007", "2010", "2013")
SINCE_2010: tuple[Generation, ...] = ("2010", "2013")
SINCE_2013: tuple[Generation, ...] = ("2013",)
UNTIL_2010: tuple[Generation, ...] = ("2007", "2010")


@dataclass(frozen=True)
class Property:
    """A property of what a command answers, and the column it becomes."""

    name: str
    column: str
    type: Type
    about: str


@dataclass(frozen=True)
class Command:
    """One command. `block` is what the script calls it; several may fill the same kind of row.

    `instead_of`: the section of the inventory that the directory tells, and Exchange only where the directory did not.
    """

    block: str
    kind: str
    name: str
    parameters: tuple[tuple[str, str], ...]
    generations: tuple[Generation, ...]
    properties: tuple[Property, ...]
    instead_of: str | None = None


def _text(name: str, column: str, about: str) -> Property:
    return Property(name, column, "text", about)


ON_SERVER = (("Server", SERVER),)
ALL = (("ResultSize", "Unlimited"),)
TREE = (("Identity", "\\"), ("Recurse", ""), *ALL)

DATABASE = (
    _text("Guid", "guid", "GUID of the database"),
    _text("Name", "name", "Name"),
    _text("Server", "server", "Server that owns or holds it"),
    Property("Mounted", "mounted", "boolean", "It is mounted"),
    Property("Recovery", "recovery", "boolean", "It is a recovery database"),
    Property("DatabaseSize", "size", "size", "Size of its file; 2010 and later"),
    Property("AvailableNewMailboxSpace", "white_space", "size", "White space in it; 2010 and later"),
    Property("LastFullBackup", "last_full_backup", "time", "When the last full backup ended"),
)  # fmt: skip

COPY = (
    _text("DatabaseName", "database", "Database; 2010 and later"),
    _text("MailboxServer", "server", "Server of the copy; 2010 and later"),
    _text("Identity", "identity", "2007: server and storage group, with a backslash between"),
    _text("Status", "status", "Health of the copy; 2010 and later"),
    _text("SummaryCopyStatus", "summary_status", "Health of the copy; 2007"),
    Property("CopyQueueLength", "copy_queue", "integer", "Logs that wait to be copied"),
    Property("ReplayQueueLength", "replay_queue", "integer", "Logs that wait to be replayed"),
    _text("ContentIndexState", "content_index", "State of the search index; 2010 to 2016"),
)

# Nothing that names a device or its owner.
DEVICE = (
    _text("Guid", "guid", "GUID of its object, by which a device is counted once"),
    _text("DeviceType", "type", "Type as the device names it"),
    _text("DeviceModel", "model", "Model"),
    _text("DeviceOS", "system", "Operating system"),
    _text("ClientType", "client", "How it connects, such as EAS or MOWA; 2013 and later"),
    _text("ClientVersion", "client_version", "Version of that protocol; 2013 and later"),
    _text("DeviceActiveSyncVersion", "protocol", "Version of Exchange ActiveSync; 2010"),
    _text("DeviceAccessState", "access", "Allowed, Blocked, Quarantined or DeviceDiscovery"),
    Property("WhenChanged", "changed", "time", "When its object was last changed"),
)

VIRTUAL_DIRECTORY = (
    _text("Server", "server", "Server"),
    _text("Name", "name", "Name with the web site"),
    _text("ExtendedProtectionTokenChecking", "extended_protection", "None, Allow or Require"),
)

CERTIFICATE = (
    _text("Thumbprint", "thumbprint", "SHA-1 of the certificate"),
    _text("Services", "services", "Services it is used for"),
    _text("Status", "status", "What Exchange thinks of it"),
    Property("IsSelfSigned", "self_signed", "boolean", "It signed itself"),
    Property("NotAfter", "not_after", "time", "When it ends"),
)

FOLDER_SIZE = (
    _text("EntryId", "entry", "Its identifier, the same on every server with a replica"),
    Property("TotalItemSize", "size", "size", "Size of what is in it"),
    Property("ItemCount", "items", "integer", "Items in it"),
    Property("LastModificationTime", "changed", "time", "When it was last changed"),
)


def _virtual_directory(kind: str, generations: tuple[Generation, ...]) -> Command:
    block = f"{kind.lower()}-virtual-directories"
    command = f"Get-{kind}VirtualDirectory"
    return Command(block, "virtual-directory", command, ON_SERVER, generations, VIRTUAL_DIRECTORY)


COMMANDS: tuple[Command, ...] = (
    Command("organization", "organization-settings", "Get-OrganizationConfig", (), SINCE_2010, (
        Property("OAuth2ClientProfileEnabled", "modern_authentication", "boolean", "Modern authentication is on"),
        Property("PublicFoldersLockedForMigration", "public_folders_locked", "boolean", "Locked for migration"),
        Property("PublicFolderMigrationComplete", "public_folders_migrated", "boolean", "Migration is complete"),
    )),
    Command("hybrid", "hybrid-configuration", "Get-HybridConfiguration", (), SINCE_2010, (
        Property("Domains", "domains", "list", "Mail domains in hybrid use"),
        Property("ClientAccessServers", "client_access_servers", "list", "Servers for clients"),
        Property("TransportServers", "transport_servers", "list", "Servers for mail"),
        Property("ReceivingTransportServers", "receiving_servers", "list", "Servers that take mail from Microsoft 365"),
        Property("SendingTransportServers", "sending_servers", "list", "Servers that send mail to Microsoft 365"),
        _text("OnPremisesSmartHost", "smart_host", "Host Microsoft 365 sends to"),
        _text("TlsCertificateName", "certificate", "Issuer and subject of the certificate for mail between the two"),
        _text("SecureMailCertificateThumbprint", "thumbprint", "SHA-1 of that certificate, in the first versions"),
        Property("ExternalIPAddresses", "addresses", "list", "External addresses of the organisation"),
    ), instead_of="hybrid"),
    Command("mailbox-databases", "database", "Get-MailboxDatabase", (*ON_SERVER, ("Status", "")), EVERY, DATABASE),
    Command(
        "public-folder-databases", "public-folder-database", "Get-PublicFolderDatabase", (*ON_SERVER, ("Status", "")),
        UNTIL_2010, DATABASE,
    ),
    Command("copies", "database-copy", "Get-MailboxDatabaseCopyStatus", ON_SERVER, SINCE_2010, COPY),
    Command("group-copies", "database-copy", "Get-StorageGroupCopyStatus", ON_SERVER, ("2007",), COPY),
    Command("mailboxes", "mailbox-size", "Get-MailboxStatistics", ON_SERVER, EVERY, (
        _text("DatabaseName", "database", "Name of the database"),
        _text("MailboxGuid", "guid", "GUID of the mailbox, its only name here"),
        Property("TotalItemSize", "size", "size", "Size of its items"),
        Property("TotalDeletedItemSize", "deleted_size", "size", "Size of what can still be recovered"),
        Property("ItemCount", "items", "integer", "Items"),
        Property("IsArchiveMailbox", "archive", "boolean", "It is an archive; 2010 SP1 and later"),
        _text("MailboxTypeDetail", "type", "Kind of mailbox; 2013 and later"),
        Property("DisconnectDate", "disconnected", "time", "When it lost its user; none: it is in use"),
    )),
    Command(
        "public-folders", "public-folder-size", "Get-PublicFolderStatistics", (*ON_SERVER, *ALL), UNTIL_2010,
        FOLDER_SIZE,
    ),
    Command("modern-public-folders", "public-folder-size", "Get-PublicFolderStatistics", ALL, SINCE_2013, FOLDER_SIZE),
    Command("public-folder-tree", "public-folder", "Get-PublicFolder", TREE, EVERY, (
        _text("Name", "name", "Name; the inventory keeps none"),
        _text("ParentPath", "parent", "Path of the folder it is in"),
    )),
    # 2007 knows its own certificates only, and has no parameter to say so.
    Command("own-certificates", "exchange-certificate", "Get-ExchangeCertificate", (), ("2007",), CERTIFICATE),
    Command("certificates", "exchange-certificate", "Get-ExchangeCertificate", ON_SERVER, SINCE_2010, CERTIFICATE),
    Command("outlook-anywhere", "outlook-anywhere", "Get-OutlookAnywhere", ON_SERVER, EVERY, (
        _text("Server", "server", "Server"),
        _text("ExternalHostname", "external_host", "Host name from outside"),
        _text("InternalHostname", "internal_host", "Host name from inside; 2013 and later"),
        Property("SSLOffloading", "ssl_offloading", "boolean", "Something before it ends the TLS connection"),
        Property("IISAuthenticationMethods", "authentication", "list", "Ways to sign in"),
    )),
    _virtual_directory("Owa", EVERY),
    _virtual_directory("Ecp", SINCE_2010),
    _virtual_directory("WebServices", EVERY),
    _virtual_directory("ActiveSync", EVERY),
    _virtual_directory("Oab", EVERY),
    _virtual_directory("Mapi", SINCE_2013),
    _virtual_directory("Autodiscover", EVERY),
    _virtual_directory("PowerShell", SINCE_2010),
    # There may be hundreds of thousands of them: when time runs out, all else is told.
    Command(
        "devices", "mobile-device", "Get-ActiveSyncDevice", ALL, ("2010",), DEVICE, instead_of="devices",
    ),
    Command(
        "mobile-devices", "mobile-device", "Get-MobileDevice", ALL, SINCE_2013, DEVICE, instead_of="devices",
    ),
)  # fmt: skip
