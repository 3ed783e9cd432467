"""address-policy-domains: names of servers and IP addresses in address policies."""

import pytest

from scanner.inventory.model import RecipientPolicy
from tests.checks.build import failed, inventory, organization, rows, server, status
from tests.made import made

CHECK = "address-policy-domains"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("SMTP:@corp.example", "met should"),
        ("SMTP:@EX1.corp.example", "warning should"),
        ("smtp:%g.%s@ex1.corp.example", "warning should"),
        ("SMTP:@[10.0.0.1]", "warning should"),
        ("smtp:%m@[10.0.0.1]", "warning should"),
        ("X400:c=FR;a= ;p=Bremond", "met should"),
        ("SMTP:@ex11.corp.example", "met should"),
    ],
)
def test_the_templates(template: str, expected: str) -> None:
    policies = [made(RecipientPolicy, name="Default Policy", addresses=[template])]
    whole = inventory(
        organization=organization(), servers=[server("15.1.2507.6")], recipient_policies=policies
    )
    assert status(whole, "exchange-se", CHECK) == expected


def test_each_template_is_named_and_what_was_not_read() -> None:
    policies = [made(RecipientPolicy, name="P", addresses=["SMTP:@[10.0.0.1]", "smtp:@ex1.corp.example"])]
    whole = inventory(
        organization=organization(), servers=[server("15.1.2507.6")], recipient_policies=policies
    )
    (row,) = rows(whole, "exchange-se", CHECK)
    assert len(row.items) == 2
    unread = inventory(organization=organization(), servers=[], recipient_policies=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
