"""Exchange's endpoint as rows: the same readings as from a script, over real sockets and for any answer at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner import servers
from scanner.collectors import exchange_endpoint
from scanner.collectors.exchange_endpoint import commands, of_organization, told_all
from scanner.collectors.exchange_statistics import read_statistics, services_of
from scanner.collectors.server_scripts import reading_of
from scanner.connections import exchange_powershell
from scanner.connections.errors import Trouble
from scanner.connections.exchange_powershell import CommandFailed, ExchangeShell
from scanner.inventory.absence import Collected
from scanner.inventory.journal import Listing
from scanner.scripts.exchange_commands import COMMANDS, Generation
from tests.connections.servers import plain_server, reached
from tests.scripts.printed import PROPERTY, VALUES
from tests.servers import answers
from tests.servers.machine import Machine
from tests.servers.shells import ExchangeError

AT = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
HOST = "ex1.corp.example"


class FakeShell:
    """Answers without a network."""

    def __init__(self, said: Mapping[str, Sequence[Mapping[str, Any]] | Exception]) -> None:
        self.said = said
        self.sent: list[tuple[str, dict[str, object]]] = []

    def run(
        self, command: str, parameters: Sequence[tuple[str, object]], properties: Sequence[str]
    ) -> Iterator[Mapping[str, Any]]:
        self.sent.append((command, dict(parameters)))
        found = self.said.get(command, [])
        if isinstance(found, Exception):
            raise found
        yield from found


def ask(shell: Any, generation: Generation = "2013", *, whole: bool = True, **options: Any) -> Listing:
    return exchange_endpoint.ask(shell, "EX1", HOST, generation, AT, whole=whole, **options)


def talk(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Listing:
    with plain_server(monkeypatch, machine):
        shell = reached().session(exchange_powershell.PORTS, exchange_powershell.PATH, ExchangeShell)
        try:
            return ask(shell)
        finally:
            shell.close()


def test_every_command_becomes_the_sections_of_a_script(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(commands=answers.commands("EX1"))
    reading = reading_of(talk(machine, monkeypatch))
    found = read_statistics([reading])
    assert found.failures == {}
    assert set(found.sections) == {
        "database_statistics", "copy_status", "mailbox_sizes", "public_folder_statistics", "outlook_anywhere",
        "organization_settings", "extended_protection", "hybrid", "devices",
    }  # fmt: skip
    (database,) = found.sections["database_statistics"].data
    assert (database.database, database.size, database.mounted) == ("some text", 1_610_612_736, True)
    assert database.last_full_backup == datetime(2026, 11, 20, 22, 15, tzinfo=UTC)
    (anywhere,) = found.sections["outlook_anywhere"].data
    assert (anywhere.server, anywhere.authentication) == ("EX1", ["Ntlm", "Basic"])
    assert services_of(reading) == {"SOME TEXT": ["IIS", "SMTP"]}
    assert found.sections["mailbox_sizes"].source.host == HOST
    asked = [each for each in machine.seen if each.startswith("Get-")]
    assert asked == [each.name for each in commands("2013")]


def test_many_mailboxes_come_in_many_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    (command,) = [each for each in COMMANDS if each.block == "mailboxes"]
    mailboxes = [
        answers.answer(
            command.properties, "EX1", MailboxGuid=f"{number:032x}", TotalItemSize=f"x ({number} bytes)"
        )
        for number in range(3000)
    ]
    machine = Machine(commands={**answers.commands("EX1"), "Get-MailboxStatistics": mailboxes})
    found = read_statistics([reading_of(talk(machine, monkeypatch))]).sections["mailbox_sizes"]
    assert (found.data.mailboxes, found.data.total) == (3000, sum(range(3000)))


def test_a_command_that_fails_costs_its_section_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[str, Any] = answers.commands("EX1")
    said["Get-MailboxDatabase"] = ExchangeError("the database is gone", "Microsoft.Exchange.SomeException")
    del said["Get-OutlookAnywhere"]  # no role of this account holds it
    found = read_statistics([reading_of(talk(Machine(commands=said), monkeypatch))])
    assert {name: [each.code for each in absent] for name, absent in found.failures.items()} == {
        "database_statistics": ["server-refused"],
        "outlook_anywhere": ["access-denied"],
    }
    assert "the database is gone" in str(found.failures["database_statistics"][0].values["detail"])
    assert "mailbox_sizes" in found.sections


def test_the_roles_of_an_account_are_not_a_second_hop() -> None:
    directory = CommandFailed("Microsoft.Exchange.Data.Directory.ADTransientException", "no controller")
    listing = ask(FakeShell({"Get-MailboxDatabase": directory}))
    (absent,) = read_statistics([reading_of(listing)]).failures["database_statistics"]
    assert absent.code == "server-refused"


def test_a_line_that_breaks_keeps_what_was_said_before(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(commands=answers.commands("EX1"), fault="cut", fault_after=16)
    listing = talk(machine, monkeypatch)
    assert listing.cut is not None
    found = read_statistics([reading_of(listing)])
    assert "database_statistics" in found.sections
    assert {each.code for each in found.failures["extended_protection"]} == {"connection-lost"}


@pytest.mark.parametrize(
    ("machine", "code"),
    [
        (Machine(status=404), "server-refused"),
        (Machine(status=503), "server-refused"),
        (Machine(fault="garbage"), "server-refused"),
        (Machine(fault="nonsense"), "server-refused"),
        (Machine(fault_code=5), "access-denied"),
    ],
    ids=["404", "503", "garbage", "nonsense", "denied"],
)
def test_an_endpoint_that_cannot_be_used(
    machine: Machine, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Trouble) as raised:
        talk(machine, monkeypatch)
    assert raised.value.code == code


def test_the_endpoint_runs_no_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but commands of the list is ever sent, and Select-Object for their properties."""
    assert all(each.name.startswith("Get-") for each in COMMANDS)
    with plain_server(monkeypatch, Machine(commands={})):
        shell = reached().session(exchange_powershell.PORTS, exchange_powershell.PATH, ExchangeShell)
        with pytest.raises(CommandFailed) as failure:
            list(shell.run("Get-Process", [], ["Id"]))
        shell.close()
    assert failure.value.error.endswith("CommandNotFoundException")


