"""Whole scans of a real directory: the same inventory by every way in, and what goes wrong on the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scanner import scan
from scanner.connections.connect import Options, Protection
from scanner.connections.credentials import Credentials, Logon
from scanner.connections.errors import SignInRefused, Trouble
from scanner.inventory.absence import Collected
from scanner.inventory.model import Inventory
from scanner.inventory.store import load
from scanner.request import Request
from tests.connections.network import use_names, use_ports
from tests.connections.recording_proxy import recording_proxy
from tests.lab.lab import Lab
from tests.lab.model import NETBIOS_DOMAIN

pytestmark = pytest.mark.lab


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corp.json"


def comparable(inventory: Inventory) -> dict[str, Any]:
    """The inventory without times and without how it was connected."""

    def timeless(plain: Any) -> Any:
        if isinstance(plain, dict):
            return {
                key: timeless(value) for key, value in plain.items() if key not in ("at", "taken_at", "scan")
            }
        return [timeless(each) for each in plain] if isinstance(plain, list) else plain

    found: dict[str, Any] = timeless(msgspec.to_builtins(inventory))
    return found


def lab_credentials(lab: Lab, password: str | None = None) -> Credentials:
    def no_ticket() -> Logon:
        raise Trouble("no-credentials", detail="there is no Kerberos ticket")

    environment = {"EXREADY_PASSWORD": password or lab.reader.password}
    return Credentials(f"{NETBIOS_DOMAIN}\\{lab.reader.user}", environment, logon=no_ticket)


def lab_request(lab: Lab, protection: Protection = "auto", server: str | None = None) -> Request:
    options = Options(protection=protection, ca_bundle=lab.ca_bundle, timeout=10)
    return Request(domain=lab.domain, server=server or lab.address, options=options)


def test_every_way_in_reads_the_same_inventory(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in lab.environment(lab.kinit(lab.reader)).items():
        monkeypatch.setenv(name, value)
    protections: list[Protection] = ["ldaps", "starttls", "sealed"]
    outcomes = [
        scan.run(lab_request(lab, each), tmp_path / f"{each}.json", lab_credentials(lab), tool="1.0")
        for each in protections
    ]
    outcomes.append(scan.run(lab_request(lab), tmp_path / "ticket.json", Credentials(), tool="1.0"))
    assert [each.inventory.scan.protection for each in outcomes] == [
        "LDAPS, certificate verified",
        "StartTLS, certificate verified",
        "NTLM, sealed (LDAP 389)",
        "Kerberos, sealed (LDAP 389)",
    ]
    first, *others = [comparable(each.inventory) for each in outcomes]
    assert all(other == first for other in others)
    assert [gap.where for gap in outcomes[0].gaps] == []
    assert lab.reader.password not in (tmp_path / "sealed.json").read_text()
    assert len(first["servers"]["data"]) == len(lab.expected.servers)


def test_a_forest_without_exchange_is_a_whole_inventory(lab_without_exchange: Lab, path: Path) -> None:
    lab = lab_without_exchange
    outcome = scan.run(lab_request(lab), path, lab_credentials(lab), tool="1.0")
    saved = json.loads(path.read_text())
    assert outcome.gaps == ()
    assert saved["organization"]["data"] is None
    for name in ("servers", "databases", "dags", "accepted_domains", "recipients"):
        assert saved[name]["state"] == "collected"
        assert saved[name]["data"] == []


def test_a_wrong_password_ends_the_scan(lab: Lab, path: Path) -> None:
    with pytest.raises(SignInRefused) as refusal:
        scan.run(lab_request(lab), path, lab_credentials(lab, "wrong"), tool="1.0")
    assert "the user name or the password is wrong" in refusal.value.what
    assert not path.exists()


@pytest.mark.parametrize("limit", [12_000, 20_000])
def test_a_connection_cut_in_the_middle_costs_some_sections_only(
    lab: Lab, path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    """Each connection is cut after so many bytes; the next collector connects anew."""
    use_names(monkeypatch, {lab.host: "127.0.0.1"})
    with recording_proxy(lab.address, 636, limit) as proxy, recording_proxy(lab.address, 3269) as catalog:
        use_ports(monkeypatch, ldaps=proxy.port, catalog=catalog.port)
        outcome = scan.run(lab_request(lab, "ldaps", lab.host), path, lab_credentials(lab), tool="1.0")
        assert len(proxy.sent) > 1
    assert isinstance(outcome.inventory.forest, Collected)
    assert {gap.absent.code for gap in outcome.gaps} <= {"connection-lost"}
    assert load(path)[0] == outcome.inventory
