"""A difference in words: sections of lines, for a terminal and for a ticket."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from reports.difference import Cause, Difference, FindingChange, Movement, SectionChange
from reports.language import N_
from reports.markdown import prose
from reports.visible import shown
from reports.words import SECTION_WORDS, STATUS_WORDS, VERDICT_WORDS, Words

# Characters of one line on a terminal.
LONGEST = 600
MOVEMENT_WORDS: Mapping[Movement, str] = {
    "new": N_("new"),
    "worse": N_("worse"),
    "fixed": N_("fixed"),
    "better": N_("better"),
    "gone": N_("gone with its subject, or no longer applies"),
    "verified": N_("now verified"),
    "no-longer-verified": N_("no longer verified"),
    "not-verified": N_("not verified"),
    "observed": N_("seen differently"),
}
_CAUSES: Mapping[Cause, str] = {
    "environment": N_("Findings: the environment changed"),
    "rules": N_("Findings: the rules or the day changed"),
    "coverage": N_("Findings: what could be read changed"),
}
_SECTION_CHANGES = {
    "added": N_("{place}: added"),
    "removed": N_("{place}: not there any more"),
    "changed": N_("{place}: {fields}"),
}


class Block(Struct, frozen=True, kw_only=True):
    """A heading and its lines."""

    heading: str
    lines: list[str]


def blocks(found: Difference, words: Words) -> list[Block]:
    """What changed; no block where nothing of its kind did."""
    made = [
        Block(heading=words.say("Verdicts"), lines=_verdicts(found, words)),
        Block(heading=words.say("Environment"), lines=[_section(each, words) for each in found.environment]),
        Block(heading=words.say("Rules"), lines=_rules(found, words)),
        Block(heading=words.say("Coverage"), lines=_coverage(found, words)),
    ]
    made += [
        Block(
            heading=words.say(heading),
            lines=[_finding(each, words) for each in found.findings if each.cause == cause],
        )
        for cause, heading in _CAUSES.items()
    ]
    return [block for block in made if block.lines]


def as_text(found: Difference, words: Words) -> list[str]:
    """Lines for a terminal; nothing in them steers it."""
    return _laid_out(found, words, "{}", "  {}", lambda text: shown(text, LONGEST))


def as_markdown(found: Difference, words: Words) -> str:
    """A ticket in Markdown."""
    return "\n".join(_laid_out(found, words, "## {}\n", "- {}", prose)) + "\n"


def _laid_out(
    found: Difference, words: Words, heading: str, line: str, safe: Callable[[str], str]
) -> list[str]:
    made = [safe(_title(found, words))]
    listed = blocks(found, words)
    for block in listed:
        made += ["", heading.format(safe(block.heading)), *(line.format(safe(text)) for text in block.lines)]
    return made if listed else [*made, "", safe(words.say("Nothing changed."))]


def _title(found: Difference, words: Words) -> str:
    return words.say(
        "{organization}: from the inventory of {before} to that of {after}",
        organization=found.after.organization,
        before=words.day(found.before.taken_at.date()),
        after=words.day(found.after.taken_at.date()),
    )


def _verdicts(found: Difference, words: Words) -> list[str]:
    return [
        words.say(
            "{target}: {before} → {after}",
            target=change.target,
            before=words.say(VERDICT_WORDS[change.before]) if change.before else words.say("not judged"),
            after=words.say(VERDICT_WORDS[change.after]) if change.after else words.say("not judged"),
        )
        for change in found.verdicts
    ]


def _rules(found: Difference, words: Words) -> list[str]:
    sides = (found.before, found.after)
    facts: Sequence[tuple[str, Sequence[str]]] = (
        (N_("Rules"), [side.rules for side in sides]),
        (N_("exready"), [side.tool for side in sides]),
        (N_("Dates judged as of"), [words.day(side.as_of) for side in sides]),
    )
    lines = [
        words.say("{target}: {before} → {after}", target=words.say(label), before=before, after=after)
        for label, (before, after) in facts
        if before != after
    ]
    return lines + [
        words.say(
            "{check}, {target}: {before} → {after}",
            check=change.check,
            target=change.target,
            before=words.text(change.before),
            after=words.text(change.after),
        )
        for change in found.requirements
    ]


def _coverage(found: Difference, words: Words) -> list[str]:
    patterns = {
        "lost": N_("{name}, {section}: now missing: {reason}"),
        "gained": N_("{name}, {section}: no longer missing"),
    }
    return [
        words.say(
            patterns[change.change],
            name=change.subject.name,
            section=words.say(SECTION_WORDS.get(change.section, change.section)),
            reason=words.text(change.reason),
        )
        for change in found.coverage
    ]


def _section(change: SectionChange, words: Words) -> str:
    section = words.say(SECTION_WORDS.get(change.section, change.section))
    place = words.say("{section}, {name}", section=section, name=change.name) if change.name else section
    fields = [
        words.say("{field} {before} → {after}", field=name, before=before or "–", after=after or "–")
        for name, (before, after) in change.fields.items()
    ]
    return words.say(_SECTION_CHANGES[change.change], place=place, fields=fields)


def _finding(change: FindingChange, words: Words) -> str:
    status = change.after or change.before
    observed = change.observed_after or change.observed_before
    assert status is not None
    assert observed is not None
    return words.say(
        "{movement}: {check}, {target}, {subject} ({status}): {observed}",
        movement=words.say(MOVEMENT_WORDS[change.movement]),
        check=change.check,
        target=change.target,
        subject=change.subject.name,
        status=words.say(STATUS_WORDS[status])
        if change.after
        else words.say("was {status}", status=words.say(STATUS_WORDS[status])),
        observed=words.text(observed),
    )
