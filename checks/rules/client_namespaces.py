"""One name per protocol and site

What: Host names of the addresses clients are given, for each protocol in each Active Directory site.
Why: Servers of one site that hand out different names cannot stand behind one load balancer, and need certificates
    with all of them. When the names move to the target, each name more is a change more, and a user more who is asked
    for a password.
Fix: Read first, in the Exchange Management Shell, on Exchange 2007 without -ADPropertiesOnly:
        Get-OwaVirtualDirectory -ADPropertiesOnly | Format-Table Server, InternalUrl, ExternalUrl
        Get-WebServicesVirtualDirectory -ADPropertiesOnly | Format-Table Server, InternalUrl, ExternalUrl
        Get-OutlookAnywhere -ADPropertiesOnly | Format-Table Server, InternalHostname, ExternalHostname
    Choose one name for a site, the same inside and outside where DNS allows it, and set it on every server of the site.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.client_urls import client_addresses
from checks.results import Item
from checks.servers import server_named
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Organization, VirtualDirectory


class Need(Requirement, frozen=True, kw_only=True):
    """Protocols by the names of `DirectoryKind`; most names one may have in a site (inside and outside)."""

    protocols: list[str]
    most: int


def requires(need: Need) -> Text:
    return say(
        "client-namespaces.expected",
        "at most {most} names for a protocol in a site, one inside and one outside",
        most=need.most,
    )


@check(
    id="client-namespaces",
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
    names: dict[tuple[str, str], set[str]] = {}
    siteless: set[str] = set()
    for directory, host in client_addresses(virtual_directories, need.protocols):
        server = server_named(directory.server, servers)
        if server is None or server.site is None:
            siteless.add(directory.server or directory.name)
        else:
            names.setdefault((server.site, directory.kind), set()).add(host)
    many = [
        Item(name=f"{site}: {kind}", observed=say("client-namespaces.names", "{hosts}", hosts=sorted(hosts)))
        for (site, kind), hosts in sorted(names.items())
        if len(hosts) > need.most
    ]
    if many:
        return unmet(
            say("client-namespaces.many", "places with too many names: {number}", number=len(many)), many
        )
    if siteless:
        return unknown(
            say(
                "client-namespaces.siteless",
                "the site of these servers is not known: {servers}",
                servers=sorted(siteless),
            )
        )
    if not names:
        return unknown(say("client-namespaces.none", "no virtual directory states an address"))
    every = sorted({host for hosts in names.values() for host in hosts})
    return met(say("client-namespaces.fine", "{hosts}", hosts=every))
