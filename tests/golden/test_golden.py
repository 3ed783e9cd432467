"""The whole judgement of every sample, as text.

EXREADY_UPDATE_GOLDEN=1 writes the tables anew; the difference is then read line by line.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest

import samples
from checks.engine import judge
from checks.rule_book import RuleBook
from scanner.inventory.store import loads

FOLDER = Path(__file__).parent
AS_OF = date(2026, 11, 23)


def table(sample: str) -> str:
    """Verdicts, then findings; the requirement is named where it decided."""
    rule_book = RuleBook()
    ids = [each for base in rule_book.target_ids() for each in (base, *rule_book.release_ids(base))]
    inventory, sha256 = loads(sample, samples.read(sample))
    judged = judge(inventory, sha256, [rule_book.target(each) for each in ids], as_of=AS_OF, tool="golden")
    assert judged.broken == []
    lines = [f"{target.id}: {target.verdict}" for target in judged.results.targets]
    for row in judged.results.findings:
        if row.status != "not-applicable":
            required = f" | {row.level}: {row.expected.text}" if row.expected else ""
            lines.append(
                f"{row.target} {row.check} {row.subject.name} {row.status}: {row.observed.text}{required}"
            )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("sample", samples.names())
def test_the_judgement_is_the_one_that_was_read(sample: str) -> None:
    file = FOLDER / f"{sample}.txt"
    found = table(sample)
    if os.environ.get("EXREADY_UPDATE_GOLDEN") == "1":
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")


# A number of things, with or without their names, and no word on what is wrong with them.
BARE = re.compile(r"[\d,]+(?: of [\d,]+)?(?:: .*)?")


@pytest.mark.parametrize("sample", samples.names())
def test_what_is_wrong_is_said_and_not_only_counted(sample: str) -> None:
    lines = (FOLDER / f"{sample}.txt").read_text("utf-8").splitlines()
    said = [re.search(r" (?:warning|blocker): (.*) \| (?:must|should): ", line) for line in lines]
    assert [found[1] for found in said if found is not None and BARE.fullmatch(found[1])] == []


@pytest.mark.parametrize("said", ["1 of 1", "1: EnableEncryptionAlgorithmCBC", "2,140"])
def test_a_bare_number_is_known_when_seen(said: str) -> None:
    assert BARE.fullmatch(said)
