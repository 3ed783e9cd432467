"""Findings brought together by check."""

from __future__ import annotations

from reports.digest import subjects_of
from tests.reports.cases import case


def test_a_target_that_asks_nothing_is_no_subject() -> None:
    results = case("partly-read").results
    rows = [finding for finding in results.findings if finding.check == "ad-domain-mode"]
    assert {finding.status for finding in rows} >= {"not-applicable", "not-verified"}
    domains = {finding.subject.name for finding in rows if finding.status != "not-applicable"}
    assert set(subjects_of(rows, results.inventory.organization)) == domains


def test_what_is_known_to_be_wrong_is_not_hidden_by_what_could_not_be_verified() -> None:
    """Of one server the rule book knows nothing; of the other, that it has open vulnerabilities."""
    judged = case("exchange-2007-2013", ["exchange-2016"])
    rows = {row.anchor: row for group in judged.view().findings.groups for row in group.rows}
    row = rows["exchange-vulnerabilities"]
    assert row.tone == "not-verified"
    assert row.observed[0].where == "WXC-EX13"
    assert "open" in row.observed[0].text
    assert len(row.observed) > 1
