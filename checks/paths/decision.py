"""Which way is recommended, why, and what would overturn it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from checks.answers import Answers
from checks.knowledge import decisions, lifecycle
from checks.paths.plan import fate
from checks.paths.route import Route, Stop, ease, fits, in_order, supported
from checks.results import Decision, Hop, Outcome, Question
from checks.wording import Text, say
from scanner.inventory.names import product_rank


class Candidate(Struct, frozen=True, kw_only=True):
    """A way, and what its stops look like."""

    id: str
    way: Route
    hops: Sequence[Hop]
    new_blockers: int

    @property
    def in_cloud(self) -> bool:
        """Whether it ends in Microsoft 365."""
        return self.way[-1].product is None


class Ground(Struct, frozen=True, kw_only=True):
    """What a decision is made on."""

    candidates: Sequence[Candidate]
    present: frozenset[str]
    holding: frozenset[str]
    mailboxes: int | None
    in_the_cloud: int
    as_of: date
    releases: Mapping[str, Sequence[Stop]]


class Advice(Struct, frozen=True, kw_only=True):
    """The id of the way that is recommended, if one is, with the reasons and what they rest on."""

    path: str | None
    why: list[Text]
    cite: list[str]


def decide(ground: Ground, answers: Answers) -> Decision:
    """The recommendation for the answers given, and where every other answer would lead."""
    advice = advise(ground, answers)
    return Decision(
        recommended=advice.path,
        why=advice.why,
        cite=advice.cite,
        questions=list(_questions(ground, answers)),
    )


def advise(ground: Ground, answers: Answers) -> Advice:
    """Raises nothing: where nothing can be recommended, `why` says so."""
    in_cloud = [found for found in ground.candidates if found.in_cloud]
    here = [found for found in ground.candidates if not found.in_cloud]
    if _cloud_is_open(ground, answers) and in_cloud and (here or _stays(ground)):
        return _none(
            say(
                "decision.open",
                "whether mailboxes may lie in Microsoft 365 comes before every other question",
            )
        )
    if answers.cloud_ok is not False and in_cloud:
        if ground.mailboxes == 0 and ground.in_the_cloud:
            return _none(
                say(
                    "decision.moved",
                    "every mailbox is in Microsoft 365 already; m365-last-server says what the servers still hold",
                )
            )
        return _in_cloud(ground, in_cloud, answers)
    return _on_premises(ground, here)


def _cloud_is_open(ground: Ground, answers: Answers) -> bool:
    """Whether nobody has said yet that mailboxes may leave: those that did leave say it."""
    return answers.cloud_ok is None and not ground.in_the_cloud


def overturned_by(ground: Ground, answers: Answers) -> list[Text]:
    """Other answers, and other numbers of mailboxes, that would lead elsewhere."""
    own = advise(ground, answers).path
    found = [
        say(
            "overturned.answer", "{option} ({answer}): {path}",
            option=question.option, answer=outcome.answer, path=outcome.path,
        )
        for question in _questions(ground, answers)
        for outcome in question.outcomes
        if outcome.path not in (own, None) and outcome.answer != question.answer
    ]  # fmt: skip
    return found + list(_other_sizes(ground, answers, own)) + list(_refusals(ground, own))


def reasons(candidate: Candidate, answers: Answers, as_of: date) -> list[Text]:
    """What speaks for a way, or against it, whether it is recommended or not."""
    found = list(_against(candidate, answers))
    trait = _TRAITS.get(candidate.way[-1].target.base_id)
    if trait is not None:
        found.append(trait)
    for stop in candidate.way:
        ends = stop.target.support_ends
        if ends is not None and not supported(stop.target, as_of):
            found.append(
                say(
                    "why.unsupported", "support of {target} ended on {ends:date}",
                    target=stop.target.name, ends=ends.isoformat(),
                )
            )  # fmt: skip
    return [*found, _moves(candidate)]


def _moves(candidate: Candidate) -> Text:
    """How often a mailbox is moved: at each stop all are, or only those on the servers that leave."""
    if all(hop.mailboxes == 0 for hop in candidate.hops):
        return say("why.no-move", "no user mailbox is moved")
    stays = [_stays_at(stop, hop.present) for stop, hop in zip(candidate.way, candidate.hops, strict=True)]
    everybody = stays.count("nobody")
    if "some" not in stays:
        return say("why.moves", "times each mailbox is moved: {number}", number=everybody)
    if everybody:
        return say(
            "why.moves-least", "times each mailbox is moved: {number}, some once more", number=everybody
        )
    return say("why.moves-some", "only the mailboxes on the servers that leave are moved")


def _stays_at(stop: Stop, present: Sequence[str]) -> Literal["all", "some", "nobody"]:
    """Whose mailboxes stay where they are at a stop, by the versions that are there before it."""
    if stop.bridge:
        return "all"
    gone = [fate(product, (stop,)).product is None for product in present] if stop.product else [True]
    return "nobody" if all(gone) else "some" if any(gone) else "all"


_TRAITS: Mapping[str, Text] = {
    "m365-cutover": say(
        "why.m365-cutover",
        "everything moves at once; everybody gets a new password and a new Outlook profile; no coexistence",
    ),
    "m365-staged": say(
        "why.m365-staged",
        "batch by batch over weeks; everybody gets a new password and a new Outlook profile; no coexistence",
    ),
    "m365-express": say(
        "why.m365-express",
        "passwords and Outlook profiles stay; directory synchronisation runs once; no coexistence",
    ),
    "m365-hybrid": say(
        "why.m365-hybrid",
        "both sides see each other's calendars and mailboxes may stay; passwords and Outlook profiles stay",
    ),
    "m365-imap": say("why.m365-imap", "mail alone moves: no calendars, no contacts, no tasks"),
}
_HYBRID = "m365-hybrid"


def _against(candidate: Candidate, answers: Answers) -> Iterator[Text]:
    hybrid = candidate.way[-1].target.base_id == _HYBRID
    if candidate.in_cloud and answers.cloud_ok is False:
        yield say("why.cloud-ruled-out", "against it: mailboxes may not lie in Microsoft 365")
    if not candidate.in_cloud and answers.cloud_ok is True:
        yield say("why.cloud-allowed", "mailboxes may lie in Microsoft 365, so no server need be added")
    if candidate.in_cloud and not hybrid and answers.coexistence:
        yield say("why.no-coexistence", "against it: the two sides do not see each other's calendars")
    if candidate.in_cloud and not hybrid and answers.keep_mailboxes_on_premises:
        yield say("why.all-move", "against it: every mailbox moves, and some must stay")
    if candidate.new_blockers:
        yield say(
            "why.new-blockers", "against it: a server that it brings in is refused by Exchange Online ({number})",
            number=candidate.new_blockers,
        )  # fmt: skip


def _in_cloud(ground: Ground, ways: Sequence[Candidate], answers: Answers) -> Advice:
    newest = in_order(ground.holding or ground.present)[-1]
    both = bool(answers.coexistence or answers.keep_mailboxes_on_premises)
    row = decisions.choice(newest, both_sides=both, mailboxes=ground.mailboxes, weeks=answers.weeks)
    if row is None:
        return _none(say("decision.no-count", "the number of mailboxes decides, and it is not known"))
    fit = [found for found in ways if found.way[-1].target.base_id == row.target]
    cite = list(row.sources)
    if not fit:
        return Advice(
            path=None,
            why=[say("decision.not-offered", "Microsoft's table leads to {target}, to which no way was asked for or "
                     "leads", target=row.target)],
            cite=cite,
        )  # fmt: skip
    best = min(fit, key=lambda found: _cloud_order(ground, found))
    why = [_fitting(newest, ground.mailboxes, best.way[-1].target.name, both)]
    return Advice(path=best.id, why=why + reasons(best, answers, ground.as_of), cite=cite)


def _fitting(newest: str, mailboxes: int | None, target: str, both: bool) -> Text:
    if both:
        return say(
            "decision.both-sides",
            "mailboxes on both sides, or shared calendars, need {target}",
            target=target,
        )
    if mailboxes is None:
        return say(
            "decision.version",
            "Microsoft's table leads Exchange {newest} to {target}",
            newest=newest,
            target=target,
        )
    return say(
        "decision.table", "Microsoft's table leads Exchange {newest} with {number} mailboxes to {target}",
        newest=newest, number=mailboxes, target=target,
    )  # fmt: skip


def _cloud_order(ground: Ground, found: Candidate) -> tuple[bool, bool, int, int]:
    """Over servers Exchange Online takes mail from, in support, with few stops and few moves."""
    last = found.way[-2].target if len(found.way) > 1 else None
    lasting = supported(last, ground.as_of) if last is not None else _newest_lasts(ground)
    needs_server = "m365-hybrid-server" in found.way[-1].target.require
    return (
        found.new_blockers > 0,
        needs_server and not lasting,
        len(found.way),
        ease(found.way, ground.present)[1],
    )


def _newest_lasts(ground: Ground) -> bool:
    days = lifecycle.exchange(in_order(ground.present)[-1])
    return days is not None and days.phase(ground.as_of) != "ended"


def _on_premises(ground: Ground, ways: Sequence[Candidate]) -> Advice:
    if _stays(ground):
        return _none(say("decision.stay", "the version that is there is in support, and no move is needed"))
    lasting = [found for found in ways if supported(found.way[-1].target, ground.as_of)]
    if not lasting:
        asked = list(dict.fromkeys(found.way[-1].target.name for found in ways))
        return _none(
            say(
                "decision.out-of-support", "a way to a version out of support is not recommended: {targets}",
                targets=asked,
            )
            if asked
            else say("decision.no-way", "no way leads to any of the targets that were asked for")
        )  # fmt: skip
    best = min(lasting, key=lambda found: _on_premises_order(found, ground.present))
    ends = best.way[-1].target.support_ends
    target = best.way[-1].target.name
    first = (
        say("decision.open-ended", "{target} has no end of support", target=target)
        if ends is None
        else say("decision.supported-until", "{target} is in support until {ends:date}", target=target,
                 ends=ends.isoformat())
    )  # fmt: skip
    why = [first, *reasons(best, Answers(), ground.as_of)]
    return Advice(path=best.id, why=why, cite=_cited(best.way))


def _cited(way: Route) -> list[str]:
    """What the coexistence of its stops rests on."""
    asked = [stop.target.require.get("coexistence") for stop in way]
    levels = [level for requirements in asked if requirements for _, level in requirements.levels()]
    return list(dict.fromkeys(source for level in levels for source in level.cite))


def _on_premises_order(
    found: Candidate, present: frozenset[str]
) -> tuple[int, bool, tuple[int, int, int, int, list[int]]]:
    """To the newest version, in its own release, on the easiest way."""
    end = found.way[-1]
    return -product_rank(end.product or ""), end.target.id != end.target.base_id, ease(found.way, present)


def _stays(ground: Ground) -> bool:
    """Whether everything is on one version that is in support."""
    return len(ground.present) == 1 and _newest_lasts(ground)


def _none(why: Text) -> Advice:
    return Advice(path=None, why=[why], cite=[])


# Questions


def _questions(ground: Ground, answers: Answers) -> Iterator[Question]:
    """Those whose answer makes a difference, with where each answer leads."""
    if not any(found.in_cloud for found in ground.candidates):
        return
    asked = [
        _question(
            ground, answers, "cloud_ok", "--cloud-ok/--on-premises-only",
            say("question.cloud", "May mailboxes lie in Microsoft 365?"), [True, False],
        )
    ] if answers.cloud_ok is not None or _cloud_is_open(ground, answers) else []  # fmt: skip
    if answers.cloud_ok is not False:
        into = msgspec.structs.replace(answers, cloud_ok=True)
        asked += [
            _question(
                ground, into, "coexistence", "--coexistence",
                say("question.coexistence", "Must both sides see each other's calendars meanwhile?"), [True, False],
            ),
            _question(
                ground, into, "keep_mailboxes_on_premises", "--keep-mailboxes-on-premises",
                say("question.keep", "Must some mailboxes stay on servers of one's own?"), [True, False],
            ),
            _question(
                ground, into, "weeks", "--weeks",
                say("question.weeks", "How many weeks may it take?"), [1, *decisions.weeks()],
            ),
        ]  # fmt: skip
    yield from (question for question in asked if len({outcome.path for outcome in question.outcomes}) > 1)


def _question(
    ground: Ground, answers: Answers, name: str, option: str, text: Text, possible: Sequence[bool | int]
) -> Question:
    outcomes = [
        Outcome(
            answer=_word(value), path=advise(ground, msgspec.structs.replace(answers, **{name: value})).path
        )
        for value in possible
    ]
    given = getattr(answers, name)
    return Question(
        id=name, option=option, text=text, answer=None if given is None else _word(given), outcomes=outcomes
    )


def _word(value: bool | int) -> str:
    return str(value) if not isinstance(value, bool) else "yes" if value else "no"


def _other_sizes(ground: Ground, answers: Answers, own: str | None) -> Iterator[Text]:
    if ground.mailboxes is None or own is None:
        return
    for size in decisions.sizes():
        more = ground.mailboxes < size
        other = msgspec.structs.replace(ground, mailboxes=size if more else size - 1)
        path = advise(other, answers).path
        if path in (own, None):
            continue
        yield (
            say("overturned.more", "{number} mailboxes and more: {path}.", number=size, path=path or "")
            if more
            else say(
                "overturned.fewer", "Fewer than {number} mailboxes: {path}.", number=size, path=path or ""
            )
        )


def _refusals(ground: Ground, own: str | None) -> Iterator[Text]:
    """Releases of the same target that would no longer accept what is there."""
    found = next((candidate for candidate in ground.candidates if candidate.id == own), None)
    if found is None:
        return
    present = frozenset(found.hops[-1].present)
    for stop in ground.releases.get(found.way[-1].target.base_id, []):
        if not fits(stop, present, ()):
            yield say(
                "overturned.release", "{target} {release} refuses Exchange {versions}: be done before it is needed.",
                target=stop.target.name, release=stop.target.release, versions=in_order(present),
            )  # fmt: skip
