"""What is missing: sections nobody could read, and new servers nobody has named yet."""

from __future__ import annotations

from collections.abc import Sequence

from checks.results import Gap
from checks.subjects import Roster
from checks.target import Target
from reports.context import Context
from reports.language import N_
from reports.model import GapGroup, GapLine, Gaps, Shopping, Wanted, WantedRow
from reports.parts import Fact, Link, TargetChoice
from reports.words import LEVEL_WORDS, SECTION_WORDS, SUBJECT_WORDS

SUBJECTS_SHOWN = 25
STATE_WORDS = {"failed": N_("asked, not answered"), "skipped": N_("not asked")}


def gaps_of_page(context: Context) -> Gaps | None:
    """Gaps that leave a check open, and apart those no check of these targets asks about."""
    words, gaps = context.words, context.results.gaps
    if not gaps:
        return None
    needed = [gap for gap in gaps if gap.leaves_open]
    others = [gap for gap in gaps if not gap.leaves_open]
    return Gaps(
        number=words.number(len(gaps)),
        note=words.count(
            len(needed),
            "{n} part of the inventory is missing that a check needs. What it would have shown is not verified.",
            "{n} parts of the inventory are missing that checks need. What they would have shown is not verified.",
        )
        if needed
        else words.say(
            "Every part of the inventory that the checks of these targets need was read or declared."
        ),
        needed=_groups(needed, context),
        others_note=words.count(
            len(others),
            "{n} other part was not read; no check of these targets asks about it",
            "{n} other parts were not read; no check of these targets asks about them",
        )
        if others
        else None,
        others=_groups(others, context),
    )


def _groups(gaps: Sequence[Gap], context: Context) -> list[GapGroup]:
    """Gaps by subject; subjects that miss the same for the same reason share a group."""
    words = context.words
    by_subject: dict[tuple[str, str], list[Gap]] = {}
    for gap in gaps:
        by_subject.setdefault((gap.subject.kind, gap.subject.name), []).append(gap)
    alike: dict[tuple[object, ...], list[tuple[str, list[Gap]]]] = {}
    for (kind, name), listed in by_subject.items():
        key = (kind, *((gap.section, *_reason(gap)) for gap in listed))
        alike.setdefault(key, []).append((name, listed))
    return [
        GapGroup(
            subject=words.names([words.subject(name) for name, _ in subjects], SUBJECTS_SHOWN),
            rest=words.say("The file of exready report --format json names all of them.")
            if len(subjects) > SUBJECTS_SHOWN
            else None,
            kind=words.say(SUBJECT_WORDS.get(str(key[0]), "")),
            lines=_lines(subjects[0][1], context),
        )
        for key, subjects in alike.items()
    ]


def _reason(gap: Gap) -> tuple[object, ...]:
    return (gap.state, gap.collector, gap.reason.text, gap.hint.text, tuple(gap.leaves_open))


def _lines(gaps: Sequence[Gap], context: Context) -> list[GapLine]:
    words = context.words
    alike: dict[tuple[object, ...], list[Gap]] = {}
    for gap in gaps:
        alike.setdefault(_reason(gap), []).append(gap)
    return [
        GapLine(
            sections=", ".join(words.say(SECTION_WORDS.get(gap.section, gap.section)) for gap in same),
            state=words.say(STATE_WORDS[same[0].state]),
            reason=words.text(same[0].reason),
            hint=words.text(same[0].hint),
            leaves_open=[
                Link(anchor=check, label=words.prose(context.checks[check]).title)
                for check in same[0].leaves_open
            ],
        )
        for same in alike.values()
    ]


def shopping_of(context: Context) -> Shopping | None:
    """What the targets without a machine to run them ask of one; nothing where none of them needs a machine."""
    words = context.words
    asked = [check for check in context.checks.values() if check.subject == "candidate"]
    lacking = [
        target
        for result in context.ahead
        if any(check.id in (target := context.targets[result.id]).require for check in asked)
        and not _has_candidate(target, context)
    ]
    rows = [
        WantedRow(
            title=words.prose(check).title,
            anchor=check.id,
            by_target=[_wanted(check.id, target, context) for target in lacking],
        )
        for check in asked
        if any(check.id in target.require for target in lacking)
    ]
    if not rows:
        return None
    return Shopping(
        note=words.say(
            "The inventory names no machine to run {targets}. This is what such a server must and should have; "
            "databases and logs need disks of their own.",
            targets=words.listed([words.known(target.name) for target in lacking]),
        ),
        targets=[
            TargetChoice(letter=context.letters[target.id], name=words.known(target.name))
            for target in lacking
        ],
        rows=rows,
    )


def _has_candidate(target: Target, context: Context) -> bool:
    """A machine is meant for it, or a server that is there is upgraded to it where it stands."""
    return bool(Roster(context.inventory).of("candidate", target.base_id).found)


def _wanted(check_id: str, target: Target, context: Context) -> Wanted:
    words = context.words
    requirements = target.require.get(check_id)
    lines = [
        Fact(
            label=words.say(LEVEL_WORDS[name]),
            value=words.text(context.checks[check_id].requires(level.need)),
        )
        for name, level in (requirements.levels() if requirements else ())
    ]
    return Wanted(
        letter=context.letters[target.id] if context.several else "",
        target=words.known(target.name),
        lines=lines,
        nothing=words.say("nothing is asked"),
    )
