"""What only people can decide: destinations out of support, money for Outlook and servers, access that is missing."""

from __future__ import annotations

from collections.abc import Sequence

from checks.results import Finding, TargetResult
from reports.context import Context
from reports.digest import NO_CANDIDATE, CheckDigest
from reports.language import plural
from reports.parts import Link
from reports.ways_model import Decision

CLOUD = "cloud_ok"
OUTLOOK = "clients-outlook"
TARGET_SUPPORT = "target-support"
_NO_SERVER = plural(
    "{n} check is about the new server, and the inventory holds none.",
    "{n} checks are about the new server, and the inventory holds none.",
)
_NO_SERVER_FOR = plural(
    "{n} check is about the new server, and the inventory holds none for {targets}.",
    "{n} checks are about the new server, and the inventory holds none for {targets}.",
)


def decisions(found: Sequence[CheckDigest], context: Context) -> list[Decision]:
    """The decisions these results ask for, the weightiest first; one of each kind at most."""
    made = (
        _cloud(context),
        _destination(found, context),
        _outlook(found, context),
        _new_server(found, context),
        _access(context),
    )
    return [decision for decision in made if decision is not None]


def _cloud(context: Context) -> Decision | None:
    """Nobody has said yet whether mailboxes may leave one's own servers, and each answer leads somewhere else."""
    words, decision = context.words, context.results.decision
    asked = decision.questions if decision is not None else []
    question = next((one for one in asked if one.id == CLOUD and one.answer is None), None)
    if question is None or any(outcome.path is None for outcome in question.outcomes):
        return None
    names = {path.id: words.station(path.target) for path in context.results.paths}
    led = {outcome.answer: names[outcome.path or ""] for outcome in question.outcomes}
    return Decision(
        title=words.text(question.text),
        text=words.say("Yes leads to {yes}, no to {no}.", yes=led["yes"], no=led["no"]),
        link=Link(anchor="order-of-work", label=words.say("The ways")),
    )


def _destination(found: Sequence[CheckDigest], context: Context) -> Decision | None:
    """Some of the targets that are still ahead are out of support already."""
    words, results = context.words, context.results
    over = [t for t in context.ahead if t.support_ends is not None and t.support_ends < results.as_of]
    if not over:
        return None
    text = words.count(
        len(over),
        "{targets} is out of support: it can only be a step on the way.",
        "{targets} are out of support: they can only be steps on the way.",
        targets=words.listed([_short(target, context) for target in over]),
    )
    anchored = any(digest.check == TARGET_SUPPORT for digest in found)
    link = Link(anchor=TARGET_SUPPORT if anchored else "summary", label=words.say("Dates and sources"))
    return Decision(title=words.say("Choose the destination."), text=text, link=link)


def _short(target: TargetResult, context: Context) -> str:
    """A target in few words, whichever release of it was judged."""
    return context.words.station(target.id.partition("@")[0])


def _outlook(found: Sequence[CheckDigest], context: Context) -> Decision | None:
    """Users whose Outlook cannot work with a target."""
    words = context.words
    digest = next((d for d in found if d.check == OUTLOOK and d.status == "blocker"), None)
    if digest is None:
        return None
    return Decision(
        title=words.say("Fund the Outlook replacement."),
        text=words.say("{seen}.", seen=words.text(_most(digest.decisive).observed)),
        link=Link(anchor=OUTLOOK, label=words.say("For each target")),
    )


def _most(findings: Sequence[Finding]) -> Finding:
    """The row about the most users."""
    return max(findings, key=lambda finding: int(str(finding.observed.values.get("users", 0))))


def _new_server(found: Sequence[CheckDigest], context: Context) -> Decision | None:
    """No machine is named that could run some of the targets."""
    words, targets = context.words, context.ahead
    homeless = [
        (digest, finding)
        for digest in found
        for finding in digest.findings
        if finding.observed.id == NO_CANDIDATE and any(finding.target == target.id for target in targets)
    ]
    if not homeless:
        return None
    asking = {finding.target for _, finding in homeless}
    names = [_short(target, context) for target in targets if target.id in asking]
    one, many = _NO_SERVER if len(names) == len(targets) else _NO_SERVER_FOR
    return Decision(
        title=words.say("Buy or name the new server."),
        text=words.count(
            len({digest.check for digest, _ in homeless}), one, many, targets=words.listed(names)
        ),
        link=Link(anchor="new-servers", label=words.say("What it must have")),
    )


def _access(context: Context) -> Decision | None:
    """Parts of the environment that checks need and nobody could read."""
    words = context.words
    gaps = [gap for gap in context.results.gaps if gap.leaves_open]
    if not gaps:
        return None
    return Decision(
        title=words.say("Open the missing access."),
        text=words.count(
            len(gaps),
            "{n} part of the inventory that a check needs was not read.",
            "{n} parts of the inventory that checks need were not read.",
        ),
        link=Link(anchor="not-collected", label=words.say("What is missing, and how to get it")),
    )
