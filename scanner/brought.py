"""What servers tell, brought into an inventory: machines, and rows that scripts printed, by whatever way they came.

What was read later wins, part by part, and each part keeps the time it was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from scanner.collectors import mailbox_contents
from scanner.collectors.client_programs import read_clients
from scanner.collectors.exchange_statistics import (
    LARGEST,
    read_statistics,
    services_of,
    told_better,
    with_services,
)
from scanner.collectors.windows_host import read_host
from scanner.inventory.absence import Collected, Declared, Failed, Source, Value
from scanner.inventory.journal import merged
from scanner.inventory.model import Candidate, Clients, ClientSeen, Host, Inventory, MailboxSizes, SizeClass
from scanner.inventory.refusal import readable
from scanner.outcome import Gap, gaps_in
from scanner.scripts.reading import Reading

COLLECTOR = "import"
# Lists that each server adds to, and which record of them is the same one read again.
LISTS: Mapping[str, tuple[str, ...]] = {
    "database_statistics": ("server", "database"),
    "copy_status": ("server", "database"),
    "outlook_anywhere": ("server",),
    "extended_protection": ("server", "directory"),
}


class Found:
    """What servers told."""

    def __init__(self) -> None:
        self.hosts: list[Host] = []
        self.candidates: list[Candidate] = []
        self.readings: list[Reading] = []

    def of(self, script: str) -> list[Reading]:
        """The newest reading of a script for each machine, in the order of their names."""
        newest: dict[str, Reading] = {}
        for reading in sorted(self.readings, key=lambda reading: reading.at):
            if reading.script == script:
                newest[reading.host.casefold()] = reading
        return [newest[host] for host in sorted(newest)]


def bring(inventory: Inventory, found: Found) -> tuple[Inventory, list[Gap]]:
    """The inventory with what was found, and what could not be read of it. Pure."""
    document = msgspec.to_builtins(inventory)
    hosts = [*found.hosts, *(read_host(reading) for reading in found.of("host"))]
    gaps = list(gaps_in({"hosts": msgspec.to_builtins(hosts)}))
    known_services = {host.name.casefold(): _services(host) for host in inventory.hosts}
    document["hosts"] = merged(document["hosts"], msgspec.to_builtins(hosts), "name")
    document["candidates"] = merged(
        document["candidates"], msgspec.to_builtins(found.candidates), "host"
    )  # fmt: skip
    for reading in found.of("exchange"):
        known_services.setdefault(reading.host.casefold(), {}).update(services_of(reading) or {})
    statistics = read_statistics(found.of("exchange"), without=told_better(inventory))
    clients, failures = read_clients(found.of("clients"))
    sections: dict[str, Collected[Any]] = {**statistics.sections, **({"clients": clients} if clients else {})}
    for name, absent in [*statistics.failures.items(), ("clients", failures)]:
        gaps += [Gap(f"{name}/{each.values['host']}", each) for each in absent]
        if absent and name not in sections and _yields(getattr(inventory, name), absent[0]):
            document[name] = msgspec.to_builtins(absent[0])
    for name, section in sections.items():
        joined = together(name, getattr(inventory, name), section)
        if isinstance(joined, Failed):
            gaps.append(Gap(name, joined))
        else:
            document[name] = msgspec.to_builtins(joined)
    gaps += _unknown(found.readings)
    brought = _sized(msgspec.convert(document, Inventory))
    return msgspec.structs.replace(
        brought, hosts=[_bound(host, known_services) for host in brought.hosts]
    ), gaps


def _yields(old: Any, new: Failed) -> bool:
    """Whether a reason takes the place of what was there: never of a reading, nor of the directory's own reason."""
    return not isinstance(old, Collected) and (not isinstance(old, Failed) or old.collector == new.collector)


def _sized(inventory: Inventory) -> Inventory:
    """Sizes of mailboxes told by EWS, where Exchange's own commands told none and no mailbox is missing."""
    contents, sizes = inventory.mailbox_contents, inventory.mailbox_sizes
    if isinstance(sizes, Declared) or (
        isinstance(sizes, Collected) and sizes.source.collector != mailbox_contents.COLLECTOR
    ):
        return inventory
    if not isinstance(contents, Collected) or contents.data.unread:
        return inventory
    if any(each.size is None for each in contents.data.mailboxes):
        return inventory
    section = Collected(data=mailbox_contents.sizes_of(contents.data), source=contents.source, at=contents.at)
    return msgspec.structs.replace(inventory, mailbox_sizes=section)


def _services(host: Host) -> dict[str, list[str]]:
    """What was known of the use of a machine's certificates."""
    if not isinstance(host.certificates, Collected):
        return {}
    return {
        each.certificate.thumbprint: each.services
        for each in host.certificates.data
        if each.services is not None
    }


