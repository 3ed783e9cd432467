"""exchange-groups: entries of otherWellKnownObjects."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from scanner.inventory.model import WellKnownGroup
from tests.checks.build import answered, asked, failed, inventory, need, organization, status
from tests.checks.objects import well_known_group

CHECK = "exchange-groups"
FINE = well_known_group()


@pytest.mark.parametrize(
    ("groups", "answer"),
    [
        ([FINE], "met"),
        # A distribution group, a global one, and one in the directory's signed form.
        ([FINE, well_known_group(group_type=8)], "unmet"),
        ([FINE, well_known_group(group_type=-2147483646)], "unmet"),
        ([FINE, well_known_group(group_type=2147483656)], "met"),
        ([FINE, well_known_group(deleted=True, group_type=None)], "unmet"),
        ([FINE, well_known_group(group_type=None)], "unknown"),
        ([], "unknown"),
        (None, "unknown"),
    ],
)
def test_the_groups(groups: Sequence[WellKnownGroup] | None, answer: str) -> None:
    whole = replace(organization(), well_known_groups=groups)
    assert answered(CHECK, level="must", organization=whole)[0] == answer


def test_a_broken_entry_is_named() -> None:
    whole = replace(
        organization(), well_known_groups=[FINE, well_known_group("Discovery Management", deleted=True)]
    )
    (item,) = asked(CHECK, need("exchange-se", CHECK, "must"), organization=whole).items
    assert (item.name, item.observed.text) == ("Discovery Management", "the entry points to a deleted object")


def test_the_row() -> None:
    assert status(inventory(organization=organization()), "exchange-se", CHECK) == "met must"
    assert status(inventory(organization=failed()), "exchange-se", CHECK) == "not-verified must"
    assert status(inventory(organization=organization()), "exchange-2010", CHECK) == "not-applicable"
