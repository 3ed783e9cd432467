"""What clients.ps1 counted on one server or many → the section `clients`; pure.

On one server Outlook may be seen twice: in the logs of its own protocol, with its exact version, and in those of IIS.
The first wins. Users are distinct on one server only: whoever used two servers is counted on both, and one who used two
versions under each. The counts are therefore upper bounds, and no version is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scanner.collectors.windows_host import has_no_exchange, why_not
from scanner.inventory.absence import Collected, Failed, Source
from scanner.inventory.model import Clients, ClientSeen
from scanner.scripts.reading import Reading, Row

COLLECTOR = "client-programs"
BLOCKS = ("setup", "logons", "rpc-logs", "mapi-logs", "web-logs", "clients")

OUTLOOK = "Outlook"
# How programs name themselves to a web server, the first that fits. None: Exchange talking to itself.
# Sources: https://learn.microsoft.com/exchange/client-developer/exchange-web-services/ for EWS clients; logs shown on
# https://learn.microsoft.com/answers and in the documentation of the programs.
WEB_PROGRAMS: Sequence[tuple[re.Pattern[str], str | None]] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), program)
    for pattern, program in (
        (r"^ExchangeServicesClient/(?P<version>\d+(?:\.\d+)*)", "EWS application"),
        (r"^(?:Exchange|Microsoft\.Exchange|AMProbe|ASProxy|MSExchange|HttpProxy)", None),
        (r"ActiveMonitoring|TestActiveSyncConnectivity|Test-\w+Connectivity|LocalProbe", None),
        (r"Microsoft (?:Office )?Outlook (?P<version>\d+(?:\.\d+)*)", OUTLOOK),
        (r"^MSRPC$", OUTLOOK),
        (r"(?:^|\b)MacOutlook/(?P<version>\d+(?:\.\d+)*)", "Outlook for Mac"),
        (r"Entourage/(?P<version>\d+(?:\.\d+)*)", "Entourage"),
        (r"^Outlook-(?:iOS|Android)[^/]*/(?P<version>\d+(?:\.\d+)*)?", "Outlook for iOS and Android"),
        (r"^Mac OS X/.*\bMail/(?P<version>\d+(?:\.\d+)*)|^Mac_OS_X/(?P<mac>\d+(?:\.\d+)*)", "Apple Mail"),
        (r"^Apple-(?:iPhone|iPad|iPod)[^/]*/(?P<version>\d+(?:\.\d+)*)", "iOS Mail"),
        (r"^Android", "Android mail"),
        (r"^MSFT-(?:WP|PPC|SPhone|WIN)[^/]*/(?P<version>\d+(?:\.\d+)*)", "Windows mail"),
    )
)


class Program(NamedTuple):
    """A program in one version."""

    name: str
    version: str | None


def read_clients(readings: Sequence[Reading]) -> tuple[Collected[Clients] | None, list[Failed]]:
    """The section of one reading of clients.ps1 for each server, and what each server could not tell."""
    seen: Counter[tuple[Program, str | None]] = Counter()
    usable, failures = [], []
    for reading in readings:
        absent = why_not(reading, BLOCKS, COLLECTOR)
        if absent is not None:
            failures.append(absent)
        if absent is not None or has_no_exchange(reading):
            continue
        usable.append(reading)
        seen.update(_of_server(reading.of("client")))
    if not usable:
        return None, failures
    days = [row["days"] for reading in usable for row in reading.of("asked") if row["days"] is not None]
    hosts = sorted(reading.host for reading in usable)
    clients = Clients(
        days=min(days, default=None),
        seen=[
            ClientSeen(program=program.name, version=program.version, mode=mode, users=users)
            for (program, mode), users in sorted(seen.items(), key=str)
        ],
        servers=hosts,
        limits=[limit for reading in usable for limit in _limits(reading)],
    )
    source = Source(collector=COLLECTOR, host=", ".join(hosts), query=f"{usable[0].script}.ps1")
    return Collected(data=clients, source=source, at=max(reading.at for reading in usable)), failures


def _limits(reading: Reading) -> list[str]:
    """Why there may be clients that the script has not seen. Exchange 2007 keeps no log of Outlook's own protocol."""
    logs = reading.of("log")
    cut = [
        f"{reading.host}: {row['source']}, {row['limit'] or 'logs that could not be opened'}"
        for row in logs
        if row["limit"] or row["files"] != row["read"]
    ]
    own = any(row["source"] in ("rpc", "mapi") and row["read"] for row in logs)
    return list(dict.fromkeys(cut if own else [*cut, f"{reading.host}: no protocol log"]))


def _of_server(rows: Iterable[Row]) -> Counter[tuple[Program, str | None]]:
    own: Counter[tuple[Program, str | None]] = Counter()
    web: dict[Program, Counter[str | None]] = {}
    for row in rows:
        if row["source"] == "web":
            program = web_program(row["program"] or "")
            if program is not None:
                web.setdefault(program, Counter())[row["mode"]] += row["users"]
        else:
            program = own_program(row["source"], row["program"], row["version"])
            if program is not None:
                own[program, row["mode"] or None] += row["users"]
    known = {_release(program) for program, _ in own}
    for program, services in web.items():
        told_exactly = program.name == OUTLOOK and (
            _release(program) in known or (program.version is None and own)
        )
        if not told_exactly:
            # One user calls several services; the users of the busiest are all there are, as far as can be told.
            mode, users = services.most_common(1)[0]
            own[program, mode] += users
    return own


def _release(program: Program) -> tuple[str, tuple[str, ...]]:
    return program.name, tuple((program.version or "").split(".")[:2])


def own_program(source: str, name: str | None, version: str | None) -> Program | None:
    """A program in the logs of its own protocol, or logged on to Exchange 2007; None for Exchange itself.

    The logons of Exchange 2007 name no program: whatever has a version of its own, 8, is Exchange.
    """
    if source == "logons":
        return Program(OUTLOOK, version) if version and version.split(".")[0] != "8" else None
    if (name or "").casefold() in ("outlook.exe", "outlook"):
        return Program(OUTLOOK, version or None)
    if not name or name.casefold().startswith(("microsoft.exchange", "msexchange", "w3wp", "store")):
        return None
    return Program(name, version or None)


def web_program(agent: str) -> Program | None:
    """The program of a user agent as IIS logs it, with + for blanks; None for Exchange itself."""
    text = agent.replace("+", " ").strip()
    for pattern, program in WEB_PROGRAMS:
        found = pattern.search(text)
        if found:
            versions = [version for version in found.groupdict().values() if version]
            return Program(program, versions[0] if versions else None) if program else None
    name, _, rest = text.partition("/")
    version = re.match(r"\d+(?:\.\d+)*", rest, re.ASCII)
    return Program(name[:60] or "unnamed", version[0] if version else None)
