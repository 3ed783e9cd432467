"""Databases, copies and availability groups, from recorded answers."""

from __future__ import annotations

from typing import Any

import pytest

from scanner.collectors import exchange_root, ldap_databases
from scanner.collectors.ldap_databases import Answers
from scanner.inventory.model import Database, StorageGroup
from tests.collectors.answers import CONFIGURATION, EXCHANGE, GROUP, HOSTILE, answer, entry, forest
from tests.made import made

EX07 = f"CN=EX07,CN=Servers,{GROUP}"
GROUPED = entry(
    f"CN=Public,CN=Second Storage Group,CN=InformationStore,{EX07}",
    cn="Public",
    objectClass=["top", "msExchMDB", "msExchPublicMDB"],
    msExchOwningServer=EX07,
    msExchEDBFile="D:\\Public.edb",
    msExchOwningPFTree="CN=Public Folders,CN=Folder Hierarchies",
    mDBOverHardQuotaLimit=-1,
)
DB = f"CN=DB1,CN=Databases,{GROUP}"
MODERN = entry(DB, cn="DB1", objectClass=["top", "msExchMDB", "msExchPrivateMDB"])
WHOLE = entry(
    DB,
    cn="DB1",
    objectClass=["top", "msExchMDB", "msExchPrivateMDB"],
    msExchOwningServer=f"CN=EX16\\0ADEL:5f0c,CN=Deleted Objects,{CONFIGURATION}",
    msExchMasterServerOrAvailabilityGroup=f"CN=DAG1,CN=Database Availability Groups,{GROUP}",
    msExchEDBFile="D:\\DB1.edb",
    msExchSLVFile="D:\\DB1.stm",
    msExchESEParamLogFilePath="L:\\DB1",
    msExchESEParamCircularLog=1,
    msExchRecovery="FALSE",
    msExchEDBOffline="TRUE",
    msExchHomePublicMDB="CN=PF,CN=Databases",
    msExchOfflineAddressBookLink="CN=New OAB,CN=x",
    msExchUseOAB="CN=OAB,CN=x",
    msExchMessageJournalRecipient="CN=Journal,OU=Recipients",
    mDBStorageQuota=1991680,
    mDBOverQuotaLimit=2097152,
    mDBOverHardQuotaLimit=0,
    garbageCollPeriod=1209600,
    msExchMailboxRetentionPeriod=2592000,
)
STORAGE_GROUP = entry(
    f"CN=First,CN=InformationStore,{EX07}",
    cn="First",
    msExchESEParamLogFilePath="L:\\First",
    msExchESEParamSystemPath="S:\\First",
    msExchESEParamCircularLog=0,
    msExchRestore="TRUE",
    msExchHasLocalCopy=1,
    msExchStandbyCopyMachines=["b", "a"],
)
ROOT = answer(exchange_root.ROOT, entry(EXCHANGE))


def copy(server: str, **attributes: str | int) -> object:
    return entry(f"CN={server},{DB}", cn=server, **attributes)


def test_a_database_of_a_storage_group() -> None:
    assert ldap_databases.read(Answers([GROUPED], [])) == [
        made(
            Database,
            name="Public",
            kind="public-folder",
            server="EX07",
            storage_group="Second Storage Group",
            copies=[],
            path="D:\\Public.edb",
            public_folder_tree="Public Folders",
        )
    ]


def test_everything_is_read() -> None:
    (found,) = ldap_databases.read(Answers([WHOLE], []))
    assert found == made(
        Database,
        name="DB1",
        kind="mailbox",
        server="EX16 (deleted)",
        master="DAG1",
        copies=[],
        path="D:\\DB1.edb",
        stream_path="D:\\DB1.stm",
        log_path="L:\\DB1",
        circular_logging=True,
        recovery=False,
        stays_dismounted=True,
        public_folder_database="PF",
        offline_address_book="OAB",
        journal_recipient="Journal",
        quota_warning=1991680,
        quota_send=2097152,
        quota_receive=0,
        item_retention=1209600,
        mailbox_retention=2592000,
    )


