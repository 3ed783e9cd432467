"""Client access arrays of 2010: the names Outlook connects to."""

from __future__ import annotations

from scanner.collectors.exchange_containers import GROUPS, organization_step
from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.ldap_servers import fqdn
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.connections.dn import name_of
from scanner.connections.entry import Entry
from scanner.inventory.model import ClientAccessArray

ARRAYS = Query(
    "client access arrays",
    ROOT_DN,
    ("cn", "networkAddress", "msExchServerSite"),
    "(|(objectClass=msExchClientAccessArray)(objectClass=msExchClientAccessArrayLegacy))",
    "sub",
    right=EXCHANGE_READER,
)


def read(entries: list[Entry]) -> list[ClientAccessArray]:
    """In order of their names."""
    found = [
        ClientAccessArray(name=entry.name, fqdn=fqdn(entry), site=name_of(entry.text("msExchServerSite")))
        for entry in entries
    ]
    return sorted(found, key=lambda array: array.name)


STEPS = (
    organization_step("ldap-client-access-arrays", "client_access_arrays", ARRAYS, read, (*GROUPS, "Arrays")),
)
