"""What a check is: one question, one file, one pure function over one subject.

A rule file defines the shape of its requirement (a msgspec Struct), says what that requires, and judges:

    class Need(Requirement):
        minimum: int

    @check(id="ad-forest-level", subject="forest", reads=("forest",), need=Need, requires=...)
    def judge(need: Need, forest: Forest) -> Verdict: ...

The engine, not the check, deals with what was not read, not required or not there. The prose for people (What, Why,
Fix) is the docstring of the module.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, TypeVar

from msgspec import Struct

from checks.results import Item
from checks.wording import Text

SubjectKind = Literal[
    "target", "forest", "domain", "domain-controller", "organization", "exchange-server", "candidate"
]
Answer = Literal["met", "unmet", "unknown", "not-applicable"]

# What a check may read beside sections: the day of judgement, and the day the first of its sections was read. The age
# of something, such as a backup, is that on the day it was read: nobody knows what was done since.
TIMES = ("as_of", "read_on")


class Requirement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the shape of a check's requirement, filled from a target's TOML table."""


class Verdict(Struct, frozen=True):
    """What a check found out about one subject."""

    answer: Answer
    observed: Text
    items: Sequence[Item] = ()


def met(observed: Text) -> Verdict:
    """The subject fulfils the requirement."""
    return Verdict("met", observed)


def unmet(observed: Text, items: Sequence[Item] = ()) -> Verdict:
    """The subject does not fulfil the requirement; `items` are the things that do not, all of them."""
    return Verdict("unmet", observed, items)


def met_if(fulfilled: bool, observed: Text) -> Verdict:
    """Met or unmet, with the same observation."""
    return met(observed) if fulfilled else unmet(observed)


def unknown(reason: Text, items: Sequence[Item] = ()) -> Verdict:
    """The section was read, but a field that decides was not stated, or is not known to this rule book."""
    return Verdict("unknown", reason, items)


def not_applicable(reason: Text) -> Verdict:
    """The question does not arise for this subject."""
    return Verdict("not-applicable", reason)


class Prose(Struct, frozen=True):
    """The docstring of a rule file, taken apart: running text in one line, commands indented by four on their own."""

    title: str
    what: str
    why: str
    fix: str


class Check(Struct, frozen=True, kw_only=True):
    """A registered check."""

    id: str
    subject: SubjectKind
    reads: tuple[str, ...]
    uses: tuple[str, ...]
    need: type[Requirement]
    requires: Callable[[Any], Text]
    judge: Callable[..., Verdict]
    module: str

    @property
    def prose(self) -> Prose:
        """The prose for people; parsed late, since most runs never show it."""
        return parse_prose(sys.modules[self.module].__doc__ or "", self.module)


class DuplicateCheck(Exception):
    """Two rule files claim one id."""


N = TypeVar("N", bound=Requirement)

_REGISTRY: dict[str, Check] = {}
_COMMAND_INDENT = " " * 8


def check(
    *,
    id: str,
    subject: SubjectKind,
    reads: tuple[str, ...],
    need: type[N],
    requires: Callable[[N], Text],
    uses: tuple[str, ...] = (),
) -> Callable[[Callable[..., Verdict]], Callable[..., Verdict]]:
    """Register a judge function.

    Args:
        id: the id, in words joined by hyphens; written here and nowhere else.
        subject: kind of thing it judges, one at a time.
        reads: sections it needs, by name; the function receives their data as keywords, and nothing else. The
            names of `TIMES` stand for days.
        uses: sections it can do without: their data, or None when they were not read.
        need: shape of its requirement.
        requires: what a requirement asks for, in words.

    Raises:
        DuplicateCheck: another file already has this id.
        ValueError: it asks when its sections were read, and reads none.
    """
    if "read_on" in reads and set(reads) <= set(TIMES):
        raise ValueError(f"{id} reads read_on, and no section")

    def register(judge: Callable[..., Verdict]) -> Callable[..., Verdict]:
        if id in _REGISTRY and _REGISTRY[id].module != judge.__module__:
            raise DuplicateCheck(f"{id} is defined in {_REGISTRY[id].module} and in {judge.__module__}")
        _REGISTRY[id] = Check(
            id=id, subject=subject, reads=reads, uses=uses, need=need, requires=requires, judge=judge,
            module=judge.__module__,
        )  # fmt: skip
        return judge

    return register


@cache
def all_checks() -> Mapping[str, Check]:
    """Every check of the rules folder, by id, in alphabetical order; a file in the folder is enough to be found."""
    rules = importlib.import_module("checks.rules")
    for module in pkgutil.iter_modules(rules.__path__, "checks.rules."):
        importlib.import_module(module.name)
    return dict(sorted(_REGISTRY.items()))


@contextmanager
def registered() -> Iterator[list[Check]]:
    """Collects the checks that are registered meanwhile, which do not stay among the shipped ones."""
    before = dict(_REGISTRY)
    collected: list[Check] = []
    try:
        yield collected
        collected += [found for name, found in _REGISTRY.items() if name not in before]
    finally:
        _REGISTRY.clear()
        _REGISTRY.update(before)


def parse_prose(docstring: str, module: str) -> Prose:
    """Title and the paragraphs under What, Why and Fix; raises ValueError when one is missing."""
    title, _, body = docstring.strip().partition("\n")
    parts: dict[str, list[str]] = {}
    current: list[str] = []
    for line in body.splitlines():
        heading, colon, rest = line.partition(":")
        if colon and heading in ("What", "Why", "Fix"):
            current = parts.setdefault(heading, [rest.strip()])
        elif line.startswith(_COMMAND_INDENT):
            current.append("    " + line.strip())
        elif current and not current[-1].startswith("    "):
            current[-1] = f"{current[-1]} {line.strip()}".strip()
        elif line.strip():
            current.append(line.strip())
    texts = {heading: "\n".join(lines).strip() for heading, lines in parts.items()}
    missing = [heading for heading in ("What", "Why", "Fix") if not texts.get(heading)]
    if missing or not title:
        raise ValueError(f"the docstring of {module} lacks {', '.join(missing) or 'a title'}")
    return Prose(title.rstrip("."), texts["What"], texts["Why"], texts["Fix"])
