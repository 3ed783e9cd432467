"""The rule book: a folder of TOML files, refused in one sentence when anything is off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from checks.rule_book import RuleBook
from checks.rule_files import Folder, RuleBookRefused

SOURCES = """
[page-one]
title = "Page one"
url = "https://learn.microsoft.com/one"
as_of = 2025-11-12

[page-two]
title = "Page two"
url = "https://learn.microsoft.com/two"
as_of = 2022-04-27
"""

TARGET = """
name = "Exchange Server X"
release = "RTM"
verified = 2026-11-22

[require.ad-forest-level.must]
minimum = 4
cite = ["page-one"]
confidence = "high"

[require.ad-forest-level.should]
minimum = 5
maximum = 7
cite = ["page-one", "page-two"]
confidence = "low"
conflicts = [{ says = "page two says 6", cite = ["page-two"] }]

[require.server-memory.must]
minimum_gb = { mailbox = 8 }
cite = ["page-two"]
confidence = "medium"

[releases.cu2]
name = "CU2"

[releases.cu2.require.ad-forest-level.must]
minimum = 6
cite = ["page-two"]
confidence = "high"
"""

Edit = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "targets").mkdir()
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "sources.toml").write_text(SOURCES, "utf-8")
    (tmp_path / "targets" / "exchange-x.toml").write_text(TARGET, "utf-8")
    (tmp_path / "targets" / "exchange-y.toml").write_text(TARGET, "utf-8")
    (tmp_path / "targets" / "notes.txt").write_text("no target", "utf-8")
    return tmp_path


def refusal(folder: Path, wanted: str = "exchange-x") -> RuleBookRefused:
    with pytest.raises(RuleBookRefused) as caught:
        RuleBook(Folder(folder)).target(wanted)
    assert caught.value.exit_code == 2
    assert "\n" not in caught.value.what
    return caught.value


def edit(folder: Path, old: str, new: str, path: str = "targets/exchange-x.toml") -> None:
    text = (folder / path).read_text("utf-8")
    assert text.count(old) >= 1, old
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


def test_a_target_is_what_its_file_says(folder: Path) -> None:
    target = RuleBook(Folder(folder)).target("exchange-x")
    assert (target.id, target.name, target.release) == ("exchange-x", "Exchange Server X", "RTM")
    assert target.verified == date(2026, 11, 22)
    must, should = target.require["ad-forest-level"].must, target.require["ad-forest-level"].should
    assert must is not None
    assert should is not None
    assert (must.need.minimum, must.need.maximum) == (4, None)  # type: ignore[attr-defined]
    assert (should.need.minimum, should.need.maximum) == (5, 7)  # type: ignore[attr-defined]
    assert [conflict.says for conflict in should.conflicts] == ["page two says 6"]
    assert target.sources["page-two"].as_of == date(2022, 4, 27)
    assert target.support_ends is None


def test_targets_and_releases_are_listed(folder: Path) -> None:
    book = RuleBook(Folder(folder))
    assert book.target_ids() == ["exchange-x", "exchange-y"]
    assert book.release_ids("exchange-x") == ["exchange-x@cu2"]


def test_a_release_overrides_only_what_differs(folder: Path) -> None:
    base, release = (
        RuleBook(Folder(folder)).target("exchange-x"),
        RuleBook(Folder(folder)).target("exchange-x@cu2"),
    )
    assert (release.id, release.base_id, release.release) == ("exchange-x@cu2", "exchange-x", "CU2")
    changed, before = release.require["ad-forest-level"], base.require["ad-forest-level"]
    assert changed.must is not None
    assert before.must is not None
    assert (changed.must.need.minimum, changed.must.cite) == (6, ["page-two"])  # type: ignore[attr-defined]
    assert changed.should == before.should
    assert release.require["server-memory"] == base.require["server-memory"]
    assert before.must.need.minimum == 4  # type: ignore[attr-defined]


def test_the_release_of_the_shipped_rule_book_refuses_what_the_target_still_allows() -> None:
    base, release = RuleBook().target("exchange-se"), RuleBook().target("exchange-se@cu2")
    assert [c for c in base.require if base.require[c] != release.require[c]] == ["coexistence"]
    assert list(base.require) == list(release.require)


MUST, SHOULD = "[require.ad-forest-level.must]", "[require.ad-forest-level.should]"
EDITS: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("missing cite", 'minimum = 4\ncite = ["page-one"]', "minimum = 4", (MUST, "cite")),
    ("empty cite", 'minimum = 4\ncite = ["page-one"]', "minimum = 4\ncite = []", (MUST, "cite")),
    ("cite is a text", 'minimum = 4\ncite = ["page-one"]', 'minimum = 4\ncite = "page-one"', (MUST, "cite")),
    ("unknown source", 'cite = ["page-one"]', 'cite = ["page-on"]', (MUST, "page-on ", "page-one?")),
    ("missing confidence", 'confidence = "high"\n', "", (MUST, "confidence")),
    ("unknown confidence", 'confidence = "high"', 'confidence = "certain"', (MUST, "certain")),
    ("low-confidence must", 'confidence = "high"', 'confidence = "low"', (MUST, "guess")),
    ("wrong type", "minimum = 4", 'minimum = "four"', (MUST, "minimum")),
    ("a float for a number", "minimum = 4", "minimum = 4.5", (MUST, "minimum")),
    ("a truth for a number", "minimum = 4", "minimum = true", (MUST, "minimum")),
    ("missing value", "minimum = 4\n", "", (MUST, "minimum")),
    (
        "unknown key",
        "minimum = 4",
        "minimum = 4\nminimun = 5",
        (MUST, "minimun", "Known keys: minimum, maximum"),
    ),
    (
        "unknown check",
        MUST,
        "[require.ad-forest-levl.must]",
        ("[require.ad-forest-levl]", "ad-forest-level?"),
    ),
    ("unknown level", MUST, "[require.ad-forest-level.shall]", ("[require.ad-forest-level]", "shall")),
    (
        "neither must nor should",
        "[releases.cu2]",
        "[require.coexistence]\n[releases.cu2]",
        ("[require.coexistence]", "neither"),
    ),
    (
        "a check that is no table",
        'name = "CU2"',
        'name = "CU2"\nrequire.coexistence = 3',
        ("[releases.cu2.require.coexistence]",),
    ),
    (
        "empty cite of a conflict",
        'says = "page two says 6", cite = ["page-two"]',
        'says = "no", cite = []',
        (SHOULD, "cite"),
    ),
    (
        "unknown source of a conflict",
        'says = "page two says 6", cite = ["page-two"]',
        'says = "no", cite = ["page-2"]',
        (SHOULD, "page-2 ", "page-two?"),
    ),
    (
        "unknown key in a conflict",
        "{ says =",
        "{ who = 3, says =",
        (SHOULD, "who"),
    ),
    ("unknown key of the file", "verified =", "verifed = 2026-01-01\nverified =", ("verifed", "Known keys")),
    ("missing day of verification", "verified = 2026-11-22\n", "", ("verified",)),
    ("a day that is none", "verified = 2026-11-22", 'verified = "lately"', ("verified",)),
    ("not TOML", "verified = 2026-11-22", "verified 2026", ("not valid TOML",)),
]


@pytest.mark.parametrize(("old", "new", "parts"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS])
def test_a_wrong_target_file_is_refused_with_its_name_and_table(
    folder: Path, old: str, new: str, parts: tuple[str, ...]
) -> None:
    edit(folder, old, new)
    caught = refusal(folder)
    whole = f"{caught.what} {caught.do} "
    assert whole.startswith("targets/exchange-x.toml")
    for part in parts:
        assert part in whole, (part, whole)
    assert RuleBook(Folder(folder)).target("exchange-y").id == "exchange-y", (
        "another target is none the worse"
    )


SOURCE_EDITS: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("no day", "as_of = 2022-04-27\n", "", ("[page-two]", "as_of")),
    ("a day that is none", "as_of = 2022-04-27", 'as_of = "spring"', ("[page-two]", "as_of")),
    (
        "plain http",
        "https://learn.microsoft.com/two",
        "http://learn.microsoft.com/two",
        ("[page-two]", "https://"),
    ),
    ("no title", 'title = "Page two"\n', "", ("[page-two]", "title")),
    ("unknown key", 'title = "Page two"', 'title = "Page two"\nauthor = "x"', ("[page-two]", "author")),
    ("no table", "[page-one]", "stray = 3\n[page-one]", ("[stray]",)),
    ("not TOML", "[page-one]", "[page-one", ("not valid TOML",)),
]


@pytest.mark.parametrize(
    ("old", "new", "parts"), [e[1:] for e in SOURCE_EDITS], ids=[e[0] for e in SOURCE_EDITS]
)
def test_a_wrong_source_is_refused_with_its_name(
    folder: Path, old: str, new: str, parts: tuple[str, ...]
) -> None:
    edit(folder, old, new, "knowledge/sources.toml")
    caught = refusal(folder)
    assert caught.what.startswith("knowledge/sources.toml")
    for part in parts:
        assert part in caught.what, (part, caught.what)


def test_sources_that_cannot_be_read_are_refused(folder: Path) -> None:
    (folder / "knowledge" / "sources.toml").unlink()
    assert "knowledge/sources.toml" in refusal(folder).what
    (folder / "knowledge" / "sources.toml").write_bytes(b"\xff\xfe")
    assert "knowledge/sources.toml" in refusal(folder).what


@pytest.mark.parametrize(
    ("wanted", "what", "do"),
    [
        ("exchange-z", "There is no target exchange-z.", "Did you mean exchange-"),
        ("exchnge-y", "There is no target exchnge-y.", "Did you mean exchange-y?"),
        ("../exchange-x", "There is no target ../exchange-x.", "exready list targets"),
        ("", "There is no target .", "exready list targets"),
        ("\x1b[31m", "There is no target \\u001b[31m.", "exready list targets"),
        ("exchange-x@cu3", "There is no release of exchange-x cu3.", "Did you mean cu2?"),
        ("exchange-x@", "There is no release of exchange-x .", ""),
    ],
)
def test_a_name_the_rule_book_does_not_hold_is_refused(folder: Path, wanted: str, what: str, do: str) -> None:
    caught = refusal(folder, wanted)
    assert caught.what == what
    assert do in caught.do


def test_a_target_that_asks_nothing_is_refused(folder: Path) -> None:
    empty = TARGET.split("[require", 1)[0] + "[require]\n"
    (folder / "targets" / "exchange-x.toml").write_text(empty, "utf-8")
    assert "[require]" in refusal(folder).what
