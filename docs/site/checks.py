"""The pages of checks, in every language there is a catalogue for: what, why, fix, and what each target asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from checks.check import Check
from checks.rule_book import RuleBook
from checks.target import Level, LevelName, Target
from docs.site.markdown import block, code, plain, source, table, target
from reports.words import CONFIDENCE_WORDS, Words


class Frame(NamedTuple):
    """What the pages of one language say around the words of the checks."""

    folder: str
    title: str
    head: str
    what: str
    why: str
    fix: str
    required: str
    must: str
    should: str
    keys: str
    conflict: str
    confidence: str
    colon: str
    check: str
    about: str
    subjects: Mapping[str, str]


ENGLISH = Frame(
    folder="reference/checks",
    title="Checks",
    head="Every question exready asks, by what it is asked of. A `must` that is not met is a blocker, a `should` a "
    "warning. `exready explain CHECK` says the same.",
    what="What", why="Why", fix="Fix", required="Required", must="must", should="should", keys="Keys",
    conflict="But", confidence="confidence", colon=":", check="Check", about="What it asks",
    subjects={
        "target": "Checks of the target itself", "forest": "Checks of the forest", "domain": "Checks of each domain",
        "domain-controller": "Checks of each domain controller", "organization": "Checks of the organisation",
        "exchange-server": "Checks of each Exchange server", "candidate": "Checks of each server to be",
    },
)  # fmt: skip
FRENCH = Frame(
    folder="fr/controles",
    title="Contrôles",
    head="Toutes les questions que pose exready, selon ce qu’elles examinent. Un « exigé » non satisfait est un "
    "bloquant, un « recommandé » une réserve. `exready explain CHECK --lang fr` dit la même chose.",
    what="Quoi", why="Pourquoi", fix="Correction", required="Exigences", must="exigé", should="recommandé",
    keys="Clés", conflict="Mais", confidence="confiance", colon="\u00a0:", check="Contrôle", about="Ce qu’il demande",
    subjects={
        "target": "Contrôles de la cible elle-même", "forest": "Contrôles de la forêt",
        "domain": "Contrôles de chaque domaine", "domain-controller": "Contrôles de chaque contrôleur de domaine",
        "organization": "Contrôles de l’organisation", "exchange-server": "Contrôles de chaque serveur Exchange",
        "candidate": "Contrôles de chaque futur serveur",
    },
)  # fmt: skip
FRAMES = {"en": ENGLISH, "fr": FRENCH}


class Asked(NamedTuple):
    """What a target asks of a check at one level."""

    target: Target
    level_name: LevelName
    level: Level

    @property
    def same(self) -> tuple[str, Any, Any, Any, Any]:
        """Equal where two targets ask the same and for the same reasons."""
        level = self.level
        return self.level_name, level.need, level.cite, level.confidence, level.conflicts


def pages(rule_book: RuleBook) -> dict[Path, str]:
    """An overview and a page for each kind of subject, in each language."""
    made: dict[Path, str] = {}
    for language, frame in FRAMES.items():
        words = Words(language)
        found = list(rule_book.checks.values())
        made[Path(f"{frame.folder}.md")] = "\n".join(_overview(found, words, frame))
        for subject in frame.subjects:
            of_subject = [check for check in found if check.subject == subject]
            lines = [f"# {frame.subjects[subject]}", ""]
            for check in of_subject:
                lines += _check(check, rule_book, words, frame)
            made[Path(f"{frame.folder}/{subject}.md")] = "\n".join(lines)
    return made


def targets(rule_book: RuleBook) -> list[Target]:
    """Every target, each followed by its other releases."""
    ids = [name for base in rule_book.target_ids() for name in (base, *rule_book.release_ids(base))]
    return [rule_book.target(name) for name in ids]


def asked(check: Check, rule_book: RuleBook) -> list[Asked]:
    """What every target asks of a check; a release only where it asks something else than its target."""
    found: list[Asked] = []
    for each in targets(rule_book):
        levels = each.require[check.id].levels() if check.id in each.require else ()
        rows = [Asked(each, name, level) for name, level in levels]
        own = [row.same for row in found if row.target.id == each.base_id]
        found += [row for row in rows if row.same not in own]
    return found


def anchor(check_id: str, frame: Frame = ENGLISH) -> str:
    """The name that leads to a check."""
    return f"{frame.folder.replace('/', '-')}-{check_id}"


def _overview(found: Sequence[Check], words: Words, frame: Frame) -> Iterator[str]:
    yield from (f"# {frame.title}", "", frame.head, "")
    yield from (
        "```{toctree}",
        ":hidden:",
        "",
        *(f"{Path(frame.folder).name}/{name}" for name in frame.subjects),
        "```",
    )
    for subject, title in frame.subjects.items():
        yield from ("", f"## {title}")
        of_subject = [check for check in found if check.subject == subject]
        rows = ((_link(check.id, frame), plain(words.prose(check).title)) for check in of_subject)
        yield from table((frame.check, frame.about), rows)


def _link(check_id: str, frame: Frame) -> str:
    return f"[`{check_id}`](#{anchor(check_id, frame)})"


def _check(check: Check, rule_book: RuleBook, words: Words, frame: Frame) -> Iterator[str]:
    prose = words.prose(check)
    yield from (target(anchor(check.id, frame)), f"## {check.id}", "", f"**{plain(prose.title)}**", "")
    for heading, text in ((frame.what, prose.what), (frame.why, prose.why), (frame.fix, prose.fix)):
        yield f"*{heading}.* "
        yield from _prose(text)
    yield from (f"*{frame.required}.*", "")
    for rows in _alike(asked(check, rule_book)):
        yield from _requirement(check, rows, rule_book, words, frame)


def _alike(rows: Sequence[Asked]) -> list[list[Asked]]:
    """The rows, those together that say the same of several targets."""
    groups: list[list[Asked]] = []
    for row in rows:
        group = next((group for group in groups if group[0].same == row.same), None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    return groups


def _prose(text: str) -> Iterator[str]:
    """Running text as it is, commands in blocks."""
    for is_command, lines in groupby(text.splitlines(), key=lambda line: line.startswith("    ")):
        if is_command:
            yield from block("powershell", "\n".join(line.strip() for line in lines))
        else:
            yield from (f"{plain(line)}\n" for line in lines)


def _requirement(
    check: Check, rows: Sequence[Asked], rule_book: RuleBook, words: Words, frame: Frame
) -> Iterator[str]:
    level = rows[0].level
    names = ", ".join(f"`{row.target.id}`" for row in rows)
    word = frame.must if rows[0].level_name == "must" else frame.should
    said = plain(words.text(check.requires(level.need)))
    sure = CONFIDENCE_WORDS.get(level.confidence)
    line = f"- {names}, **{word}**{frame.colon} {said}"
    yield line + (f" ({frame.confidence}{frame.colon} {words.say(sure)})" if sure else "")
    need = msgspec.to_builtins(level.need, builtin_types=(date,))
    values = {key: value for key, value in need.items() if value is not None}
    if values:
        yield f"  - {frame.keys}{frame.colon} " + ", ".join(
            code(f"{key} = {written(value)}") for key, value in values.items()
        )
    for conflict in level.conflicts:
        pages_cited = "; ".join(source(rule_book.sources()[cited]) for cited in conflict.cite)
        yield f"  - {frame.conflict}{frame.colon} {plain(words.known(conflict.says))} ({pages_cited})"
    yield from (f"  - {source(rule_book.sources()[cited])}" for cited in level.cite)


def written(value: object) -> str:
    """A value as it stands in a target's file."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "{ " + ", ".join(f"{_key(key)} = {written(each)}" for key, each in value.items()) + " }"
        case list() | tuple():
            return f"[{', '.join(map(written, value))}]"
        case str():
            return msgspec.json.encode(value).decode()
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _key(name: object) -> str:
    text = str(name)
    return text if text.replace("-", "").replace("_", "").isalnum() and text.isascii() else written(text)
