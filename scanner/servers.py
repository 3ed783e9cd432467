"""The servers of a scan: whom to ask what, many at once, each with its own deadline and its own gaps.

A server is one part of the journal: what its scripts and commands printed, kept as it came, and what it shows to mail
programs. Nothing here raises for a server that fails.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, TypeVar

import msgspec

from scanner.collectors import autodiscover, exchange_endpoint, server_scripts, web_access
from scanner.connections import exchange_powershell, winrm
from scanner.connections.connect import Options
from scanner.connections.credentials import SignIn
from scanner.connections.errors import Trouble
from scanner.connections.exchange_powershell import ExchangeShell
from scanner.connections.http_line import Deadline, Lines
from scanner.connections.http_session import Gate, HttpSession
from scanner.connections.server_ways import Server
from scanner.connections.winrm import RemoteShell
from scanner.inventory.absence import Collected, Failed, Skipped, known
from scanner.inventory.journal import Listing, Part, sections
from scanner.inventory.model import AutodiscoverAnswer, Candidate, ExchangeServer, Host, Inventory, WebAccess
from scanner.inventory.names import is_edge, role_names, version_tuple
from scanner.outcome import gaps_in
from scanner.scripts.exchange_commands import Generation

T = TypeVar("T")

PREFIX = "server "
ALL = "all"
AUTODISCOVER = autodiscover.COLLECTOR
# Whoever asks one server at a time.
OF_ONE_SERVER = (server_scripts.COLLECTOR, exchange_endpoint.COLLECTOR, web_access.COLLECTOR)
# How many further servers of a version are asked about the organisation when the first could not tell.
SPARE = 3
_FIRST_WITH_SCRIPTS, _SECOND = 8, 14  # Exchange 2007, 2010

State = Literal["started", "done", "failed", "kept"]
Progress = Callable[[str, State, str], None]


@dataclass(frozen=True)
class Machine:
    """One machine to ask. Without a generation nothing is known of an Exchange on it.

    Attributes:
        host: the name it is asked by.
        name: its name in Exchange.
        web: mail programs connect to it.
        only: the collectors it is asked by; None: all.
        build: its build as numbers, as far as the directory knows it.
    """

    host: str
    name: str | None = None
    generation: Generation | None = None
    edge: bool = False
    web: bool = False
    candidate: Candidate | None = None
    only: tuple[str, ...] | None = None
    build: tuple[int, ...] = ()

    def asks(self, collector: str) -> bool:
        """Whether this collector takes part."""
        return self.only is None or collector in self.only

    @property
    def id(self) -> str:
        """What its part in the journal is called."""
        return PREFIX + self.host

    @property
    def scripts(self) -> list[str]:
        """What is run on it in a remote shell. The snap-in of 2007 and of Edge servers is there only."""
        if not self.asks(server_scripts.COLLECTOR):
            return []
        if self.generation is None:
            return ["host"]
        if self.edge:
            return ["host", "exchange"]
        return ["host", *(["exchange"] if self.generation == "2007" else []), "clients"]

    @property
    def endpoint(self) -> bool:
        """It has an endpoint for Exchange's commands."""
        there = self.generation in ("2010", "2013") and not self.edge
        return there and self.asks(exchange_endpoint.COLLECTOR)

    @property
    def ports(self) -> list[int]:
        """Every port that it may be asked on."""
        ports = [*winrm.PORTS.values()]
        ports += exchange_powershell.PORTS.values() if self.endpoint else []
        ports += [web_access.PORT] if self.web else []
        return list(dict.fromkeys(ports))


def machines(inventory: Inventory, wanted: Sequence[str], candidates: Sequence[Candidate]) -> list[Machine]:
    """The machines to ask: `all` servers of the directory or those named, and the candidates. Pure.

    A name that the directory does not hold is asked as a machine of which nothing is known.
    """
    servers = [machine_of(server) for server in known(inventory.servers) or []]
    names = {label.casefold(): each for each in servers for label in (each.host, each.name or each.host)}
    chosen = servers if ALL in wanted else [names.get(name.casefold(), Machine(name)) for name in wanted]
    found = {each.host.casefold(): each for each in chosen}
    for candidate in candidates:
        machine = names.get(candidate.host.casefold(), Machine(candidate.host))
        meant = msgspec.structs.replace(candidate, host=machine.host)
        found[machine.host.casefold()] = replace(machine, candidate=meant)
    return list(found.values())


def narrowed(found: Sequence[Machine], only: tuple[str, ...] | None) -> list[Machine]:
    """The machines as these collectors ask them; without those that none of them asks. Pure."""
    limited = [replace(each, only=only) for each in found]
    limited = [replace(each, web=each.web and each.asks(web_access.COLLECTOR)) for each in limited]
    return [each for each in limited if each.scripts or each.endpoint or each.web]


