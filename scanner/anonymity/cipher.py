"""Words, numbers and addresses exchanged for others of the same kind, one for one, by a secret.

Nothing is kept between two calls and nothing depends on the order in which things are met: the same word under the
same salt is always the same other word, and no two words become one. A word is exchanged for one of the same length,
each letter for a letter of the same case and alphabet; of an IP address the network it is special for stays, and
addresses of one network stay in one network.

The words are mixed by an unbalanced Feistel network over their letters (Black and Rogaway, "Ciphers with arbitrary
finite domains", 2002: also the way to leave a set of words out), the addresses bit by bit as in Crypto-PAn (Xu, Fan,
Ammar, Moon, "Prefix-preserving IP address anonymization", 2002). This hides names from a reader; it is no encryption
of a short word against somebody who can have words of his own choice replaced.
"""

from __future__ import annotations

import hashlib
import string
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from math import prod

_ROUNDS = 8
_HEXADECIMAL = "0123456789abcdef"
_LONGEST = 32  # letters of a word that are mixed with each other
_BLOCK = 256
_FIRST_BEYOND_ASCII = 128

# What an address says of itself stays true: the first network it lies in, and how many of its bits stay.
_NETWORKS: Sequence[IPv4Network | IPv6Network] = [
    ip_network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.0.2.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
        "2001:db8::/32", "fc00::/8", "fd00::/8", "fe80::/64", "ff00::/8", "2000::/3", "::/64",
    )
]  # fmt: skip
# Loopback, masks, what protocols reserve, and the ends of the range of all addresses name nobody.
_OF_NOBODY = [
    ip_network(each)
    for each in (
        "0.0.0.0/32", "127.0.0.0/8", "192.0.0.0/24", "240.0.0.0/4", "::/127",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128",
    )
]  # fmt: skip


class Cipher:
    """The exchange of one salt."""

    def __init__(self, salt: bytes) -> None:
        self._key = hashlib.blake2b(salt, digest_size=32).digest()
        self._bits: dict[str, int] = {}

    def word(self, text: str, kept: Collection[str] = ()) -> str:
        """A word, whose signs stay; `kept` are words in lower case that no other word becomes."""
        if len(text) > _LONGEST:
            return "".join(self.word(text[at : at + _LONGEST]) for at in range(0, len(text), _LONGEST))
        plain = [_lowered(character) for character in text]
        alphabets = [alphabet(character) for character in plain]
        places = [letters.index(character) for letters, character in zip(alphabets, plain, strict=True)]
        radices = [len(letters) for letters in alphabets]
        while text:
            places = self._mixed("word", places, radices)
            found = [letters[place] for letters, place in zip(alphabets, places, strict=True)]
            if "".join(found) not in kept:
                return "".join(map(_cased, found, text))
        return text

    def hexadecimal(self, text: str) -> str:
        """A number in hexadecimal digits, with whatever dashes are in it."""
        digits = [_HEXADECIMAL.index(character) for character in text.casefold() if character != "-"]
        found = iter(self._mixed("hexadecimal", digits, [len(_HEXADECIMAL)] * len(digits)))
        mixed = "".join("-" if character == "-" else _HEXADECIMAL[next(found)] for character in text)
        return mixed.upper() if text == text.upper() else mixed

    def address(self, text: str) -> str:
        """An IP address or a network such as `10.1.0.0/16`; raises ValueError for what is neither."""
        plain, slash, length = text.partition("/")
        found = ip_address(plain)
        if any(found in network for network in _OF_NOBODY):
            return text
        home = next((network for network in _NETWORKS if found in network), None)
        exchanged = self._exchanged(found, home)
        while home is None and any(exchanged in network for network in (*_NETWORKS, *_OF_NOBODY)):
            exchanged = self._exchanged(exchanged, None)
        if slash:
            exchanged = ip_network(f"{exchanged}/{length}", strict=False).network_address
        return f"{exchanged}{slash}{length}"

    def _exchanged(
        self, address: IPv4Address | IPv6Address, home: IPv4Network | IPv6Network | None
    ) -> IPv4Address | IPv6Address:
        size = address.max_prefixlen
        bits = f"{int(address):0{size}b}"
        stay = home.prefixlen if home is not None else 0
        flipped = [
            bit if place < stay else str(int(bit) ^ self._bit(bits[:place])) for place, bit in enumerate(bits)
        ]
        return type(address)(int("".join(flipped), 2))

    def _bit(self, prefix: str) -> int:
        if prefix not in self._bits:
            self._bits[prefix] = (
                hashlib.blake2b(prefix.encode(), key=self._key, digest_size=1).digest()[0] & 1
            )
        return self._bits[prefix]

    def _mixed(self, purpose: str, places: Sequence[int], radices: Sequence[int]) -> list[int]:
        """Numbers below their radices exchanged for others, one for one: each round adds to one half what the other
        half says, which could be taken away again."""
        middle = len(places) // 2
        below = radices[:middle], radices[middle:]
        sizes = [prod(half) for half in below]
        halves = [_joined(places[:middle], below[0]), _joined(places[middle:], below[1])]
        for number in range(_ROUNDS):
            mine, other = number % 2, 1 - number % 2
            said = f"{purpose} {number} {sizes} {halves[other]}".encode()
            halves[mine] += int.from_bytes(hashlib.blake2b(said, key=self._key).digest())
            halves[mine] %= sizes[mine]
        return [*_parted(halves[0], below[0]), *_parted(halves[1], below[1])]


def _joined(places: Sequence[int], radices: Sequence[int]) -> int:
    """Places below their radices as one number below the product of the radices."""
    number = 0
    for place, radix in zip(places, radices, strict=True):
        number = number * radix + place
    return number


def _parted(number: int, radices: Sequence[int]) -> list[int]:
    places = []
    for radix in reversed(radices):
        number, place = divmod(number, radix)
        places.append(place)
    return places[::-1]


@cache
def alphabet(character: str) -> str:
    """The letters a letter in lower case may become, or the digits: of its block of Unicode, and as good as it is.

    A letter that changes its length with its case, such as ß, stays: it would change what is equal.
    """
    for known in (string.ascii_lowercase, string.digits):
        if character in known:
            return known
    first = ord(character) // _BLOCK * _BLOCK
    kind = _kind(character)
    block = map(chr, range(max(first, _FIRST_BEYOND_ASCII), first + _BLOCK))
    found = "".join(each for each in block if _kind(each) == kind and _is_steady(each))
    return found if character in found else character


def _kind(letter: str) -> tuple[str, bool]:
    """Its category, and whether it has a capital."""
    return unicodedata.category(letter), letter.upper() != letter


def _is_steady(letter: str) -> bool:
    """Whether it has one form in each case and in each normal form of Unicode."""
    upper = letter.upper()
    return (
        len(upper) == 1
        and upper.lower() == letter.casefold() == letter
        and unicodedata.normalize("NFC", letter) == letter
    )


@cache
def _lowered(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 and lower.upper() == character else character


def _cased(letter: str, like: str) -> str:
    return letter.upper() if like != _lowered(like) else letter
