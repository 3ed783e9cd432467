"""What has to be translated, gathered from where it is written; `make messages` brings it into every catalogue.

The English sentence is the key. Texts of the checks carry their id as context; paragraphs of the checks' prose stand
each for itself, and commands are left out. A language is a folder below reports/locale.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from csv import DictReader
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract
from msgspec import Struct

import samples
from checks.check import Requirement, all_checks
from checks.rule_book import RuleBook
from checks.wording import RULE_BOOK
from scanner.anonymity.inventories import HOLDS_NO_NAMES
from scanner.inventory.absence import REASONS
from scanner.inventory.model import HOLDS
from scanner.inventory.store import loads

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "reports" / "locale"
ROOMS = ("checks", "exready", "reports", "scanner")


class Message(Struct, frozen=True):
    """A sentence, the form for many if it is counted, the id of its text if it has one, and the file it stands in."""

    english: str
    place: str
    many: str | None = None
    context: str | None = None

    @property
    def id(self) -> str | tuple[str, str]:
        """As Babel names it."""
        return self.english if self.many is None else (self.english, self.many)


def messages() -> list[Message]:
    """Everything there is to translate, each once for each place."""
    found = [
        *_of_templates(),
        *_of_modules(),
        *_of_reasons(),
        *_of_absences(),
        *_of_prose(),
        *_of_rule_book(),
        *_of_known_issues(),
        *_of_inventories(),
    ]
    return sorted(set(found), key=lambda message: (message.place, message.context or "", message.english))


def _of_templates() -> Iterator[Message]:
    for path in sorted((ROOT / "templates").glob("*.html")):
        for _, _, message, _ in babel_extract(BytesIO(path.read_bytes()), ["_"], [], {}):
            assert isinstance(message, str), f"{path.name}: _() takes one sentence"
            yield Message(message, _place(path))


def _of_modules() -> Iterator[Message]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    yield from _of_call(node, path)


def _of_call(call: ast.Call, path: Path) -> Iterator[Message]:
    """`N_("…")`, `plural("…", "…")`, `words.say("…")`, `words.count(n, "…", "…")`, and `say("id", "…")` of texts."""
    said = [arg.value if isinstance(arg, ast.Constant) else None for arg in call.args]
    place = _place(path)
    match call.func, said:
        case ast.Name("N_"), [str(english)]:
            yield Message(english, place)
        case ast.Name("plural"), [str(one), str(many)]:
            yield Message(one, place, many)
        case ast.Attribute(attr="say"), [str(english)]:
            yield Message(english, place)
        case ast.Attribute(attr="count"), [_, str(one), str(many)]:
            yield Message(one, place, many)
        case ast.Name("say"), [str(text_id), str(english)]:
            yield Message(english, place, context=text_id)
        case ast.Name("say"), _ if place == "checks/gaps.py" or not place.startswith("checks/"):
            return  # the reasons, which are gathered from their table; and a name that means something else
        case ast.Name("N_" | "plural" | "say"), _:
            raise ValueError(f"{place}, line {call.lineno}: write the sentence out, so that it can be found")


def _of_reasons() -> Iterator[Message]:
    place = "scanner/inventory/absence.py"
    for code, reason in REASONS.items():
        yield Message(reason.sentence, place, context=f"absent.{code}")
        yield Message(reason.hint, place, context=f"absent-hint.{code}")


def _of_absences() -> Iterator[Message]:
    """What absences are about or say, where exready says it itself; what systems say nobody translates."""
    for path in sorted((ROOT / "scanner").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(ast.Name("Trouble" | "NotOffered")):
                    told = [word.value for word in node.keywords if word.arg in ("what", "detail")]
                case ast.Call(ast.Name("section"), args=[named, _]) if path.name == "local_machine.py":
                    told = [named]
                case _:
                    continue
            for word in told:
                match word:
                    case ast.Constant(str(english)) if not english.startswith("CN="):
                        yield Message(english, _place(path))


def _of_prose() -> Iterator[Message]:
    for check in all_checks().values():
        place, prose = f"{check.module.replace('.', '/')}.py", check.prose
        paragraphs = (line for text in (prose.what, prose.why, prose.fix) for line in text.splitlines())
        for paragraph in (prose.title, *paragraphs):
            if not paragraph.startswith("    "):
                yield Message(paragraph, place)


def _of_rule_book() -> Iterator[Message]:
    """The words in targets: those that requirements are said with, and what other sources say against them."""
    book, checks = RuleBook(), all_checks()
    for name in book.target_ids():
        for target_id in (name, *book.release_ids(name)):
            for check_id, requirements in book.target(target_id).require.items():
                for _, level in requirements.levels():
                    said = texts_in(msgspec.to_builtins(checks[check_id].requires(level.need)))
                    found = [text["text"] for text in said if text["id"] == RULE_BOOK]
                    found += _observed_with(check_id, level.need)
                    for words in (*found, *(conflict.says for conflict in level.conflicts)):
                        yield Message(words, "checks/targets")


# Words of requirements that are only said of what was observed.
OBSERVED_WITH = {"ad-ldap-signing": "bindings", "m365-mail-only": "left", "server-power-plan": "others",
                 "mailbox-holds": "bits"}  # fmt: skip


def _observed_with(check_id: str, need: Requirement) -> list[str]:
    words = getattr(need, OBSERVED_WITH[check_id]) if check_id in OBSERVED_WITH else []
    named = [*words.values(), *words] if isinstance(words, dict) else words
    return [word for word in named if isinstance(word, str)][: len(words)]


def _of_known_issues() -> Iterator[Message]:
    path = ROOT / "checks" / "knowledge" / "known_issues.csv"
    for row in DictReader(path.read_text("utf-8").splitlines()):
        yield Message(row["issue"], _place(path))


def texts_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every text in a document, and every text within one."""
    if isinstance(value, dict):
        if value.keys() == {"id", "values", "text"}:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def _of_inventories() -> Iterator[Message]:
    """What inventories say of themselves; those of the samples said it before there were recipients in them."""
    shipped = (loads(name, samples.read(name))[0].holds for name in samples.names())
    for holds in (HOLDS, HOLDS_NO_NAMES, *shipped):
        yield Message(holds, "scanner/inventory/model/__init__.py")


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def file_of(language: str) -> Path:
    """The catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / "exready.po"


def catalogue(language: str) -> Catalog:
    """A catalogue as it stands."""
    with file_of(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> bytes:
    """The catalogue with what is new, untranslated, and what is gone, put apart at its end."""
    template = Catalog()
    for message in messages():
        template.add(message.id, locations=[(message.place, 0)], context=message.context)
    catalog = Catalog(locale=language)
    if file_of(language).exists():
        catalog = catalogue(language)
        catalog.update(template, no_fuzzy_matching=True)
    else:
        catalog.update(template)
    return written(language, catalog)


def written(language: str, catalog: Catalog) -> bytes:
    """A catalogue as the bytes of its file."""
    made = BytesIO()
    write_po(made, catalog, width=110, include_lineno=False, omit_header=True)
    # Of a header only this is read; the rest would change with every day and every hand.
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n'
    return f'{header}"Content-Type: text/plain; charset=utf-8\\n"\n\n'.encode() + made.getvalue()


def main(wanted: list[str]) -> None:
    """Bring every catalogue up to date, and begin those of languages named for the first time."""
    there = [path.name for path in sorted(LOCALE.iterdir()) if path.is_dir()]
    for language in dict.fromkeys([*there, *wanted]):
        path = file_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(updated(language))
        missing = sum(not message.string for message in catalogue(language) if message.id)
        print(f"{path.relative_to(ROOT)}: {missing} sentences to translate")


if __name__ == "__main__":
    main(sys.argv[1:])
