"""server-memory: to the byte, at the least of a role and the most for all."""

import pytest

from checks.target import LevelName
from scanner.inventory.model import Role
from tests.checks.build import GB, asked, candidate, failed, memory, need, read, status, with_candidate

CHECK = "server-memory"


@pytest.mark.parametrize(
    ("target", "level", "role", "installed", "usable", "answer", "shown"),
    [
        ("exchange-2016", "must", "mailbox", 8 * GB - 1, 8 * GB - 1, "unmet", "7.9 GB"),
        ("exchange-2016", "must", "mailbox", 8 * GB, 8 * GB - 1, "met", "8 GB"),
        ("exchange-2016", "must", "edge", 4 * GB - 1, None, "unmet", "3.9 GB"),
        ("exchange-2016", "must", "edge", 4 * GB, None, "met", "4 GB"),
        ("exchange-2013", "must", "client-access", 4 * GB - 1, None, "unmet", "3.9 GB"),
        ("exchange-2013", "must", "client-access", 4 * GB, None, "met", "4 GB"),
        ("exchange-2013", "must", "mailbox", 4 * GB, None, "unmet", "4 GB"),
        ("exchange-2016", "must", "client-access", 64 * GB, None, "unknown", "client-access"),
        # Only what Windows can use is known: a little below the limit may be the limit, installed.
        ("exchange-2016", "must", "mailbox", None, 8 * GB - 1, "unknown", "7.9 GB usable"),
        ("exchange-2016", "must", "mailbox", None, 7 * GB + 1, "unknown", "7 GB usable"),
        ("exchange-2016", "must", "mailbox", None, 7 * GB, "unmet", "7 GB"),
        ("exchange-2016", "must", "mailbox", None, 8 * GB, "met", "8 GB"),
        ("exchange-se", "should", "mailbox", 128 * GB - 1, None, "unmet", "127.9 GB"),
        ("exchange-se", "should", "mailbox", 128 * GB, None, "met", "128 GB"),
        ("exchange-se", "should", "edge", 64 * GB - 1, None, "unmet", "63.9 GB"),
        ("exchange-se", "should", "edge", 64 * GB, None, "met", "64 GB"),
        ("exchange-se", "should", "mailbox", 256 * GB, None, "met", "256 GB"),
        ("exchange-se", "should", "mailbox", 256 * GB + 1, None, "unmet", "256 GB"),
        ("exchange-2013", "should", "mailbox", 96 * GB, None, "met", "96 GB"),
        ("exchange-2013", "should", "mailbox", 96 * GB + 1, None, "unmet", "96 GB"),
        ("exchange-2016", "should", "mailbox", 192 * GB, None, "met", "192 GB"),
        ("exchange-2016", "should", "mailbox", 192 * GB + 1, None, "unmet", "192 GB"),
        ("exchange-se", "should", "mailbox", None, None, "unknown", "did not state"),
    ],
)
def test_each_side_of_a_size(
    target: str,
    level: LevelName,
    role: Role,
    installed: int | None,
    usable: int | None,
    answer: str,
    shown: str,
) -> None:
    verdict = asked(
        CHECK, need(target, CHECK, level), memory=memory(installed, usable), candidate=candidate(role=role)
    )
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("target", "gigabytes", "expected"),
    [
        ("exchange-2010", 3, "warning should"),
        ("exchange-2010", 4, "met should"),
        ("exchange-2019", 127, "warning should"),
        ("exchange-2019", 128, "met should"),
        ("exchange-2019", 256, "met should"),
        ("exchange-2019", 257, "warning should"),
        ("exchange-2013", 64, "met should"),
        ("exchange-2013", 4, "blocker must"),
        ("exchange-2013", 128, "warning should"),
        ("exchange-2016", 64, "met should"),
        ("exchange-2016", 4, "blocker must"),
        ("exchange-2016", 256, "warning should"),
        ("exchange-se", 128, "met should"),
        ("exchange-se", 64, "warning should"),
        ("exchange-se", 512, "warning should"),
    ],
)
def test_the_row_of_each_target(target: str, gigabytes: int, expected: str) -> None:
    whole = with_candidate(memory=read(memory(installed=gigabytes * GB)))
    assert status(whole, target, CHECK) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("exchange-2013", "not-verified must"),
        ("exchange-2016", "not-verified must"),
        ("exchange-se", "not-verified should"),
    ],
)
def test_memory_that_was_not_read_or_not_stated_is_not_verified(target: str, expected: str) -> None:
    assert status(with_candidate(memory=failed()), target, CHECK) == expected
    assert status(with_candidate(memory=read(memory())), target, CHECK) == expected
