"""The tables of the rule book: read once, refused in one sentence that names the file and the line."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from checks.check import all_checks
from checks.knowledge import (
    builds,
    client_windows,
    decisions,
    dotnet_support,
    known_issues,
    lifecycle,
    support_matrix,
    table,
    vulnerabilities,
    windows_features,
    work,
)
from checks.rule_book import RuleBook
from checks.rule_files import RuleBookRefused
from tests.checks.build import inventory, judged, server

CACHES = (
    builds._table, dotnet_support._table, lifecycle._table, support_matrix._table, windows_features._table,
    client_windows._table, known_issues._table, vulnerabilities._table, table._source_ids,
    builds.cumulative_update_of, decisions._table, work.phases, work.phases_at, work._clearings,
)  # fmt: skip
READ: dict[str, Callable[[], object]] = {
    builds.FILE: lambda: builds.release_of("15.1.2507.6"),
    dotnet_support.FILE: lambda: dotnet_support.every_row("2016"),
    client_windows.FILE: lambda: client_windows.of_version("6.1 (7601)"),
    known_issues.FILE: lambda: known_issues.of_build("15.1.2507.43"),
    vulnerabilities.FILE: lambda: vulnerabilities.of_product("2016"),
    windows_features.FILE: lambda: windows_features.needed("2016", "Windows Server 2016", "mailbox"),
    lifecycle.FILE: lambda: lifecycle.exchange("2016"),
    support_matrix.FILE: lambda: support_matrix.ranges("forest-level", "2016"),
    decisions.FILE: decisions.sizes,
    work.FILE: work.phases,
    work.CHECKS_FILE: lambda: work.phases_of(all_checks()["coexistence"]),
}


def forget() -> None:
    for cache in CACHES:
        cache.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the tables that may be spoilt."""
    for item in files("checks").joinpath("knowledge").iterdir():
        if item.name.endswith((".csv", ".toml")):
            shutil.copy(str(item), tmp_path / item.name)
    monkeypatch.setattr(table, "folder", lambda: tmp_path)
    forget()
    yield tmp_path
    forget()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), "utf-8")