def test_storage_groups() -> None:
    bare = entry(f"CN=A,CN=InformationStore,{EX07}", cn="A")
    assert ldap_databases.read_storage_groups([STORAGE_GROUP, bare]) == [
        made(StorageGroup, name="A", server="EX07", standby_servers=[]),
        StorageGroup(
            name="First",
            server="EX07",
            log_path="L:\\First",
            system_path="S:\\First",
            circular_logging=False,
            recovery=True,
            local_copy=True,
            standby_servers=["a", "b"],
        ),
    ]


@pytest.mark.parametrize(
    ("recovery", "restore", "found"),
    [
        ({}, {}, None),
        ("TRUE", "FALSE", True),
        ("FALSE", "TRUE", True),
        ("FALSE", {}, False),
        ({}, "FALSE", False),
    ],
)
def test_a_recovery_storage_group_says_so_in_either_way(
    recovery: Any, restore: Any, found: bool | None
) -> None:
    group = entry("CN=a", msExchRecovery=recovery, msExchRestore=restore)
    assert ldap_databases.read_storage_groups([group])[0].recovery is found


def servers_of(database: Database) -> list[str]:
    return [each.server for each in database.copies]


def test_copies_stand_in_the_order_of_activation() -> None:
    copies = [
        copy("EX3"),
        copy("EX2", msExchActivationPreference=2),
        copy(
            "EX1",
            msExchActivationPreference=1,
            msExchHostServerLink=f"CN=EX1,CN=Servers,{GROUP}",
            msExchReplayLag="7.00:00:00",
            msExchTruncationLag="0",
        ),
    ]
    (found,) = ldap_databases.read(Answers([MODERN], copies))  # type: ignore[arg-type]
    assert (found.kind, found.storage_group, found.server) == ("mailbox", None, None)
    assert servers_of(found) == ["EX1", "EX2", "EX3"]
    assert (found.copies[0].replay_lag, found.copies[0].truncation_lag) == ("7.00:00:00", "0")
    assert (found.copies[1].replay_lag, found.copies[1].truncation_lag) == (None, None)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_never_break_it(text: str) -> None:
    strange = entry(
        DB, cn=text, objectClass=text, msExchOwningServer=text, msExchEDBFile=text, msExchUseOAB=text,
        msExchESEParamCircularLog=text, mDBStorageQuota=text, garbageCollPeriod=text, msExchRestore=text,
        msExchMessageJournalRecipient=text, msExchStandbyCopyMachines=text, msExchOwningPFTree=text,
    )  # fmt: skip
    assert ldap_databases.read_storage_groups([strange])[0].standby_servers == [text]
    (found,) = ldap_databases.read(Answers([strange], [copy("EX1", msExchActivationPreference=text)]))  # type: ignore[list-item]
    assert (found.name, found.path, found.kind) == (text or "DB1", text or None, "mailbox")
    assert servers_of(found) == ["EX1"]


def test_ask() -> None:
    directories = forest(
        ROOT,
        answer(exchange_root.ADMINISTRATIVE_GROUPS, entry(GROUP)),
        answer(ldap_databases.DATABASES, MODERN),
        answer(ldap_databases.COPIES, copy("EX1")),  # type: ignore[arg-type]
        answer(ldap_databases.STORAGE_GROUPS, STORAGE_GROUP),
    )
    assert servers_of(ldap_databases.read(ldap_databases.ask(directories))[0]) == ["EX1"]
    assert ldap_databases.ask_storage_groups(directories) == [STORAGE_GROUP]


def test_a_forest_without_exchange() -> None:
    services = answer(exchange_root.SERVICES, entry("CN=Services", cn="Services"))
    assert ldap_databases.ask(forest(services)) == Answers([], [])
    assert ldap_databases.ask_storage_groups(forest(services)) == []
