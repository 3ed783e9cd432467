"""Proxy for mailbox moves

What: Whether the proxy of the mailbox replication service (MRS Proxy) may be switched on for Exchange Web Services on
    any server that can have one. The directory says where it surely is not; that it is on is told by the server alone.
Why: Exchange Online fetches every mailbox through this proxy. It is off until somebody switches it on: the Hybrid
    Configuration Wizard does, on the servers it is told of.
Fix: Read first, in the Exchange Management Shell:
        Get-WebServicesVirtualDirectory | Format-Table Identity, MRSProxyEnabled
    Switch it on where the migration endpoint leads, and on every server behind a load balancer there:
        Set-WebServicesVirtualDirectory 'SERVER\\EWS (Default Web Site)' -MRSProxyEnabled $true
"""

from checks.check import Requirement, Verdict, check, not_applicable, unknown, unmet
from checks.servers import is_before, product, server_named
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Organization, VirtualDirectory


class Need(Requirement, frozen=True, kw_only=True):
    """The first version that has the proxy."""

    since: str


def requires(need: Need) -> Text:
    return say("m365-mailbox-replication.expected", "on where the migration endpoint leads")


@check(
    id="m365-mailbox-replication",
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
    able = [
        (server.name, each.mailbox_replication_flags)
        for each in virtual_directories
        if each.kind == "ews" and not each.back_end
        if (server := server_named(each.server, servers)) is not None
        if (version := product(server)) is not None and not is_before(version, need.since)
    ]
    if not able:
        return not_applicable(say("m365-mailbox-replication.none", "no server can have it"))
    perhaps = [name for name, flags in able if flags]
    if perhaps:
        return unknown(
            say(
                "m365-mailbox-replication.perhaps",
                "settings are stored for {servers}; only the servers say whether it is on",
                servers=perhaps,
            )
        )
    return unmet(say("m365-mailbox-replication.off", "off on {servers}", servers=[name for name, _ in able]))
