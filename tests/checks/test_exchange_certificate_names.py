"""exchange-certificate-names: what is published against what the certificate holds."""

import pytest

from checks.certificates import covers
from scanner.inventory.model import AcceptedDomain, BoundCertificate, Inventory, VirtualDirectory
from tests.checks.build import accepted, failed, host, inventory, read, rows, server, status
from tests.checks.healthy import without
from tests.checks.machines import bound_certificate, virtual_directory

CHECK = "exchange-certificate-names"
OWN = accepted(("corp.example", 4))
STAR = bound_certificate(names=["*.corp.example"])
SMTP_ONLY = bound_certificate(names=["*.corp.example"], services=["SMTP"])
PLAIN = bound_certificate(names=["mail.corp.example"])


def whole(
    found: list[BoundCertificate],
    directories: list[VirtualDirectory],
    domains: list[AcceptedDomain] | None = None,
) -> Inventory:
    machine = host("ex1.corp.example", certificates=read(found))
    return inventory(
        servers=[server("15.1.2507.6")],
        hosts=[machine],
        virtual_directories=directories,
        accepted_domains=OWN if domains is None else domains,
    )


@pytest.mark.parametrize(
    ("found", "directories", "domains", "expected"),
    [
        ([bound_certificate()], [virtual_directory()], OWN, "met should"),
        ([STAR], [virtual_directory()], OWN, "met should"),
        ([PLAIN], [virtual_directory()], OWN, "warning should"),
        ([PLAIN], [virtual_directory()], accepted(("corp.example", 1)), "met should"),
        ([PLAIN], [virtual_directory()], accepted(("*", 4), ("x.onmicrosoft.com", 0)), "met should"),
        ([PLAIN], [virtual_directory()], accepted(("*.corp.example", 4)), "met should"),
        ([PLAIN], [virtual_directory()], accepted(("corp.LOCAL", 4)), "met should"),
        ([PLAIN], [virtual_directory()], accepted(("mylocal", 4)), "warning should"),
        ([STAR], [virtual_directory("https://a.b.corp.example/owa")], OWN, "warning should"),
        ([STAR], [virtual_directory(None, "https://MAIL.corp.example:443/owa")], OWN, "met should"),
        ([STAR], [virtual_directory(external="https://mail.other.example/owa")], OWN, "warning should"),
        ([STAR], [virtual_directory("mail.corp.example", kind="outlook-anywhere")], OWN, "met should"),
        ([STAR], [virtual_directory("ex1.local", kind="outlook-anywhere")], OWN, "warning should"),
        ([STAR], [virtual_directory(), virtual_directory("http://ex1.local/powershell", kind="powershell")], OWN,
         "met should"),
        ([STAR], [virtual_directory(), virtual_directory("https://ex1.local/ews", back_end=True)], OWN, "met should"),
        ([STAR], [virtual_directory("https://ex2.local/ews", server="EX2")], OWN, "not-applicable should"),
        ([STAR], [virtual_directory(None)], OWN, "met should"),
        ([STAR], [virtual_directory("https://[::1")], OWN, "met should"),
        ([SMTP_ONLY], [virtual_directory()], OWN, "warning should"),
        ([], [virtual_directory()], OWN, "warning should"),
        ([bound_certificate(names=None)], [virtual_directory()], OWN, "not-verified should"),
        ([bound_certificate(services=None)], [virtual_directory()], OWN, "not-verified should"),
    ],
)  # fmt: skip
def test_each_name(
    found: list[BoundCertificate],
    directories: list[VirtualDirectory],
    domains: list[AcceptedDomain],
    expected: str,
) -> None:
    assert status(whole(found, directories, domains), "exchange-se", CHECK) == expected


def test_missing_names_are_items_and_absence_is_not_met() -> None:
    full = whole([PLAIN], [virtual_directory(external="https://mail.other.example/owa")])
    (row,) = rows(full, "exchange-se", CHECK)
    assert [item.name for item in row.items] == ["mail.other.example", "autodiscover.corp.example"]
    assert row.observed.text.startswith("2 of 3 names in no certificate for IIS")
    for section in ("virtual_directories", "accepted_domains"):
        less = without(full, **{section: failed()})
        assert status(less, "exchange-se", CHECK) == "not-verified should"


@pytest.mark.parametrize(
    ("name", "machine", "covered"),
    [
        ("mail.corp.example", "MAIL.corp.example", True),
        ("*.corp.example", "mail.corp.example", True),
        ("*.corp.example", "corp.example", False),
        ("*.corp.example", ".corp.example", False),
        ("*.corp.example", "a.mail.corp.example", False),
        ("*", "corp", False),
        ("", "", True),
    ],
)
def test_a_star_stands_for_one_label(name: str, machine: str, covered: bool) -> None:
    assert covers(name, machine) is covered
