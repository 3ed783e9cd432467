"""From an inventory and its results to everything the page prints. Pure: same arguments, same page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.check import Check, all_checks
from checks.results import Results
from checks.target import Target
from reports.context import Context
from reports.digest import digests, letters
from reports.environment import directory_of, tallies_of
from reports.findings import findings_of
from reports.language import N_
from reports.machines import machine_tables
from reports.method import method_of
from reports.missing import gaps_of_page, shopping_of
from reports.model import Findings, Gaps, Link, ReportView, Shopping
from reports.summary import bands, counts_sentence, header_facts, headline, notices, target_rows
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
    tallies = tallies_of(context)
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
        notices=notices(results, found, words),
        findings=findings,
        shopping=shopping,
        machines=machine_tables(context),
        directory=directory_of(context),
        tallies=tallies,
        gaps=gaps,
        complete_note=words.say("Everything the inventory has a place for was read or declared."),
        method=method_of(context),
        sections=_sections(findings, shopping, bool(tallies), gaps, words),
    )


def _sections(
    findings: Findings, shopping: Shopping | None, has_tallies: bool, gaps: Gaps | None, words: Words
) -> list[Link]:
    """The way through the page; every anchor is one of the template."""
    listed = [("summary", N_("Summary"), True), ("findings", N_("Findings"), bool(findings.groups))]
    listed += [("new-servers", N_("What to buy"), shopping is not None), ("servers", N_("Servers"), True)]
    listed += [("recipients", N_("Recipients and clients"), has_tallies)]
    listed += [("not-collected", N_("Not collected"), True), ("method", N_("Method"), True)]
    return [Link(anchor=anchor, label=words.say(label)) for anchor, label, there in listed if there]
