"""exready check and exready report of several inventories: each as it would be alone, and all side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import samples
from tests.exready.conftest import Run
from tests.reports.pages import Page

DAY = ("--as-of", "2026-11-22", "--target", "exchange-se")
READY = "exchange-2019-ready"


@pytest.fixture
def orchards(tmp_path: Path) -> Path:
    file = tmp_path / "orchards.json"
    file.write_bytes(samples.read(READY))
    return file


def test_each_stands_under_its_name_and_all_at_the_end(run: Run, bremond: Path, orchards: Path) -> None:
    ended = run("check", bremond, orchards, *DAY)
    assert ended.code == 0
    one, other = (run("check", path, *DAY).out for path in (bremond, orchards))
    assert one in ended.out
    assert other in ended.out
    assert (
        ended.out.index("[1/2] ") < ended.out.index(one) < ended.out.index("[2/2] ") < ended.out.index(other)
    )
    end = ended.out[ended.out.index("2 inventories, judged as of 22 Nov 2026") :]
    assert "Ateliers Brémond SA (bremond.json, of 22 Nov 2026" in end
    assert "Exchange Server Subscription Edition RTM: Not ready; 5 blockers" in end
    assert "Thistledown Orchards (orchards.json" in end


def test_the_document_is_a_list_of_what_each_is_alone(run: Run, bremond: Path, orchards: Path) -> None:
    ended = run("check", bremond, orchards, *DAY, "--json", "-o", "results.json")
    document = json.loads(ended.out)
    alone = [json.loads(run("check", path, *DAY, "--json").out) for path in (bremond, orchards)]
    assert document == {
        "schema": "exready/several-results",
        "version": 1,
        "inventories": [
            {"file": str(path), "results": each}
            for path, each in zip((bremond, orchards), alone, strict=True)
        ],
    }
    assert Path("results.json").read_text("utf-8") == ended.out


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("blocker", 1), ("unverified", 1)])
def test_the_worst_code_holds_whichever_file_it_is_of(
    run: Run, bremond: Path, orchards: Path, fail_on: str, code: int
) -> None:
    for paths in ((bremond, orchards), (orchards, bremond)):
        assert run("check", *paths, *DAY, "--fail-on", fail_on).code == code


def test_a_file_given_twice_is_one(run: Run, bremond: Path) -> None:
    assert run("check", bremond, bremond, *DAY).out == run("check", bremond, *DAY).out


def test_one_bad_file_ends_it_with_its_name_and_before_anything_is_said(run: Run, bremond: Path) -> None:
    Path("broken.json").write_text('{"holds": ')
    ended = run("check", bremond, "broken.json", *DAY)
    assert (ended.code, ended.out) == (2, "")
    assert "broken.json is cut short" in ended.err
    assert run("report", bremond, "broken.json", *DAY, "-o", "reports").code == 2
    assert not Path("reports").exists()


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ('[declare]\nby = "A"\non = 2026-11-01\n', "[declare]"),
        (
            '[[accept]]\ncheck = "coexistence"\nscope = "X"\nreason = "r"\nby = "A"\nuntil = 2027-01-01\n',
            "[[accept]]",
        ),
    ],
)
def test_what_is_said_of_one_organisation_is_never_taken_for_another(
    run: Run, bremond: Path, orchards: Path, toml: str, named: str
) -> None:
    Path("exready.toml").write_text(toml)
    ended = run("check", bremond, orchards, *DAY)
    assert ended.code == 2
    assert named in ended.err
    assert "Ateliers Brémond SA, Thistledown Orchards" in ended.err
    Path("same.json").write_bytes(bremond.read_bytes())
    assert run("check", bremond, "same.json", *DAY).code == 0


def test_a_report_of_each_and_a_page_that_leads_to_them(run: Run, bremond: Path, orchards: Path) -> None:
    ended = run("report", bremond, orchards, *DAY, "-o", "reports")
    assert ended.code == 0
    assert str(Path("reports/index.html").resolve()) in ended.out
    names = {"bremond.report.html", "orchards.report.html", "index.html"}
    assert {path.name for path in Path("reports").iterdir()} == names
    index = Page(Path("reports/index.html").read_text("utf-8"))
    assert [value for tag, name, value in index.attributes if (tag, name) == ("a", "href")] == [
        "bremond.report.html",
        "orchards.report.html",
    ]
    for said in ("Ateliers Brémond SA", "Thistledown Orchards", "Not ready", "5 blockers", "1 warning"):
        assert said in index.text
    run("report", bremond, *DAY, "-o", "alone.html")
    assert Path("alone.html").read_bytes() == Path("reports/bremond.report.html").read_bytes()


def test_reports_in_french_and_of_other_kinds(run: Run, bremond: Path, orchards: Path) -> None:
    words = ("report", bremond, orchards, *DAY, "--lang", "fr", "--format", "csv", "-o", "reports", "--json")
    told = json.loads(run(*words).out)
    assert told["index"] == str(Path("reports/index.html").resolve())
    assert [Path(each["report"]).name for each in told["reports"]] == ["bremond.report", "orchards.report"]
    assert all((Path(each["report"]) / "findings.csv").exists() for each in told["reports"])
    text = Path("reports/index.html").read_text("utf-8")
    assert 'lang="fr"' in text
    assert "Préparation de la migration Exchange" in text
    assert "inventaires, évalués au" in text


def test_files_of_one_name_do_not_write_over_each_other(run: Run, bremond: Path, orchards: Path) -> None:
    for folder, source, name in (("a", bremond, "inventory.json"), ("b", orchards, "Inventory.json")):
        Path(folder).mkdir()
        Path(folder, name).write_bytes(source.read_bytes())
    run("report", "a/inventory.json", "b/Inventory.json", *DAY, "--format", "md", "-o", "reports")
    assert "Brémond" in Path("reports/inventory.report.md").read_text("utf-8")
    assert "Thistledown" in Path("reports/Inventory-2.report.md").read_text("utf-8")


def test_several_have_no_common_baseline(run: Run, bremond: Path, orchards: Path) -> None:
    ended = run("report", bremond, orchards, *DAY, "--baseline", bremond)
    assert ended.code == 2
    assert "--baseline" in ended.err


def test_a_hostile_name_stays_text(run: Run, bremond: Path, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    body = bremond.read_text("utf-8").replace('"Ateliers Brémond SA"', json.dumps(hostile))
    Path("x y#<b>.json").write_text(body, "utf-8")
    assert run("report", bremond, "x y#<b>.json", *DAY, "-o", "reports").code == 0
    index = Page(Path("reports/index.html").read_text("utf-8"))
    assert hostile in index.text
    assert not any(tag == "script" for tag, _ in index.elements)
    assert "x%20y%23%3Cb%3E.report.html" in index.values("href")
