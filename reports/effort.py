"""What the ways take, beside each other, and the map of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from checks.results import Counts, Hop, Path, Status
from reports.charts.route import Line, Stop, route
from reports.context import Context
from reports.language import N_
from reports.parts import Fact, TargetChoice
from reports.support import exchange_versions
from reports.ways import Way, chain, to_clear
from reports.ways_model import EffortCell, EffortRow, EffortTable, RouteLine, RouteMap
from reports.words import Words

EFFORT_WORDS: Mapping[str, str] = {
    "servers_to_add": N_("Exchange servers to add, at least"),
    "servers_to_retire": N_("Exchange servers to retire"),
    "domain_controllers": N_("Domain controllers to renew"),
    "mailboxes": N_("Mailboxes to move"),
    "bytes_to_move": N_("Mailbox data to move, GB"),
    "clients": N_("Users to give a newer mail program"),
    "profiles": N_("Outlook profiles to make anew"),
    "licences": N_("Microsoft 365 licences"),
}
# The same in a word or two, for the line below.
_SHORT: Mapping[str, str] = {
    "servers_to_retire": N_("Servers to retire"),
    "domain_controllers": N_("Controllers"),
    "mailboxes": N_("Mailboxes"),
    "bytes_to_move": N_("GB"),
    "clients": N_("Mail programs"),
    "profiles": N_("Profiles"),
    "licences": N_("Licences"),
}


def effort_of(listed: Sequence[Way], context: Context) -> EffortTable | None:
    """A column for each path; rows that are nothing for every path are left out, those not known are not."""
    words = context.words
    paths = [(way, way.path) for way in listed if way.path is not None]
    if not paths:
        return None
    rows = []
    for name, label in EFFORT_WORDS.items():
        values = [getattr(path.effort, name) for _, path in paths]
        if any(value != 0 for value in values):
            say = words.gigabytes if name == "bytes_to_move" else words.number
            rows.append(
                EffortRow(label=words.say(label), cells=[_cell(value, say, words) for value in values])
            )
    return EffortTable(
        columns=[TargetChoice(letter=way.letter, name=words.station(way.target.id)) for way, _ in paths],
        rows=rows,
        unknown=_unknown([path for _, path in paths], words),
    )


def _unknown(paths: Sequence[Path], words: Words) -> str | None:
    """Why numbers are not known: the reason that most of them have, then the others with their rows."""
    found = [
        (words.text(path.effort.unknown[name]), words.say(label))
        for name, label in _SHORT.items()
        for path in paths
        if name in path.effort.unknown
    ]
    if not found:
        return None
    (most, _), *others = Counter(why for why, _ in found).most_common()
    told = [words.say("?: {why}.", why=most)]
    for why, _ in others:
        rows = "; ".join(dict.fromkeys(label for reason, label in found if reason == why))
        told.append(words.say("{rows}: {why}.", rows=rows, why=why))
    return " ".join(told)


def _cell(value: int | None, say: Callable[[int], str], words: Words) -> EffortCell:
    if value is None:
        return EffortCell(text="?", plain=True)
    return EffortCell(text=say(value), plain=value == 0)


def route_of(listed: Sequence[Way], context: Context) -> RouteMap | None:
    """The map, and the same as a list; nothing where no path was computed, since nobody has shown that a way exists."""
    words = context.words
    paths = [(way, way.path) for way in listed if way.path is not None]
    if not paths:
        return None
    versions = list(exchange_versions(context.inventory, context.hosts))
    # Several have no room with their whole names before the next station.
    start = words.version(versions[0]) if len(versions) == 1 else " + ".join(versions) or words.say("Today")
    lines = [Line(letter=way.letter, stops=[_stop(hop, context) for hop in path.hops]) for way, path in paths]
    return RouteMap(
        drawing=route(start, words.say("you are here"), lines),
        lines=[
            RouteLine(
                letter=way.letter,
                chain=chain(way, words),
                stations=[
                    Fact(label=words.station(hop.target), value=to_clear(hop.counts, words))
                    for hop in path.hops
                ],
            )
            for way, path in paths
        ],
    )


def _stop(hop: Hop, context: Context) -> Stop:
    words = context.words
    tone, number = _gate(hop.counts)
    return Stop(
        key=hop.target,
        name=words.station(hop.target),
        note=_support(hop.support_ends, context.results.as_of, words),
        gate=words.number(number),
        tone=tone,
    )


def _gate(counts: Counts) -> tuple[Status, int]:
    """What stands before a station: the worst there is, and how much of it."""
    numbers: tuple[tuple[Status, int], ...] = (
        ("blocker", counts.blocker),
        ("not-verified", counts.not_verified),
        ("warning", counts.warning),
    )
    return next(((status, number) for status, number in numbers if number), ("met", 0))


def _support(ends: date | None, as_of: date, words: Words) -> str:
    if ends is None:
        return ""
    year = words.year(ends)
    return (
        words.say("support ended {year}", year=year) if ends < as_of else words.say("until {year}", year=year)
    )
