"""The ways forward as lines for a terminal: every way with its verdict, the recommended one with its order of work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.results import Decision, Path, Results, WorkStep
from reports.effort import EFFORT_WORDS
from reports.ways import to_clear
from reports.words import VERDICT_TONES, VERDICT_WORDS, Words

if TYPE_CHECKING:
    from reports.terminal import Style

WAYS_SHOWN = 12
_BOLD = "1"


def ways(results: Results, style: Style, words: Words) -> Iterator[str]:
    """The heading, one line or two a way, what is recommended, its steps."""
    decision = results.decision
    if decision is None:
        return
    yield ""
    yield style.paint(words.count(len(results.paths), "{n} way forward", "{n} ways forward"), _BOLD)
    # The recommended way is always among those shown.
    shown = sorted(results.paths, key=lambda path: not path.recommended)[:WAYS_SHOWN]
    for path in shown:
        yield from _way(path, results, style, words)
    more = len(results.paths) - len(shown)
    if more:
        text = words.count(more, "and {n} more way; --json has all", "and {n} more ways; --json has all")
        yield from style.wrapped(text, "    ")
    for none in results.no_way:
        text = words.say("{target}: no way, {why}", target=none.target, why=words.text(none.why))
        yield from style.wrapped(text, "      ", "    - ")
    yield from _recommendation(results, decision, style, words)


def _way(path: Path, results: Results, style: Style, words: Words) -> Iterator[str]:
    mark = style.sign(VERDICT_TONES[path.verdict])
    name = path.id if not path.recommended else words.say("{path} (recommended)", path=path.id)
    yield from style.wrapped(name, "      ", f"  {mark} ")
    figures = words.say(
        "{verdict}: {left}",
        verdict=words.say(VERDICT_WORDS[path.verdict]),
        left=to_clear(path.counts, words),
    )
    yield from style.wrapped(figures, "      ")
    ended = [
        words.say("{station} since {day}", station=words.station(hop.target), day=words.day(hop.support_ends))
        for hop in path.hops
        if hop.support_ends is not None and hop.support_ends < results.as_of
    ]
    if ended:
        yield from style.wrapped(words.say("Out of support: {stops}", stops=", ".join(ended)), "      ")


def _recommendation(results: Results, decision: Decision, style: Style, words: Words) -> Iterator[str]:
    yield ""
    yield style.paint(words.say("Recommendation"), _BOLD)
    path = next((path for path in results.paths if path.recommended), None)
    yield from style.wrapped(path.id if path else words.say("None yet"), "    ", "  ")
    for reason in decision.why:
        yield from style.wrapped(words.text(reason), "      ", "    - ")
    for question in decision.questions:
        yield from style.wrapped(words.text(question.text), "      ", f"    ? {question.option}: ")
        for outcome in question.outcomes:
            given = " *" if outcome.answer == question.answer else ""
            led = outcome.path or words.say("no recommendation")
            yield from style.wrapped(f"{outcome.answer}{given}: {led}", "          ", "        ")
    if path is None:
        return
    for change in path.overturned_by:
        if change.id != "overturned.answer":  # the questions above say it
            yield from style.wrapped(words.text(change), "      ", "    ! ")
    yield ""
    yield style.paint(words.say("What it takes"), _BOLD)
    for name, label in EFFORT_WORDS.items():
        number = getattr(path.effort, name)
        said = words.gigabytes if name == "bytes_to_move" else words.number
        told = (
            said(number)
            if number is not None
            else words.say("not known ({why})", why=words.text(path.effort.unknown[name]))
        )
        if number != 0:
            yield from style.wrapped(f"{words.say(label)}: {told}", "      ", "    ")
    yield ""
    yield style.paint(words.say("Order of work"), _BOLD)
    for number, step in enumerate(path.steps, 1):
        yield from _step(number, step, style, words)


def _step(number: int, step: WorkStep, style: Style, words: Words) -> Iterator[str]:
    text = words.text(step.text)
    if step.clears:
        text += words.say(" ({checks})", checks=", ".join(step.clears))
    yield from style.wrapped(text, "      ", f"  {number:>2}. ")
    if step.caution is not None:
        mark = style.sign("warning")
        yield from style.wrapped(words.text(step.caution), "        ", f"      {mark} ")
