"""The results of judging an inventory: the document other programs rely on. Key names and words are stable."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from checks.wording import Text

Status = Literal["met", "warning", "blocker", "not-verified", "not-applicable"]
AcceptanceState = Literal["applied", "expired", "unused", "unknown-check"]
TargetVerdict = Literal["ready", "ready-with-conditions", "cannot-conclude", "not-ready"]

# From the worst to the best: a check with several subjects counts once, by its worst.
WORST_FIRST: tuple[Status, ...] = ("blocker", "not-verified", "warning", "met", "not-applicable")


class Record(Struct, frozen=True, kw_only=True):
    """Base of everything in a results document."""


class SubjectName(Record, frozen=True, kw_only=True):
    kind: str
    name: str


class ReadFrom(Record, frozen=True, kw_only=True):
    """Where the observation comes from; `collector` is empty when a person declared it."""

    collector: str | None
    host: str | None
    query: str | None
    at: datetime
    declared: bool
    declared_by: list[str]


class ConflictNote(Record, frozen=True, kw_only=True):
    """What another source says instead."""

    says: str
    cite: list[str]


class AcceptedNote(Record, frozen=True, kw_only=True):
    """A finding somebody has decided to live with; it keeps its status and its place in every count."""

    reason: str
    by: str
    until: date


class Finding(Record, frozen=True, kw_only=True):
    """One check judged on one subject for one target."""

    check: str
    target: str
    subject: SubjectName
    status: Status
    level: Annotated[
        Literal["must", "should"] | None, Meta(description="Requirement that decided the status")
    ]
    observed: Text
    expected: Text | None
    read_from: ReadFrom | None
    cite: list[str]
    confidence: Literal["high", "medium", "low"] | None
    conflicts: list[ConflictNote]
    accepted: AcceptedNote | None


class Gap(Record, frozen=True, kw_only=True):
    """A section that was not read, why, and which checks stay open for it."""

    subject: SubjectName
    section: str
    collector: str
    state: Literal["failed", "skipped"]
    reason: Text
    hint: Text
    leaves_open: list[str]


class Counts(
    Record,
    frozen=True,
    kw_only=True,
    rename={"not_verified": "not-verified", "not_applicable": "not-applicable"},
):
    """Checks by status, a check with several subjects once, by its worst."""

    met: int = 0
    warning: int = 0
    blocker: int = 0
    not_verified: int = 0
    not_applicable: int = 0
    accepted: int = 0


class TargetResult(Record, frozen=True, kw_only=True):
    """The verdict on one target."""

    id: str
    name: str
    release: str
    verified: date
    verdict: TargetVerdict
    support_ends: date | None
    counts: Counts


class SourceRecord(Record, frozen=True, kw_only=True):
    title: str
    url: str
    as_of: date


class InventoryRecord(Record, frozen=True, kw_only=True):
    sha256: str
    taken_at: datetime
    organization: str


class AcceptanceRecord(Record, frozen=True, kw_only=True):
    """An acceptance and what became of it: expired ones and those that fit nothing are said, never ignored."""

    check: str
    scope: str
    reason: str
    by: str
    until: date
    state: AcceptanceState


class Path(Record, frozen=True, kw_only=True):
    """A way to a target over one or more hops."""

    id: str


class Results(Record, frozen=True, kw_only=True):
    """Everything `check --json` prints."""

    schema: str = "exready/results"
    version: int = 1
    tool: str
    rules: str
    as_of: date
    inventory: InventoryRecord
    complete: bool
    gaps: list[Gap]
    sources: dict[str, SourceRecord]
    targets: list[TargetResult]
    findings: list[Finding]
    acceptances: list[AcceptanceRecord]
    paths: list[Path] = field(default_factory=list)
    error: None = None