SE = "15.2.2562.17,SE,RTM,rtm,2025-07-01"
EDITS: list[tuple[str, str, str, str, tuple[str, ...]]] = [
    # decisions and work
    ("a version there is none of", decisions.FILE, "m365-imap,5.5", "m365-imap,5.6", ("5.6",)),
    (
        "versions the wrong way round",
        decisions.FILE,
        "m365-staged,2003,2007",
        "m365-staged,2007,2003",
        ("later",),
    ),
    ("a phase twice", work.FILE, "\ndecide,", "\nfind-out,", ("find-out stands there twice",)),
    ("a kind there is none of", work.FILE, "native-mode,side-by-side", "native-mode,sideways", ("sideways",)),
    (
        "a phase there is none of",
        work.CHECKS_FILE,
        "ad-forest-level,raise-levels",
        "ad-forest-level,lower",
        ("lower",),
    ),
    # builds
    (
        "a build of another product",
        builds.FILE,
        SE,
        SE.replace(",SE,", ",2019,"),
        ("no build of Exchange 2019",),
    ),
    ("a build that is none", builds.FILE, SE, "15.2.x,SE,RTM,rtm,2025-07-01", ("15.2.x",)),
    ("a build twice", builds.FILE, "15.2.2562.20,", "15.2.2562.17,", ("does not come after 15.2.2562.17",)),
    ("an update of nothing", builds.FILE, "SE,RTM,rtm", "SE,RTM,su", ("nothing stands before it",)),
    ("an unknown kind", builds.FILE, "SE,RTM,rtm", "SE,RTM,first", ("kind", "first")),
    ("a day that is none", builds.FILE, SE, SE.replace("2025-07-01", "July 2025"), ("July 2025",)),
    ("an unknown source", builds.FILE, "KB5047155,,,,,ms", "KB5047155,,,,,mz", ("mz-builds", "sources.toml")),
    (
        "an unknown confidence",
        builds.FILE,
        "ms-builds-2022,high",
        "ms-builds-2022,sure",
        ("confidence", "sure"),
    ),
    ("too many cells", builds.FILE, SE, SE + ",x", ("13 cells under 12 headings",)),
    ("a quote without an end", builds.FILE, SE, '15.2.2562.17,"SE,RTM,rtm,2025-07-01', ("builds.csv",)),
    (
        "an unknown heading",
        builds.FILE,
        "build,product",
        "biuld,product",
        ("line 2", "biuld", "Known headings:"),
    ),
    # lifecycle
    (
        "a product twice",
        lifecycle.FILE,
        "exchange,2003,",
        "exchange,2000,",
        ("line 3", "2000 stands there twice"),
    ),
    ("an unknown family", lifecycle.FILE, "exchange,2003,", "outlook,2003,", ("line 3", "outlook")),
    ("no end", lifecycle.FILE, "2014-04-08,,,endoflife", ",,,endoflife", ("line 3", "fixed policy")),
    ("an end that is no day", lifecycle.FILE, "2014-04-08,,,", "2014-04,,,", ("line 3", "extended_end")),
    (
        "ends in the wrong order",
        lifecycle.FILE,
        "2009-04-14,2014",
        "2019-04-14,2014",
        ("line 3", "mainstream"),
    ),
    ("updates that end before", lifecycle.FILE, "2025-10-14,2026-10,", "2025-10-14,2024-10,", ("line 7",)),
    (
        "updates that end some day",
        lifecycle.FILE,
        "2025-10-14,2026-10,",
        "2025-10-14,soon,",
        ("line 7", "soon"),
    ),
    (
        "a fact nobody wrote down",
        lifecycle.FILE,
        "from memory: no page was read,,low",
        "from memory: no page was read,,medium",
        ("line 11", "no source, and the confidence is not low"),
    ),
    # support matrix
    ("an unknown level", support_matrix.FILE, "RTM,Windows 2000", "RTM,Windows NT", ("line 2", "Windows NT")),
    (
        "a build under a wrong name",
        support_matrix.FILE,
        "14.3.181.6,SP3 RU5",
        "14.3.181.6,SP3 RU6",
        ("line 6", "14.3.181.6 is not 2010 SP3 RU6"),
    ),
    (
        "a build of no table",
        support_matrix.FILE,
        "14.3.181.6,SP3 RU5",
        "14.3.181.7,SP3 RU5",
        ("line 6", "14.3.181.7"),
    ),
    (
        "a range upside down",
        support_matrix.FILE,
        "RU5,Windows Server 2003,Windows Server 2012 R2",
        "RU5,Windows Server 2016,Windows Server 2012 R2",
        ("line 6", "Windows Server 2016 is newer than Windows Server 2012 R2"),
    ),
    (
        "an update that supports less",
        support_matrix.FILE,
        "RU22,Windows Server 2003,Windows Server 2016",
        "RU22,Windows Server 2003,Windows Server 2012",
        ("line 7", "SP3 RU22 supports less than SP3 RU5"),
    ),
    (
        "a domain controller of a level that only forests have",
        support_matrix.FILE,
        "domain-controllers,2007,8.0.685.25,RTM,Windows Server 2003,",
        "domain-controllers,2007,8.0.685.25,RTM,Windows Server 2003 interim,",
        ("line 16", "Windows Server 2003 interim"),
    ),
    # .NET Frameworks
    ("a build of another name", dotnet_support.FILE, "CU16,,4.6.2", "CU17,,4.6.2", ("is not 2013 CU17",)),
    ("a framework that is none", dotnet_support.FILE, "CU16,,4.6.2", "CU16,,4.6.3", ("4.6.3",)),
    (
        "frameworks out of order",
        dotnet_support.FILE,
        "4.7.2 4.8,,ms-matrix-2022 ms-p",
        "4.8 4.7.2,,ms-matrix-2022 ms-p",
        ("in their order",),
    ),
    (
        "a Windows that is none",
        dotnet_support.FILE,
        "CU14,Windows Server 2019",
        "CU14,Windows 10",
        ("Windows 10",),
    ),
    (
        "builds out of order",
        dotnet_support.FILE,
        "2013,15.0.516.32,RTM",
        "2013,15.0.1293.2,CU16",
        ("comes before",),
    ),
    # features of Windows
    (
        "a feature twice",
        windows_features.FILE,
        "mailbox,NET-HTTP-Activation",
        "mailbox,net-framework",
        ("twice",),
    ),
    (
        "a release that is none",
        windows_features.FILE,
        "2010,Windows Server 2008 R2",
        "2010,Windows 7",
        ("Windows 7",),
    ),
    (
        "an Exchange that is none",
        windows_features.FILE,
        "2010,Windows",
        "2011,Windows",
        ("2011 is no version",),
    ),
    ("an installation that is none", windows_features.FILE, ",Server,mailbox", ",Nano,mailbox", ("Nano",)),
    # vulnerabilities, known issues, workstations
    (
        "a vulnerability that is none",
        vulnerabilities.FILE,
        "CVE-2021-26854",
        "CVE-26854",
        ("line 3", "CVE-26854"),
    ),
    ("a vulnerability twice", vulnerabilities.FILE, "CVE-2021-26854", "CVE-2021-26412", ("twice",)),
    ("a product that is none", vulnerabilities.FILE, "2013 2016 2019", "2013 2017", ("2017 is no version",)),
    ("days out of order", vulnerabilities.FILE, "2026-02-10", "2020-02-10", ("comes before CVE-2025-64667",)),
    ("a fault of no build", known_issues.FILE, "15.0.1497.26", "15.0.1497.27", ("15.0.1497.27 is no build",)),
    (
        "a fault that ends before",
        known_issues.FILE,
        "26,15.0.1497.28",
        "26,15.0.1497.2",
        ("does not come after",),
    ),
    ("a Windows twice", client_windows.FILE, "5.2,", "5.1,", ("5.1 stands there twice",)),
    ("a version that is none", client_windows.FILE, "5.2,", "five,", ("five",)),
    ("no header", support_matrix.FILE, "of,product", "", ("support_matrix.csv",)),
]


