"""client-access-version: what the server says against what the directory has."""

from typing import Any

import pytest

from tests.checks.build import host, inventory, read, server, status
from tests.checks.machines import web_access

CHECK = "client-access-version"
CU22, CU23, CU23_SU, UNLISTED = "15.1.2375.7", "15.1.2507.6", "15.1.2507.61", "15.9.1.1"


@pytest.mark.parametrize(
    ("stamp", "told", "more", "expected"),
    [
        (CU23, CU23, {}, "met should"),
        (CU23, CU23_SU, {}, "met should"),
        (CU23, CU22, {}, "warning should"),
        (CU22, CU23, {}, "warning should"),
        (CU23, CU22, {"answered_by": "EX2"}, "not-verified should"),
        (CU23, CU23, {"answered_by": None}, "not-verified should"),
        ("14.3.123.4", "14.3.513.0", {"answered_by": None}, "met should"),
        ("14.3.123.4", "14.2.247.5", {"answered_by": None}, "warning should"),
        (CU23, CU23, {"answered_by": "ex1.corp.example"}, "met should"),
        (CU23, UNLISTED, {}, "not-verified should"),
        (None, CU23, {}, "not-verified should"),
        (CU23, None, {}, "not-verified should"),
    ],
)
def test_each_pair(stamp: str | None, told: str | None, more: dict[str, Any], expected: str) -> None:
    machine = host("ex1.corp.example", web_access=read(web_access(told, **more)))
    found = inventory(servers=[server(stamp)], hosts=[machine])
    assert status(found, "exchange-se", CHECK) == expected


def test_unseen_is_not_verified() -> None:
    assert status(inventory(servers=[server(CU23)]), "exchange-se", CHECK) == "not-verified should"
