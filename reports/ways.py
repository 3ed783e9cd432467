"""The ways to the targets: one row for each path, and for a target nobody computed a way to, the target itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from checks.results import Counts, Hop, Path, Results, Status, TargetResult, TargetVerdict
from checks.wording import Text
from reports.charts.bars import coverage
from reports.context import Context
from reports.digest import NOT_LOOKED_FOR, THERE, is_closed, letters
from reports.language import N_, plural
from reports.parts import Count, TargetChoice
from reports.ways_model import NoWayRow, WayRow
from reports.words import MICROSOFT_365, VERDICT_TONES, VERDICT_WORDS, Words

PATHS_SHOWN = 6
OPEN_COUNTS: tuple[tuple[Status, str, str], ...] = (
    ("blocker", *plural("{n} blocker", "{n} blockers")),
    ("not-verified", *plural("{n} check not verified", "{n} checks not verified")),
    ("warning", *plural("{n} warning", "{n} warnings")),
)


class Way(Struct, frozen=True, kw_only=True):
    """A target and the path there, or why there is none; the letter is the target's, numbered if it has several."""

    letter: str
    target: TargetResult
    path: Path | None = None
    no_way: Text | None = None

    @property
    def closed(self) -> bool:
        """Whether ways were looked for and none leads to the target."""
        return self.no_way is not None and is_closed(self.no_way)

    @property
    def verdict(self) -> TargetVerdict:
        """That of the path, else that of the target against today's environment."""
        return self.path.verdict if self.path else self.target.verdict

    @property
    def counts(self) -> Counts:
        """Those of the path, else those of the target against today's environment."""
        return self.path.counts if self.path else self.target.counts


def ways(results: Results) -> list[Way]:
    """The paths under their targets, in the order of the results; no target is left out.

    Where there are more than a page has room for, the first of each target, and the recommended one.
    """
    signs = letters(results)
    no_way = {none.target: none.why for none in results.no_way}
    made = []
    for target in results.targets:
        paths = [path for path in results.paths if path.target == target.id]
        if len(results.paths) > PATHS_SHOWN:
            paths = [path for place, path in enumerate(paths) if place == 0 or path.recommended]
        if not paths:
            made.append(Way(letter=signs[target.id], target=target, no_way=no_way.get(target.id)))
        for number, path in enumerate(paths, 1):
            letter = signs[target.id] if len(paths) == 1 else f"{signs[target.id]}{number}"
            made.append(Way(letter=letter, target=target, path=path))
    return made


def has_paths(listed: Sequence[Way]) -> bool:
    """Whether a way was computed to any target."""
    return any(way.path for way in listed)


def way_rows(listed: Sequence[Way], context: Context) -> list[WayRow]:
    """A row of the first table for each way that leads somewhere."""
    return [_row(way, context) for way in listed if not way.closed]


def no_way_rows(listed: Sequence[Way], context: Context) -> list[NoWayRow]:
    """The targets no way leads to, by the reason."""
    words = context.words
    found: dict[str, list[TargetChoice]] = {}
    for way in listed:
        if way.closed and way.no_way is not None:
            target = TargetChoice(letter=way.letter, name=words.station(way.target.id.partition("@")[0]))
            found.setdefault(words.text(way.no_way), []).append(target)
    return [NoWayRow(targets=targets, why=why) for why, targets in found.items()]


def not_looked_for(results: Results) -> Text | None:
    """Why no way was looked for, where that is so."""
    return next((none.why for none in results.no_way if none.why.id in NOT_LOOKED_FOR), None)


def chain(way: Way, words: Words) -> str:
    """`2007 → 2013 → 2016`, with what is done at a stop; empty where no path was computed."""
    if way.path is None:
        return words.text(way.no_way) if way.no_way is not None and way.no_way.id == THERE else ""
    start = " + ".join(
        words.version(product).removeprefix("Exchange ") for product in way.path.hops[0].present
    )
    return " → ".join([start, *(_stop(hop, words) for hop in way.path.hops)])


def _stop(hop: Hop, words: Words) -> str:
    station = words.stop(hop.target)
    if hop.bridge:
        return words.say("{station} (bridge)", station=station)
    return words.say("{station} (in place)", station=station) if hop.in_place else station


def _release_and_chain(way: Way, words: Words) -> str:
    """Of Microsoft 365 there is one release: the end of the chain says as much."""
    led = chain(way, words)
    return led if not led or words.stop(way.target.id) == MICROSOFT_365 else f"{way.target.release}, {led}"


def cleared(counts: Counts) -> tuple[int, int]:
    """How many requirements are met or met with a warning, of how many that apply."""
    done = counts.met + counts.warning
    return done, done + counts.blocker + counts.not_verified


def to_clear(counts: Counts, words: Words) -> str:
    """`2 blockers and 1 warning`; what is left between here and there."""
    numbers = {"blocker": counts.blocker, "not-verified": counts.not_verified, "warning": counts.warning}
    parts = [words.count(numbers[status], one, many) for status, one, many in OPEN_COUNTS if numbers[status]]
    return words.listed(parts) if parts else words.say("nothing is left to clear")


def support_line(ends: date | None, as_of: date, words: Words) -> str | None:
    """What is to be said about the end of support of a target; nothing when no end is set."""
    if ends is None:
        return None
    if ends < as_of:
        return words.say("Out of support since {day}", day=words.day(ends))
    return words.say("In support until {day}", day=words.day(ends))


def _row(way: Way, context: Context) -> WayRow:
    words, counts, ends, as_of = context.words, way.counts, way.target.support_ends, context.results.as_of
    done, every = cleared(counts)
    return WayRow(
        letter=way.letter,
        name=words.known(way.target.name),
        release=way.target.release,
        chain=_release_and_chain(way, words),
        recommended=words.say("recommended") if way.path and way.path.recommended else None,
        tone=VERDICT_TONES[way.verdict],
        verdict=words.say(VERDICT_WORDS[way.verdict]),
        counts=[
            Count(tone=tone, number=words.number(number), word=words.say(word), none=not number)
            for tone, number, word in (
                ("blocker", counts.blocker, N_("Blockers")),
                ("warning", counts.warning, N_("Warnings")),
                ("not-verified", counts.not_verified, N_("Not verified")),
            )
        ],
        # The list of findings is that of today; it holds the same only where no hop changes anything.
        listed=context.letters[way.target.id] if counts == way.target.counts else None,
        accepted=words.count(counts.accepted, "{n} of them accepted", "{n} of them accepted")
        if counts.accepted
        else None,
        cleared=words.number(done) if every else words.say("nothing assessed"),
        total=words.say("of {n}", n=words.number(every)) if every else "",
        share=words.share(done * 100 // every, (done + counts.not_verified) * 100 // every) if every else "",
        bar=coverage(counts),
        support=support_line(ends, as_of, words),
        support_over=ends is not None and ends < as_of,
    )
