"""Forest functional level

What: The functional level of the Active Directory forest, against the lowest and highest level the target knows.
Why: Setup of Exchange refuses to extend a forest below the level it needs. A level above the highest one on
    Microsoft's list is not supported, and a level, once raised, cannot be lowered except by restoring the forest.
Fix: Read first:
        Get-ADForest | Select-Object ForestMode
        Get-ADDomain -Filter * | Select-Object DNSRoot, DomainMode
    Raising needs every domain controller of every domain on that Windows version or later, and every Exchange
    version still in use to support the new level: check both before. Then, as Enterprise Admin, without the -WhatIf:
        Set-ADForestMode -Identity FOREST -ForestMode Windows2012R2Forest -WhatIf
    This cannot be undone.
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import Forest
from scanner.inventory.names import FUNCTIONAL_LEVELS, functional_level_name


class Need(Requirement, frozen=True, kw_only=True):
    """Functional levels as numbers; see `scanner.inventory.names.FUNCTIONAL_LEVELS`."""

    minimum: int
    maximum: int | None = None


def requires(need: Need) -> Text:
    minimum = functional_level_name(need.minimum)
    if need.maximum is None:
        return say("ad-forest-level.minimum", "{minimum} or higher", minimum=minimum)
    return say(
        "ad-forest-level.range",
        "{minimum} to {maximum}",
        minimum=minimum,
        maximum=functional_level_name(need.maximum),
    )


@check(id="ad-forest-level", subject="forest", reads=("forest",), need=Need, requires=requires)
def judge(need: Need, forest: Forest) -> Verdict:
    level = forest.functional_level
    if level is None:
        return unknown(say("ad-forest-level.unstated", "the directory did not state the level"))
    if level not in FUNCTIONAL_LEVELS:
        return unknown(
            say("ad-forest-level.unlisted", "level {level} is newer than this rule book", level=level)
        )
    observed = say(
        "ad-forest-level.observed", "{name} (level {level})", name=FUNCTIONAL_LEVELS[level], level=level
    )
    return met_if(need.minimum <= level and (need.maximum is None or level <= need.maximum), observed)
