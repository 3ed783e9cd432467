"""Reading one part of an inventory again: which collectors ask whom. The rest stays as it was read, with its time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from scanner.collectors import ldap_recipients
from scanner.collectors.mailbox_contents import COLLECTOR as MAILBOXES
from scanner.inventory.absence import known
from scanner.inventory.model import Inventory
from scanner.inventory.refusal import readable
from scanner.plan import LOCAL_MACHINE
from scanner.request import DIRECTORY_COLLECTORS, Local, Request, RequestRefused
from scanner.servers import ALL, AUTODISCOVER, OF_ONE_SERVER, machines, narrowed

RECIPIENTS = ldap_recipients.STEPS[0].id
# What can be asked again, by the names that a plan shows.
COLLECTORS = (*DIRECTORY_COLLECTORS, LOCAL_MACHINE, *OF_ONE_SERVER, AUTODISCOVER, MAILBOXES)


def repeated(request: Request, inventory: Inventory, only: Sequence[str], servers: Sequence[str]) -> Request:
    """The request to read parts of an inventory again: by these collectors, of these servers.

    Servers without collectors are asked by all that ask one server, collectors without servers ask all of them. Pure.
    Raises RequestRefused for a collector or a server there is not, and for another domain than the inventory's.
    """
    unknown = [name for name in only if name not in COLLECTORS]
    if unknown:
        raise RequestRefused(
            f"There is no collector {readable(unknown[0])}.",
            f"{_nearest(unknown[0], COLLECTORS)}exready scan --plan shows them all.",
        )
    chosen = tuple(only) or OF_ONE_SERVER
    of_one = [name for name in chosen if name in OF_ONE_SERVER]
    if servers and not of_one:
        raise RequestRefused(
            f"--server says which server to ask, and {', '.join(chosen)} asks none by its name.",
            f"Leave --server out, or add --only with one of: {', '.join(OF_ONE_SERVER)}.",
        )
    if RECIPIENTS in chosen and request.recipients == "none":
        raise RequestRefused(
            f"{RECIPIENTS} is to be asked again, and --recipients none asks it nothing.",
            "Leave one of the two out; what was read of recipients stays.",
        )
    known_names = names_in(inventory)
    asked = tuple(_named(name, known_names) for name in servers) or request.servers
    if not asked and not request.candidates and (of_one or AUTODISCOVER in chosen):
        asked = (ALL,)
    meant = {host.casefold() for host in asked}
    again = replace(
        request,
        only=chosen,
        domain=_domain(request, inventory),
        servers=asked,
        candidates=(*request.candidates, *(c for c in inventory.candidates if c.host.casefold() in meant)),
        mailbox_sizes=request.mailbox_sizes or MAILBOXES in chosen,
        local=request.local or (Local(role=None) if LOCAL_MACHINE in chosen else None),
    )
    of_directory = [name for name in chosen if name in DIRECTORY_COLLECTORS]
    if of_directory and not again.asks_directory:
        raise RequestRefused(
            f"{', '.join(of_directory)} asks a directory, and the inventory is of none.",
            "Give --domain NAME as well.",
        )
    if of_one and not narrowed(machines(inventory, again.servers, again.candidates), chosen):
        raise RequestRefused(
            f"The inventory holds no server that {', '.join(of_one)} would ask{_among(servers)}.",
            "exready inventory show FILE lists the servers; a machine to be is asked with --candidate HOST.",
        )
    return again


def names_in(inventory: Inventory) -> Mapping[str, str]:
    """Every name of a machine in an inventory, in small letters, with the name it is asked by."""
    found = {host.name: host.name for host in inventory.hosts}
    found |= {candidate.host: candidate.host for candidate in inventory.candidates}
    for server in known(inventory.servers) or []:
        found |= dict.fromkeys((server.name, server.fqdn or server.name), server.fqdn or server.name)
    return {name.casefold(): host for name, host in found.items()}


def _named(name: str, known_names: Mapping[str, str]) -> str:
    host = known_names.get(name.casefold())
    if host is None:
        raise RequestRefused(
            f"The inventory holds no server {readable(name)}.",
            f"{_nearest(name.casefold(), known_names)}exready inventory show FILE lists them.",
        )
    return host


def _domain(request: Request, inventory: Inventory) -> str | None:
    before = inventory.scan.domain
    if request.domain and before and request.domain.casefold() != before.casefold():
        raise RequestRefused(
            f"The inventory is one of the domain {readable(before)}, not of {readable(request.domain)}.",
            "Give -o the inventory of that domain; its parts cannot stand together with another's.",
        )
    return request.domain or before


def _nearest(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, list(names), n=1)
    return f"Did you mean {readable(near[0])}? " if near else ""


def _among(servers: Sequence[str]) -> str:
    return f", of {readable(', '.join(servers))}" if servers else ""
