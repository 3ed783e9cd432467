"""Older inventories brought to the present schema, one version at a time.

Each step is a pure function on plain dicts with literals of its own: it must go on working when the model has
moved on. `tests/frozen/` keeps one file of every version for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scanner.inventory.model import SCHEMA

Document = dict[str, Any]
Step = Callable[[Document], Document]

STEPS: Mapping[int, Step] = {}


def upgrade(
    document: Document, version: int, steps: Mapping[int, Step] = STEPS, newest: int = SCHEMA
) -> Document:
    """Bring a document of schema `version` to `newest`; raises KeyError when a step is missing."""
    for number in range(version, newest):
        document = steps[number](document)
        document["schema"] = number + 1
    return document
