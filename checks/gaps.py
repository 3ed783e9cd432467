"""What was not read: every absent section of an inventory, in words, with the checks it leaves open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checks.check import Check
from checks.results import Finding, Gap, SubjectName
from checks.subjects import HOST_SECTIONS, Hosts, host_sections, organization_name
from checks.wording import Text, say, values_of
from scanner.inventory.absence import REASONS, Absent, Failed, known, reason_of
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import ExchangeServer, Inventory
from scanner.inventory.names import is_edge


def reason_text(absent: Absent) -> Text:
    """Why a section is absent."""
    return _say(f"absent.{absent.code}", reason_of(absent).sentence, absent)


def hint_text(absent: Absent) -> Text:
    """What to do about it."""
    return _say(f"absent-hint.{absent.code}", reason_of(absent).hint, absent)


def gaps_of(inventory: Inventory, findings: Sequence[Finding], checks: Mapping[str, Check]) -> list[Gap]:
    """Every gap, whatever the targets: a report must not look more complete for asking less.

    An Exchange server of which only the directory is known is one where a check would have needed more.
    """
    open_checks = _open_checks(findings)
    gaps = [
        _gap(subject, section, absent, open_checks, checks)
        for subject, section, absent in absences(inventory)
    ]
    unread = [
        _gap(SubjectName(kind="exchange-server", name=server.name), "exchange", absent, open_checks, checks)
        for server, absent in _unread_servers(inventory)
    ]
    # What only people can say is missing where somebody asks for it.
    gaps = [gap for gap in gaps if gap.section not in _OF_PEOPLE or gap.leaves_open]
    return gaps + [gap for gap in unread if gap.leaves_open]


def absences(inventory: Inventory) -> Iterator[tuple[SubjectName, str, Absent]]:
    """Every section that was not read: what it is of, its name, and why."""
    whole = SubjectName(kind="organization", name=organization_name(inventory))
    parts: list[tuple[SubjectName, str, Any]] = [
        (whole, name, getattr(inventory, name)) for name in SINGLE_SECTIONS
    ]
    domains, controllers, servers = inventory.domains, inventory.domain_controllers, inventory.servers
    parts += _own("domain", known(domains) or (), ("head", "trusts"))
    parts += _own("domain-controller", known(controllers) or (), ("computer",))
    parts += _own("exchange-server", [s for s in known(servers) or () if not is_edge(s.roles)], ("computer",))
    parts += _own("host", inventory.hosts, HOST_SECTIONS)
    for subject, name, section in parts:
        if isinstance(section, Absent):
            yield subject, name, section


def _unread_servers(inventory: Inventory) -> Iterator[tuple[ExchangeServer, Absent]]:
    """Exchange servers nothing but the directory knows, and why the machine itself was not read."""
    servers = inventory.servers
    nothing = host_sections(None, inventory.taken_at)["exchange"]
    assert isinstance(nothing, Absent)
    hosts = Hosts(inventory.hosts)
    for server in known(servers) or ():
        if hosts.named(server.fqdn, server.name) is None:
            yield server, nothing


def _own(kind: str, items: Iterable[Any], names: Sequence[str]) -> list[tuple[SubjectName, str, Any]]:
    return [
        (SubjectName(kind=kind, name=item.name), name, getattr(item, name))
        for item in items
        for name in names
    ]


def _gap(
    subject: SubjectName,
    section: str,
    absent: Absent,
    open_checks: Mapping[str, set[str]],
    checks: Mapping[str, Check],
) -> Gap:
    return Gap(
        subject=subject,
        section=section,
        collector=absent.collector,
        state="failed" if isinstance(absent, Failed) else "skipped",
        reason=reason_text(absent),
        hint=hint_text(absent),
        leaves_open=_left_open(subject, section, open_checks, checks),
    )


def _open_checks(findings: Iterable[Finding]) -> Mapping[str, set[str]]:
    """Checks that are not verified, by the short name of what they were asked of."""
    found: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.status == "not-verified":
            found[_short(finding.subject.name)].add(finding.check)
    return found


def _left_open(
    subject: SubjectName, section: str, open_checks: Mapping[str, set[str]], checks: Mapping[str, Check]
) -> list[str]:
    """Checks, none of them verified, that read the section; for one subject, only those asked of it."""
    if section in SINGLE_SECTIONS:
        asked = set().union(*open_checks.values())
    else:
        asked = open_checks.get(_short(subject.name), set())
    return sorted(name for name in asked if _reads(checks[name], section))


def _reads(check: Check, section: str) -> bool:
    return section in (*check.reads, *check.uses, _LISTED_IN.get(check.subject))


def _short(name: str) -> str:
    return name.casefold().split(".")[0]


_OF_PEOPLE = ("tenant",)
_LISTED_IN = {"domain": "domains", "domain-controller": "domain_controllers", "exchange-server": "servers"}


def _say(text_id: str, english: str, absent: Absent) -> Text:
    values = values_of({"collector": absent.collector, **absent.values})
    if absent.code not in REASONS:
        # A code of another version is text from a file, not a pattern to be filled in.
        return Text(text_id, values, english)
    try:
        return say(text_id, english, **values)
    except (KeyError, TypeError, ValueError):
        # Values written by another version, or edited: show what is there instead of failing.
        return Text(text_id, values, f"{absent.code}: {values}")
