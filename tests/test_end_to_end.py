"""One inventory of a real directory, of servers over the network, of one only by its file and of a dead one; and the
checks that it feeds say the right thing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checks.engine import judge
from checks.results import Results
from checks.rule_book import RuleBook
from scanner import scan
from scanner.connections.connect import Options
from scanner.imports import import_files
from scanner.inventory.absence import Collected, Failed
from scanner.inventory.model import Candidate, Host, Inventory
from scanner.request import Request
from tests.collectors.test_lab_scan import lab_credentials
from tests.connections.network import use_names
from tests.connections.servers import use_server_ports
from tests.lab.certificates import LOCALHOST, make_certificates
from tests.lab.lab import Lab
from tests.lab.model import NETBIOS_DOMAIN
from tests.scripts.printed import file_of
from tests.servers import answers
from tests.servers.machine import Machine
from tests.servers.windows_http import known_users, running
from tests.servers.windows_server import WindowsServer

pytestmark = pytest.mark.lab

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
NOBODY = "127.0.0.9"
# The directory of the lab knows the cumulative update of each; security updates are known to the servers alone.
BUILDS = {"ex16a": "15.1.2507.61", "ex19a": "15.2.1544.4", "ex19b": "15.2.1544.11"}
OUTLOOK_2010 = "14.0.7268.5000"


def test_one_inventory_of_everything(
    lab_2016_2019: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = lab_2016_2019
    names = {short: f"{short}.{lab.domain}" for short in ("ex16a", "ex16b", "ex19a", "ex19b", "new1")}
    here = ("ex16a", "ex19a")
    machines = {names[short]: answers.exchange_server(names[short], BUILDS[short]) for short in here}
    bare = answers.listing("host", names["new1"], answers.member("", memory=64 << 30))
    machines[names["new1"]] = Machine(scripts={"host": bare})
    old = answers.clients({OUTLOOK_2010: 3, "16.0.10396.20023": 9})
    machines[names["ex16a"]].scripts = {
        **machines[names["ex16a"]].scripts,
        "clients": answers.listing("clients", names["ex16a"], old),
    }
    use_names(
        monkeypatch,
        {**lab.hosts, **dict.fromkeys(names.values(), NOBODY), **dict.fromkeys(machines, LOCALHOST)},
    )
    certificates = make_certificates(tmp_path, *((name, LOCALHOST) for name in machines))
    trusted = tmp_path / "authorities.pem"
    trusted.write_bytes(lab.ca_bundle.read_bytes() + certificates.authority.read_bytes())
    server = WindowsServer(machines, certificate=certificates.domain_controller)
    use_server_ports(monkeypatch, tls=server.port)

    carried = tmp_path / "EX19B-host.txt"
    carried.write_bytes(file_of(answers.listing("host", names["ex19b"], answers.member(BUILDS["ex19b"]))))

    path = tmp_path / "all.json"
    request = Request(
        domain=lab.domain,
        server=lab.address,
        servers=("all",),
        candidates=(Candidate(host=names["new1"], role="mailbox", targets=["exchange-se"]),),
        options=Options(ca_bundle=trusted, timeout=5),
    )
    account = f"{NETBIOS_DOMAIN}\\{lab.reader.user}"
    with known_users({account: lab.reader.password}), running(server):
        outcome = scan.run(request, path, lab_credentials(lab), tool="1.0", now=lambda: NOW)
    assert {gap.where for gap in outcome.gaps} >= {
        f"hosts/{names['ex16b']}/memory",
        f"hosts/{names['ex19b']}/memory",
    }
    inventory = import_files([carried], path, tool="1.0", now=NOW).inventory

    for short, build in BUILDS.items():
        assert build_of(inventory, names[short]) == build
    dead = host(inventory, names["ex16b"])
    assert isinstance(dead.exchange, Failed)
    assert dead.exchange.code == "unreachable"
    assert isinstance(host(inventory, names["ex16a"]).web_access, Collected)
    assert isinstance(inventory.database_statistics, Collected)
    assert inventory.database_statistics.source.host == ", ".join(names[short] for short in here)
    assert isinstance(inventory.autodiscover_answers, Collected)

    results = judge(
        inventory, "0" * 64, [RuleBook().target("exchange-se")], as_of=date(2026, 11, 25), tool="1.0"
    )
    assert results.broken == []
    told = observed(results.results)
    # Of the dead server only the directory's stamp is known; the others tell the security update.
    assert told["coexistence", "EX16A"] == ("met", "Exchange 2016, build 15.1.2507.61")
    assert told["coexistence", "EX16B"] == ("blocker", "Exchange 2016, build 15.1.2375.7 or an update of it")
    assert told["coexistence", "EX19B"] == ("met", "Exchange 2019, build 15.2.1544.11")
    assert told["exchange-update", "EX16A"][1].startswith("Exchange 2016 CU23 Oct25SU, build 15.1.2507.61")
    assert told["exchange-update", "EX19B"][1].startswith("Exchange 2019 CU14 Apr24HU, build 15.2.1544.11")
    assert told["clients-outlook", "Northwind"] == (
        "blocker",
        "3 of 24 users are below Outlook 2013: 3 × Outlook 2010",
    )
    assert told["server-memory", names["new1"]][0] == "warning"
    assert told["server-operating-system", names["new1"]][0] == "met"


def host(inventory: Inventory, name: str) -> Host:
    (found,) = [each for each in inventory.hosts if each.name == name]
    return found


def build_of(inventory: Inventory, name: str) -> str | None:
    section = host(inventory, name).exchange
    assert isinstance(section, Collected), section
    return section.data.build


def observed(results: Results) -> dict[tuple[str, str], tuple[str, str]]:
    """Status and what was seen, by check and subject."""
    return {(each.check, each.subject.name): (each.status, each.observed.text) for each in results.findings}
