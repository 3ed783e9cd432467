"""Bypass address of web services

What: Whether the virtual directory for Exchange Web Services that clients see carries an address past the load
    balancer (InternalNLBBypassUrl), on servers since 2013.
Why: Since the security updates of April 2021 servers of 2013 and later ask each other over another way, and such an
    address leads them astray: calendars of other sites and moves between servers fail.
Fix: Read first, in the Exchange Management Shell:
        Get-WebServicesVirtualDirectory -ADPropertiesOnly | Format-List Identity, InternalNLBBypassUrl
    Take the address away on every server since 2013:
        Set-WebServicesVirtualDirectory 'SERVER\\EWS (Default Web Site)' -InternalNLBBypassUrl $null
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.servers import is_before, product, server_named
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Organization, VirtualDirectory


class Need(Requirement, frozen=True, kw_only=True):
    """The first version that must not have one."""

    since: str


def requires(need: Need) -> Text:
    return say("ews-bypass.expected", "none")


@check(
    id="ews-bypass",
    subject="organization",
    reads=("virtual_directories", "servers", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    virtual_directories: list[VirtualDirectory],
    servers: list[ExchangeServer],
    organization: Organization,
) -> Verdict:
    found, unclear = [], []
    for each in virtual_directories:
        if each.kind != "ews" or each.back_end or not each.bypass_url:
            continue
        server = server_named(each.server, servers)
        version = product(server) if server is not None else None
        if version is None:
            unclear.append(each.server or each.name)
        elif not is_before(version, need.since):
            shown = say("ews-bypass.address", "{address}", address=each.bypass_url)
            found.append(Item(name=f"{each.server}: {each.name}", observed=shown))
    if found:
        return unmet(
            say("ews-bypass.found", "set on virtual directories: {number}", number=len(found)), found
        )
    if unclear:
        return unknown(
            say("ews-bypass.unclear", "the version of these servers is not known: {servers}", servers=unclear)
        )
    return met(say("ews-bypass.none", "none"))
