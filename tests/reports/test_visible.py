import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.visible import visible

JOINERS = "\u200c\u200d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Brémond 你好 שלום", "Brémond 你好 שלום"),
        ("a\x1b[31mb", "a[U+001B][31mb"),
        ("a\r\nb\tc\0", "a[U+000D][U+000A]b[U+0009]c[U+0000]"),
        ("\x7f", "[U+007F]"),
        ("\x9b31m", "[U+009B]31m"),
        ("gpj\u202eexe.txt", "gpj[U+202E]exe.txt"),
        ("\ud800", "[U+D800]"),
        ("\ufeffname\u200b", "[U+FEFF]name[U+200B]"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("", ""),
    ],
)
def test_what_steers_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(exclude_characters=JOINERS)))
def test_nothing_that_steers_is_left(text: str) -> None:
    left = {unicodedata.category(character) for character in visible(text)}
    assert not left & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text())
def test_what_is_shown_can_be_written_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert visible(shown) == shown
