"""Support of the target itself

What: The day Microsoft's support of the target ends, compared with the day of this judgement.
Why: After that day there are no security updates, no time zone updates and no help. The earlier the end of support,
    the sooner the next migration; moving onto a product that is out of support replaces one unsupported product by
    another.
Fix: Choose a target in support, or plan the next step in the same project: Exchange Server Subscription Edition, or
    Microsoft 365.
"""

from datetime import date

from checks.check import Requirement, Verdict, check, met, met_if
from checks.wording import Text, say


class Need(Requirement, frozen=True, kw_only=True):
    """`ends` is the last day of support; without it the product follows the Modern Lifecycle Policy."""

    ends: date | None = None


def requires(need: Need) -> Text:
    return say("target-support.expected", "a product in support")


@check(id="target-support", subject="target", reads=("as_of",), need=Need, requires=requires)
def judge(need: Need, as_of: date) -> Verdict:
    if need.ends is None:
        return met(say("target-support.open", "no end of support is set (Modern Lifecycle Policy)"))
    if as_of > need.ends:
        return met_if(
            False, say("target-support.ended", "support ended on {ends:date}", ends=need.ends.isoformat())
        )
    return met(say("target-support.until", "in support until {ends:date}", ends=need.ends.isoformat()))
