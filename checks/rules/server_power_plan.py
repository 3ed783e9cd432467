"""Power plan

What: The active power plan of each server meant to run the target.
Why: With any other plan than high performance Windows slows the processors down while there is little to do, and a
    store that waits for a few requests at a time is just that.
Fix: The change needs no restart; firmware may slow processors down as well. Read first:
        powercfg /GetActiveScheme
    Set it with:
        powercfg /SetActive 8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, from_rule_book, say
from scanner.inventory.model import Platform


class Need(Requirement, frozen=True, kw_only=True):
    """Names of power plans by their GUID: those that will do, and others."""

    plans: dict[str, str]
    others: dict[str, str]


def requires(need: Need) -> Text:
    return say(
        "server-power-plan.expected", "{plans}", plans=[from_rule_book(plan) for plan in need.plans.values()]
    )


@check(id="server-power-plan", subject="candidate", reads=("platform",), need=Need, requires=requires)
def judge(need: Need, platform: Platform) -> Verdict:
    if platform.power_plan is None:
        return unknown(say("server-power-plan.unstated", "the power plan is not known"))
    plan = platform.power_plan.strip("{}").casefold()
    name = {**need.others, **need.plans}.get(plan, plan)
    return met_if(plan in need.plans, say("server-power-plan.observed", "{plan}", plan=from_rule_book(name)))
