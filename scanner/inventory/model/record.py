"""The base of everything in an inventory."""

from __future__ import annotations

from msgspec import Struct


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything in an inventory."""
