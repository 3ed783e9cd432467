"""The heads of the navigation, each shown on the pages of its languages."""

from __future__ import annotations

import html
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_CAPTION = re.compile(r'(?=<p class="caption")')


class Head(NamedTuple):
    """A head and the pages below it, by their paths without the ending."""

    title: str
    shown: list[str]
    pages: list[str]


@cache
def heads() -> tuple[Head, ...]:
    """Every head, in order."""
    document = tomllib.loads(Path(__file__).with_name("navigation.toml").read_text("utf-8"))
    return tuple(Head(**head) for head in document["head"])


def language_of(page: str) -> str:
    """The language of a page, by its path without the ending."""
    return "fr" if page.startswith("fr/") or page.endswith(".fr") else "en"


def shown_in(language: str, tree: str) -> str:
    """Of the navigation as the theme writes it the heads that are shown in a language."""
    titles = [html.escape(head.title) for head in heads() if language in head.shown]
    before, *parts = _CAPTION.split(tree)
    shown = "".join(part for part in parts if any(f">{title}</span>" in part for title in titles))
    return before + shown.replace('role="heading"', 'role="heading" aria-level="2"')
