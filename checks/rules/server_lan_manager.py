"""NTLM version of the server

What: The level of LAN Manager authentication of each server meant to run the target.
Why: Below the level that sends NTLMv2 alone, extended protection fails: clients are asked for their password again
    and again, and servers refuse each other. Setup switches that protection on in current versions.
Fix: Set it by group policy, for servers and clients alike: "Network security: LAN Manager authentication level".
    Read first:
        (Get-ItemProperty HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Lsa).LmCompatibilityLevel
"""

from checks.check import Requirement, Verdict, check, met_if
from checks.wording import Text, say
from scanner.inventory.model import SecuritySettings


class Need(Requirement, frozen=True, kw_only=True):
    """Values of LmCompatibilityLevel: the least, and what Windows takes where none is set."""

    minimum: int
    default: int


def requires(need: Need) -> Text:
    return say(
        "server-lan-manager.expected", "LmCompatibilityLevel {minimum} or higher", minimum=need.minimum
    )


@check(id="server-lan-manager", subject="candidate", reads=("security",), need=Need, requires=requires)
def judge(need: Need, security: SecuritySettings) -> Verdict:
    level = security.lm_compatibility
    if level is None:
        unset = say(
            "server-lan-manager.unset", "not set; the default of Windows is {level}", level=need.default
        )
        return met_if(need.default >= need.minimum, unset)
    return met_if(
        level >= need.minimum,
        say("server-lan-manager.observed", "LmCompatibilityLevel {level:d}", level=level),
    )
