"""Results as lines for a terminal: verdicts, what is open, what is missing, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from checks.check import Check, all_checks
from checks.results import Results, Status
from reports.columns import NARROWEST, padded, wrap
from reports.digest import (
    OPEN,
    CheckDigest,
    awaits_server,
    digests,
    letters,
    nothing_verified,
    observations,
)
from reports.language import N_
from reports.plain import without_typography
from reports.summary import counts_sentence, headline
from reports.terminal_ways import ways
from reports.visible import visible
from reports.ways import cleared, support_line
from reports.words import VERDICT_TONES, VERDICT_WORDS, Words

GAPS_SHOWN = 5
NAMES_SHOWN = 3
_NAME_COLUMN = 40
_SIGNS: Mapping[Status, str] = {
    "blocker": "✖",
    "warning": "▲",
    "not-verified": "?",
    "met": "✓",
    "not-applicable": "–",
}
_PLAIN_SIGNS: Mapping[Status, str] = {
    "blocker": "X",
    "warning": "!",
    "not-verified": "?",
    "met": "ok",
    "not-applicable": "-",
}
_COLORS: Mapping[Status, str] = {"blocker": "31", "warning": "33", "not-verified": "36", "met": "32"}
_BOLD = "1"
_HEADINGS: Mapping[Status, str] = {
    "blocker": N_("Blockers"),
    "not-verified": N_("Not verified"),
    "warning": N_("Warnings"),
}


class Style(Struct, frozen=True, kw_only=True):
    """What the terminal can do."""

    width: int | None
    symbols: bool
    color: bool

    def sign(self, status: Status) -> str:
        """The sign of a status."""
        return (_SIGNS if self.symbols else _PLAIN_SIGNS)[status]

    def safe(self, text: str) -> str:
        """Text from outside: nothing in it can steer the terminal."""
        shown = visible(text)
        return shown if self.symbols else without_typography(shown)

    def paint(self, text: str, code: str | None) -> str:
        """Text in a colour, if colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and code else text

    def wrapped(self, text: str, indent: str, first: str | None = None) -> list[str]:
        """Safe text in lines of the width, all of them indented; whole on one line when there is no width."""
        first = indent if first is None else first
        text = self.safe(text)
        return wrap(text, None if self.width is None else max(self.width, NARROWEST), first, indent)


def lines(
    results: Results,
    *,
    inventory_name: str | None,
    width: int | None,
    symbols: bool,
    color: bool,
    checks: Mapping[str, Check] | None = None,
    words: Words | None = None,
) -> list[str]:
    """What `exready check` prints.

    Args:
        results: what came of judging.
        inventory_name: the file that was judged, for the command to type next; None when there is none.
        width: columns no line goes beyond, down to 40, but for commands; None: no line is broken.
        symbols: whether signs beyond ASCII can be shown; names of the environment are left as they are.
        color: whether to colour by ANSI sequences.
        checks: the checks of the results, for their titles; the shipped ones when not given.
        words: the language; English when not given.
    """
    words, style = words or Words(), Style(width=width, symbols=symbols, color=color)
    found = digests(results)
    titles = {check.id: words.prose(check).title for check in (checks or all_checks()).values()}
    made = list(_head(results, found, titles, style, words))
    made += _targets(results, style, words)
    if not nothing_verified(results):
        made += _open(results, found, titles, style, words)
    made += ways(results, style, words)
    made += _gaps(results, style, words)
    made += _next(results, found, inventory_name, style, words)
    return made


def _head(
    results: Results, found: Sequence[CheckDigest], titles: Mapping[str, str], style: Style, words: Words
) -> Iterator[str]:
    taken = results.inventory.taken_at
    days = (results.as_of - taken.date()).days
    about = words.say(
        "{organization}: inventory of {taken}{age}, rules {rules}",
        organization=results.inventory.organization,
        taken=words.moment(taken, taken),
        age=" (" + words.count(days, "{n} day old", "{n} days old") + ")" if days > 0 else "",
        rules=results.rules,
    )
    yield from style.wrapped(about, "")
    yield ""
    yield from (style.paint(line, _BOLD) for line in style.wrapped(headline(results, words), ""))
    yield from style.wrapped(counts_sentence(results, found, titles, words), "")


def _targets(results: Results, style: Style, words: Words) -> Iterator[str]:
    """Two or three lines a target: name and counts, verdict, end of support."""
    if not results.targets:
        return
    headings = [words.say("Blockers"), words.say("Warnings"), words.say("Not verified")]
    room = _NAME_COLUMN
    if style.width is not None:
        room = min(room, max(style.width, NARROWEST) - 5 - sum(len(heading) + 2 for heading in headings))
    if room < len("Exchange Server"):
        room, headings = max(style.width or 0, NARROWEST) - 5, []
    sign = letters(results)
    yield ""
    if headings:
        yield "     " + padded(words.say("Target"), room) + "".join("  " + heading for heading in headings)
    for target in results.targets:
        counts = target.counts
        numbers = (counts.blocker, counts.warning, counts.not_verified)
        figures = "".join(
            f"  {number:>{len(heading)}}" for number, heading in zip(numbers, headings, strict=False)
        )
        name, *more = wrap(style.safe(words.target(target)), room, "", "")
        yield f"  {sign[target.id]:<3}" + (padded(name, room) + figures).rstrip()
        yield from ("     " + line for line in more)
        done, every = cleared(counts)
        tone = VERDICT_TONES[target.verdict]
        verdict = words.say(
            "{verdict}; {done} of {every} requirements cleared",
            verdict=words.say(VERDICT_WORDS[target.verdict]),
            done=words.number(done),
            every=words.number(every),
        )
        if not headings:
            verdict += ", " + words.count(counts.blocker, "{n} blocker", "{n} blockers")
        yield from signed(verdict, tone, style)
        support = support_line(target.support_ends, results.as_of, words)
        if support is not None and target.support_ends is not None and target.support_ends < results.as_of:
            yield from signed(support, "warning", style)


