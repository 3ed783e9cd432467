"""Site of the Exchange servers

What: Whether each Exchange server states its Active Directory site, and whether that site still exists.
Why: Exchange finds domain controllers, other servers and the way of mail by sites. A server whose address lies in no
    subnet of a site finds none of them reliably, and Setup cannot start on such a machine.
Fix: Read first, on the server:
        nltest /dsgetsite
        Get-ADReplicationSubnet -Filter * -Properties Site | Format-Table Name, Site
    Define the missing subnet and assign it to a site with a writable global catalogue, then restart the service
    Microsoft Exchange Active Directory Topology.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.servers import is_before, product
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Site
from scanner.inventory.names import is_edge


class Need(Requirement, frozen=True, kw_only=True):
    """The first version whose servers state their site."""

    since: str


def requires(need: Need) -> Text:
    return say("exchange-server-site.expected", "a site that exists")


@check(
    id="exchange-server-site",
    subject="exchange-server",
    reads=("exchange_server", "sites"),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, sites: list[Site]) -> Verdict:
    version = product(exchange_server)
    if is_edge(exchange_server.roles) or (version is not None and is_before(version, need.since)):
        return not_applicable(
            say("exchange-server-site.other", "servers of this kind do not state their site")
        )
    site = exchange_server.site
    if site is None and exchange_server.roles is None:
        # One that is only planned, and perhaps an Edge server, which never states it.
        return unknown(say("exchange-server-site.untold", "neither its roles nor its site are stated"))
    if site is None:
        return unmet(say("exchange-server-site.none", "no site is stated"))
    if not sites:
        return unknown(say("exchange-server-site.no-sites", "{site}; the sites could not be seen", site=site))
    if site.casefold() not in {each.name.casefold() for each in sites}:
        return unmet(say("exchange-server-site.gone", "{site}, which does not exist", site=site))
    return met(say("exchange-server-site.there", "{site}", site=site))
