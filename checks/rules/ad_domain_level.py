"""Domain functional level

What: The functional level of every domain of the forest, against the lowest the target's forest level leaves possible
    and the highest level Microsoft names.
Why: A forest is never above its lowest domain, so one domain that stays behind holds the whole forest below the level
    Setup asks for. A level, once raised, cannot be lowered except by restoring the domain.
Fix: Read first:
        Get-ADDomain -Identity DOMAIN | Select-Object DNSRoot, DomainMode
        Get-ADDomainController -Filter * -Server DOMAIN | Select-Object HostName, OperatingSystem
    Raising needs every domain controller of that domain on that Windows version or later, and every Exchange version
    still in use to support the new level: check both before. Then, without the -WhatIf:
        Set-ADDomainMode -Identity DOMAIN -DomainMode Windows2012R2Domain -WhatIf
    This cannot be undone.
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import DomainHead
from scanner.inventory.names import FUNCTIONAL_LEVELS, functional_level_name


class Need(Requirement, frozen=True, kw_only=True):
    """Functional levels as numbers; see `scanner.inventory.names.FUNCTIONAL_LEVELS`."""

    minimum: int
    maximum: int | None = None


def requires(need: Need) -> Text:
    minimum = functional_level_name(need.minimum)
    if need.maximum is None:
        return say("ad-domain-level.minimum", "{minimum} or higher", minimum=minimum)
    return say(
        "ad-domain-level.range",
        "{minimum} to {maximum}",
        minimum=minimum,
        maximum=functional_level_name(need.maximum),
    )


@check(id="ad-domain-level", subject="domain", reads=("head",), need=Need, requires=requires)
def judge(need: Need, head: DomainHead) -> Verdict:
    level = head.functional_level
    if level is None:
        return unknown(say("ad-domain-level.unstated", "the domain did not state its level"))
    if level not in FUNCTIONAL_LEVELS:
        return unknown(
            say("ad-domain-level.unlisted", "level {level} is newer than this rule book", level=level)
        )
    observed = say(
        "ad-domain-level.observed", "{name} (level {level})", name=FUNCTIONAL_LEVELS[level], level=level
    )
    return met_if(need.minimum <= level and (need.maximum is None or level <= need.maximum), observed)
