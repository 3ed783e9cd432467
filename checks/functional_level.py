"""A functional level against the lowest and the highest a target knows: the same for a forest and for a domain."""

from __future__ import annotations

from checks.check import Requirement, Verdict, met_if, unknown
from checks.names import level_text
from checks.wording import Text, say
from scanner.inventory.names import FUNCTIONAL_LEVELS


class LevelRange(Requirement, frozen=True, kw_only=True):
    """Functional levels as numbers, both included; see `scanner.inventory.names.FUNCTIONAL_LEVELS`."""

    minimum: int
    maximum: int | None = None


def requires(need: LevelRange) -> Text:
    """What the range asks for, in words."""
    minimum = level_text(need.minimum)
    if need.maximum is None:
        return say("functional-level.minimum", "{minimum} or higher", minimum=minimum)
    return say(
        "functional-level.range",
        "{minimum} to {maximum}",
        minimum=minimum,
        maximum=level_text(need.maximum),
    )


def judged(need: LevelRange, level: int | None) -> Verdict:
    """A level the directory did not state, or that the table lacks, is unknown and never old."""
    if level is None:
        return unknown(say("functional-level.unstated", "the directory did not state the level"))
    if level not in FUNCTIONAL_LEVELS:
        return unknown(
            say("functional-level.unlisted", "level {level:d} is newer than this rule book", level=level)
        )
    observed = say("functional-level.observed", "{name} (level {level})", name=level_text(level), level=level)
    return met_if(need.minimum <= level and (need.maximum is None or level <= need.maximum), observed)
