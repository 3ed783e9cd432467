"""m365-source-versions: from which versions mailboxes are moved."""

import pytest

from tests.checks.build import exchange_host, inventory, organization, server, status

CHECK = "m365-source-versions"


@pytest.mark.parametrize(
    ("target", "build", "expected"),
    [
        ("m365-cutover", "6.5.7638.2", "met must"),
        ("m365-cutover", "15.2.2562.17", "met must"),
        ("m365-cutover", "6.0.6249.4", "blocker must"),
        ("m365-staged", "6.5.7638.2", "met must"),
        ("m365-staged", "8.3.83.6", "met must"),
        ("m365-staged", "14.3.123.4", "blocker must"),
        ("m365-express", "8.3.83.6", "blocker must"),
        ("m365-express", "14.3.123.4", "met must"),
        ("m365-hybrid", "6.5.7638.2", "blocker must"),
        ("m365-hybrid", "8.3.83.6", "met must"),
        ("m365-imap", "5.5.2653.13", "met must"),
        ("m365-staged", None, "not-verified must"),
    ],
)
def test_versions(target: str, build: str | None, expected: str) -> None:
    whole = inventory(organization=organization(), servers=[server(build)])
    assert status(whole, target, CHECK) == expected


def test_an_edge_server_holds_no_mailboxes() -> None:
    whole = inventory(organization=organization(), servers=[server("15.0.1497.2", roles=64)])
    assert status(whole, "m365-staged", CHECK) == "not-applicable must"


def test_the_machine_knows_better_than_the_directory() -> None:
    whole = inventory(servers=[server(None)], hosts=[exchange_host("8.3.298.3")])
    assert status(whole, "m365-staged", CHECK) == "met must"
