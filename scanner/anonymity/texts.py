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
# What makes one name of several words.
_JOINT = re.compile(r"[-.@_/\\\d]")
_PARTS = re.compile(rf"{_LETTERS}|\d+")
_GUID = r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{32,})(?![0-9A-Fa-f])"
# Letters that say of what kind the name beside them is, in distinguished names, addresses, templates and paths.
_SIGNS = (
    r"(?<![^\W_])(?:cn|ou|dc|o|l|st|s|c|e|street|p|a|g|i|prmd|admd)(?==)"
    r"|(?<![^\W_])(?:smtp|sip|eum|x400|x500|ex|fax|ldap|https?)(?=:)"
    r"|%\d?[a-z](?![a-z])"
    r"|(?<![^\W_])[a-z](?=:(?:\\|$))"
    r"|:(?:25|80|110|143|389|443|465|587|636|717|993|995|2525|3268|3269|5060|5061|8080)(?!\w)"
    r"|;\d{1,3}$|<[is]>|[ ]\(deleted\)$"
)
_SID = r"(?<![\w-])S-1-\d+(?:-\d+)+"
_IPV4 = r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?![\w]|\.\d)"
_IPV6 = r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:/\d{1,3})?(?![\w:])"
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
        self.names = frozenset(_words(table["names"]))
        self.terms = self.names | frozenset(
            _words([*table["terms"], *table["endings"], *_words_of_tables(), *compared])
        )
        # An attribute such as objectCategory is nobody's name.
        inner = (word for text in words_of_the_model() for word in _WORD.findall(text) if _INNER.search(word))
        self.texts = self.names | frozenset(_words([*table["texts"], *inner]))
        phrases = [*table["phrases"], *(text for text in compared if not _WORD.fullmatch(text))]
        self.phrases = _any_of(text for text in phrases if any(map(str.isalpha, text)))
        self.endings = _any_of(_words(table["endings"]))
        self.beginnings = tuple(word.casefold() for word in table["beginnings"])


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word.casefold() for text in texts for word in _WORD.findall(text))


def _any_of(texts: Iterable[str]) -> str:
    """A pattern of the texts as they stand, the longest first."""
    return "|".join(re.escape(text) for text in sorted(set(texts), key=lambda text: (-len(text), text)))


def _words_of_tables() -> Iterator[str]:
    yield from words_of_the_model()
    yield from REASONS
    yield from (name for _, name in (*PRODUCTS, *WINDOWS_SERVERS))
    yield from (*SERVER_ROLES.values(), *WINDOWS_EDITIONS)


class Renamer:
    """Replaces the names in texts by one salt."""

    def __init__(self, salt: bytes, words: Words) -> None:
        self._cipher = Cipher(salt)
        self._words = words
        self._known: dict[tuple[str, bool], str] = {}
        phrases = rf"(?<![^\W_])(?:{words.phrases})(?![^\W_])"
        endings = rf"(?<=[.=])(?:{words.endings})(?![\w-])"
        names = (
            rf"(?P<stays>{phrases}|{endings}|{_SIGNS})|(?P<hexadecimal>{_GUID})|(?P<sid>{_SID})|(?P<ip>{_IPV4}|{_IPV6})"
            rf"|(?P<word>{_LETTERS})|(?P<number>\d+)"
        )
        terms = rf"(?P<stays>{phrases})|(?P<hexadecimal>{_GUID})|(?P<word>{_LETTERS})"
        self._patterns: Mapping[Kind, re.Pattern[str]] = {
            kind: re.compile(terms if kind == "terms" else names, re.IGNORECASE) for kind in KINDS
        }

    def text(self, text: str, kind: Kind) -> str:
        """The text with every name in it replaced."""
        return self._patterns[kind].sub(lambda found: self._replaced(found, kind), text)

    def _replaced(self, found: re.Match[str], kind: Kind) -> str:
        part, what = found[0], found.lastgroup
        if what == "stays" or (what == "word" and part.casefold() in self._kept(found, kind)):
            return part
        key = part, kind == "terms"
        if key not in self._known:
            exchange: Mapping[str, Callable[[str], str]] = {
                "hexadecimal": self._cipher.hexadecimal, "sid": self._sid, "ip": self._address,
                "word": self._term if kind == "terms" else self._name, "number": self._name,
            }  # fmt: skip
            self._known[key] = exchange[str(what)](part)
        return self._known[key]

    def _kept(self, found: re.Match[str], kind: Kind) -> frozenset[str]:
        if kind == "terms":
            return self._words.terms
        begin, end = found.span()
        joined = _JOINT.search(found.string[max(0, begin - 1) : begin] + found.string[end : end + 1])
        return self._words.names if kind == "names" or joined else self._words.texts

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
