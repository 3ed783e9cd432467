"""Typed absence: a section of an inventory was collected, declared, failed or skipped, and says when.

Nothing in an inventory stands in for a missing measurement: no zero, no empty text, no default.
A section that could not be read is a `Failed` with its reason; a field that was asked and not stated is `None`;
a list that was read and is empty is `[]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Generic, TypeVar

from msgspec import Meta, Struct

T = TypeVar("T", covariant=True)

Value = str | int | float


def told(description: str, origin: str) -> Meta:
    """Describe a field and where it comes from, for the JSON Schema, `docs/inventory.md` and the report."""
    return Meta(description=description, extra_json_schema={"x-origin": origin})


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a section was read."""

    collector: Annotated[str, told("Id of the collector that asked", "exready")]
    host: Annotated[str | None, told("Machine that answered", "the connection")] = None
    query: Annotated[str | None, told("What was asked, in the terms of the protocol", "the collector")] = None


class Collected(
    Struct,
    Generic[T],
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag="collected",
    tag_field="state",
):
    """Read from the environment by exready."""

    data: T
    source: Source
    at: datetime


class Declared(
    Struct,
    Generic[T],
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag="declared",
    tag_field="state",
):
    """Said by a person in exready.toml; judged like a collected section, and marked as declared everywhere."""

    data: T
    by: str
    at: datetime


class Failed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="failed", tag_field="state"):
    """Asked, and not answered."""

    code: str
    values: dict[str, Value]
    collector: str
    at: datetime


class Skipped(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="skipped", tag_field="state"
):
    """Not asked."""

    code: str
    values: dict[str, Value]
    collector: str
    at: datetime


Absent = Failed | Skipped
Section = Collected[T] | Declared[T] | Failed | Skipped


def known(section: Section[T]) -> T | None:
    """The data of a section, or None when it was not read."""
    return section.data if isinstance(section, _READ) else None


_READ = (Collected, Declared)


# What outweighs what when one thing was asked more than once: no absence a reading, no word of a person a measurement.
_WEIGHTS = ("skipped", "failed", "declared", "collected")


def weight(state: str, at: datetime) -> tuple[int, datetime]:
    """Of two sections that say the same of one thing the heavier one is kept: what was read, then the newer.

    A time without an offset, which only somebody's editor writes, is taken as UTC.
    """
    return _WEIGHTS.index(state), at if at.tzinfo is not None else at.replace(tzinfo=UTC)


class Reason(Struct, frozen=True):
    """Why a section is absent, in words: the sentence and what to do, with {placeholders} for the values."""

    sentence: str
    hint: str


