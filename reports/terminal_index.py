"""Several judged inventories as lines for a terminal: each organisation, with a line a target."""

from __future__ import annotations

from collections.abc import Iterator

from reports.index import IndexView
from reports.terminal import Style, signed


def index_lines(view: IndexView, style: Style) -> Iterator[str]:
    """What `exready check` ends with after several inventories."""
    yield from (style.paint(line, "1") for line in style.wrapped(view.about, ""))
    for row in view.rows:
        yield ""
        yield from style.wrapped(f"{row.organization} ({row.about})", "  ")
        for cell in row.cells:
            said = f"{cell.target}: {cell.verdict}" + (f"; {cell.open}" if cell.open else "")
            yield from signed(said, cell.tone, style)
