"""TLS that mail programs get

What: The version of TLS that each server agreed on with the machine that scanned, which can speak the newest.
Why: What the registry sets is one thing, what the server speaks another: a device before it, a restart that is still
    to come, an old Windows. Programs and servers of today refuse the old versions, and so will the new servers.
Fix: Read first, in PowerShell on the server:
        Get-ChildItem 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols' -Recurse
    Enable TLS 1.2 for server and client and restart. Where something before the server ends the connection, set it
    there. Windows Server 2008 needs Service Pack 2 and the update KB4019276 first. Windows Server 2003 cannot: put a
    proxy that can in front of it, or move on.
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.client_access import unseen
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, WebAccess


class Need(Requirement, frozen=True, kw_only=True):
    """Versions that will do, as OpenSSL names them."""

    versions: list[str]


def requires(need: Need) -> Text:
    return say("client-access-tls.expected", "{versions}", versions=need.versions)


@check(
    id="client-access-tls",
    subject="exchange-server",
    reads=("exchange_server",),
    uses=("web_access",),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, web_access: WebAccess | None) -> Verdict:
    nothing = unseen(exchange_server, web_access)
    if nothing is not None or web_access is None:
        return nothing or unknown(say("client-access-tls.untold", "the version was not told"))
    if web_access.tls is None:
        return unknown(say("client-access-tls.untold", "the version was not told"))
    return met_if(
        web_access.tls in need.versions, say("client-access-tls.is", "{version}", version=web_access.tls)
    )