REASONS: Mapping[str, Reason] = {
    "not-asked": Reason(
        "this was not part of the scan", "Scan again with --servers all, which asks the servers too."
    ),
    "recipients-counted": Reason(
        "recipients were only counted, as --recipients counts asked for",
        "Scan again with --recipients attributes.",
    ),
    "recipients-left-out": Reason(
        "recipients were left out, as --recipients none asked for", "Scan again with --recipients attributes."
    ),
    "no-domain": Reason(
        "no Active Directory domain was given", "Run exready scan --domain NAME to read the directory."
    ),
    "no-collector": Reason(
        "this version of exready has no collector for it",
        "Say what you know in exready.toml; the report marks it as declared.",
    ),
    "server-not-read": Reason(
        "the server itself was not read",
        "Run exready collect --script DIR, its scripts on the server, then exready import.",
    ),
    "mailboxes-not-opened": Reason(
        "mailboxes were not opened, since nobody asked for it",
        "Scan again with --mailbox-sizes and an account that may impersonate users; docs/permissions.md says how.",
    ),
    "unreachable": Reason(
        "{host} does not answer on port {port:d}", "Check the name, the firewall and that the service runs."
    ),
    "timed-out": Reason(
        "{host} accepted the connection and gave no answer in {seconds} s",
        "Try again, or ask another server.",
    ),
    "no-such-host": Reason(
        "the name {host} cannot be resolved", "Check the spelling and this machine's DNS servers."
    ),
    "no-domain-controller": Reason(
        "DNS names no domain controller of {domain}",
        "Check the spelling, or name a domain controller with --dc HOST.",
    ),
    "no-dns-answer": Reason(
        "DNS gave no answer about {name}: {detail}",
        "Check this machine's DNS servers, or name a domain controller with --dc HOST.",
    ),
    "no-credentials": Reason(
        "there is nothing to sign in with: {detail}",
        "Get a ticket with kinit, or give --user NAME and its password: kept by exready auth login, in "
        "EXREADY_PASSWORD, or when asked.",
    ),
    "certificate-refused": Reason(
        "the certificate of {host} was refused: {detail}",
        "Give the issuing authority with --ca-bundle FILE and use the name that stands in the certificate.",
    ),
    "sign-in-refused": Reason(
        "{host} refused the sign-in of {account}: {detail}", "Check the account and password."
    ),
    "access-denied": Reason(
        "{host} does not let this account read {what}", "Grant read access, or use another account."
    ),
    "impersonation-refused": Reason(
        "{host} does not let this account open the mailboxes of others: {detail}",
        "Grant it for the scan: New-ManagementRoleAssignment -Name exready -Role ApplicationImpersonation "
        "-User ACCOUNT. Take it away afterwards: Remove-ManagementRoleAssignment exready. For 2007 see "
        "docs/permissions.md.",
    ),
    "mailboxes-unread": Reason(
        "mailboxes that could not be read: {count}, such as {mailbox} ({detail})",
        "See what keeps them from opening, and scan again; what was read of the others is kept.",
    ),
    "not-readable": Reason(
        "{what} cannot be read with this account, which is not the same as there being none",
        "Use an account in View-Only Organization Management, or Exchange View-Only Administrators for 2007.",
    ),
    "connection-lost": Reason(
        "the connection to {host} was lost: {detail}", "Run the scan again with --resume."
    ),
    "server-refused": Reason(
        "{host} answered with an error: {detail}", "See the server's own log for the reason."
    ),
    "no-such-account": Reason(
        "no computer account in the directory carries the name {name}",
        "Check that the machine is joined to the domain; an Edge server is not expected to be.",
    ),
    "not-understood": Reason(
        "the answer of {host} could not be read: {detail}", "Report this as a defect of exready."
    ),
    "cut-short": Reason(
        "what {host} printed ends before its block {block}",
        "Run the script there again, and import the whole file.",
    ),
    "rows-lost": Reason(
        "of the {counted} rows that {host} printed {rows} are in the file",
        "Run the script there again, and import the file as it was written.",
    ),
    "printed-too-much": Reason(
        "{host} printed more than {megabytes} MB",
        "Look there for what fills its output; no script of exready does.",
    ),
    "tls-too-old": Reason(
        "{host} offers no TLS that is safe today: {detail}",
        "Give --old-tls HOST to speak TLS 1.0 with this one host; what only knows RC4 or 3DES cannot be reached so.",
    ),
    "credssp-needs-tls": Reason(
        "{host} does not answer on port {port:d}, and a password is handed over inside TLS alone",
        "Give WinRM there a listener over HTTPS, scan without --winrm-auth credssp, or run the scripts on it.",
    ),
    "double-hop": Reason(
        "{host} may not show this account to the directory, because a remote shell lends no credentials to a second "
        "machine: {detail}",
        "Run the scripts on the server itself: exready collect --script DIR, then exready import.",
    ),
    "another-machine": Reason(
        "what answers under the name {host} is {other}",
        "Check what DNS says of both, and name a machine as it names itself.",
    ),
    "counted-together": Reason(
        "{what} of {host} was counted before together with other servers, and cannot be exchanged alone",
        "Import the newest files of {servers} in one command, or ask all of them in one scan.",
    ),
    "rows-unknown": Reason(
        "{host} printed rows that this exready does not know: {kinds}",
        "Import the file with the exready that wrote the scripts, or a newer one.",
    ),
    "library-missing": Reason(
        "the Python library {library} is not installed", "Install exready with the extra {extra}."
    ),
    "only-people-know": Reason(
        "only people know it, and exready.toml does not say it",
        "Add a table [declare.tenant]; docs/configuration.md shows one.",
    ),
    "not-declared": Reason(
        "exready.toml does not say it for {host}", "Add it to its table under [[declare.servers]]."
    ),
    "interrupted": Reason(
        "the scan was interrupted before it came to this", "Run the same command with --resume."
    ),
    "depends-on": Reason(
        "{needed} could not be read, and this depends on it", "Repair that first; see its own row."
    ),
}


def reason_of(absent: Absent) -> Reason:
    """The words for an absence; a code written by another version of exready is shown as it is."""
    return REASONS.get(absent.code, Reason(absent.code, ""))
