"""Findings and what was read, as tables: the one place every format with rows takes them from.

A table is one subject. Names of tables and columns are stable and never translated, as are ids, statuses and levels;
sentences are said in the language of the report. An empty cell is a thing not stated or not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal

from msgspec import Struct

from checks.gaps import reason_text
from checks.results import Finding, Item, Status
from checks.subjects import HOST_SECTIONS
from reports.context import Context
from reports.difference import Difference
from reports.digest import OPEN, statuses_by_subject
from reports.words import Words
from scanner.inventory.absence import Absent, Declared, Section, known
from scanner.inventory.model import Candidate, Computer, Database, DatabaseStatistics, ExchangeServer, Host
from scanner.inventory.names import outlook_name, product_of, role_names, windows_server_name

Value = str | int | None
RECIPIENTS = "recipient_list"


class Column(Struct, frozen=True):
    """A column: its name, how wide a sheet shows it in characters, and whether its cells are addresses to follow."""

    name: str
    width: int = 16
    kind: Literal["text", "link"] = "text"


class Table(Struct, frozen=True, kw_only=True):
    """The rows of one subject; `note` says why there are none where the subject was not read."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    note: str | None = None


def tables_of(context: Context) -> list[Table]:
    """Every subject, whether or not there is anything to say of it."""
    items = _items(context)
    return [
        _targets(context),
        _findings(context),
        _items_table("items", items, context),
        _servers(context),
        _controllers(context),
        _databases(context),
        _items_table("recipients", [row for row in items if _about_recipients(row, context)], context),
        _clients(context),
        _not_collected(context),
        _sources(context),
        *([_changes(context, context.since)] if context.since is not None else []),
    ]


def _changes(context: Context, since: Difference) -> Table:
    """The rows that are not what they were in the baseline, with those that are gone."""
    columns = _columns(
        ("check", 28), ("target", 16), ("subject kind", 16), ("subject", 28), ("change", 18), ("cause", 14),
        ("status before", 14), ("status", 14), ("observed before", 60), ("observed", 60),
    )  # fmt: skip
    rows = [
        (
            change.check, change.target, change.subject.kind, change.subject.name, change.movement, change.cause,
            change.before, change.after,
            context.words.text(change.observed_before) if change.observed_before else None,
            context.words.text(change.observed_after) if change.observed_after else None,
        )
        for change in since.findings
    ]  # fmt: skip
    return Table(name="changes", columns=columns, rows=rows)


def _columns(*columns: tuple[str, int]) -> list[Column]:
    return [Column(name, width) for name, width in columns]


def _targets(context: Context) -> Table:
    columns = _columns(
        ("target", 18), ("name", 30), ("release", 12), ("verdict", 20), ("support ends", 12), ("blockers", 9),
        ("not verified", 12), ("warnings", 9), ("met", 6), ("not applicable", 13), ("accepted", 9), ("no way", 50),
    )  # fmt: skip
    no_way = {none.target: context.words.text(none.why) for none in context.results.no_way}
    rows = [
        (
            target.id, target.name, target.release, target.verdict, _day(target.support_ends),
            target.counts.blocker, target.counts.not_verified, target.counts.warning, target.counts.met,
            target.counts.not_applicable, target.counts.accepted, no_way.get(target.id),
        )
        for target in context.results.targets
    ]  # fmt: skip
    return Table(name="targets", columns=columns, rows=rows)


def _findings(context: Context) -> Table:
    """One row for each finding of the results, in their order."""
    columns = [
        *_columns(
            ("check", 28), ("title", 40), ("target", 16), ("subject kind", 16), ("subject", 28),
            ("status", 14), ("level", 8), ("observed", 60), ("expected", 40), ("items", 8),
            ("read from", 18), ("host", 24), ("query", 24), ("at", 20), ("declared by", 14),
            ("accepted by", 14), ("accepted until", 12), ("accepted because", 24), ("confidence", 10),
            ("sources", 30),
        ),
        Column("first source", 40, "link"),
    ]  # fmt: skip
    titles = {check.id: context.words.prose(check).title for check in context.checks.values()}
    rows = [_finding(finding, titles[finding.check], context) for finding in context.results.findings]
    return Table(name="findings", columns=columns, rows=rows)


