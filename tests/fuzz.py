"""A coverage-guided search for bytes that break a reader: `make fuzz`, or python -m tests.fuzz READER SECONDS CORPUS.

Not part of the tests. What it finds is written to a file named crash-…, and belongs into a test of that reader.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["scanner"]):
    from scanner.brought import Found, bring
    from scanner.connections.errors import NotLdap
    from scanner.connections.ldap_answers import message_length, opened, read_entry, read_result
    from scanner.inventory.journal import fold, header
    from scanner.inventory.refusal import Refusal
    from scanner.inventory.store import loads
    from scanner.scripts.reading import read

import samples
from tests.connections import ldap_server
from tests.scripts.printed import file_of
from tests.servers import answers

NOW = datetime(2026, 11, 25, tzinfo=UTC)
EMPTY = fold(header("fuzz", NOW, {}), [])


def inventory(raw: bytes) -> None:
    """A saved file."""
    with contextlib.suppress(Refusal):
        loads("fuzz.json", raw)


def script(raw: bytes) -> None:
    """What a script printed on a server, brought into an inventory."""
    with contextlib.suppress(Refusal):
        found = Found()
        found.readings += read("fuzz.txt", raw)
        bring(EMPTY, found)


def ldap(raw: bytes) -> None:
    """What a directory answered."""
    with contextlib.suppress(NotLdap):
        message_length(raw)
        message = opened(raw)
        read_result(message)
    with contextlib.suppress(NotLdap):
        entry = read_entry(opened(raw))
        for name in entry.names():
            entry.texts(name), entry.integer(name), entry.boolean(name), entry.time(name)


def seeds() -> dict[Callable[[bytes], None], list[bytes]]:
    """What each reader takes, to begin from."""
    build = "15.2.1544.4"
    person = {"mailNickname": [b"ana"], "objectGUID": [b"1" * 16], "whenCreated": [b"20231005120000.0Z"]}
    return {
        inventory: [samples.read("partly-read")],
        script: [
            file_of(answers.listing("host", "ex1", answers.member(build))),
            file_of(answers.listing("clients", "ex1", answers.clients({"16.0.10396.20023": 9}))),
            *(file_of(lines) for lines in answers.exchange_server("ex1", build).scripts.values()),
        ],
        ldap: [
            ldap_server.entry("CN=Ana,DC=corp,DC=test", person)(1),
            ldap_server.done(cookie=b"next")(1),
        ],
    }


def main() -> None:
    """Fuzz one reader for so many seconds; the folder keeps what was found interesting."""
    name, seconds, folder = sys.argv[1:]
    readers = {reader.__name__: (reader, begun) for reader, begun in seeds().items()}
    reader, begun = readers[name]
    corpus = Path(folder, name)
    corpus.mkdir(parents=True, exist_ok=True)
    for place, seed in enumerate(begun):
        (corpus / f"seed-{place}").write_bytes(seed)
    options = [
        f"-max_total_time={seconds}",
        f"-artifact_prefix={folder}/{name}-",
        "-timeout=20",
        "-max_len=200000",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], reader)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
