"""When a list of objects of the organisation counts as whole: "none" and "hidden" are told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from scanner.collectors import exchange_containers, exchange_root
from scanner.collectors.exchange_containers import (
    EVERY,
    Path,
    ask_organization,
    ask_servers,
    is_modern,
    organization_step,
    server_of,
)
from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.query import Query
from scanner.collectors.step import Step
from scanner.collectors.steps import DIRECTORY_STEPS
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Collected
from tests.collectors.answers import (
    CONFIGURATION,
    EXCHANGE,
    GROUP,
    ORGANIZATION,
    STAMP,
    answer,
    entry,
    forest,
    sent,
)

Answers = Mapping[tuple[str, str] | str, Sequence[Entry] | Trouble]

THINGS = Query("things", ROOT_DN, ("cn",), "(objectClass=thing)", "sub")
THING = entry(f"CN=Thing,CN=Things,CN=Settings,{ORGANIZATION}", cn="Thing")
ROOT = answer(exchange_root.ROOT, entry(EXCHANGE))
# The answer also to a listing, since a recorded directory knows no scopes.
SERVICES = answer(exchange_root.SERVICES, entry(f"CN=Services,{CONFIGURATION}", cn="Services"))
FOUND = answer(exchange_containers.ORGANIZATION, entry(ORGANIZATION, cn="Corp"))
WITNESS = f"CN=Recipient Policies,{ORGANIZATION}"
PATH = ("Settings", "Things")
SETTINGS, CONTAINER = f"CN=Settings,{ORGANIZATION}", f"CN=Things,CN=Settings,{ORGANIZATION}"
SERVER_CONTAINER = f"CN=Servers,{GROUP}"


def visible(dn: str) -> Entry:
    return entry(dn, cn="x")


def hidden(dn: str) -> Entry:
    """Named, because its container may be listed, and nothing more."""
    return entry(dn)


def listing(container: str, *inside: Entry) -> Answers:
    """What is shown in a container. In an organisation a container that every one has is among it."""
    witness = (hidden(WITNESS),) if container == ORGANIZATION else ()
    return answer(exchange_containers.CHILDREN, *inside, *witness, container=container)


def ask(*answers: Answers, path: Path = PATH) -> list[Entry]:
    return ask_organization(forest(ROOT, FOUND, answer(THINGS, THING), *answers), THINGS, path)


def test_a_container_that_shows_itself_and_its_contents() -> None:
    shown = (listing(ORGANIZATION, visible(SETTINGS)), listing(SETTINGS, visible(CONTAINER)))
    assert ask(*shown) == [THING]
    assert ask(*shown, listing(CONTAINER, visible(THING.dn))) == [THING]


def test_names_of_containers_are_not_case_sensitive() -> None:
    shown = (listing(ORGANIZATION, visible(SETTINGS.upper())), listing(SETTINGS.upper(), hidden(CONTAINER)))
    with pytest.raises(Trouble):
        ask(*shown)


@pytest.mark.parametrize(
    ("answers", "what"),
    [
        ([], WITNESS),
        ([listing(ORGANIZATION, visible(SETTINGS))], SETTINGS),
        ([listing(ORGANIZATION, hidden(SETTINGS))], SETTINGS),
        ([listing(ORGANIZATION, visible(SETTINGS)), listing(SETTINGS, hidden(CONTAINER))], CONTAINER),
        (
            [
                listing(ORGANIZATION, visible(SETTINGS)),
                listing(SETTINGS, visible(CONTAINER)),
                listing(CONTAINER, visible("CN=a"), hidden(THING.dn)),
            ],
            THING.dn,
        ),
    ],
    ids=["organisation shows nothing", "way shows nothing", "way is hidden", "hidden", "an object is hidden"],
)
def test_what_may_hide_something_is_not_readable(answers: list[Answers], what: str) -> None:
    with pytest.raises(Trouble) as refused:
        ask(*answers)
    assert (refused.value.code, refused.value.values) == ("not-readable", {"what": what.partition(",")[0]})


def test_a_hidden_organisation_is_not_readable() -> None:
    with pytest.raises(Trouble) as refused:
        ask_organization(forest(ROOT), THINGS, PATH)
    assert refused.value.values == {"what": "CN=Microsoft Exchange"}


def test_a_container_that_its_neighbours_miss_does_not_exist() -> None:
    neighbour = visible(f"CN=Other,{ORGANIZATION}")
    directories = forest(ROOT, FOUND, listing(ORGANIZATION, neighbour))
    assert ask_organization(directories, THINGS, PATH) == []
    directories = forest(ROOT, FOUND, listing(ORGANIZATION, hidden(neighbour.dn)))
    assert ask_organization(directories, THINGS, PATH) == []


def test_every_container_of_a_level_is_looked_at() -> None:
    groups = (
        listing(ORGANIZATION, visible(f"CN=Groups,{ORGANIZATION}")),
        listing(
            f"CN=Groups,{ORGANIZATION}",
            visible(f"CN=A,CN=Groups,{ORGANIZATION}"),
            visible(f"CN=B,CN=Groups,{ORGANIZATION}"),
        ),
        listing(f"CN=A,CN=Groups,{ORGANIZATION}", visible(f"CN=Things,CN=A,CN=Groups,{ORGANIZATION}")),
    )
    of_b = f"CN=Things,CN=B,CN=Groups,{ORGANIZATION}"
    path = ("Groups", EVERY, "Things")
    assert ask(*groups, listing(f"CN=B,CN=Groups,{ORGANIZATION}", visible(of_b)), path=path) == [THING]
    with pytest.raises(Trouble):
        ask(*groups, listing(f"CN=B,CN=Groups,{ORGANIZATION}", hidden(of_b)), path=path)


def test_a_directory_that_does_not_name_what_it_hides_is_not_believed() -> None:
    shown = answer(exchange_containers.CHILDREN, visible(f"CN=Other,{ORGANIZATION}"), container=ORGANIZATION)
    with pytest.raises(Trouble) as refused:
        ask(shown)
    assert refused.value.values == {"what": "CN=Recipient Policies"}


def test_each_container_is_listed_once() -> None:
    directories = forest(ROOT, FOUND, listing(ORGANIZATION, visible(f"CN=Other,{ORGANIZATION}")))
    ask_organization(directories, THINGS, ("A",), ("B",), ("C", "D"))
    listed = [base for base, scope, filter, _ in sent(directories) if (base, scope) == (ORGANIZATION, "one")]
    assert listed == [ORGANIZATION]


def server(name: str, roles: int | None = 38) -> Entry:
    attributes = {} if roles is None else {"msExchCurrentServerRoles": roles}
    return entry(f"CN={name},{SERVER_CONTAINER}", cn=name, **attributes)


def of_servers(*servers: Entry, seen: Sequence[Entry], others: Sequence[Entry] = ()) -> list[Entry]:
    protocols = [visible(f"CN=Protocols,{each.dn}") for each in seen]
    return ask_servers(
        forest(
            ROOT,
            answer(exchange_containers.SERVERS, *servers),
            listing(SERVER_CONTAINER, *servers, *others),
            answer(exchange_containers.PROTOCOLS, *protocols),
            answer(THINGS, THING),
        ),
        THINGS,
    )


def test_protocols_of_every_server_must_be_seen() -> None:
    one, other = server("EX1"), server("EX2", None)
    assert of_servers(one, other, seen=[one, other]) == [THING]
    for seen, missing in ((one, other), (other, one)):
        with pytest.raises(Trouble) as refused:
            of_servers(one, other, seen=[seen])
        assert refused.value.values == {"what": f"CN=Protocols,CN={missing.name}"}


@pytest.mark.parametrize("roles", [0, 64, 4096])
def test_some_servers_have_no_protocols(roles: int) -> None:
    assert of_servers(server("EX1", roles), seen=[]) == [THING]


def test_a_hidden_server_hides_its_protocols() -> None:
    one = server("EX1")
    with pytest.raises(Trouble) as refused:
        of_servers(one, seen=[one], others=[hidden(f"CN=EX2,{SERVER_CONTAINER}")])
    assert refused.value.values == {"what": "CN=EX2"}


def test_no_server_is_seen() -> None:
    groups = answer(exchange_root.ADMINISTRATIVE_GROUPS, entry(GROUP, cn="group"))
    with pytest.raises(Trouble) as refused:
        ask_servers(forest(ROOT, groups), THINGS)
    assert refused.value.values == {"what": "CN=Servers"}
    container = answer(exchange_root.SERVERS_CONTAINER, entry(SERVER_CONTAINER, cn="Servers"), group=GROUP)
    assert ask_servers(forest(ROOT, groups, container), THINGS) == []


@pytest.mark.parametrize(
    ("dn", "name"),
    [
        (f"CN=owa,CN=HTTP,CN=Protocols,CN=EX\\, 1,{SERVER_CONTAINER}", "EX, 1"),
        (f"CN=x,CN=Servers,CN=Protocols,CN=EX1,{SERVER_CONTAINER}", "EX1"),
        (SERVER_CONTAINER, None),
        (f"CN=Corp,{EXCHANGE}", None),
        ("CN=Servers", None),
        ("", None),
        (None, None),
    ],
)
def test_the_server_of_an_object(dn: str | None, name: str | None) -> None:
    assert server_of(dn) == name


def test_the_group_tells_the_generation() -> None:
    assert is_modern(f"CN=EX1,{SERVER_CONTAINER}")
    assert not is_modern(f"CN=EX1,CN=Servers,CN=First,CN=Administrative Groups,{ORGANIZATION}")


def test_a_step_brings_its_section() -> None:
    step = organization_step(
        "ldap-things", "things", THINGS, lambda entries: [e.name for e in entries], ("No",)
    )
    directories = forest(ROOT, FOUND, listing(ORGANIZATION, visible(SETTINGS)), answer(THINGS, THING))
    assert step.collect(directories, STAMP) == {"things": STAMP.collected(["Thing"])}
    assert step.sections == ("things",)


OF_EXCHANGE = [
    step
    for step in DIRECTORY_STEPS
    if exchange_root.ROOT in step.queries and exchange_containers.CHILDREN in step.queries
]


@pytest.mark.parametrize("step", OF_EXCHANGE, ids=lambda step: step.id)
def test_no_exchange_is_none_and_a_hidden_one_is_not_readable(step: Step) -> None:
    (found,) = step.collect(forest(SERVICES), STAMP).values()
    assert isinstance(found, Collected)
    assert found.data in ([], None)
    for directories in (forest(), forest(ROOT, SERVICES)):
        with pytest.raises(Trouble) as refused:
            step.collect(directories, STAMP)
        assert refused.value.code == "not-readable"
