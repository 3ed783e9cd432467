"""What the guides say of the report stands in the report."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

import samples
from exready.commands.report import body_of
from exready.commands.try_sample import DEFAULT_SAMPLE, DEFAULT_TARGETS
from exready.config import Config
from exready.judging import judge_inventory
from scanner.inventory.store import loads
from tests.documentation.markdown import DOCS, text_of

WRITTEN = date(2026, 11, 25)
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@pytest.mark.parametrize(
    ("page", "language"), [("reading-the-report.md", "en"), ("fr/lire-le-rapport.md", "fr")]
)
def test_words_in_bold_stand_in_the_report(page: str, language: str) -> None:
    inventory, sha256 = loads(DEFAULT_SAMPLE, samples.read(DEFAULT_SAMPLE))
    case = judge_inventory(inventory, sha256, DEFAULT_TARGETS, Config(), WRITTEN)
    shown = html.unescape(re.sub(r"<[^>]+>", " ", body_of(case, "html", language).decode()))
    quoted = [" ".join(words.split()) for words in BOLD.findall(text_of(DOCS / page))]
    assert len(quoted) > 20
    plain = " ".join(shown.split())
    assert [words for words in quoted if words not in plain] == []
