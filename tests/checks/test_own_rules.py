"""A user's own targets, sources and checks beside the shipped ones, and every way they can be wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checks.check import all_checks
from checks.engine import judge
from checks.rule_book import rule_book_with
from checks.rule_files import RuleBookRefused
from tests.checks.build import AT, TODAY
from tests.checks.healthy import healthy

SOURCES = """
[our-standard]
title = "Our server standard"
url = "https://intranet.corp.example/standard"
as_of = 2026-01-15
"""

TARGET = """
name = "Exchange as we run it"
release = "RTM"
verified = 2026-11-01
builds_on = ["exchange-se"]

[require.server-memory.must]
minimum_gb = { mailbox = 192 }
cite = ["our-standard"]
confidence = "high"

[require.our-names.should]
prefix = "EX"
cite = ["our-standard"]
confidence = "high"
"""

DOCS = Path(__file__).parents[2] / "docs"


def blocks(page: str, language: str) -> list[str]:
    """The code of a page of the documentation."""
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)


(CHECK,) = blocks("adding-a-check.md", "python")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for folder in ("targets", "knowledge", "rules"):
        (tmp_path / folder).mkdir()
    (tmp_path / "knowledge" / "sources.toml").write_text(SOURCES, "utf-8")
    (tmp_path / "targets" / "our-exchange.toml").write_text(TARGET, "utf-8")
    (tmp_path / "rules" / "our_names.py").write_text(CHECK, "utf-8")
    return tmp_path


def refused(directory: Path) -> str:
    with pytest.raises(RuleBookRefused) as caught:
        rule_book_with([directory]).target("our-exchange")
    assert "\n" not in caught.value.what
    return caught.value.what


def test_a_target_of_ones_own_asks_for_all_its_foundation_does_and_more(own: Path) -> None:
    book = rule_book_with([own])
    shipped, mine = book.target("exchange-se"), book.target("our-exchange")
    assert {"our-exchange", "exchange-se"} <= set(book.target_ids())
    assert set(mine.require) == {*shipped.require, "our-names"}
    must = mine.require["server-memory"].must
    assert must is not None
    assert must.need.minimum_gb == {"mailbox": 192}  # type: ignore[attr-defined]
    assert mine.require["server-memory"].should == shipped.require["server-memory"].should
    assert mine.sources["our-standard"].title == "Our server standard"


def test_a_check_of_ones_own_is_judged_and_stays_out_of_the_shipped_ones(own: Path) -> None:
    book = rule_book_with([own])
    whole = healthy("exchange-se")
    done = judge(whole, "0" * 64, [book.target("our-exchange")], as_of=TODAY, tool="1.0", checks=book.checks)
    rows = {f.check: f.status for f in done.results.findings}
    assert rows["our-names"] == "met"
    assert rows["server-memory"] == "blocker"
    assert done.results.inventory.taken_at == AT
    assert "our-names" not in all_checks()
    assert "our-names" in rule_book_with([own]).checks, "the same directory can be loaded again"


@pytest.mark.parametrize(
    ("path", "old", "new", "parts"),
    [
        ("targets/our-exchange.toml", "cite =", "cites =", ["targets/our-exchange.toml, line 7, ", "`cite`"]),
        (
            "targets/our-exchange.toml",
            '192 }\ncite = ["our-standard"]',
            '192 }\ncite = ["our-standards"]',
            ["line 9,", "our-standards"],
        ),
        (
            "targets/our-exchange.toml",
            '192 }\ncite = ["our-standard"]\nconfidence = "high"',
            '192 }\ncite = ["our-standard"]\nconfidence = "low"',
            ["line 10,", "low confidence"],
        ),
        (
            "targets/our-exchange.toml",
            "mailbox = 192",
            'mailbox = "much"',
            ["line 8,", "[require.server-memory.must]"],
        ),
        ("targets/our-exchange.toml", "our-names", "our-name", ["line 12,", "no check our-name"]),
        (
            "targets/our-exchange.toml",
            '["exchange-se"]',
            '["exchange-sf"]',
            ["line 5:", "no shared file exchange-sf"],
        ),
        ("targets/our-exchange.toml", '["exchange-se"]', '["our-exchange"]', ["line 5:", "builds on"]),
        ("targets/our-exchange.toml", 'release = "RTM"', "release = RTM", ["not valid TOML", "line 3"]),
        (
            "knowledge/sources.toml",
            "as_of = 2026-01-15",
            "",
            ["sources.toml, line 2, [our-standard]", "as_of"],
        ),
        ("knowledge/sources.toml", "2026-01-15", '"soon"', ["line 5, [our-standard]"]),
        ("knowledge/sources.toml", "https:", "http:", ["line 4, [our-standard]", "https://"]),
        (
            "knowledge/sources.toml",
            "[our-standard]",
            "[ms-matrix-2025]",
            ["[ms-matrix-2025]", "already"],
        ),
        ("rules/our_names.py", 'id="our-names"', 'id="server-memory"', ["our_names.py", "server-memory"]),
        ("rules/our_names.py", "Why: ", "Because: ", ["our_names.py", "Why"]),
        ("rules/our_names.py", "class Need(", "class Need((", ["our_names.py, line", "SyntaxError"]),
        ("rules/our_names.py", "prefix: str", "prefix: strange", ["our_names.py", "NameError"]),
        ("rules/our_names.py", "@check(", "(", ["our_names.py"]),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(
    own: Path, path: str, old: str, new: str, parts: list[str]
) -> None:
    text = (own / path).read_text("utf-8")
    assert old in text
    (own / path).write_text(text.replace(old, new, 1), "utf-8")
    said = refused(own)
    assert [part for part in parts if part not in said] == [], said


def test_a_target_of_a_shipped_name_is_refused(own: Path) -> None:
    (own / "targets" / "exchange-se.toml").write_text(TARGET, "utf-8")
    assert "a target exchange-se already" in refused(own)


def test_a_rule_file_without_a_check_is_refused(own: Path) -> None:
    (own / "rules" / "empty.py").write_text("", "utf-8")
    assert "empty.py registers no check" in refused(own)


def test_a_circle_of_targets_is_refused(own: Path) -> None:
    (own / "targets" / "our-exchange.toml").write_text(TARGET.replace("exchange-se", "other"), "utf-8")
    (own / "targets" / "other.toml").write_text(TARGET.replace("exchange-se", "our-exchange"), "utf-8")
    assert "which builds on it" in refused(own)


def test_a_directory_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "There is no directory" in refused(tmp_path / "nowhere")


def test_the_files_of_the_documentation_work(own: Path) -> None:
    target, source = blocks("adding-a-target.md", "toml")
    (own / "targets" / "our-exchange.toml").write_text(target, "utf-8")
    (own / "knowledge" / "sources.toml").write_text(source, "utf-8")
    book = rule_book_with([own])
    assert book.release_ids("our-exchange") == ["our-exchange@next"]
    must = book.target("our-exchange@next").require["server-memory"].must
    assert must is not None
    assert must.need.minimum_gb == {"mailbox": 256}  # type: ignore[attr-defined]
