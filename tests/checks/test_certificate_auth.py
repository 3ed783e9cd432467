"""certificate-auth: the certificate for OAuth."""

import pytest

from scanner.inventory.model import AuthConfiguration
from tests.checks.build import failed, inventory, organization, server, status
from tests.made import made

CHECK = "certificate-auth"
NAMED = made(AuthConfiguration, certificates=["AB" * 20])
EMPTY = made(AuthConfiguration)


@pytest.mark.parametrize(
    ("settings", "build", "expected"),
    [
        (NAMED, "15.1.2507.6", "met should"),
        (EMPTY, "15.1.2507.6", "warning should"),
        (None, "15.1.2507.6", "not-verified should"),
        # 2010 has none; the target makes it.
        (None, "14.3.123.4", "not-applicable should"),
        (EMPTY, "14.3.123.4", "not-applicable should"),
        (EMPTY, None, "warning should"),
    ],
)
def test_the_settings(settings: AuthConfiguration | None, build: str | None, expected: str) -> None:
    whole = inventory(organization=organization(), servers=[server(build)], auth_configuration=settings)
    assert status(whole, "exchange-se", CHECK) == expected


def test_settings_that_were_not_read() -> None:
    whole = inventory(
        organization=organization(), servers=[server("15.1.2507.6")], auth_configuration=failed()
    )
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
