"""clients-outlook: the oldest Outlook for Windows that users were seen with."""

import pytest
from msgspec.structs import replace

from checks.clients import unread_logs
from checks.target import LevelName
from scanner.inventory.model import ExchangeServer
from tests.checks.build import asked, failed, inventory, need, outlook, read, server, status

CHECK = "clients-outlook"


@pytest.mark.parametrize(
    ("target", "level", "seen", "answer", "shown"),
    [
        ("exchange-2013", "must", [("11.0.8173.0", 3), ("16.0.1.1", 9)], "unmet", "3 of 12 users"),
        ("exchange-2013", "must", [("12.0.4518.1014", 3)], "met", "3 × Outlook 2007"),
        ("exchange-2013", "should", [("12.0.6606.9999", 3)], "unmet", "Outlook 2007"),
        ("exchange-2013", "should", [("12.0.6607.1000", 3)], "met", "Outlook 2007"),
        ("exchange-2016", "must", [("12.0.6665.5000", 3)], "unmet", "3 × Outlook 2007"),
        ("exchange-2016", "must", [("14.0.4763.1000", 3)], "met", "3 × Outlook 2010"),
        ("exchange-2016", "should", [("15.0.5589.1000", 3)], "unmet", "Outlook 2013"),
        ("exchange-2016", "should", [("16.0.4266.1001", 3)], "met", "Outlook 2016 or later"),
        ("exchange-se", "must", [("14.0.7268.5000", 3)], "unmet", "Outlook 2010"),
        ("exchange-se", "must", [("15.0.4420.1017", 3)], "met", "Outlook 2013"),
        # A version that is only half stated is compared as far as it goes.
        ("exchange-2016", "must", [("14", 3)], "met", "Outlook 2010"),
        ("exchange-2016", "must", [("12", 3)], "unmet", "Outlook 2007"),
        ("exchange-2016", "should", [("16", 3)], "met", "Outlook 2016"),
        ("exchange-2013", "should", [("12.0", 3)], "unknown", "3 of 3 users"),
        ("exchange-2013", "should", [("12", 3), ("11.0", 2)], "unmet", "2 of 5 users"),
        # Not stated, or not a version.
        ("exchange-se", "must", [(None, 4), ("16.0.1.1", 9)], "unknown", "4 of 13 users"),
        ("exchange-se", "must", [("Outlook 2003", 4)], "unknown", "4 of 4 users"),
        ("exchange-se", "must", [(None, 4), ("12.0.1.1", 1)], "unmet", "1 of 5 users"),
        ("exchange-se", "must", [], "not-applicable", "no user"),
    ],
)
def test_each_side_of_a_version(
    target: str, level: LevelName, seen: list[tuple[str | None, int]], answer: str, shown: str
) -> None:
    verdict = asked(CHECK, need(target, CHECK, level), clients=outlook(*seen), servers=None)
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("program", "answer"), [("Outlook", "unmet"), ("OUTLOOK", "unmet"), ("Thunderbird", "not-applicable")]
)
def test_only_outlook_counts_however_it_is_written(program: str, answer: str) -> None:
    clients = outlook(("11.0.1.1", 3), program=program)
    assert asked(CHECK, need("exchange-se", CHECK, "must"), clients=clients, servers=None).answer == answer


def test_users_of_one_version_are_added_up() -> None:
    clients = outlook(("12.0.6665.5000", 3), ("12.0.4518.1014", 4), ("14.0.1.1", 5))
    text = asked(CHECK, need("exchange-se", CHECK, "must"), clients=clients, servers=None).observed.text
    assert "7 × Outlook 2007" in text
    assert "5 × Outlook 2010" in text
    assert "12 of 12" in text


