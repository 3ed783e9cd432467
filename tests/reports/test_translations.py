"""Every catalogue is whole and well set, and no English is left in a report in another language.

What fails here for a new sentence is put right by `make messages` and a translation: docs/translating.md.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

import msgspec
import pytest
from babel.messages.catalog import Message

import samples
from checks.check import all_checks
from checks.names import kind_text
from checks.wording import RULE_BOOK as FROM_RULE_BOOK
from checks.wording import say
from reports.language import languages, translation
from reports.localized import OWN_WORDS
from reports.words import Words
from scanner.inventory.model import Scan
from tests.messages import ROOT, catalogue, file_of, messages, texts_in, updated
from tests.reports.cases import Case, case, nothing_read, sample, ways_of
from tests.reports.pages import Page

OTHERS = [language for language in languages() if language != "en"]


# One of each kind, so that every sample can be tried.
ASKED = ("exchange-2016", "exchange-se", "m365-hybrid", "m365-staged")
CASES: dict[str, Callable[[], Case]] = {
    "one-target": lambda: case("exchange-2016-2019", ["exchange-se"]),
    "partly-read": lambda: case("partly-read"),
    "nothing-read": lambda: case(nothing_read()),
    "every-target": lambda: ways_of("exchange-2007"),
    **{name: partial(ways_of, name, *ASKED) for name in samples.names()},
}


@cache
def translated(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(value: Any) -> list[str]:
    return list(value) if isinstance(value, tuple | list) else [value]


def test_french_is_there() -> None:
    assert OTHERS == ["fr"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_every_sentence_and_no_other(language: str) -> None:
    wanted = {(message.context, message.id) for message in messages()}
    there = {(message.context, _id(message)) for message in translated(language)}
    assert wanted - there == set(), "new: run make messages, and translate"
    assert there - wanted == set(), "gone: run make messages"
    assert not catalogue(language).obsolete, "delete what is no longer said, at the end of the file"
    assert updated(language) == file_of(language).read_bytes(), "run make messages"


def _id(message: Message) -> str | tuple[str, str]:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated(language: str) -> None:
    missing = [message.id for message in translated(language) if not all(forms(message.string))]
    assert missing == []
    assert [message.id for message in translated(language) if message.fuzzy] == []


def placeholders(pattern: str) -> list[tuple[str, str]]:
    """The values that are shown; which words go with a number is each language's own."""
    parsed = string.Formatter().parse(pattern)
    return sorted((name, spec or "") for _, name, spec, _ in parsed if name and "|" not in (spec or ""))


def words_by_number(patterns: list[str]) -> set[str]:
    parsed = [part for pattern in patterns for part in string.Formatter().parse(pattern)]
    return {name for _, name, spec, _ in parsed if name and "|" in (spec or "")}


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_as_many_words_for_a_number_as_its_language(language: str) -> None:
    wanted = catalogue(language).num_plurals
    for message in translated(language):
        specs = [
            spec or "" for form in forms(message.string) for _, _, spec, _ in string.Formatter().parse(form)
        ]
        assert {len(spec.split("|")) for spec in specs if "|" in spec} <= {wanted}


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_what_the_english_does(language: str) -> None:
    for message in translated(language):
        english, said = forms(message.id), forms(message.string)
        if not message.python_brace_format and "{" not in "".join(english):
            assert "{" not in "".join(said), message.id
            continue
        assert placeholders(said[-1]) == placeholders(english[-1]), message.id
        assert words_by_number(said) <= words_by_number(english) | {n for n, _ in placeholders(english[-1])}
        # One thing may be said without its number.
        allowed = (placeholders(english[0]), [each for each in placeholders(english[0]) if each[0] != "n"])
        assert placeholders(said[0]) in allowed, message.id


