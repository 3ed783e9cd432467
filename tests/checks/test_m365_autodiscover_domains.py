"""m365-autodiscover-domains: one way at least for each mail domain."""

from typing import Any

import pytest

from scanner.inventory.model import AutodiscoverAnswer, Inventory
from tests.checks.build import accepted, failed, inventory, organization, rows, status
from tests.checks.healthy import without
from tests.checks.machines import bound_certificate
from tests.made import made

CHECK = "m365-autodiscover-domains"
DOMAIN = "corp.example"
OWN = [(DOMAIN, 4)]
SITE = {"way": "https-domain", "address": f"https://{DOMAIN}/autodiscover/autodiscover.xml", "status": 404}
HOST: dict[str, Any] = {
    "way": "https-autodiscover", "address": f"https://autodiscover.{DOMAIN}/autodiscover/autodiscover.xml",
    "status": 401, "certificate": bound_certificate().certificate, "certificate_trusted": True,
}  # fmt: skip
SILENT = {**HOST, "status": None, "certificate": None, "problem": "the name cannot be resolved"}
REDIRECT = {
    "way": "http-redirect",
    "address": "http://autodiscover",
    "status": 302,
    "leads_to": "https://m.example/",
}
RECORD = {"way": "dns-srv", "address": "_autodiscover._tcp", "leads_to": "mail.corp.example:443"}


def answering(*answers: dict[str, Any], domains: Any = OWN) -> Inventory:
    found = [made(AutodiscoverAnswer, **{"domain": DOMAIN, **each}) for each in answers]
    return inventory(
        organization=organization(), autodiscover_answers=found, accepted_domains=accepted(*domains)
    )


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([SITE, HOST], "met should"),
        ([SITE, {**HOST, "domain": "CORP.example"}], "met should"),
        ([SITE, SILENT], "warning should"),
        ([SITE, {**HOST, "status": 404}], "warning should"),
        ([SITE, {**HOST, "certificate_trusted": False}], "warning should"),
        (
            [SITE, {**HOST, "certificate": bound_certificate(names=["x.example"]).certificate}],
            "warning should",
        ),
        ([SITE, SILENT, REDIRECT], "met should"),
        ([SITE, SILENT, {**REDIRECT, "status": 200}], "warning should"),
        ([SITE, SILENT, {**REDIRECT, "leads_to": None}], "warning should"),
        ([SITE, SILENT, RECORD], "met should"),
        ([SITE, SILENT, {**RECORD, "leads_to": None}], "warning should"),
        ([{**HOST, "domain": "other.example"}], "warning should"),
        ([], "warning should"),
    ],
)
def test_each_way(answers: list[dict[str, Any]], expected: str) -> None:
    assert status(answering(*answers), "m365-hybrid", CHECK) == expected


@pytest.mark.parametrize("domain", [("*", 4), ("x.onmicrosoft.com", 4), ("corp.local", 4), (DOMAIN, 1)])
def test_domains_that_need_no_way_are_not_asked(domain: tuple[str, int]) -> None:
    assert status(answering(domains=[domain]), "m365-cutover", CHECK) == "not-applicable should"


def test_each_domain_that_leads_nowhere_is_named() -> None:
    found = answering(HOST, domains=[(DOMAIN, 4), ("second.example", 4)])
    (row,) = rows(found, "m365-express", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [
        ("second.example", "nothing leads to it")
    ]
    assert row.observed.text == "1 of 2 leads nowhere"


def test_absence_is_not_verified() -> None:
    for section in ("autodiscover_answers", "accepted_domains"):
        less = without(answering(HOST), **{section: failed()})
        assert status(less, "m365-hybrid", CHECK) == "not-verified should"
