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

    name: Annotated[str | Text, Meta(description="Its name; a text where it is made of words")]
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
    resolved_by: Annotated[
        str | None,
        Meta(description="In a hop: target of the earlier hop that clears this row, which is that of today"),
    ] = None


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


class MinimumBuild(Record, frozen=True, kw_only=True):
    """The oldest build a version that is present may have while a hop is made."""

    product: str
    named: Annotated[str | None, Meta(description="What people call it, such as SP3 RU10")]
    build: str


class Hop(Record, frozen=True, kw_only=True):
    """One station of a way: a version that is installed or a service that mailboxes move to."""

    target: str
    present: Annotated[list[str], Meta(description="Exchange versions that are there when it begins")]
    verdict: TargetVerdict
    counts: Counts
    support_ends: date | None
    in_place: Annotated[bool, Meta(description="The servers are upgraded where they stand")]
    bridge: Annotated[
        bool, Meta(description="Its servers only stand between the old ones and Microsoft 365; nothing moves")
    ]
    minimum_builds: Annotated[
        list[MinimumBuild], Meta(description="What the versions that are present must have before")
    ]
    mailboxes: Annotated[int | None, Meta(description="Mailboxes that move; none: not known")]
    bytes_to_move: Annotated[int | None, Meta(description="Their sizes together")]
    resolved: Annotated[list[str], Meta(description="Checks that an earlier hop of the way clears")]
    remaining: Annotated[list[str], Meta(description="Checks that are still open when it begins")]
    findings: Annotated[
        list[Finding],
        Meta(description="Rows of today that are cleared by then, and rows that only then arise"),
    ]
    blockers: Annotated[
        list[Finding],
        Meta(description="Rows of today that stop it, where its target is none of those that were asked for"),
    ]


class WorkStep(Record, frozen=True, kw_only=True):
    """One step of the order of work."""

    id: str
    phase: Annotated[str, Meta(description="Kind of work, by which steps are ordered within a hop")]
    hop: Annotated[str, Meta(description="Target of the hop it belongs to")]
    text: Text
    clears: Annotated[list[str], Meta(description="Checks it clears")]
    reversible: Annotated[bool, Meta(description="It can be undone")]
    caution: Annotated[Text | None, Meta(description="What to know before, where it cannot be undone")]


class Effort(Record, frozen=True, kw_only=True):
    """What a way takes, counted from the inventory; None: not known. Sizes in bytes."""

    servers_to_add: Annotated[int | None, Meta(description="Servers to add, at least")]
    servers_to_retire: int | None
    domain_controllers: Annotated[int | None, Meta(description="Domain controllers to replace or to update")]
    mailboxes: Annotated[int | None, Meta(description="Mailboxes to move, over all hops")]
    bytes_to_move: int | None
    clients: Annotated[int | None, Meta(description="Users whose mail program is replaced or updated")]
    profiles: Annotated[int | None, Meta(description="Outlook profiles to make anew")]
    licences: Annotated[int | None, Meta(description="Mailboxes that need a licence in Microsoft 365")]
    unknown: Annotated[dict[str, Text], Meta(description="Why a number is not known, by its name")]


class Path(Record, frozen=True, kw_only=True):
    """A way from what is there to a target, over one or more hops."""

    id: Annotated[
        str,
        Meta(
            description="Versions and targets joined by >, such as exchange-2016>exchange-se; :in-place marks a hop "
            "that upgrades servers where they stand, :bridge one whose servers only stand between"
        ),
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


class NoWay(Record, frozen=True, kw_only=True):
    """A target that cannot be reached from here, and why."""

    target: str
    why: Text


class Outcome(Record, frozen=True, kw_only=True):
    """What one answer would lead to; None: no way could be recommended."""

    answer: str
    path: str | None


class Question(Record, frozen=True, kw_only=True):
    """Something only people can decide, the answer that was given, and where each answer leads."""

    id: str
    option: Annotated[str, Meta(description="The option of the command line that answers it")]
    text: Text
    answer: Annotated[str | None, Meta(description="None: nobody has answered it")]
    outcomes: list[Outcome]


class Decision(Record, frozen=True, kw_only=True):
    """Which way is recommended, and on what answers that rests."""

    recommended: Annotated[str | None, Meta(description="Id of the path; none: see why")]
    why: list[Text]
    cite: Annotated[list[str], Meta(description="What the choice rests on")]
    questions: list[Question]


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
    no_way: list[NoWay] = field(default_factory=list)
    decision: Decision | None = None
    error: None = None
