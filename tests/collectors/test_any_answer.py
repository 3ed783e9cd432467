"""Whatever a directory answers, every collector makes sections of it that can be saved, or says in words why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, cast

import hypothesis.strategies as st
import msgspec
from hypothesis import given, settings

from scanner.collectors.steps import DIRECTORY_STEPS
from scanner.connections.directories import Directories
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from tests.collectors.answers import (
    CONFIGURATION,
    GROUP,
    HOSTILE,
    ORGANIZATION,
    SITE,
    STAMP,
    RecordedDirectories,
    RecordedDirectory,
)

NAMES = (
    *(ORGANIZATION, GROUP, SITE, CONFIGURATION, "DC=corp,DC=test", f"CN=EX1,CN=Servers,{GROUP}"),
    *("", ",,,=", "garbage", "CN=", "CN=\\C3\\28,DC=x", f"CN=a\nDEL:1,CN=Deleted Objects,{CONFIGURATION}"),
    f"CN={'x' * 300}",
)  # fmt: skip
VALUES = (
    *(b"", b"0", b"1", b"-1", b"TRUE", b"false", b"9223372036854775807", b"9223372036854775808", b"1e400", b"NaN"),
    *(b"20231005120000.0Z", b"00010101000000.0Z", b"99991231235959.0Z", b"20261340", b"Version 15.1 (Build 32507.6)"),
    *(b"Version 99999999999999999999.1 (Build 1)", b"15322.1.1.1", b"\xff\xfe\0", b"\xed\xa0\x80", b"SMTP:a@b.c", b"@"),
    *(b"smtp:", b"1.2.3.4/33", b"1.2.3.4-5", b"::/0", b"http://[", b"https://mail.corp.test:99999/owa", b"<?xml", b"{"),
    *(text.encode() for text in HOSTILE),
)  # fmt: skip
CLASSES = (b"msExchExchangeServer", b"msExchMDB", b"user", b"group", b"container", b"server", b"")


class AnyDirectory(RecordedDirectory):
    """Answers every query with a few objects that hold anything, or breaks off."""

    def __init__(self, random: Random, domain: str = "corp.test") -> None:
        super().__init__({}, domain)
        self._random = random

    def search(self, base: str, scope: str, filter: str, attributes: Sequence[str]) -> Iterator[Entry]:
        for _ in range(self._random.choice((1, 1, 0, 2) if scope == "base" else (0, 1, 2, 4))):
            yield self._object(attributes)
        if self._random.random() < 0.02:
            raise Trouble("connection-lost", host=self.host, detail="the line broke")

    def _object(self, attributes: Sequence[str]) -> Entry:
        random = self._random
        asked = (name for name in attributes if random.random() < 0.75)
        values = {name: [self._value() for _ in range(random.choice((0, 1, 1, 1, 3)))] for name in asked}
        if "objectClass" in values:
            values["objectClass"] = [b"top", random.choice(CLASSES)]
        return Entry(random.choice(NAMES), values)

    def _value(self) -> bytes:
        random = self._random
        draw = random.random()
        if draw < 0.6:
            return random.choice(VALUES)
        if draw < 0.8:
            return random.choice(NAMES).encode()
        return random.randbytes(random.choice((1, 4, 8, 12, 16, 28, 40, 64, 200)))


@given(st.randoms(use_true_random=True))
@settings(max_examples=25, deadline=None)
def test_any_answer_is_read_or_refused_in_words(random: Random) -> None:
    for step in DIRECTORY_STEPS:
        main, child = AnyDirectory(random), AnyDirectory(random, "child.corp.test")
        directories: Any = RecordedDirectories(main, child, catalog=AnyDirectory(random))
        try:
            sections = step.collect(cast(Directories, directories), STAMP)
        except Trouble:
            continue
        assert set(sections) <= set(step.sections)
        for section in sections.values():
            assert msgspec.json.decode(msgspec.json.encode(section))
