"""A page taken apart by the standard library's parser, which knows nothing of how it was made."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

NEVER_CLOSED = {"meta", "link", "br", "input", "img", "hr"}


class Page(HTMLParser):
    """Elements, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.placed: list[tuple[frozenset[str], str]] = []
        self.marks: list[set[str]] = []
        self.raw: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag, tuple(sorted(name for name, _ in attrs))] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in NEVER_CLOSED:
            self.open.append(tag)
            self.marks.append({value or "" for name, value in attrs if name in ("id", "class")})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open and tag not in NEVER_CLOSED:
            self.open.pop()
            self.marks.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes something else"
        self.marks.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("style", "script"):
            self.raw.append((self.open[-1], data))
        else:
            self.texts.append(data)
            self.placed.append((frozenset().union(*self.marks), data))

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def text_in(self, mark: str, *, without: str) -> str:
        """The text within elements that carry an id or class, but not within those that carry the other one."""
        return " ".join(data for marks, data in self.placed if mark in marks and without not in marks)

    def values(self, attribute: str) -> list[str]:
        return [value for _, name, value in self.attributes if name == attribute]
