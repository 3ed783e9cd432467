"""server-dotnet: too old stops, too new warns, and a number nobody has listed decides nothing."""

from typing import Any

import pytest

from checks.check import all_checks
from checks.target import LevelName
from scanner.inventory.model import Software
from scanner.inventory.names import NEWEST_DOTNET_RELEASE
from tests.checks.build import asked, failed, need, read, status, windows, with_candidate
from tests.checks.machines import NET, software

CHECK = "server-dotnet"


def net(version: str) -> Software:
    return software(net_release=NET[version])


@pytest.mark.parametrize(
    ("target", "version", "found", "answer"),
    [
        ("exchange-se", "10.0.20348", net("4.7.2"), "blocker must"),
        ("exchange-se", "10.0.20348", software(net_release=528039), "blocker must"),
        ("exchange-se", "10.0.20348", net("4.8"), "met should"),
        ("exchange-se", "10.0.20348", net("4.8.1"), "met should"),
        ("exchange-se", "10.0.17763", net("4.8"), "met should"),
        ("exchange-se", "10.0.17763", software(net_release=533319), "met should"),
        ("exchange-se", "10.0.17763", net("4.8.1"), "warning should"),
        ("exchange-2019", "10.0.26100", net("4.8.1"), "met should"),
        ("exchange-2019@cu14", "10.0.17763", net("4.8.1"), "warning should"),
        ("exchange-2016", "10.0.14393", net("4.8"), "met should"),
        ("exchange-2016", "10.0.14393", net("4.8.1"), "warning should"),
        ("exchange-2016", "10.0.14393", net("4.7.2"), "blocker must"),
        ("exchange-2013", "6.3.9600", net("4.7.1"), "blocker must"),
        ("exchange-2013", "6.3.9600", net("4.7.2"), "met should"),
        ("exchange-2013", "6.3.9600", net("4.8.1"), "warning should"),
        # Its own programs use 3.5, which no 4.x takes the place of.
        ("exchange-2010", "6.1.7601", software(net_older=["v3.5 SP1"]), "met should"),
        ("exchange-2010", "6.1.7601", software(net_older=["v3.0 SP2"], net_release=NET["4.5.2"]), "blocker must"),
        ("exchange-2010", "6.1.7601", software(net_older=["v3.5 SP1"], net_release=NET["4.5.2"]), "met should"),
        ("exchange-2010", "6.1.7601", software(net_older=["v3.5 SP1"], net_release=NET["4.6.1"]), "warning should"),
        ("exchange-2010", "6.1.7601", software(net_older=None), "not-verified must"),
        # Nothing stated, newer than the table, a Windows beyond or beside it.
        ("exchange-se", "10.0.20348", software(), "not-verified must"),
        ("exchange-se", "10.0.26100", software(net_release=NEWEST_DOTNET_RELEASE), "met should"),
        ("exchange-se", "10.0.26100", software(net_release=NEWEST_DOTNET_RELEASE + 1), "not-verified must"),
        ("exchange-se", "10.0.30000", net("4.8"), "not-verified must"),
        ("exchange-se", "6.3.9600", net("4.8"), "not-verified must"),
        ("exchange-se", None, net("4.8"), "not-verified must"),
    ],
)  # fmt: skip
def test_each_side_of_a_version(target: str, version: str | None, found: Software, answer: str) -> None:
    whole = with_candidate(software=read(found), operating_system=read(windows(version)))
    assert status(whole, target, CHECK) == answer


@pytest.mark.parametrize("gone", ["software", "operating_system"])
def test_what_was_not_read_is_not_met(gone: str) -> None:
    sections: dict[str, Any] = {
        "software": read(net("4.8")),
        "operating_system": read(windows()),
        gone: failed(),
    }
    assert status(with_candidate(**sections), "exchange-se", CHECK) == "not-verified must"


@pytest.mark.parametrize(
    ("target", "level", "words"),
    [
        ("exchange-se", "must", ".NET Framework 4.8 or later of its generation"),
        ("exchange-2016", "should", ".NET Framework 4.8"),
        ("exchange-2010", "must", ".NET Framework 3.5 or later of its generation"),
    ],
)
def test_what_is_asked_for(target: str, level: LevelName, words: str) -> None:
    assert all_checks()[CHECK].requires(need(target, CHECK, level)).text == words


def test_what_was_found_is_shown() -> None:
    found = software(net_release=NET["4.8"], net_older=["v3.5 SP1"])
    verdict = asked(CHECK, need("exchange-se", CHECK, "must"), software=found, operating_system=windows())
    assert verdict.observed.text == ".NET Framework v3.5 SP1, 4.8"
