"""candidate-name: whether the name of the new server is free."""

import pytest

from scanner.inventory.model import ExchangeServer, RecipientPolicy
from tests.checks.build import candidate, exchange_host, failed, host, inventory, results, server, status
from tests.made import made

CHECK = "candidate-name"


def policy(*templates: str) -> RecipientPolicy:
    return made(RecipientPolicy, name="Default Policy", addresses=list(templates))


@pytest.mark.parametrize(
    ("target", "servers", "policies", "expected"),
    [
        ("exchange-se", [], [], "met must"),
        ("exchange-se", [server("15.1.2507.6")], [policy("SMTP:@corp.example")], "met must"),
        ("exchange-se", [server("15.1.2507.6", "NEW1")], [], "blocker must"),
        ("exchange-se", [server(None, "NEW1")], [], "blocker must"),
        # 2019 is upgraded to Subscription Edition where it is, and so is nothing else.
        ("exchange-se", [server("15.2.1748.10", "NEW1")], [], "met must"),
        ("exchange-2019", [server("15.1.2507.6", "NEW1")], [], "blocker must"),
        ("exchange-2019", [server("15.2.1748.10", "NEW1")], [], "met must"),
        ("exchange-se", [], [policy("smtp:%m@new1.corp.example")], "blocker must"),
        ("exchange-se", [], [policy("X400:c=new1.corp.example")], "met must"),
        ("exchange-se", [], None, "not-verified must"),
        ("exchange-se", [server("15.1.2507.6", "NEW1")], None, "blocker must"),
    ],
)
def test_the_name(
    target: str, servers: list[ExchangeServer], policies: list[RecipientPolicy] | None, expected: str
) -> None:
    whole = inventory(
        hosts=[host()],
        candidates=[candidate()],
        servers=servers,
        recipient_policies=failed() if policies is None else policies,
    )
    assert status(whole, target, CHECK) == expected


def test_nobody_and_what_was_not_read() -> None:
    assert status(inventory(servers=[], recipient_policies=[]), "exchange-se", CHECK) == "not-verified must"
    unread = inventory(hosts=[host()], candidates=[candidate()], servers=failed(), recipient_policies=[])
    assert status(unread, "exchange-se", CHECK) == "not-verified must"


def test_a_machine_that_runs_exchange_is_refused_once_and_asked_nothing_else() -> None:
    """Whoever collects a server in use as a new one learns that, and not thirty faults of a machine to be retired."""
    whole = inventory(
        hosts=[exchange_host("15.0.1497.2")],
        candidates=[candidate("ex1.corp.example")],
        servers=[server("15.0.1497.2")],
        recipient_policies=[],
    )
    of_machine = [
        row for row in results(whole, "exchange-2016").findings if row.subject.name == "ex1.corp.example"
    ]
    assert [(row.check, row.status) for row in of_machine] == [(CHECK, "blocker")]
    assert "no new server for this target" in of_machine[0].observed.text
    assert status(whole, "exchange-2016", "server-memory") == "not-verified must"
    # For its own version it is the machine to judge.
    assert status(whole, "exchange-2013", CHECK) == "met must"
    own = [row for row in results(whole, "exchange-2013").findings if row.subject.name == "ex1.corp.example"]
    assert len(own) > 1


def test_a_new_machine_with_the_name_of_a_server_is_asked_everything() -> None:
    whole = inventory(
        hosts=[exchange_host(None, "new1.corp.example")],
        candidates=[candidate()],
        servers=[server("15.1.2507.6", "NEW1")],
        recipient_policies=[],
    )
    assert status(whole, "exchange-se", CHECK) == "blocker must"
    assert status(whole, "exchange-se", "server-exchange-installed") == "met must"
