"""ad-backup: a week, and the day after, both as of the day the directory was read; not stated."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from tests.checks.build import TARGETS, domain, domain_head, failed, inventory, read, rows, status

CHECK = "ad-backup"
LATER = date(2026, 12, 31)  # the day of judgement, which changes nothing


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (datetime(2026, 11, 22, 2, tzinfo=UTC), "met should"),
        (datetime(2026, 11, 15, tzinfo=UTC), "met should"),
        (datetime(2026, 11, 14, 23, 59, tzinfo=UTC), "warning should"),
        (None, "not-verified should"),
    ],
)
def test_its_age(target: str, last: datetime | None, expected: str) -> None:
    whole = inventory(domains=[domain(head=read(replace(domain_head(), last_backup=last)))])
    assert status(whole, target, CHECK, LATER) == expected


def test_each_domain_for_itself() -> None:
    saved = read(replace(domain_head(), last_backup=datetime(2026, 11, 22, tzinfo=UTC)))
    whole = inventory(domains=[domain(head=saved), domain("lab.corp.example", head=failed())])
    found = [(row.subject.name, row.status) for row in rows(whole, "exchange-se", CHECK, LATER)]
    assert found == [("corp.example", "met"), ("lab.corp.example", "not-verified")]
