"""server-restart-pending: none, some, not known."""

import pytest

from tests.checks.build import TARGETS, failed, read, rows, status, with_candidate
from tests.checks.machines import software

CHECK = "server-restart-pending"


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("pending", "expected"),
    [([], "met must"), (["file-rename", "servicing"], "blocker must"), (None, "not-verified must")],
)
def test_each_answer(target: str, pending: list[str] | None, expected: str) -> None:
    whole = with_candidate(software=read(software(pending_restart=pending)))
    assert status(whole, target, CHECK) == expected


def test_reasons_are_items_and_absence_is_not_met() -> None:
    (row,) = rows(
        with_candidate(software=read(software(pending_restart=["servicing"]))), "exchange-se", CHECK
    )
    assert [item.name for item in row.items] == ["servicing"]
    assert status(with_candidate(software=failed()), "exchange-se", CHECK) == "not-verified must"
