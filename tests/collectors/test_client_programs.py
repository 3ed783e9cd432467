"""What clients.ps1 counts → the programs in use. User agents as they are shown in public documentation and logs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.collectors.client_programs import Program, read_clients, web_program
from scanner.scripts.reading import Reading, read
from tests.scripts.printed import PROPERTY, file_of, printed, row

BLOCKS = ("logons", "rpc-logs", "mapi-logs", "web-logs")
LOG = row("log", source="mapi", folder="C:\\Logs", files=3, read=3, lines=100)


def server(
    *clients: str,
    logs: list[str] | None = None,
    host: str = "ex1",
    generation: str | None = "2013",
    days: int = 14,
) -> Reading:
    blocks: dict[str, list[str]] = {"setup": [row("exchange-version", generation=generation)]}
    blocks |= {block: [] for block in BLOCKS}
    blocks["mapi-logs"] = [LOG] if logs is None else logs
    blocks["clients"] = list(clients)
    lines = printed("clients", blocks, host=host, outside=[row("asked", days=days, seconds=900)])
    (found,) = read("x.txt", file_of(lines))
    return found


def client(source: str, program: str, version: str = "", mode: str = "", users: int = 1) -> str:
    return row("client", source=source, program=program, version=version, mode=mode, users=users)


def seen(*readings: Reading) -> dict[tuple[str, str | None, str | None], int]:
    section, failures = read_clients(readings)
    assert section is not None
    assert failures == []
    return {(each.program, each.version, each.mode): each.users for each in section.data.seen}


def limits(*readings: Reading) -> Any:
    section, _ = read_clients(readings)
    assert section is not None
    return section.data.limits


@pytest.mark.parametrize(
    ("agent", "program", "version"),
    [
        (
            "Microsoft+Office/16.0+(Windows+NT+10.0;+Microsoft+Outlook+16.0.10730;+Pro)",
            "Outlook",
            "16.0.10730",
        ),
        (
            "Microsoft+Office/12.0+(Windows+NT+6.1;+Microsoft+Office+Outlook+12.0.6739;+Pro)",
            "Outlook",
            "12.0.6739",
        ),
        ("MSRPC", "Outlook", None),
        ("MacOutlook/16.78.23100802+(Intelx64+Mac+OS+X+13.6)", "Outlook for Mac", "16.78.23100802"),
        ("Outlook-iOS-Android/1.0", "Outlook for iOS and Android", "1.0"),
        ("Outlook-iOS/709.2226530.prod.iphone+(2.24.1)", "Outlook for iOS and Android", "709.2226530"),
        ("Mac+OS+X/10.11.6+(15G1611);+ExchangeWebServices/6.0+(243);+Mail/9.3+(3124)", "Apple Mail", "9.3"),
        ("Apple-iPhone12C1/1907.59", "iOS Mail", "1907.59"),
        ("Android-SAMSUNG-SM-G973F/101.9", "Android mail", None),
        ("ExchangeServicesClient/15.00.0847.030", "EWS application", "15.00.0847.030"),
        ("python-requests/2.31.0", "python-requests", "2.31.0"),
        ("", "unnamed", None),
    ],
)
def test_a_user_agent_names_a_program(agent: str, program: str, version: str | None) -> None:
    assert web_program(agent) == Program(program, version)


@pytest.mark.parametrize(
    "agent",
    ["ExchangeInternalEwsClient-EDiscovery", "AMProbe/Local/ClientAccess", "Mozilla/4.0+(ACTIVEMONITORING)"],
)
def test_exchange_itself_is_nobody(agent: str) -> None:
    assert web_program(agent) is None


@PROPERTY
@given(st.text(max_size=300))
def test_any_user_agent_names_something_or_nobody(agent: str) -> None:
    program = web_program(agent)
    assert program is None or 0 < len(program.name) <= 60


def test_outlook_by_version_and_mode() -> None:
    rows = (
        client("mapi", "OUTLOOK.EXE", "16.0.5434.1000", "Cached", 40),
        client("rpc", "OUTLOOK.EXE", "14.0.7172.5000", "Classic", 2),
        client("rpc", "Microsoft.Exchange.RpcClientAccess.Monitoring", "15.1"),
    )
    assert seen(server(*rows)) == {
        ("Outlook", "16.0.5434.1000", "Cached"): 40,
        ("Outlook", "14.0.7172.5000", "Classic"): 2,
    }


def test_outlook_in_web_logs_counts_only_where_its_own_logs_do_not_know_it() -> None:
    own = client("mapi", "OUTLOOK.EXE", "16.0.5434.1000", "Cached", 40)
    same = client("web", "Microsoft+Office/16.0+(Microsoft+Outlook+16.0.5434;+Pro)", mode="ews", users=39)
    older = client(
        "web", "Microsoft+Office/12.0+(Microsoft+Office+Outlook+12.0.6739;+Pro)", mode="ews", users=3
    )
    unknown = client("web", "MSRPC", mode="rpc", users=9)
    assert seen(server(own, same, older, unknown)) == {
        ("Outlook", "16.0.5434.1000", "Cached"): 40,
        ("Outlook", "12.0.6739", "ews"): 3,
    }
    assert seen(server(unknown)) == {("Outlook", None, "rpc"): 9}


def test_a_user_of_several_services_counts_once() -> None:
    rows = [
        client("web", "MacOutlook/16.78", mode=mode, users=users) for mode, users in (("ews", 5), ("oab", 3))
    ]
    assert seen(server(*rows)) == {("Outlook for Mac", "16.78", "ews"): 5}


def test_logons_of_2007_are_outlook_unless_they_are_exchange() -> None:
    rows = (
        client("logons", "", "12.0.6665.5000", users=4),
        client("logons", "", "8.3.83.0"),
        client("logons", ""),
    )
    reading = server(*rows, logs=[], generation="2007")
    assert seen(reading) == {("Outlook", "12.0.6665.5000", None): 4}
    assert limits(reading) == ["ex1: no protocol log"], "who is logged on now is not everybody"


def test_servers_add_up_and_logs_that_were_not_read_to_the_end_are_named() -> None:
    cut = row("log", source="mapi", folder="C:\\L", files=9, read=2, lines=5, limit="seconds")
    one, two = (
        server(client("mapi", "outlook.exe", "16.0.1.2", users=4), days=30),
        server(client("mapi", "outlook.exe", "16.0.1.2", users=5), host="ex2", logs=[cut]),
    )
    section, _ = read_clients([one, two])
    assert section is not None
    assert seen(one, two) == {("Outlook", "16.0.1.2", None): 9}
    assert (section.data.days, section.data.servers) == (14, ["ex1", "ex2"])
    assert section.data.limits == ["ex2: mapi, seconds"]


def test_a_log_that_could_not_be_opened_is_a_limit() -> None:
    locked = row("log", source="rpc", folder="C:\\L", files=9, read=8, lines=5)
    assert limits(server(logs=[locked])) == ["ex1: rpc, logs that could not be opened"]


def test_a_server_that_was_cut_is_left_out_and_reported() -> None:
    broken = server(host="ex2")
    broken.done.discard("clients")
    section, failures = read_clients([server(), broken])
    assert section is not None
    assert section.data.servers == ["ex1"]
    assert [failed.values["host"] for failed in failures] == ["ex2"]
    assert read_clients([broken])[0] is None


def test_a_machine_without_exchange_says_nothing_about_clients() -> None:
    assert read_clients([server(generation=None)]) == (None, [])
