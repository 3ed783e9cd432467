"""Number of Active Directory sites

What: How many sites the forest has, whether Exchange stands in them or not.
Why: Exchange reads the whole topology again every few hours. With very many sites Autodiscover occupies the processors
    each time, and clients wait.
Fix: Read first:
        (Get-ADReplicationSite -Filter *).Count
    Remove sites that hold no domain controller and no subnet any more. Where none can go, lengthen the lifetime of the
    topology cache on each Exchange server (ExchangeTopologyCacheLifetime of the topology service) to a day at most.
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import Site


class Need(Requirement, frozen=True, kw_only=True):
    """From this number of sites on it is too many."""

    below: int


def requires(need: Need) -> Text:
    return say("ad-site-count.expected", "fewer than {number}", number=need.below)


@check(id="ad-site-count", subject="forest", reads=("sites",), need=Need, requires=requires)
def judge(need: Need, sites: list[Site]) -> Verdict:
    if not sites:
        return unknown(say("ad-site-count.none", "no site was found, and every forest has one"))
    return met_if(len(sites) < need.below, say("ad-site-count.number", "{number}", number=len(sites)))
