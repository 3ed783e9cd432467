"""availability-group-versions: one Exchange and one Windows in each group."""

import pytest

from scanner.inventory.model import Dag, ExchangeServer
from tests.checks.build import computer, failed, inventory, organization, read, rows, server, status
from tests.made import made

CHECK = "availability-group-versions"
GROUP = made(Dag, name="DAG1")


def member(
    build: str | None, windows: str | None = "10.0 (17763)", name: str = "EX1", group: str = "DAG1"
) -> ExchangeServer:
    account = failed() if windows is None else read(computer(windows))
    return server(build, name, dag=group, computer=account)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([member("15.2.1748.10"), member("15.2.1748.10", name="EX2")], "met should"),
        ([member("15.2.1748.10"), member("15.2.1544.4", name="EX2")], "warning should"),
        ([member("15.2.1748.10"), member("15.2.1748.10", "10.0 (20348)", "EX2")], "warning should"),
        # Two groups may differ.
        ([member("15.2.1748.10"), member("15.1.2507.6", name="EX2", group="DAG2")], "met should"),
        ([member("15.2.1748.10"), member("15.2.1748.10", None, "EX2")], "not-verified should"),
        ([member("15.2.1748.10"), member(None, name="EX2")], "not-verified should"),
        ([member("15.2.1748.10"), member("15.2.1544.4", None, "EX2")], "warning should"),
    ],
)
def test_the_members(members: list[ExchangeServer], expected: str) -> None:
    whole = inventory(organization=organization(), dags=[GROUP], servers=members)
    assert status(whole, "exchange-se", CHECK) == expected


def test_groups_are_named_with_what_differs() -> None:
    members = [member("15.2.1748.10"), member("15.2.1544.4", name="EX2")]
    (row,) = rows(inventory(organization=organization(), dags=[GROUP], servers=members), "exchange-se", CHECK)
    assert row.observed.text == "mixed: DAG1"
    assert row.items[0].observed.text == "Exchange 2019 15.2.1544.4, Exchange 2019 15.2.1748.10"


def test_no_group_and_groups_that_were_not_read() -> None:
    none = inventory(organization=organization(), dags=[], servers=[])
    assert status(none, "exchange-se", CHECK) == "not-applicable should"
    unread = inventory(organization=organization(), dags=failed(), servers=[])
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
