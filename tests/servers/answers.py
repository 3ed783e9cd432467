"""What servers of the tests say, made from the grammar of the rows: a member server, and Exchange's commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from scanner.collectors.client_programs import BLOCKS
from scanner.scripts.exchange_commands import COMMANDS, Property
from scanner.scripts.rows import Script, kinds
from tests.scripts.printed import printed, row
from tests.servers.machine import Machine

GIB = 1 << 30

# By the name of the property, where anything at all would not do.
SAID: Mapping[str, Any] = {
    "Services": "IIS, SMTP",
    "ParentPath": "\\",
    "Recovery": False,
    "DisconnectDate": None,
    "IsArchiveMailbox": False,
    "ExtendedProtectionTokenChecking": "None",
}
BY_TYPE: Mapping[str, Any] = {
    "text": "some text",
    "integer": 7,
    "boolean": True,
    "time": datetime(2026, 11, 20, 22, 15, tzinfo=UTC),
    "size": "1.5 GB (1,610,612,736 bytes)",
    "list": ["Ntlm", "Basic"],
}


def answer(properties: Sequence[Property], server: str, **said: Any) -> dict[str, Any]:
    """One object that a command answers, with every property it is asked for and one it is not."""
    found = {each.name: SAID.get(each.name, BY_TYPE[each.type]) for each in properties}
    return {**found, "Server": server, "MailboxServer": server, "PSComputerName": server, **said}


def commands(server: str) -> dict[str, list[dict[str, Any]]]:
    """What each command answers on a server: one object."""
    return {each.name: [answer(each.properties, server)] for each in COMMANDS}


def listing(script: Script, host: str, said: Mapping[str, Sequence[str]]) -> list[str]:
    """What a script prints: every block of it, with these rows and no others."""
    of_rows = [block for kind in kinds().values() if kind.script == script for block in kind.blocks]
    without_rows = BLOCKS if script == "clients" else ()
    blocks = {block: said.get(block, ()) for block in (*of_rows, *without_rows)}
    return printed(script, blocks, host=host)


def member(build: str, memory: int = 64 * GIB, cores: int = 8) -> dict[str, list[str]]:
    """The blocks of host.ps1 on a server with Exchange of this build; empty: without Exchange."""
    setup = [
        row(
            "exchange-setup",
            key="ExchangeServer\\v15\\Setup",
            folder="C:\\Exchange",
            program="ExSetup.exe",
            build=build,
        )
    ]
    return {
        "machine": [row("machine", manufacturer="VMware, Inc.", model="VMware7,1", domain_role=3)],
        "processors": [
            row("processor", socket="CPU 0", name="Xeon", architecture=9, cores=cores, logical_processors=cores)
        ],
        "memory": [row("memory", usable=memory), row("memory-module", capacity=memory)],
        "volumes": [
            row("volume", mount="C:\\", file_system="NTFS", block_size=4096, size=200 * GIB, free=90 * GIB, system=True)
        ],
        "page-files": [row("page-file-setting", paging_files=["c:\\pagefile.sys 16384 16384"])],
        "windows": [
            row("windows", version="10.0.17763", product_type=3, language=1033),
            row(
                "windows-registry", system_drive="C:", product_name="Windows Server 2019 Standard",
                current_version="6.3", current_major=10, current_minor=0, current_build="17763", ubr=6532,
                edition="ServerStandard", installation="Server",
            ),
        ],
        "dotnet": [row("dotnet", key="v4\\Full", installed=1, version="4.8.03761", release=528040)],
        "powershell": [row("powershell", engine_1="2.0", engine_3="5.1.17763.1")],
        "exchange": setup if build else [],
    }  # fmt: skip


def clients(versions: Mapping[str, int]) -> dict[str, list[str]]:
    """The blocks of clients.ps1 with so many users of each version of Outlook."""
    return {
        "setup": [row("exchange-version", generation="2013")],
        "mapi-logs": [row("log", source="mapi", folder="C:\\Logs", files=3, read=3, lines=1000)],
        "clients": [
            row("client", source="mapi", program="OUTLOOK.EXE", version=version, mode="Cached", users=users)
            for version, users in versions.items()
        ],
    }


def exchange_server(host: str, build: str, **options: Any) -> Machine:
    """An Exchange server of 2013 or later, with everything it can be asked."""
    name = host.split(".")[0].upper()
    return Machine(
        scripts={
            "host": listing("host", host, member(build)),
            "clients": listing("clients", host, clients({"16.0.10396.20023": 12})),
        },
        commands=commands(name),
        ews=build,
        **options,
    )
