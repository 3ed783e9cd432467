"""What the organisation will be at a stop of a way, as an inventory to judge the rows that depend on it.

Only what a way changes is changed: the servers, and their builds. All of it is marked as declared, by the plan, so that
nothing planned can pass for something read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from checks.installed import UPGRADED_IN_PLACE, installed_on
from checks.paths.route import Route, build_of
from checks.servers import server_named
from checks.subjects import Hosts, is_meant_for
from checks.wording import Text
from scanner.inventory.absence import Declared, Skipped, known
from scanner.inventory.model import Candidate, ExchangeServer, Host, InstalledExchange, Inventory
from scanner.inventory.names import is_edge, product_of

PLAN = "the plan"


class Fate(Struct, frozen=True):
    """What becomes of a server on a way: its version by then, None when it is gone, and the stop that did it."""

    product: str | None
    changed_by: str | None


def products_of(inventory: Inventory) -> Mapping[str, str] | Text | None:
    """The version of each Exchange server by its name, or which one cannot be told; None when they were not read.

    An Edge server counts as the version it was subscribed with, which may be older than it is: it then forbids more
    than it would have to, and never less.
    """
    servers = known(inventory.servers)
    if servers is None:
        return None
    hosts = Hosts(inventory.hosts)
    found: dict[str, str] = {}
    for server in servers:
        stamped = product_of(server.build or "")
        here = installed_on(server, _installed(hosts.named(server.fqdn, server.name)), version_only=True)
        if isinstance(here, Text) and not (is_edge(server.roles) and stamped):
            return here
        found[server.name] = here.product if not isinstance(here, Text) else stamped or ""
    return found


def holding_mailboxes(inventory: Inventory, products: Mapping[str, str]) -> frozenset[str]:
    """The versions of the servers that can hold mailboxes."""
    servers = known(inventory.servers) or ()
    return frozenset(products[server.name] for server in servers if not is_edge(server.roles))


def fate(product: str, way: Route) -> Fate:
    """What becomes of a server of a version by the end of a way."""
    by = None
    for stop in way:
        if stop.product is None or stop.product == product:
            continue
        if stop.in_place and UPGRADED_IN_PLACE.get(product) == stop.product:
            product, by = stop.product, stop.target.id
        elif not stop.bridge:
            return Fate(None, stop.target.id)
    return Fate(product, by)


def planned(inventory: Inventory, products: Mapping[str, str], way: Route) -> Inventory:
    """The inventory as it will be at the end of a way over stops on one's own servers."""
    hosts = Hosts(inventory.hosts)
    servers, upgraded = [], {}
    for server in known(inventory.servers) or ():
        then = fate(products[server.name], way)
        if then.product is None:
            continue
        if then.changed_by is not None:
            build = _build(then.product, way)
            server = msgspec.structs.replace(server, build=build)
            host = hosts.named(server.fqdn, server.name)
            if host is not None:
                upgraded[host.name] = _upgraded(host, build, inventory.taken_at)
        servers.append(server)
    servers += [_new(product, way, inventory) for product in brought(way, set(products.values()))]
    section = Declared(data=servers, by=PLAN, at=inventory.taken_at)
    return msgspec.structs.replace(
        inventory, servers=section, hosts=[upgraded.get(host.name, host) for host in inventory.hosts]
    )


def brought(way: Route, today: set[str]) -> list[str]:
    """Versions of servers that the way itself has installed, as they are at its end, if they are still there."""
    found: dict[str, None] = {}
    there = set(today)
    for place, stop in enumerate(way):
        if stop.product is None or stop.product in there or stop.in_place:
            continue
        there = there | {stop.product} if stop.bridge else {stop.product}
        then = fate(stop.product, way[place + 1 :])
        if then.product is not None:
            found[then.product] = None
    return list(found)


def new_servers(inventory: Inventory, products: Mapping[str, str], way: Route) -> list[Candidate] | None:
    """The machines meant to run the last stop of a way; None where they are those of today.

    In place they are the servers that are upgraded. Beside these, such a server cannot be the new one, whoever named
    it: it leaves. One of another version may stay named: what is wrong with it is said by the rows about it.
    """
    stop = way[-1]
    upgradable = {
        name for name, product in products.items() if UPGRADED_IN_PLACE.get(product) == stop.product
    }
    if not upgradable:
        return None
    servers = known(inventory.servers) or []
    target = stop.target.base_id
    upgraded = [
        Candidate(
            host=server.fqdn or server.name,
            role="edge" if is_edge(server.roles) else "mailbox",
            targets=[target],
        )
        for server in servers
        if stop.in_place
        and server.name in upgradable
        and fate(products[server.name], way).product is not None
    ]
    return upgraded or [
        candidate
        for candidate in inventory.candidates
        if is_meant_for(candidate, target) and not _is_one_of(upgradable, candidate, servers)
    ]


def _is_one_of(names: set[str], candidate: Candidate, servers: Sequence[ExchangeServer]) -> bool:
    server = server_named(candidate.host, servers)
    return server is not None and server.name in names


def _installed(host: Host | None) -> InstalledExchange | None:
    return known(host.exchange) if host is not None else None


def _build(product: str, way: Route) -> str | None:
    builds = [build_of(stop.target) for stop in way if stop.product == product]
    return builds[-1] if builds else None


def _upgraded(host: Host, build: str | None, at: datetime) -> Host:
    installed = _installed(host)
    if installed is None:
        return host
    exchange = msgspec.structs.replace(installed, build=build)
    return msgspec.structs.replace(host, exchange=Declared(data=exchange, by=PLAN, at=at))


def _new(product: str, way: Route, inventory: Inventory) -> ExchangeServer:
    skipped = Skipped(
        code="no-collector", values={}, collector="ldap-exchange-servers", at=inventory.taken_at
    )
    stated: dict[str, Any] = {
        "name": f"Exchange {product} (planned)",
        "build": _build(product, way),
        "computer": skipped,
    }
    return ExchangeServer(**{**dict.fromkeys(ExchangeServer.__struct_fields__), **stated})