def _bound(host: Host, services: Mapping[str, Mapping[str, list[str]]]) -> Host:
    section = host.certificates
    if not isinstance(section, Collected):
        return host
    data = with_services(section.data, services.get(host.name.casefold(), {}))
    return msgspec.structs.replace(host, certificates=msgspec.structs.replace(section, data=data))


def _unknown(readings: Iterable[Reading]) -> Iterator[Gap]:
    """Rows of a newer exready: not an error, but something that was read there and is not here."""
    for reading in readings:
        if reading.unknown:
            kinds = readable(", ".join(sorted(reading.unknown)))
            absent = Failed(
                code="rows-unknown",
                values={"host": reading.host, "kinds": kinds},
                collector=COLLECTOR,
                at=reading.at,
            )
            yield Gap(f"hosts/{reading.host}", absent)


# What servers tell together.


def together(name: str, old: Any, new: Collected[Any]) -> Collected[Any] | Failed:
    """A section of some servers with what was known of others; Failed when the two cannot be told apart."""
    if not isinstance(old, Collected):
        return new
    newest = new if new.at >= old.at else old
    if old.source.collector != new.source.collector:
        return newest
    before, now = _servers(old), _servers(new)
    if name in LISTS:
        return _stamped(old, new, _joined_lists(old.data, new.data, LISTS[name], now))
    if before <= now or name not in _SUMS:
        return newest
    if before & now:
        values: dict[str, Value] = {
            "what": name,
            "host": ", ".join(sorted(now)),
            "servers": ", ".join(sorted(before | now)),
        }
        return Failed(code="counted-together", values=values, collector=COLLECTOR, at=new.at)
    return _stamped(old, new, _SUMS[name](old.data, new.data))


def _servers(section: Collected[Any]) -> set[str]:
    return set((section.source.host or "").split(", "))


def _stamped(old: Collected[Any], new: Collected[Any], data: Any) -> Collected[Any]:
    host = ", ".join(sorted(_servers(old) | _servers(new)))
    source = Source(collector=new.source.collector, host=host, query=new.source.query)
    return Collected(data=data, source=source, at=max(old.at, new.at))


def _joined_lists(old: list[Any], new: list[Any], identity: Sequence[str], servers: set[str]) -> list[Any]:
    """Records of servers that were not read again stay."""
    names = {server.casefold().split(".")[0] for server in servers}

    def key(record: Any) -> tuple[str, ...]:
        return tuple((getattr(record, part) or "").casefold() for part in identity)

    again = {key(record) for record in new}
    kept = [
        record
        for record in old
        if key(record) not in again and (record.server or "").casefold().split(".")[0] not in names
    ]
    return [*kept, *new]


def _sum_of_sizes(old: MailboxSizes, new: MailboxSizes) -> MailboxSizes:
    classes: dict[int, SizeClass] = {}
    for each in (*old.classes, *new.classes):
        before = classes.get(each.from_bytes, SizeClass(from_bytes=each.from_bytes, count=0, total=0))
        classes[each.from_bytes] = SizeClass(
            from_bytes=each.from_bytes, count=before.count + each.count, total=before.total + each.total
        )
    largest = sorted((*old.largest, *new.largest), key=lambda each: (-each.size, each.name))
    return MailboxSizes(
        mailboxes=old.mailboxes + new.mailboxes,
        total=old.total + new.total,
        classes=[classes[begin] for begin in sorted(classes)],
        largest=largest[:LARGEST],
        archives=_both(old.archives, new.archives),
        archives_total=_both(old.archives_total, new.archives_total),
    )


def _sum_of_clients(old: Clients, new: Clients) -> Clients:
    users: dict[tuple[str, str | None, str | None], int] = {}
    for each in (*old.seen, *new.seen):
        key = (each.program, each.version, each.mode)
        users[key] = users.get(key, 0) + each.users
    days = [each for each in (old.days, new.days) if each is not None]
    return Clients(
        days=min(days, default=None),
        seen=[
            ClientSeen(program=program, version=version, mode=mode, users=users[program, version, mode])
            for program, version, mode in sorted(users, key=str)
        ],
        servers=sorted({*(old.servers or []), *(new.servers or [])}),
        limits=[*(old.limits or []), *(new.limits or [])],
    )


def _both(old: int | None, new: int | None) -> int | None:
    return old + new if old is not None and new is not None else None


_SUMS: Mapping[str, Callable[[Any, Any], Any]] = {"mailbox_sizes": _sum_of_sizes, "clients": _sum_of_clients}
# Sections that hold what several servers told.
TOLD_TOGETHER = frozenset({*LISTS, *_SUMS})
