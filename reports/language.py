"""The languages of a report: how a sentence is marked for translation, and where its translation is looked up.

The English sentence is its own key; a text of the checks is looked up by its id. `N_` and `plural` only mark sentences
that stand in tables, for the extraction of the catalogue; `Words` and the templates look them up when they are said.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from msgspec import Struct, field

SOURCE_LANGUAGE = "en"
N_ = str


def plural(one: str, many: str) -> tuple[str, str]:
    """A counted sentence, marked; both forms hold the number as `{n}`."""
    return one, many


class Sentences(Struct, frozen=True, kw_only=True):
    """What a catalogue holds: sentences by their English, counted ones by their singular, texts by their id."""

    plain: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


class Catalogue(gettext.NullTranslations):
    """The sentences of a language, as gettext wants them; what it lacks stays English."""

    def __init__(self, sentences: Sentences, form: Callable[[int], int]) -> None:
        super().__init__()
        self._sentences = sentences
        self.form = form

    def gettext(self, message: str) -> str:
        """A sentence by its English."""
        return self._sentences.plain.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of a counted sentence that goes with a number."""
        forms = self._sentences.counted.get(msgid1, (msgid1, msgid2))
        return forms[self.form(n)]

    def pattern(self, text_id: str) -> str | None:
        """The pattern of a text of the checks; None where there is only its English."""
        return self._sentences.texts.get(text_id)


def languages() -> list[str]:
    """Codes of the languages there are: English, and each with a catalogue."""
    return [SOURCE_LANGUAGE, *sorted(folder.name for folder in _folder().iterdir() if folder.is_dir())]


@cache
def translation(language: str) -> Catalogue:
    """The catalogue of a language; English, which needs none, speaks its keys. Raises OSError for one without."""
    if language == SOURCE_LANGUAGE:
        return Catalogue(Sentences(), lambda number: int(number != 1))
    from babel.messages.pofile import read_po  # late: an English report needs none of it

    plain: dict[str, str] = {}
    counted: dict[str, tuple[str, ...]] = {}
    texts: dict[str, str] = {}
    with _folder().joinpath(language, "LC_MESSAGES", "exready.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    for message in catalog:
        if not message.id or not message.string or message.fuzzy:
            continue
        if isinstance(message.id, tuple | list):
            counted[message.id[0]] = tuple(message.string)
        elif message.context:
            texts[message.context] = str(message.string)
        else:
            plain[message.id] = str(message.string)
    sentences = Sentences(plain=plain, counted=counted, texts=texts)
    return Catalogue(sentences, gettext.c2py(catalog.plural_expr))


def _folder() -> Traversable:
    return files("reports") / "locale"
