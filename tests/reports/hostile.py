"""Every text of an inventory made hostile, driven by the model: what is added to it tomorrow is tried as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import Struct

from scanner.inventory.model import Inventory

MARKUP = '"><script>document.title="broken"</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}</bdi></td>'
CONTROLS = "\u202e\x07\x1b[2J\r\n\t\x00\u2066"
FORMULA = "=cmd|' /C calc'!A0;=1+1,@SUM(A1)"
HOSTILE = f"{FORMULA}{{}}{MARKUP}{CONTROLS}"
# What is no text of anybody's: the words of a closed set, and the names of the sections an inventory was made with.
_WORDS = "Literal"


def everywhere(inventory: Inventory, change: Callable[[str, str], str]) -> Inventory:
    """The inventory with every text changed, and one in every place that has none.

    `change` gets the place in the model, such as `Host.name`, and the text.
    """
    made: Inventory = _changed(inventory, "", change)
    return made


def hostile(_place: str, text: str) -> str:
    """Begins as a formula, goes on as it was, and ends as markup and control characters."""
    return HOSTILE.replace("{}", text, 1)


def endless() -> Callable[[str, str], str]:
    """The first text of each place in the model becomes one of 64 KB."""
    seen: set[str] = set()

    def change(place: str, text: str) -> str:
        if place in seen:
            return text
        seen.add(place)
        return text + "x" * (65_536 - len(text))

    return change


def places(inventory: Inventory) -> set[str]:
    """Where in the model an inventory has a text."""
    found: set[str] = set()

    def seen(place: str, text: str) -> str:
        found.add(place)
        return text

    everywhere(inventory, seen)
    return found


def _changed(value: Any, place: str, change: Callable[[str, str], str]) -> Any:
    if isinstance(value, Struct):
        return msgspec.structs.replace(value, **dict(_fields(value, change)))
    if isinstance(value, list):
        return [_changed(each, place, change) for each in value]
    if isinstance(value, dict):
        return {key: _changed(each, place, change) for key, each in value.items()}
    return change(place, value) if isinstance(value, str) else value


def _fields(value: Struct, change: Callable[[str, str], str]) -> Iterator[tuple[str, Any]]:
    kind = type(value)
    for name, hint in _hints(kind).items():
        place, stated = f"{kind.__name__}.{name}", getattr(value, name)
        if stated is None and str in get_args(hint):
            stated = ""
        elif not stated and list[str] in (hint, *get_args(hint)):
            stated = [""]
        yield name, _changed(stated, place, change)


@cache
def _hints(kind: type[Struct]) -> dict[str, Any]:
    """The fields that may hold texts of somebody's, or things that do."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in kind.__struct_fields__ if _WORDS not in str(hints[name])}


def texts_of_model() -> set[str]:
    """Every place of the model that has a text, as `places` names them."""
    found: set[str] = set()
    seen: set[type] = set()
    left: list[type[Struct]] = [Inventory]
    while left:
        kind = left.pop()
        if kind in seen:
            continue
        seen.add(kind)
        for name, hint in _hints(kind).items():
            for part in _parts(hint):
                if part is str:
                    found.add(f"{kind.__name__}.{name}")
                elif isinstance(part, type) and issubclass(part, Struct):
                    left.append(part)
    return found


def _parts(hint: Any) -> Iterator[Any]:
    """The types a hint is made of."""
    parts = get_args(hint)
    for part in parts:
        yield from _parts(part)
    if not parts:
        yield hint
