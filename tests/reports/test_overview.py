"""What an inventory holds, in rows: of whatever kind its sections are."""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from msgspec.structs import replace

from reports.overview import overview
from scanner.inventory.absence import Collected, Failed
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import ComputerCount, DeviceCount, Inventory, Recipient, RecipientList
from tests.checks.build import failed, said
from tests.checks.healthy import healthy
from tests.made import made


def some(hint: Any) -> Any:
    """Some value of a type of the model."""
    origin = get_origin(hint)
    if origin is Annotated:
        return some(get_args(hint)[0])
    if origin is Literal:
        return get_args(hint)[0]
    if origin is list:
        return [some(get_args(hint)[0])]
    if origin is dict:
        return {}
    if hint is Failed or Failed in get_args(hint):
        return failed()
    if origin in (Union, types.UnionType):
        return None if type(None) in get_args(hint) else some(get_args(hint)[0])
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint(**{name: some(of) for name, of in get_type_hints(hint).items()})
    return hint()


def data_of(section: str) -> Any:
    """Some data of a section, as if it was read."""
    for kind in get_args(get_type_hints(Inventory)[section]):
        if get_origin(kind) is Collected:
            (found,) = get_args(kind)
            held = [each for each in get_args(found) if each is not type(None)]
            return some(found if get_origin(found) is list else held[0] if held else found)
    raise AssertionError(section)


def row(inventory: Inventory, name: str) -> str:
    return dict(overview(inventory, "0"))[name]


@pytest.mark.parametrize("section", SINGLE_SECTIONS)
def test_every_section_has_a_row_when_it_holds_something(section: str) -> None:
    inventory = replace(healthy("exchange-se"), **{section: said(data_of(section))})
    words = row(inventory, section.replace("_", " "))
    assert words
    assert not words.startswith(("not read", "none"))


def test_what_was_counted_is_summed() -> None:
    devices = [made(DeviceCount, domain="a", count=2), made(DeviceCount, domain="b", count=3)]
    computers = [made(ComputerCount, domain="a", count=7)]
    people = made(RecipientList, domains=["a"], recipients=[made(Recipient, domain=0)] * 4)
    inventory = replace(
        healthy("exchange-se"), devices=said(devices), computers=said(computers), recipient_list=said(people)
    )
    assert row(inventory, "devices").startswith("5 mobile devices")
    assert row(inventory, "computers").startswith("7 computers")
    assert row(inventory, "recipient list").startswith("4 recipients")
