"""Outlook, version by version, against the targets: the answers are those of the check."""

from __future__ import annotations

from typing import Any

import pytest

import samples
from checks.results import WORST_FIRST
from reports.digest import letters
from reports.model import OutlookTable
from reports.outlook import CHECK
from scanner.inventory.absence import known
from tests.reports.cases import Case, case, edited, sample, ways_of
from tests.reports.pages import Page

TARGETS = ("exchange-2010", "exchange-2013", "exchange-2016", "exchange-se", "m365-imap")
WITH_OUTLOOK = [
    name
    for name in samples.names()
    if any(one.program == "Outlook" for one in getattr(known(sample(name).clients), "seen", ()))
]


def table(judged: Case) -> OutlookTable:
    found = judged.view().outlook
    assert found is not None
    return found


def seen(*clients: tuple[str | None, int]) -> Case:
    def change(document: dict[str, Any]) -> None:
        document["clients"]["data"]["seen"] = [
            {"program": "Outlook", "version": version, "mode": None, "users": users}
            for version, users in clients
        ]

    return case(edited(sample("exchange-2007"), change), TARGETS)


def test_each_version_has_an_answer_of_each_target() -> None:
    found = table(seen(("11.0.8173.0", 17), ("11.0.8303.0", 29), ("16.0.17932.20976", 5), (None, 2)))
    assert [(row.name, row.users, [cell.word for cell in row.cells]) for row in found.rows] == [
        ("Outlook 2003", "46", ["should be updated"] + ["must be updated"] * 4),
        ("Outlook 2016 or later", "5", ["works"] * 5),
        ("version not stated", "2", ["not known"] * 5),
    ]


def test_builds_a_target_tells_apart_are_rows_of_their_own() -> None:
    found = table(seen(("12.0.6423.1000", 23), ("12.0.6665.5000", 38)))
    assert [(row.name, [cell.word for cell in row.cells][1]) for row in found.rows] == [
        ("Outlook 2007 (12.0.6423.1000)", "should be updated"),
        ("Outlook 2007 (12.0.6665.5000)", "works"),
    ]


@pytest.mark.parametrize("name", WITH_OUTLOOK)
def test_the_worst_answer_is_that_of_the_finding(name: str) -> None:
    judged = ways_of(name)
    found, letter = table(judged), letters(judged.results)
    places = {target.letter: place for place, target in enumerate(found.targets)}
    for finding in judged.results.findings:
        # Where logs are missing the whole is not verified, though every version that was seen may work.
        if finding.check != CHECK or finding.observed.id.endswith(("partial", "none-yet")):
            continue
        if letter[finding.target] in places:
            answers = [row.cells[places[letter[finding.target]]].tone for row in found.rows]
            assert min(answers, key=list[str](WORST_FIRST).index) == finding.status, finding.target


def test_where_nobody_uses_outlook_there_is_no_table() -> None:
    assert case("exchange-2016-hybrid").view().outlook is None


def test_the_page_prints_it() -> None:
    said = Page(case("exchange-2007").page()).text_in("stacking ruled outlook", without="unseen")
    assert "Outlook 2003" in said
    assert "must be updated" in said
