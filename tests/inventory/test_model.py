"""The model itself: every field says what it is and where it comes from."""

from __future__ import annotations

from typing import Any, get_type_hints

import msgspec
import pytest

from scanner.inventory import model
from scanner.inventory.absence import Collected, Declared, Failed, Skipped, Source
from scanner.inventory.model import Inventory, Recipient, Record

RECORDS = [
    found
    for found in vars(model).values()
    if isinstance(found, type) and issubclass(found, Record) and found is not Record
]


@pytest.mark.parametrize("record", [*RECORDS, Recipient, Source], ids=lambda record: record.__name__)
def test_a_field_that_is_no_section_says_what_it_is_and_where_it_comes_from(
    record: type[msgspec.Struct],
) -> None:
    for name, hint in get_type_hints(record, include_extras=True).items():
        if "Collected" in str(hint) or "scanner.inventory.model" in str(hint):
            continue  # a section or a record: its own fields say it
        metas: tuple[Any, ...] = getattr(hint, "__metadata__", ())
        (meta,) = metas
        assert meta.description, f"{record.__name__}.{name}"
        assert meta.extra_json_schema["x-origin"], f"{record.__name__}.{name}"


@pytest.mark.parametrize(
    "record",
    [*RECORDS, Recipient, Source, Collected, Declared, Failed, Skipped],
    ids=lambda record: record.__name__,
)
def test_a_record_refuses_what_it_does_not_know_and_cannot_be_changed(record: type[msgspec.Struct]) -> None:
    config = record.__struct_config__
    assert config.forbid_unknown_fields
    assert config.frozen


def test_no_field_has_a_default_that_would_stand_in_for_a_measurement() -> None:
    for record in RECORDS:
        for field in msgspec.structs.fields(record):
            assert field.required, f"{record.__name__}.{field.name}"


def test_the_json_schema_can_be_made() -> None:
    schema: dict[str, Any] = msgspec.json.schema(Inventory)
    assert "x-origin" in str(schema)