FRENCH_FAULTS = {
    "a straight apostrophe": r"'",
    "three dots": r"\.\.\.",
    "two blanks": r"  ",
    "a blank that may break before a sign": r" [:;!?%»](?!\w)",
    "no blank before a sign": r"[^\s(]" + r"(?<![\u00a0\u202f])[:;!?%»](?=[\s.,)]|$)",
    "a quotation mark without its blank": r"«(?!\u00a0)|(?<!\u00a0)»",
    "a blank that may break before a unit": r"[\d}] (?:Go|Mo|Ko)\b",
    "an English quotation mark": r"[“”\"]",
}


@pytest.mark.parametrize("fault", FRENCH_FAULTS)
def test_french_is_set_as_french_is(fault: str) -> None:
    # Between braces stand names and formats, which nobody reads; between straight quotes, parts of commands.
    said = [
        re.sub(r"\{[^}]*\}|'<[^']*'", "}", form)
        for message in translated("fr")
        for form in forms(message.string)
    ]
    assert [form for form in said if re.search(FRENCH_FAULTS[fault], form)] == []


@pytest.mark.parametrize(
    "wrong", ["l'eau", "Attention: non", "quoi ?", "« oui »", "30 Go", "a  b", "90%", "fin ;"]
)
def test_the_faults_of_french_are_found(wrong: str) -> None:
    assert any(re.search(pattern, wrong) for pattern in FRENCH_FAULTS.values())


@pytest.mark.parametrize(
    "right", ["l’eau", "fin\u00a0: non", "«\u00a0oui\u00a0»", "C:\\", "https://x", "HKLM:\\"]
)
def test_what_is_right_is_no_fault(right: str) -> None:
    assert not any(re.search(pattern, right) for pattern in FRENCH_FAULTS.values())


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", CASES)
def test_every_text_of_the_results_has_its_pattern(language: str, name: str) -> None:
    catalogue = translation(language)
    known = {message.id for message in translated(language)}
    for text in texts_in(msgspec.to_builtins(CASES[name]().results)):
        there = (
            text["text"] in known
            if text["id"] == FROM_RULE_BOOK
            else catalogue.pattern(text["id"]) is not None
        )
        assert there, text


# Long enough to be no name: what stands between the placeholders of an English sentence.
WORDS = re.compile(r"[A-Za-z’'-]+(?: [A-Za-z’'-]+){2,}")
# Words of English that are none of French and stand in no name of the samples.
ENGLISH = re.compile(r"\b(?:the|and|of|is|with|which|was|were|this|that|not|has|have|from|by)\b")


@cache
def english_fragments(language: str) -> set[str]:
    """Runs of three words and more of the English that the catalogue translates into something else."""
    return {
        run
        for message in translated(language)
        for english in forms(message.id)
        for part in re.split(r"\{[^}]*\}", english)
        for run in WORDS.findall(part)
        if not any(run in form for form in forms(message.string))
    }


# Commands, queries, and what says itself that it is English, such as the titles of sources.
FOREIGN = re.compile(r'<(code|pre)\b.*?</\1>|<(a|span)\b[^>]* lang="en".*?</\2>', re.DOTALL)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", samples.names())
def test_no_sentence_hides_in_a_value_where_nobody_can_translate_it(language: str, name: str) -> None:
    """A text within another is a text with an id; a string is a name, or one of the words that are looked up."""
    english = {
        form
        for message in translated(language)
        for form in forms(message.id)
        if " " in form and form not in forms(message.string)
    }
    patterns = [
        re.compile(re.sub(r"\\\{.*?\\\}", ".+", re.escape(each))) for each in english if has_words(each)
    ]
    found = {
        value
        for text in texts_in(msgspec.to_builtins(ways_of(name, *ASKED).results))
        for key, values in text["values"].items()
        if key not in OWN_WORDS
        for value in ([values] if isinstance(values, str) else values if isinstance(values, list) else [])
        if isinstance(value, str) and " " in value
    }
    assert [value for value in found if any(pattern.fullmatch(value) for pattern in patterns)] == []


def has_words(pattern: str) -> bool:
    """Whether enough of a pattern is written out that a name does not look like it."""
    return len(re.findall(r"[a-z]{2,}", re.sub(r"\{[^}]*\}", "", pattern))) > 1


