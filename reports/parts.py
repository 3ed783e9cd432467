"""The small parts that every part of a page is made of. Texts are not yet escaped.

`tone` is a status such as `not-verified`; signs and colours hang on it.
"""

from __future__ import annotations

from msgspec import Struct


class Part(Struct, frozen=True, kw_only=True):
    """Base of everything on the page."""


class Fact(Part, frozen=True, kw_only=True):
    label: str
    value: str
    code: bool = False


class Link(Part, frozen=True, kw_only=True):
    anchor: str
    label: str
    number: str = ""


class Notice(Part, frozen=True, kw_only=True):
    """Something to know before reading on."""

    tone: str
    text: str
    link: Link | None = None


class Count(Part, frozen=True, kw_only=True):
    """A number of something with a status."""

    tone: str
    number: str
    word: str
    none: bool = False


class TargetChoice(Part, frozen=True, kw_only=True):
    letter: str
    name: str
