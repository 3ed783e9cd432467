"""Mobile devices that the directory knows, counted in each domain: ActiveSync keeps one object for each.

Never asked for: what names a person's device, its identifier, IMEI, telephone number and friendly name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from scanner.collectors import ldap_domains
from scanner.collectors.exchange_root import ROOT_QUERIES, exchange_exists
from scanner.collectors.query import Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.directory import Directory
from scanner.connections.entry import Entry, month_of, number_of
from scanner.connections.errors import Trouble
from scanner.inventory.model import DeviceCount
from scanner.inventory.text import clean_text

_ATTRIBUTES = (
    "msExchDeviceType", "msExchDeviceModel", "msExchDeviceOS", "msExchDeviceEASVersion",
    "msExchDeviceAccessState", "whenChanged",
)  # fmt: skip
DEVICES = Query(
    "mobile devices, to be counted",
    "{domain}",
    _ATTRIBUTES,
    "(objectClass=msExchActiveSyncDevice)",
    "sub",
    to="each-domain",
)
# A container for devices, or a mailbox marked as having some (msExchMobileMailboxFlags, bit 1).
TRACES = Query(
    "whether there should be mobile devices where none can be seen",
    "{domain}",
    ("objectClass",),
    "(|(objectClass=msExchActiveSyncDevices)(msExchMobileMailboxFlags:1.2.840.113556.1.4.803:=1))",
    "sub",
    to="each-domain",
)
QUERIES = (*ROOT_QUERIES, ldap_domains.CROSS_REFERENCES, DEVICES, TRACES)

# What Exchange's own monitoring connects with, since 2013.
_PROBE = b"EASProbeDeviceType"


class Kind(NamedTuple):
    """Raw values as they came, and the month of the last change."""

    type: bytes | None
    model: bytes | None
    system: bytes | None
    protocol: bytes | None
    access: bytes | None
    changed: str | None


class Answers(NamedTuple):
    """By the DNS name of each domain, how often each kind of device was seen there."""

    counts: Mapping[str, Mapping[Kind, int]]


def ask(directories: Directories) -> Answers:
    """Raises Trouble, also if only one domain could not be counted: a sum without it would be wrong."""
    if not exchange_exists(directories.main()):
        return Answers({})
    return Answers(
        {name: _count(directories.of_domain(name)) for name in ldap_domains.ask_names(directories)}
    )


def _count(directory: Directory) -> Counter[Kind]:
    """Raises Trouble if the devices are hidden, which a directory does not say by itself."""
    counts = Counter(_kind(entry) for entry in ask_all(directory, DEVICES))
    if not counts and next(ask_all(directory, TRACES), None) is not None:
        raise Trouble("not-readable", what=f"the mobile devices of {directory.domain}")
    return counts


def _kind(entry: Entry) -> Kind:
    kind, model, system, protocol, access, changed = (
        next(iter(entry.raw(name)), None) for name in _ATTRIBUTES
    )
    return Kind(kind, model, system, protocol, access, month_of(changed) if changed else None)


def read(answers: Answers) -> list[DeviceCount]:
    """In order of domain and kind, without the devices of Exchange's own monitoring."""
    found = [
        _device_count(domain, kind, number)
        for domain, counts in answers.counts.items()
        for kind, number in counts.items()
        if kind.type != _PROBE
    ]
    return sorted(found, key=_order)


def _device_count(domain: str, kind: Kind, number: int) -> DeviceCount:
    return DeviceCount(
        domain=domain,
        type=_text(kind.type),
        model=_text(kind.model),
        system=_text(kind.system),
        protocol=_text(kind.protocol),
        access=number_of(kind.access or b""),
        changed=kind.changed,
        count=number,
    )


def _text(raw: bytes | None) -> str | None:
    return clean_text(raw or b"") or None


def _order(each: DeviceCount) -> tuple[str, ...]:
    values = (each.domain, each.type, each.model, each.system, each.protocol, each.access, each.changed)
    return tuple(str(value or "") for value in values)


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"devices": stamp.collected(read(ask(directories)))}


STEPS = (Step("ldap-devices", ("devices",), QUERIES, DEVICES, collect),)
