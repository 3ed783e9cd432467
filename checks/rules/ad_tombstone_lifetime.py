"""How long deleted objects are remembered

What: The lifetime of tombstones of the forest; where none is stated, the default of old forests holds.
Why: A backup older than this is of no use, and a domain controller that was away longer brings deleted objects back.
    Both happen around migrations, when old servers are switched off and on again.
Fix: Read first:
        $configuration = (Get-ADRootDSE).configurationNamingContext
        Get-ADObject "CN=Directory Service,CN=Windows NT,CN=Services,$configuration" -Properties tombstoneLifetime
    Set the attribute to the value named here, when no domain controller is out of reach.
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import Forest


class Need(Requirement, frozen=True, kw_only=True):
    """Least number of days, and the number that holds where none is stated."""

    days: int
    unstated: int


def requires(need: Need) -> Text:
    return say("ad-tombstone-lifetime.expected", "{days} {days:day|days} or more", days=need.days)


@check(id="ad-tombstone-lifetime", subject="forest", reads=("forest",), need=Need, requires=requires)
def judge(need: Need, forest: Forest) -> Verdict:
    days = forest.tombstone_lifetime
    if days is None and forest.recycle_bin is None:
        return unknown(
            say("ad-tombstone-lifetime.unread", "the settings of the directory service were not read")
        )
    if days is None:
        return met_if(
            need.unstated >= need.days,
            say(
                "ad-tombstone-lifetime.unstated",
                "not stated, which means {days} {days:day|days}",
                days=need.unstated,
            ),
        )
    return met_if(days >= need.days, say("ad-tombstone-lifetime.days", "{days} {days:day|days}", days=days))
