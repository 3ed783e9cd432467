"""Sign-in between the two sides of a hybrid organisation

What: Whether a hybrid organisation trusts an authorization server of Microsoft 365 and knows Exchange Online as a
    partner application.
Why: Servers of both sides sign in to each other with OAuth. Without these two, free times and archives in Exchange
    Online fall back to the federation trust or fail, and a server of the target inherits nothing else.
Fix: Read first, in the Exchange Management Shell:
        Get-AuthServer | Format-List Name, Type, Enabled, Realm
        Get-PartnerApplication | Format-List Name, ApplicationIdentifier, Enabled, LinkedAccount
        Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com/ews/exchange.asmx -Mailbox USER
    Run the Hybrid Configuration Wizard again, which makes both.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.wording import Text, say
from scanner.inventory.model import AuthServer, HybridConfiguration, Organization, PartnerApplication


class Need(Requirement, frozen=True, kw_only=True):
    """Identifier of Exchange Online as an application."""

    application: str


def requires(need: Need) -> Text:
    return say("hybrid-authentication.expected", "an authorization server, and Exchange Online as a partner")


@check(
    id="hybrid-authentication",
    subject="organization",
    reads=("hybrid", "auth_servers", "partner_applications", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    hybrid: HybridConfiguration | None,
    auth_servers: list[AuthServer],
    partner_applications: list[PartnerApplication],
    organization: Organization,
) -> Verdict:
    if hybrid is None:
        return not_applicable(say("hybrid-authentication.none", "no hybrid configuration"))
    wanted = need.application.casefold()
    partners = [each for each in partner_applications if (each.application_id or "").casefold() == wanted]
    if not auth_servers:
        return unmet(say("hybrid-authentication.no-server", "no authorization server is trusted"))
    if not partners:
        return unmet(
            say("hybrid-authentication.no-partner", "Exchange Online is not among the partner applications")
        )
    if not any(each.linked_account for each in partners):
        return unmet(
            say("hybrid-authentication.no-account", "the partner application Exchange Online has no account")
        )
    return met(say("hybrid-authentication.fine", "{servers}", servers=[each.name for each in auth_servers]))
