"""mapi-http: whether the organisation speaks it."""

import pytest
from msgspec.structs import replace

from tests.checks.build import failed, inventory, organization, server, status

CHECK = "mapi-http"


@pytest.mark.parametrize(
    ("enabled", "build", "expected"),
    [
        (True, "15.1.2507.6", "met should"),
        (False, "15.1.2507.6", "warning should"),
        (None, "15.1.2507.6", "not-verified should"),
        (None, "14.3.123.4", "not-applicable should"),
        (None, None, "not-verified should"),
    ],
)
def test_the_setting(enabled: bool | None, build: str | None, expected: str) -> None:
    whole = inventory(organization=replace(organization(), mapi_http=enabled), servers=[server(build)])
    assert status(whole, "exchange-se", CHECK) == expected


def test_what_was_not_read() -> None:
    assert status(inventory(organization=failed(), servers=[]), "exchange-se", CHECK) == "not-verified should"
    assert status(inventory(organization=organization(), servers=failed()), "exchange-se", CHECK) == (
        "not-verified should"
    )