def machine_of(server: ExchangeServer) -> Machine:
    """An Exchange server of the directory."""
    numbers = version_tuple(server.build or "")
    generation = _generation(numbers[0]) if numbers else None
    return Machine(
        host=server.fqdn or server.name,
        name=server.name,
        generation=generation,
        edge=is_edge(server.roles),
        build=numbers or (),
        web=generation is not None and (server.roles is None or "Client Access" in role_names(server.roles)),
    )


class Asking:
    """The conversation with all machines of one scan. Exchange is not asked for the sections `without`."""

    def __init__(
        self,
        found: Sequence[Machine],
        sign_in: SignIn | Trouble,
        options: Options,
        *,
        seconds: float,
        concurrency: int,
        gate: Gate,
        now: Callable[[], datetime],
        progress: Progress,
        without: Collection[str] = (),
    ) -> None:
        self._machines = found
        self._sign_in = sign_in
        self._options = options
        self._seconds = seconds
        self._concurrency = concurrency
        self._gate = gate
        self._now = now
        self._progress = progress
        self._without = without
        self._lines = Lines()
        self._speakers = speakers(found)
        self._first_speakers = {machines[0].id for machines in self._speakers.values()}
        self._told: set[Generation] = set()

    def parts(self, attempts: Sequence[autodiscover.Attempt] | None) -> Generator[Part, None, None]:
        """The part of each machine as it is finished, and that of Autodiscover when it is to be looked for.

        Whoever closes the iterator before its end cuts every connection.
        """
        if self._machines:
            self._progress(f"{len(self._machines)} servers", "started", "")
        pool = ThreadPoolExecutor(self._concurrency)
        try:
            looking = [pool.submit(self._looked_for, attempt) for attempt in attempts or []]
            asking = {pool.submit(self._asked, machine): machine for machine in self._machines}
            for count, future in enumerate(as_completed(asking), 1):
                yield self._seen(asking[future], future, count)
            yield from self._asked_again(pool)
            if attempts is not None:
                yield self._autodiscover(looking)
        finally:
            self._lines.cut()
            pool.shutdown(cancel_futures=True)

    def _asked_again(self, pool: ThreadPoolExecutor) -> Iterator[Part]:
        """Where nobody told of the whole organisation: the next servers of that version, one after the other."""
        for generation, machines in self._speakers.items():
            for machine in machines[1 : 1 + SPARE]:
                if generation not in self._told:
                    listing = pool.submit(self._whole_organization, machine).result()
                    yield Part(
                        collector=machine.id, complete=listing.cut is None, sections={}, listings=(listing,)
                    )

    def _whole_organization(self, machine: Machine) -> Listing:
        at, server = self._now(), _asked_server(lambda: self._server(machine, Deadline(self._seconds)))
        return self._commands(machine, server, at, whole=True)

    def _seen(self, machine: Machine, future: Future[Part], count: int) -> Part:
        part = future.result()
        troubles = dict.fromkeys(str(Trouble(each.code, **each.values)) for each in _failures(part))
        place = f"{count} of {len(self._machines)}"
        detail = "; ".join(troubles)
        self._progress(machine.id, "failed" if detail else "done", f"{place}: {detail}" if detail else place)
        return part

    def _autodiscover(self, looking: Sequence[Future[AutodiscoverAnswer]]) -> Part:
        answers = [future.result() for future in looking]
        found = sections(autodiscover_answers=autodiscover.section(answers, self._now()))
        self._progress(AUTODISCOVER, "done", "")
        return Part(collector=AUTODISCOVER, complete=True, sections=found)

    def _looked_for(self, attempt: autodiscover.Attempt) -> AutodiscoverAnswer:
        return autodiscover.ask(attempt, self._options, self._options.timeout, self._lines)

    def _asked(self, machine: Machine) -> Part:
        """Everything of one machine. A defect here must not cost what the others tell."""
        at = self._now()
        try:
            return self._conversation(machine, at)
        except Exception as error:  # noqa: BLE001 - one server never blanks the estate
            trouble = Trouble("not-understood", host=machine.host, detail=f"{type(error).__name__}: {error}")
            listings = (server_scripts.not_asked(each, machine.host, at, trouble) for each in machine.scripts)
            return Part(collector=machine.id, complete=False, sections={}, listings=tuple(listings))

    def _conversation(self, machine: Machine, at: datetime) -> Part:
        deadline = Deadline(self._seconds)
        server = _asked_server(lambda: self._server(machine, deadline))
        listings = tuple(self._listings(machine, server, at))
        found: dict[str, list[Any]] = {}
        if machine.web:
            found["hosts"] = [_seen(machine.host, at, self._web(server, machine.host, deadline, at))]
        if machine.candidate is not None:
            found["candidates"] = [machine.candidate]
        part = Part(collector=machine.id, complete=True, sections=sections(**found), listings=listings)
        return msgspec.structs.replace(part, complete=not _failures(part))

    def _server(self, machine: Machine, deadline: Deadline) -> Server:
        if isinstance(self._sign_in, Trouble):
            raise self._sign_in
        return Server(
            machine.host, self._sign_in, self._options, deadline, self._lines, self._gate, machine.ports
        )

    def _listings(self, machine: Machine, server: Server | Trouble, at: datetime) -> Iterator[Listing]:
        if machine.scripts:
            yield from self._scripts(machine, server, at)
        if machine.endpoint:
            yield self._commands(machine, server, at, whole=machine.id in self._first_speakers)

    def _scripts(self, machine: Machine, server: Server | Trouble, at: datetime) -> Iterator[Listing]:
        credssp = self._options.winrm_auth == "credssp"
        shell = _opened(server, winrm.PORTS, winrm.PATH, RemoteShell, credssp=credssp)
        if isinstance(shell, Trouble):
            for script in machine.scripts:
                yield server_scripts.not_asked(script, machine.host, at, shell)
            return
        for script in machine.scripts:
            yield server_scripts.ask(shell, script, machine.host, at)
        shell.close()

    def _commands(self, machine: Machine, server: Server | Trouble, at: datetime, *, whole: bool) -> Listing:
        """What Exchange's commands say. An attempt that did not tell all leaves the organisation to the next server."""
        assert machine.generation is not None
        shell = _opened(server, exchange_powershell.PORTS, exchange_powershell.PATH, ExchangeShell)
        if isinstance(shell, Trouble):
            return exchange_endpoint.not_asked(machine.host, at, shell)
        try:
            name = machine.name or machine.host
            listing = exchange_endpoint.ask(
                shell, name, machine.host, machine.generation, at, whole=whole, without=self._without
            )
        finally:
            shell.close()
        if whole and exchange_endpoint.told_all(listing, machine.generation):
            self._told.add(machine.generation)
        return listing

    def _web(
        self, server: Server | Trouble, host: str, deadline: Deadline, at: datetime
    ) -> Collected[WebAccess] | Failed:
        if isinstance(server, Trouble):
            return server.failed(web_access.COLLECTOR, at)
        try:
            return web_access.read(web_access.ask(server, self._options, deadline, self._lines), host, at)
        except Trouble as trouble:
            return trouble.failed(web_access.COLLECTOR, at)


