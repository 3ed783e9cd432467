"""What the page prints, ready to be printed: templates loop over it and compute nothing. Texts are not yet escaped."""

from __future__ import annotations

from msgspec import field

from reports.parts import Count, Fact, Link, Notice, Part, TargetChoice
from reports.ways_model import Decision, EffortTable, NoWayRow, RouteMap, Support, WayRow, Work

# Rows of the longest table that is shown as blocks in a narrow window.
STACKED_ROWS = 150


class Cell(Part, frozen=True, kw_only=True):
    """The status of one check for one target; `apart`: it is not one to look at."""

    letter: str
    tone: str
    apart: bool


class Observed(Part, frozen=True, kw_only=True):
    """What was seen, and where; the place is empty when there is only one."""

    where: str
    text: str


class Required(Part, frozen=True, kw_only=True):
    """What some targets ask of a subject."""

    letters: list[str]
    tone: str
    word: str
    level: str
    text: str
    confidence: str | None


class EvidenceRow(Part, frozen=True, kw_only=True):
    where: str
    observed: str
    required: list[Required]
    read_from: str
    query: str | None
    at: str | None
    declared: str | None
    accepted: list[str]


class ItemRow(Part, frozen=True, kw_only=True):
    """One of the many things a finding counts."""

    name: str
    observed: str
    suggested: str


class Block(Part, frozen=True, kw_only=True):
    """A paragraph, or commands one a line."""

    text: str | None = None
    commands: list[str] = field(default_factory=list)


class SourceLine(Part, frozen=True, kw_only=True):
    """A page a requirement rests on; without an address when it is not one to follow."""

    title: str
    url: str | None
    as_of: str
    letters: list[str]


class FindingRow(Part, frozen=True, kw_only=True):
    anchor: str
    tone: str
    word: str
    title: str
    observed: list[Observed]
    observed_more: str | None
    affected: str
    cells: list[Cell]
    by_target: str
    tags: list[str]
    accepted: list[str]
    evidence: list[EvidenceRow]
    evidence_note: str | None
    nothing_asked: str | None
    items: list[ItemRow]
    items_suggest: bool
    items_note: str | None
    conflicts: list[str]
    what: list[Block]
    why: list[Block]
    fix: list[Block]
    sources: list[SourceLine]
    explain: str
    statuses: str


class FindingGroup(Part, frozen=True, kw_only=True):
    key: str
    tone: str
    heading: str
    number: str
    explanation: str
    folded: bool
    rows: list[FindingRow]


class AcceptanceRow(Part, frozen=True, kw_only=True):
    check: str
    scope: str
    reason: str
    by: str
    until: str
    state: str


class NotApplicableRow(Part, frozen=True, kw_only=True):
    anchor: str
    title: str
    reasons: list[str]


class BeyondCheck(Part, frozen=True, kw_only=True):
    """A check, and whether it has its place among the findings as well."""

    anchor: str
    title: str
    listed: bool


class BeyondRow(Part, frozen=True, kw_only=True):
    """What some checks say alike of targets no way leads to."""

    letters: list[str]
    tone: str
    word: str
    checks: list[BeyondCheck]
    observed: list[str]
    observed_more: str | None


class Findings(Part, frozen=True, kw_only=True):
    number: str
    note: str | None
    shown: str
    shown_pattern: str
    targets: list[TargetChoice]
    chips: list[Count]
    groups: list[FindingGroup]
    beyond_note: str | None
    beyond: list[BeyondRow]
    not_applicable_note: str | None
    not_applicable: list[NotApplicableRow]
    acceptances: list[AcceptanceRow]


class OpenFindings(Part, frozen=True, kw_only=True):
    """What is open on a machine, by status; `key` sorts machines by it."""

    counts: list[Count]
    aloud: str
    key: str
    none: str


class Machine(Part, frozen=True, kw_only=True):
    """A machine: what it is called, and lines about what it is, runs and has."""

    name: str
    about: list[str]
    product: list[str]
    system: list[str]
    place: list[str]
    hardware: list[str]
    findings: OpenFindings | None
    collected: Count


class MachineTable(Part, frozen=True, kw_only=True):
    heading: str
    number: str
    note: str | None
    product_heading: str | None
    place_heading: str | None
    hardware_heading: str | None
    findings_heading: str | None
    rows: list[Machine]

    @property
    def stacking(self) -> bool:
        """Whether a narrow window shows rows as blocks; of a long table that would take far more than it gives."""
        return len(self.rows) <= STACKED_ROWS


class Directory(Part, frozen=True, kw_only=True):
    facts: list[Fact]


class TallyRow(Part, frozen=True, kw_only=True):
    name: str
    number: str
    bar: str


class Tally(Part, frozen=True, kw_only=True):
    """A small table of numbers."""

    heading: str
    note: str
    name_heading: str
    number_heading: str
    rows: list[TallyRow]


class OutlookCell(Part, frozen=True, kw_only=True):
    """What one target makes of a version."""

    target: str
    tone: str
    word: str


class OutlookRow(Part, frozen=True, kw_only=True):
    """Users of one version, and what each target makes of it."""

    name: str
    users: str
    cells: list[OutlookCell]


class OutlookTable(Part, frozen=True, kw_only=True):
    heading: str
    note: str
    targets: list[TargetChoice]
    rows: list[OutlookRow]


class Wanted(Part, frozen=True, kw_only=True):
    """What one target asks of a new server in one respect."""

    letter: str
    target: str
    lines: list[Fact]
    nothing: str


class WantedRow(Part, frozen=True, kw_only=True):
    title: str
    anchor: str
    by_target: list[Wanted]


class Shopping(Part, frozen=True, kw_only=True):
    note: str
    targets: list[TargetChoice]
    rows: list[WantedRow]


class GapLine(Part, frozen=True, kw_only=True):
    """Sections of some subjects that are missing for one reason."""

    sections: str
    state: str
    reason: str
    hint: str
    leaves_open: list[Link]


class GapGroup(Part, frozen=True, kw_only=True):
    subject: str
    rest: str | None
    kind: str
    lines: list[GapLine]


class Gaps(Part, frozen=True, kw_only=True):
    number: str
    note: str
    needed: list[GapGroup]
    others_note: str | None
    others: list[GapGroup]


class Method(Part, frozen=True, kw_only=True):
    verdicts: list[Fact]
    levels: list[Fact]
    notes: list[str]
    scan: list[Fact]
    provenance: list[Fact]
    holds: str


class ReportView(Part, frozen=True, kw_only=True):
    """A whole page."""

    language: str
    title: str
    organization: str
    logo: str | None
    whole: bool
    subtitle: str
    foot: str
    facts: list[Fact]
    bands: list[Notice]
    headline: str
    summary: str
    several: bool
    badged: bool
    dense: bool
    crowded: bool
    way_word: str
    ways: list[WayRow]
    no_way: list[NoWayRow]
    route: RouteMap | None
    route_of_many: RouteMap | None
    effort: EffortTable | None
    work: list[Work]
    range_note: str
    decisions: list[Decision]
    notices: list[Notice]
    support: Support | None
    findings: Findings
    shopping: Shopping | None
    machines: list[MachineTable]
    directory: Directory | None
    tallies: list[Tally]
    outlook: OutlookTable | None
    gaps: Gaps | None
    complete_note: str
    method: Method
    sections: list[Link]