@pytest.mark.parametrize(("name", "old", "new", "parts"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS])
def test_a_wrong_row_is_refused_with_its_file_and_line(
    folder: Path, name: str, old: str, new: str, parts: tuple[str, ...]
) -> None:
    edit(folder / name, old, new)
    with pytest.raises(RuleBookRefused) as caught:
        READ[name]()
    assert caught.value.exit_code == 2
    assert "\n" not in caught.value.what
    assert caught.value.what.startswith(f"knowledge/{name}, line "), caught.value.what
    whole = f"{caught.value.what} {caught.value.do}"
    for part in parts:
        assert part in whole, (part, whole)


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.unlink(), "cannot be read"),
        (lambda path: path.write_bytes(b"build\n\xff\xfe\n"), "cannot be read"),
        (lambda path: path.write_bytes(b"a\x00,b\n1,2\n"), ""),
        (lambda path: path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8"), "is empty"),
        (lambda path: path.write_text("", "utf-8"), "is empty"),
    ],
    ids=["gone", "no text", "a zero byte", "a header alone", "nothing"],
)
def test_a_table_that_cannot_be_read_is_refused(
    folder: Path, name: str, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(folder / name)
    with pytest.raises(RuleBookRefused) as caught:
        READ[name]()
    assert f"knowledge/{name}" in caught.value.what
    assert said in caught.value.what


def test_sources_that_cannot_be_read_are_refused(folder: Path) -> None:
    (folder / "sources.toml").write_text("[", "utf-8")
    with pytest.raises(RuleBookRefused, match=r"knowledge/sources\.toml"):
        lifecycle.exchange("2016")


def test_a_broken_table_ends_the_judgement_and_is_no_row_of_it(folder: Path) -> None:
    """It is a defect of the rule book, not of a check: one sentence, and nothing looks like an answer."""
    edit(folder / lifecycle.FILE, "exchange,2003,", "exchange,2000,")
    with pytest.raises(RuleBookRefused, match=r"knowledge/lifecycle\.csv, line 3"):
        judged(inventory(servers=[server("15.1.2507.6")]), "exchange-se")


def test_a_broken_table_refuses_a_target_whose_requirement_speaks_of_it(folder: Path) -> None:
    edit(folder / builds.FILE, "15.2.2562.20,", "15.2.2562.17,")
    with pytest.raises(RuleBookRefused, match=r"^knowledge/builds\.csv, line \d+: 15"):
        RuleBook().target("exchange-se")


def test_tables_are_read_once(folder: Path) -> None:
    first = lifecycle.exchange("2016")
    (folder / lifecycle.FILE).unlink()
    assert lifecycle.exchange("2016") is first
    assert first is not None
    assert first.extended_end == date(2025, 10, 14)


def test_nothing_is_read_before_it_is_asked_for(folder: Path) -> None:
    for name in READ:
        (folder / name).unlink()
    assert "exchange-update" in RuleBook().checks
