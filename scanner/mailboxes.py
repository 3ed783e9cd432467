"""The mailboxes of a scan: many opened at once, each with its own deadline; those that fail counted by their reason."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from scanner.collectors import mailbox_contents, web_access
from scanner.collectors.mailbox_contents import COLLECTOR, LARGE_ITEM, QUERY, Mailbox
from scanner.connections.connect import Options
from scanner.connections.credentials import SignIn
from scanner.connections.errors import Trouble
from scanner.connections.ews import Ews
from scanner.connections.http_line import Deadline, HttpLine, Lines, Place
from scanner.connections.http_session import Gate, HttpSession
from scanner.connections.wire import tls_context
from scanner.inventory.absence import Collected, Failed, Section, Source, known
from scanner.inventory.model import Inventory, MailboxContent, MailboxContents
from scanner.inventory.names import version_tuple
from scanner.scripts.exchange_commands import Generation
from scanner.servers import machine_of

# How long one mailbox may take; a large one with many folders is read in a few.
MAILBOX_SECONDS = 120
# So many refusals in a row, and no mailbox opened yet: the next ones would be refused as well.
GIVE_UP = 20
# What any further mailbox would meet too.
_FINAL = frozenset({"sign-in-refused", "no-credentials", "library-missing", "interrupted"})


@dataclass
class _Tally:
    """What became of the mailboxes of one server."""

    read: list[MailboxContent] = field(default_factory=list)
    failed: list[tuple[Mailbox, Trouble]] = field(default_factory=list)

    @property
    def hopeless(self) -> Trouble | None:
        """Why no other mailbox need be tried."""
        if not self.failed:
            return None
        last = self.failed[-1][1]
        return last if last.code in _FINAL or (not self.read and len(self.failed) >= GIVE_UP) else None


class Opening:
    """Opens the mailboxes that the directory lists."""

    def __init__(
        self,
        sign_in: SignIn | Trouble,
        options: Options,
        *,
        concurrency: int,
        gate: Gate,
        now: Callable[[], datetime],
    ) -> None:
        self._sign_in = sign_in
        self._options = options
        self._concurrency = concurrency
        self._gate = gate
        self._now = now
        self._lines = Lines()

    def section(self, inventory: Inventory) -> Section[MailboxContents]:
        """What is in them. A mailbox is asked for at a server of its version or a newer one: no older one knows it."""
        at = self._now()
        listed = known(inventory.recipient_list)
        if listed is None:
            return Trouble("depends-on", needed="the list of recipients").failed(COLLECTOR, at)
        servers = hosts(inventory)
        of_server = {
            machine.name.casefold(): machine.generation
            for machine in map(machine_of, known(inventory.servers) or [])
            if machine.name
        }
        newest = max(servers, default=None)
        wanted: dict[Generation | None, list[Mailbox]] = {}
        for mailbox in mailbox_contents.mailboxes(listed):
            generation = of_server.get((mailbox.server or "").casefold(), newest)
            wanted.setdefault(generation, []).append(mailbox)
        read: list[MailboxContent] = []
        failed: list[tuple[Mailbox, Trouble]] = []
        asked: list[str] = []
        for generation, boxes in wanted.items():
            tally, host = self._of(boxes, _able(servers, generation))
            read += tally.read
            failed += tally.failed
            asked += [host] if host else []
        if failed and not read:
            return failed[0][1].failed(COLLECTOR, at)
        data = MailboxContents(
            large_from=LARGE_ITEM,
            mailboxes=sorted(read, key=lambda each: each.mailbox),
            unread=list(_counted(failed, at)),
        )
        source = Source(collector=COLLECTOR, host=", ".join(asked) or None, query=QUERY)
        return Collected(data=data, source=source, at=at)

    def _of(self, boxes: Sequence[Mailbox], candidates: Sequence[str]) -> tuple[_Tally, str | None]:
        """The mailboxes of one version, at the first of its servers that answers."""
        last = Trouble("depends-on", needed="a client access server of its version")
        for host in candidates:
            try:
                ews = self._server(host)
            except Trouble as trouble:
                last = trouble
                if trouble.code in _FINAL:
                    break
                continue
            try:
                return self._opened(ews, boxes), host
            finally:
                ews.close()
        return _Tally(failed=[(box, last) for box in boxes]), None

    def _server(self, host: str) -> Ews:
        if isinstance(self._sign_in, Trouble):
            raise self._sign_in
        sign_in, options = self._sign_in, self._options
        context = tls_context(options.ca_bundle, host not in options.insecure, host in options.old_tls)
        place = Place(host, web_access.PORT, web_access.PATH, context)

        def opened(seconds: float) -> HttpSession:
            line = HttpLine(place, options.timeout, Deadline(seconds), self._lines)
            return HttpSession(line, sign_in, options.timeout, self._gate)

        ews = Ews(place, self._concurrency, opened)
        try:
            ews.build(MAILBOX_SECONDS)
        except BaseException:
            ews.close()
            raise
        return ews

    def _opened(self, ews: Ews, boxes: Iterable[Mailbox]) -> _Tally:
        tally, lock, rest = _Tally(), threading.Lock(), iter(boxes)

        def work() -> None:
            while True:
                with lock:
                    mailbox = next(rest, None) if tally.hopeless is None else None
                if mailbox is None:
                    return
                found = self._content(ews, mailbox)
                with lock:
                    if isinstance(found, Trouble):
                        tally.failed.append((mailbox, found))
                    else:
                        tally.read.append(found)

        pool = ThreadPoolExecutor(self._concurrency)
        try:
            for worker in [pool.submit(work) for _ in range(self._concurrency)]:
                worker.result()
        except BaseException:
            self._lines.cut()
            raise
        finally:
            pool.shutdown()
        if tally.hopeless is not None:
            tally.failed += [(mailbox, tally.hopeless) for mailbox in rest]
        return tally

    def _content(self, ews: Ews, mailbox: Mailbox) -> MailboxContent | Trouble:
        try:
            return ews.of_mailbox(
                mailbox.address, MAILBOX_SECONDS, lambda account: mailbox_contents.ask(account, mailbox)
            )
        except Trouble as trouble:
            return trouble


def hosts(inventory: Inventory) -> Mapping[Generation, list[str]]:
    """The servers with the Client Access role of each version that has any; the newest build first. Pure."""
    found: dict[Generation, list[tuple[tuple[int, ...], str]]] = {}
    for server in known(inventory.servers) or []:
        machine = machine_of(server)
        if machine.generation is not None and machine.web and not machine.edge:
            build = version_tuple(server.build or "") or ()
            found.setdefault(machine.generation, []).append((build, machine.host))
    return {
        generation: [host for _, host in sorted(servers, key=lambda each: each[0], reverse=True)]
        for generation, servers in found.items()
    }


def _able(servers: Mapping[Generation, list[str]], generation: Generation | None) -> list[str]:
    """Those that can open mailboxes of a version: its own, then newer ones, which pass the question on."""
    if generation is None:
        return []
    return [host for each in sorted(servers) if each >= generation for host in servers[each]]


def _counted(failed: Iterable[tuple[Mailbox, Trouble]], at: datetime) -> Iterator[Failed]:
    """One failure for each reason, with how many it holds for and one of them."""
    reasons: dict[str, list[tuple[Mailbox, Trouble]]] = {}
    for mailbox, trouble in failed:
        reasons.setdefault(trouble.code, []).append((mailbox, trouble))
    for found in reasons.values():
        mailbox, trouble = found[0]
        unread = Trouble("mailboxes-unread", count=len(found), mailbox=mailbox.guid, detail=str(trouble))
        yield unread.failed(COLLECTOR, at)