def test_the_organisation_is_asked_of_one_server_and_told_whole_or_not() -> None:
    organization = {each.name for each in commands("2013") if of_organization(each)}
    assert organization == {
        "Get-OrganizationConfig", "Get-HybridConfiguration", "Get-PublicFolderStatistics", "Get-PublicFolder",
        "Get-MobileDevice",
    }  # fmt: skip
    folder = {"EntryId": "1", "TotalItemSize": "1 KB (1,024 bytes)", "ItemCount": 1}
    broken = FakeShell({"Get-PublicFolder": CommandFailed("X", "broken")})
    dead = FakeShell({"Get-PublicFolder": Trouble("connection-lost", host=HOST, detail="gone")})
    second, third = FakeShell({"Get-PublicFolderStatistics": [folder]}), FakeShell({})
    listings = [ask(broken), ask(dead), ask(second), ask(third, whole=False)]
    assert [told_all(each, "2013") for each in listings[:3]] == [False, False, True]
    assert {command for command, _ in third.sent} & organization == set()
    found = read_statistics([reading_of(each) for each in listings])
    assert found.sections["public_folder_statistics"].data.folders == 1
    assert read_statistics([reading_of(listings[3])]).sections.keys() == found.sections.keys() - {
        "public_folder_statistics", "organization_settings", "hybrid", "devices",
    }  # fmt: skip
    assert {"Get-PublicFolder", "Get-ActiveSyncDevice"} <= {command.name for command in commands("2010")}


def test_what_the_directory_told_is_not_asked_and_the_rest_is_whole() -> None:
    shell = FakeShell({})
    listing = ask(shell, without=frozenset({"devices", "hybrid"}))
    assert {name for name, _ in shell.sent} & {"Get-MobileDevice", "Get-HybridConfiguration"} == set()
    assert told_all(listing, "2013")
    found = read_statistics([reading_of(listing)])
    assert found.failures == {}
    assert "organization_settings" in found.sections
    assert found.sections.keys() & {"devices", "hybrid"} == set()


def test_the_server_is_named_and_switches_have_no_value() -> None:
    shell = FakeShell({})
    ask(shell)
    sent = dict(shell.sent)
    assert sent["Get-MailboxDatabase"] == {"Server": "EX1", "Status": None}
    assert sent["Get-PublicFolder"] == {"Identity": "\\", "Recurse": None, "ResultSize": "Unlimited"}


@st.composite
def anything(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Answers of the right types with any values."""
    said = {}
    for command in draw(st.lists(st.sampled_from(commands("2013")), max_size=4)):
        properties = {each.name: st.none() | VALUES[each.type] for each in command.properties}
        said[command.name] = draw(st.lists(st.fixed_dictionaries(properties), max_size=3))
    return said


@PROPERTY
@given(anything())
def test_any_answer_is_read_back_as_it_was(said: dict[str, list[dict[str, Any]]]) -> None:
    reading = reading_of(ask(FakeShell(said)))
    assert reading.bad == {}
    assert reading.counted == reading.printed
    for command in commands("2013"):
        if command.kind != "virtual-directory" and command.name in said:
            assert len(reading.of(command.kind)) == len(said[command.name])


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2026-11-25T10:30:00.1234567+01:00", datetime(2026, 11, 25, 9, 30, tzinfo=UTC)),
        ("2026-11-25T09:30:00Z", datetime(2026, 11, 25, 9, 30, tzinfo=UTC)),
    ],
)
def test_moments_with_a_zone(said: str, read: datetime) -> None:
    listing = ask(FakeShell({"Get-MailboxDatabase": [{"Name": "DB1", "LastFullBackup": said}]}))
    section = read_statistics([reading_of(listing)]).sections["database_statistics"]
    assert isinstance(section, Collected)
    assert section.data[0].last_full_backup == read


@pytest.mark.parametrize("said", ["2026-11-25T09:30:00", "25.11.2026 09:30", "yesterday"])
def test_a_moment_that_cannot_be_told_is_no_absence(said: str) -> None:
    """None would say: there was never a backup."""
    listing = ask(FakeShell({"Get-MailboxDatabase": [{"Name": "DB1", "LastFullBackup": said}]}))
    (absent,) = read_statistics([reading_of(listing)]).failures["database_statistics"]
    assert absent.code == "not-understood"


def test_who_speaks_for_the_organisation() -> None:
    found = [
        servers.Machine("old", generation="2010", build=(14, 3, 123, 4)),
        servers.Machine("2016", generation="2013", build=(15, 1, 2507, 6)),
        servers.Machine("2019", generation="2013", build=(15, 2, 1544, 4)),
        servers.Machine("edge", generation="2013", build=(15, 2, 2562, 17), edge=True),
        servers.Machine("2007", generation="2007", build=(8, 3, 83, 6)),
        servers.Machine("unknown"),
    ]
    names = {
        generation: [each.host for each in machines]
        for generation, machines in servers.speakers(found).items()
    }
    assert names == {"2010": ["old"], "2013": ["2019", "2016"]}
