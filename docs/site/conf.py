"""How Sphinx makes the site: plain pages that ask nothing of any other host, and whose search works from a folder."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Any

import sphinx
from sphinx.application import Sphinx

project = "exready"
html_title = "exready"
extensions = ["myst_parser"]
exclude_patterns: list[str] = []
myst_heading_anchors = 3
myst_ref_domains = ["std"]  # no page refers to code, where looking takes long
smartquotes = False  # signs are set as they are meant
language = "en"

html_theme = "furo"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_use_index = False
html_show_search_summary = False  # fetches the pages it found, which a browser refuses from a folder


def setup(app: Sphinx) -> None:
    """French pages are French as a whole: their language for readers aloud, and the words of the theme."""
    locale = Path(sphinx.__file__).parent / "locale"
    french = gettext.translation("sphinx", locale, ["fr"])

    def speak(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
        if page.startswith("fr/") or page.endswith(".fr"):
            context |= {"language": "fr", "gettext": french.gettext, "ngettext": french.ngettext}

    app.connect("html-page-context", speak)
