"""Inventories damaged as by hand: something missing, or of another kind, size or intention than it should be."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import hypothesis.strategies as st

Place = tuple[Any, Any]

# Numbers beyond a byte, a day, a file and a machine word; texts that want to be markup, formulas, commands or dates.
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 7, 256, 2**31, 2**63 - 1, -(2**63), 2**64, 10**30, 0.5, -1e308),
    *("", " ", ".", "x", "*", "-1", "8.3.83.6", "99999999999.1.1.1", "15.2", "10.0 (20348)", "1" * 5000),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-13-40", "2026-11-22"),
    *("<script>alert(1)</script>", "=cmd|'/c calc'!A1", "\u202e\x1b[2J\0\r\n", "{0}{name}%s%(x)s", "\U0001f600" * 99),
    *("x" * 65536, "CN=" * 300, "a@b@c", "@", "ex1.corp.example", "::1", "999.1.1.1/99", "é" * 300),
    *([], {}, [None], [[]], [""], [{}], {"state": "collected"}, {"state": "failed", "code": "x"}, {"": None}),
)  # fmt: skip


def places(value: Any) -> Iterator[Place]:
    """Every value below this one, as its holder and its key or position there."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


NOT_READ = {"state": "failed", "code": "access-denied", "values": {}, "at": "2026-11-22T09:14:00+01:00"}


def alike(value: Any) -> list[Any]:
    """What might stand in the place of this value and be believed."""
    if isinstance(value, dict) and "state" in value:
        return [NOT_READ]
    return [None, *(each for each in VALUES if type(each) is type(value))]


@st.composite
def damaged(draw: st.DrawFn, whole: dict[str, Any], most: int = 3) -> dict[str, Any]:
    """The document with up to so many values replaced (mostly by others of their kind), removed or repeated."""
    document = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, most))):
        found = list(places(document))
        if not found:
            break
        holder, key = draw(st.sampled_from(found))
        how = draw(st.sampled_from(["alike", "alike", "alike", "removed", "any", "swapped", "repeated"]))
        if how == "removed":
            del holder[key]
        elif how == "repeated" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        elif how == "swapped":
            other, place = draw(st.sampled_from(found))
            holder[key] = copy.deepcopy(other[place])
        else:
            choices = alike(holder[key]) if how == "alike" else VALUES
            holder[key] = copy.deepcopy(draw(st.sampled_from(choices)))
    return document
