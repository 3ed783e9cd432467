"""The page as one file: nothing it needs lies elsewhere, and nothing in it can act that is not ours."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from reports.index import IndexView
from reports.language import translation
from reports.model import ReportView
from reports.visible import shown

# Characters of one text; names and settings of a directory are far below it, and a page of such ones can still be read.
LONGEST = 2000
# What stands before an element at the beginning of a line is there for who reads the template: a twentieth of the page.
_INDENTATION = re.compile(r"(?<=\n)\s+(?=<)")


def render(view: ReportView) -> str:
    """The whole page; same view, same text."""
    style, script = _text("report.css") + _text("print.css"), _text("report.js")
    paper = _paper(view)
    return _filled(
        "report.html",
        view.language,
        view=view,
        style=Markup(style),
        paper=Markup(paper),
        script=Markup(script),
        # Made of base64 here, and longer than a text may be.
        logo=Markup(view.logo) if view.logo else None,
        policy=policy([style, paper], script, pictures=view.logo is not None),
    )


def render_index(view: IndexView) -> str:
    """The page that leads to several reports; same view, same text. Nothing on it moves."""
    style = _text("report.css") + _text("index.css")
    return _filled(
        "index.html",
        view.language,
        view=view,
        style=Markup(style),
        policy=policy([style], None, pictures=False),
    )


def _filled(template: str, language: str, **values: object) -> str:
    page = _environment(language).get_template(template).render(**values)
    return _INDENTATION.sub("", page)


def policy(styles: Sequence[str], script: str | None, *, pictures: bool) -> str:
    """The Content Security Policy under which exactly these styles and this script may act."""
    hashes = " ".join(f"'{_digest(style)}'" for style in styles)
    scripts = "'none'" if script is None else f"'{_digest(script)}'"
    images = " img-src data:;" if pictures else ""
    return (
        f"default-src 'none'; style-src {hashes}; script-src {scripts};{images} "
        "base-uri 'none'; form-action 'none'"
    )


def _paper(view: ReportView) -> str:
    """What stands at the foot of each sheet of paper: whose report it is."""
    return f'@page{{@bottom-left{{content:"{_quoted(shown(view.foot, LONGEST))}"}}}}'


def _quoted(text: str) -> str:
    """A text within the quotes of a style sheet: all but plain letters and digits by their number.

    Blanks too: one behind such a number belongs to it.
    """
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text)


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


@cache
def _environment(language: str) -> Environment:
    """Templates that say `_("…")` in a language; what they say is escaped like everything else."""
    environment = Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printed,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(translation(language), newstyle=False)  # type: ignore[attr-defined] # made by the extension
    return environment


@cache
def _text(name: str) -> str:
    return files("templates").joinpath(name).read_text("utf-8")


def _printed(value: object) -> object:
    """Every text on its way into the page passes here before it is escaped; our own markup is left alone."""
    return shown(value, LONGEST) if isinstance(value, str) and not isinstance(value, Markup) else value
