"""How Sphinx makes the site: plain pages that ask nothing of any other host, and whose search works from a folder."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Any

import sphinx
from sphinx.application import Sphinx

from docs.site.navigation import language_of, shown_in

project = "exready"
html_title = "exready"
extensions = ["myst_parser"]
exclude_patterns: list[str] = []
myst_heading_anchors = 3
myst_ref_domains = ["std"]  # no page refers to code, where looking takes long
smartquotes = False  # would make a dash of the two that begin an option
language = "en"

html_theme = "furo"
html_static_path = ["style"]
html_css_files = ["exready.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_use_index = False
html_show_search_summary = False  # fetches the pages it found, which a browser refuses from a folder


# What Furo says that Sphinx has no French for.
OF_THE_THEME = {
    "On this page": "Sur cette page",
    "Next": "Suivant",
    "Previous": "Précédent",
    "Home": "Accueil",
    "Back to top": "Haut de page",
}


def setup(app: Sphinx) -> None:
    """Each page has the navigation of its language; French ones are declared to be and speak French around the text."""
    french = gettext.translation("sphinx", Path(sphinx.__file__).parent / "locale", ["fr"])

    def said(message: str) -> str:
        return OF_THE_THEME.get(message.strip()) or french.gettext(message)

    def speak(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
        spoken = language_of(page)
        context["furo_navigation_tree"] = shown_in(spoken, context["furo_navigation_tree"])
        if spoken == "fr":
            context |= {"language": "fr", "gettext": said, "ngettext": french.ngettext}

    app.connect("html-page-context", speak, priority=900)  # after the theme