def _finding(finding: Finding, title: str, context: Context) -> Sequence[Value]:
    words, source, accepted = context.words, finding.read_from, finding.accepted
    cited = [context.results.sources[name] for name in finding.cite if name in context.results.sources]
    return (
        finding.check, title, finding.target, finding.subject.kind, finding.subject.name, finding.status,
        finding.level, words.text(finding.observed),
        words.text(finding.expected) if finding.expected else None, len(finding.items),
        source.collector if source else None, source.host if source else None,
        source.query if source else None, _moment(source.at) if source else None,
        _joined(source.declared_by) if source else None,
        accepted.by if accepted else None, _day(accepted.until) if accepted else None,
        accepted.reason if accepted else None, finding.confidence, _joined(finding.cite),
        cited[0].url if cited else None,
    )  # fmt: skip


class _Counted(Struct, frozen=True, kw_only=True):
    """One thing that a check counts on a subject, with the targets for which it does."""

    check: str
    subject: str
    item: Item
    targets: list[str]


def _items(context: Context) -> list[_Counted]:
    """Everything findings count, each thing once for all the targets that count it alike."""
    words = context.words
    counted: dict[tuple[str, str, str, str, str, str | None], _Counted] = {}
    for finding in context.results.findings:
        subject = finding.subject
        for item in finding.items:
            key = (
                finding.check, subject.kind, subject.name, words.name(item.name), item.observed.text,
                item.suggested,
            )  # fmt: skip
            new = _Counted(check=finding.check, subject=subject.name, item=item, targets=[])
            targets = counted.setdefault(key, new).targets
            if finding.target not in targets:
                targets.append(finding.target)
    return list(counted.values())


def _about_recipients(row: _Counted, context: Context) -> bool:
    return RECIPIENTS in context.checks[row.check].reads


def _items_table(name: str, counted: Iterable[_Counted], context: Context) -> Table:
    columns = _columns(
        ("check", 28), ("title", 40), ("subject", 24), ("name", 34), ("observed", 44), ("suggested", 34),
        ("targets", 30),
    )  # fmt: skip
    words = context.words
    titles = {check.id: words.prose(check).title for check in context.checks.values()}
    rows = [
        (
            row.check, titles[row.check], row.subject, words.name(row.item.name),
            words.text(row.item.observed), row.item.suggested, _joined(row.targets),
        )
        for row in counted
    ]  # fmt: skip
    section = context.inventory.recipient_list
    note = _not_read(section, context.words) if name == "recipients" else None
    return Table(name=name, columns=columns, rows=rows, note=note)


def _servers(context: Context) -> Table:
    """Exchange servers, and machines meant to run a target."""
    columns = _columns(
        ("name", 24), ("kind", 16), ("dns name", 30), ("version", 10), ("build", 16), ("build read", 12),
        ("roles", 30), ("site", 20), ("dag", 14), ("windows", 34), ("windows version", 16),
        ("memory in bytes", 16), ("cores", 7), ("sections read", 13), ("sections", 9), ("blockers", 9),
        ("not verified", 12), ("warnings", 9),
    )  # fmt: skip
    inventory = context.inventory
    servers = statuses_by_subject(context.reached, "exchange-server")
    candidates = statuses_by_subject(context.reached, "candidate")
    rows = [
        (*_server(server, context.hosts.named(server.fqdn, server.name)), *_open(servers, server.name))
        for server in known(inventory.servers) or ()
    ]
    rows += [
        (*_candidate(each, context.hosts.named(each.host)), *_open(candidates, each.host))
        for each in inventory.candidates
    ]
    return _table("servers", columns, rows, inventory.servers, context.words)


def _server(server: ExchangeServer, host: Host | None) -> Sequence[Value]:
    installed = known(host.exchange) if host is not None else None
    exact = installed.build if installed is not None else None
    build = exact or server.build
    return (
        server.name, "exchange-server", server.fqdn, product_of(build) if build else None, build,
        None if build is None else "machine" if exact else "directory",
        None if server.roles is None else _joined(role_names(server.roles)), server.site, server.dag,
        *_machine(host, server.computer),
    )  # fmt: skip


def _candidate(candidate: Candidate, host: Host | None) -> Sequence[Value]:
    return (candidate.host, "candidate", candidate.host, None, None, None, candidate.role, None, None,
            *_machine(host, None))  # fmt: skip


def _machine(host: Host | None, computer: Section[Computer] | None) -> Sequence[Value]:
    """Windows as the machine says it, else as its account does; memory, cores, and how much was read."""
    system, memory, processor = (
        (known(host.operating_system), known(host.memory), known(host.processor))
        if host is not None
        else (None, None, None)
    )
    name, version = (system.name, system.version) if system is not None else _account(computer)
    read = 0 if host is None else sum(not isinstance(getattr(host, p), Absent) for p in HOST_SECTIONS)
    return (
        name, version, memory.installed if memory is not None else None,
        processor.physical_cores if processor is not None else None, read, len(HOST_SECTIONS),
    )  # fmt: skip


