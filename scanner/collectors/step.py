"""What a collector is to a scan: what it asks, and which sections of the inventory it brings home."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scanner.collectors.query import Query, Stamp
from scanner.connections.directories import Directories
from scanner.inventory.absence import Collected, Failed, Skipped

# By the names of the inventory's fields; what was asked for and hidden is Failed there, beside what was read.
Sections = Mapping[str, Collected[Any] | Failed | Skipped]
Collect = Callable[[Directories, Stamp], Sections]


@dataclass(frozen=True)
class Step:
    """One collector. `sections` are what it brings, `main` the query that their source names.

    `collect` raises Trouble when none of its sections can be had.
    """

    id: str
    sections: tuple[str, ...]
    queries: tuple[Query, ...]
    main: Query
    collect: Collect
