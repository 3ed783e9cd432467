"""Which Exchange a server runs, from what the directory stamped and what the machine said, for every check that asks.

The two do not weigh the same. A stamp moves with service packs and cumulative updates only, and that of an Edge server
is frozen on the day of its subscription; what was read on the machine may be older than the directory.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from checks.knowledge import builds
from checks.names import Name
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, InstalledExchange
from scanner.inventory.names import is_edge, product_of

# Versions upgraded where they are. An Edge server keeps the stamp of the older one until it is subscribed anew.
UPGRADED_IN_PLACE: Mapping[str, str] = {"2019": "SE"}


class Installed(Struct, frozen=True, kw_only=True):
    """The version of a server. `exact`: read on the machine, so that rollups and security updates are in it."""

    product: str
    build: str
    exact: bool
    edge: bool

    @property
    def named(self) -> Name:
        """The build in a sentence."""
        return named(self.build, self.exact)


def named(build: str, exact: bool) -> Name:
    """A build in a sentence. A stamp, as of a server a way brings in, tells the cumulative update and nothing finer."""
    return build if exact else say("installed.or-update", "{build} or an update of it", build=build)


def installed_on(
    server: ExchangeServer, machine: InstalledExchange | None, *, version_only: bool = False
) -> Installed | Text:
    """The version of a server, or why it cannot be told.

    With `version_only` the product is asked for and nothing finer: the build may be that of another day.
    """
    stamp, read = server.build, machine.build if machine is not None else None
    build, edge = read or stamp, is_edge(server.roles)
    if build is None:
        return say(
            "installed.no-build", "neither the directory nor the machine states the version of this server"
        )
    product = product_of(build)
    if product is None:
        return say(
            "installed.unlisted",
            "build {build} belongs to no Exchange version in this rule book, so it may be a newer one",
            build=build,
        )
    if read is None and edge and product in UPGRADED_IN_PLACE:
        return say(
            "installed.edge",
            "the directory says Exchange {product} since the subscription of this Edge server; it may have been "
            "upgraded to Exchange {later} since",
            product=product,
            later=UPGRADED_IN_PLACE[product],
        )
    if read is not None and stamp is not None and _contradict(stamp, read, edge, version_only):
        return say(
            "installed.contradiction",
            "the directory says build {stamp} and the machine said {build}, which cannot both hold today",
            stamp=stamp,
            build=build,
        )
    return Installed(product=product, build=build, exact=read is not None, edge=edge)


def _contradict(stamp: str, read: str, edge: bool, version_only: bool) -> bool:
    """Another version, service pack or cumulative update than the stamp, or an older build of the same one.

    Only the stamp of an Edge server may lag behind: Setup writes that of all others.
    """
    stamped, product = product_of(stamp), product_of(read)
    if stamped != product:
        return not (edge and UPGRADED_IN_PLACE.get(stamped or "") == product)
    if version_only:
        return False
    if not builds.at_least(read, stamp):
        return True
    bases = builds.cumulative_update_of(stamp), builds.cumulative_update_of(read)
    return not edge and None not in bases and bases[0] is not bases[1]
