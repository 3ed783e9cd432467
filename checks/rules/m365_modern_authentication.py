"""Modern authentication of the organisation

What: Whether the organisation is set to sign clients in by modern authentication, which a hybrid can share with
    Microsoft 365 (hybrid modern authentication).
Why: Without it the mailboxes that stay sign in with a password each time, without a second factor and without the
    rules of Entra ID, while those that have moved do not. Outlook for iOS and Android cannot reach the former so.
Fix: Read first, in the Exchange Management Shell:
        Get-OrganizationConfig | Format-List *OAuth*
        Get-AuthServer | Format-List Name, IsDefaultAuthorizationEndpoint
    Register the addresses of every server in Entra ID and let the wizard or Microsoft's script set it up; then switch
    it on. All servers must be Exchange 2013 or later.
        Set-OrganizationConfig -OAuth2ClientProfileEnabled $true
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import OrganizationSettings


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("m365-modern-authentication.expected", "on")


@check(
    id="m365-modern-authentication",
    subject="organization",
    reads=("organization_settings",),
    need=Need,
    requires=requires,
)
def judge(need: Need, organization_settings: OrganizationSettings) -> Verdict:
    on = organization_settings.modern_authentication
    if on is None:
        return unknown(say("m365-modern-authentication.unstated", "these servers do not state it"))
    observed = (
        say("m365-modern-authentication.on", "on") if on else say("m365-modern-authentication.off", "off")
    )
    return met_if(on, observed)
