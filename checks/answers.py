"""What only people can decide of a migration, from `[decision]` in exready.toml or the command line."""

from __future__ import annotations

from msgspec import Struct


class Answers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[decision]`: what only people can decide; None is no answer. `weeks`: how long the migration may take."""

    cloud_ok: bool | None = None
    coexistence: bool | None = None
    weeks: int | None = None
    keep_mailboxes_on_premises: bool | None = None

    def __post_init__(self) -> None:
        """A migration takes time."""
        if self.weeks is not None and self.weeks < 1:
            raise ValueError("weeks must be 1 or more")
