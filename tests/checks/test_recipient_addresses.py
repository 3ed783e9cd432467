"""recipient-addresses: malformed addresses, and none or several primary ones."""

import pytest

from tests.checks.build import failed, inventory, organization, status
from tests.checks.objects import recipient, recipient_list

CHECK = "recipient-addresses"


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        (["SMTP:ada@corp.example"], "met should"),
        (["SMTP:ada@corp.example", "smtp:a.l@corp.example", "X400:c=FR; a= "], "met should"),
        ([], "met should"),
        (["SMTP:ada lovelace@corp.example"], "warning should"),
        (["SMTP:ada@corp"], "warning should"),
        (["SMTP:ada@@corp.example"], "warning should"),
        (["SMTP:<ada@corp.example>"], "warning should"),
        (["SMTP:ada@[10.0.0.1]"], "warning should"),
        (["SMTP:ada@corp.example."], "warning should"),
        (["SMTP:"], "warning should"),
        (["smtp:ada@corp.example"], "warning should"),
        (["SMTP:ada@corp.example", "SMTP:a.l@corp.example"], "warning should"),
        ([f"SMTP:{'a' * 243}@corp.example"], "met should"),
        ([f"SMTP:{'a' * 244}@corp.example"], "warning should"),
    ],
)
def test_the_addresses(addresses: list[str], expected: str) -> None:
    people = recipient_list(recipient(addresses=addresses))
    assert (
        status(inventory(organization=organization(), recipient_list=people), "exchange-se", CHECK)
        == expected
    )


def test_recipients_that_were_not_read() -> None:
    whole = inventory(organization=organization(), recipient_list=failed())
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
