"""Autodiscover points in the directory

What: Service connection points of Autodiscover that belong to a server which is gone, or that state no address.
Why: Outlook in the domain asks the oldest point of its site first. One of a dead server costs every start of Outlook a
    time-out, and one without an address sends it to guess.
Fix: Read first, in the Exchange Management Shell:
        Get-ClientAccessServer | Format-List Name, AutoDiscoverServiceInternalUri, AutoDiscoverSiteScope
    Point every server to the common name. Setup makes a point with the name of the new server at once: set it right
    after Setup, before clients ask it. A point of a server that was deleted is removed with ADSI Edit, after a backup.
    On servers up to Exchange 2013 the first of these sets it, since Exchange 2016 the second:
        Set-ClientAccessServer SERVER -AutoDiscoverServiceInternalUri https://autodiscover.example.org/Autodiscover/Autodiscover.xml
        Set-ClientAccessService SERVER -AutoDiscoverServiceInternalUri https://autodiscover.example.org/Autodiscover/Autodiscover.xml
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.client_urls import host_of
from checks.results import Item
from checks.servers import server_named
from checks.wording import Text, say
from scanner.inventory.model import AutodiscoverPoint, ExchangeServer, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("autodiscover-points.expected", "each of a living server, with an address")


@check(
    id="autodiscover-points",
    subject="organization",
    reads=("autodiscover_points", "servers", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    autodiscover_points: list[AutodiscoverPoint],
    servers: list[ExchangeServer],
    organization: Organization,
) -> Verdict:
    points = [each for each in autodiscover_points if each.kind == "url"]
    wrong = [
        Item(name=each.name, observed=fault)
        for each in points
        if (fault := _fault(each, servers)) is not None
    ]
    if wrong:
        return unmet(
            say(
                "autodiscover-points.found",
                "{number} of {all} without a living server or an address",
                number=len(wrong),
                all=len(points),
            ),
            wrong,
        )
    return met(say("autodiscover-points.fine", "in order: {number} of {number}", number=len(points)))


def _fault(point: AutodiscoverPoint, servers: list[ExchangeServer]) -> Text | None:
    if point.server is not None and server_named(point.server, servers) is None:
        return say("autodiscover-points.gone", "its server {server} is gone", server=point.server)
    if not any(host_of(address) for address in point.addresses):
        return say("autodiscover-points.empty", "no address")
    return None
