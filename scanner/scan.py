"""The run of a scan: whom to ask what, in which order, and what to do when it goes wrong.

Each finished collector is on the disk before the next one starts; a collector that fails leaves its reason in
the inventory and the next one goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import msgspec

from scanner.brought import Found, bring
from scanner.collectors import mailbox_contents, site_servers
from scanner.collectors.exchange_statistics import told_better
from scanner.collectors.query import Stamp
from scanner.collectors.server_scripts import reading_of
from scanner.collectors.step import Sections, Step
from scanner.collectors.steps import steps_of
from scanner.connections.connect import Options
from scanner.connections.credentials import Account, Credentials, SignIn
from scanner.connections.directories import Directories
from scanner.connections.directory import Directory
from scanner.connections.dn import dns_of
from scanner.connections.errors import Trouble
from scanner.connections.http_session import Gate
from scanner.inventory.absence import Failed, Section, known
from scanner.inventory.journal import (
    Header,
    Journal,
    Part,
    by_collector,
    fold,
    header,
    partial_path,
    read_journal,
    renewed,
    sections,
    set_aside,
)
from scanner.inventory.model import Candidate, Inventory, MailboxContents, Scan
from scanner.inventory.refusal import Refusal, readable
from scanner.inventory.store import FileRefused, load, save
from scanner.mailboxes import Opening
from scanner.outcome import Gap, Outcome, gaps_in, with_kept
from scanner.plan import CONNECTION, LOCAL_MACHINE
from scanner.request import Request, RequestRefused, check, subject_words
from scanner.servers import AUTODISCOVER, Asking, attempts_of, machines, narrowed

State = Literal["started", "done", "failed", "kept"]
# Told of each collector: its id, what became of it, and a detail for people, which may be empty.
Progress = Callable[[str, State, str], None]
Clock = Callable[[], datetime]

SIGN_IN = "sign-in"


class Interrupted(Refusal):
    """A person stopped the scan. `partial` is the file with what was read until then, None if nothing was."""

    exit_code = 130

    def __init__(self, partial: Path | None) -> None:
        self.partial = partial
        if partial is None:
            super().__init__("The scan was interrupted before anything was read.")
        else:
            kept = readable(str(partial))
            super().__init__(
                f"The scan was interrupted; what was read until then is kept in {kept}.",
                "Run the same command with --resume to go on.",
            )


def run(
    request: Request,
    path: Path,
    credentials: Credentials,
    *,
    tool: str,
    progress: Progress = lambda step, state, detail: None,
    now: Clock = lambda: datetime.now(UTC),
    resume: bool = False,
) -> Outcome:
    """Scan and write the inventory to `path`; a file that was there is replaced only by a finished scan.

    Raises Refusal: SignInRefused or Unreachable when nothing at all could be read, Interrupted, FileRefused,
    RequestRefused.
    """
    check(request)
    before = load(path)[0] if request.only is not None else None
    first, kept = _resumed(request, path) if resume else (header(tool, now(), request.subject), [])
    done = frozenset(part.collector for part in kept if part.complete)
    for part in kept:
        if part.complete:
            progress(part.collector, "kept", "")
    with closing(_directories(request, credentials)) as directories:
        collecting = _Collecting(request, directories, credentials, progress, now, done, before)
        connection = collecting.connection()
        if not resume:
            _keep_earlier(path, progress)
        with _journal(path, first, kept) as journal:
            for part in chain(connection, collecting.directory(), collecting.local_machine()):
                journal.add(part)
            with closing(collecting.servers(_folded(first, journal.parts, before))) as servers:
                for part in servers:
                    journal.add(part)
            for part in collecting.mailboxes(_folded(first, journal.parts, before)):
                journal.add(part)
            inventory, gaps = _brought(first, journal.parts, before)
            trouble = _nothing_read(journal.parts) if before is None else None
            sha256 = "" if trouble else save(path, inventory)
    if trouble:
        raise trouble.refusal()
    return Outcome(inventory, path, sha256, tuple(gaps))


class _Collecting:
    """The collectors of one scan, each giving its part of the journal when its turn comes."""

    def __init__(
        self,
        request: Request,
        directories: Directories,
        credentials: Credentials,
        progress: Progress,
        now: Clock,
        done: frozenset[str],
        before: Inventory | None,
    ) -> None:
        self._request = request
        self._directories = directories
        self._credentials = credentials
        self._done = done
        self._before = before
        self._gate = Gate(accepted=False)
        self._progress = progress
        self._now = now
        self._steps = [
            step
            for step in steps_of(request.recipients)
            if request.asks_directory and request.asks(step.id) and step.id not in done
        ]
        self._local = request.local if request.asks(LOCAL_MACHINE) and LOCAL_MACHINE not in done else None

    def connection(self) -> list[Part]:
        """How the directory is read; raises Refusal if it cannot be and nothing else is to be read.

        This comes before the journal is opened, so that a scan that cannot begin does not cost an earlier
        one's parts.
        """
        request = self._request
        unsigned = _unsigned(request)
        if not self._steps:  # what was allowed for single hosts stands in the file, whoever was asked
            return [_connected(unsigned)] if unsigned.exceptions else []
        self._progress(CONNECTION, "started", "")
        try:
            directory = self._directories.main()
        except KeyboardInterrupt:
            raise Interrupted(None) from None
        except Trouble as trouble:
            self._progress(CONNECTION, "failed", str(trouble))
            if self._local is None:
                raise trouble.refusal() from None
            scan = unsigned
        else:
            _same_forest(self._before, directory)
            self._gate = Gate(accepted=True)
            scan = _described(self._request, directory)
            place = (
                directory.name
                if directory.name == directory.host
                else f"{directory.name} at {directory.host}"
            )
            self._progress(
                CONNECTION,
                "done",
                f"{place}: {directory.protection}, as {directory.account} {directory.means}",
            )
        return [_connected(scan)]

    def directory(self) -> Iterator[Part]:
        """What the directory holds, collector by collector."""
        for step in self._steps:
            self._progress(step.id, "started", "")
            found = self._sections(step)
            failed = [section for section in found.values() if isinstance(section, Failed)]
            detail = "; ".join(dict.fromkeys(str(Trouble(each.code, **each.values)) for each in failed))
            yield self._part(step.id, detail, **found)

    def local_machine(self) -> Iterator[Part]:
        """This machine, if it takes part."""
        if self._local is None:
            return
        from scanner.collectors.local_machine import read_machine

        self._progress(LOCAL_MACHINE, "started", "")
        host = read_machine()
        candidates = [
            Candidate(host=host.name, role=role, targets=list(self._local.targets))
            for role in (self._local.role,)
            if role is not None
        ]
        yield self._part(LOCAL_MACHINE, "", hosts=[host], candidates=candidates)

    def servers(self, inventory: Inventory) -> Generator[Part, None, None]:
        """The servers that the directory named, or a person did, as each is finished."""
        request = self._request
        if not request.asks_servers:
            return
        named = machines(inventory, request.servers, request.candidates)
        found = [each for each in narrowed(named, request.only) if each.id not in self._done]
        looks = bool(request.servers) and request.asks(AUTODISCOVER) and AUTODISCOVER not in self._done
        sign_in = self._sign_in() if found else Trouble("interrupted")
        if not isinstance(sign_in, Trouble) and not self._steps:  # the directory has not named it
            self._progress(SIGN_IN, "done", f"{sign_in.user} {sign_in.means}")
        asking = Asking(
            found,
            sign_in,
            request.options,
            seconds=request.server_seconds,
            concurrency=request.concurrency,
            gate=self._gate,
            now=self._now,
            progress=self._progress,
            without=told_better(inventory),
        )
        with closing(asking.parts(attempts_of(inventory) if looks else None)) as parts:
            yield from parts

    def mailboxes(self, inventory: Inventory) -> Iterator[Part]:
        """What is in the mailboxes, if somebody asked for it."""
        request, collector = self._request, mailbox_contents.COLLECTOR
        if not (request.mailbox_sizes and request.asks(collector)) or collector in self._done:
            return
        self._progress(collector, "started", "")
        opening = Opening(
            self._sign_in(), request.options, concurrency=request.concurrency, gate=self._gate, now=self._now
        )
        section: Section[MailboxContents]
        try:
            section = opening.section(inventory)
        except Exception as error:  # noqa: BLE001 - a defect of one collector must not cost what the others read
            trouble = Trouble("not-understood", host="EWS", detail=f"{type(error).__name__}: {error}")
            section = trouble.failed(collector, self._now())
        detail = "; ".join(
            str(Trouble(each.absent.code, **each.absent.values))
            for each in gaps_in(sections(mailbox_contents=section))
        )
        yield self._part(collector, detail, mailbox_contents=section)

    def _sign_in(self) -> SignIn | Trouble:
        """What to show to servers; only a password can be handed over by CredSSP."""
        credssp = self._request.options.winrm_auth == "credssp"
        last: SignIn | None = None
        try:
            for last in self._credentials.sign_ins():
                if isinstance(last, Account) or not credssp:
                    break
        except Trouble as trouble:
            return trouble
        assert last is not None  # with nothing to try Trouble is raised
        return last

    def _sections(self, step: Step) -> Sections:
        at = self._now()
        try:
            directory = self._directories.main()
            query = step.main.placed(**directory.naming).words
            return step.collect(self._directories, Stamp(step.id, directory.name, query, at))
        except Trouble as caught:
            trouble = caught
        except Exception as error:  # noqa: BLE001 - a defect of one collector must not cost what the others read
            host = self._request.server or self._request.domain or ""
            trouble = Trouble("not-understood", host=host, detail=f"{type(error).__name__}: {error}")
        return dict.fromkeys(step.sections, trouble.failed(step.id, at))

    def _part(self, collector: str, detail: str, **found: Any) -> Part:
        plain = sections(**found)
        self._progress(collector, "failed" if detail else "done", detail)
        return Part(collector=collector, complete=not any(gaps_in(plain)), sections=plain)


def _directories(request: Request, credentials: Credentials) -> Directories:
    return Directories(
        request.domain, request.server, credentials, request.options, elsewhere=site_servers.controllers_of
    )


def _folded(first: Header, parts: list[Part], before: Inventory | None) -> Inventory:
    if before is None:
        return fold(first, parts)
    return msgspec.structs.replace(renewed(before, parts), tool=first.tool)


def _brought(first: Header, parts: list[Part], before: Inventory | None) -> tuple[Inventory, list[Gap]]:
    """One inventory of all parts, and what could not be read: in it, or on servers that left no trace in it.

    When an inventory is read again in part, only what was asked now can be missing now.
    """
    found = Found()
    found.readings = [reading_of(listing) for part in by_collector(parts) for listing in part.listings]
    inventory, gaps = bring(_folded(first, parts, before), found)
    if before is None:
        inside = list(gaps_in(msgspec.to_builtins(inventory)))
    else:
        inside = [gap for part in parts for gap in gaps_in(part.sections)]
    places = {gap.where for gap in inside}
    inside += [gap for gap in gaps if gap.where not in places]
    return inventory, inside if before is None else with_kept(inside, before)


def _unsigned(request: Request) -> Scan:
    """A scan that has not signed in to a directory."""
    return Scan(
        domain=request.domain,
        server=request.server,
        account=None,
        protection=None,
        exceptions=_exceptions(request.options),
    )


def _connected(scan: Scan) -> Part:
    return Part(collector=CONNECTION, complete=True, sections=sections(scan=scan))


def _same_forest(before: Inventory | None, directory: Directory) -> None:
    """Parts of two forests in one inventory would be judged as one."""
    forest = known(before.forest) if before else None
    root = dns_of(directory.root_dse.text("rootDomainNamingContext"))
    if forest is not None and forest.name and root and forest.name.casefold() != root.casefold():
        raise RequestRefused(
            f"{readable(directory.name)} belongs to the forest {readable(root)}, and the inventory is one of "
            f"{readable(forest.name)}.",
            "Give -o the inventory of that forest, or scan it into a file of its own without --only and --server.",
        )


def _described(request: Request, directory: Directory) -> Scan:
    return Scan(
        domain=request.domain or directory.domain,
        server=directory.name,
        account=directory.account,
        protection=directory.protection,
        exceptions=_exceptions(request.options),
    )


def _exceptions(options: Options) -> list[str]:
    """What somebody allowed, most of it for single hosts."""
    handed = ["CredSSP: each server that ran a script was handed the password"]
    return [
        *(handed if options.winrm_auth == "credssp" else []),
        *(f"{host}: certificate not verified" for host in sorted(options.insecure)),
        *(f"{host}: TLS older than 1.2 allowed" for host in sorted(options.old_tls)),
    ]


def _resumed(request: Request, path: Path) -> tuple[Header, list[Part]]:
    """What an interrupted scan of the same things has read, whole or in part."""
    first, parts = read_journal(partial_path(path))
    name = readable(str(partial_path(path)))
    if first.request != request.subject:
        raise RequestRefused(
            f"{name} is what is left of a scan of something else: {subject_words(first.request)}.",
            "Repeat the command it was begun with, or scan again without --resume.",
        )
    return first, by_collector(parts)


def _keep_earlier(path: Path, progress: Progress) -> None:
    """A scan begun anew where another one was interrupted does not cost what that had read."""
    aside = set_aside(partial_path(path))
    if aside is not None:
        progress(
            "earlier-scan", "kept", f"was interrupted; what it had read is now in {readable(str(aside))}"
        )


@contextmanager
def _journal(path: Path, first: Header, kept: list[Part]) -> Iterator[Journal]:
    """An open journal, which stays on the disk unless all ends well."""
    journal = Journal(partial_path(path), first, kept)
    try:
        yield journal
    except KeyboardInterrupt:
        journal.close(finished=False)
        raise Interrupted(journal.path) from None
    except FileRefused as refused:  # a full disk, whether at a part or at the end
        journal.close(finished=False)
        place = readable(str(journal.path))
        raise FileRefused(
            refused.what,
            f"Make room and repeat the command; exready scan goes on with --resume. What was read is kept in {place}.",
        ) from None
    except BaseException:
        journal.close(finished=False)
        raise
    journal.close(finished=True)


def _nothing_read(parts: list[Part]) -> Trouble | None:
    """The first failure, if there is nothing but failures."""
    found: list[Any] = [
        part.sections[name]
        for part in parts
        for name in part.sections
        if part.collector != CONNECTION and name != "candidates"
    ]
    found += [
        None if each.text else msgspec.to_builtins(each.cut) for part in parts for each in part.listings
    ]
    absent = [section for section in found if isinstance(section, dict) and section["state"] == "failed"]
    return Trouble(absent[0]["code"], **absent[0]["values"]) if absent and len(absent) == len(found) else None
