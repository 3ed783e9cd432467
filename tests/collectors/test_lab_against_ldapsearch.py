"""A scanned inventory and a dump by ldapsearch of the same directory hold the same objects, neither one more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from scanner import scan
from scanner.inventory.absence import known
from scanner.inventory.model import Inventory
from tests.collectors.test_lab_scan import lab_credentials, lab_request
from tests.lab.lab import Lab
from tests.lab.ldapsearch import Found, plain, search
from tests.lab.names import CONFIGURATION_DN

pytestmark = pytest.mark.lab

LABS = ("lab", "lab_without_exchange", "lab_2007", "lab_2010_2013", "lab_2016_2019", "lab_hostile")

Read = tuple[Inventory, dict[str, list[Found]]]
Key = tuple[str | None, ...]


@pytest.fixture(scope="module", params=LABS)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The inventory of a lab, and by their own class all objects of its configuration."""
    lab: Lab = request.getfixturevalue(request.param)
    path = tmp_path_factory.mktemp("scan") / "lab.json"
    outcome = scan.run(lab_request(lab), path, lab_credentials(lab), tool="1.0")
    dump: dict[str, list[Found]] = defaultdict(list)
    for entry in search(lab, CONFIGURATION_DN, "(objectClass=*)", ["*"]):
        dump[entry.get("objectClass", ["not readable"])[-1]].append(entry)
    return outcome.inventory, dump


def compare(inventory: Iterable[Key], dump: Iterable[Key]) -> None:
    """Object by object: the same name twice must be there twice."""
    ours, theirs = Counter(inventory), Counter(dump)
    assert ours - theirs == Counter(), "only in the inventory"
    assert theirs - ours == Counter(), "only in the directory"


def above(entry: Found, levels: int) -> str:
    """The name of a container, without escapes and case; no name in the lab holds a comma at that place."""
    return plain(entry["dn"][0]).split(",")[levels].partition("=")[2]


def folded(name: str | None) -> str | None:
    return name.casefold() if name else None


def first(entry: Found, name: str) -> str | None:
    return entry.get(name, [None])[0] or None


def test_servers(both: Read) -> None:
    inventory, dump = both
    found = known(inventory.servers)
    assert found is not None
    servers = [entry for entry in dump["msExchExchangeServer"] if above(entry, 1) == "servers"]
    compare(
        ((each.name, each.serial_number, folded(each.administrative_group)) for each in found),
        ((first(e, "cn"), first(e, "serialNumber"), above(e, 2)) for e in servers),
    )


def test_databases(both: Read) -> None:
    inventory, dump = both
    found = known(inventory.databases)
    assert found is not None
    compare(
        ((each.name, each.kind, each.path) for each in found),
        (
            (first(entry, "cn"), kind, first(entry, "msExchEDBFile"))
            for kind, name in (("mailbox", "msExchPrivateMDB"), ("public-folder", "msExchPublicMDB"))
            for entry in dump[name]
        ),
    )
    copies = Counter(plain(entry["dn"][0]).partition(",")[2] for entry in dump["msExchMDBCopy"])
    assert Counter(copies.values()) == Counter(len(each.copies) for each in found if each.copies)


def test_domains(both: Read) -> None:
    inventory, dump = both
    found = known(inventory.domains)
    assert found is not None
    partitions = [entry for entry in dump["crossRef"] if int(first(entry, "systemFlags") or 0) & 3 == 3]
    compare(
        ((each.name, each.netbios_name) for each in found),
        ((first(entry, "dnsRoot"), first(entry, "nETBIOSName")) for entry in partitions),
    )


SECTIONS: dict[str, tuple[str, Callable[[Any], Key], Callable[[Found], Key]]] = {
    "storage_groups": (
        "msExchStorageGroup",
        lambda each: (each.name, folded(each.server), each.log_path),
        lambda entry: (first(entry, "cn"), above(entry, 2), first(entry, "msExchESEParamLogFilePath")),
    ),
    "dags": (
        "msExchMDBAvailabilityGroup",
        lambda each: (each.name, each.witness),
        lambda entry: (first(entry, "cn"), first(entry, "msExchFileShareWitness")),
    ),
    "public_folder_trees": (
        "msExchPFTree",
        lambda each: (each.name, folded(each.administrative_group)),
        lambda entry: (first(entry, "cn"), above(entry, 2)),
    ),
    "routing_groups": (
        "msExchRoutingGroup",
        lambda each: (each.name, folded(each.administrative_group)),
        lambda entry: (first(entry, "cn"), above(entry, 2)),
    ),
    "sites": ("site", lambda each: (each.name,), lambda entry: (first(entry, "cn"),)),
    "site_links": (
        "siteLink",
        lambda each: (each.name, str(each.cost)),
        lambda entry: (first(entry, "cn"), first(entry, "cost")),
    ),
}


@pytest.mark.parametrize("section", SECTIONS)
def test_sections(both: Read, section: str) -> None:
    inventory, dump = both
    object_class, ours, theirs = SECTIONS[section]
    found = known(getattr(inventory, section))
    assert found is not None
    compare(map(ours, found), map(theirs, dump[object_class]))


REMNANTS = {
    "msExchActiveDirectoryConnector": "active-directory-connector",
    "msExchConnectionAgreement": "connection-agreement",
    "msExchSiteReplicationService": "site-replication-service",
    "msExchAddressListService": "recipient-update-service",
    "msExchRoutingGroupConnector": "routing-group-connector",
    "mailGateway": "foreign-connector",
}


def test_remnants_and_conflicts(both: Read) -> None:
    inventory, dump = both
    remnants, conflicts = known(inventory.legacy_objects), known(inventory.conflict_objects)
    assert remnants is not None
    assert conflicts is not None
    compare(
        ((each.kind, each.name) for each in remnants),
        ((kind, first(entry, "cn")) for name, kind in REMNANTS.items() for entry in dump[name]),
    )
    renamed = [
        entry for entries in dump.values() for entry in entries if "\nCNF:" in (first(entry, "name") or "")
    ]
    compare(
        ((each.name, each.kind) for each in conflicts),
        ((str(first(e, "name")).partition("\n")[0], e["objectClass"][-1]) for e in renamed),
    )
