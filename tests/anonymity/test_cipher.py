"""Words and addresses exchanged one for one: of the same length, alphabet and case, and never two for one."""

from __future__ import annotations

import string
import unicodedata
from ipaddress import ip_address, ip_network
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scanner.anonymity.cipher import Cipher, alphabet

CIPHER = Cipher(b"salt")
LETTERS = st.text(
    st.sampled_from(string.ascii_letters + "àéîõüñçøåžŁżÉÖŞабвЖЯщαβγΩשלוםقلم漢字仮名한글"),
    min_size=1,
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(LETTERS)
@example("JΩωוABFONC")
def test_a_word_keeps_its_length_its_alphabets_and_its_case(word: str) -> None:
    other = CIPHER.word(word)
    assert len(other) == len(word)
    assert len(other.encode()) == len(word.encode())
    for mine, theirs in zip(word, other, strict=True):
        assert unicodedata.category(mine) == unicodedata.category(theirs)
        assert mine.isascii() == theirs.isascii()
    assert CIPHER.word(_lowered(word)) == _lowered(other)


def _lowered(word: str) -> str:
    """Letter by letter: as a whole, a word ends with another small sigma."""
    return "".join(map(str.lower, word))


@pytest.mark.parametrize(("letters", "length"), [(string.ascii_lowercase, 2), (string.digits, 3)])
def test_no_two_words_become_one_and_none_becomes_a_word_that_stays(letters: str, length: int) -> None:
    kept = {letters[:length], letters[-length:]}
    words = {"".join(each) for each in product(letters, repeat=length)} - kept
    assert {CIPHER.word(word, kept) for word in words} == words


def test_every_letter_of_a_block_has_its_own() -> None:
    for letter in ("é", "щ", "ω", "漢", "한"):
        assert len({CIPHER.word(each) for each in alphabet(letter)}) == len(alphabet(letter)) > 20


def test_the_salt_decides() -> None:
    assert Cipher(b"other").word("Bremond") != CIPHER.word("Bremond") != "Bremond"
    assert Cipher(b"salt").word("Bremond") == CIPHER.word("Bremond")


def test_a_number_in_hexadecimal_digits_is_the_same_with_and_without_dashes() -> None:
    dashed = CIPHER.hexadecimal("381b4222-f694-41f0-9685-ff5bb260df2e")
    assert dashed.replace("-", "") == CIPHER.hexadecimal("381b4222f69441f09685ff5bb260df2e")
    assert dashed.upper() == CIPHER.hexadecimal("381B4222-F694-41F0-9685-FF5BB260DF2E")
    assert [len(part) for part in dashed.split("-")] == [8, 4, 4, 4, 12]


@pytest.mark.parametrize(
    ("network", "address"),
    [
        ("10.0.0.0/8", "10.20.1.7"), ("172.16.0.0/12", "172.31.4.1"), ("192.168.0.0/16", "192.168.1.1"),
        ("169.254.0.0/16", "169.254.7.8"), ("fe80::/64", "fe80::1234:5678"), ("fd00::/8", "fd12:3456::1"),
        ("2000::/3", "2a01:cb00::1"),
    ],
)  # fmt: skip
def test_an_address_stays_what_it_is(network: str, address: str) -> None:
    other = ip_address(CIPHER.address(address))
    assert other in ip_network(network)
    assert str(other) != address


@settings(max_examples=200, deadline=None)
@given(st.ip_addresses(v=4))
def test_an_address_of_the_internet_stays_one(address: object) -> None:
    other = ip_address(CIPHER.address(str(address)))
    assert other.is_global == ip_address(str(address)).is_global


@settings(max_examples=100, deadline=None)
@given(
    st.ip_addresses(v=4, network="10.0.0.0/8"), st.integers(9, 30), st.ip_addresses(v=4, network="10.0.0.0/8")
)
def test_addresses_of_one_network_stay_in_one(one: object, length: int, other: object) -> None:
    network = ip_network(f"{one}/{length}", strict=False)
    exchanged = ip_network(CIPHER.address(str(network)))
    assert exchanged.prefixlen == length
    assert ip_address(CIPHER.address(str(one))) in exchanged
    inside = ip_address(str(other)) in network
    assert (ip_address(CIPHER.address(str(other))) in exchanged) == inside


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0", "255.255.255.0", "255.255.255.255", "::", "::1"])
def test_an_address_of_nobody_stays(address: str) -> None:
    assert CIPHER.address(address) == address
