"""The texts that checks compare with what was read: whoever replaces names in an inventory leaves these alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from checks.knowledge import windows_features
from checks.rule_book import RuleBook


def compared(rule_book: RuleBook) -> Iterator[str]:
    """Every text in a requirement of every target, and the names of the targets and of the features of Windows."""
    for target_id in rule_book.target_ids():
        for name in (target_id, *rule_book.release_ids(target_id)):
            yield name
            for requirements in rule_book.target(name).require.values():
                for _, level in requirements.levels():
                    yield from _texts(level.need)
    yield from windows_features.names()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from (*_texts(key), *_texts(each))
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _texts(each)
