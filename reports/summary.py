"""The first page: headline, the verdict on each target, and what to know before reading on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from checks.results import Counts, Results, Status, TargetVerdict
from reports.context import Context
from reports.digest import BROKEN, OPEN, CheckDigest, nothing_verified
from reports.language import N_, plural
from reports.parts import Fact, Link, Notice
from reports.ways import OPEN_COUNTS, Way, cleared, has_paths, not_looked_for, to_clear
from reports.words import Words

NOTICE_DAYS = 7
BAND_DAYS = 30
RULE_BOOK_DAYS = 365
# Checks that are named in one sentence.
NAMED = 2


def headline(results: Results, words: Words) -> str:
    """The answer in one sentence; never one that could be taken for "fine" when nothing was looked at."""
    targets = results.targets
    if not targets:
        return words.say("No target was judged.")
    if nothing_verified(results):
        return words.say("Nothing of this environment was verified.")
    if len(targets) == 1:
        return words.say(_ONE[targets[0].verdict], target=words.target(targets[0]))
    return _several([target.verdict for target in targets], _TARGETS, words)


_ONE: dict[TargetVerdict, str] = {
    "not-ready": N_("Not ready for {target}."),
    "cannot-conclude": N_("Too little is known to conclude on {target}."),
    "ready-with-conditions": N_("Ready for {target}, with conditions."),
    "ready": N_("Ready for {target}."),
}


class Sentences(Struct, frozen=True, kw_only=True):
    """What can be said of several verdicts, for one word for what they are about."""

    all_ready: str
    some_ready: tuple[str, str]
    all_conditions: str
    some_conditions: tuple[str, str]
    neither: str
    none: str
    unknown: str
    no_known: str


_TARGETS = Sentences(
    all_ready=N_("All {n} targets are ready."),
    some_ready=plural("{n} of {every} targets is ready.", "{n} of {every} targets are ready."),
    all_conditions=N_("All {n} targets are ready, with conditions."),
    some_conditions=plural(
        "{n} of {every} targets is ready, with conditions.",
        "{n} of {every} targets are ready, with conditions.",
    ),
    neither=N_("Neither target is ready."),
    none=N_("None of the {n} targets is ready."),
    unknown=N_("Too little is known to conclude on any target."),
    no_known=N_("No target is known to be ready."),
)
_PATHS = Sentences(
    all_ready=N_("All {n} paths are ready."),
    some_ready=plural("{n} of {every} paths is ready.", "{n} of {every} paths are ready."),
    all_conditions=N_("All {n} paths are ready, with conditions."),
    some_conditions=plural(
        "{n} of {every} paths is ready, with conditions.",
        "{n} of {every} paths are ready, with conditions.",
    ),
    neither=N_("Neither path is ready."),
    none=N_("None of the {n} paths is ready."),
    unknown=N_("Too little is known to conclude on any path."),
    no_known=N_("No path is known to be ready."),
)


def headline_of_ways(listed: Sequence[Way], results: Results, words: Words) -> str:
    """The same of the ways a page shows: of paths as soon as there is one."""
    leading = [way for way in listed if not way.closed]
    if listed and not leading:
        return _nowhere(listed, words)
    if nothing_verified(results) or not has_paths(leading):
        return headline(results, words)
    if len(leading) == 1:
        return words.say(_ONE[leading[0].verdict], target=words.target(leading[0].target))
    return _several([way.verdict for way in leading], _PATHS, words)


def _nowhere(listed: Sequence[Way], words: Words) -> str:
    if len(listed) == 1:
        return words.say("No way leads to {target}.", target=words.target(listed[0].target))
    return words.say("No way leads to any of the {n} targets.", n=words.number(len(listed)))


def _several(verdicts: Sequence[TargetVerdict], sentences: Sentences, words: Words) -> str:
    number = len(verdicts)
    ready, conditions = verdicts.count("ready"), verdicts.count("ready-with-conditions")
    every = words.number(number)
    if ready == number:
        return words.say(sentences.all_ready, n=every)
    if ready:
        return words.count(ready, *sentences.some_ready, every=every)
    if conditions == number:
        return words.say(sentences.all_conditions, n=every)
    if conditions:
        return words.count(conditions, *sentences.some_conditions, every=every)
    if verdicts.count("not-ready") == number:
        return words.say(sentences.neither if number == 2 else sentences.none, n=every)
    if verdicts.count("cannot-conclude") == number:
        return words.say(sentences.unknown)
    return words.say(sentences.no_known)


def standfirst(listed: Sequence[Way], found: Sequence[CheckDigest], context: Context) -> str:
    """What stands behind the headline: of the recommended path if there is one, else of every path there is.

    Args:
        listed: the ways of the page.
        found: the checks over the targets that count.
        context: the inputs of the report.
    """
    words, results = context.words, context.reached
    leading = [way for way in listed if not way.closed]
    way = next((way for way in leading if way.path is not None and way.path.recommended), None)
    titles = {check.id: words.prose(check).title for check in context.checks.values()}
    if nothing_verified(results) or not has_paths(leading):
        return counts_sentence(results, found, titles, words)
    if way is None:
        return _of_paths(leading, found, titles, words)
    return words.say(
        "Recommended is {letter}, {target}: {listed}.",
        letter=way.letter,
        target=words.target(way.target),
        listed=to_clear(way.counts, words),
    )


def _of_paths(
    leading: Sequence[Way], found: Sequence[CheckDigest], titles: Mapping[str, str], words: Words
) -> str:
    """From the path with the least to that with the most, since one check may be open on some and not on others."""
    parts = []
    for status, one, many in OPEN_COUNTS:
        numbers = [_number(way.counts, status) for way in leading]
        low, high = min(numbers), max(numbers)
        if high:
            one, many = (one, many) if low == high else _UP_TO[status] if not low else _FROM[status]
            parts.append(words.count(high, one, many, low=words.number(low)))
    counted = words.listed(parts)
    if len(leading) > 1 and parts:
        counted = words.say("Each path has {listed}", listed=counted)
    counts = [way.counts for way in leading]
    if not any(one.blocker for one in counts):
        return _without_blocker(counted, counts, any(one.not_verified for one in counts), words)
    stopping = [digest for digest in found if _stops_every_path(digest, leading)] if len(leading) > 1 else []
    return _with_blockers(counted, N_("What stops every path: {checks}."), stopping, titles, words)


def _number(counts: Counts, status: Status) -> int:
    return {"blocker": counts.blocker, "not-verified": counts.not_verified, "warning": counts.warning}[status]


_FROM: Mapping[Status, tuple[str, str]] = {
    "blocker": plural("{low} to {n} blocker", "{low} to {n} blockers"),
    "not-verified": plural("{low} to {n} check not verified", "{low} to {n} checks not verified"),
    "warning": plural("{low} to {n} warning", "{low} to {n} warnings"),
}
_UP_TO: Mapping[Status, tuple[str, str]] = {
    "blocker": plural("up to {n} blocker", "up to {n} blockers"),
    "not-verified": plural("up to {n} check not verified", "up to {n} checks not verified"),
    "warning": plural("up to {n} warning", "up to {n} warnings"),
}


def _stops_every_path(digest: CheckDigest, leading: Sequence[Way]) -> bool:
    """Whether a check stops every target, and no way gets around it: one that a stop clears by itself does not."""
    return _stops_every_target(digest) and all(
        way.path is None or any(digest.check in hop.remaining for hop in way.path.hops) for way in leading
    )


def counts_sentence(
    results: Results, found: Sequence[CheckDigest], titles: Mapping[str, str], words: Words
) -> str:
    """What stands behind the headline where targets are judged as everything is today.

    Args:
        results: what was judged.
        found: its checks.
        titles: what each check is called.
        words: the language.
    """
    if not results.targets:
        return ""
    if nothing_verified(results):
        return words.say(
            "None of it was read, so this page cannot say whether it is ready. It lists what is required, and "
            "why it could not be looked at."
        )
    number = {status: sum(digest.status == status for digest in found) for status in OPEN}
    parts = [words.count(number[status], one, many) for status, one, many in OPEN_COUNTS if number[status]]
    listed = words.listed(parts)
    if not number["blocker"]:
        counts = [target.counts for target in results.targets]
        return _without_blocker(listed, counts, bool(number["not-verified"]), words)
    stopping = [digest for digest in found if _stops_every_target(digest)] if len(results.targets) > 1 else []
    return _with_blockers(listed, N_("What stops every target: {checks}."), stopping, titles, words)


def _with_blockers(
    listed: str, stops: str, stopping: Sequence[CheckDigest], titles: Mapping[str, str], words: Words
) -> str:
    """How much there is, and by name what has to be put right wherever one wants to go."""
    sentence = words.say("{listed}.", listed=listed)
    names = [titles[digest.check] for digest in stopping]
    if not names:
        return sentence
    named = words.listed(names) if len(names) <= NAMED else words.names(names, NAMED)
    return f"{sentence} {words.say(stops, checks=named)}"


def _without_blocker(listed: str, counts: Sequence[Counts], unverified: bool, words: Words) -> str:
    if unverified:
        return words.say("{listed}; no blocker among what was verified.", listed=listed)
    if listed:
        return words.say("{listed}; no blocker, and nothing left unverified.", listed=listed)
    if len(counts) > 1:
        return words.say("Every requirement was verified and is met.")
    done, _ = cleared(counts[0])
    return words.count(
        done,
        "The {n} requirement is verified and met.",
        "All {n} requirements are verified and met.",
    )


def _stops_every_target(digest: CheckDigest) -> bool:
    return all(status == "blocker" for status in digest.by_target.values())


def header_facts(results: Results, words: Words) -> list[Fact]:
    """When it was read, when it was judged, by which rules."""
    taken = results.inventory.taken_at
    return [
        Fact(label=words.say("Inventory taken"), value=words.moment(taken, taken)),
        Fact(label=words.say("Judged as of"), value=words.day(results.as_of)),
        Fact(label=words.say("Rules"), value=results.rules),
    ]


def bands(results: Results, words: Words) -> list[Notice]:
    """What stands above the verdict because it changes how much the verdict is worth."""
    days = (results.as_of - results.inventory.taken_at.date()).days
    if days > BAND_DAYS:
        text = words.say(
            "The inventory is {n} days old. Later changes are not in here: scan again before deciding.",
            n=words.number(days),
        )
        return [Notice(tone="warning", text=text)]
    return []


def notices(results: Results, found: Sequence[CheckDigest], words: Words) -> list[Notice]:
    """What else to know: age, what was not read, what is only declared, what went wrong."""
    listed: list[Notice] = []
    days = (results.as_of - results.inventory.taken_at.date()).days
    if NOTICE_DAYS < days <= BAND_DAYS:
        text = words.say("The inventory is {n} days old.", n=words.number(days))
        listed.append(Notice(tone="warning", text=text))
    old = [t for t in results.targets if (results.as_of - t.verified).days > RULE_BOOK_DAYS]
    if old:
        text = words.count(
            len(old),
            "The rule book of {targets} was last compared with its sources on {day}, over a year before.",
            "The rule books of {targets} were last compared with their sources over a year before, the oldest on "
            "{day}.",
            targets=[words.known(target.name) for target in old],
            day=words.day(min(target.verified for target in old)),
        )
        listed.append(Notice(tone="warning", text=text))
    return (
        listed + _no_ways(results, words) + _broken(results, words) + _said_by_people(results, found, words)
    )


def _no_ways(results: Results, words: Words) -> list[Notice]:
    why = not_looked_for(results)
    if why is None:
        return []
    text = words.say("Ways to the targets could not be worked out: {why}.", why=words.text(why))
    return [Notice(tone="not-verified", text=text)]


def _broken(results: Results, words: Words) -> list[Notice]:
    """Checks that broke for any target, even for one no way leads to: it is exready that has to be put right."""
    listed = []
    broken = list(dict.fromkeys(row.check for row in results.findings if row.observed.id == BROKEN))
    if broken:
        text = words.say("These checks broke, a defect of exready: {checks}.", checks=broken)
        listed.append(Notice(tone="blocker", text=text))
    return listed


def _said_by_people(results: Results, found: Sequence[CheckDigest], words: Words) -> list[Notice]:
    listed = []
    declared = [d for d in found if any(row.read_from and row.read_from.declared for row in d.findings)]
    if declared:
        text = words.count(
            len(declared),
            "{n} check rests on what was declared, not read.",
            "{n} checks rest on what was declared, not read.",
        )
        listed.append(Notice(tone="warning", text=text))
    lapsed = [acceptance for acceptance in results.acceptances if acceptance.state != "applied"]
    if lapsed:
        text = words.count(
            len(lapsed),
            "{n} acceptance has expired or fits nothing.",
            "{n} acceptances have expired or fit nothing.",
        )
        link = Link(anchor="acceptances", label=words.say("See it"))
        listed.append(Notice(tone="warning", text=text, link=link))
    return listed
