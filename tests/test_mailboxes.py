"""Mailboxes opened by EWS over TLS, by exchangelib as it is: what is in them, and what keeps them from opening."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scanner import mailboxes
from scanner.brought import Found, bring
from scanner.connections.connect import Options
from scanner.connections.credentials import Account, Credentials, Logon
from scanner.connections.errors import Trouble
from scanner.connections.http_session import Gate
from scanner.inventory.absence import Collected, Failed, Skipped, Source
from scanner.inventory.model import (
    ExchangeServer,
    Inventory,
    MailboxContent,
    MailboxContents,
    MailboxPlace,
    MailboxSizes,
    Recipient,
    RecipientList,
)  # fmt: skip
from scanner.inventory.store import load, save
from scanner.mailboxes import Opening
from scanner.plan import plan
from scanner.request import Request, RequestRefused
from scanner.scan import run
from tests.checks.build import inventory
from tests.connections.network import use_names
from tests.connections.servers import READER, use_server_ports
from tests.lab.certificates import LOCALHOST, Certificates
from tests.made import made
from tests.servers.ews import READING, Box, Folder
from tests.servers.machine import Machine
from tests.servers.windows_http import PASSWORD, USER, known_users, running
from tests.servers.windows_server import WindowsServer

AT = datetime(2026, 11, 25, tzinfo=UTC)
MIB = 1 << 20
GUIDS = [uuid.UUID(int=number) for number in range(30)]
WHOLE = Box([
    Folder("Inbox", large=[200 * MIB, 151 * MIB, 40 * MIB, 30 * MIB, 20 * MIB], others=1_000, others_size=9 * MIB),
    Folder("<Archive & more>", others=12_000, others_size=5 * MIB),
    Folder("Calendar", others=3, kind="IPF.Appointment"),
])  # fmt: skip
EX1, EX2, EX07 = ("15.1.2507.61", "ex1"), ("15.2.1544.4", "ex2"), ("8.3.83.6", "ex07")
"""Builds and names."""


def directory(*servers: tuple[str, str], users: Mapping[str, str]) -> Inventory:
    """An organisation with these servers, and mailboxes by name on the servers of these names."""
    found = [
        made(
            ExchangeServer,
            name=name.upper(),
            fqdn=f"{name}.corp.test",
            build=build,
            roles=54,
            computer=_absent(),
        )
        for build, name in servers
    ]
    listed = made(
        RecipientList,
        places=[MailboxPlace(database="DB1", server=None, deleted=False)],
        domains=["corp.test"],
        recipients=[
            made(Recipient, domain=0, guid=guid.bytes_le.hex(), place=0, type_details=1, mail=f"{name}@corp.test",
                 home_server=server.upper())
            for guid, (name, server) in zip(GUIDS, users.items(), strict=False)
        ],
    )  # fmt: skip
    return inventory(
        servers=found, recipient_list=listed, mailbox_sizes=_absent(), mailbox_contents=_absent()
    )


def _absent() -> Skipped:
    return Skipped(code="server-not-read", values={}, collector="x", at=AT)


@pytest.fixture
def opened(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """What a scan finds in the mailboxes of these machines."""

    def found(
        machines: Mapping[str, Machine],
        read: Inventory,
        *,
        account: Account = READER,
        insecure: frozenset[str] = frozenset(),
        schemes: tuple[str, ...] = ("Negotiate", "NTLM"),
        concurrency: int = 2,
    ) -> Any:
        named = {f"{name}.corp.test": machine for name, machine in machines.items()}
        use_names(monkeypatch, {**{f"{name}.corp.test": "127.0.0.9" for name in ("ex1", "ex2", "ex07")},
                                **dict.fromkeys(named, LOCALHOST)})  # fmt: skip
        server = WindowsServer(named, certificate=certificates.domain_controller, schemes=schemes)
        use_server_ports(monkeypatch, tls=server.port)
        options = Options(timeout=5, ca_bundle=certificates.authority, insecure=insecure)
        opening = Opening(
            account, options, concurrency=concurrency, gate=Gate(accepted=False), now=lambda: AT
        )
        with known_users({USER: PASSWORD}), running(server):
            return opening.section(read)

    return found


EVERYBODY = frozenset(f"{name}.corp.test" for name in ("ex1", "ex2", "ex07"))


def data(section: Any) -> Any:
    assert isinstance(section, Collected), section
    return section.data


def test_everything_of_a_mailbox(opened: Callable[..., Any]) -> None:
    box = Machine(ews=EX1[0], mailboxes={"ann@corp.test": WHOLE})
    section = opened({"ex1": box}, directory(EX1, users={"ann": "ex1"}), insecure=EVERYBODY)
    found: MailboxContents = data(section)
    assert found.mailboxes == [
        MailboxContent(
            mailbox=str(GUIDS[0]), database="DB1", size=455 * MIB, items=13_008, folders=3, fullest=12_000,
            large_items=[200 * MIB, 151 * MIB, 40 * MIB, 30 * MIB, 20 * MIB],
        )
    ]  # fmt: skip
    assert found.unread == []
    assert section.source.host == "ex1.corp.test"
    assert set(WHOLE.asked) <= set(READING)


def test_each_mailbox_at_a_server_of_its_version(opened: Callable[..., Any]) -> None:
    users = {"ann": "ex1", "bob": "ex07", "cid": "gone"}
    old = Machine(ews=EX07[0], mailboxes={"bob@corp.test": Box([Folder("Inbox", others=5, others_size=50)])})
    new = Machine(ews=EX1[0], mailboxes={f"{name}@corp.test": Box() for name in ("ann", "cid")})
    section = opened({"ex1": new, "ex07": old}, directory(EX1, EX07, users=users), insecure=EVERYBODY)
    assert [(each.mailbox, each.items) for each in data(section).mailboxes] == [
        (str(GUIDS[0]), 0), (str(GUIDS[1]), 5), (str(GUIDS[2]), 0),
    ]  # fmt: skip


def test_the_newest_server_is_asked_and_the_next_when_it_is_dead(opened: Callable[..., Any]) -> None:
    users = {"ann": "ex1"}
    boxes = {"ann@corp.test": Box()}
    machines = {"ex1": Machine(ews=EX1[0], mailboxes=boxes), "ex2": Machine(ews=EX2[0], mailboxes=boxes)}
    section = opened(machines, directory(EX1, EX2, users=users), insecure=EVERYBODY)
    assert section.source.host == "ex2.corp.test"
    del machines["ex2"]
    section = opened(machines, directory(EX1, EX2, users=users), insecure=EVERYBODY)
    assert section.source.host == "ex1.corp.test"


def test_what_fails_is_counted_by_its_reason(
    opened: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailboxes, "MAILBOX_SECONDS", 5)
    boxes = {
        "ann@corp.test": WHOLE,
        "bob@corp.test": Box(error="ErrorMailboxStoreUnavailable"),
        "cid@corp.test": Box(error="ErrorMailboxStoreUnavailable"),
        "dot@corp.test": Box(error="ErrorImpersonateUserDenied"),
        "eve@corp.test": Box([Folder("Inbox", others=1)], busy=2),
    }
    users = dict.fromkeys((name.partition("@")[0] for name in boxes), "ex1")
    read = directory(EX1, users={**users, "nobody": "ex1"})
    found = data(opened({"ex1": Machine(ews=EX1[0], mailboxes=boxes)}, read, insecure=EVERYBODY))
    assert [each.mailbox for each in found.mailboxes] == [str(GUIDS[0]), str(GUIDS[4])]
    counts = {each.values["detail"]: each.values["count"] for each in found.unread}
    assert sorted(counts.values()) == [1, 3]
    assert {each.code for each in found.unread} == {"mailboxes-unread"}


def test_an_account_that_may_not_impersonate_gives_up_and_says_how_to_grant_it(
    opened: Callable[..., Any],
) -> None:
    refused = Box(error="ErrorImpersonateUserDenied")
    names = [f"user{number}" for number in range(30)]
    machine = Machine(ews=EX1[0], mailboxes={f"{name}@corp.test": refused for name in names})
    section = opened({"ex1": machine}, directory(EX1, users=dict.fromkeys(names, "ex1")), insecure=EVERYBODY)
    assert isinstance(section, Failed)
    assert section.code == "impersonation-refused"
    assert "ErrorImpersonateUserDenied" in str(section.values["detail"])
    assert mailboxes.GIVE_UP <= len(refused.asked) < len(names)


@pytest.mark.parametrize(
    ("machine", "account", "trusted", "code"),
    [
        (Machine(ews=EX1[0], mailboxes={"ann@corp.test": WHOLE}), READER, False, "certificate-refused"),
        (Machine(ews=EX1[0], mailboxes={"ann@corp.test": WHOLE}), Account(USER, "wrong"), True, "sign-in-refused"),
        (Machine(), READER, True, "server-refused"),
        (Machine(status=403), READER, True, "access-denied"),
        (Machine(fault="garbage"), READER, True, "server-refused"),
        (Machine(ews=EX1[0]), READER, True, "server-refused"),
    ],
    ids=["certificate", "password", "no EWS", "forbidden", "garbage", "another answer"],
)  # fmt: skip
def test_a_server_that_opens_none(
    machine: Machine, account: Account, trusted: bool, code: str, opened: Callable[..., Any]
) -> None:
    trust = EVERYBODY if trusted else frozenset()
    section = opened({"ex1": machine}, directory(EX1, users={"ann": "ex1"}), account=account, insecure=trust)
    assert isinstance(section, Failed)
    assert section.code == code
    assert PASSWORD not in repr(section)


def test_a_silent_server_costs_the_time_of_one_mailbox(
    opened: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailboxes, "MAILBOX_SECONDS", 0.5)
    section = opened(
        {"ex1": Machine(fault="silent")}, directory(EX1, users={"ann": "ex1"}), insecure=EVERYBODY
    )
    assert isinstance(section, Failed)
    assert section.code == "timed-out"


def test_without_a_list_of_mailboxes_none_is_opened() -> None:
    opening = Opening(READER, Options(), concurrency=1, gate=Gate(accepted=False), now=lambda: AT)
    section = opening.section(inventory(recipient_list=_absent()))
    assert isinstance(section, Failed)
    assert section.code == "depends-on"


# Two who tell of the same


def contents(*mailboxes_: MailboxContent, unread: int = 0) -> Collected[MailboxContents]:
    gaps = [Failed(code="mailboxes-unread", values={"count": unread}, collector="x", at=AT)] if unread else []
    found = MailboxContents(large_from=10 * MIB, mailboxes=list(mailboxes_), unread=gaps)
    return Collected(data=found, source=Source(collector="ews-mailboxes", host="ex1"), at=AT)


ANN = made(MailboxContent, mailbox="a", size=5 << 30, items=9, folders=3, fullest=9)


def test_sizes_told_by_ews_stand_where_nobody_else_told_any() -> None:
    read, gaps = bring(inventory(mailbox_sizes=_absent(), mailbox_contents=contents(ANN)), Found())
    sizes: MailboxSizes = data(read.mailbox_sizes)
    assert (sizes.mailboxes, sizes.total, sizes.largest[0].items, sizes.archives) == (1, 5 << 30, 9, None)
    assert read.mailbox_sizes.source.collector == "ews-mailboxes"  # type: ignore[union-attr] # it was collected
    assert gaps == []


@pytest.mark.parametrize(
    "told",
    [contents(ANN, unread=3), contents(made(MailboxContent, mailbox="a", items=9, folders=3, fullest=9))],
    ids=["some missing", "one without a size"],
)
def test_sizes_of_some_mailboxes_are_not_those_of_all(told: Collected[MailboxContents]) -> None:
    read, _ = bring(inventory(mailbox_sizes=_absent(), mailbox_contents=told), Found())
    assert isinstance(read.mailbox_sizes, Skipped)


def test_sizes_told_by_exchange_stay() -> None:
    told = Collected(
        data=made(MailboxSizes, mailboxes=7, total=1), source=Source(collector="exchange-statistics"), at=AT
    )
    read, _ = bring(inventory(mailbox_sizes=told, mailbox_contents=contents(ANN)), Found())
    assert read.mailbox_sizes == told
    assert data(read.mailbox_contents).mailboxes == [ANN]


# What a scan is asked


def test_the_plan_says_which_right_it_takes() -> None:
    request = Request(domain="corp.test", mailbox_sizes=True)
    (planned,) = [each for each in plan(request) if each.collector == "ews-mailboxes"]
    assert "ApplicationImpersonation" in planned.query.right
    assert not any(each.collector == "ews-mailboxes" for each in plan(Request(domain="corp.test")))


@pytest.mark.parametrize(
    "request_",
    [Request(mailbox_sizes=True), Request(domain="corp.test", recipients="counts", mailbox_sizes=True)],
)
def test_mailboxes_are_opened_by_their_list(request_: Request) -> None:
    with pytest.raises(RequestRefused, match="Which mailboxes there are"):
        plan(request_)


def test_mailboxes_of_an_inventory_read_again(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """From the account to the file: nothing but the mailboxes is asked, and no password is written."""

    def no_ticket() -> Logon:
        raise Trouble("no-credentials", detail="there is no Kerberos ticket")

    path = tmp_path / "corp.json"
    save(path, directory(EX1, users={"ann": "ex1", "bob": "ex1"}))
    box = Machine(ews=EX1[0], mailboxes={f"{name}@corp.test": WHOLE for name in ("ann", "bob")})
    use_names(monkeypatch, {"ex1.corp.test": LOCALHOST})
    server = WindowsServer({"ex1.corp.test": box}, certificate=certificates.domain_controller)
    use_server_ports(monkeypatch, tls=server.port)
    options = Options(timeout=5, ca_bundle=certificates.authority, insecure=EVERYBODY)
    request = Request(only=("ews-mailboxes",), mailbox_sizes=True, options=options)
    credentials = Credentials(USER, {"EXREADY_PASSWORD": PASSWORD}, logon=no_ticket)
    with known_users({USER: PASSWORD}), running(server):
        outcome = run(request, path, credentials, tool="1.0", now=lambda: AT)
    read = outcome.inventory
    assert [each.items for each in data(read.mailbox_contents).mailboxes] == [13_008, 13_008]
    assert data(read.mailbox_sizes).total == 2 * 455 * MIB
    assert [server.name for server in data(read.servers)] == ["EX1"]
    assert load(path)[0] == read
    assert PASSWORD not in path.read_text("utf-8")
