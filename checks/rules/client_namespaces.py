"""One name per protocol and site

What: Host names of the addresses clients are given, inside and outside, for each protocol in each Active Directory
    site.
Why: Servers of one site that hand out different names cannot stand behind one load balancer, and need certificates
    with all of them. When the names move to the target, each name more is a change more, and a user more who is asked
    for a password.
Fix: Read first, in the Exchange Management Shell, on Exchange 2007 without -ADPropertiesOnly:
        Get-OwaVirtualDirectory -ADPropertiesOnly | Format-Table Server, InternalUrl, ExternalUrl
        Get-WebServicesVirtualDirectory -ADPropertiesOnly | Format-Table Server, InternalUrl, ExternalUrl
        Get-OutlookAnywhere -ADPropertiesOnly | Format-Table Server, InternalHostname, ExternalHostname
    Choose one name for a site, the same inside and outside where DNS allows it, and set it on every server of the site.
    Beside Exchange 2007 a second name outside, that of the old servers, is meant: it goes when they go.
"""

from collections.abc import Iterator
from typing import Literal

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.client_urls import host_of
from checks.results import Item
from checks.servers import server_named
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Organization, VirtualDirectory

_Side = Literal["inside", "outside"]


class Need(Requirement, frozen=True, kw_only=True):
    """Protocols by the names of `DirectoryKind`."""

    protocols: list[str]


def requires(need: Need) -> Text:
    return say("client-namespaces.expected", "one name for a protocol in a site inside, and one outside")


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
    names: dict[tuple[str, str, _Side], set[str]] = {}
    siteless: set[str] = set()
    for directory in virtual_directories:
        if directory.back_end or directory.kind not in need.protocols:
            continue
        server = server_named(directory.server, servers)
        for side, host in _hosts(directory):
            if server is None or server.site is None:
                siteless.add(directory.server or directory.name)
            else:
                names.setdefault((server.site, directory.kind, side), set()).add(host)
    many = [
        Item(name=f"{site}: {kind}", observed=_named(side, sorted(hosts)))
        for (site, kind, side), hosts in sorted(names.items())
        if len(hosts) > 1
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
    every: dict[str, set[str]] = {}
    for (site, _, _), hosts in sorted(names.items()):
        every.setdefault(site, set()).update(hosts)
    return met(
        say(
            "client-namespaces.fine",
            "{sites}",
            sites=[
                say("client-namespaces.site", "{site} ({hosts})", site=site, hosts=sorted(hosts))
                for site, hosts in every.items()
            ],
        )
    )


def _hosts(directory: VirtualDirectory) -> Iterator[tuple[_Side, str]]:
    inside, outside = host_of(directory.internal_url), host_of(directory.external_url)
    if inside is not None:
        yield "inside", inside
    if outside is not None:
        yield "outside", outside


def _named(side: _Side, hosts: list[str]) -> Text:
    if side == "inside":
        return say("client-namespaces.inside", "inside: {hosts}", hosts=hosts)
    return say("client-namespaces.outside", "outside: {hosts}", hosts=hosts)
