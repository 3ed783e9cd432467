"""The shipped samples as tests look at them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import samples
from scanner.inventory import store
from scanner.inventory.absence import Collected, Declared, Section, known
from scanner.inventory.journal import SINGLE_SECTIONS
from scanner.inventory.model import Host, Inventory

NAMES = [
    "exchange-2003-2007", "exchange-2007", "exchange-2007-2013", "exchange-2010-edge", "exchange-2013-outdated",
    "exchange-2016-2019", "exchange-2016-hybrid", "exchange-2019-ready", "exchange-se-old-outlook", "partly-read",
    "resource-forest",
]  # fmt: skip
HOST_SECTIONS = tuple(name for name in Host.__struct_fields__ if name != "name")


def opened(name: str) -> Inventory:
    """A sample by its name."""
    return store.loads(name, samples.read(name))[0]


def read(section: Section[Any]) -> Any:
    """What a list section holds; nothing when it was not read."""
    return known(section) or []


def data(section: Section[Any]) -> Any:
    """What a section holds; the test fails with the reason when it holds nothing."""
    assert isinstance(section, Collected | Declared), section
    return section.data


def short(name: str) -> str:
    """The first label of a name."""
    return name.split(".")[0].casefold()


def host_of(inventory: Inventory, name: str) -> Host | None:
    """What was read of a machine, if it was."""
    return next((host for host in inventory.hosts if short(host.name) == short(name)), None)


def sections(inventory: Inventory) -> Iterator[tuple[str, Section[Any]]]:
    """Every section, those of subjects inside a listing included."""
    for name in SINGLE_SECTIONS:
        yield name, getattr(inventory, name)
    for domain in read(inventory.domains):
        yield f"{domain.name} head", domain.head
        yield f"{domain.name} trusts", domain.trusts
    for machine in (*read(inventory.domain_controllers), *read(inventory.servers)):
        yield f"{machine.name} computer", machine.computer
    for host in inventory.hosts:
        for name in HOST_SECTIONS:
            yield f"{host.name} {name}", getattr(host, name)
