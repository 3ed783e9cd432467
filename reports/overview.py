"""What an inventory holds, in a few rows of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import structs

from checks.gaps import reason_text
from scanner.inventory.absence import Absent, Declared, Section
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import Host, Inventory
from scanner.inventory.names import functional_level_name
from scanner.inventory.refusal import readable


def overview(inventory: Inventory, sha256: str) -> list[tuple[str, str]]:
    """Rows of a name and what is held under it; every absence with its reason."""
    rows = [
        ("file", f"schema {inventory.schema}, written by exready {inventory.tool}, SHA-256 {sha256}"),
        ("taken", inventory.taken_at.isoformat(sep=" ", timespec="minutes")),
        ("domain", inventory.scan.domain or "none was asked"),
    ]
    rows += [(name.replace("_", " "), held(inventory, name)) for name in SINGLE_SECTIONS]
    rows += [(f"host {host.name}", _host(host)) for host in inventory.hosts]
    rows += [
        (
            f"candidate {candidate.host}",
            f"{candidate.role}, for {', '.join(candidate.targets) or 'all targets'}",
        )
        for candidate in inventory.candidates
    ]
    return [(readable(what, 60), readable(holds, 400)) for what, holds in rows]


def held(inventory: Inventory, section: str) -> str:
    """What a section holds, in a few words; `none` where it was read and holds nothing."""
    return _said(getattr(inventory, section), _SAY[section])


def _names(data: Any) -> str:
    """A list by the names in it, where they have any; anything else by its being there."""
    if not isinstance(data, list):
        return "none" if data is None else "read"
    return _listed(len(data), [item.name for item in data[:8] if getattr(item, "name", None)])


def _listed(number: int, names: Sequence[str]) -> str:
    shown = ": " + ", ".join(names[:8]) + (" …" if number > 8 else "") if names else ""
    return f"{number}{shown}" if number else "none"


def _sum(of: str) -> Callable[[Any], str]:
    return lambda counts: f"{sum(count.count for count in counts)} {of}"


def _forest(forest: Any) -> str:
    level = forest.functional_level
    return f"{forest.name}, level {'not stated' if level is None else functional_level_name(level)}"


_SAY: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(SINGLE_SECTIONS, _names),
    "forest": _forest,
    "organization": lambda organization: (
        organization.name if organization else "none: no Exchange in this forest"
    ),
    "tenant": lambda tenant: f"{sum(value is not None for value in structs.asdict(tenant).values())} answers",
    # Every one is called 1.
    "mail_protocols": lambda found: _listed(
        len(found), [f"{each.protocol.upper()} of {each.server or '?'}" for each in found]
    ),
    "recipients": _sum("recipients"),
    "recipient_list": lambda found: f"{len(found.recipients)} recipients one by one",
    "devices": _sum("mobile devices"),
    "computers": _sum("computers"),
    "mailbox_sizes": lambda sizes: f"{sizes.mailboxes} mailboxes, {sizes.total / 2**30:.1f} GB",
    "mailbox_contents": lambda contents: f"what is in {len(contents.mailboxes)} mailboxes",
    "public_folder_statistics": lambda folders: f"{folders.folders} folders",
    "clients": lambda clients: f"{sum(client.users for client in clients.seen)} users of mail programs",
}


def _said(section: Section[Any], say: Callable[[Any], str]) -> str:
    if isinstance(section, Absent):
        return f"not read: {reason_text(section).text}"
    declared = f" (declared by {section.by})" if isinstance(section, Declared) else ""
    return say(section.data) + declared


def _host(host: Host) -> str:
    parts = [name for name in host.__struct_fields__ if name != "name"]
    read = [name.replace("_", " ") for name in parts if not isinstance(getattr(host, name), Absent)]
    missing = len(parts) - len(read)
    return f"{', '.join(read) or 'nothing'} read" + (f"; {missing} not read" if missing else "")
