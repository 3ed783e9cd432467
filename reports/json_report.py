"""Results as the JSON document other programs rely on."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from checks.results import Results
from scanner.inventory.refusal import readable
from scanner.inventory.store import FileRefused


def encode(results: Results) -> bytes:
    """The whole document, indented, with a newline at its end; same results, same bytes."""
    return msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n"


def encode_several(results: Mapping[str, Results]) -> bytes:
    """Results of several inventories by their files: each is the document it would be alone."""
    inventories = [{"file": file, "results": each} for file, each in results.items()]
    document = {"schema": SEVERAL, "version": VERSION, "inventories": inventories}
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def decode(name: str, raw: bytes) -> Results | None:
    """The document back; None where the bytes are no results at all. Raises FileRefused for results that are broken."""
    try:
        head = msgspec.json.decode(raw, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if head.schema != SCHEMA:
        return None
    if head.version != VERSION:
        raise FileRefused(
            f"{name} holds results of version {head.version}; this exready reads version {VERSION}.",
            "Judge its inventory again, or use the exready that wrote it.",
        )
    try:
        return msgspec.json.decode(raw, type=Results)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileRefused(
            f"{name} is not a whole results document: {readable(str(error))}.",
            "Write it again with exready check -o FILE.",
        ) from None


SCHEMA, VERSION = "exready/results", 1
SEVERAL = "exready/several-results"


class _Head(msgspec.Struct):
    """What tells results from an inventory."""

    schema: str | int
    version: int = 0
