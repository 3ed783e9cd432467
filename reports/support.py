"""Vendor support of what is in use and of the targets, from the rule book's table of lifecycles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from checks.installed import Installed, installed_on
from checks.knowledge import lifecycle
from checks.knowledge.lifecycle import Lifecycle
from checks.names import outlook_text
from checks.subjects import Hosts
from reports.charts.timeline import timeline
from reports.context import Context
from reports.language import plural
from reports.ways_model import Support, SupportRow
from reports.words import Words
from scanner.inventory.absence import Section, known
from scanner.inventory.model import Computer, Host, Inventory
from scanner.inventory.names import outlook_name, product_name, product_rank, windows_server_name

_SERVERS = plural("{n} server", "{n} servers")
_USERS = plural("{n} user", "{n} users")


class Product(Struct, frozen=True, kw_only=True):
    """Something in use or aimed at: its last day of support, None where no end is set, and how much there is of it."""

    name: str
    ends: date | None
    about: str
    letters: list[str]


def support_of(context: Context, *, only_summary: bool) -> Support | None:
    """What is in use and what is aimed at, the longest without support first; nothing when nothing is known.

    Args:
        context: the inputs of the report.
        only_summary: whether nothing follows the first page.
    """
    words, as_of = context.words, context.results.as_of
    found, unknown = _in_use(context)
    products = sorted(
        _with_targets(found, context),
        key=lambda product: (product.ends is None, product.ends or date.max, product.name),
    )
    if not products:
        return None
    chart = timeline([product.ends for product in products], as_of)
    rows = [
        SupportRow(
            name=product.name,
            about=product.about,
            letters=product.letters,
            until=_until(product.ends, as_of, words),
            over=product.ends is not None and product.ends < as_of,
            span=span,
        )
        for product, span in zip(products, chart.spans, strict=True)
    ]
    return Support(
        rows=rows,
        every=_every(len(rows), words, only_summary=only_summary),
        ticks=chart.ticks,
        today=chart.today,
        unknown=words.say("When support ends is not surely known for: {products}.", products=unknown)
        if unknown
        else None,
    )


def _every(number: int, words: Words, *, only_summary: bool) -> str:
    """How many there are, and where to find those that have no room on a first page of paper."""
    if only_summary:
        return words.count(
            number, "{n} product in all, in the whole report", "{n} products in all, in the whole report"
        )
    return words.count(number, "{n} product in all, under Servers", "{n} products in all, under Servers")


def _until(ends: date | None, as_of: date, words: Words) -> str:
    if ends is None:
        return words.say("no end is set")
    day = words.day(ends)
    return words.say("ended {day}", day=day) if ends < as_of else words.say("until {day}", day=day)


def _with_targets(found: Sequence[Product], context: Context) -> list[Product]:
    """What is in use and the targets; a target that is in use already is one product with its letter."""
    by_name = {product.name: product for product in found}
    for target in context.reachable:
        product = by_name.get(target.name)
        by_name[target.name] = Product(
            name=context.words.known(target.name),
            ends=target.support_ends,
            about=product.about if product else "",
            letters=[*(product.letters if product else []), context.letters[target.id]]
            if context.several
            else [],
        )
    return list(by_name.values())


def _in_use(context: Context) -> tuple[list[Product], list[str]]:
    """What is in use with the days of its support, and what of it has no days that are sure."""
    inventory, hosts, words = context.inventory, context.hosts, context.words
    counted: list[tuple[str, int, Lifecycle | None, tuple[str, str]]] = []
    for name, number in exchange_versions(inventory, hosts).items():
        counted.append((product_name(name), number, lifecycle.exchange(name), _SERVERS))
    for name, number in _windows(inventory, hosts).items():
        counted.append((name, number, lifecycle.windows_server(name), _SERVERS))
    for version, number in _outlook(inventory).items():
        days = lifecycle.office(outlook_name(version).replace("Outlook", "Office"))
        counted.append((words.name(outlook_text(version)), number, days, _USERS))
    found, unknown = [], []
    for name, number, days, (one, many) in counted:
        about = words.count(number, one, many)
        if days is None or days.confidence == "low":
            unknown.append(words.say("{product} ({about})", product=name, about=about))
        else:
            found.append(Product(name=name, ends=days.extended_end, about=about, letters=[]))
    return found, unknown


def exchange_versions(inventory: Inventory, hosts: Hosts) -> Mapping[str, int]:
    """How many servers run each Exchange version, by its short name, the oldest first."""
    versions = []
    for server in known(inventory.servers) or ():
        host = hosts.named(server.fqdn, server.name)
        machine = known(host.exchange) if host is not None else None
        installed = installed_on(server, machine, version_only=True)
        if isinstance(installed, Installed):
            versions.append(installed.product)
    return Counter(sorted(versions, key=product_rank))


def _windows(inventory: Inventory, hosts: Hosts) -> Mapping[str, int]:
    """Windows of Exchange servers and domain controllers; a machine that is both counts once."""
    versions: dict[str, str | None] = {}
    for server in known(inventory.servers) or ():
        host = hosts.named(server.fqdn, server.name)
        versions[(server.fqdn or server.name).casefold()] = _version(host, server.computer)
    for controller in known(inventory.domain_controllers) or ():
        versions.setdefault(controller.name.casefold(), _version(None, controller.computer))
    return Counter(_named(versions.values()))


def _named(versions: Iterable[str | None]) -> list[str]:
    return [name for version in versions if version and (name := windows_server_name(version))]


def _version(host: Host | None, computer: Section[Computer]) -> str | None:
    """As the machine says it, else as its account in the directory does."""
    system = known(host.operating_system) if host is not None else None
    if system is not None:
        return system.version if system.family == "windows" else None
    account = known(computer)
    return account.version if account is not None else None


def _outlook(inventory: Inventory) -> Mapping[str, int]:
    """Users by a build of what they use; builds of one name count together."""
    clients = known(inventory.clients)
    users: Counter[str] = Counter()
    builds: dict[str, str] = {}
    for client in clients.seen if clients is not None else ():
        if client.program == "Outlook" and client.version:
            users[builds.setdefault(outlook_name(client.version), client.version)] += client.users
    return users
