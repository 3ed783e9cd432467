"""Exchange servers as other objects name them, and what becomes of each when a target comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.check import Verdict, not_applicable, unknown
from checks.installed import UPGRADED_IN_PLACE
from checks.once import once
from checks.wording import say
from scanner.inventory.model import ExchangeServer, VirtualDirectory
from scanner.inventory.names import points_to_deleted, product_of, product_rank


def short(name: str) -> str:
    """The first label of a name, in the form in which equal names are equal strings."""
    return name.casefold().split(".")[0]


def server_named(name: str | None, servers: Sequence[ExchangeServer]) -> ExchangeServer | None:
    """The Exchange server something names, by its short name or its full one."""
    if name is None or points_to_deleted(name):
        return None
    return _by_name(servers).get(short(name))


@once
def _by_name(servers: Sequence[ExchangeServer]) -> Mapping[str, ExchangeServer]:
    return {short(server.name): server for server in reversed(servers)}


def client_directories(
    server: ExchangeServer, directories: Sequence[VirtualDirectory]
) -> Sequence[VirtualDirectory]:
    """The virtual directories of a server that clients see."""
    own = _directories_by_server(directories).get(short(server.name), ())
    return [each for each in own if not each.back_end]


def directories_unseen(server: ExchangeServer, directories: Sequence[VirtualDirectory]) -> Verdict | None:
    """Why nothing can be said of the virtual directories of a server that serves clients; None where some are seen.

    Setup makes them all: that not one is seen is a matter of rights, and never proof that there are none.
    """
    if short(server.name) in _directories_by_server(directories):
        return None
    return unknown(
        say(
            "directories.unseen",
            "none of its virtual directories was seen, which is not the same as there being none",
        )
    )


@once
def _directories_by_server(
    directories: Sequence[VirtualDirectory],
) -> Mapping[str, Sequence[VirtualDirectory]]:
    found: dict[str, list[VirtualDirectory]] = {}
    for each in directories:
        if each.server is not None:
            found.setdefault(short(each.server), []).append(each)
    return found


def product(server: ExchangeServer) -> str | None:
    """Exchange version of a server as the directory states it; None if it does not, or the rule book lacks it."""
    return product_of(server.build) if server.build else None


@once
def products(servers: Sequence[ExchangeServer]) -> list[str]:
    """The versions there are, the oldest first; servers of an unknown version are left out."""
    return sorted({found for server in servers if (found := product(server))}, key=product_rank)


def stands_behind(server: ExchangeServer, servers: Sequence[ExchangeServer]) -> bool:
    """Whether a server of a newer version is there, which then is the one that speaks to the outside."""
    own = product(server)
    return own is not None and any(is_before(own, other) for other in products(servers))


def is_before(one: str, other: str) -> bool:
    """Whether a version came out before another."""
    return product_rank(one) < product_rank(other)


def staying(server: ExchangeServer, target: str) -> Verdict | None:
    """Why a server needs no farewell when a version comes in; None for one that has to be uninstalled."""
    found = product(server)
    if found is None:
        return unknown(
            say("staying.unknown", "its Exchange version is not stated, or not known to this rule book")
        )
    if not is_before(found, target):
        return not_applicable(say("staying.stays", "Exchange {product} stays", product=found))
    if UPGRADED_IN_PLACE.get(found) == target:
        return not_applicable(
            say("staying.in-place", "Exchange {product} can be upgraded where it is", product=found)
        )
    return None
