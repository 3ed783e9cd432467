"""Which language a report and an explanation are in: the option, exready.toml, the system, English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.exready.conftest import Run

FRENCH = "Préparation de la migration Exchange"
ENGLISH = "Exchange migration readiness"


def page_of(run: Run, bremond: Path, *options: str | Path) -> str:
    assert run("report", bremond, "-t", "exchange-se", "-o", "page.html", *options).code == 0
    return Path("page.html").read_text("utf-8")


def test_english_when_nobody_says_otherwise(run: Run, bremond: Path) -> None:
    assert ENGLISH in page_of(run, bremond)


@pytest.mark.parametrize("said", ["fr_FR.UTF-8", "fr_CA", "fr", "fr_BE@euro"])
def test_a_french_system_reads_french(
    run: Run, bremond: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("LC_ALL", said)
    assert FRENCH in page_of(run, bremond)
    assert ENGLISH in page_of(run, bremond, "--lang", "en")


@pytest.mark.parametrize("said", ["de_DE.UTF-8", "C", "POSIX", "frr_DE.UTF-8", "nonsense"])
def test_other_systems_read_english(
    run: Run, bremond: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("LC_ALL", said)
    assert ENGLISH in page_of(run, bremond)


def test_variables_count_in_the_order_of_posix(
    run: Run, bremond: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LC_MESSAGES", "fr_FR.UTF-8")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert FRENCH in page_of(run, bremond)


def test_exready_toml_comes_before_the_system(run: Run, bremond: Path) -> None:
    Path("exready.toml").write_text('lang = "fr"\n', "utf-8")
    assert FRENCH in page_of(run, bremond)
    assert "Niveau fonctionnel de la forêt" in run("explain", "ad-forest-level").out


@pytest.mark.parametrize("options", [["--lang", "xx"], []])
def test_a_language_there_is_not_is_refused(run: Run, bremond: Path, options: list[str]) -> None:
    if not options:
        Path("exready.toml").write_text('lang = "xx"\n', "utf-8")
    ended = run("report", bremond, "-o", "page.html", *options)
    assert ended.code == 2
    assert "There are no reports in the language xx.\n  Languages: en, fr." in ended.err
    assert not Path("page.html").exists()


def test_explain_in_french_leaves_commands_alone(run: Run) -> None:
    said = run("explain", "ad-forest-level", "--lang", "fr").out
    assert "Get-ADForest | Select-Object ForestMode" in said
    assert "exchange-2010, exigé\u00a0: Windows Server 2003 ou supérieur" in said
    assert "must" not in said


def test_programs_read_english_everywhere(run: Run, bremond: Path) -> None:
    english = run("explain", "ad-forest-level", "--json").out
    assert run("explain", "ad-forest-level", "--json", "--lang", "fr").out == english
    assert json.loads(english)["title"] == "Forest functional level"
    run("report", bremond, "--format", "json", "-o", "fr.json", "--lang", "fr")
    run("report", bremond, "--format", "json", "-o", "en.json")
    assert Path("fr.json").read_bytes() == Path("en.json").read_bytes()


def test_the_sample_is_shown_in_french_too(run: Run) -> None:
    assert run("try", "--lang", "fr", "-o", "page.html").code == 0
    assert FRENCH in Path("page.html").read_text("utf-8")
