"""Application for the hybrid organisation

What: Whether a hybrid organisation has an application of its own in Microsoft Entra ID: an authorization server with an
    application id.
Why: Microsoft has switched off the application that all organisations shared. Without an own one, users on-premises see
    no free times, no mail tips and no pictures of users in Exchange Online.
Fix: Read first, in the Exchange Management Shell:
        Get-AuthServer | Format-List Name, Type, Enabled, ApplicationIdentifier, DomainName
        Get-SettingOverride | Where-Object SectionName -eq 'ExchangeOnpremAsThirdPartyAppId'
    Update the servers first: builds before April 2025 cannot use it. Then let the Hybrid Configuration Wizard or
    Microsoft's script ConfigureExchangeHybridApplication.ps1 make the application, and switch it on.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import AuthServer, HybridConfiguration, Organization, Policy


class Need(Requirement, frozen=True, kw_only=True):
    """Name Microsoft's script gives the override that switches it on."""

    override: str


def requires(need: Need) -> Text:
    return say(
        "hybrid-application.expected",
        "an application of its own, and the override {name}",
        name=need.override,
    )


@check(
    id="hybrid-application",
    subject="organization",
    reads=("hybrid", "auth_servers", "organization"),
    uses=("policies",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    hybrid: HybridConfiguration | None,
    auth_servers: list[AuthServer],
    organization: Organization,
    policies: list[Policy] | None,
) -> Verdict:
    if hybrid is None:
        return not_applicable(say("hybrid-application.none", "no hybrid configuration"))
    own = [each.name for each in auth_servers if each.application_id]
    if not own:
        return unmet(say("hybrid-application.no-server", "no authorization server with an application id"))
    if policies is None:
        return unknown(say("hybrid-application.unread", "{names}; the overrides were not read", names=own))
    names = [each.name.casefold() for each in policies if each.kind == "setting-override"]
    if need.override.casefold() in names:
        return met(say("hybrid-application.on", "{names}, and the override is there", names=own))
    return unknown(
        say(
            "hybrid-application.no-override",
            "{names}; no override is called {override}",
            names=own,
            override=need.override,
        )
    )
