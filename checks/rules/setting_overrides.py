"""Setting overrides

What: Overrides of settings that somebody made with New-SettingOverride.
Why: Overrides hold for every server they fit, those of the target included, and outlive the problem they were made for.
    Some switch off a protection that later updates count on.
Fix: Read first, in the Exchange Management Shell:
        Get-SettingOverride | Format-List Name, ComponentName, SectionName, Parameters, MinVersion, MaxVersion, Reason
    Read the reason of each, keep those Microsoft's page for the current update still asks for, and remove the others:
        Remove-SettingOverride NAME
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, Policy


class Need(Requirement, frozen=True, kw_only=True):
    """Names of overrides that are meant to stay."""

    allowed: list[str]


def requires(need: Need) -> Text:
    return say("setting-overrides.expected", "none but {names}", names=need.allowed)


@check(
    id="setting-overrides", subject="organization", reads=("policies", "organization"), need=Need,
    requires=requires,
)  # fmt: skip
def judge(need: Need, policies: list[Policy], organization: Organization) -> Verdict:
    allowed = {name.casefold() for name in need.allowed}
    every = [each for each in policies if each.kind == "setting-override"]
    others = [
        Item(name=each.name, observed=say("setting-overrides.override", "to be looked at"))
        for each in every
        if each.name.casefold() not in allowed
    ]
    if others:
        return unmet(
            say(
                "setting-overrides.found",
                "{number} to be looked at: {names}",
                number=len(others),
                names=[i.name for i in others],
            ),
            others,
        )
    return met(say("setting-overrides.fine", "{names}", names=[each.name for each in every]))