@pytest.mark.parametrize(
    ("target", "version", "expected"),
    [
        ("exchange-2010", "10.0.6515.0", "blocker must"),
        ("exchange-2010", "11.0.8173.0", "warning should"),
        ("exchange-2010", "12.0.4518.1014", "met should"),
        ("exchange-2019", "14.0.7015.1000", "blocker must"),
        ("exchange-2019", "15.0.5589.1000", "warning should"),
        ("exchange-2019", "16.0.1.1", "met should"),
        ("exchange-2013", "16.0.1.1", "met should"),
        ("exchange-2013", "12.0.4518.1014", "warning should"),
        ("exchange-2013", "11.0.8173.0", "blocker must"),
        ("exchange-2016", "16.0.1.1", "met should"),
        ("exchange-2016", "14.0.7015.1000", "warning should"),
        ("exchange-2016", "12.0.6665.5000", "blocker must"),
        ("exchange-se", "16.0.1.1", "met should"),
        ("exchange-se", "15.0.5589.1000", "warning should"),
        ("exchange-se", "14.0.7015.1000", "blocker must"),
        ("exchange-2013", None, "not-verified must"),
        ("exchange-2016", None, "not-verified must"),
        ("exchange-se", None, "not-verified must"),
    ],
)
def test_the_row_of_each_target(target: str, version: str | None, expected: str) -> None:
    whole = inventory(clients=outlook((version, 10)))
    assert status(whole, target, CHECK) == expected


def test_clients_that_nobody_looked_for_are_not_verified_and_a_forest_without_exchange_has_none() -> None:
    assert status(inventory(clients=failed()), "exchange-se", CHECK) == "not-verified must"
    assert status(inventory(organization=read(None)), "exchange-se", CHECK) == "not-applicable"


@pytest.mark.parametrize(
    ("seen", "limits", "servers", "answer", "shown"),
    [
        ([("16.0.1.1", 3)], [], [server("15.2.1.1", "EX1")], "met", "3 users"),
        (
            [("16.0.1.1", 3)],
            ["ex1: mapi, seconds"],
            [server("15.2.1.1", "EX1")],
            "unknown",
            "ex1: mapi, reading ended at its time limit",
        ),
        ([("16.0.1.1", 3)], [], [server("15.2.1.1", "EX1"), server("15.2.1.1", "EX2")], "unknown", "EX2"),
        (
            [("16.0.1.1", 3)],
            [],
            [server("15.2.1.1", "EX1"), server("15.2.1.1", "EDGE", 64)],
            "met",
            "3 users",
        ),
        ([("16.0.1.1", 3)], [], None, "unknown", "the list of Exchange servers"),
        ([("12.0.1.1", 3)], ["ex1: mapi, seconds"], None, "unmet", "3 of 3 users"),
        ([], ["ex1: no protocol log"], [], "unknown", "no protocol log"),
        ([], [], [server("15.2.1.1", "EX1")], "not-applicable", "no user"),
    ],
)
def test_logs_that_were_not_all_read_prove_no_absence(
    seen: list[tuple[str, int]],
    limits: list[str],
    servers: list[ExchangeServer] | None,
    answer: str,
    shown: str,
) -> None:
    clients = replace(outlook(*seen), servers=["ex1.corp.example"], limits=limits)
    verdict = asked(CHECK, need("exchange-se", CHECK, "must"), clients=clients, servers=servers)
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ex1.corp.example: no protocol log", "ex1.corp.example: no protocol log"),
        ("ex1: rpc, megabytes", "ex1: rpc, reading ended at its size limit"),
        ("ex1: web, programs", "ex1: web, more programs than are counted"),
        ("what another version wrote", "what another version wrote"),
        ("ex1: something else", "ex1: something else"),
        ("", ""),
    ],
)
def test_why_logs_end_is_said_in_words(written: str, said: str) -> None:
    clients = replace(outlook(("16.0.1.1", 1)), servers=["ex1"], limits=[written])
    told, *_ = unread_logs(clients, [])
    assert (told if isinstance(told, str) else told.text) == said
