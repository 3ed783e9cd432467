"""Results as Markdown for a ticket: verdicts, what blocks, what is not verified, the order of work.

Whatever a name of the environment holds, it stays text: words that could be markup, a link or a mention stand in code
spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.results import Status
from reports.context import Context
from reports.digest import CheckDigest, awaits_server, digests, observations
from reports.language import N_
from reports.since import since_facts, since_tags
from reports.summary import headline_of_ways, standfirst
from reports.visible import shown
from reports.ways import Way, support_line, ways
from reports.ways_model import Work
from reports.words import VERDICT_WORDS
from reports.work import work_of

# Characters of one text; a ticket is read, not searched.
LONGEST = 600
OBSERVATIONS_SHOWN = 10
NAMES_SHOWN = 5
_LISTED: tuple[tuple[Status, str], ...] = (("blocker", N_("Blockers")), ("not-verified", N_("Not verified")))
# A word of letters and digits, with the signs of a sentence around it and within it.
_PLAIN = re.compile(r"[(“«\"']*[^\W_]+(?:(?:[-–’'/]|[.,:](?=\d))[^\W_]+)*[%)”»\"'.,;:!?]*|[-–→·×+=«»:;!?]")
# First words that would begin a list or a heading.
_MARKER = re.compile(r"[-+=]|\d+[.)]")
_END = re.compile(r"(.+?)([.,;:!?]*)")


def markdown(context: Context) -> str:
    """The whole text; same context, same text."""
    words, results = context.words, context.results
    found, listed = digests(context.reached), ways(results)
    title = words.say("Exchange readiness: {organization}", organization=results.inventory.organization)
    lines = [f"# {prose(title)}", "", prose(headline_of_ways(listed, context.reached, words))]
    lines += [prose(standfirst(listed, found, context)), ""]
    taken = results.inventory.taken_at
    lines += [
        prose(
            words.say(
                "Inventory of {taken}, judged as of {day} with rules {rules}.",
                taken=words.moment(taken, taken),
                day=words.day(results.as_of),
                rules=results.rules,
            )
        ),
        "",
    ]
    for fact in since_facts(context):
        lines += [prose(words.say("{label}: {value}.", label=fact.label, value=fact.value)), ""]
    lines += _verdicts(listed, context)
    for status, heading in _LISTED:
        lines += _findings(found, status, heading, context)
    for work in work_of(listed, context):
        lines += _work(work, context)
    return "\n".join(lines).rstrip("\n") + "\n"


def prose(text: str) -> str:
    """A sentence as Markdown that says just this sentence, and does nothing else."""
    first, *others = shown(text, LONGEST).split() or [""]
    marker = f"{first[:-1]}\\{first[-1]}" if _MARKER.fullmatch(first) else _word(first)
    return " ".join([marker, *map(_word, others)])


def _word(word: str) -> str:
    found = None if _PLAIN.fullmatch(word) else _END.fullmatch(word)
    return code(found[1]) + found[2] if found else word


def code(text: str) -> str:
    """A text in a code span, in which nothing acts; its fence is longer than any within it."""
    seen = shown(text, LONGEST)
    fence = "`" * (max((len(run) for run in re.findall("`+", seen)), default=0) + 1)
    room = " " if "`" in (seen[:1], seen[-1:]) else ""
    return f"{fence}{room}{seen}{room}{fence}"


def _cell(text: str) -> str:
    """The same in a table, where a bar would end the cell even within a code span."""
    return prose(text).replace("|", "\\|")


def _verdicts(listed: Sequence[Way], context: Context) -> Iterator[str]:
    words = context.words
    headings = (
        N_("Target"), N_("Verdict"), N_("Blockers"), N_("Not verified"), N_("Warnings"), N_("Vendor support")
    )  # fmt: skip
    yield "| " + " | ".join(_cell(words.say(heading)) for heading in headings) + " |"
    yield "|---|---|---:|---:|---:|---|"
    for way in listed:
        if way.closed:
            continue
        cells = [
            words.say("{letter}: {target}", letter=way.letter, target=words.target(way.target)),
            words.say(VERDICT_WORDS[way.verdict]),
            words.number(way.counts.blocker),
            words.number(way.counts.not_verified),
            words.number(way.counts.warning),
            support_line(way.target.support_ends, context.results.as_of, words) or "",
        ]
        yield "| " + " | ".join(map(_cell, cells)) + " |"
    yield ""
    yield from _no_way(listed, context)


def _no_way(listed: Sequence[Way], context: Context) -> Iterator[str]:
    """The targets no way leads to, and why."""
    words = context.words
    for way in listed:
        if way.no_way is not None and way.closed:
            text = words.say(
                "{letter}: {target}: no way leads there: {why}",
                letter=way.letter,
                target=words.target(way.target),
                why=words.text(way.no_way),
            )
            yield f"- {prose(text)}"
    yield ""


def _findings(found: Sequence[CheckDigest], status: Status, heading: str, context: Context) -> Iterator[str]:
    """One entry for each check that has this status for any target, as the terminal has them."""
    here = [narrowed for digest in found if (narrowed := digest.at(status)) is not None]
    if not here:
        return
    yield f"## {prose(context.words.say(heading))} ({context.words.number(len(here))})"
    yield ""
    for digest in here:
        yield _entry(digest, context)
        if not awaits_server(digest):
            yield from _seen(digest, context)
    yield ""


def _entry(digest: CheckDigest, context: Context) -> str:
    words = context.words
    line = f"- {code(digest.check)} {prose(words.prose(context.checks[digest.check]).title)}"
    if context.several:
        line += f" [{prose(' '.join(context.letters[target] for target in digest.by_target))}]"
    tags = since_tags(digest, context)
    if tags:
        line += prose(words.say(": ") + ", ".join(tags))
    if awaits_server(digest):
        line += prose(words.say(": ") + words.say("no machine"))
    notes = {row.accepted.by for row in digest.decisive if row.accepted}
    if notes:
        line += prose(", " + words.say("accepted by {people}", people=sorted(notes)))
    return line


def _seen(digest: CheckDigest, context: Context) -> Iterator[str]:
    words = context.words
    names = {target.id: words.target(target) for target in context.results.targets}
    listed = observations(digest.telling, context.organization)
    for one in listed[:OBSERVATIONS_SHOWN]:
        place = words.names([names.get(name, name) for name in one.subjects], NAMES_SHOWN)
        text = words.text(one.seen)
        yield "  - " + prose(words.say("{place}: {text}", place=place, text=text) if place else text)
    more = len(listed) - OBSERVATIONS_SHOWN
    if more > 0:
        yield "  - " + prose(words.count(more, "and {n} more", "and {n} more"))


def _work(work: Work, context: Context) -> Iterator[str]:
    words = context.words
    heading = words.say("Order of work, {letter}: {chain}", letter=work.letter, chain=work.chain or work.name)
    yield f"## {prose(heading)}"
    yield ""
    number = 1
    for hop in work.hops:
        yield f"**{prose(hop.heading)}**"
        yield ""
        for item in hop.items:
            yield f"{number}. {prose(item.text)}" + (f" ({prose(item.final)})" if item.final else "")
            number += 1
        yield ""
