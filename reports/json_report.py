"""Results as the JSON document other programs rely on."""

from __future__ import annotations

import msgspec

from checks.results import Results


def encode(results: Results) -> bytes:
    """The whole document, indented, with a newline at its end; same results, same bytes."""
    return msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n"
