"""FILE.partial: each finished part of a scan is on the disk before the next one starts.

One JSON document a line. The first says what the scan was asked; each other holds the sections of one finished
collector. Killing the process loses at most the collector in flight, whose line is then missing or broken off.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from scanner.inventory.absence import Failed, Skipped, weight
from scanner.inventory.model import HOLDS, SCHEMA, Inventory, Record
from scanner.inventory.refusal import readable
from scanner.inventory.store import MAXIMUM_BYTES, FileRefused, write_whole

# Everything an inventory holds once, and not once a machine.
SINGLE_SECTIONS = tuple(
    name
    for name in Inventory.__struct_fields__
    if name not in ("holds", "schema", "tool", "taken_at", "scan", "hosts", "candidates")
)
# What no directory tells, but the servers themselves.
_OF_SERVERS = (
    "clients", "database_statistics", "copy_status", "mailbox_sizes", "public_folder_statistics",
    "organization_settings", "outlook_anywhere", "extended_protection", "autodiscover_answers",
)  # fmt: skip
# What nothing tells but exready.toml.
_OF_PEOPLE = ("tenant",)
# What is only read when somebody asks for it.
_ON_REQUEST = ("mailbox_contents",)


class Header(Record, frozen=True, kw_only=True):
    """What a partial scan was asked: another request cannot resume it."""

    holds: str
    schema: int
    tool: str
    taken_at: datetime
    request: dict[str, Any]


class Listing(Record, frozen=True, kw_only=True):
    """What one script printed on one server, which is asked by the name `host`; `cut` says why it did not end.

    `remote`: it ran in a remote shell, which lends no credentials to a second machine. `left`: blocks that another
    server was asked for.
    """

    script: str
    host: str
    at: datetime
    text: str
    cut: Failed | None = None
    remote: bool = False
    left: tuple[str, ...] = ()


class Part(Record, frozen=True, kw_only=True):
    """The sections one collector brought home, under the names of the inventory's fields, and what was printed.

    Listings of all servers are read together at the end: only then can be told what they say of one thing.
    """

    collector: str
    complete: bool
    sections: dict[str, Any]
    listings: tuple[Listing, ...] = ()


def header(tool: str, taken_at: datetime, request: dict[str, Any]) -> Header:
    """The first line of a new journal."""
    return Header(holds=HOLDS, schema=SCHEMA, tool=tool, taken_at=taken_at, request=request)


def partial_path(path: Path) -> Path:
    """Where the parts of the scan that will become `path` are kept meanwhile."""
    return path.with_name(path.name + ".partial")


class Journal:
    """An open FILE.partial; every `add` is on the disk when it returns. Raises FileRefused."""

    def __init__(self, path: Path, first: Header, kept: Iterable[Part] = ()) -> None:
        self.path = path
        self.parts: list[Part] = list(kept)
        self.header = first
        # In one step: what an earlier scan brought home is on the disk at every moment of its resumption.
        write_whole(path, b"".join(map(_encoded, (first, *self.parts))))
        try:
            # Nothing is held back: what a full disk did not take must not be tried again when the file is closed.
            self._file = path.open("ab", buffering=0)
        except OSError as error:
            raise self._refused(error) from None

    def add(self, part: Part) -> None:
        """Keep one finished part."""
        self._line(part)
        self.parts.append(part)

    def close(self, *, finished: bool) -> None:
        """Close the file, and remove it once its parts stand in the inventory."""
        self._file.close()
        if finished:
            self.path.unlink(missing_ok=True)

    def _line(self, record: Record) -> None:
        left = memoryview(_encoded(record))
        try:
            while left:  # a disk that fills up takes what fits, and refuses the rest
                left = left[self._file.write(left) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._refused(error) from None

    def _refused(self, error: OSError) -> FileRefused:
        return FileRefused(
            f"{readable(str(self.path))} could not be written: {error.strerror or error}.",
            "Choose another place with -o FILE, or make room.",
        )


def set_aside(path: Path) -> Path | None:
    """Rename what an interrupted scan left behind when another one begins in its place; None when nothing was read.

    Raises FileRefused.
    """
    aside = path.with_name(path.name + ".old")
    try:
        with path.open("rb") as file:
            file.readline()
            if not file.readline().endswith(b"\n"):
                return None
        path.replace(aside)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileRefused(
            f"{readable(str(path))}, which an interrupted scan left behind, could not be renamed: "
            f"{error.strerror or error}.",
            "Choose another place with -o FILE.",
        ) from None
    return aside


def read_journal(path: Path) -> tuple[Header, list[Part]]:
    """What an interrupted scan left behind; a last line broken off in the middle is dropped. Raises FileRefused."""
    name = readable(str(path))
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise FileRefused(f"{name} is too large to be a partial scan.", "Scan again without --resume.")
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise FileRefused(
            f"There is no partial scan {name}: {error.strerror or error}.", "Scan again without --resume."
        ) from None
    try:
        first = msgspec.json.decode(lines[0], type=Header)
        if first.schema != SCHEMA:
            raise ValueError(f"it is of schema {first.schema}, not {SCHEMA}")
        parts = [msgspec.json.decode(line, type=Part) for line in lines[1:-1]]
        fold(first, parts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FileRefused(
            f"{name} is not a partial scan of this exready: {readable(str(error))}.",
            "Scan again without --resume.",
        ) from None
    return first, parts


def fold(first: Header, parts: Iterable[Part]) -> Inventory:
    """Make one inventory of the parts; what no part brought stays skipped, with the reason. Pure."""
    taken_at = first.taken_at.isoformat()
    document: dict[str, Any] = {
        "holds": HOLDS, "schema": SCHEMA, "tool": first.tool, "taken_at": taken_at,
        "scan": {"domain": None, "server": None, "account": None, "protection": None, "exceptions": None},
        "hosts": [], "candidates": [],
    }  # fmt: skip
    for name in SINGLE_SECTIONS:
        document[name] = _not_asked(name, taken_at)
    for part in by_collector(parts):
        for key, value in part.sections.items():
            document[key] = _JOINED[key](document.get(key), value) if key in _JOINED else value
    return msgspec.convert(document, Inventory)


def by_collector(parts: Iterable[Part]) -> list[Part]:
    """One part for each collector: what was asked again is newer, and costs nothing of what was read before. Pure."""
    found: dict[str, Part] = {}
    for part in parts:
        before = found.get(part.collector)
        found[part.collector] = part if before is None else _asked_again(before, part)
    return list(found.values())


def _asked_again(old: Part, new: Part) -> Part:
    both = {
        key: _JOINED.get(key, _renewed)(old.sections.get(key), value) for key, value in new.sections.items()
    }
    printed = {(each.script, each.host): each for each in old.listings}
    for each in new.listings:
        before = printed.get((each.script, each.host))
        if before is None or each.cut is None or len(each.text) >= len(before.text):
            printed[each.script, each.host] = each
    return msgspec.structs.replace(new, sections={**old.sections, **both}, listings=tuple(printed.values()))


def renewed(before: Inventory, parts: Iterable[Part]) -> Inventory:
    """An inventory with parts that were read again. What they lack stays as it was, with its time. Pure."""
    document = msgspec.to_builtins(before)
    for part in parts:
        for key, value in part.sections.items():
            document[key] = _JOINED.get(key, _renewed)(document[key], value)
    return msgspec.convert(document, Inventory)


def _renewed(old: Any, new: Any) -> Any:
    """At every depth an absence gives way to what was read of the same thing before."""
    if _outlasts(old, new):
        return old
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: _renewed(old.get(key), value) for key, value in new.items()}
    if isinstance(old, list) and isinstance(new, list):
        items = [each for each in old if isinstance(each, dict) and "name" in each]
        # Of two with one name nobody knows which was read again.
        often = Counter(each["name"] for each in items)
        named = {each["name"]: each for each in items if often[each["name"]] == 1}
        return [
            _renewed(named.get(each.get("name")), each) if isinstance(each, dict) else each for each in new
        ]
    return new


def sections(**found: Any) -> dict[str, Any]:
    """Sections under the names of the inventory's fields, as plain data for a `Part`."""
    plain = msgspec.to_builtins(found)
    assert isinstance(plain, dict)
    return plain


