"""Storage groups, mailbox and public folder databases, and their copies."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal, NamedTuple

from scanner.collectors import hidden
from scanner.collectors.exchange_root import (
    ROOT_DN,
    ROOT_QUERIES,
    exchange_exists,
    storage_group,
)
from scanner.collectors.query import EXCHANGE_READER, Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.collectors.values import flag
from scanner.connections.directories import Directories
from scanner.connections.dn import key, name_of, parent
from scanner.connections.entry import Entry
from scanner.inventory.model import Database, DatabaseCopy, StorageGroup

STORAGE_GROUPS = Query(
    "storage groups",
    ROOT_DN,
    (
        "cn", "msExchESEParamLogFilePath", "msExchESEParamSystemPath", "msExchESEParamCircularLog", "msExchRecovery",
        "msExchRestore", "msExchHasLocalCopy", "msExchStandbyCopyMachines",
    ),
    "(objectClass=msExchStorageGroup)",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip
DATABASES = Query(
    "mailbox and public folder databases",
    ROOT_DN,
    (
        "cn", "objectClass", "msExchOwningServer", "msExchMasterServerOrAvailabilityGroup", "msExchEDBFile",
        "msExchSLVFile", "msExchESEParamLogFilePath", "msExchESEParamCircularLog", "msExchRecovery",
        "msExchEDBOffline", "msExchOwningPFTree", "msExchHomePublicMDB", "msExchUseOAB",
        "msExchOfflineAddressBookLink", "msExchMessageJournalRecipient", "mDBStorageQuota", "mDBOverQuotaLimit",
        "mDBOverHardQuotaLimit", "garbageCollPeriod", "msExchMailboxRetentionPeriod",
    ),
    "(|(objectClass=msExchPrivateMDB)(objectClass=msExchPublicMDB))",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip
COPIES = Query(
    "copies of the databases",
    ROOT_DN,
    ("cn", "msExchHostServerLink", "msExchActivationPreference", "msExchReplayLag", "msExchTruncationLag"),
    "(objectClass=msExchMDBCopy)",
    "sub",
    right=EXCHANGE_READER,
    when="if there are databases",
)
CONTAINER = hidden.container_query("Databases", "databases")
QUERIES = (*ROOT_QUERIES, DATABASES, COPIES, CONTAINER, *hidden.STORE_QUERIES)
STORAGE_GROUP_QUERIES = (*ROOT_QUERIES, STORAGE_GROUPS, *hidden.STORE_QUERIES)

_PUBLIC = "msexchpublicmdb"
_LAST = 1 << 31
_SERVER_LEVEL = 2  # CN=storage group,CN=InformationStore,CN=server


class Answers(NamedTuple):
    databases: list[Entry]
    copies: list[Entry]


def ask(directories: Directories) -> Answers:
    """Raises Trouble."""
    directory = directories.main()
    if not exchange_exists(directory):
        return Answers([], [])
    found = list(ask_all(directory, DATABASES))
    in_stores = [entry for entry in found if storage_group(entry.dn)]
    modern = [entry for entry in found if not storage_group(entry.dn)]
    hidden.refuse_if_told(directory, CONTAINER, modern, hidden.has_databases)
    hidden.refuse_if_stores_closed(directory, in_stores)
    return Answers(found, list(ask_all(directory, COPIES)) if found else [])


def read(answers: Answers) -> list[Database]:
    """In order of their names; copies in the order in which they are to be activated."""
    copies = defaultdict(list)
    for entry in answers.copies:
        copies[key(parent(entry.dn))].append(
            DatabaseCopy(
                server=name_of(entry.text("msExchHostServerLink")) or entry.name,
                preference=entry.integer("msExchActivationPreference"),
                replay_lag=entry.text("msExchReplayLag"),
                truncation_lag=entry.text("msExchTruncationLag"),
            )
        )
    found = [_database(entry, sorted(copies[key(entry.dn)], key=_activation)) for entry in answers.databases]
    return sorted(found, key=lambda database: (database.name, database.server or ""))


def ask_storage_groups(directories: Directories) -> list[Entry]:
    """Raises Trouble."""
    directory = directories.main()
    if not exchange_exists(directory):
        return []
    found = list(ask_all(directory, STORAGE_GROUPS))
    hidden.refuse_if_stores_closed(directory, found)
    return found


def read_storage_groups(entries: list[Entry]) -> list[StorageGroup]:
    """In order of their servers and names."""
    found = [
        StorageGroup(
            name=entry.name,
            server=name_of(parent(entry.dn, _SERVER_LEVEL)),
            log_path=entry.text("msExchESEParamLogFilePath"),
            system_path=entry.text("msExchESEParamSystemPath"),
            circular_logging=flag(entry, "msExchESEParamCircularLog"),
            recovery=_either(flag(entry, "msExchRecovery"), flag(entry, "msExchRestore")),
            local_copy=flag(entry, "msExchHasLocalCopy"),
            standby_servers=sorted(entry.texts("msExchStandbyCopyMachines")),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda group: (group.server or "", group.name))


def _either(*flags: bool | None) -> bool | None:
    """Whether one of them is set; None if none of them is stated."""
    stated = [each for each in flags if each is not None]
    return any(stated) if stated else None


def _activation(copy: DatabaseCopy) -> tuple[int, str]:
    return _LAST if copy.preference is None else copy.preference, copy.server


def _database(entry: Entry, copies: list[DatabaseCopy]) -> Database:
    classes = [each.lower() for each in entry.texts("objectClass")]
    kind: Literal["mailbox", "public-folder"] = "public-folder" if _PUBLIC in classes else "mailbox"
    book = entry.text("msExchUseOAB") or entry.text("msExchOfflineAddressBookLink")
    return Database(
        name=entry.name,
        kind=kind,
        server=name_of(entry.text("msExchOwningServer")),
        master=name_of(entry.text("msExchMasterServerOrAvailabilityGroup")),
        storage_group=storage_group(entry.dn),
        copies=copies,
        path=entry.text("msExchEDBFile"),
        stream_path=entry.text("msExchSLVFile"),
        log_path=entry.text("msExchESEParamLogFilePath"),
        circular_logging=flag(entry, "msExchESEParamCircularLog"),
        recovery=flag(entry, "msExchRecovery"),
        stays_dismounted=flag(entry, "msExchEDBOffline"),
        public_folder_tree=name_of(entry.text("msExchOwningPFTree")),
        public_folder_database=name_of(entry.text("msExchHomePublicMDB")),
        offline_address_book=name_of(book),
        journal_recipient=name_of(entry.text("msExchMessageJournalRecipient")),
        quota_warning=_quota(entry, "mDBStorageQuota"),
        quota_send=_quota(entry, "mDBOverQuotaLimit"),
        quota_receive=_quota(entry, "mDBOverHardQuotaLimit"),
        item_retention=entry.integer("garbageCollPeriod"),
        mailbox_retention=entry.integer("msExchMailboxRetentionPeriod"),
    )


def _quota(entry: Entry, name: str) -> int | None:
    """KB; a negative number means the same as none: unlimited."""
    found = entry.integer(name)
    return None if found is None or found < 0 else found


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"databases": stamp.collected(read(ask(directories)))}


def collect_storage_groups(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"storage_groups": stamp.collected(read_storage_groups(ask_storage_groups(directories)))}


STEPS = (
    Step(
        "ldap-storage-groups",
        ("storage_groups",),
        STORAGE_GROUP_QUERIES,
        STORAGE_GROUPS,
        collect_storage_groups,
    ),
    Step("ldap-databases", ("databases",), QUERIES, DATABASES, collect),
)
