"""domain-preparation: objectVersion of Microsoft Exchange System Objects, domain by domain."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from scanner.inventory.model import ExchangeServer, RecipientList
from tests.checks.build import answered, domain, domain_head, failed, inventory, server, status
from tests.checks.objects import recipient_list

CHECK = "domain-preparation"
HERE = [server("15.2.1748.10")]
ELSEWHERE = [server("15.2.1748.10", fqdn="ex1.sub.corp.example")]
NOBODY = replace(recipient_list(), domains=[])


@pytest.mark.parametrize(
    ("versions", "servers", "recipients", "answer"),
    [
        ([13243], None, None, "met"),
        ([13242], None, None, "unmet"),
        ([13244], None, None, "unknown"),
        ([None], HERE, NOBODY, "unknown"),
        ([13240, 13243], None, None, "met"),
        # Never prepared: legal in a domain that holds nothing.
        ([], HERE, None, "unmet"),
        ([], [], recipient_list(), "unmet"),
        ([], ELSEWHERE, NOBODY, "not-applicable"),
        ([], None, NOBODY, "unknown"),
        ([], [], None, "unknown"),
    ],
)
def test_the_levels(
    versions: Sequence[int | None],
    servers: list[ExchangeServer] | None,
    recipients: RecipientList | None,
    answer: str,
) -> None:
    got = answered(
        CHECK,
        head=domain_head(preparation=versions),
        domain=domain(),
        servers=servers,
        recipient_list=recipients,
    )
    assert got[0] == answer, got


def test_a_domain_that_does_not_answer() -> None:
    whole = inventory(domains=[domain(head=failed())])
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
    assert status(inventory(domains=failed()), "exchange-se", CHECK) == "not-verified should"
