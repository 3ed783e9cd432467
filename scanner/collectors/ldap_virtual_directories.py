"""Virtual directories: the addresses at which each server offers its web protocols."""

from __future__ import annotations

from collections.abc import Mapping

from scanner.collectors.exchange_containers import classes, server_of, server_step
from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.connections.entry import Entry
from scanner.inventory.model import DirectoryKind, VirtualDirectory

DIRECTORIES = Query(
    "virtual directories and their addresses",
    ROOT_DN,
    (
        "cn", "objectClass", "msExchInternalHostName", "msExchExternalHostName",
        "msExchInternalAuthenticationMethods", "msExchExternalAuthenticationMethods",
        "msExchInternalNLBBypassHostName", "msExch2003Url", "msExchOWAVersion", "msExchRpcHttpFlags",
        "msExchMRSProxyFlags",
    ),
    # Classes of containers derive from that of the virtual directory; 2000 and 2003 have a class of their own.
    "(|(&(objectClass=msExchVirtualDirectory)(!(objectClass=container)))"
    "(objectClass=msExchProtocolCfgHTTPVirtualDirectory))",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip

_KINDS: Mapping[str, DirectoryKind] = {
    "msexchowavirtualdirectory": "owa",
    "msexchecpvirtualdirectory": "ecp",
    "msexchwebservicesvirtualdirectory": "ews",
    "msexchmobilevirtualdirectory": "activesync",
    "msexchoabvirtualdirectory": "oab",
    "msexchautodiscovervirtualdirectory": "autodiscover",
    "msexchpowershellvirtualdirectory": "powershell",
    "msexchumvirtualdirectory": "um",
    "msexchmapivirtualdirectory": "mapi",
    "msexchrpchttpvirtualdirectory": "outlook-anywhere",
    "msexchprotocolcfghttpvirtualdirectory": "legacy",
}
_BACK_END = "(exchange back end)"  # setup gives the web site this name in every language


def read(entries: list[Entry]) -> list[VirtualDirectory]:
    """In order of servers and names."""
    return sorted(map(_directory, entries), key=lambda each: (each.server or "", each.name))


def _directory(entry: Entry) -> VirtualDirectory:
    kinds = [_KINDS[each] for each in classes(entry) if each in _KINDS]
    return VirtualDirectory(
        server=server_of(entry.dn),
        name=entry.name,
        kind=kinds[-1] if kinds else "other",
        back_end=entry.name.rstrip().casefold().endswith(_BACK_END),
        internal_url=entry.text("msExchInternalHostName"),
        external_url=entry.text("msExchExternalHostName"),
        internal_authentication=entry.integer("msExchInternalAuthenticationMethods"),
        external_authentication=entry.integer("msExchExternalAuthenticationMethods"),
        bypass_url=entry.text("msExchInternalNLBBypassHostName"),
        legacy_url=entry.text("msExch2003Url"),
        owa_version=entry.integer("msExchOWAVersion"),
        rpc_flags=entry.integer("msExchRpcHttpFlags"),
        mailbox_replication_flags=entry.integer("msExchMRSProxyFlags"),
    )


STEPS = (server_step("ldap-virtual-directories", "virtual_directories", DIRECTORIES, read),)
