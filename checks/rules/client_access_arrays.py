"""Client access arrays

What: Client access arrays of Exchange 2010 whose name is also the name of web addresses or of Outlook Anywhere.
Why: The name of an array stands for RPC, which the target does not speak. Where it is the same as that of the web
    addresses, pointing it to the target cuts off every Outlook whose mailbox has not moved.
Fix: Read first, in the Exchange Management Shell:
        Get-ClientAccessArray | Format-List Name, Fqdn, Site, Members
        Get-OutlookAnywhere | Format-Table Server, ExternalHostname
    Give the array, or the web addresses, another name, which is the old servers' alone and only inside; or force
    Outlook onto Outlook Anywhere (OutlookProviderFlags of EXPR and EXCH) before the name moves.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.client_urls import client_addresses
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import ClientAccessArray, Organization, VirtualDirectory


class Need(Requirement, frozen=True, kw_only=True):
    """Protocols whose names move to the target, by the names of `DirectoryKind`."""

    protocols: list[str]


def requires(need: Need) -> Text:
    return say("client-access-arrays.expected", "a name of its own")


@check(
    id="client-access-arrays",
    subject="organization",
    reads=("client_access_arrays", "virtual_directories", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    client_access_arrays: list[ClientAccessArray],
    virtual_directories: list[VirtualDirectory],
    organization: Organization,
) -> Verdict:
    if not client_access_arrays:
        return not_applicable(say("client-access-arrays.none", "no client access array"))
    hosts = {host.casefold() for _, host in client_addresses(virtual_directories, need.protocols)}
    shared = [
        Item(
            name=each.name,
            observed=say(
                "client-access-arrays.shared", "{name} is an address for the web too", name=each.fqdn
            ),
        )
        for each in client_access_arrays
        if each.fqdn is not None and each.fqdn.casefold() in hosts
    ]
    if shared:
        return unmet(
            say(
                "client-access-arrays.found",
                "{names}: {names:an address|addresses} for the web too",
                names=[item.name for item in shared],
            ),
            shared,
        )
    return met(
        say(
            "client-access-arrays.fine",
            "{names}",
            names=[each.fqdn or each.name for each in client_access_arrays],
        )
    )
