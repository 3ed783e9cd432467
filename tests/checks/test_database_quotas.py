"""database-quotas: what databases allow, against a new one of the target."""

from typing import Any

import pytest

from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.objects import database

CHECK = "database-quotas"


@pytest.mark.parametrize(
    ("quota", "more", "expected"),
    [
        (2411520, {}, "met should"),
        (2411521, {}, "warning should"),
        (100, {}, "met should"),
        (None, {}, "warning should"),
        # No mailbox lives in these.
        (None, {"kind": "public-folder"}, "met should"),
        (None, {"recovery": True}, "met should"),
        # Nothing of the database was read.
        (None, {"item_retention": None}, "not-verified should"),
    ],
)
def test_the_limits(quota: int | None, more: dict[str, Any], expected: str) -> None:
    whole = inventory(organization=organization(), databases=[database(quota_receive=quota, **more)])
    assert status(whole, "exchange-se", CHECK) == expected


def test_each_is_named_and_what_was_not_read() -> None:
    whole = inventory(
        organization=organization(), databases=[database(), database("DB2", quota_receive=None)]
    )
    (row,) = rows(whole, "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [("DB2", "unlimited")]
    unread = inventory(organization=organization(), databases=failed())
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
