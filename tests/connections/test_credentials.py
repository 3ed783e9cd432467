"""Who signs in, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scanner.connections.credentials import Account, Credentials, Logon, UserNameRefused
from scanner.connections.errors import Trouble
from tests.connections.keyrings import Kept, Locked, PlaintextKeyring, use_keyring

SECRET = "canary-8f2e"


def ticket() -> Logon:
    return Logon("Reader@CORP.TEST")


def no_ticket() -> Logon:
    raise Trouble("no-credentials", detail="there is no Kerberos ticket")


def test_without_a_user_the_ticket_serves() -> None:
    assert list(Credentials(logon=ticket).sign_ins()) == [Logon("Reader@CORP.TEST")]


def test_without_a_user_and_a_ticket_there_is_nothing() -> None:
    with pytest.raises(Trouble, match="nothing to sign in with"):
        list(Credentials(environment={"EXREADY_PASSWORD": SECRET}, logon=no_ticket).sign_ins())


@pytest.mark.parametrize("user", ["CORP\\reader", "other@corp.test"])
def test_a_ticket_of_somebody_else_is_not_used(user: str) -> None:
    credentials = Credentials(user, {"EXREADY_PASSWORD": SECRET}, logon=ticket)
    assert list(credentials.sign_ins()) == [Account(user, SECRET)]


def test_the_ticket_of_the_user_goes_before_the_password() -> None:
    credentials = Credentials("reader@corp.test", {"EXREADY_PASSWORD": SECRET}, logon=ticket)
    assert [type(each) for each in credentials.sign_ins()] == [Logon, Account]


def test_the_environment_goes_before_the_question() -> None:
    def never(user: str) -> str:
        raise AssertionError("asked")

    credentials = Credentials("CORP\\reader", {"EXREADY_PASSWORD": SECRET}, never, logon=no_ticket)
    assert list(credentials.sign_ins()) == [Account("CORP\\reader", SECRET)]


def test_the_question_comes_once_and_only_when_needed() -> None:
    asked: list[str] = []

    def ask(user: str) -> str:
        asked.append(user)
        return SECRET

    credentials = Credentials("reader@corp.test", {}, ask, logon=ticket)
    first = credentials.sign_ins()
    assert next(first) == ticket()
    assert not asked
    assert next(first) == Account("reader@corp.test", SECRET)
    assert list(credentials.sign_ins())[1:] == [Account("reader@corp.test", SECRET)]
    assert asked == ["reader@corp.test"]


@pytest.mark.parametrize("ask", [None, lambda user: ""])
def test_an_empty_password_is_never_sent(ask: object) -> None:
    """It would be an anonymous bind, which Active Directory accepts."""
    with pytest.raises(Trouble, match="nothing to sign in with"):
        list(Credentials("CORP\\reader", {}, ask, logon=no_ticket).sign_ins())  # type: ignore[arg-type]


def test_a_refused_account_is_not_tried_again() -> None:
    credentials = Credentials("CORP\\reader", {"EXREADY_PASSWORD": SECRET}, logon=no_ticket)
    refusal = Trouble("sign-in-refused", host="dc1", account="CORP\\reader", detail="wrong")
    credentials.refused(refusal)
    with pytest.raises(Trouble) as again:
        list(credentials.sign_ins())
    assert again.value is refusal


def test_an_account_that_was_accepted_takes_a_second_refusal_and_no_third() -> None:
    credentials = Credentials("CORP\\reader", {"EXREADY_PASSWORD": SECRET}, logon=no_ticket)
    first, second = (Trouble("sign-in-refused", host=h, account="a", detail="d") for h in ("lab1", "lab2"))
    (account,) = credentials.sign_ins()
    credentials.accepted(account)
    credentials.refused(first)
    assert len(list(credentials.sign_ins())) == 1
    credentials.refused(second)
    with pytest.raises(Trouble) as again:
        list(credentials.sign_ins())
    assert again.value is second


@pytest.mark.parametrize("user", ["reader", "", "\\reader", "CORP\\", "@corp.test", "a@b@c", "CORP\\a\\b"])
def test_other_forms_of_a_user_name_are_refused(user: str) -> None:
    with pytest.raises(UserNameRefused) as refused:
        Credentials(user)
    assert refused.value.exit_code == 2


def test_the_password_is_in_no_text() -> None:
    account = Account("CORP\\reader", SECRET)
    credentials = Credentials("CORP\\reader", {"EXREADY_PASSWORD": SECRET}, logon=no_ticket)
    list(credentials.sign_ins())
    texts = [
        str(account),
        repr(account),
        account.means,
        str(credentials.prospects()),
        repr(credentials),
        str(vars(credentials)["_account"]),
    ]
    assert not any(SECRET in text for text in texts)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kept:
    """A keyring with the password of CORP\\reader, kept last."""
    use_keyring(monkeypatch, tmp_path)
    store = Kept()
    store.set_password("exready", "CORP\\reader", SECRET)
    store.set_password("exready", "last account", "CORP\\reader")
    return store


def used(credentials: Credentials) -> list[tuple[str, str]]:
    return [(each.user, each.means) for each in credentials.sign_ins()]


@pytest.mark.usefixtures("kept")
def test_the_keyring_goes_before_the_environment() -> None:
    credentials = Credentials("CORP\\reader", {"EXREADY_PASSWORD": "another"}, logon=ticket)
    assert list(credentials.sign_ins()) == [Account("CORP\\reader", SECRET)]
    assert used(credentials) == [("CORP\\reader", "with its password from the keyring")]


@pytest.mark.usefixtures("kept")
def test_the_keyring_answers_for_the_named_account_alone() -> None:
    environment = {"EXREADY_PASSWORD": "another"}
    credentials = Credentials("other@corp.test", environment, logon=no_ticket)
    assert used(credentials) == [("other@corp.test", "with its password from EXREADY_PASSWORD")]
    with pytest.raises(Trouble, match=r"no password was given for other@corp\.test"):
        list(Credentials("other@corp.test", {}, logon=no_ticket).sign_ins())


@pytest.mark.usefixtures("kept")
def test_without_a_user_the_ticket_comes_first_then_who_was_kept_last() -> None:
    assert [each[0] for each in used(Credentials(None, {}, logon=ticket))] == [
        "Reader@CORP.TEST",
        "CORP\\reader",
    ]
    assert used(Credentials(None, {}, logon=no_ticket)) == [
        ("CORP\\reader", "with its password from the keyring")
    ]


def test_a_last_account_that_is_no_user_name_is_nobody(kept: Kept) -> None:
    kept.set_password("exready", "last account", "reader")
    with pytest.raises(Trouble, match="there is no Kerberos ticket"):
        list(Credentials(None, {}, logon=no_ticket).sign_ins())


def test_a_ticket_costs_no_look_into_the_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use_keyring(monkeypatch, tmp_path, Locked)
    monkeypatch.setattr("scanner.connections.keyring_store.opened", lambda: pytest.fail("looked"))
    assert next(Credentials(None, {}, logon=ticket).sign_ins()) == ticket()


@pytest.mark.parametrize("store", [Locked, PlaintextKeyring])
def test_a_keyring_that_cannot_be_used_is_passed_over_and_named_at_the_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, store: type[Kept]
) -> None:
    use_keyring(monkeypatch, tmp_path, store)
    Kept().set_password("exready", "CORP\\reader", SECRET)
    credentials = Credentials("CORP\\reader", {"EXREADY_PASSWORD": "another"}, logon=no_ticket)
    assert used(credentials) == [("CORP\\reader", "with its password from EXREADY_PASSWORD")]
    with pytest.raises(Trouble) as trouble:
        list(Credentials("CORP\\reader", {}, logon=no_ticket).sign_ins())
    assert "keyring" in str(trouble.value)
    assert SECRET not in str(trouble.value)


def test_what_was_accepted_is_tried_first_from_then_on() -> None:
    credentials = Credentials("reader@corp.test", {"EXREADY_PASSWORD": SECRET}, logon=ticket)
    _, account = credentials.sign_ins()
    credentials.accepted(account)
    assert [type(each) for each in credentials.sign_ins()] == [Account, Logon]


def chosen(credentials: Credentials) -> tuple[str, str | None]:
    return next(((each.name, each.user) for each in credentials.prospects() if each.user), ("", None))


def test_what_would_be_used_and_why(kept: Kept) -> None:
    named = Credentials("CORP\\reader", {"EXREADY_PASSWORD": "another"}, logon=ticket)
    assert chosen(named) == ("keyring", "CORP\\reader")
    assert [each.why for each in named.prospects()] == [
        "it is of Reader@CORP.TEST, and CORP\\reader was named",
        "signs in CORP\\reader with its password from the keyring",
        "not looked for: keyring comes before it",
        "not looked for: keyring comes before it",
    ]
    kept.delete_password("exready", "CORP\\reader")
    assert chosen(named) == ("EXREADY_PASSWORD", "CORP\\reader")
    assert chosen(Credentials("CORP\\reader", {}, lambda user: pytest.fail("asked"), no_ticket)) == (
        "prompt",
        "CORP\\reader",
    )
    assert chosen(Credentials("CORP\\reader", {}, logon=no_ticket)) == ("", None)
    assert chosen(Credentials(None, {}, logon=ticket)) == ("Kerberos ticket", "Reader@CORP.TEST")


def test_the_end_of_a_ticket_is_told() -> None:
    until = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    (first, *_) = Credentials(None, {}, logon=lambda: Logon("a@CORP.TEST", until)).prospects()
    assert "until 2026-11-2" in first.why