def signed(text: str, tone: Status, style: Style) -> list[str]:
    """A line behind the sign of a status, in its colour."""
    sign = style.sign(tone)
    return [style.paint(line, _COLORS.get(tone)) for line in style.wrapped(text, "       ", f"     {sign} ")]


def _open(
    results: Results, found: Sequence[CheckDigest], titles: Mapping[str, str], style: Style, words: Words
) -> Iterator[str]:
    for status in OPEN:
        # A check that stops one target may only warn for another: it stands under both.
        here = [narrowed for digest in found if (narrowed := digest.at(status)) is not None]
        listed = [digest for digest in here if not awaits_server(digest)]
        waiting = [digest for digest in here if awaits_server(digest)]
        if not listed and not waiting:
            continue
        yield ""
        yield style.paint(words.say(_HEADINGS[status]), _BOLD)
        for digest in listed:
            yield from _finding(digest, titles[digest.check], results, style, words)
        if waiting:
            yield from _waiting(waiting, results, style, words)


def _finding(digest: CheckDigest, title: str, results: Results, style: Style, words: Words) -> Iterator[str]:
    """The check and the targets it concerns; below it what was seen."""
    sign = letters(results)
    concerned = " ".join(sign[target] for target in digest.targets_at_worst())
    said = words.say("{check}: {title}", check=digest.check, title=title)
    if len(results.targets) > 1:
        said += f"  [{concerned}]"
    mark = style.sign(digest.status)
    first, *more = style.wrapped(said, "    ", f"  {mark} ")
    yield style.paint(first, _COLORS.get(digest.status))
    yield from more
    seen = observations(digest.telling, results.inventory.organization)
    names = {target.id: words.target(target) for target in results.targets}
    place = words.names([names.get(name, name) for name in seen[0].subjects], NAMES_SHOWN)
    text = words.text(seen[0].seen)
    text = f"{place}: {text}" if place else text
    if len(seen) > 1:
        text += " " + words.count(len(seen) - 1, "(and {n} more)", "(and {n} more)")
    yield from style.wrapped(text, "      ")


def _waiting(waiting: Sequence[CheckDigest], results: Results, style: Style, words: Words) -> list[str]:
    sign = letters(results)
    concerned = dict.fromkeys(sign[target] for digest in waiting for target in digest.by_target)
    text = words.count(
        len(waiting),
        "{n} check about the new server, and the inventory holds none: {checks}",
        "{n} checks about the new server, and the inventory holds none: {checks}",
        checks=[digest.check for digest in waiting],
    )
    if len(results.targets) > 1:
        text += f"  [{' '.join(concerned)}]"
    mark = style.sign("not-verified")
    return style.wrapped(text, "    ", f"  {mark} ")


def _gaps(results: Results, style: Style, words: Words) -> Iterator[str]:
    if not results.gaps:
        return
    reasons: dict[str, list[str]] = {}
    for gap in results.gaps:
        named = reasons.setdefault(words.text(gap.reason), [])
        if gap.subject.name not in named:
            named.append(gap.subject.name)
    yield ""
    heading = words.count(len(results.gaps), "Not collected: {n} part", "Not collected: {n} parts")
    yield style.paint(heading, _BOLD)
    for reason, named in list(reasons.items())[:GAPS_SHOWN]:
        place = words.names(named, NAMES_SHOWN)
        mark = style.sign("not-verified")
        yield from style.wrapped(f"{place}: {reason}", "    ", f"  {mark} ")
    more = len(reasons) - GAPS_SHOWN
    if more > 0:
        yield from style.wrapped(words.count(more, "and {n} more reason", "and {n} more reasons"), "    ")


def _next(
    results: Results, found: Sequence[CheckDigest], inventory_name: str | None, style: Style, words: Words
) -> Iterator[str]:
    commands = []
    first = next((digest.check for digest in found if digest.status in OPEN), None)
    if first is not None:
        commands.append((words.say("Details"), f"exready explain {first}"))
    if inventory_name is not None:
        targets = ",".join(target.id for target in results.targets)
        asked = f" --target {targets}" if targets else ""
        commands.append((words.say("Report"), f"exready report {_quoted(inventory_name)}{asked}"))
    if commands:
        yield ""
    # A command is to be copied: it is never broken.
    yield from (f"{padded(what, 9)}{style.safe(command)}" for what, command in commands)


def _quoted(name: str) -> str:
    return name if name and all(c.isalnum() or c in "-_./\\:" for c in name) else f'"{name}"'
