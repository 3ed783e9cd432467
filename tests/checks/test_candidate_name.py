"""candidate-name: whether the name of the new server is free."""

import pytest

from scanner.inventory.model import ExchangeServer, RecipientPolicy
from tests.checks.build import candidate, failed, host, inventory, server, status
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
