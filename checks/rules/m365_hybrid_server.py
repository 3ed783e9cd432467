"""A server that can be the hybrid server

What: Whether the organisation has an Exchange server of a version and update level that can talk to Microsoft 365 for
    the others.
Why: Hybrid moves are made by a service that came with Exchange 2010. An organisation with older versions alone needs a
    newer server in between; one with an outdated server is not supported as a hybrid.
Fix: Read first, in the Exchange Management Shell:
        Get-ExchangeServer | Sort-Object AdminDisplayVersion | Format-Table Name, ServerRole, AdminDisplayVersion
    Install the newest version that can share the organisation with the others, beside them, or bring one that is there
    to its newest update.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.installed import Installed, installed_on
from checks.knowledge import builds
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer


class Need(Requirement, frozen=True, kw_only=True):
    """The oldest build of each version that can be one; a cumulative update or service pack, which a stamp tells."""

    products: dict[str, str]


def requires(need: Need) -> Text:
    versions = [
        say("m365-hybrid-server.from", "{product} from {build}", product=product, build=build)
        for product, build in need.products.items()
    ]
    return say("m365-hybrid-server.expected", "one of Exchange {versions}", versions=versions)


@check(id="m365-hybrid-server", subject="organization", reads=("servers",), need=Need, requires=requires)
def judge(need: Need, servers: list[ExchangeServer]) -> Verdict:
    found = [installed_on(server, None) for server in servers]
    here = [one for one in found if isinstance(one, Installed)]
    able = [one for one in here if _is_able(one, need)]
    if able:
        versions = _named(able)
        return met(say("m365-hybrid-server.found", "Exchange {versions}", versions=versions))
    if not servers or len(here) < len(found):
        return unknown(say("m365-hybrid-server.unknown", "the version of a server is not known"))
    return unmet(say("m365-hybrid-server.none", "only Exchange {versions}", versions=_named(here)))


def _named(found: list[Installed]) -> list[Text]:
    """Versions with their builds, each once."""
    once = {(one.product, one.build): one for one in found}
    return [
        say("m365-hybrid-server.version", "{product} ({build})", product=one.product, build=one.named)
        for one in once.values()
    ]


def _is_able(one: Installed, need: Need) -> bool:
    least = need.products.get(one.product)
    return least is not None and not one.edge and builds.at_least(one.build, least)
