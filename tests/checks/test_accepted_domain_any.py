"""accepted-domain-any: the accepted domain *, by its kind."""

import pytest

from checks.target import LevelName
from tests.checks.build import accepted, asked, failed, inventory, need, organization, read, status

CHECK = "accepted-domain-any"
OWN = ("corp.example", 4)


@pytest.mark.parametrize(
    ("level", "domains", "answer", "shown"),
    [
        ("must", [OWN], "met", "accepted domains: 1, none is *"),
        ("must", [OWN, ("*", 2)], "unmet", "InternalRelay"),
        ("must", [OWN, ("*", 1)], "met", "ExternalRelay"),
        ("must", [OWN, ("*", 0)], "met", "Authoritative"),
        # The default flag, and others, stand beside the kind.
        ("must", [("*", 6)], "unmet", "InternalRelay"),
        ("must", [("*", 5)], "met", "ExternalRelay"),
        ("must", [("*", 258)], "unmet", "InternalRelay"),
        ("must", [OWN, ("*", None)], "unknown", "?"),
        ("must", [OWN, ("*", 3)], "unknown", "?"),
        ("must", [("*", 0), ("*", 2)], "unmet", "Authoritative, InternalRelay"),
        ("should", [OWN, ("*", 2)], "unmet", "InternalRelay"),
        ("should", [OWN, ("*", 1)], "unmet", "ExternalRelay"),
        ("should", [OWN, ("*", 0)], "unmet", "Authoritative"),
        ("should", [OWN, ("*", None)], "unmet", "?"),
        # All subdomains of one's own domain are something else, and so is a relay for a name.
        ("should", [OWN, ("*.corp.example", 2)], "met", "none is *"),
        ("should", [OWN, ("partner.example", 2)], "met", "accepted domains: 2"),
        ("should", [(" * ", 2)], "unmet", "InternalRelay"),
        # Every organisation since 2007 has one.
        ("must", [], "unknown", "no accepted domain was found"),
        ("should", [], "unknown", "no accepted domain was found"),
    ],
)
def test_the_kinds(level: LevelName, domains: list[tuple[str, int | None]], answer: str, shown: str) -> None:
    verdict = asked(
        CHECK,
        need("exchange-2016", CHECK, level),
        accepted_domains=accepted(*domains),
        organization=organization(),
    )
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("target", "flags", "expected"),
    [
        ("exchange-2010", 2, "warning should"),
        ("exchange-2013", 2, "warning should"),
        ("exchange-2016", 2, "blocker must"),
        ("exchange-2016", 1, "warning should"),
        ("exchange-2016", None, "not-verified must"),
        ("exchange-2019", 2, "blocker must"),
        ("exchange-2019@cu14", 2, "blocker must"),
        ("exchange-2019", 0, "warning should"),
        ("exchange-se", 2, "warning should"),
        ("exchange-se", None, "warning should"),
    ],
)
def test_the_row_of_each_target(target: str, flags: int | None, expected: str) -> None:
    whole = inventory(organization=organization(), accepted_domains=accepted(OWN, ("*", flags)))
    assert status(whole, target, CHECK) == expected


def test_domains_that_cannot_be_read_are_not_domains_that_are_not_there() -> None:
    whole = inventory(
        organization=organization(), accepted_domains=failed("not-readable", what="CN=Accepted Domains")
    )
    assert status(whole, "exchange-se", CHECK) == "not-verified should"
    assert status(whole, "exchange-2016", CHECK) == "not-verified must"
    unread = inventory(organization=failed(), accepted_domains=[])
    assert status(unread, "exchange-se", CHECK) == "not-verified should"
    assert status(inventory(organization=read(None), accepted_domains=[]), "exchange-se", CHECK) == (
        "not-applicable"
    )
