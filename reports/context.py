"""What every part of a page is made from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from checks.check import Check
from checks.results import Results
from checks.subjects import Hosts
from checks.target import Target
from reports.words import Words
from scanner.inventory.model import Inventory


class Context(Struct, frozen=True, kw_only=True):
    """The inputs of a report, and how it speaks."""

    inventory: Inventory
    results: Results
    targets: Mapping[str, Target]
    checks: Mapping[str, Check]
    letters: Mapping[str, str]
    words: Words
    hosts: Hosts

    @property
    def organization(self) -> str:
        """What the engine calls the whole."""
        return self.results.inventory.organization

    @property
    def several(self) -> bool:
        """Whether letters are needed to tell targets apart."""
        return len(self.results.targets) > 1
