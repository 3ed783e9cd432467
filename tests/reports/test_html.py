"""The page as markup: whole, closed, and impossible to break out of."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import nodes

from checks.check import all_checks
from reports.digest import NOT_REQUIRED
from reports.html import LONGEST
from reports.visible import visible
from tests.reports.cases import ALL, case, edited, nothing_read, renamed, sample
from tests.reports.pages import Page

HOSTILE = [
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "</style><style>*{display:none}",
    "</bdi></th></table><h1>Ready.</h1>",
    "{{ 7*7 }}{% for %}{0}{organization}",
    "&lt;b&gt;&#60;i&#62;&amp;",
    "\u202egnp.exe\u2066",
    "\x1b[2J\r\n\0",
    "`${alert(1)}`<!--",
    "]]><![CDATA[",
]


def page_of(name: str, suffix: str, targets: tuple[str, ...] = ALL) -> Page:
    return Page(case(renamed(sample(name), suffix), targets).page())


@cache
def harmless(name: str, targets: tuple[str, ...] = ALL) -> Page:
    """What a page is made of when every name ends in an x."""
    return page_of(name, "x", targets)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["exchange-2007", "partly-read"])
def test_hostile_names_stay_text(name: str, text: str) -> None:
    hostile = page_of(name, text)
    assert hostile.elements == harmless(name).elements
    assert visible(text) in hostile.text


@given(st.text(st.characters(exclude_characters=".", exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=40, deadline=None)
def test_no_text_becomes_markup(text: str) -> None:
    targets = ("exchange-se",)  # another target is more of the same
    hostile = page_of("partly-read", "x" + text, targets)
    assert hostile.elements == harmless("partly-read", targets).elements
    assert visible(text) in hostile.text


@pytest.mark.parametrize("name", ["exchange-2007", "exchange-2016-2019", "partly-read"])
@pytest.mark.parametrize("targets", [ALL, ("exchange-se",)])
def test_the_page_is_closed_and_points_only_to_what_it_holds(name: str, targets: tuple[str, ...]) -> None:
    page = Page(case(name, targets).page())
    assert page.open == []
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for href in page.values("href"):
        assert href.startswith("https://") or href.removeprefix("#") in ids, href
    for label in page.values("aria-labelledby"):
        assert label in ids
    assert page.elements[("h1", ("id",))] == 1
    assert sum(number for (tag, _), number in page.elements.items() if tag == "h1") == 1


def test_every_anchor_of_a_check_is_there_and_none_is_that_of_a_section() -> None:
    page = Page(case(nothing_read()).page())
    ids = page.values("id")
    assert set(all_checks()) <= set(ids)
    assert len(ids) == len(set(ids))


def test_nothing_acts_but_what_the_policy_names() -> None:
    page = Page(case("exchange-2007").page())
    policy = next(value for value in page.values("content") if value.startswith("default-src"))
    named = re.findall(r"'sha256-([^']+)'", policy)
    assert named == [b64encode(sha256(text.encode()).digest()).decode() for _, text in page.raw]
    assert [kind for kind, _ in page.raw] == ["style", "style", "script"]
    assert "unsafe" not in policy
    assert "img-src" not in policy
    names = {name for _, name, _ in page.attributes}
    assert "style" not in names
    assert not any(name.startswith("on") for name in names)
    assert not names & {"src", "srcset", "action", "formaction", "data", "poster", "background"}
    assert {tag for tag, _ in page.elements}.isdisjoint({"iframe", "object", "embed", "link", "base", "img"})


@pytest.mark.parametrize("text", [*HOSTILE, '"}}</style><script>alert(1)</script>', "\\", "é\u202e"])
def test_the_foot_of_a_sheet_is_a_text_and_cannot_leave_its_quotes(text: str) -> None:
    def named(document: dict[str, Any]) -> None:
        document["organization"]["data"]["name"] = text

    page = Page(case(edited(sample("exchange-2007"), named)).page())
    kinds = [kind for kind, _ in page.raw]
    assert kinds == ["style", "style", "script"]
    foot = page.raw[1][1]
    inside = foot.removeprefix('@page{@bottom-left{content:"').removesuffix('"}}')
    assert re.fullmatch(r"([A-Za-z0-9]|\\[0-9a-f]{6})*", inside)
    said = re.sub(r"\\([0-9a-f]{6})", lambda found: chr(int(found[1], 16)), inside)
    assert said == f"{visible(text)} · 22 Nov 2026"


def test_links_that_leave_the_page_tell_nobody_where_they_come_from() -> None:
    page = case("exchange-2007").page()
    assert page.count('href="https://') == page.count('rel="noreferrer"') > 0


def test_a_text_without_end_is_cut_and_says_how_long_it_is() -> None:
    def named(document: dict[str, Any]) -> None:
        document["organization"]["data"]["name"] = "<b>" + "x" * 65_533

    page = case(edited(sample("exchange-2007"), named)).page()
    assert "x" * LONGEST not in page
    assert "… [65536]" in page
    assert len(page) < 2_000_000


def test_same_inputs_give_the_same_bytes() -> None:
    assert case("partly-read").page() == case("partly-read").page()


def test_nothing_read_says_so_in_the_first_heading() -> None:
    page = case(nothing_read()).page()
    assert '<h1 id="headline">Nothing of this environment was verified.</h1>' in page


def templates() -> list[str]:
    return sorted(item.name for item in files("templates").iterdir() if item.name.endswith(".html"))


@pytest.mark.parametrize("name", templates())
def test_templates_compute_nothing(name: str) -> None:
    tree = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(
        files("templates").joinpath(name).read_text("utf-8")
    )
    computing = (
        nodes.BinExpr,
        nodes.UnaryExpr,
        nodes.Compare,
        nodes.Filter,
        nodes.Test,
        nodes.Concat,
        nodes.CondExpr,
    )
    assert [type(node).__name__ for node in tree.find_all(computing)] == []
    assert [
        node for node in tree.find_all(nodes.Call) if not isinstance(node.node, nodes.Getattr | nodes.Name)
    ] == []


@pytest.mark.parametrize("name", templates())
def test_templates_say_nothing_that_cannot_be_translated(name: str) -> None:
    source = files("templates").joinpath(name).read_text("utf-8")
    parts = jinja2.Environment(extensions=["jinja2.ext.i18n"]).lex(source)
    written = "".join(
        text if kind == "data" else "\0" * (kind == "variable_begin") for _, kind, text in parts
    )
    labels = re.findall(r'(?:aria-label|placeholder|title|alt|data-label|data-other)="([^"]*)"', written)
    between = re.sub(r"<[^>]*>", "", written)
    assert re.findall(r"[A-Za-z]{2,}", " ".join([between, *labels])) == []


def test_the_page_carries_the_names_of_both_ends() -> None:
    judged_case = case("exchange-2007")
    text = Page(judged_case.page()).text
    for finding in judged_case.results.findings:
        # What targets do not ask is said once, with their letters.
        assert finding.observed.text in text or finding.observed.id == NOT_REQUIRED
    for gap in judged_case.results.gaps:
        assert gap.reason.text in text
        assert gap.hint.text in text
