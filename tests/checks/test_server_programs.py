"""server-programs: missing stops, outdated warns; the 32-bit package is not the 64-bit one."""

import pytest

from tests.checks.build import asked, failed, need, read, status, with_candidate
from tests.checks.machines import PROGRAMS, products, software

CHECK = "server-programs"
CPP12, CPP13, UCMA, REWRITE = PROGRAMS


@pytest.mark.parametrize(
    ("target", "role", "found", "expected"),
    [
        ("exchange-se", "mailbox", PROGRAMS, "met should"),
        ("exchange-se", "mailbox", (CPP12, CPP13, UCMA), "blocker must"),
        ("exchange-se", "mailbox", (CPP12, CPP13, REWRITE), "blocker must"),
        ("exchange-se", "mailbox", (CPP12, UCMA, REWRITE), "blocker must"),
        ("exchange-se", "mailbox", (), "blocker must"),
        ("exchange-2013", "client-access", (CPP12, CPP13, UCMA), "met should"),
        ("exchange-2016", "edge", (CPP12,), "met should"),
        ("exchange-2016", "edge", (CPP13,), "blocker must"),
        ("exchange-2010", "mailbox", (CPP13,), "met should"),
        ("exchange-2010", "mailbox", (), "warning should"),
        ("exchange-2019", "mailbox", ((CPP12[0].replace("x64", "x86"), "11.0.61030"), *PROGRAMS[1:]), "blocker must"),
        # Both sides of a version, and one that is not stated.
        ("exchange-2019", "mailbox", ((CPP12[0], "11.0.61029"), *PROGRAMS[1:]), "warning should"),
        ("exchange-2019", "mailbox", ((CPP12[0], "11.0.61030"), *PROGRAMS[1:]), "met should"),
        ("exchange-2019", "mailbox", ((CPP12[0], "11.0.50727"), *PROGRAMS), "met should"),
        ("exchange-2019", "mailbox", (CPP12, (CPP13[0], "12.0.30501"), UCMA, REWRITE), "warning should"),
        ("exchange-2019", "mailbox", ((CPP12[0], None), *PROGRAMS[1:]), "not-verified should"),
    ],
)  # fmt: skip
def test_what_is_there(
    target: str, role: str, found: tuple[tuple[str, str | None], ...], expected: str
) -> None:
    whole = with_candidate(role, software=read(software(products=products(*found))))  # type: ignore[arg-type] # a role
    assert status(whole, target, CHECK) == expected


def test_every_missing_program_is_named() -> None:
    need_of = need("exchange-se", CHECK, "must")
    verdict = asked(
        CHECK,
        need_of,
        software=software(products=products(CPP12)),
        candidate=with_candidate().candidates[0],
    )
    assert [item.name for item in verdict.items] == [
        "Visual C++ 2013 (x64)",
        "Unified Communications Managed API 4.0",
        "IIS URL Rewrite",
    ]
    assert verdict.observed.text.startswith("3 of 4 missing or too old: Visual C++ 2013 (x64), Unified")


def test_what_was_not_read_is_not_met() -> None:
    for section in (failed(), read(software(products=None))):
        assert status(with_candidate(software=section), "exchange-se", CHECK) == "not-verified must"
