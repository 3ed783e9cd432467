"""Objects that replication renamed

What: Objects in the configuration of Exchange and among its system objects that carry CNF in their name: two were made
    with one name, and replication kept both.
Why: Exchange knows its containers and objects by name. A second one is a remnant at best; at worst it is the one that
    holds what is needed, and Setup or a move fails where both are found.
Fix: Read first:
        $configuration = (Get-ADRootDSE).configurationNamingContext
        Get-ADObject -SearchBase "CN=Services,$configuration" -LDAPFilter '(cn=*\\0ACNF:*)' -Properties whenChanged
    Compare each with the object that has the name now: what it holds, what points to it, which is newer. Make a
    backup, then delete the one nothing points to.
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import ConflictObject


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("ad-conflict-objects.expected", "none")


@check(id="ad-conflict-objects", subject="forest", reads=("conflict_objects",), need=Need, requires=requires)
def judge(need: Need, conflict_objects: list[ConflictObject]) -> Verdict:
    if not conflict_objects:
        return met(say("ad-conflict-objects.none", "none was found"))
    items = [
        Item(
            name=each.name,
            observed=say(
                "ad-conflict-objects.place", "{kind} in {place}", kind=each.kind or "?", place=each.place
            ),
        )
        for each in conflict_objects
    ]
    return unmet(say("ad-conflict-objects.found", "objects: {number}", number=len(items)), items)
