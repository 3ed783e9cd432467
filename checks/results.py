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


class Item(Record, frozen=True, kw_only=True):
    """One of the many things a finding counts: a recipient, a connector, a certificate."""

    name: str
    observed: Text
    suggested: Annotated[str | None, Meta(description="Value that would put it right, where one follows")] = (
        None
    )


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
    items: Annotated[list[Item], Meta(description="What the observation counts, all of it")]
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


class Hop(Record, frozen=True, kw_only=True):
    """One station of a way: a version that is installed or a service that mailboxes move to."""

    target: str
    verdict: TargetVerdict
    counts: Counts
    support_ends: date | None
    in_place: Annotated[bool, Meta(description="The servers are upgraded where they stand")]
    resolved: Annotated[list[str], Meta(description="Checks that an earlier hop of the way clears")]
    findings: Annotated[
        list[Finding], Meta(description="Rows that come out differently here than they do today")
    ]


class WorkStep(Record, frozen=True, kw_only=True):
    """One step of the order of work."""

    id: str
    hop: Annotated[str, Meta(description="Target of the hop it belongs to")]
    text: Text
    clears: Annotated[list[str], Meta(description="Checks it clears")]
    reversible: Annotated[bool, Meta(description="It can be undone")]


class Effort(Record, frozen=True, kw_only=True):
    """What a way takes, counted from the inventory; None: not known. Sizes in bytes."""

    servers_to_add: int | None
    servers_to_retire: int | None
    domain_controllers: Annotated[int | None, Meta(description="Domain controllers to replace or to update")]
    mailboxes: Annotated[int | None, Meta(description="Mailboxes to move, over all hops")]
    bytes_to_move: int | None
    clients: Annotated[int | None, Meta(description="Users whose mail program is replaced or updated")]
    profiles: Annotated[int | None, Meta(description="Outlook profiles to make anew")]
    licences: Annotated[int | None, Meta(description="Mailboxes that need a licence in Microsoft 365")]


class Path(Record, frozen=True, kw_only=True):
    """A way from what is there to a target, over one or more hops."""

    id: Annotated[
        str, Meta(description="Versions and targets joined by >, such as exchange-2016>exchange-se")
    ]
    target: str
    verdict: TargetVerdict
    counts: Counts
    recommended: bool
    why: Annotated[list[Text], Meta(description="What speaks for it, or against it")]
    overturned_by: Annotated[list[Text], Meta(description="What would change the recommendation")]
    hops: list[Hop]
    steps: list[WorkStep]
    effort: Effort


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
