"""Texts: an id, values, and English that rounds nothing in favour of a requirement."""

from datetime import date

import pytest

from checks.wording import Text, english_date, gigabytes, listed, say

GB = 1 << 30


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 GB"),
        (30 * GB, "30 GB"),
        (30 * GB - 1, "29.9 GB"),
        (30 * GB + 1, "30 GB"),
        (GB // 2, "0.5 GB"),
        (127 * GB + GB // 10 + 1, "127.1 GB"),
        (5000 * GB, "5,000 GB"),
    ],
)
def test_a_size_below_a_limit_never_reads_as_the_limit(size: int, text: str) -> None:
    assert gigabytes(size) == text


def test_a_text_carries_id_values_and_english() -> None:
    assert say(
        "some.id",
        "{who} has {size:gb} since {day:date}, {share:percent} of {all}",
        who="EX1",
        size=GB,
        day="2025-10-14",
        share=0.25,
        all=["a", "b"],
    ) == Text(
        "some.id",
        {"who": "EX1", "size": GB, "day": "2025-10-14", "share": 0.25, "all": ["a", "b"]},
        "EX1 has 1 GB since 14 October 2025, 25% of a, b",
    )


def test_an_empty_list_is_said() -> None:
    assert say("some.id", "{items}", items=[]).text == "none"


@pytest.mark.parametrize(
    ("pattern", "number", "text"),
    [
        ("{n}", 999, "999"),
        ("{n}", 250000, "250,000"),
        ("{n:d}", 250000, "250000"),
        ("{n}", "250000", "250000"),
        ("{n} {n:day|days}", 0, "0 days"),
        ("{n} {n:day|days}", 1, "1 day"),
        ("{n} {n:day|days}", 1000, "1,000 days"),
    ],
)
def test_quantities_have_their_thousands_apart_and_their_word(
    pattern: str, number: int | str, text: str
) -> None:
    assert say("some.id", pattern, n=number).text == text


def test_a_list_has_the_word_for_as_many_as_it_holds() -> None:
    said = [say("some.id", "{names} {names:is|are} gone", names=names).text for names in (["a"], ["a", "b"])]
    assert said == ["a is gone", "a, b are gone"]


def test_items_that_hold_commas_are_kept_further_apart() -> None:
    group = say("some.group", "{names}", names=["a", "b"])
    assert say("some.id", "{groups}", groups=[group, "c"]).text == "a, b; c"


def test_values_are_never_patterns() -> None:
    assert say("some.id", "{name}", name="{other}").text == "{other}"


@pytest.mark.parametrize(
    ("day", "text"), [(date(2026, 1, 1), "1 January 2026"), (date(2025, 12, 31), "31 December 2025")]
)
def test_dates_are_english_everywhere(day: date, text: str) -> None:
    assert english_date(day) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [("2026-10", "October 2026"), ("2026-01", "January 2026"), ("2026-10-02", "2 October 2026")],
)
def test_a_day_that_is_not_known_is_left_out(day: str, text: str) -> None:
    assert say("some.id", "{day:date}", day=day).text == text


def test_items_once_and_in_order() -> None:
    assert listed(["b", "a", "b"]) == ["b", "a"]
