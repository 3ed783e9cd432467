"""Who signs in, and in which order."""

from __future__ import annotations

import pytest

from scanner.connections.credentials import Account, Credentials, Logon, UserNameRefused
from scanner.connections.errors import Trouble

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
    credentials.accepted()
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
        repr(credentials),
        str(vars(credentials)["_account"]),
    ]
    assert not any(SECRET in text for text in texts)
