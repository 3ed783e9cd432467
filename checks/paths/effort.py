"""What a way takes, counted from the inventory. What cannot be counted is not known; nothing is estimated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks import mailboxes
from checks.paths.hop import Terrain
from checks.paths.plan import fate
from checks.paths.route import Route, Stop, need_of, synchronizes
from checks.results import Effort, Finding
from checks.rules.clients_outlook import Need as Outlook
from checks.rules.clients_outlook import users_below
from checks.rules.m365_outlook_profiles import Need as Profiles
from checks.wording import Text, say
from scanner.inventory.absence import known
from scanner.inventory.model import Inventory, RecipientCount
from scanner.inventory.names import version_tuple

_CONTROLLERS = "ad-domain-controllers"


def effort(terrain: Terrain, way: Route, rows: Sequence[Sequence[Finding]]) -> Effort:
    """The effort of a whole way; `rows` are those of each of its stops."""
    moved = [moves(terrain, way, place) for place in range(len(way))]
    numbers: dict[str, int | None] = {
        "servers_to_add": _added(terrain, way),
        "servers_to_retire": _retired(terrain, way),
        "domain_controllers": _controllers([row for at_stop in rows for row in at_stop]),
        "mailboxes": _sum(count for count, _ in moved),
        "bytes_to_move": _sum(size for _, size in moved),
        "clients": _clients(terrain.inventory, way),
        "profiles": _profiles(terrain.inventory, way),
        "licences": _licences(terrain.inventory, way),
    }
    unknown = {name: _why(name, terrain.inventory) for name, number in numbers.items() if number is None}
    return Effort(**numbers, unknown=unknown)


def _why(name: str, inventory: Inventory) -> Text:
    """Why a number is not known."""
    if name == "servers_to_retire":
        return say("effort.depends", "depends on what you keep")
    counts = known(inventory.recipients)
    if (
        name in ("mailboxes", "bytes_to_move")
        and counts is not None
        and mailboxes.known_to_move(counts) is None
    ):
        return mailboxes.NONE_FOUND
    if name == "mailboxes" and counts is not None:
        return say("effort.place", "not known on which servers they lie")
    if name == "bytes_to_move" and known(inventory.mailbox_sizes) is not None:
        return say("effort.part", "only the total was read")
    if name == "domain_controllers":
        return say("effort.controllers", "one is not verified")
    return say("effort.unread", "not read")


def moves(terrain: Terrain, way: Route, place: int) -> tuple[int | None, int | None]:
    """Mailboxes that move at a stop, and their size in bytes."""
    staying = _staying(terrain, way, place)
    inventory = terrain.inventory
    if staying == set(terrain.products):
        return 0, 0
    counts, sizes = known(inventory.recipients), known(inventory.mailbox_sizes)
    if staying:
        return _moved_from(terrain, set(terrain.products) - staying, counts), None
    count = mailboxes.known_to_move(counts)
    if count == 0:
        return 0, 0
    return count, None if sizes is None else sizes.total + (sizes.archives_total or 0)


def _staying(terrain: Terrain, way: Route, place: int) -> set[str]:
    """Today's servers whose mailboxes do not move at a stop; all of them if nothing does."""
    stop = way[place]
    if stop.bridge:
        return set(terrain.products)
    if stop.product is None:
        return set()
    before = {name: fate(product, way[:place]) for name, product in terrain.products.items()}
    if all(then.product is None for then in before.values()):
        return set(terrain.products) if stop.in_place else set()
    return {
        name
        for name, product in terrain.products.items()
        if before[name].product is not None and fate(product, way[: place + 1]).product is not None
    }


def _moved_from(terrain: Terrain, servers: set[str], counts: Sequence[RecipientCount] | None) -> int | None:
    """Mailboxes on some of the servers; None when it is not known where one lies."""
    databases = known(terrain.inventory.databases)
    if counts is None or databases is None:
        return None
    owners = {database.name: database.server for database in databases}
    total = 0
    for row in filter(mailboxes.is_mailbox, counts):
        server = row.server or owners.get(row.database or "")
        if server is None:
            return None
        total += row.count if server in servers else 0
    return total


def _added(terrain: Terrain, way: Route) -> int:
    """One server at the least for each stop that brings in a version that is not there."""
    there = set(terrain.products.values())
    added = 0
    for stop in way:
        if stop.product is not None and stop.product not in there and not stop.in_place:
            added += 1
        there = _there(there, stop)
    return added


def _retired(terrain: Terrain, way: Route) -> int | None:
    """Servers of today that go, and those the way brought in and leaves again."""
    ends = {name: fate(product, way) for name, product in terrain.products.items()}
    gone = sum(then.product is None for then in ends.values())
    there = set(terrain.products.values())
    for place, stop in enumerate(way):
        new = stop.product is not None and stop.product not in there and not stop.in_place
        if new and fate(stop.product or "", way[place + 1 :]).product is None:
            gone += 1
        there = _there(there, stop)
    if way[-1].product is not None:
        return gone
    if any(stop.bridge for stop in way) or _is_hybrid(way[-1]):
        return None  # the last ones go only if nothing is kept on one's own servers
    left = sum(then.product is not None for then in ends.values())
    return gone + left - synchronizes(way[-1].target)


def _is_hybrid(stop: Stop) -> bool:
    return "m365-hybrid-server" in stop.target.require


def _there(there: set[str], stop: Stop) -> set[str]:
    if stop.product is None:
        return there
    return there | {stop.product} if stop.bridge else {stop.product}


def _controllers(rows: Iterable[Finding]) -> int | None:
    """Domain controllers that stop a stop of the way; None while one of them is not verified."""
    about = [row for row in rows if row.check == _CONTROLLERS and row.level is not None]
    if any(row.status == "not-verified" for row in about):
        return None
    return len({row.subject.name for row in about if row.status == "blocker"})


def _clients(inventory: Inventory, way: Route) -> int | None:
    """Users whose Outlook is too old for one of the stops; None if versions are not known."""
    needs = [need for stop in way if (need := need_of(stop.target, "clients-outlook", Outlook)) is not None]
    if not needs:
        return 0
    clients = known(inventory.clients)
    if clients is None:
        return None
    strictest = max(needs, key=lambda need: version_tuple(need.oldest) or ())
    return users_below(clients, known(inventory.servers), strictest)


def _profiles(inventory: Inventory, way: Route) -> int | None:
    """One profile at the least for every user of Outlook, where the way asks for new ones."""
    if need_of(way[-1].target, "m365-outlook-profiles", Profiles) is None:
        return 0
    clients = known(inventory.clients)
    if clients is None:
        return None
    return sum(client.users for client in clients.seen if client.program.casefold() == "outlook")


def _licences(inventory: Inventory, way: Route) -> int | None:
    if way[-1].product is not None:
        return 0
    counts = known(inventory.recipients)
    return None if counts is None else mailboxes.of_users(counts)


def _sum(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    return None if None in found else sum(number for number in found if number is not None)
