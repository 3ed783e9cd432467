"""m365-hybrid-server: one that can talk to Microsoft 365."""

import pytest

from tests.checks.build import inventory, organization, rows, server, status

CHECK = "m365-hybrid-server"


@pytest.mark.parametrize(
    ("builds", "expected"),
    [
        (["15.2.2562.17"], "met should"),
        (["15.1.2507.6"], "warning should"),
        (["15.1.2375.7"], "warning should"),
        (["15.1.2308.8"], "blocker must"),
        (["8.3.83.6"], "blocker must"),
        (["14.3.123.4", "8.3.83.6"], "warning should"),
        (["14.2.247.5"], "blocker must"),
        (["8.3.83.6", None], "not-verified must"),
        ([], "not-verified must"),
    ],
)
def test_servers(builds: list[str | None], expected: str) -> None:
    servers = [server(build, f"EX{number}") for number, build in enumerate(builds)]
    assert status(inventory(organization=organization(), servers=servers), "m365-hybrid", CHECK) == expected


def test_an_edge_server_is_none() -> None:
    servers = [server("8.3.83.6"), server("15.1.2507.6", "EDGE", roles=64)]
    assert (
        status(inventory(organization=organization(), servers=servers), "m365-express", CHECK)
        == "blocker must"
    )


def test_a_build_of_the_directory_is_not_shown_as_all_there_is() -> None:
    servers = [server("8.3.83.6", "EX1"), server("8.3.83.6", "EX2")]
    (row,) = rows(inventory(organization=organization(), servers=servers), "m365-hybrid", CHECK)
    assert row.observed.text == "only Exchange 2007 (8.3.83.6 or an update of it)"
