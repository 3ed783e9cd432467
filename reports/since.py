"""What a page says of an earlier report: tags on findings, and one line on the first page."""

from __future__ import annotations

from reports.context import Context
from reports.difference import Difference, Movement
from reports.digest import OPEN, CheckDigest
from reports.language import N_
from reports.parts import Fact
from reports.words import Words

_TAGS: tuple[tuple[str, frozenset[Movement], str], ...] = (
    ("new", frozenset(("new", "worse")), N_("new")),
    ("fixed", frozenset(("fixed", "better")), N_("fixed")),
    ("lost", frozenset(("no-longer-verified",)), N_("no longer verified")),
)


def since_tags(digest: CheckDigest, context: Context) -> list[str]:
    """What became of a check since the baseline; fixed in part while any of its rows is still open."""
    tags = _tags(digest.check, context.since)
    still_open = digest.status in OPEN
    return [
        context.words.say(N_("fixed in part") if tag == "fixed" and still_open else word)
        for tag, _, word in _TAGS
        if tag in tags
    ]


def since_facts(context: Context) -> list[Fact]:
    """How many checks have each of these tags; nothing where no baseline was given."""
    found, words = context.since, context.words
    if found is None:
        return []
    checks = {change.check for change in found.findings}
    numbers = {tag: sum(tag in _tags(check, found) for check in checks) for tag, _, _ in _TAGS}
    return [
        Fact(
            label=words.say("Since {day}", day=words.day(found.before.taken_at.date())),
            value=_counted(numbers, words),
        )
    ]


def _counted(numbers: dict[str, int], words: Words) -> str:
    return words.say(
        "{new} new, {fixed} fixed, {lost} no longer verified",
        new=words.number(numbers["new"]),
        fixed=words.number(numbers["fixed"]),
        lost=words.number(numbers["lost"]),
    )


def _tags(check: str, found: Difference | None) -> set[str]:
    movements = {change.movement for change in found.findings if change.check == check} if found else set()
    return {tag for tag, kinds, _ in _TAGS if kinds & movements}
