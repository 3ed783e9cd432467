"""Rules of Exchange 2007 for mail

What: Rules in the collections of Exchange 2007, which later versions do not apply, that have no counterpart of the same
    name in their own collections.
Why: Setup of 2010 copies the rules of 2007 once. What was changed or added since holds for mail that passes a 2007
    server, and for none that passes the others: disclaimers, blocks and journaling depend on the way a message takes.
Fix: Read first, on a server of each version:
        Get-TransportRule | Format-Table Name, State, Priority
        Get-JournalRule | Format-Table Name, Enabled, Scope
    Compare the two lists. Export the rules on the old side and import them on the new one, which replaces all that are
    there, or make the missing ones by hand:
        Export-TransportRuleCollection
"""

from collections.abc import Mapping

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, TransportRule


class Need(Requirement, frozen=True, kw_only=True):
    """Collections of 2007, each with the one later versions apply."""

    collections: dict[str, str]


def requires(need: Need) -> Text:
    return say(
        "transport-rules.expected",
        "every rule of 2007 also in {names}",
        names=list(need.collections.values()),
    )


@check(
    id="transport-rules",
    subject="organization",
    reads=("transport_rules", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, transport_rules: list[TransportRule], organization: Organization) -> Verdict:
    if not transport_rules:
        return not_applicable(say("transport-rules.no-rule", "no rule"))
    newer = {(rule.collection.casefold(), rule.name.casefold()) for rule in transport_rules}
    alone = [
        Item(
            name=rule.name,
            observed=say("transport-rules.alone", "in {collection} alone", collection=rule.collection),
        )
        for rule in transport_rules
        if (twin := _twin(rule.collection, need.collections)) is not None
        and (twin.casefold(), rule.name.casefold()) not in newer
    ]
    if alone:
        return unmet(
            say(
                "transport-rules.found",
                "{number} of {all} {all:rule|rules} that only servers of 2007 follow",
                number=len(alone),
                all=len(transport_rules),
            ),
            alone,
        )
    return met(
        say("transport-rules.none", "none of {number} {number:rule|rules}", number=len(transport_rules))
    )


def _twin(collection: str, collections: Mapping[str, str]) -> str | None:
    return next((new for old, new in collections.items() if old.casefold() == collection.casefold()), None)
