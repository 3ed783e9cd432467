"""Exchange servers as their objects in the directory describe them, and their computer accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scanner.collectors import computers, ldap_domains
from scanner.collectors.exchange_root import QUERIES as ROOT_QUERIES
from scanner.collectors.exchange_root import ROOT_DN, exchange_exists, refuse_if_hidden
from scanner.collectors.query import EXCHANGE_READER, Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.dn import name_of, parent, rdns, value
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.connections.ldap_messages import escaped
from scanner.inventory.absence import Section
from scanner.inventory.model import Computer, ExchangeServer
from scanner.inventory.names import EDGE_ROLE, decode_serial_number, version_tuple

SERVERS = Query(
    "Exchange servers, their builds and roles",
    ROOT_DN,
    (
        "cn", "networkAddress", "serialNumber", "msExchCurrentServerRoles", "msExchServerSite",
        "msExchMDBAvailabilityGroupLink", "whenCreated",
    ),
    # The class would also match the transport services below a server and client access arrays, which derive
    # from it.
    "(objectCategory=msExchExchangeServer)",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip
COMPUTERS = Query(
    "operating systems of the Exchange servers",
    "{domain}",
    computers.ATTRIBUTES,
    "(&(objectCategory=computer)(|{names}))",
    "sub",
    to="each-domain",
)
QUERIES = (*ROOT_QUERIES, SERVERS, ldap_domains.CROSS_REFERENCES, COMPUTERS)

_TCP_ADDRESS = "ncacn_ip_tcp:"
_CONTAINER = "CN=SERVERS,"
_NAMES_A_SEARCH = 50
_GROUP_LEVEL = 2  # CN=server,CN=Servers,CN=group


class Answers(NamedTuple):
    servers: list[Entry]
    computers: computers.Answers


def ask(directories: Directories) -> Answers:
    """Raises Trouble."""
    directory = directories.main()
    if not exchange_exists(directory):
        return Answers([], {})
    servers = [entry for entry in ask_all(directory, SERVERS) if _is_server(entry)]
    if not servers:
        refuse_if_hidden(directory, "CN=Servers")
        return Answers([], {})
    domains = ldap_domains.ask_names(directories)
    return Answers(servers, computers.ask_domains(directories, domains, COMPUTERS, _searches(servers)))


def read(answers: Answers, stamp: Stamp) -> list[ExchangeServer]:
    """In order of their names."""
    servers = [_server(entry, answers.computers, stamp) for entry in answers.servers]
    return sorted(servers, key=lambda server: server.name)


def _is_server(entry: Entry) -> bool:
    return parent(entry.dn).upper().startswith(_CONTAINER)


def _searches(servers: Sequence[Entry]) -> list[Mapping[str, str]]:
    """The names that go into the searches for the accounts of the servers, some dozens at a time."""
    parts = [
        f"(dNSHostName={escaped(fqdn(entry) or entry.name)})(sAMAccountName={escaped(entry.name)}$)"
        for entry in servers
    ]
    starts = range(0, len(parts), _NAMES_A_SEARCH)
    return [{"names": "".join(parts[start : start + _NAMES_A_SEARCH])} for start in starts]


def _server(entry: Entry, accounts: computers.Answers, stamp: Stamp) -> ExchangeServer:
    serial_number, build = newest(entry.texts("serialNumber"))
    roles = entry.integer("msExchCurrentServerRoles")
    place = rdns(entry.dn)
    return ExchangeServer(
        name=entry.name,
        fqdn=fqdn(entry),
        administrative_group=value(place[_GROUP_LEVEL]) if len(place) > _GROUP_LEVEL else None,
        site=name_of(entry.text("msExchServerSite")),
        serial_number=serial_number,
        build=build,
        roles=roles,
        dag=name_of(entry.text("msExchMDBAvailabilityGroupLink")),
        created=entry.time("whenCreated"),
        other_serial_numbers=None,
        version_number=None,
        legacy_role=None,
        edition=None,
        product_id=None,
        client_access_array=None,
        install_path=None,
        data_path=None,
        legacy_dn=None,
        internal_certificate=None,
        component_states=None,
        proxy=None,
        cluster_nodes=None,
        dial_plans=None,
        edge_sync=None,
        changed=None,
        computer=_computer(entry, roles, accounts, stamp),
    )


def newest(serial_numbers: Sequence[str]) -> tuple[str | None, str | None]:
    """Of the versions stamped on a server the highest, and its build; else the first as it is, and None."""
    decoded = [(build, text) for text in serial_numbers if (build := decode_serial_number(text))]
    if not decoded:
        return (serial_numbers[0] if serial_numbers else None), None
    build, text = max(decoded, key=lambda each: version_tuple(each[0]) or ())
    return text, build


def _computer(
    entry: Entry, roles: int | None, accounts: computers.Answers, stamp: Stamp
) -> Section[Computer]:
    """By DNS name, and only then by the short name, which two domains may both use."""
    host, account = (fqdn(entry) or "").casefold(), f"{entry.name}$".casefold()
    if roles is not None and roles & EDGE_ROLE:  # stands outside the domain
        return stamp.skipped("no-such-account", name=host or entry.name)
    found = computers.find(accounts, lambda each: (each.text("dNSHostName") or "").casefold() == host != "")
    found = found or computers.find(
        accounts, lambda each: (each.text("sAMAccountName") or "").casefold() == account
    )
    if found:
        computer, answers = found
        return stamp.collected(
            computers.read(computer), answers.host, f"below {answers.domain}: computer {account}"
        )
    unasked = computers.first_trouble(accounts)
    return stamp.failed(unasked or Trouble("no-such-account", name=host or entry.name))


def fqdn(entry: Entry) -> str | None:
    """The DNS name among the addresses of a server or an array."""
    addresses = entry.texts("networkAddress")
    return next(
        (a[len(_TCP_ADDRESS) :] for a in addresses if a[: len(_TCP_ADDRESS)].lower() == _TCP_ADDRESS), None
    )


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"servers": stamp.collected(read(ask(directories), stamp))}


STEPS = (Step("ldap-servers", ("servers",), QUERIES, SERVERS, collect),)
