"""The one way to say no, and foreign text in it."""

import pytest

from scanner.inventory.refusal import Refusal, readable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("été à Lyon – 日本", "été à Lyon – 日本"),
        ("a\nb\tc\r", r"a\u000ab\u0009c\u000d"),
        ("\x1b[31mred\x00", r"\u001b[31mred\u0000"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\u2028\u2029\u00a0", r"\u2028\u2029\u00a0"),
        ("\ud800", r"\ud800"),
        ("\udce9", r"\udce9"),
        ("\U000e0001", r"\ue0001"),
        ("", ""),
    ],
)
def test_foreign_text_is_printable_and_on_one_line(text: str, shown: str) -> None:
    assert readable(text) == shown
    assert readable(text).isprintable()


def test_foreign_text_is_not_endless() -> None:
    assert readable("x" * 200) == "x" * 200
    assert readable("x" * 201) == "x" * 200 + "…"
    assert readable("\n" * 10**6, limit=10) == "\\u000a"[:10].ljust(6) + "\\u00…"
    assert readable("abc", limit=2) == "ab…"


def test_a_refusal_is_words_and_a_number() -> None:
    refusal = Refusal("It is not so.", "Do something else.")
    assert (refusal.what, refusal.do, refusal.exit_code) == ("It is not so.", "Do something else.", 2)
    assert str(refusal) == "It is not so."
    assert Refusal("No.").as_json() == {"what": "No.", "do": "", "exit_code": 2}
