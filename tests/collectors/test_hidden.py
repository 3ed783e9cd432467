"""How "none" is told from "hidden" where a container that says nothing about itself may be open or closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from scanner.collectors import (
    exchange_root,
    hidden,
    ldap_dags,
    ldap_databases,
)
from scanner.collectors.query import Query
from scanner.connections.directories import Directories
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from tests.collectors.answers import EXCHANGE, GROUP, ORGANIZATION, answer, entry, forest, sent

ROOT = answer(exchange_root.ROOT, entry(EXCHANGE))
GROUPS = answer(exchange_root.ADMINISTRATIVE_GROUPS, entry(GROUP))
OLD_GROUP = f"CN=First Administrative Group,CN=Administrative Groups,{ORGANIZATION}"
TWO_GROUPS = answer(exchange_root.ADMINISTRATIVE_GROUPS, entry(GROUP), entry(OLD_GROUP))
V2003, V2007, V2016 = (
    "Version 6.5 (Build 7638.2)",
    "Version 8.3 (Build 30083.6)",
    "Version 15.1 (Build 32507.6)",
)

Ask = Callable[[Directories], Any]


def server(version: str | None, roles: int | None = None, group: str = GROUP, **more: Any) -> Entry:
    stated = {"cn": "EX", "serialNumber": version, "msExchCurrentServerRoles": roles, **more}
    return entry(
        f"CN=EX,CN=Servers,{group}", **{name: each for name, each in stated.items() if each is not None}
    )


def witnessed(*servers: Entry, group: str = GROUP) -> Any:
    return answer(hidden.WITNESSES, *servers, group=group)


def open_(container: Query, group: str = GROUP) -> Any:
    return answer(container, entry("CN=x", cn="x"), group=group)


def closed(container: Query, group: str = GROUP) -> Any:
    return answer(container, entry("CN=x"), group=group)


def refused(ask: Ask, *answers: Any) -> str:
    with pytest.raises(Trouble) as trouble:
        ask(forest(ROOT, *answers))
    assert trouble.value.code == "not-readable"
    return str(trouble.value.values["what"])


def databases(directories: Directories) -> list[Entry]:
    return ldap_databases.ask(directories).databases


EVERYTHING: list[Ask] = [
    databases, ldap_databases.ask_storage_groups, ldap_dags.ask,
]  # fmt: skip


@pytest.mark.parametrize("ask", EVERYTHING)
def test_without_visible_administrative_groups_nothing_is_certain(ask: Ask) -> None:
    assert refused(ask).startswith("CN=")


@pytest.mark.parametrize("ask", EVERYTHING)
def test_an_organisation_without_servers_has_none_of_it(ask: Ask) -> None:
    """Prepared, and nothing installed yet: the containers are not even there."""
    assert ask(forest(ROOT, GROUPS)) == []


@pytest.mark.parametrize(
    ("ask", "witness", "what"),
    [
        (databases, server(V2016, 16439), "CN=Databases"),
        (databases, server(None, 16439), "CN=Databases"),
        (
            ldap_dags.ask,
            server(V2016, 16439, msExchMDBAvailabilityGroupLink="CN=DAG1"),
            "CN=Database Availability",
        ),
    ],
)
def test_a_server_tells_that_there_must_be_some(ask: Ask, witness: Entry, what: str) -> None:
    assert refused(ask, GROUPS, witnessed(witness)).startswith(what)


@pytest.mark.parametrize(
    ("ask", "witness"),
    [
        (databases, server(V2016, 16385)),
        (databases, server(V2016, 64)),
        (databases, server(V2003, msExchServerRole=1)),
        (ldap_databases.ask_storage_groups, server(V2016, 16439)),
        (ldap_databases.ask_storage_groups, server(V2007, 36)),
        (ldap_dags.ask, server(V2016, 16439)),
    ],
)
def test_a_server_that_tells_of_nothing(ask: Ask, witness: Entry) -> None:
    assert ask(forest(ROOT, GROUPS, witnessed(witness))) == []


def test_a_container_that_lists_and_says_nothing_of_itself_is_no_reason_to_refuse() -> None:
    """What Setup grants an ordinary user: the server is listed, and it belongs to no availability group."""
    found = ldap_dags.ask(forest(ROOT, GROUPS, closed(ldap_dags.CONTAINER), witnessed(server(V2016, 16439))))
    assert found == []


@pytest.mark.parametrize(
    ("ask", "container", "witness"),
    [
        (databases, ldap_databases.CONTAINER, server(V2016, 16439)),
        (ldap_dags.ask, ldap_dags.CONTAINER, server(V2016, 2, msExchMDBAvailabilityGroupLink="CN=DAG1")),
    ],
)
def test_an_open_container_is_empty_whatever_servers_tell(ask: Ask, container: Query, witness: Entry) -> None:
    assert ask(forest(ROOT, GROUPS, open_(container), witnessed(witness))) == []


def store(*found: Entry, group: str = GROUP) -> Any:
    return answer(hidden.STORE, *found, server=server(V2007, group=group).dn)


CLOSED_STORE, OPEN_STORE = entry("CN=InformationStore"), entry("CN=InformationStore", cn="InformationStore")


@pytest.mark.parametrize("ask", [databases, ldap_databases.ask_storage_groups])
@pytest.mark.parametrize("witness", [server(V2007, 38), server(V2003)])
def test_the_closed_store_of_a_server(ask: Ask, witness: Entry) -> None:
    assert refused(ask, GROUPS, witnessed(witness), store(CLOSED_STORE)) == "CN=InformationStore"


@pytest.mark.parametrize("ask", [databases, ldap_databases.ask_storage_groups])
@pytest.mark.parametrize("found", [(OPEN_STORE,), ()], ids=["open", "none, what is left of a dead server"])
def test_a_store_without_storage_groups(ask: Ask, found: tuple[Entry, ...]) -> None:
    assert ask(forest(ROOT, GROUPS, witnessed(server(V2007, 38)), store(*found))) == []


def test_what_is_seen_in_one_administrative_group_says_nothing_of_another() -> None:
    modern = answer(ldap_databases.DATABASES, entry(f"CN=DB1,CN=Databases,{GROUP}", cn="DB1"))
    old = witnessed(server(V2003, group=OLD_GROUP), group=OLD_GROUP)
    closed_store = store(CLOSED_STORE, group=OLD_GROUP)
    assert refused(databases, TWO_GROUPS, modern, old, closed_store) == "CN=InformationStore"


def test_what_is_seen_of_one_generation_says_nothing_of_another() -> None:
    grouped = f"CN=DB1,CN=First,CN=InformationStore,CN=EX07,CN=Servers,{GROUP}"
    old = answer(ldap_databases.DATABASES, entry(grouped, cn="DB1"))
    assert refused(databases, GROUPS, old, witnessed(server(V2016, 16439))) == "CN=Databases"


def test_where_all_is_seen_no_witness_is_asked() -> None:
    dags = answer(ldap_dags.DAGS, entry(f"CN=DAG1,CN=Database Availability Groups,{GROUP}", cn="DAG1"))
    directories = forest(ROOT, GROUPS, dags)
    ldap_dags.ask(directories)
    assert all(filter != hidden.WITNESSES.filter for _, _, filter, _ in sent(directories))