def told_by_machines(judged: Case) -> list[str]:
    """What things are called, and what systems said when something was not read; nobody translates it."""
    own = {form for message in translated("fr") for form in forms(message.id)}
    details = {str(gap.reason.values.get("detail", "")) for gap in judged.results.gaps} - own
    return [
        *details - {""},
        *{name for name in strings_in(msgspec.to_builtins(judged.inventory)) if " " in name},
    ]


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from strings_in(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("name", CASES)
def test_no_english_is_left_in_a_french_report(name: str) -> None:
    judged = CASES[name]()
    page = Page(FOREIGN.sub("", judged.page("fr")))
    said = page.texts + [
        value for _, attribute, value in page.attributes
        if attribute in ("aria-label", "placeholder", "title", "data-label", "data-pattern", "data-other")
    ]  # fmt: skip
    text = "\n".join(said)
    titles = [source.title for source in judged.results.sources.values()]
    for told in sorted([*titles, *told_by_machines(judged)], key=len, reverse=True):
        text = text.replace(told, "")
    assert [fragment for fragment in english_fragments("fr") if fragment in text] == []
    assert [line for line in text.splitlines() if ENGLISH.search(line)] == []


def test_words_of_inventories_that_exready_wrote_are_french() -> None:
    words = Words("fr")
    kinds = [kind_text(kind) for kind in ("active-directory-connector", "gateway")]
    one = say("unified-messaging.object", "{kind}", kind=kind_text("gateway"))
    many = say("coexistence-remnants.found", "objects: {number} ({kinds})", number=2, kinds=kinds)
    assert words.text(one) == "passerelle"
    assert words.text(many).endswith("2 (connecteur Active Directory, passerelle)")
    assert words.name("EX00 (deleted)") == "EX00 (supprimé)"
    assert Words().name("EX00 (deleted)") == "EX00 (deleted)"
    # A server may be called so.
    assert words.name("gateway") == "gateway"


@pytest.mark.parametrize(
    ("protection", "said"),
    [
        ("LDAPS, certificate verified", "LDAPS, certificat vérifié"),
        ("Kerberos, sealed (LDAP 389)", "Kerberos, session scellée (LDAP 389)"),
        ("of another kind, entirely", "of another kind, entirely"),
    ],
)
def test_how_the_directory_was_read_is_said_in_french(protection: str, said: str) -> None:
    scan = Scan(
        domain=None, server=None, account=None, protection=protection,
        exceptions=["ex1.example: TLS older than 1.2 allowed"],
    )  # fmt: skip
    read = msgspec.structs.replace(sample("exchange-2007"), scan=scan)
    facts = {fact.label: fact.value for fact in case(read).view("fr").method.scan}
    assert facts["Connexion"] == said
    assert facts["Accepté sans preuve"] == "ex1.example\u00a0: TLS antérieur à 1.2 accepté"


def test_a_french_report_says_that_it_is_french() -> None:
    page = case("exchange-2007").page("fr")
    assert '<html lang="fr">' in page
    assert "Aucune des 3 cibles n’est prête." in page


def test_what_a_catalogue_lacks_stays_english() -> None:
    words = Words("fr")
    assert words.say("No such sentence: {n}.", n=1) == "No such sentence: 1."
    assert words.known("Made by somebody else") == "Made by somebody else"


def test_templates_write_no_punctuation_between_values_themselves() -> None:
    """French sets a blank before a colon: templates say `_(": ")`."""
    for template in sorted((ROOT / "templates").glob("*.html")):
        assert not re.findall(r"(?:\}\}|</\w+>)\s?[:;] ", template.read_text("utf-8")), template.name


@pytest.mark.parametrize("language", languages())
def test_checks_are_told_apart_by_their_titles(language: str) -> None:
    titles = [Words(language).prose(check).title for check in all_checks().values()]
    assert sorted(titles) == sorted(set(titles))
