"""CSV, XLSX and Markdown: the same findings as the JSON and the page, and no text in them that acts."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt  # comes with rich
from markdown_it.token import Token

from checks.results import Results
from checks.wording import Text
from reports.context import Context, context_of
from reports.csv_report import DIALECTS, files_of, harmless
from reports.digest import digests
from reports.exports import EXPORTS, csv_files
from reports.markdown import markdown, prose
from reports.rows import Column, Table, tables_of
from reports.visible import CELL, visible
from reports.xlsx_report import workbook
from tests.reports.cases import Case, case, edited, renamed, sample
from tests.reports.pages import Page
from tests.reports.paths import with_paths
from tests.reports.sheets import Workbook
from tests.reports.test_html import HOSTILE

SAMPLES = ["exchange-2007", "exchange-2016-2019", "partly-read"]
MADE = datetime(2026, 11, 22, 9, tzinfo=UTC)
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "a;=1+1;b",
    "a,@x",
    "＝1+1",
    "http://example.org",
    "https://example.org",
    "mailto:a@example.org",
    "external:\\\\host\\share",
    "internal:Sheet1!A1",
    "<r><t>rich</t></r>",
    "<r></c></row></sheetData><evil/></r>",
    "{=1+1}",
    "_x0041_",
    "007",
    "1E5",
    "TRUE",
]


def context(judged: Case) -> Context:
    return context_of(judged.inventory, judged.results, judged.targets)


def read(body: bytes, separator: str = ",") -> list[list[str]]:
    text = body.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def one_cell(text: str | None, kind: str = "text") -> Table:
    return Table(
        name="one", columns=[Column("cell", 10, "link" if kind == "link" else "text")], rows=[[text]]
    )


def ids(results: Results) -> Counter[tuple[str, str, str, str]]:
    """What a row of findings is known by: check, target, subject, status."""
    return Counter((f.check, f.target, visible(f.subject.name), f.status) for f in results.findings)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_holds_the_same_findings(name: str) -> None:
    judged = case(name)
    here, expected = context(judged), ids(judged.results)
    written = json.loads(EXPORTS["json"](here))["findings"]
    in_json = Counter((f["check"], f["target"], f["subject"]["name"], f["status"]) for f in written)
    assert in_json == expected

    for separator, dialect in ((",", "standard"), (";", "excel-fr")):
        head, *rows = read(csv_files(here, DIALECTS[dialect])["findings.csv"], separator)
        places = [head.index(column) for column in ("check", "target", "subject", "status")]
        assert Counter(tuple(row[place] for place in places) for row in rows) == expected

    head, *rows = Workbook(EXPORTS["xlsx"](here)).sheets["findings"]
    places = [head.index(column) for column in ("check", "target", "subject", "status")]
    assert Counter(tuple(row[place] for place in places) for row in rows) == expected

    page = Page(judged.page())
    assert {finding.check for finding in judged.results.findings} <= set(page.values("id"))


@pytest.mark.parametrize("name", SAMPLES)
def test_counts_of_targets_are_those_of_the_results(name: str) -> None:
    judged = case(name)
    head, *rows = read(csv_files(context(judged), DIALECTS["standard"])["targets.csv"])
    for target, row in zip(judged.results.targets, rows, strict=True):
        told = dict(zip(head, row, strict=True))
        assert (told["target"], told["verdict"]) == (target.id, target.verdict)
        counts = target.counts
        assert [
            int(told[key]) for key in ("blockers", "not verified", "warnings", "met", "not applicable")
        ] == [
            counts.blocker,
            counts.not_verified,
            counts.warning,
            counts.met,
            counts.not_applicable,
        ]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_ticket_names_every_check_that_blocks_or_is_not_verified(name: str) -> None:
    judged = case(name)
    text = markdown(context(judged))
    found = digests(judged.results)
    for heading, status in (("## Blockers", "blocker"), ("## Not verified", "not-verified")):
        expected = {digest.check for digest in found if status in digest.by_target.values()}
        part = text.partition(heading)[2].partition("\n## ")[0]
        assert {line.split("`")[1] for line in part.splitlines() if line.startswith("- `")} == expected


def judged_name(name: str | Text) -> str:
    return name.text if isinstance(name, Text) else name


@pytest.mark.parametrize("name", SAMPLES)
def test_every_item_has_a_row_for_each_target_it_counts_for(name: str) -> None:
    judged = case(name)
    head, *rows = read(csv_files(context(judged), DIALECTS["standard"])["items.csv"])
    check, subject, item, targets = (head.index(c) for c in ("check", "subject", "name", "targets"))
    told = {
        (row[check], row[subject], row[item], target) for row in rows for target in row[targets].split("; ")
    }
    expected = {
        (f.check, visible(f.subject.name), visible(judged_name(item.name)), f.target)
        for f in judged.results.findings
        for item in f.items
    }
    assert told == expected
    assert len(rows) == len({tuple(row) for row in rows})


def test_what_was_not_read_is_said_and_not_taken_for_empty() -> None:
    files = csv_files(context(case("partly-read")), DIALECTS["standard"])
    _, said = read(files["databases.csv"])
    assert said[0].startswith("Not read: CN=Databases cannot be read with this account")
    sheet = Workbook(EXPORTS["xlsx"](context(case("partly-read")))).sheets["databases"]
    assert sheet[1][0] == said[0]
    empty = edited(sample("exchange-2007"), lambda document: document["databases"]["data"].clear())
    assert len(read(csv_files(context(case(empty)), DIALECTS["standard"])["databases.csv"])) == 1


@pytest.mark.parametrize("text", [*FORMULAS, *HOSTILE])
def test_no_cell_of_a_sheet_is_more_than_text(text: str) -> None:
    book = Workbook(workbook([one_cell(text)], MADE))
    assert book.tags <= {"c", "is", "t"}
    assert book.links == []
    assert book.sheets["one"][1][0].rstrip(" ") == visible(text).rstrip(" ")


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=60)
def test_any_text_comes_back_from_sheet_and_file_as_it_is_shown(text: str) -> None:
    book = Workbook(workbook([one_cell(text)], MADE))
    assert book.tags <= {"c", "is", "t"}
    rows = book.sheets["one"]
    assert (rows[1][0] if len(rows) > 1 and rows[1] else "").rstrip(" ") == visible(text).rstrip(" ")
    for name, dialect in DIALECTS.items():
        found = read(files_of([one_cell(text)], dialect)["one.csv"], ";" if name == "excel-fr" else ",")
        assert (found[1][0] if found[1] else "") == harmless(text)
        assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+33 4 78", "'+33 4 78"),
        ("-1", "'-1"),
        ("@all", "'@all"),
        ("\t=1", "[U+0009]=1"),
        ("\r=1", "[U+000D]=1"),
        ("a;=1+1;b", "a;'=1+1;b"),
        ("CN=a,CN=b", "CN=a,CN=b"),
        ("1 = 1", "1 = 1"),
        ("＝1", "'＝1"),
    ],
)
def test_a_cell_that_would_be_a_formula_gets_an_apostrophe(text: str, written: str) -> None:
    assert harmless(text) == written


@pytest.mark.parametrize("text", ["x" * 70_000, "=" * 70_000, "😀" * 40_000, ",=" * 20_000, "\0" * 10_000])
def test_a_text_no_cell_can_hold_is_cut_and_says_its_length(text: str) -> None:
    cell = Workbook(workbook([one_cell(text)], MADE)).sheets["one"][1][0]
    for cut in (cell, harmless(text)):
        assert cut.endswith(f"… [{len(text)}]")
        assert CELL - 10 < len(cut.encode("utf-16-le")) // 2 <= CELL


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://learn.microsoft.com/x?a=1&b=2", True),
        ("http://learn.microsoft.com/", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://example.org/\u202egnp", False),
        ("https://example.org/" + "a" * 3000, False),
    ],
)
def test_only_a_plain_https_address_is_a_link(address: str, followed: bool) -> None:
    book = Workbook(workbook([one_cell(address, "link")], MADE))
    assert book.links == ([address] if followed else [])
    assert book.sheets["one"][1][0] == visible(address)


def test_sheets_have_filters_a_head_that_stays_and_links_to_the_sources() -> None:
    judged = case("exchange-2007")
    book = Workbook(EXPORTS["xlsx"](context(judged)))
    assert list(book.sheets) == [table.name for table in tables_of(context(judged))]
    for name, part in book.parts.items():
        if name.startswith("xl/worksheets/sheet"):
            kinds = {element.tag.rpartition("}")[2] for element in part.iter()}
            assert {"pane", "autoFilter", "cols"} <= kinds
    assert set(book.links) == {source.url for source in judged.results.sources.values()}


@pytest.mark.parametrize("form", EXPORTS)
def test_the_same_case_makes_the_same_bytes(form: str) -> None:
    here = context(case("exchange-2007"))
    assert EXPORTS[form](here) == EXPORTS[form](here)


def test_french_excel_gets_its_mark_and_its_separator() -> None:
    body = csv_files(context(case("exchange-2007")), DIALECTS["excel-fr"])["findings.csv"]
    assert body.startswith(b"\xef\xbb\xbfcheck;title;target")
    plain = csv_files(context(case("exchange-2007")), DIALECTS["standard"])["findings.csv"]
    assert plain.startswith(b"check,title,target")


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


def shape(text: str) -> list[str]:
    return [token.type for token in parsed(text) if token.type != "inline"]


def loose(text: str) -> str:
    """What stands in no code span, where a site that shows it could find links and mentions."""
    return " ".join(token.content for token in inline(parsed(text)) if token.type == "text")


MARKUP = [
    *HOSTILE,
    "[a](https://example.org)",
    "https://example.org",
    "www.example.org",
    "@everyone",
    "#1",
    "!1",
    "**bold** _x_ ~~y~~",
    "`` ` ```",
    "`",
    "a|b",
    "a\n# heading\n- list",
    "1. list",
    "- x",
    "---",
    "    code",
    "![](x)",
    "&amp; &#64;all",
    "<!-- x",
    "\\",
    "| a | b |",
    "$(x)$ :tada:",
]


@pytest.mark.parametrize("text", [" ".join(MARKUP), "`", "\n# heading"])
def test_names_bring_no_markup_into_a_ticket(text: str) -> None:
    names = sample("partly-read")
    hostile = markdown(context(case(renamed(names, text))))
    assert shape(hostile) == shape(markdown(context(case(renamed(names, "x")))))
    assert {token.type for token in inline(parsed(hostile))} <= {"text", "code_inline", "softbreak"}


@pytest.mark.parametrize("text", MARKUP)
def test_no_link_and_no_mention_stands_outside_of_code(text: str) -> None:
    line = f"- {prose(text)}"
    assert shape(line) == shape("- x")
    assert {token.type for token in inline(parsed(line))} <= {"text", "code_inline"}
    assert not [sign for sign in ("@", "#", "://", "www.", "<", "!1", "~", "*") if sign in loose(line)]


@given(st.text(max_size=40))
def test_a_sentence_in_markdown_says_itself_and_nothing_else(text: str) -> None:
    tokens = parsed("- " + prose(f"a {text}"))
    said = "".join(token.content for token in inline(tokens))
    assert {token.type for token in inline(tokens)} <= {"text", "code_inline"}
    assert said.split() == f"a {visible(text)}".split()


def test_a_ticket_holds_the_order_of_work_of_each_path() -> None:
    judged = with_paths(case("exchange-2007"), "exchange-2007>exchange-2013>exchange-2016")
    text = markdown(context(judged))
    work = text.partition("## Order of work")[2]
    steps = [step for path in judged.results.paths for step in path.steps]
    assert [line.split(".")[0] for line in work.splitlines() if line[:1].isdigit()] == [
        str(number) for number in range(1, len(steps) + 1)
    ]


def test_a_staged_migration_has_its_batch_files_and_no_other_target_has() -> None:
    files = csv_files(context(case("exchange-2007", ["m365-staged"])), DIALECTS["excel-fr"])
    header, *addresses = files["staged-batch-1.csv"].decode().splitlines()
    assert header == "EmailAddress"
    assert addresses
    assert all("@" in address for address in addresses)
    others = csv_files(context(case("exchange-2007", ["exchange-se"])), DIALECTS["standard"])
    assert not [name for name in others if name.startswith("staged-batch")]
    counted = csv_files(context(case("exchange-2016-2019", ["m365-staged"])), DIALECTS["standard"])
    assert not [name for name in counted if name.startswith("staged-batch")], "recipients were only counted"
