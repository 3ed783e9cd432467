"""The CSV files of a staged migration."""

import csv
import io

import pytest

from reports.staged_batch import staged_batch
from tests.checks.identities import ada
from tests.checks.objects import recipient_list


def test_one_address_a_line_below_its_name_sorted() -> None:
    batch = staged_batch(recipient_list(ada(addresses=["SMTP:bob@corp.example"]), ada()))
    assert batch.files == ["EmailAddress\r\nada@corp.example\r\nbob@corp.example\r\n"]
    assert batch.left_out == []


@pytest.mark.parametrize(
    "more",
    [
        {"type_details": 4},
        {"type_details": 16},
        {"type_details": 8388608},
        {"type_details": 64, "classes": "contact", "place": None},
        {"type_details": 2147483648, "place": None},
        {"type_details": 256, "classes": "group", "place": None},
    ],
)
def test_who_is_no_person_with_a_mailbox_here_is_not_listed(more: dict[str, object]) -> None:
    assert staged_batch(recipient_list(ada(**more))) == staged_batch(recipient_list())


def test_a_mailbox_of_exchange_2003_has_no_type() -> None:
    assert staged_batch(recipient_list(ada(type_details=None))).files == [
        "EmailAddress\r\nada@corp.example\r\n"
    ]


@pytest.mark.parametrize(
    "addresses",
    [
        None,
        [],
        ["smtp:ada@corp.example"],
        ["SMTP:ada@corp.example", "SMTP:al@corp.example"],
        ["SMTP:ada"],
        ["SMTP:ada@corp"],
        ['SMTP:"a,b"@corp.example'],
        ["SMTP:a b@corp.example"],
        ["SMTP:a\r\nb@corp.example"],
        ["SMTP:änne@corp.example"],
        ["SMTP:=cmd|' /C calc'!A0@corp.example"],
        ["SMTP:=1+1@corp.example"],
        ["SMTP:+ada@corp.example"],
        ["SMTP:-ada@corp.example"],
        [f"SMTP:{'a' * 244}@corp.example"],
    ],
)
def test_who_has_no_valid_address_is_named_instead(addresses: list[str] | None) -> None:
    batch = staged_batch(recipient_list(ada(addresses=addresses)))
    assert (batch.files, batch.left_out) == ([], ["Ada"])


def test_the_longest_address() -> None:
    assert staged_batch(recipient_list(ada(addresses=[f"SMTP:{'a' * 243}@corp.example"]))).left_out == []


def test_nobody_is_listed_twice() -> None:
    twin = ada(display_name="Twin", addresses=["SMTP:ADA@corp.example"])
    batch = staged_batch(recipient_list(ada(), twin))
    assert (batch.files, batch.left_out) == (["EmailAddress\r\nada@corp.example\r\n"], ["Twin"])


@pytest.mark.parametrize(("number", "rows"), [(2000, [2001]), (2001, [2001, 2])])
def test_a_file_holds_as_many_as_the_service_takes(number: int, rows: list[int]) -> None:
    people = [ada(addresses=[f"SMTP:user{each}@corp.example"]) for each in range(number)]
    files = staged_batch(recipient_list(*people)).files
    assert [len(list(csv.reader(io.StringIO(text)))) for text in files] == rows
