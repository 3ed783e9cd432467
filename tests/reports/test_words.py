"""Numbers, days, sizes and texts as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from checks.wording import Text, from_rule_book, say
from reports.words import Words

GB = 1 << 30
FRENCH, ENGLISH = Words("fr"), Words()


def test_numbers() -> None:
    assert (ENGLISH.number(1234567), FRENCH.number(1234567)) == ("1,234,567", "1\u202f234\u202f567")
    assert (ENGLISH.share(76, 84), FRENCH.share(76, 84)) == ("76–84 %", "76–84\u00a0%")


@pytest.mark.parametrize(
    ("size", "english", "french"),
    [
        (30 * GB, "30 GB", "30\u202fGo"),
        (30 * GB - 1, "29.9 GB", "29,9\u202fGo"),
        (5000 * GB, "5,000 GB", "5\u202f000\u202fGo"),
        (0, "0 GB", "0\u202fGo"),
    ],
)
def test_sizes_never_read_as_a_limit_they_are_below(size: int, english: str, french: str) -> None:
    assert (ENGLISH.size(size), FRENCH.size(size)) == (english, french)


def test_days() -> None:
    assert (ENGLISH.day(date(2026, 11, 22)), FRENCH.day(date(2026, 11, 22))) == (
        "22 Nov 2026",
        "22 nov. 2026",
    )
    assert FRENCH.day(date(2026, 8, 1)) == "1er août 2026"
    taken = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
    assert FRENCH.moment(taken, taken) == "22 nov. 2026, 09:14 UTC"


def test_a_text_is_said_from_its_id_and_its_values() -> None:
    ended = say("exchange-support.ended", "{product}, {ends:date}", product="2007", ends="2017-04-11")
    assert FRENCH.text(ended) == "Exchange 2007, fin du support le 11 avril 2017"
    assert ENGLISH.text(ended) == ended.text
    page_file = say("server-page-file.share", "{share:percent}", share=0.25)
    assert FRENCH.text(page_file).endswith("= 25\u00a0% de la mémoire")


def test_months_alone_and_first_days() -> None:
    def newest(day: str) -> str:
        return FRENCH.text(say("exchange-update.expected", "{day:date}", day=day))

    assert newest("2026-10").endswith("octobre 2026")
    assert newest("2026-10-01").endswith("1er octobre 2026")


def test_texts_within_texts_and_lists_of_them() -> None:
    drives = [say("server-disk-free.drive", "{mount} {free:gb}", mount=m, free=GB) for m in ("C:", "D:")]
    free = say("server-disk-free.observed", "free: {drives}", drives=drives)
    assert (free.text, FRENCH.text(free)) == (
        "free: C: 1 GB, D: 1 GB",
        "libre\u00a0: C: 1\u202fGo, D: 1\u202fGo",
    )
    assert FRENCH.text(say("server-disk-free.observed", "{drives}", drives=[])) == "libre\u00a0: aucun"


def test_words_of_the_rule_book_are_their_own_key() -> None:
    named = say(
        "clients-outlook.expected", "{named}", named=from_rule_book("Outlook 2007 with Service Pack 3")
    )
    assert FRENCH.text(named) == "Outlook 2007 avec le Service Pack 3 ou plus récent"
    own = say("clients-outlook.expected", "{named}", named=from_rule_book("Our own client"))
    assert FRENCH.text(own) == "Our own client ou plus récent"


@pytest.mark.parametrize(
    "text",
    [
        Text("no.such-id", {}, "as it was said"),
        Text("exchange-support.ended", {}, "as it was said"),
        Text("exchange-support.ended", {"product": "2007", "ends": "once"}, "as it was said"),
    ],
)
def test_a_text_of_another_version_is_said_in_english(text: Text) -> None:
    assert FRENCH.text(text) == "as it was said"


def test_counts() -> None:
    said = [FRENCH.count(n, "{n} blocker", "{n} blockers") for n in (0, 1, 2)]
    assert said == ["0 bloquant", "1 bloquant", "2 bloquants"]
    assert ENGLISH.count(0, "{n} blocker", "{n} blockers") == "0 blockers"


def test_the_words_of_a_text_go_with_its_number_as_each_language_counts() -> None:
    said = [say("ad-tombstone-lifetime.days", "{days} {days:day|days}", days=n) for n in (0, 1, 2, 1000)]
    assert [FRENCH.text(text) for text in said] == ["0 jour", "1 jour", "2 jours", "1\u202f000 jours"]
    assert [ENGLISH.text(text) for text in said] == ["0 days", "1 day", "2 days", "1,000 days"]


def test_what_is_no_quantity_stays_together() -> None:
    text = say("preparation.newer", "{found:d}, which is newer", found=17003)
    assert FRENCH.text(text).startswith("17003, ")


def test_items_that_hold_commas_are_kept_further_apart() -> None:
    drives = [say("server-disk-free.drive", "{mount} {free:gb}", mount=m, free=GB) for m in ("C:", "D, E")]
    text = say("server-disk-free.observed", "free: {drives}", drives=drives)
    assert FRENCH.text(text) == "libre\u00a0: C: 1\u202fGo\u00a0; D, E 1\u202fGo"


def test_values_are_never_patterns() -> None:
    assert FRENCH.say("{listed}.", listed="{other}") == "{other}."
