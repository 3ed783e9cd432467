"""Databases, copies and availability groups, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors import exchange_root, ldap_databases
from scanner.collectors.ldap_databases import Answers
from scanner.connections.errors import Trouble
from scanner.inventory.model import Dag, Database
from tests.collectors.answers import EXCHANGE, GROUP, HOSTILE, answer, entry, forest
from tests.made import made

EX07 = f"CN=EX07,CN=Servers,{GROUP}"
GROUPED = entry(
    f"CN=Public,CN=Second Storage Group,CN=InformationStore,{EX07}",
    cn="Public",
    objectClass=["top", "msExchMDB", "msExchPublicMDB"],
    msExchOwningServer=EX07,
    msExchEDBFile="D:\\Public.edb",
)
DB = f"CN=DB1,CN=Databases,{GROUP}"
MODERN = entry(DB, cn="DB1", objectClass=["top", "msExchMDB", "msExchPrivateMDB"])
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
        )
    ]


def servers_of(database: Database) -> list[str]:
    return [each.server for each in database.copies]


def test_copies_stand_in_the_order_of_activation() -> None:
    copies = [
        copy("EX3"),
        copy("EX2", msExchActivationPreference=2),
        copy("EX1", msExchActivationPreference=1, msExchHostServerLink=f"CN=EX1,CN=Servers,{GROUP}"),
    ]
    (found,) = ldap_databases.read(Answers([MODERN], copies))  # type: ignore[arg-type]
    assert (found.kind, found.storage_group, found.server) == ("mailbox", None, None)
    assert servers_of(found) == ["EX1", "EX2", "EX3"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_never_break_it(text: str) -> None:
    strange = entry(DB, cn=text, objectClass=text, msExchOwningServer=text, msExchEDBFile=text)
    (found,) = ldap_databases.read(Answers([strange], [copy("EX1", msExchActivationPreference=text)]))  # type: ignore[list-item]
    assert (found.name, found.path, found.kind) == (text or "DB1", text or None, "mailbox")
    assert servers_of(found) == ["EX1"]
    assert ldap_databases.read_dags([entry("CN=d", cn=text, msExchFileShareWitness=text)])[0].witness == (
        text or None
    )


def test_ask() -> None:
    directories = forest(
        ROOT,
        answer(ldap_databases.DATABASES, MODERN),
        answer(ldap_databases.COPIES, copy("EX1")),  # type: ignore[arg-type]
        answer(ldap_databases.DAGS, entry("CN=DAG1", cn="DAG1", msExchFileShareWitness="fs.corp.test")),
    )
    assert servers_of(ldap_databases.read(ldap_databases.ask(directories))[0]) == ["EX1"]
    assert ldap_databases.read_dags(ldap_databases.ask_dags(directories)) == [
        made(Dag, name="DAG1", witness="fs.corp.test")
    ]


def test_none_and_hidden_are_told_apart() -> None:
    groups = answer(exchange_root.ADMINISTRATIVE_GROUPS, entry(GROUP))
    container = answer(exchange_root.SERVERS_CONTAINER, entry("CN=Servers", cn="Servers"), group=GROUP)
    assert ldap_databases.ask(forest(ROOT, groups, container)) == Answers([], [])
    assert ldap_databases.ask_dags(forest(ROOT, groups, container)) == []
    for ask in (ldap_databases.ask, ldap_databases.ask_dags):
        with pytest.raises(Trouble) as refused:
            ask(forest(ROOT, groups))
        assert refused.value.code == "not-readable"


def test_a_forest_without_exchange() -> None:
    services = answer(exchange_root.SERVICES, entry("CN=Services", cn="Services"))
    assert ldap_databases.ask(forest(services)) == Answers([], [])
