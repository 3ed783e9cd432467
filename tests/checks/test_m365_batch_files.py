"""m365-batch-files: ready, and how many."""

import pytest

from tests.checks.build import counts, inventory, organization, rows, said, status, tenant

CHECK = "m365-batch-files"


@pytest.mark.parametrize(
    ("answer", "expected"), [(True, "met must"), (False, "blocker must"), (None, "not-verified must")]
)
def test_what_people_say_decides(answer: bool | None, expected: str) -> None:
    whole = inventory(
        organization=organization(), recipients=counts(users=10), tenant=said(tenant(batch_files=answer))
    )
    assert status(whole, "m365-staged", CHECK) == expected


@pytest.mark.parametrize(("users", "files"), [(2000, 1), (2001, 2)])
def test_as_many_files_as_the_rows_need(users: int, files: int) -> None:
    whole = inventory(organization=organization(), recipients=counts(users=users), tenant=said(tenant()))
    (row,) = rows(whole, "m365-staged", CHECK)
    assert row.observed.values["files"] == files