def _account(computer: Section[Computer] | None) -> tuple[str | None, str | None]:
    account = known(computer) if computer is not None else None
    if account is None:
        return None, None
    name = account.operating_system or (windows_server_name(account.version) if account.version else None)
    return name, account.version


def _controllers(context: Context) -> Table:
    columns = _columns(
        ("name", 30), ("domain", 24), ("site", 20), ("global catalog", 14), ("read-only", 10),
        ("windows", 34), ("windows version", 16), ("blockers", 9), ("not verified", 12), ("warnings", 9),
    )  # fmt: skip
    section = context.inventory.domain_controllers
    statuses = statuses_by_subject(context.reached, "domain-controller")
    rows = [
        (
            each.name, each.domain, each.site, _yes(each.global_catalog), _yes(each.read_only),
            *_account(each.computer), *_open(statuses, each.name),
        )
        for each in known(section) or ()
    ]  # fmt: skip
    return _table("domain-controllers", columns, rows, section, context.words)


def _databases(context: Context) -> Table:
    columns = _columns(
        ("name", 30), ("kind", 14), ("server", 22), ("storage group", 24), ("copies on", 30),
        ("mounted", 9), ("size in bytes", 16), ("free in bytes", 16), ("last full backup", 20),
    )  # fmt: skip
    inventory = context.inventory
    measured = known(inventory.database_statistics) or []
    rows = [
        (
            database.name, database.kind, database.server, database.storage_group,
            _joined([copy.server for copy in database.copies]), *_figures(database, measured),
        )
        for database in known(inventory.databases) or ()
    ]  # fmt: skip
    return _table("databases", columns, rows, inventory.databases, context.words)


def _figures(database: Database, measured: Sequence[DatabaseStatistics]) -> Sequence[Value]:
    """What servers told of a database. Before 2010 two of them may each have one of the same name."""
    named = [each for each in measured if each.database.casefold() == database.name.casefold()]
    holders = {
        server.casefold()
        for server in (database.server, *(copy.server for copy in database.copies))
        if server
    }
    own = [each for each in named if each.server is None or each.server.casefold() in holders]
    if len(own) != 1:
        return (None,) * 4
    return _yes(own[0].mounted), own[0].size, own[0].white_space, _moment(own[0].last_full_backup)


def _clients(context: Context) -> Table:
    columns = _columns(
        ("program", 20), ("version", 20), ("name", 24), ("mode", 14), ("users", 8), ("declared by", 16)
    )
    section = context.inventory.clients
    by = section.by if isinstance(section, Declared) else None
    clients = known(section)
    rows = [
        (
            each.program, each.version,
            outlook_name(each.version) if each.program == "Outlook" and each.version else None,
            each.mode, each.users, by,
        )
        for each in (clients.seen if clients is not None else ())
    ]  # fmt: skip
    return _table("clients", columns, rows, section, context.words)


def _not_collected(context: Context) -> Table:
    columns = _columns(
        ("subject kind", 18), ("subject", 28), ("section", 24), ("state", 10), ("collector", 20),
        ("reason", 60), ("hint", 60), ("leaves open", 50),
    )  # fmt: skip
    words = context.words
    rows = [
        (
            gap.subject.kind, gap.subject.name, gap.section, gap.state, gap.collector,
            words.text(gap.reason), words.text(gap.hint), _joined(gap.leaves_open),
        )
        for gap in context.results.gaps
    ]  # fmt: skip
    return Table(name="not-collected", columns=columns, rows=rows)


def _sources(context: Context) -> Table:
    columns = [*_columns(("source", 34), ("title", 60), ("as of", 12)), Column("address", 70, "link")]
    rows = [
        (name, source.title, _day(source.as_of), source.url)
        for name, source in context.results.sources.items()
    ]
    return Table(name="sources", columns=columns, rows=rows)


def _table(
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    section: Section[Any],
    words: Words,
) -> Table:
    return Table(name=name, columns=columns, rows=rows, note=_not_read(section, words))


def _not_read(section: Section[Any], words: Words) -> str | None:
    if isinstance(section, Absent):
        return words.say("Not read: {reason}.", reason=words.text(reason_text(section)))
    return None


def _open(statuses: dict[str, list[Status]], name: str) -> Sequence[Value]:
    """How many checks are open on a subject: blockers, not verified, warnings."""
    found = statuses.get(name.casefold(), [])
    return [found.count(status) for status in OPEN]


def _joined(parts: Iterable[str]) -> str | None:
    return "; ".join(parts) or None


def _yes(answer: bool | None) -> str | None:
    return None if answer is None else "yes" if answer else "no"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(sep=" ", timespec="minutes")
