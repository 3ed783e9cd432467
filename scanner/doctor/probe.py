"""What the doctor is made of: probes in stages, each probe one look at one thing, and what depends on what.

A probe never runs when one that it needs has failed: it is then not checked, with that as the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import Literal, NamedTuple

from scanner.connections.errors import Trouble
from scanner.doctor.visit import Visit
from scanner.inventory.refusal import readable

Status = Literal["ok", "attention", "failed", "not-checked"]
STATUSES: tuple[Status, ...] = ("ok", "attention", "failed", "not-checked")
_GOOD = frozenset({"ok", "attention"})

# How many machines are looked at at once.
_AT_ONCE = 8


class Finding(NamedTuple):
    """What one look found: whether it is well, one sentence why, and what to do; empty: nothing."""

    status: Status
    sentence: str
    do: str = ""


class NotWell(Exception):
    """A failure that has advice of its own. `trouble` says what it is to a scan."""

    def __init__(self, trouble: Trouble, do: str) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble
        self.do = do


@dataclass(frozen=True)
class Probe:
    """One look at one thing.

    Attributes:
        id: its stable name, for programs.
        title: what it looks at, for people.
        look: looks at a subject: a host, a domain, or "" for this machine. Raises Trouble or NotWell for what failed.
        needs: ids of the probes without which it makes no sense.
        sends: what goes over the network, in words; empty: nothing.
        way_in: a scan can read something where this is well.
    """

    id: str
    title: str
    look: Callable[[Visit, str], Finding]
    needs: tuple[str, ...] = ()
    sends: str = ""
    way_in: bool = False


@dataclass(frozen=True)
class Stage:
    """Probes that look at the same subjects, one after the other; several subjects at once where `many`.

    Attributes:
        title: for people.
        subjects: what is looked at; found when its turn comes.
        left_out: why nobody asked for it, in words; empty when somebody did.
        to: who would be contacted, in words.
        needs: as of a probe, for all of them: without these there are no subjects.
    """

    title: str
    probes: tuple[Probe, ...]
    subjects: Callable[[Visit], Sequence[str]] = lambda visit: [""]
    left_out: Callable[[Visit], str] = lambda visit: ""
    to: Callable[[Visit], str] = lambda visit: "nobody"
    needs: Callable[[Visit], tuple[str, ...]] = lambda visit: ()
    many: bool = False


@dataclass(frozen=True)
class Line:
    """What came of one probe on one subject.

    Attributes:
        code: the reason, as a scan would write it into the inventory; None where it is no such reason.
        exit_code: what a scan would end with that can read nothing because of this.
        asked: False when it was not part of what the doctor was asked.
    """

    stage: str
    probe: Probe
    subject: str
    status: Status
    sentence: str
    do: str = ""
    code: str | None = None
    exit_code: int | None = None
    asked: bool = True


class Contact(NamedTuple):
    """What would be sent, to whom."""

    stage: str
    title: str
    to: str
    sends: str


def plan(visit: Visit, stages: Sequence[Stage]) -> list[Contact]:
    """Everything that would be sent, without sending any of it."""
    return [
        Contact(stage.title, probe.title, stage.to(visit), probe.sends)
        for stage in stages
        for probe in stage.probes
        if probe.sends and not stage.left_out(visit)
    ]


def examine(visit: Visit, stages: Sequence[Stage]) -> Iterator[Line]:
    """Look at everything, and tell each line as it is known."""
    lines: list[Line] = []
    with closing(visit):
        for stage in stages:
            for line in _of_stage(visit, stage, tuple(lines)):
                lines.append(line)
                yield line


def exit_code(lines: Sequence[Line]) -> int:
    """0: nothing failed; 4 or 5: no scan could read anything, being refused or not reaching anybody; else 3."""
    failed = [line for line in lines if line.status == "failed"]
    if not failed:
        return 0
    ways_in = [line for line in lines if line.probe.way_in and line.asked]
    codes = {line.exit_code for line in failed if line.exit_code}
    if not ways_in or any(line.status in _GOOD for line in ways_in) or not codes:
        return 3
    return min(codes)


def _of_stage(visit: Visit, stage: Stage, before: Sequence[Line]) -> Iterator[Line]:
    left_out, unmet = stage.left_out(visit), _unmet(stage.needs(visit), "", before)
    if left_out or unmet:
        reason = left_out or _because(unmet)
        for probe in stage.probes:
            sentence = f"Not checked, because {reason}."
            yield Line(stage.title, probe, "", "not-checked", sentence, asked=not left_out)
        return
    subjects = stage.subjects(visit)
    if not stage.many:
        for subject in subjects:
            yield from _of_subject(visit, stage, subject, before)
        return
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        for found in pool.map(lambda subject: list(_of_subject(visit, stage, subject, before)), subjects):
            yield from found
    except BaseException:
        visit.lines.cut()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _of_subject(visit: Visit, stage: Stage, subject: str, before: Sequence[Line]) -> Iterator[Line]:
    own: list[Line] = []
    for probe in stage.probes:
        unmet = _unmet(probe.needs, subject, (*before, *own))
        if unmet is not None:
            sentence = f"Not checked, because {_because(unmet)}."
            line = Line(stage.title, probe, subject, "not-checked", sentence)
        else:
            line = _looked(visit, stage, probe, subject)
        own.append(line)
        yield line


def _looked(visit: Visit, stage: Stage, probe: Probe, subject: str) -> Line:
    try:
        return Line(stage.title, probe, subject, *probe.look(visit, subject))
    except Trouble as caught:
        trouble, do = caught, caught.reason.hint
    except NotWell as caught:
        trouble, do = caught.trouble, caught.do
    except Exception as error:  # noqa: BLE001 - a defect of one probe must not cost what the others tell
        trouble = Trouble("not-understood", host=subject or "this machine", detail=type(error).__name__)
        do = trouble.reason.hint
    refusal = trouble.refusal()
    return Line(
        stage.title,
        probe,
        subject,
        "failed",
        refusal.what,
        do,
        code=trouble.code,
        exit_code=refusal.exit_code,
    )


def _unmet(needs: Sequence[str], subject: str, lines: Sequence[Line]) -> Line | None:
    """The line that keeps a probe from making sense: of the same subject, or when no subject was well."""
    for need in needs:
        about = [line for line in lines if line.probe.id == need and line.asked]
        found = [line for line in about if line.subject == subject] or about
        if found and not any(line.status in _GOOD for line in found):
            return found[0]
    return None


def _because(line: Line | None) -> str:
    assert line is not None
    of = f" ({readable(line.subject)})" if line.subject else ""
    became = "failed" if line.status == "failed" else "was not checked"
    return f"it depends on “{line.probe.title}”{of}, which {became}"
