"""server-domain-role: in the domain, out of it, or in charge of it."""

import pytest
from msgspec.structs import replace

from scanner.inventory.model import Role
from tests.checks.build import failed, organization, read, status, with_candidate
from tests.checks.healthy import without
from tests.checks.machines import platform

CHECK = "server-domain-role"


@pytest.mark.parametrize(
    ("role", "place", "split", "expected"),
    [
        ("mailbox", 3, None, "met should"),
        ("mailbox", 2, None, "blocker must"),
        ("mailbox", 1, None, "blocker must"),
        ("mailbox", 4, False, "warning should"),
        ("mailbox", 5, False, "warning should"),
        ("mailbox", 5, True, "blocker must"),
        ("mailbox", 5, None, "not-verified must"),
        ("mailbox", None, False, "not-verified must"),
        ("edge", 2, None, "met should"),
        ("edge", 3, None, "met should"),
        ("edge", 5, False, "warning should"),
        ("edge", 1, None, "blocker must"),
    ],
)
def test_each_place(role: Role, place: int | None, split: bool | None, expected: str) -> None:
    whole = without(
        with_candidate(role, platform=read(platform(place))),
        organization=read(replace(organization(), split_permissions=split)),
    )
    assert status(whole, "exchange-se", CHECK) == expected


def test_what_was_not_read_is_not_met() -> None:
    assert status(with_candidate(platform=failed()), "exchange-se", CHECK) == "not-verified must"
    on_controller = with_candidate(platform=read(platform(5)))
    assert status(on_controller, "exchange-se", CHECK) == "not-verified must"
    assert (
        status(without(on_controller, organization=read(None)), "exchange-se", CHECK) == "not-verified must"
    )
