"""Outlook Anywhere on the old servers

What: For each client access server with 2007 or 2010, whether Outlook Anywhere is set up with a host name.
Why: Once clients are sent to the target, it passes users whose mailbox has not moved on to the old servers, and can do
    that over Outlook Anywhere alone. Public folders are migrated over it too.
Fix: Read first, in the Exchange Management Shell:
        Get-OutlookAnywhere | Format-List Server, ExternalHostname, ClientAuthenticationMethod, IISAuthenticationMethods
    Switch it on on every old client access server, in its own shell, with the name clients will use and NTLM among the
    methods:
        Enable-OutlookAnywhere -ExternalHostname HOST -DefaultAuthenticationMethod Ntlm -SSLOffloading $false
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.client_urls import host_of
from checks.servers import client_directories, directories_unseen, product
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, VirtualDirectory
from scanner.inventory.names import role_names


class Need(Requirement, frozen=True, kw_only=True):
    """Versions the target reaches that way, and the role that has it, by the names of `SERVER_ROLES`."""

    versions: list[str]
    role: str


def requires(need: Need) -> Text:
    return say("outlook-anywhere.expected", "set up, with a host name")


@check(
    id="outlook-anywhere",
    subject="exchange-server",
    reads=("exchange_server", "virtual_directories"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, exchange_server: ExchangeServer, virtual_directories: list[VirtualDirectory]
) -> Verdict:
    version = product(exchange_server)
    if version is not None and version not in need.versions:
        return not_applicable(
            say(
                "outlook-anywhere.other", "the target does not need it on Exchange {product}", product=version
            )
        )
    if version is None or exchange_server.roles is None:
        return unknown(say("outlook-anywhere.unstated", "its version or its roles are not stated"))
    if need.role not in role_names(exchange_server.roles):
        return not_applicable(say("outlook-anywhere.role", "no client access server"))
    unseen = directories_unseen(exchange_server, virtual_directories)
    if unseen is not None:
        return unseen
    own = [
        each
        for each in client_directories(exchange_server, virtual_directories)
        if each.kind == "outlook-anywhere"
    ]
    hosts = [
        host for each in own for host in (host_of(each.external_url), host_of(each.internal_url)) if host
    ]
    if hosts:
        return met(say("outlook-anywhere.host", "{hosts}", hosts=list(dict.fromkeys(hosts))))
    if own:
        return unmet(say("outlook-anywhere.no-host", "set up, without a host name"))
    return unmet(say("outlook-anywhere.none", "not set up"))
