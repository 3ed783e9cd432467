"""What only the cmdlets of Exchange can tell: sizes, backups, copies. Sizes are in bytes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Struct

from scanner.inventory.absence import Failed, told
from scanner.inventory.model.record import Record


class DatabaseStatistics(Record, frozen=True, kw_only=True):
    """A database as its server describes it."""

    database: Annotated[str, told("Name", "Get-MailboxDatabase")]
    server: Annotated[str | None, told("Server it is mounted on", "Get-MailboxDatabase")]
    mounted: Annotated[bool | None, told("It is mounted", "Get-MailboxDatabase -Status")]
    size: Annotated[int | None, told("Size of the file", "Get-MailboxDatabase -Status DatabaseSize")]
    white_space: Annotated[
        int | None, told("Free space in it", "Get-MailboxDatabase -Status AvailableNewMailboxSpace")
    ]
    last_full_backup: Annotated[
        datetime | None, told("Last full backup; none: never", "Get-MailboxDatabase -Status LastFullBackup")
    ]


class CopyStatus(Record, frozen=True, kw_only=True):
    """A copy of a database as its server describes it."""

    database: Annotated[str, told("Database", "Get-MailboxDatabaseCopyStatus")]
    server: Annotated[str, told("Server", "Get-MailboxDatabaseCopyStatus")]
    status: Annotated[str | None, told("Such as Mounted, Healthy, Failed", "Get-MailboxDatabaseCopyStatus")]
    copy_queue: Annotated[int | None, told("Logs to be copied", "Get-MailboxDatabaseCopyStatus")]
    replay_queue: Annotated[int | None, told("Logs to be replayed", "Get-MailboxDatabaseCopyStatus")]
    content_index: Annotated[str | None, told("State of the search index", "Get-MailboxDatabaseCopyStatus")]


class SizeClass(Record, frozen=True, kw_only=True):
    """How many mailboxes are as large as this, and not as large as the next class."""

    from_bytes: Annotated[int, told("Smallest size in this class", "the collector")]
    count: Annotated[int, told("Mailboxes", "counted")]
    total: Annotated[int, told("Their sizes together", "Get-MailboxStatistics TotalItemSize")]


class LargeMailbox(Record, frozen=True, kw_only=True):
    """One of the largest mailboxes."""

    name: Annotated[str, told("Its GUID, never a name", "Get-MailboxStatistics MailboxGuid")]
    database: Annotated[str | None, told("Database", "Get-MailboxStatistics")]
    size: Annotated[int, told("Size", "Get-MailboxStatistics TotalItemSize")]
    items: Annotated[int | None, told("Items", "Get-MailboxStatistics ItemCount")]


class MailboxSizes(Record, frozen=True, kw_only=True):
    """The mailboxes of the organisation by their size; archives apart."""

    mailboxes: Annotated[int, told("Mailboxes measured", "Get-MailboxStatistics, counted")]
    total: Annotated[int, told("Their sizes together", "Get-MailboxStatistics TotalItemSize")]
    classes: Annotated[list[SizeClass], told("Mailboxes by size", "Get-MailboxStatistics, counted")]
    largest: Annotated[list[LargeMailbox], told("The largest", "Get-MailboxStatistics TotalItemSize")]
    archives: Annotated[int | None, told("Archives measured", "Get-MailboxStatistics -Archive, counted")]
    archives_total: Annotated[
        int | None, told("Their sizes together", "Get-MailboxStatistics -Archive TotalItemSize")
    ]


class MailboxContent(
    Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True, gc=False
):
    """What is in one mailbox, saved as a list of its values in this order, since there may be many. Sizes only."""

    mailbox: Annotated[str, told("Its GUID, never a name", "objectGUID")]
    database: Annotated[str | None, told("Database", "homeMDB")]
    size: Annotated[
        int | None, told("Size of its folders, without what can be recovered", "EWS PR_MESSAGE_SIZE_EXTENDED")
    ]
    items: Annotated[int, told("Items", "EWS TotalCount, added up")]
    folders: Annotated[int, told("Folders", "EWS FindFolder, counted")]
    fullest: Annotated[int, told("Items in the folder that holds most", "EWS TotalCount")]
    large_items: Annotated[
        list[int], told("Sizes of its large items, the largest first", "EWS FindItem Size")
    ]


class MailboxContents(Record, frozen=True, kw_only=True):
    """Mailboxes as EWS describes them to an account that may impersonate their users."""

    large_from: Annotated[int, told("From which size on items are named", "the collector")]
    mailboxes: Annotated[list[MailboxContent], told("The mailboxes", "EWS")]
    unread: Annotated[list[Failed], told("Why others could not be read, and how many", "EWS")]


class PublicFolderStatistics(Record, frozen=True, kw_only=True):
    """The public folders of the organisation."""

    folders: Annotated[int, told("Folders", "Get-PublicFolderStatistics, counted")]
    items: Annotated[int | None, told("Items", "Get-PublicFolderStatistics ItemCount")]
    total: Annotated[int | None, told("Their sizes together", "Get-PublicFolderStatistics TotalItemSize")]
    largest: Annotated[int | None, told("Size of the largest folder", "Get-PublicFolderStatistics")]
    most_children: Annotated[int | None, told("Most folders directly in one", "Get-PublicFolder")]
    deepest: Annotated[int | None, told("Folders one below the other", "Get-PublicFolder")]
    bad_names: Annotated[
        int | None, told("Folders whose name holds a slash or backslash", "Get-PublicFolder")
    ]


class OrganizationSettings(Record, frozen=True, kw_only=True):
    """Settings of the organisation that only its servers tell."""

    modern_authentication: Annotated[
        bool | None,
        told(
            "Modern authentication is on (2013 and later)",
            "Get-OrganizationConfig OAuth2ClientProfileEnabled",
        ),
    ]
    public_folders_locked: Annotated[
        bool | None,
        told(
            "Public folders are locked for a migration (2010 and later)",
            "Get-OrganizationConfig PublicFoldersLockedForMigration",
        ),
    ]
    public_folders_migrated: Annotated[
        bool | None,
        told(
            "A migration of public folders counts as complete (2010 and later)",
            "Get-OrganizationConfig PublicFolderMigrationComplete",
        ),
    ]


class OutlookAnywhere(Record, frozen=True, kw_only=True):
    """Outlook Anywhere as a server has it."""

    server: Annotated[str, told("Server", "Get-OutlookAnywhere")]
    external_host: Annotated[str | None, told("Host name outside", "Get-OutlookAnywhere ExternalHostname")]
    internal_host: Annotated[str | None, told("Host name inside", "Get-OutlookAnywhere InternalHostname")]
    ssl_offloading: Annotated[
        bool | None, told("TLS ends before the server", "Get-OutlookAnywhere SSLOffloading")
    ]
    authentication: Annotated[
        list[str] | None, told("Ways to sign in", "Get-OutlookAnywhere IISAuthenticationMethods")
    ]


class ExtendedProtection(Record, frozen=True, kw_only=True):
    """Extended Protection of a virtual directory."""

    server: Annotated[str, told("Server", "Get-…VirtualDirectory")]
    directory: Annotated[str, told("Virtual directory", "Get-…VirtualDirectory")]
    setting: Annotated[str | None, told("None, Allow or Require", "ExtendedProtectionTokenChecking")]
