"""The tutorial, followed from its first command to its last: the lab answers, and each line that is shown comes out.

Where only numbers differ, `EXREADY_UPDATE_GOLDEN=1` writes those that came out into the pages of both languages.
"""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exready import exit_codes
from exready.telling import Progress
from tests.documentation.markdown import DOCS, ELIDED, Shown, shown, text_of
from tests.exready.conftest import Run
from tests.lab.lab import Lab

pytestmark = pytest.mark.lab

WRITTEN = date(2026, 11, 25)  # the day whose support dates the shown verdicts are judged by
JUDGES = ("check", "report", "diff")
PRESSED = "^C"
PAGES = (DOCS / "tutorial.md", DOCS / "fr" / "tutoriel.md")


@pytest.fixture
def interrupts(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Presses Ctrl-C once, after a collector is through."""

    def after(collector: str) -> None:
        told = Progress.__call__

        def tell(self: Progress, step: str, state: str, detail: str) -> None:
            told(self, step, state, detail)
            if (step, state) == (collector, "done"):
                monkeypatch.setattr(Progress, "__call__", told)
                raise KeyboardInterrupt

        monkeypatch.setattr(Progress, "__call__", tell)

    return after


def test_the_tutorial(lab_2016_2019: Lab, run: Run, interrupts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXREADY_PASSWORD", lab_2016_2019.reader.password)
    shutil.copytree(DOCS / "examples", Path("docs/examples"))
    steps = shown(text_of(DOCS / "tutorial.md"))
    assert len(steps) > 8
    for step in steps:
        interrupted = any(line.startswith(PRESSED) for line in step.prints)
        if interrupted:
            interrupts(last_collector(step))
        ended = run(*words(step, lab_2016_2019))
        assert ended.code == (exit_codes.INTERRUPTED if interrupted else exit_codes.DONE), (step, ended.err)
        printed = (ended.err + ended.out).splitlines()
        if os.environ.get("EXREADY_UPDATE_GOLDEN"):
            step = updated(step, printed)
        assert missing(step, printed) == [], (step.command, printed)


def words(step: Shown, lab: Lab) -> list[str]:
    """The command as it is typed with the paths of this lab, on the day the page was written."""
    typed = [str(lab.ca_bundle) if word == "FILE" else word for word in step.words]
    return [*typed, "--as-of", WRITTEN.isoformat()] if typed[0] in JUDGES else typed


def last_collector(step: Shown) -> str:
    """What was read last before somebody pressed Ctrl-C."""
    *_, last = (found[1] for line in step.prints if (found := re.match(r"  ✓ (\S+)", line)))
    return last


def missing(step: Shown, printed: list[str]) -> list[str]:
    """What the page shows and the command did not print, in this order; how far lines are set in does not matter."""
    rest = iter(" ".join(line.split()) for line in printed)
    wanted = [line.removeprefix(PRESSED) for line in step.prints if line not in (ELIDED, "")]
    return [line for line in wanted if " ".join(line.split()) not in rest]


def updated(step: Shown, printed: list[str]) -> Shown:
    """The step with the numbers that came out, which are written into the pages."""
    by_words = {re.sub(r"\d+", "0", line): line for line in reversed(printed)}
    new = [by_words.get(re.sub(r"\d+", "0", line), line) for line in step.prints]
    for page in PAGES:
        text = text_of(page)
        for before, after in zip(step.prints, new, strict=True):
            text = text.replace(f"\n{before}\n", f"\n{after}\n")
        page.write_text(text, "utf-8")
    return Shown(step.command, new)
