"""The first page: headline, the verdict on each target, and what to know before reading on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checks.results import Counts, Results, Status, TargetResult, TargetVerdict
from reports.charts.bars import coverage
from reports.digest import BROKEN, OPEN, CheckDigest, letters, nothing_verified
from reports.language import N_, plural
from reports.model import Count, Fact, Link, Notice, TargetRow
from reports.words import VERDICT_TONES, VERDICT_WORDS, Words

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
    return _several(targets, words)


_ONE: dict[TargetVerdict, str] = {
    "not-ready": N_("Not ready for {target}."),
    "cannot-conclude": N_("Too little is known to conclude on {target}."),
    "ready-with-conditions": N_("Ready for {target}, with conditions."),
    "ready": N_("Ready for {target}."),
}


def _several(targets: Sequence[TargetResult], words: Words) -> str:
    number = len(targets)
    by_verdict = {word: sum(target.verdict == word for target in targets) for word in VERDICT_WORDS}
    ready, conditions = by_verdict["ready"], by_verdict["ready-with-conditions"]
    every = words.number(number)
    if ready == number:
        return words.say("All {n} targets are ready.", n=every)
    if ready:
        return words.count(
            ready, "{n} of {every} targets is ready.", "{n} of {every} targets are ready.", every=every
        )
    if conditions == number:
        return words.say("All {n} targets are ready, with conditions.", n=every)
    if conditions:
        return words.count(
            conditions,
            "{n} of {every} targets is ready, with conditions.",
            "{n} of {every} targets are ready, with conditions.",
            every=every,
        )
    if by_verdict["not-ready"] == number:
        return (
            words.say("Neither target is ready.")
            if number == 2
            else words.say("None of the {n} targets is ready.", n=every)
        )
    if by_verdict["cannot-conclude"] == number:
        return words.say("Too little is known to conclude on any target.")
    return words.say("No target is known to be ready.")


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
    parts = [words.count(number[status], one, many) for status, one, many in _OPEN_COUNTS if number[status]]
    listed = words.listed(parts)
    if not number["blocker"]:
        return _without_blocker(results, listed, bool(number["not-verified"]), words)
    return words.say("{listed}.", listed=listed) + _stopping(results, found, number["blocker"], words)


_OPEN_COUNTS: tuple[tuple[Status, str, str], ...] = (
    ("blocker", *plural("{n} blocker", "{n} blockers")),
    ("not-verified", *plural("{n} check not verified", "{n} checks not verified")),
    ("warning", *plural("{n} warning", "{n} warnings")),
)


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


def target_rows(results: Results, words: Words) -> list[TargetRow]:
    """A row for each target."""
    sign = letters(results)
    return [_target_row(target, sign[target.id], results.as_of, words) for target in results.targets]


def cleared(counts: Counts) -> tuple[int, int]:
    """How many requirements are met or met with a warning, of how many that apply."""
    done = counts.met + counts.warning
    return done, done + counts.blocker + counts.not_verified


def _target_row(target: TargetResult, letter: str, as_of: date, words: Words) -> TargetRow:
    counts = target.counts
    done, every = cleared(counts)
    tone = VERDICT_TONES[target.verdict]
    return TargetRow(
        letter=letter,
        name=target.name,
        release=target.release,
        tone=tone,
        verdict=words.say(VERDICT_WORDS[target.verdict]),
        counts=[
            Count(tone="blocker", number=words.number(counts.blocker), word=words.say("Blockers")),
            Count(tone="warning", number=words.number(counts.warning), word=words.say("Warnings")),
            Count(
                tone="not-verified", number=words.number(counts.not_verified), word=words.say("Not verified")
            ),
        ],
        accepted=words.count(counts.accepted, "{n} of them accepted", "{n} of them accepted")
        if counts.accepted
        else None,
        cleared=words.number(done) if every else words.say("nothing assessed"),
        total=words.say("of {n}", n=words.number(every)) if every else "",
        share=words.share(done * 100 // every, (done + counts.not_verified) * 100 // every) if every else "",
        bar=coverage(counts),
        support=support_line(target, as_of, words),
        support_over=target.support_ends is not None and target.support_ends < as_of,
    )


def support_line(target: TargetResult, as_of: date, words: Words) -> str | None:
    """What is to be said about the end of support of a target; nothing when no end is set."""
    ends = target.support_ends
    if ends is None:
        return None
    if ends < as_of:
        return words.say("Out of support since {day}", day=words.day(ends))
    return words.say("In support until {day}", day=words.day(ends))


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
            targets=[target.name for target in old],
            day=words.day(min(target.verified for target in old)),
        )
        listed.append(Notice(tone="warning", text=text))
    return listed + _broken(found, words) + _said_by_people(results, found, words)


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
