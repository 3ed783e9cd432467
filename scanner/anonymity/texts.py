"""A text with its names replaced: in whatever notation a name stands, its words are exchanged and its signs are kept.

A host in a domain, an address in a URL, a path, a distinguished name and the star of a certificate therefore still
fit each other. What Exchange and Windows call things is in `words.toml` and stays.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files

from scanner.anonymity.cipher import Cipher
from scanner.anonymity.fields import KINDS, Kind, words_of_the_model
from scanner.inventory.absence import REASONS
from scanner.inventory.names import PRODUCTS, SERVER_ROLES, WINDOWS_EDITIONS, WINDOWS_SERVERS

_LETTERS = r"[^\W\d_]+"
_WORD = re.compile(_LETTERS)
_INNER = re.compile(r"[a-z][A-Z]")
_PARTS = re.compile(rf"{_LETTERS}|\d+")
_HEXADECIMAL = (
    r"(?<![0-9a-f])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}"
    r"|(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{16,})(?![0-9a-f])"
)
_SID = r"(?<![\w-])S-1-\d+(?:-\d+)+"
_IPV4 = r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?![\w]|\.\d)"
_IPV6 = r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:/\d{1,3})?(?![\w:])"
# Letters written as numbers, where numbers stay.
_ESCAPED = r"(?:(?:\\u[0-9a-f]{2}|\\x|[%=\\])[0-9a-f]{2}){2,}"
_OF_NAMES = (
    rf"(?P<hexadecimal>{_HEXADECIMAL})|(?P<sid>{_SID})|(?P<ip>{_IPV4}|{_IPV6})"
    rf"|(?P<word>{_LETTERS})|(?P<number>\d+)"
)
_OF_TERMS = rf"(?P<number>{_ESCAPED})|(?P<hexadecimal>{_HEXADECIMAL})|(?P<word>{_LETTERS})"
_PATTERNS: Mapping[Kind, re.Pattern[str]] = {
    kind: re.compile(_OF_TERMS if kind == "terms" else _OF_NAMES, re.IGNORECASE) for kind in KINDS
}
# What makes one name of several words.
_JOINTS = frozenset("-.@_/\\0123456789")
# A letter of an address template with the number of characters it takes, such as %1g.
_TEMPLATE = re.compile(r"%\d[a-z](?![a-z])", re.IGNORECASE)
# What is left of an address before its @, and the attributes whose value is a country or one label of a domain.
_LOCAL_PART = re.compile(r"[\w.+'-]{0,64}@")
_COUNTRY_OR_LABEL = re.compile(r"(?<!\w)d?c=$", re.IGNORECASE)
_DIGITS_OF_A_COST = 3
_ACCOUNTS_OF_WINDOWS = 1000  # numbers below are of accounts that are in every domain
_DOMAIN_SID = re.compile(r"(S-1-5-21)((?:-\d+){3})(?:-(\d+))?", re.IGNORECASE)


class Words:
    """What stays, and for what: from `words.toml`, the tables of the inventory, and what the rule book compares with.

    Args:
        compared: texts that checks compare with. Of one word they stay among terms, else wherever they stand.
    """

    def __init__(self, compared: Iterable[str] = ()) -> None:
        table = tomllib.loads((files("scanner.anonymity") / "words.toml").read_text("utf-8"))
        compared = list(compared)
        self.people = frozenset(_words(table["people"]))
        self.names = self.people | frozenset(_words(table["names"]))
        self.terms = self.names | frozenset(
            _words([*table["terms"], *table["endings"], *_words_of_tables(), *compared])
        )
        # An attribute such as objectCategory is nobody's name.
        inner = (word for text in words_of_the_model() for word in _WORD.findall(text) if _INNER.search(word))
        self.texts = self.names | frozenset(_words([*table["texts"], *inner]))
        self.endings = frozenset(_words(table["endings"]))
        self.signs = {"=": frozenset(_words(table["attributes"])), ":": frozenset(_words(table["prefixes"]))}
        self.ports = frozenset(map(str, table["ports"]))
        self.beginnings = tuple(word.casefold() for word in table["beginnings"])
        self._phrases: dict[str, list[str]] = {}
        for text in (*table["phrases"], *(each for each in compared if not _WORD.fullmatch(each))):
            first = _PATTERNS["names"].search(text)
            if first is not None and any(map(str.isalpha, text)):
                self._phrases.setdefault(first[0].casefold(), []).append(text[first.start() :].casefold())

    def phrase(self, text: str, begin: int, first: str) -> int:
        """Where a phrase that stays ends, of which `first` is the first word; `begin` where none begins."""
        ends = [begin]
        for phrase in self._phrases.get(first.casefold(), ()):
            end = begin + len(phrase)
            if text[begin:end].casefold() == phrase and not text[end : end + 1].isalnum():
                ends.append(end)
        return max(ends)


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word.casefold() for text in texts for word in _WORD.findall(text))


def _words_of_tables() -> Iterator[str]:
    yield from words_of_the_model()
    yield from (f"{code} {reason.sentence} {reason.hint}" for code, reason in REASONS.items())
    yield from (name for _, name in (*PRODUCTS, *WINDOWS_SERVERS))
    yield from (*SERVER_ROLES.values(), *WINDOWS_EDITIONS)


class Renamer:
    """Replaces the names in texts by one salt."""

    def __init__(self, salt: bytes, words: Words) -> None:
        self._cipher = Cipher(salt)
        self._words = words
        self._known: dict[tuple[str, bool], str] = {}

    def text(self, text: str, kind: Kind) -> str:
        """The text with every name in it replaced."""
        made, done = [], 0
        for found in _PATTERNS[kind].finditer(text):
            begin, end = found.span()
            if begin < done:
                continue  # within a phrase
            after = (
                self._words.phrase(text, begin, found[0]) if not text[begin - 1 : begin].isalnum() else begin
            )
            if after > begin:
                made.append(text[done:after])
            else:
                made += text[done:begin], self._replaced(found, kind)
            done = max(after, end)
        return "".join(made) + text[done:]

    def _replaced(self, found: re.Match[str], kind: Kind) -> str:
        part, what = found[0], str(found.lastgroup)
        if self._stays(found, part, what, kind):
            return part
        key = part, kind == "terms"
        if key not in self._known:
            exchange: Mapping[str, Callable[[str], str]] = {
                "hexadecimal": self._cipher.hexadecimal, "sid": self._sid, "ip": self._address,
                "word": self._term if kind == "terms" else self._name, "number": self._name,
            }  # fmt: skip
            self._known[key] = exchange[what](part)
        return self._known[key]

    def _stays(self, found: re.Match[str], part: str, what: str, kind: Kind) -> bool:
        """Whether a part is a word everybody has, or says of what kind the name beside it is."""
        begin, end = found.span()
        before, after = found.string[max(0, begin - 1) : begin], found.string[end : end + 1]
        if what == "word":
            word = part.casefold()
            if kind == "terms":
                return word in self._words.terms
            # Behind the @ of an address stands a domain, whosever address it is.
            personal = kind == "people" and found.string.find("@", 0, begin) < 0
            plain = kind == "texts" and word in self._words.texts and not {before, after} & _JOINTS
            return (
                plain
                or word in (self._words.people if personal else self._words.names)
                or (not personal and word in self._words.endings and self._is_ending(found, before))
                or self._is_sign(found, before, after)
            )
        if what == "number" and kind != "terms":
            port = before == ":" and part in self._words.ports and not after.isalnum()
            cost = before == ";" and not after and len(part) <= _DIGITS_OF_A_COST
            return port or cost or bool(_TEMPLATE.match(found.string, begin - 1))
        return False

    def _is_ending(self, found: re.Match[str], before: str) -> bool:
        """Whether it is where the last label of a domain may be, and not within the name of a person."""
        if before == ".":
            return not _LOCAL_PART.match(found.string, found.end())
        return before == "=" and bool(_COUNTRY_OR_LABEL.search(found.string[: found.start()][-4:]))

    def _is_sign(self, found: re.Match[str], before: str, after: str) -> bool:
        begin, end = found.span()
        word, single = found[0].casefold(), end - begin == 1
        if before.isalnum():
            return single and bool(_TEMPLATE.match(found.string, max(0, begin - 2)))
        return (
            word in self._words.signs.get(after, ())
            or (single and (before == "%" or found.string[end : end + 2] in (":\\", ":")))
            or found.string[max(0, begin - 2) :] == " (deleted)"
            or (before, after) == ("<", ">")
        )

    def _name(self, text: str) -> str:
        return self._word(text, self._words.names)

    def _term(self, text: str) -> str:
        return self._word(text, self._words.terms)

    def _word(self, text: str, kept: frozenset[str]) -> str:
        """A word that no other word becomes one of `kept` by; what Exchange begins its own words with stays."""
        head = next((len(each) for each in self._words.beginnings if text.casefold().startswith(each)), 0)
        return text[:head] + self._cipher.word(text[head:], kept)

    def _address(self, text: str) -> str:
        try:
            return self._cipher.address(text)
        except ValueError:  # a version, or the number of a network card
            return _PARTS.sub(lambda found: self._name(found[0]), text)

    def _sid(self, text: str) -> str:
        """The domain by its three numbers, the account in it; what is in every Windows stays."""
        found = _DOMAIN_SID.fullmatch(text)
        if found is None:
            return text
        domain = _PARTS.sub(lambda number: self._name(number[0]), found[2])
        account = found[3]
        if account is None:
            return found[1] + domain
        return f"{found[1]}{domain}-{account if int(account) < _ACCOUNTS_OF_WINDOWS else self._name(account)}"
