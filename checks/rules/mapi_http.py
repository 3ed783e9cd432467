"""MAPI over HTTP

What: Whether MAPI over HTTP is enabled for the organisation, the way current Outlook speaks to Exchange.
Why: Setup leaves it off where older servers were there first. Without it Outlook falls back to Outlook Anywhere, which
    Microsoft no longer develops; modern authentication and several versions of Outlook count on MAPI over HTTP.
Fix: Read first, in the Exchange Management Shell:
        Get-OrganizationConfig | Format-List MapiHttpEnabled
        Get-MapiVirtualDirectory | Format-List Server, InternalUrl, ExternalUrl, IISAuthenticationMethods
    Set the addresses of the virtual directories mapi to the name space of the other protocols, see that the load
    balancer lets /mapi through, then:
        Set-OrganizationConfig -MapiHttpEnabled $true
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.servers import is_before, products
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """The first version that knows it."""

    since: str


def requires(need: Need) -> Text:
    return say("mapi-http.expected", "enabled")


@check(
    id="mapi-http", subject="organization", reads=("organization", "servers"), need=Need, requires=requires
)
def judge(need: Need, organization: Organization, servers: list[ExchangeServer]) -> Verdict:
    if organization.mapi_http:
        return met(say("mapi-http.on", "enabled"))
    if organization.mapi_http is False:
        return unmet(say("mapi-http.off", "not enabled"))
    present = products(servers)
    if present and all(is_before(version, need.since) for version in present):
        return not_applicable(
            say(
                "mapi-http.before",
                "unknown to Exchange {versions}; to be decided with the target",
                versions=present,
            )
        )
    return unknown(say("mapi-http.unread", "whether it is enabled is not stated"))
