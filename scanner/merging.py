"""Several inventories of one organisation made one: of everything the newest reading, and a note of what it replaced.

The rule is that of `exready import` (`scanner.inventory.absence.weight`): no absence replaces a reading and no
declaration a measurement; of two readings the newer one is kept. The order of the files makes no difference. What
several servers tell together is put together as an import does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from scanner.brought import LISTS, TOLD_TOGETHER, together
from scanner.inventory.absence import Absent, Collected, Declared, Failed, Section, known, weight
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import Candidate, Host, Inventory, Scan
from scanner.inventory.refusal import Refusal


class UnlikeRefused(Refusal):
    """Inventories of different forests or organisations, which one inventory cannot hold."""


class Side(Struct, frozen=True, kw_only=True):
    """One file's word in a matter: what it holds there, and of when."""

    file: str
    state: str
    at: datetime


class Settled(Struct, frozen=True, kw_only=True):
    """One place where files differ.

    Attributes:
        subject: name of the domain, server or machine; None for a section of the whole organisation.
        section: field of the inventory or of the subject.
        how: `kept` one of the two, or put `together` what different servers told.
        kept: the file that won; of what was put together the newer one.
        left: the file whose word is not, or not alone, in the result.
        only_left: names that only the file that lost lists, such as those of servers that are gone.
    """

    subject: str | None
    section: str
    how: Literal["kept", "together"]
    kept: Side
    left: Side
    only_left: tuple[str, ...] = ()


Offer = tuple[str, Any]


def merge(inventories: Sequence[tuple[str, Inventory]]) -> tuple[Inventory, list[Settled]]:
    """One inventory of several, each with the name of its file, and every place where they differed. Pure.

    Raises UnlikeRefused.
    """
    _of_one_forest(inventories)
    files = sorted(inventories, key=lambda each: (weight("collected", each[1].taken_at), _content(each[1])))
    settled: list[Settled] = []
    changes: dict[str, Any] = {}
    for name in SINGLE_SECTIONS:
        offers = [(file, getattr(inventory, name)) for file, inventory in files]
        changes[name] = _with_own(_settle(None, name, offers, settled), offers, settled)
    hosts = _by_name([(file, host) for file, inventory in files for host in inventory.hosts], "name")
    changes["hosts"] = [_host(offers, settled) for offers in hosts.values()]
    meant = _by_name(
        [(file, candidate) for file, inventory in files for candidate in inventory.candidates], "host"
    )
    taken_at = {file: inventory.taken_at for file, inventory in files}
    changes["candidates"] = [_candidate(offers, taken_at, settled) for offers in meant.values()]
    changes["scan"] = _scan(files, settled)
    return replace(files[-1][1], **changes), settled


def _of_one_forest(inventories: Iterable[tuple[str, Inventory]]) -> None:
    for what, section in (("forest", "forest"), ("Exchange organisation", "organization")):
        names: dict[str, tuple[str, str]] = {}
        for file, inventory in inventories:
            found = known(getattr(inventory, section))
            if found is not None:
                names.setdefault(found.name.casefold(), (file, found.name))
        if len(names) > 1:
            (one, first), (other, second) = list(names.values())[:2]
            raise UnlikeRefused(
                f"{one} is of the {what} {first} and {other} of {second}; an inventory holds one {what}.",
                "Merge the files of each on its own, and give all the results to one command: exready check A B, "
                "exready report A B -o DIR.",
            )


def _settle(subject: str | None, section: str, offers: Sequence[Offer], settled: list[Settled]) -> Any:
    """The section that is kept of those the files offer; what was not kept is noted."""
    file, kept = max(offers, key=lambda offer: _weight(offer[1]))
    if any(_weight(other) == _weight(kept) and other != kept for _, other in offers):
        file, kept = max(offers, key=lambda offer: (_weight(offer[1]), _content(offer[1])))
    joins = subject is None and section in TOLD_TOGETHER and isinstance(kept, Collected)
    told: list[Settled] = []
    for other_file, other in sorted(offers, key=lambda offer: _weight(offer[1]), reverse=True):
        if other == kept or any(note.left == _side(other_file, other) for note in told):
            continue
        joined = together(section, other, kept) if joins and isinstance(other, Collected) else kept
        how: Literal["kept", "together"] = (
            "kept" if isinstance(joined, Failed) or joined == kept else "together"
        )
        told.append(
            Settled(
                subject=subject, section=section, how=how, kept=_side(file, kept), left=_side(other_file, other),
                only_left=_only_in(other, kept) if how == "kept" else (),
            )
        )  # fmt: skip
        kept = _in_order(section, joined) if how == "together" else kept
    settled += told
    return kept


