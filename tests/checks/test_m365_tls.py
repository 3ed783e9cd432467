"""m365-tls: the release of Windows and what the registry sets."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from scanner.inventory.model import Inventory, Protocol, SecuritySettings
from tests.checks.build import host, inventory, read, rows, server, status, windows
from tests.made import made

CHECK = "m365-tls"


def setting(
    side: str, enabled: int | None, off_by_default: int | None = None, name: str = "TLS 1.2"
) -> Protocol:
    return made(Protocol, name=name, side=side, enabled=enabled, disabled_by_default=off_by_default)


def whole(version: str | None, *protocols: Protocol) -> Inventory:
    security = made(SecuritySettings, protocols=list(protocols), strong_cryptography=[])
    machine = host("ex1.corp.example", operating_system=read(windows(version)), security=read(security))
    return inventory(servers=[server("15.1.2507.6")], hosts=[machine])


BOTH_ON = (setting("client", 1), setting("server", 1))


@pytest.mark.parametrize(
    ("version", "protocols", "expected"),
    [
        ("5.2.3790", BOTH_ON, "blocker must"),
        ("6.0.6002", (), "blocker must"),
        ("6.0.6002", BOTH_ON, "not-verified must"),
        ("6.1.7601", (), "blocker must"),
        ("6.1.7601", BOTH_ON, "met must"),
        ("6.1.7601", BOTH_ON[:1], "blocker must"),
        ("6.2.9200", (), "met must"),
        ("10.0.17763", (setting("server", 0),), "blocker must"),
        ("10.0.17763", (setting("client", None, 1),), "blocker must"),
        ("10.0.17763", (setting("client", 4294967295),), "met must"),
        ("10.0.17763", (setting("server", 0, name="TLS 1.0"),), "met must"),
        ("10.0.99999", (), "not-verified must"),
        (None, (), "not-verified must"),
    ],
)
def test_protocols(version: str | None, protocols: Sequence[Protocol], expected: str) -> None:
    assert status(whole(version, *protocols), "m365-hybrid", CHECK) == expected


def test_a_server_that_was_not_read_is_not_verified() -> None:
    assert status(inventory(servers=[server("15.1.2507.6")]), "m365-hybrid", CHECK) == "not-verified must"


def test_a_server_behind_a_newer_version_does_not_speak_to_the_outside() -> None:
    old = whole("5.2.3790")
    both = replace(
        old, servers=read([server("8.3.83.6"), server("15.0.1497.2", "NEW", fqdn="new.corp.example")])
    )
    found = {row.subject.name: row.status for row in rows(both, "m365-hybrid", CHECK)}
    assert found == {"EX1": "not-applicable", "NEW": "not-verified"}


def test_the_evidence_is_the_machine_and_not_what_the_directory_tells_of_it() -> None:
    unspoken = whole("6.1.7601")
    security = read(made(SecuritySettings, protocols=[], strong_cryptography=[]), collector="windows-host")
    machine = replace(
        unspoken.hosts[0],
        security=security,
        operating_system=read(windows("6.1.7601"), collector="windows-host"),
    )
    (row,) = rows(replace(unspoken, hosts=[machine]), "m365-hybrid", CHECK)
    assert row.read_from is not None
    assert row.read_from.collector == "windows-host"
