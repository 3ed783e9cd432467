"""Files from machines that nothing can reach, brought into an inventory: what scripts printed, and other inventories.

Everything is read before anything is written; a file that is something else ends the import with one sentence.
Imported twice, a file changes nothing the second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from scanner.brought import Found, bring
from scanner.inventory.journal import fold, header
from scanner.inventory.refusal import readable
from scanner.inventory.store import GZIP_MAGIC, load, loads, read_whole, save
from scanner.outcome import Outcome
from scanner.scripts.reading import read


def import_files(
    files: Sequence[Path], into: Path, output: Path | None = None, *, tool: str, now: datetime
) -> Outcome:
    """Bring files into the inventory `into`, which is made when there is none, and write it to `output` or back.

    Raises FileRefused and NotRows before anything is written.
    """
    found = Found()
    for file in files:
        take(found, file)
    inventory = load(into)[0] if into.exists() else fold(header(tool, now, {}), [])
    brought, gaps = bring(inventory, found)
    path = output or into
    return Outcome(brought, path, save(path, brought), tuple(gaps))


def take(found: Found, path: Path) -> None:
    """Read one file. Raises FileRefused or NotRows."""
    raw = read_whole(path)
    name = readable(str(path))
    if raw.startswith(GZIP_MAGIC) or raw.lstrip()[:1] == b"{":
        inventory, _ = loads(name, raw)
        found.hosts += inventory.hosts
        found.candidates += inventory.candidates
    else:
        found.readings += read(name, raw)