def _not_asked(name: str, at: str) -> Mapping[str, Any]:
    code, collector = ("server-not-read" if name in _OF_SERVERS else "no-domain"), name
    if name in _OF_PEOPLE:
        code, collector = "only-people-know", "exready.toml"
    if name in _ON_REQUEST:
        code = "mailboxes-not-opened"
    skipped = Skipped(code=code, values={}, collector=collector, at=datetime.fromisoformat(at))
    plain: Mapping[str, Any] = msgspec.to_builtins(skipped)
    return plain


def merged(old: list[dict[str, Any]], new: list[dict[str, Any]], identity: str) -> list[dict[str, Any]]:
    """By name without regard to case; of two sections the heavier one stays, of two as heavy the new one."""
    found = {item[identity].casefold(): item for item in old}
    for item in new:
        name = item[identity].casefold()
        before = found.pop(name, {})
        found[name] = {
            **item,
            **{key: value for key, value in before.items() if _outlasts(value, item.get(key))},
        }
    return list(found.values())


def _scan(old: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    """How the directory was read the first time, and everything that was ever allowed for single hosts."""
    if old is None:
        return new
    allowed = [*(old["exceptions"] or []), *(new["exceptions"] or [])]
    first = new if old["account"] is None else old
    return {**first, "exceptions": first["exceptions"] if not allowed else list(dict.fromkeys(allowed))}


# What several parts bring together, and how.
_JOINED: Mapping[str, Callable[[Any, Any], Any]] = {
    "scan": _scan,
    "hosts": lambda old, new: merged(old or [], new, "name"),
    "candidates": lambda old, new: merged(old or [], new, "host"),
}


def _outlasts(old: Any, new: Any) -> bool:
    return _is_section(old) and (not _is_section(new) or _weight(old) > _weight(new))


def _is_section(value: Any) -> bool:
    return isinstance(value, dict) and "state" in value


def _weight(section: dict[str, Any]) -> tuple[int, datetime]:
    return weight(section["state"], datetime.fromisoformat(section["at"]))


def _encoded(record: Record) -> bytes:
    return msgspec.json.encode(record) + b"\n"
