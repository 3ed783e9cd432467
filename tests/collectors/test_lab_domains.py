"""Two domains: a child that is reached without DNS, and one whose controller does not answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dns.resolver
import pytest

from scanner import scan
from scanner.connections.connect import Options
from scanner.connections.credentials import Credentials
from scanner.inventory.absence import Collected, Failed, known
from scanner.inventory.model import Domain, Inventory
from scanner.outcome import Outcome
from scanner.request import Request
from tests.connections.network import use_names
from tests.connections.test_connect_lab import no_ticket
from tests.lab.lab import Lab

pytestmark = pytest.mark.lab

CHILD = "child.exlab.test"


def scanned(lab: Lab, path: Path, monkeypatch: pytest.MonkeyPatch, user: str | None = None) -> Outcome:
    """A scan by a principal name, which both domains know; DNS names nobody, hosts can be resolved."""

    def no_such_name(name: str, *arguments: Any, **options: Any) -> Any:
        assert name == f"_ldap._tcp.dc._msdcs.{CHILD}", "asked once, and for no more than that"
        raise dns.resolver.NXDOMAIN

    monkeypatch.setattr(dns.resolver, "resolve", no_such_name)
    use_names(monkeypatch, lab.hosts)
    environment = {"EXREADY_PASSWORD": lab.reader.password}
    credentials = Credentials(user or lab.reader.principal_name, environment, logon=no_ticket)
    options = Options(protection="ldaps", ca_bundle=lab.ca_bundle, timeout=10)
    request = Request(domain=lab.domain, server=lab.address, options=options)
    return scan.run(request, path, credentials, tool="1.0")


def child(inventory: Inventory) -> Domain:
    domains = known(inventory.domains)
    assert domains is not None
    assert [domain.name for domain in domains] == [CHILD, "exlab.test"]
    return domains[0]


def test_a_child_domain_is_reached_by_what_the_sites_name(
    lab_with_child: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = scanned(lab_with_child, tmp_path / "x.json", monkeypatch)
    assert [gap.where for gap in outcome.gaps] == ["servers/EX10OLD/computer"], "that machine is long gone"
    found = child(outcome.inventory)
    assert found.parent == "exlab.test"
    assert isinstance(found.head, Collected)
    assert found.head.source.host == "dc2.child.exlab.test"
    assert found.head.data.pdc_emulator == "dc2.child.exlab.test"
    assert lab_with_child.expected.preparation_levels
    assert found.head.data.preparation_versions == [lab_with_child.expected.preparation_levels.domain]
    assert isinstance(found.trusts, Collected)
    groups = known(outcome.inventory.administrator_groups)
    assert groups is not None
    assert [(each.domain, each.role, each.members) for each in groups] == [
        (CHILD, "domain-admins", 1),
        ("exlab.test", "domain-admins", 1),
        ("exlab.test", "enterprise-admins", 1),
        ("exlab.test", "organization-management", 2),
        ("exlab.test", "schema-admins", 1),
    ]
    controllers = known(outcome.inventory.domain_controllers)
    assert controllers is not None
    assert [(each.name, each.domain, type(each.computer)) for each in controllers] == [
        ("dc1.exlab.test", "exlab.test", Collected),
        ("dc2.child.exlab.test", CHILD, Collected),
    ]


def test_a_child_domain_that_does_not_answer_is_a_gap_with_a_reason(
    lab_with_unreachable_child: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = scanned(lab_with_unreachable_child, tmp_path / "x.json", monkeypatch)
    found = child(outcome.inventory)
    assert isinstance(found.head, Failed)
    assert (found.head.code, found.head.values["host"]) == ("unreachable", "dc2.child.exlab.test")
    assert {gap.where for gap in outcome.gaps} >= {f"domains/{CHILD}/head", f"domains/{CHILD}/trusts"}
    assert {gap.absent.code for gap in outcome.gaps} <= {"unreachable", "no-such-account"}
    assert isinstance(outcome.inventory.servers, Collected)
    groups = known(outcome.inventory.administrator_groups)
    assert groups is not None
    assert [each.members for each in groups if each.domain == CHILD] == [None]


def test_a_child_domain_that_refuses_the_account_does_not_end_the_scan(
    lab_with_child: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child's controller knows no account of the root by this form of its name."""
    outcome = scanned(
        lab_with_child, tmp_path / "x.json", monkeypatch, f"EXLAB\\{lab_with_child.reader.user}"
    )
    found = child(outcome.inventory)
    assert isinstance(found.head, Failed)
    assert found.head.code == "sign-in-refused"
    assert isinstance(outcome.inventory.servers, Collected)
