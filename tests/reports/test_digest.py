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
