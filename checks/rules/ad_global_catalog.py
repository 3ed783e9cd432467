"""Global catalogues where Exchange stands

What: Writable global catalogues of the Active Directory sites in which Exchange servers stand, Edge servers left out;
    where no Exchange server is there yet, of any site. One that is read-only does not count, nor one without an
    enabled computer account.
Why: Exchange looks up every recipient in a global catalogue and cannot use a read-only one. Setup fails in a site
    without a writable one, and such a site must keep it afterwards. Which site a new server will stand in is not
    known here: one site that will do is what Setup takes, each site is what Microsoft asks for.
Fix: Read first:
        Get-ADDomainController -Filter * | Format-Table HostName, Site, IsGlobalCatalog, IsReadOnly, Enabled
        nltest /dsgetsite
    The second line, on an Exchange server, tells its site. Make a writable domain controller of that site a global
    catalogue in Active Directory Sites and Services (NTDS Settings, Global Catalog), add one, or install the target
    in a site that has one.
"""

from typing import Literal

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.absence import known
from scanner.inventory.model import Domain, DomainController, ExchangeServer, Site
from scanner.inventory.names import is_edge

# Nothing but a writable global catalogue that surely lives serves Exchange. `unconfirmed`: one that may be gone;
# `unseen`: none, and not everything could be seen; `none`: none.
State = Literal["served", "unconfirmed", "unseen", "none"]


class Need(Requirement, frozen=True, kw_only=True):
    """`one`: a site the target could be installed in; `every`: each site that holds an Exchange server."""

    sites: Literal["one", "every"]


def requires(need: Need) -> Text:
    if need.sites == "every":
        return say(
            "ad-global-catalog.every", "a writable global catalogue in every site with an Exchange server"
        )
    return say("ad-global-catalog.one", "a writable global catalogue in a site with Exchange servers")


@check(
    id="ad-global-catalog",
    subject="forest",
    reads=("domain_controllers", "servers"),
    uses=("sites", "domains"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    domain_controllers: list[DomainController],
    servers: list[ExchangeServer],
    sites: list[Site] | None,
    domains: list[Domain] | None,
) -> Verdict:
    members = [server for server in servers if not is_edge(server.roles)]
    homeless = [server.name for server in members if not server.site]
    names = [server.site for server in members if server.site]
    if not members:
        names = [controller.site for controller in domain_controllers if controller.site]
    elif homeless and sites and all(_served(site.name, domain_controllers) for site in sites):
        # Wherever they stand, it is in one of these.
        names, homeless = [site.name for site in sites], []
    whole = _all_seen(domain_controllers, domains)
    states = {name: _state(name, domain_controllers, sites, whole) for name in _once(names)}
    return _verdict(need.sites == "every" and bool(members), states, homeless, domain_controllers)


def _verdict(
    every: bool, states: dict[str, State], homeless: list[str], controllers: list[DomainController]
) -> Verdict:
    found = set(states.values())
    if "none" in found and (every or (found == {"none"} and not homeless)):
        return unmet(_without(_in(states, "none"), controllers))
    if "served" in found and (not every or (found == {"served"} and not homeless)):
        served = [f"{site} ({', '.join(_served(site, controllers))})" for site in _in(states, "served")]
        return met(say("ad-global-catalog.served", "{sites}", sites=served))
    if "unconfirmed" in found:
        return unknown(
            say(
                "ad-global-catalog.unconfirmed",
                "sites whose writable global catalogues have no account known to be enabled: {sites}",
                sites=_in(states, "unconfirmed"),
            )
        )
    if "unseen" in found:
        return unknown(
            say(
                "ad-global-catalog.unseen",
                "no writable global catalogue was seen in {sites}, but not every site and domain controller was",
                sites=_in(states, "unseen"),
            )
        )
    if homeless:
        return unknown(
            say("ad-global-catalog.no-site", "the site of {servers} is not stated", servers=homeless)
        )
    return unknown(say("ad-global-catalog.nothing", "no site with a domain controller was found"))


def _state(site: str, controllers: list[DomainController], sites: list[Site] | None, all_seen: bool) -> State:
    if _served(site, controllers):
        return "served"
    if any(not each.read_only for each in _catalogs(site, controllers)):
        return "unconfirmed"
    # The site stated for a server may be one that is gone: it is written when the server starts.
    exists = sites is not None and site.casefold() in {each.name.casefold() for each in sites}
    return "none" if all_seen and exists else "unseen"


def _served(site: str, controllers: list[DomainController]) -> list[str]:
    """Names of the writable global catalogues whose computer account lives; the object in the site outlives it."""
    return [
        each.name
        for each in _catalogs(site, controllers)
        if not each.read_only and (computer := known(each.computer)) is not None and computer.enabled is True
    ]


def _catalogs(site: str, controllers: list[DomainController]) -> list[DomainController]:
    return [each for each in controllers if each.global_catalog and each.site.casefold() == site.casefold()]


def _all_seen(controllers: list[DomainController], domains: list[Domain] | None) -> bool:
    """Whether nothing hints at domain controllers, or sites of theirs, that could not be seen."""
    if not domains or not all(controller.site for controller in controllers):
        return False
    seen = {(controller.domain or "").casefold() for controller in controllers}
    return all(domain.name.casefold() in seen for domain in domains)


def _without(sites: list[str], controllers: list[DomainController]) -> Text:
    read_only = [site for site in sites if _catalogs(site, controllers)]
    if not read_only:
        return say("ad-global-catalog.none", "no writable global catalogue in {sites}", sites=sites)
    return say(
        "ad-global-catalog.read-only",
        "no writable global catalogue in {sites}; only read-only ones in {read_only}",
        sites=sites,
        read_only=read_only,
    )


def _in(states: dict[str, State], wanted: State) -> list[str]:
    return [site for site, state in states.items() if state == wanted]


def _once(names: list[str]) -> list[str]:
    """Each name once, whatever its case, in order."""
    return sorted({name.casefold(): name for name in names}.values())