def speakers(found: Iterable[Machine]) -> dict[Generation, list[Machine]]:
    """Who may be asked about the whole organisation, by version, in this order: the newest build first. Pure.

    Each version is asked: the old ones alone know the old public folders.
    """
    by_generation: dict[Generation, list[Machine]] = {}
    for machine in sorted(found, key=lambda each: each.build, reverse=True):
        if machine.endpoint and machine.generation is not None:
            by_generation.setdefault(machine.generation, []).append(machine)
    return by_generation


def attempts_of(inventory: Inventory) -> list[autodiscover.Attempt]:
    """Every way to Autodiscover that the directory makes possible."""
    return autodiscover.attempts(
        known(inventory.autodiscover_points) or [], known(inventory.accepted_domains) or []
    )


def _generation(major: int) -> Generation | None:
    """By the first number of the build: 8, 14, and 15 for 2013 and every later one."""
    if major == _FIRST_WITH_SCRIPTS:
        return "2007"
    if major == _SECOND:
        return "2010"
    return "2013" if major > _SECOND else None


def _opened(
    server: Server | Trouble,
    ports: Mapping[str, int],
    path: str,
    make: Callable[[HttpSession, str], T],
    *,
    credssp: bool = False,
) -> T | Trouble:
    """A shell, or why there is none."""
    if isinstance(server, Trouble):
        return server
    try:
        return server.session(ports, path, make, credssp=credssp)
    except Trouble as trouble:
        return trouble


def _asked_server(reach: Callable[[], Server]) -> Server | Trouble:
    """A server, or why there is none."""
    try:
        return reach()
    except Trouble as trouble:
        return trouble


def _seen(host: str, at: datetime, web: Collected[WebAccess] | Failed) -> Host:
    """A machine of which only this is told."""
    names = [name for name in Host.__struct_fields__ if name not in ("name", "web_access")]
    skipped = Skipped(code="server-not-read", values={}, collector=web_access.COLLECTOR, at=at)
    return Host(name=host, web_access=web, **dict.fromkeys(names, skipped))


def _failures(part: Part) -> list[Failed]:
    """What of a machine could not be asked, or broke off."""
    cut = [each.cut for each in part.listings if each.cut is not None]
    return cut + [gap.absent for gap in gaps_in(part.sections)]
