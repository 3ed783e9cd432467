"""Each shipped sample: what it is there for, and what other tests rely on."""

from __future__ import annotations

from typing import Any

from scanner.inventory import names
from scanner.inventory.absence import Absent, Declared, Section, known
from scanner.inventory.model import Host, Inventory
from tests.sample_organizations.opened import data, host_of, opened, read, sections

GIB = 1 << 30
MIB = 1 << 20
MAILBOXES = (1, 2, 4, 16, 32)
READ_OF_A_MACHINE = ("processor", "memory", "operating_system", "volumes", "page_file", "exchange")
READ_AT_FIRST = (
    "forest", "domains", "domain_controllers", "sites", "organization", "accepted_domains", "servers", "databases",
    "dags", "recipients", "clients",
)  # fmt: skip


def users(inventory: Inventory, start: str) -> int:
    clients = known(inventory.clients)
    assert clients is not None
    return sum(
        c.users for c in clients.seen if c.program == "Outlook" and (c.version or "").startswith(start)
    )


def mailboxes(inventory: Inventory) -> dict[int, int]:
    rows = [row for row in read(inventory.recipients) if row.type_details in MAILBOXES]
    return {kind: sum(row.count for row in rows if row.type_details == kind) for kind in MAILBOXES}


def preparation(inventory: Inventory) -> tuple[int | None, int | None, list[list[int | None] | None]]:
    forest, organization = data(inventory.forest), data(inventory.organization)
    heads = [known(domain.head) for domain in read(inventory.domains)]
    levels = [head.preparation_versions if head is not None else None for head in heads]
    return forest.exchange_schema, organization.object_version, levels


def disk(host: Host | None) -> tuple[int, int]:
    """Used and total gibibytes."""
    assert host is not None
    volumes = data(host.volumes)
    size = sum(volume.size for volume in volumes)
    return round((size - sum(volume.free for volume in volumes)) / GIB), round(size / GIB)


def test_exchange_2007() -> None:
    sample = opened("exchange-2007")
    assert sample.taken_at.isoformat() == "2026-11-22T09:14:00+01:00"
    assert preparation(sample) == (14625, 11222, [[11221]])
    assert [(s.name, names.role_names(s.roles), s.build) for s in read(sample.servers)] == [
        ("LYO-EDGE1", ["Edge Transport"], "8.3.83.6"),
        ("LYO-EX01", ["Mailbox"], "8.3.83.6"),
        ("LYO-EX02", ["Client Access", "Hub Transport"], "8.3.83.6"),
    ]
    assert mailboxes(sample) == {1: 371, 2: 0, 4: 34, 16: 12, 32: 3}
    assert [users(sample, start) for start in ("", "11.", "12.", "14.0.6", "14.0.7")] == [
        335,
        46,
        158,
        94,
        37,
    ]
    first, second, edge = (host_of(sample, name) for name in ("LYO-EX01", "LYO-EX02", "LYO-EDGE1"))
    assert (disk(first), disk(second)) == ((796, 1024), (41, 136))
    for host, memory in ((first, 16), (second, 8)):
        assert host is not None
        assert data(host.exchange).build == "8.3.245.2"
        assert data(host.memory).installed == memory * GIB
    for name in READ_OF_A_MACHINE:
        section = getattr(edge, name)
        assert (section.code, section.values) == ("unreachable", {"host": "LYO-EDGE1", "port": 5985})
    assert {database.kind for database in read(sample.databases)} == {"mailbox", "public-folder"}
    assert sample.candidates == []


def test_exchange_2016_2019() -> None:
    sample = opened("exchange-2016-2019")
    assert preparation(sample) == (17003, 16763, [[13243], [13243]])
    assert sum(mailboxes(sample).values()) == 2140
    assert users(sample, "15.0.") == 23
    assert users(sample, "16.0.") > 1500
    assert {server.name: names.product_of(server.build) for server in read(sample.servers)} == {
        "HAM-EDGE1": "2016",
        "HAM-EX11": "2016",
        "HAM-EX12": "2016",
        "HAM-EX21": "2019",
        "HAM-EX22": "2019",
    }
    assert [c.name for c in read(sample.domain_controllers) if c.read_only] == [
        "BHV-RODC1.terminal.nordhafen.example"
    ]
    (candidate,) = sample.candidates
    host = host_of(sample, candidate.host)
    assert host is not None
    assert candidate.targets == ["exchange-se"]
    assert [(s.initial, s.maximum) for s in data(host.page_file).settings] == [(32768 * MIB, 32768 * MIB)]
    assert data(host.memory).installed == 128 * GIB == 4 * 32768 * MIB
    assert {volume.mount: volume.file_system for volume in read(host.volumes)} == {
        "C:\\": "NTFS",
        "E:\\": "ReFS",
    }
    absent = [
        name for name, section in sections(sample) if isinstance(section, Absent) and "EDGE" not in name
    ]
    assert [name for name in absent if "web_access" not in name] == [
        "autodiscover_answers", "tenant", "recipient_list", "mailbox_contents", "public_folder_statistics",
        "organization_settings",
    ]  # fmt: skip


def test_partly_read() -> None:
    sample = opened("partly-read")
    assert preparation(sample) == (15334, 16222, [None, [None]])
    absent = {name: section.code for name, section in sections(sample) if isinstance(section, Absent)}
    whole = {name: code for name, code in absent.items() if name in READ_AT_FIRST}
    assert whole == {
        "accepted_domains": "not-readable",
        "databases": "not-readable",
        "dags": "not-readable",
        "recipients": "timed-out",
        "clients": "server-not-read",
    }
    assert {
        name.split(".")[0]: code for name, code in absent.items() if name.endswith((" head", " computer"))
    } == {
        "ecoles": "unreachable",
        "ECO-DC1": "unreachable",
    }
    codes = {
        host.name.split(".")[0]: {_state(getattr(host, name)) for name in READ_OF_A_MACHINE}
        for host in sample.hosts
    }
    assert codes == {
        "VDO-EXCH1": {"access-denied"},
        "VDO-EXCH2": {"unreachable"},
        "VDO-EXCH3": {"collected", "not-understood", "access-denied"},
        "VDO-EXCH4": {"declared", "not-declared"},
    }
    assert {s.by for _, s in sections(sample) if isinstance(s, Declared)} == {"M. Le Goff"}
    organization = data(sample.organization)
    assert organization.name == "Commune de Val-d'Ourse"


def _state(section: Section[Any]) -> str:
    if isinstance(section, Absent):
        return section.code
    return "declared" if isinstance(section, Declared) else "collected"
