from __future__ import annotations

import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.results import Results
from reports.terminal import lines
from reports.ways import cleared
from tests.reports.cases import ALL, case, many_servers, nothing_read, renamed, sample

SAMPLES = ["exchange-2007", "exchange-2016-2019", "partly-read"]
COMMANDS = ("Details ", "Report ")


def said(
    results: Results, width: int | None = None, *, symbols: bool = True, color: bool = False
) -> list[str]:
    return lines(results, inventory_name="inventory.json", width=width, symbols=symbols, color=color)


def columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    for line in said(case(name).results, width):
        assert columns(line) <= width or line.startswith(COMMANDS)


@given(st.text(st.characters(exclude_characters=".", exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_name_steers_the_terminal_or_widens_it(text: str) -> None:
    for line in said(case(renamed(sample("partly-read"), text)).results, 80):
        assert all(unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in line)
        assert columns(line) <= 80 or line.startswith(COMMANDS)


def test_a_name_that_would_clear_the_screen_is_shown() -> None:
    text = "\n".join(said(case(renamed(sample("exchange-2007"), "\x1b[2J\r")).results))
    assert "\x1b" not in text
    assert "[U+001B][2J[U+000D]" in text


def test_verdicts_and_counts_are_those_of_the_results() -> None:
    results = case("exchange-2007").results
    text = said(results, 80)
    for target in results.targets:
        row = next(line for line in text if f"{target.name} {target.release}" in line)
        counts = target.counts
        assert [int(part) for part in row.split()[-3:]] == [
            counts.blocker,
            counts.warning,
            counts.not_verified,
        ]
        done, every = cleared(counts)
        assert f"{done} of {every} requirements cleared" in text[text.index(row) + 1]
    assert any("Out of support since 14 Oct 2025" in line for line in text)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_open_check_is_named(name: str) -> None:
    results = case(name).results
    text = "\n".join(said(results))
    for finding in results.findings:
        if finding.status in ("blocker", "not-verified", "warning"):
            assert finding.check in text


def test_blockers_come_first_then_not_verified_then_warnings() -> None:
    text = said(case("exchange-2007").results)
    places = [text.index(heading) for heading in ("Blockers", "Not verified", "Warnings")]
    assert places == sorted(places)


def test_without_a_width_nothing_is_broken() -> None:
    results = case(many_servers(40)).results
    text = said(results)
    assert any(line.count("SRV") == 3 or "more" in line for line in text)
    for gap in results.gaps[:3]:
        assert any(gap.reason.text in line for line in text)


def test_ascii_for_consoles_that_know_nothing_else() -> None:
    results = renamed(sample("exchange-2007"), "")
    text = "\n".join(said(case(results).results, 80, symbols=False)).replace("é", "e")
    assert text.isascii()
    assert "X Not ready" in text
    assert " x Outlook 2003" in text


def test_colour_only_when_asked_for() -> None:
    results = case("exchange-2007").results
    plain, coloured = said(results, 80), said(results, 80, color=True)
    assert not any("\x1b" in line for line in plain)
    assert any("\x1b[31m" in line for line in coloured)
    assert len(plain) == len(coloured)
    assert all(line.count("\x1b[0m") * 2 == line.count("\x1b") for line in coloured)


def test_nothing_read_is_not_told_as_a_list_of_things_to_do() -> None:
    text = said(case(nothing_read()).results, 80)
    assert "Nothing of this environment was verified." in text
    assert "Blockers" not in text
    assert "Not verified" not in text
    assert any(line.startswith("Not collected: ") for line in text)


def test_what_to_type_next_can_be_typed() -> None:
    results = case("exchange-2007", ["exchange-se"]).results
    made = lines(results, inventory_name="my org.json", width=80, symbols=True, color=False)
    assert made[-1] == 'Report   exready report "my org.json" --target exchange-se'
    assert made[-2] == "Details  exready explain ad-domain-controllers"
    nameless = lines(results, inventory_name=None, width=80, symbols=True, color=False)
    assert not any(line.startswith("Report") for line in nameless)


def test_no_target_is_no_verdict() -> None:
    results = msgspec.structs.replace(case("exchange-2007", ALL).results, targets=[], findings=[])
    text = said(results, 80)
    assert "No target was judged." in text
    assert not any("Ready" in line for line in text)


def test_a_check_stands_under_each_status_it_has_with_the_targets_that_have_it() -> None:
    named = [
        line.rpartition("[")[2] for line in said(case("partly-read").results) if " coexistence: " in line
    ]
    assert named == ["C]", "A]", "B]"], "a blocker, not verified, a warning"
