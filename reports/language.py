"""The languages of a report: how a sentence is marked for translation, and where its translation is looked up.

The English sentence is its own key. `N_` and `plural` only mark sentences that stand in tables, for the extraction of
the catalogue; `Words` and the templates look them up when they are said.
"""

from __future__ import annotations

import gettext
from importlib.resources import files

N_ = str


def plural(one: str, many: str) -> tuple[str, str]:
    """A counted sentence, marked; both forms hold the number as `{n}`."""
    return one, many


def translation(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; English, and every language without one, speaks the English of the keys."""
    folder = files("reports") / "locale"
    return gettext.translation("exready", str(folder), [language], fallback=True)
