"""One judgement of preparation levels for schema, organisation and domains."""

from __future__ import annotations

from checks.check import Requirement, Verdict, met, unknown, unmet
from checks.knowledge import preparation
from checks.knowledge.preparation import Part
from checks.wording import Text, say


class Need(Requirement, frozen=True, kw_only=True):
    """The release that is to be installed, by the names of the table of preparation levels."""

    product: str
    release: str

    def level(self, part: Part) -> int:
        """What its Setup writes; raises KeyError for a release the table lacks, or one without the number."""
        found = getattr(preparation.levels_of(self.product, self.release), part)
        if found is None:
            raise KeyError(f"{self.product} {self.release} has no number for {part}")
        return int(found)


def requires_of(part: Part, need: Need) -> Text:
    return say(
        "preparation.expected",
        "{level:d} or later, as Exchange {product} {release} writes it",
        level=need.level(part),
        product=need.product,
        release=need.release,
    )


def judged(part: Part, found: int, need: Need, by: list[str]) -> Verdict:
    """A number that is there against the one that is needed; `by` are the releases that write what is there."""
    if found > preparation.newest(part):
        return unknown(
            say("preparation.newer", "{found:d}, which is newer than this rule book knows", found=found)
        )
    observed = (
        say("preparation.known", "{found:d} ({by})", found=found, by=by)
        if by
        else say("preparation.unlisted", "{found:d}, which no release in this rule book writes", found=found)
    )
    return met(observed) if found >= need.level(part) else unmet(observed)
