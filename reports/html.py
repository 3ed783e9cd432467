"""The page as one file: nothing it needs lies elsewhere, and nothing in it can act that is not ours."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from reports.language import translation
from reports.model import ReportView
from reports.visible import visible


def render(view: ReportView) -> str:
    """The whole page; same view, same text."""
    style, script = _text("report.css") + _text("print.css"), _text("report.js")
    template = _environment(view.language).get_template("report.html")
    return template.render(
        view=view, style=Markup(style), script=Markup(script), policy=policy(style, script)
    )


def policy(style: str, script: str) -> str:
    """The Content Security Policy under which exactly this style and this script may act."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


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
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