def _with_own(section: Any, offers: Sequence[Offer], settled: list[Settled]) -> Any:
    """The records of a listing, each with the best of its own sections, by whichever file they were read."""
    data = known(section)
    if not isinstance(data, list) or not data or not _own_sections(data[0]):
        return section
    listings = [(file, _singles(known(other))) for file, other in offers]
    single = _singles(data)
    records = []
    for record in data:
        name = record.name.casefold()
        changes = {}
        for own in _own_sections(record) if name in single else ():
            said = [(file, getattr(listing[name], own)) for file, listing in listings if name in listing]
            changes[own] = _settle(record.name, own, said, settled)
        records.append(replace(record, **changes))
    return replace(section, data=records)


def _own_sections(record: Struct) -> list[str]:
    return [
        name
        for name in record.__struct_fields__
        if isinstance(getattr(record, name), Collected | Declared | Absent)
    ]


def _singles(records: Any) -> Mapping[str, Any]:
    """Records by name, without those whose name tells them apart from no other."""
    found: dict[str, list[Any]] = {}
    for record in records or ():
        found.setdefault(record.name.casefold(), []).append(record)
    return {name: same[0] for name, same in found.items() if len(same) == 1}


def _by_name(offers: Iterable[Offer], identity: str) -> dict[str, list[Offer]]:
    found: dict[str, list[Offer]] = {}
    for file, record in offers:
        found.setdefault(getattr(record, identity).casefold(), []).append((file, record))
    return found


def _host(offers: Sequence[Offer], settled: list[Settled]) -> Host:
    newest: Host = offers[-1][1]
    found = {
        name: _settle(newest.name, name, [(file, getattr(host, name)) for file, host in offers], settled)
        for name in _own_sections(newest)
    }
    return replace(newest, **found)


def _candidate(
    offers: Sequence[Offer], taken_at: Mapping[str, datetime], settled: list[Settled]
) -> Candidate:
    file, newest = offers[-1]
    for other_file, other in offers[:-1]:
        if (other.role, other.targets) != (newest.role, newest.targets):
            kept, left = (Side(file=each, state="declared", at=taken_at[each]) for each in (file, other_file))
            settled.append(
                Settled(subject=newest.host, section="candidates", how="kept", kept=kept, left=left)
            )
    found: Candidate = newest
    return found


def _scan(files: Sequence[tuple[str, Inventory]], settled: list[Settled]) -> Scan:
    """How the newest scan of a directory was done; whoever was trusted without proof stays named."""
    asked = [(file, each) for file, each in files if each.scan.domain is not None] or list(files)
    file, newest = asked[-1]
    for other_file, other in asked[:-1]:
        if other.scan.domain != newest.scan.domain:
            kept = Side(file=file, state="collected", at=newest.taken_at)
            left = Side(file=other_file, state="collected", at=other.taken_at)
            settled.append(Settled(subject=None, section="scan", how="kept", kept=kept, left=left))
    said = [each.scan.exceptions for _, each in reversed(files) if each.scan.exceptions is not None]
    exceptions = list(dict.fromkeys(each for exceptions in said for each in exceptions)) if said else None
    return replace(newest.scan, exceptions=exceptions)


def _weight(section: Any) -> tuple[int, datetime]:
    return weight(_state(section), section.at)


def _state(section: Any) -> str:
    return str(type(section).__struct_config__.tag)


def _side(file: str, section: Any) -> Side:
    return Side(file=file, state=_state(section), at=section.at)


def _content(value: Any) -> bytes:
    """What decides between two things of the same age: arbitrary, and the same for every order of the files."""
    return msgspec.json.encode(value)


def _only_in(left: Section[Any], kept: Section[Any]) -> tuple[str, ...]:
    """Names of a listing that the one that was kept does not hold."""
    if not (isinstance(known(left), list) and isinstance(known(kept), list)):
        return ()
    there = {name.casefold() for name in _names(known(kept))}
    return tuple(name for name in _names(known(left)) if name.casefold() not in there)


def _names(records: Any) -> Iterator[str]:
    yield from (record.name for record in records if isinstance(getattr(record, "name", None), str))


def _in_order(section: str, joined: Any) -> Any:
    """Records of several servers by their names, whichever of them came first."""
    if section not in LISTS:
        return joined
    identity = LISTS[section]
    return replace(
        joined,
        data=sorted(
            joined.data, key=lambda each: [(getattr(each, part) or "").casefold() for part in identity]
        ),
    )
