"""Native mode of the domains

What: Whether a domain of the forest still is in mixed mode, the mode that lets domain controllers with Windows NT 4
    take part.
Why: Setup creates universal security groups, which a domain in mixed mode cannot hold, and stops. Only domains at the
    two lowest functional levels can be in mixed mode.
Fix: Read first:
        Get-ADObject (Get-ADDomain DOMAIN).DistinguishedName -Server DOMAIN -Properties nTMixedDomain
    A value of 1 in nTMixedDomain is mixed mode. Remove the last domain controller with Windows NT 4, then raise the
    functional level of the domain in Active Directory Domains and Trusts; that leaves mixed mode too. This cannot be
    undone.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.names import level_text
from checks.wording import Text, say
from scanner.inventory.model import DomainHead


class Need(Requirement, frozen=True, kw_only=True):
    """The functional level from which on no domain can be in mixed mode."""

    native_from: int


def requires(need: Need) -> Text:
    return say("ad-domain-mode.expected", "native mode")


@check(id="ad-domain-mode", subject="domain", reads=("head",), need=Need, requires=requires)
def judge(need: Need, head: DomainHead) -> Verdict:
    level, mixed = head.functional_level, head.mixed_mode
    if mixed is False:
        return met(say("ad-domain-mode.native", "native mode"))
    if level is None:
        return unknown(say("ad-domain-mode.unstated", "the domain did not state its mode and its level"))
    name = level_text(level)
    if level >= need.native_from:
        if mixed:
            return unknown(
                say(
                    "ad-domain-mode.contradiction",
                    "mixed mode is stated, and level {name}, which excludes it",
                    name=name,
                )
            )
        return met(say("ad-domain-mode.by-level", "level {name}, which is native mode", name=name))
    if mixed is None:
        return unknown(
            say("ad-domain-mode.no-mode", "level {name}, and the domain did not state its mode", name=name)
        )
    return unmet(say("ad-domain-mode.mixed", "mixed mode, level {name}", name=name))
