"""Ways to sign in that mail programs are offered

What: The ways to sign in that EWS of each server offers to a program that has not signed in yet.
Why: Windows authentication is what Setup puts there and what the other servers use when they pass a request on. A
    server that offers Basic alone, or nothing of it, breaks free times between servers and every program that has
    no password to send.
Fix: Read first, in the Exchange Management Shell:
        Get-WebServicesVirtualDirectory -Server SERVER | Format-List Name, *Authentication*
    Switch Windows authentication on again.
        Set-WebServicesVirtualDirectory 'SERVER\\EWS (Default Web Site)' -WindowsAuthentication $true
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.client_access import unseen
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, WebAccess


class Need(Requirement, frozen=True, kw_only=True):
    """Ways one of which must be among those offered."""

    one_of: list[str]


def requires(need: Need) -> Text:
    return say("client-access-sign-in.expected", "one of {ways}", ways=need.one_of)


@check(
    id="client-access-sign-in",
    subject="exchange-server",
    reads=("exchange_server",),
    uses=("web_access",),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, web_access: WebAccess | None) -> Verdict:
    nothing = unseen(exchange_server, web_access)
    if nothing is not None:
        return nothing
    ways = web_access.authentication if web_access is not None else None
    if ways is None:
        return unknown(say("client-access-sign-in.untold", "it did not say"))
    offered = {way.casefold() for way in ways}
    return met_if(
        any(way.casefold() in offered for way in need.one_of),
        say("client-access-sign-in.is", "{ways}", ways=ways)
        if ways
        else say("client-access-sign-in.no", "none"),
    )
