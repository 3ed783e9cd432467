"""The first page: headline, the verdict on each target, and what to know before reading on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from checks.results import Results, TargetVerdict
from reports.digest import BROKEN, OPEN, CheckDigest, digests, nothing_verified
from reports.language import N_, plural
from reports.parts import Fact, Link, Notice
from reports.ways import OPEN_COUNTS, Way, cleared, has_paths, not_looked_for, to_clear
from reports.words import Words

NOTICE_DAYS = 7
BAND_DAYS = 30
RULE_BOOK_DAYS = 365


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


def standfirst(listed: Sequence[Way], results: Results, found: Sequence[CheckDigest], words: Words) -> str:
    """What stands behind the headline: of the recommended path if there is one, else of all targets together."""
    way = next((way for way in listed if way.path is not None and way.path.recommended), None)
    if way is None or nothing_verified(results):
        reached = _reached(listed, results)
        return counts_sentence(reached, found if reached is results else digests(reached), words)
    return words.say(
        "Recommended is {letter}, {target}: {listed}.",
        letter=way.letter,
        target=words.target(way.target),
        listed=to_clear(way.counts, words),
    )


def _reached(listed: Sequence[Way], results: Results) -> Results:
    """The results without the targets no way leads to, as long as others are left: nothing is to be done for them."""
    closed = {way.target.id for way in listed if way.closed}
    targets = [target for target in results.targets if target.id not in closed]
    if not closed or not targets:
        return results
    findings = [finding for finding in results.findings if finding.target not in closed]
    return msgspec.structs.replace(results, targets=targets, findings=findings)


def counts_sentence(results: Results, found: Sequence[CheckDigest], words: Words) -> str:
    """What stands behind the headline."""
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
        return _without_blocker(results, listed, bool(number["not-verified"]), words)
    return words.say("{listed}.", listed=listed) + _stopping(results, found, number["blocker"], words)


def _without_blocker(results: Results, listed: str, unverified: bool, words: Words) -> str:
    if unverified:
        return words.say("{listed}; no blocker among what was verified.", listed=listed)
    if listed:
        return words.say("{listed}; no blocker, and nothing left unverified.", listed=listed)
    if len(results.targets) > 1:
        return words.say("Every requirement was verified and is met.")
    done, _ = cleared(results.targets[0].counts)
    return words.count(
        done,
        "The {n} requirement is verified and met.",
        "All {n} requirements are verified and met.",
    )


def _stopping(results: Results, found: Sequence[CheckDigest], blockers: int, words: Words) -> str:
    """How many of the blockers stop every target; nothing to say about a single target."""
    stopping = sum(_stops_every_target(digest, len(results.targets)) for digest in found)
    if len(results.targets) == 1 or not stopping:
        return ""
    if stopping == blockers:
        return " " + words.count(stopping, "It stops every target.", "Each blocker stops every target.")
    return " " + words.count(
        stopping, "{n} of the blockers stops every target.", "{n} of the blockers stop every target."
    )


def _stops_every_target(digest: CheckDigest, targets: int) -> bool:
    blocked = [status for status in digest.by_target.values() if status == "blocker"]
    return len(blocked) == targets


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
    return listed + _no_ways(results, words) + _broken(found, words) + _said_by_people(results, found, words)


def _no_ways(results: Results, words: Words) -> list[Notice]:
    why = not_looked_for(results)
    if why is None:
        return []
    text = words.say("Ways to the targets could not be worked out: {why}.", why=words.text(why))
    return [Notice(tone="not-verified", text=text)]


def _broken(found: Sequence[CheckDigest], words: Words) -> list[Notice]:
    listed = []
    broken = [digest.check for digest in found if any(row.observed.id == BROKEN for row in digest.findings)]
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
