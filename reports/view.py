"""From an inventory and its results to everything the page prints. Pure: same arguments, same page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.check import Check, all_checks
from checks.results import Results
from checks.target import Target
from reports.context import Context
from reports.decisions import decisions
from reports.digest import digests, letters
from reports.environment import directory_of, tallies_of
from reports.findings import findings_of
from reports.language import N_
from reports.machines import machine_tables
from reports.method import method_of
from reports.missing import gaps_of_page, shopping_of
from reports.model import Findings, Gaps, Link, MachineTable, ReportView, Shopping, Tally
from reports.summary import bands, counts_sentence, header_facts, headline, notices, target_rows
from reports.support import support_of
from reports.words import Words
from scanner.inventory.model import Inventory


def view(
    inventory: Inventory,
    results: Results,
    targets: Sequence[Target],
    *,
    checks: Mapping[str, Check] | None = None,
    lang: str = "en",
) -> ReportView:
    """Everything the page prints, in the order it prints it.

    Args:
        inventory: what was judged.
        results: what came of it.
        targets: the targets of the results, for what they ask of servers that are not there yet.
        checks: the checks of the results, for their prose; every one there is when not given.
        lang: the language of the page.
    """
    words = Words(lang)
    context = Context(
        inventory=inventory,
        results=results,
        targets={target.id: target for target in targets},
        checks=all_checks() if checks is None else checks,
        letters=letters(results),
        words=words,
    )
    found = digests(results)
    organization = results.inventory.organization
    findings, shopping, gaps = findings_of(found, context), shopping_of(context), gaps_of_page(context)
    machines, tallies = machine_tables(context), tallies_of(context)
    return ReportView(
        language=words.language,
        title=words.say(
            "Exchange readiness: {organization}, {day}",
            organization=organization,
            day=words.day(results.inventory.taken_at.date()),
        ),
        organization=organization,
        subtitle=words.say("Exchange migration readiness"),
        facts=header_facts(results, words),
        bands=bands(results, words),
        headline=headline(results, words),
        summary=counts_sentence(results, found, words),
        several=context.several,
        targets=target_rows(results, words),
        range_note=words.say(
            "What was not verified is never counted as cleared: the range runs from all of it failing to all "
            "of it passing."
        ),
        decisions=decisions(found, context),
        notices=notices(results, found, words),
        support=support_of(context),
        findings=findings,
        shopping=shopping,
        machines=machines,
        directory=directory_of(context),
        tallies=tallies,
        gaps=gaps,
        complete_note=words.say("Everything the inventory has a place for was read or declared."),
        method=method_of(context),
        sections=_sections(findings, shopping, machines, tallies, gaps, words),
    )


def _sections(
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
