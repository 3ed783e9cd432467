"""ews-bypass: addresses past the load balancer."""

from typing import Any

import pytest

from tests.checks.build import failed, inventory, organization, server, status
from tests.checks.objects import virtual_directory

CHECK = "ews-bypass"


@pytest.mark.parametrize(
    ("build", "more", "expected"),
    [
        ("15.1.2507.6", {}, "met should"),
        ("15.1.2507.6", {"bypass_url": "https://ex1.corp.example/ews"}, "warning should"),
        # The back end has one, and so have 2007 and 2010.
        ("15.1.2507.6", {"bypass_url": "https://ex1:444/ews", "back_end": True}, "met should"),
        ("14.3.123.4", {"bypass_url": "https://ex1.corp.example/ews"}, "met should"),
        (None, {"bypass_url": "https://ex1.corp.example/ews"}, "not-verified should"),
        (None, {}, "met should"),
    ],
)
def test_the_address(build: str | None, more: dict[str, Any], expected: str) -> None:
    whole = inventory(
        organization=organization(),
        servers=[server(build)],
        virtual_directories=[virtual_directory("ews", **more)],
    )
    assert status(whole, "exchange-se", CHECK) == expected


def test_directories_that_were_not_read() -> None:
    whole = inventory(organization=organization(), servers=[], virtual_directories=failed())
    assert status(whole, "exchange-2013", CHECK) == "not-verified should"
