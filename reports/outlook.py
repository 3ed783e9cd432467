"""Outlook, version by version: what each target makes of those in use. Every answer is one of the check itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.check import Check
from checks.names import outlook_text
from checks.results import Status, TargetResult
from checks.target import LevelName, Requirements
from reports.context import Context
from reports.environment import clients_note, declared_note
from reports.language import N_
from reports.model import OutlookCell, OutlookRow, OutlookTable
from reports.parts import TargetChoice
from reports.words import Words
from scanner.inventory.absence import known
from scanner.inventory.model import Clients, ClientSeen

CHECK, CLIENT = "clients-outlook", "outlook"
BUILDS_SHOWN = 2
_WORDS: Mapping[Status, str] = {
    "met": N_("works"),
    "warning": N_("should be updated"),
    "blocker": N_("must be updated"),
    "not-verified": N_("not known"),
    "not-applicable": N_("nothing is asked"),
}
_UNMET: Mapping[LevelName, Status] = {"must": "blocker", "should": "warning"}


def outlook_of(context: Context) -> OutlookTable | None:
    """The versions in use against the targets; nothing where no Outlook was seen or declared.

    Builds of one version that a target tells apart are rows of their own, and name themselves.
    """
    words, clients = context.words, known(context.inventory.clients)
    if clients is None or CHECK not in context.checks:
        return None
    found: dict[str, dict[tuple[Status, ...], list[ClientSeen]]] = {}
    for client in clients.seen:
        if client.program.casefold() == CLIENT:
            by_answer = found.setdefault(_name(client, words), {})
            by_answer.setdefault(_answers(client, context), []).append(client)
    rows = [
        _row(name if len(by_answer) == 1 else _with_builds(name, same, words), same, answers, context)
        for name, by_answer in found.items()
        for answers, same in by_answer.items()
    ]
    if not rows:
        return None
    return OutlookTable(
        heading=words.say("Outlook, target by target"),
        note=clients_note(clients, words) + declared_note(context.inventory.clients, words),
        targets=[
            TargetChoice(letter=context.letters[target.id], name=_short(target, words))
            for target in context.reachable
        ],
        rows=rows,
    )


def _short(target: TargetResult, words: Words) -> str:
    return words.station(target.id.partition("@")[0])


def _name(client: ClientSeen, words: Words) -> str:
    return words.name(outlook_text(client.version)) if client.version else words.say("version not stated")


def _with_builds(name: str, same: Sequence[ClientSeen], words: Words) -> str:
    builds = words.names([client.version or "" for client in same], BUILDS_SHOWN)
    return words.say("{name} ({builds})", name=name, builds=builds)


def _row(name: str, same: Sequence[ClientSeen], answers: Sequence[Status], context: Context) -> OutlookRow:
    words = context.words
    return OutlookRow(
        name=name,
        users=words.number(sum(client.users for client in same)),
        cells=[
            OutlookCell(target=_short(target, words), tone=status, word=words.say(_WORDS[status]))
            for target, status in zip(context.reachable, answers, strict=True)
        ],
    )


def _answers(client: ClientSeen, context: Context) -> tuple[Status, ...]:
    required = [context.targets[target.id].require.get(CHECK) for target in context.reachable]
    return tuple(_answer(client, requirements, context.checks[CHECK]) for requirements in required)


def _answer(client: ClientSeen, requirements: Requirements | None, check: Check) -> Status:
    """What the check says of these users alone, as if no log were missing: the must decides if it can."""
    if requirements is None:
        return "not-applicable"
    alone = Clients(days=None, seen=[client], servers=None, limits=None)
    for name, level in requirements.levels():
        answer = check.judge(need=level.need, clients=alone, servers=None).answer
        if answer != "met":
            return _UNMET[name] if answer == "unmet" else "not-verified"
    return "met"
