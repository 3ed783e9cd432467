"""Exchange servers as their objects in the directory describe them, and their computer accounts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scanner.collectors import certificates, computers, ldap_domains
from scanner.collectors.exchange_root import QUERIES as ROOT_QUERIES
from scanner.collectors.exchange_root import (
    ROOT_DN,
    administrative_group,
    exchange_exists,
    refuse_if_hidden,
)
from scanner.collectors.query import EXCHANGE_READER, Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.collectors.values import names
from scanner.connections.directories import Directories
from scanner.connections.dn import name_of, parent
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
        "cn", "networkAddress", "serialNumber", "versionNumber", "type", "msExchCurrentServerRoles",
        "msExchServerRole", "msExchServerSite", "msExchMDBAvailabilityGroupLink", "msExchExchangeRpcServiceArrayLink",
        "msExchProductID", "msExchInstallPath", "msExchDataPath", "legacyExchangeDN", "msExchServerInternalTLSCert",
        "msExchComponentStates", "msExchInternetWebProxy", "msExchServerRedundantMachines",
        "msExchUMServerDialPlanLink", "msExchEdgeSyncStatus", "whenCreated", "whenChanged",
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
    when="if there are servers",
)
QUERIES = (*ROOT_QUERIES, SERVERS, ldap_domains.CROSS_REFERENCES, COMPUTERS)

_TCP_ADDRESS = "ncacn_ip_tcp:"
_CONTAINER = "CN=SERVERS,"
_NAMES_A_SEARCH = 50
# How `type` is scrambled: by what each byte is mixed besides the one before, and what stands before the first.
_MIX, _FIRST = 0x49, 0x02
_EDITION_PARTS = 3


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
    stamped = entry.texts("serialNumber")
    serial_number, build = newest(stamped)
    roles = entry.integer("msExchCurrentServerRoles")
    certificate = entry.raw("msExchServerInternalTLSCert")
    return ExchangeServer(
        name=entry.name,
        fqdn=fqdn(entry),
        administrative_group=administrative_group(entry.dn),
        site=name_of(entry.text("msExchServerSite")),
        serial_number=serial_number,
        other_serial_numbers=sorted(set(stamped) - {serial_number}),
        build=build,
        version_number=entry.integer("versionNumber"),
        roles=roles,
        legacy_role=entry.integer("msExchServerRole"),
        edition=edition(bytes(next(iter(entry.raw("type")), b""))),
        product_id=entry.text("msExchProductID"),
        dag=name_of(entry.text("msExchMDBAvailabilityGroupLink")),
        client_access_array=name_of(entry.text("msExchExchangeRpcServiceArrayLink")),
        install_path=entry.text("msExchInstallPath"),
        data_path=entry.text("msExchDataPath"),
        legacy_dn=entry.text("legacyExchangeDN"),
        internal_certificate=certificates.read(bytes(certificate[0])) if certificate else None,
        component_states=sorted(entry.texts("msExchComponentStates")),
        proxy=entry.text("msExchInternetWebProxy"),
        cluster_nodes=sorted(entry.texts("msExchServerRedundantMachines")),
        dial_plans=names(entry, "msExchUMServerDialPlanLink"),
        edge_sync="; ".join(sorted(entry.texts("msExchEdgeSyncStatus"))) or None,
        created=entry.time("whenCreated"),
        changed=entry.time("whenChanged"),
        computer=_computer(entry, roles, accounts, stamp),
    )


def edition(scrambled: bytes) -> int | None:
    """The number of the edition, from the attribute `type`; None for what does not unscramble to one.

    Each byte of its text in UTF-16 is mixed with the one before it; what comes out are three parts, of which the
    first is the edition in hexadecimal. Source: scripts that administrators published; no server's own value was
    at hand to prove it.
    """
    try:  # what is mixed need not be text any more: halves of surrogate pairs stand alone
        mixed = scrambled.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    except UnicodeDecodeError:
        return None
    plain = bytes(byte ^ before ^ _MIX for byte, before in zip(mixed, bytes([_FIRST]) + mixed, strict=False))
    parts = plain.decode("utf-16-le", "replace").split(";")
    known = len(parts) == _EDITION_PARTS and re.fullmatch("[0-9A-Fa-f]{1,4}", parts[0])
    return int(parts[0], 16) if known else None


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
