"""Server names in client addresses

What: Addresses for clients and Autodiscover points whose host is the full name of an Exchange server.
Why: Such an address cannot move to another server: two computers cannot have one name, clients that learned it keep
    asking the old server, and no public authority certifies an internal name.
Fix: Read first, in the Exchange Management Shell, on Exchange 2007 without -ADPropertiesOnly:
        Get-ClientAccessServer | Format-Table Name, AutoDiscoverServiceInternalUri
        Get-OwaVirtualDirectory -ADPropertiesOnly | Format-Table Server, InternalUrl, ExternalUrl
    Make a name such as mail.example.org in the DNS inside and outside, put it on the certificate, then set it on each
    virtual directory and on the Autodiscover points before mailboxes move, and wait until clients have learned it.
"""

from collections.abc import Iterator

from checks.check import Requirement, Verdict, check, met, unmet
from checks.client_urls import client_addresses, host_of
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import AutodiscoverPoint, ExchangeServer, Organization, VirtualDirectory


class Need(Requirement, frozen=True, kw_only=True):
    """Protocols whose addresses clients keep, by the names of `DirectoryKind`."""

    protocols: list[str]


def requires(need: Need) -> Text:
    return say(
        "client-server-names.expected",
        "no name of a server in {protocols} and Autodiscover",
        protocols=need.protocols,
    )


@check(
    id="client-server-names",
    subject="organization",
    reads=("virtual_directories", "autodiscover_points", "servers", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    virtual_directories: list[VirtualDirectory],
    autodiscover_points: list[AutodiscoverPoint],
    servers: list[ExchangeServer],
    organization: Organization,
) -> Verdict:
    names = {server.fqdn.casefold() for server in servers if server.fqdn}
    places = [
        *(
            (f"{directory.server or '?'}: {directory.name}", host)
            for directory, host in client_addresses(virtual_directories, need.protocols)
        ),
        *_autodiscover(autodiscover_points),
    ]
    wrong = [
        Item(name=place, observed=say("client-server-names.host", "{host}", host=host))
        for place, host in places
        if host.casefold() in names
    ]
    if wrong:
        return unmet(
            say(
                "client-server-names.found",
                "{number} of {all} {all:address|addresses} with the name of a server",
                number=len(wrong),
                all=len(places),
            ),
            wrong,
        )
    return met(
        say("client-server-names.none", "none of {number} {number:address|addresses}", number=len(places))
    )


def _autodiscover(points: list[AutodiscoverPoint]) -> Iterator[tuple[str, str]]:
    for point in points:
        for address in point.addresses if point.kind == "url" else ():
            host = host_of(address)
            if host is not None:
                yield f"Autodiscover: {point.name}", host
