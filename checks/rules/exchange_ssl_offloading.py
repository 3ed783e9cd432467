"""TLS offloading of Outlook Anywhere

What: Whether Outlook Anywhere of each Exchange server of the organisation expects that something before it ends
    TLS.
Why: Current versions switch Extended Protection on at Setup. It ties the sign-in to the TLS connection, so that a
    connection that was ended on the way is refused: Outlook asks for the password for ever.
Fix: Let the load balancer pass TLS through, or encrypt again with the same certificate. Read first:
        Get-OutlookAnywhere | Format-Table Server, SSLOffloading
    Then switch it off on every server:
        Set-OutlookAnywhere -Identity 'SERVER\\Rpc (Default Web Site)' -SSLOffloading $false
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, OutlookAnywhere


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("exchange-ssl-offloading.expected", "TLS ends on the server")


@check(
    id="exchange-ssl-offloading",
    subject="exchange-server",
    reads=("outlook_anywhere", "exchange_server"),
    need=Need,
    requires=requires,
)
def judge(need: Need, outlook_anywhere: list[OutlookAnywhere], exchange_server: ExchangeServer) -> Verdict:
    own = [each for each in outlook_anywhere if each.server.casefold() == exchange_server.name.casefold()]
    if not own:
        return not_applicable(say("exchange-ssl-offloading.none", "it has no Outlook Anywhere"))
    answers = [each.ssl_offloading for each in own]
    if True not in answers and None in answers:
        return unknown(say("exchange-ssl-offloading.unstated", "not stated"))
    if True in answers:
        return unmet(say("exchange-ssl-offloading.on", "TLS may end before the server: SSLOffloading is on"))
    return met(say("exchange-ssl-offloading.off", "SSLOffloading is off"))
