"""From an inventory and its results to everything the page prints. Pure: same arguments, same page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from checks.check import Check
from checks.results import Results
from checks.target import Target
from reports.context import context_of
from reports.decisions import decisions
from reports.difference import Difference
from reports.digest import digests
from reports.effort import effort_of, route_of
from reports.environment import directory_of, tallies_of
from reports.findings import findings_of
from reports.language import N_
from reports.machines import machine_tables
from reports.method import method_of
from reports.missing import gaps_of_page, shopping_of
from reports.model import Findings, Gaps, MachineTable, ReportView, Shopping, Tally
from reports.outlook import outlook_of
from reports.parts import Link
from reports.since import since_facts
from reports.summary import bands, header_facts, headline_of_ways, notices, standfirst
from reports.support import support_of
from reports.ways import has_paths, no_way_rows, way_rows, ways
from reports.ways_model import Decision, Work
from reports.words import Words
from reports.work import work_of
from scanner.inventory.model import Inventory

# What has room on a first page of A4: with more ways than these, lines come closer together, and with still more the
# map of paths stands before the order of work.
FEW_WAYS, MAPPED_WAYS = 3, 5
DECISIONS_OF_MANY = 3


def view(
    inventory: Inventory,
    results: Results,
    targets: Sequence[Target],
    *,
    checks: Mapping[str, Check] | None = None,
    lang: str = "en",
    logo: str | None = None,
    since: Difference | None = None,
    only_summary: bool = False,
) -> ReportView:
    """Everything the page prints, in the order it prints it.

    Args:
        inventory: what was judged.
        results: what came of it.
        targets: the targets of the results, for what they ask of servers that are not there yet.
        checks: the checks of the results, for their prose; every one there is when not given.
        lang: the language of the page.
        logo: a checked picture as a `data:` address.
        since: what changed since an earlier report; its findings carry tags.
        only_summary: whether the first page is all there is.
    """
    context = context_of(inventory, results, targets, checks=checks, lang=lang, since=since)
    words = context.words
    found, listed = digests(context.reached), ways(results)
    work, route = work_of(listed, context), route_of(listed, context)
    leading, lost = [way for way in listed if not way.closed], no_way_rows(listed, context)
    many = len(leading) > MAPPED_WAYS
    organization = words.subject(results.inventory.organization)
    shopping, gaps = shopping_of(context), gaps_of_page(context)
    findings = findings_of(found, context, to_buy=shopping is not None)
    machines, tallies = machine_tables(context), tallies_of(context)
    page = ReportView(
        language=words.language,
        title=words.say(
            "Exchange readiness: {organization}, {day}",
            organization=organization,
            day=words.day(results.inventory.taken_at.date()),
        ),
        organization=organization,
        logo=logo,
        whole=not only_summary,
        subtitle=words.say("Exchange migration readiness, summary")
        if only_summary
        else words.say("Exchange migration readiness"),
        foot=words.say(
            "{organization} · {day}",
            organization=organization,
            day=words.day(results.inventory.taken_at.date()),
        ),
        facts=header_facts(results, words) + since_facts(context),
        bands=bands(results, words),
        headline=headline_of_ways(listed, context.reached, words),
        summary=standfirst(listed, found, context),
        several=context.several,
        dense=len(leading) > FEW_WAYS,
        crowded=many,
        badged=len(listed) > 1 or has_paths(listed),
        way_word=words.say("Path") if has_paths(listed) else words.say("Target"),
        ways=way_rows(listed, context),
        no_way=lost,
        route=None if many else route,
        route_of_many=route if many else None,
        effort=effort_of(listed, context),
        work=work,
        range_note=words.say(
            "Not verified is never counted as cleared: the range runs from all of it failing to all of it passing."
        ),
        decisions=_fewer(decisions(found, context)) if many else decisions(found, context),
        notices=notices(results, found, words),
        support=support_of(context, only_summary=only_summary),
        findings=findings,
        shopping=shopping,
        machines=machines,
        directory=directory_of(context),
        tallies=tallies,
        outlook=outlook_of(context),
        gaps=gaps,
        complete_note=words.say("Everything the inventory has a place for was read or declared."),
        method=method_of(context),
        sections=_sections(work, findings, shopping, machines, tallies, gaps, words),
    )
    return _alone(page) if only_summary else page


def _fewer(made: list[Decision]) -> list[Decision]:
    """As many as have room beside many ways: the weightiest, and always the last, which is about what was not read."""
    return made if len(made) <= DECISIONS_OF_MANY else [*made[: DECISIONS_OF_MANY - 1], made[-1]]


def _alone(page: ReportView) -> ReportView:
    """The first page without ways to what would follow it."""
    replace = msgspec.structs.replace
    return replace(
        page,
        sections=[],
        ways=[replace(way, listed=None) for way in page.ways],
        decisions=[replace(decision, link=None) for decision in page.decisions],
        notices=[replace(notice, link=None) for notice in page.notices],
    )


def _sections(
    work: Sequence[Work],
    findings: Findings,
    shopping: Shopping | None,
    machines: Sequence[MachineTable],
    tallies: Sequence[Tally],
    gaps: Gaps | None,
    words: Words,
) -> list[Link]:
    """The way through the page; every anchor is one of the template."""
    listed = (
        ("summary", N_("Summary"), True, ""),
        ("order-of-work", N_("Order of work"), bool(work), ""),
        ("findings", N_("Findings"), bool(findings.groups), findings.number),
        ("new-servers", N_("What to buy"), shopping is not None, ""),
        ("servers", N_("Servers"), True, words.number(sum(len(table.rows) for table in machines))),
        ("recipients", N_("Recipients and clients"), bool(tallies), ""),
        ("not-collected", N_("Not collected"), True, gaps.number if gaps else words.number(0)),
        ("method", N_("Method"), True, ""),
    )
    return [
        Link(anchor=anchor, label=words.say(label), number=number)
        for anchor, label, there, number in listed
        if there
    ]
