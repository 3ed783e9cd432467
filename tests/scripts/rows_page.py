"""docs/rows.md, made from the grammar: `python -m tests.scripts.rows_page > docs/rows.md`."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.scripts.rows import FORMAT, TYPES, Kind, kinds

HEAD = r"""# The rows that the scripts print

Made from `scanner/scripts/rows.py`; a test compares the two. `python -m tests.scripts.rows_page > docs/rows.md`
writes it anew.

The scripts that run on servers (`exready collect --script DIR`) print rows, one a line, in ASCII: the kind of the row,
then its columns, with a tab before each. So every code page, and every tool that carries a text, leaves them as they
are. In a column

- a backslash is doubled,
- every other character that is not between space and tilde is `\uXXXX`, one for each unit of UTF-16 (a tab `\u0009`),
- `\N` alone says that there is no value, which is not the same as an empty text,
- each item of a list ends with `\,`, so that an empty column is an empty list.

The first row of a script is `exready`, the last one `end`. Between them stand blocks: each ends with `done`, or with
`failed` and the reason, and the next one goes on. A script that Exchange or a person ended early has no `end`.

Whoever reads them

- passes over lines that are no rows, such as the banner of a shell, and a last line without its end,
- takes a kind that is not in this list for a gap, never for an error; columns behind the last one that is listed
  belong to newer scripts and are passed over,
- loses of a row with a bad value that row alone; the part of the inventory it belongs to is then not read, since a list
  that lacks one certificate would say that none has ended,
- takes what a block printed for all there is only when the block is done and `end` has the right number."""

SCRIPTS = (
    ("every", "Every script"),
    ("host", "host.ps1"),
    ("exchange", "exchange.ps1"),
    ("clients", "clients.ps1"),
)


def page() -> str:
    """The whole page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield HEAD
    yield f"\nThis is format {FORMAT}.\n\n## Types\n\n| Type | In the column |\n|---|---|"
    for name, about in TYPES.items():
        yield f"| {name} | {about} |"
    for script, title in SCRIPTS:
        yield f"\n## {title}"
        for kind in kinds().values():
            if kind.script == script:
                yield from _kind(kind)
    yield ""


def _kind(kind: Kind) -> Iterator[str]:
    blocks = f" Block {', '.join(f'`{block}`' for block in kind.blocks)}." if kind.blocks else ""
    yield f"\n### {kind.name}\n\n{kind.about}{blocks}\n\n| Column | Type | What |\n|---|---|---|"
    for column in kind.columns:
        about = column.about.replace("|", "\\|")
        yield f"| {column.name} | {column.type}{', always stated' if column.stated else ''} | {about} |"


if __name__ == "__main__":
    print(page(), end="")
