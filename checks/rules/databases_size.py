"""Size of the databases

What: The size of each database of the organisation against what Microsoft advises for one with copies and for one
    without.
Why: A database without a copy comes back from the backup alone, and its size is the time users wait. Planned anew
    during a migration, mailboxes spread without another move.
Fix: Make more and smaller databases on the new servers, or give them copies. Read first:
        Get-MailboxDatabase -Status | Format-Table Name, DatabaseSize, AvailableNewMailboxSpace
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.database_settings import unmeasured
from checks.results import Item
from checks.wording import GIB, Text, say
from scanner.inventory.model import Database, DatabaseStatistics


class Need(Requirement, frozen=True, kw_only=True):
    """GB of 2**30 bytes for a database alone and for one with copies."""

    alone_gb: int
    with_copies_gb: int


def requires(need: Need) -> Text:
    return say(
        "databases-size.expected",
        "at most {alone} GB, or {copies} GB with copies",
        alone=need.alone_gb,
        copies=need.with_copies_gb,
    )


@check(
    id="databases-size",
    subject="organization",
    reads=("database_statistics",),
    uses=("databases",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, database_statistics: list[DatabaseStatistics], databases: list[Database] | None
) -> Verdict:
    copies = {each.name.casefold(): len(each.copies) for each in databases or ()}
    answers = [(each, _fits(each, need, copies)) for each in database_statistics]
    large = [_item(each) for each, answer in answers if answer is False]
    if large:
        return unmet(
            say(
                "databases-size.observed",
                "{number} of {all} too large: {names}",
                number=len(large),
                all=len(answers),
                names=[
                    say("databases-size.item", "{name} {seen}", name=item.name, seen=item.observed)
                    for item in large
                ],
            ),
            large,
        )
    unsure = [_item(each) for each, answer in answers if answer is None]
    if unsure:
        return unknown(
            say(
                "databases-size.unsure",
                "databases whose size or copies are not known: {number}",
                number=len(unsure),
            ),
            unsure,
        )
    if (open_ := unmeasured(database_statistics, databases)) is not None:
        return open_
    return met(say("databases-size.fine", "none of {number} is larger", number=len(answers)))


def _fits(database: DatabaseStatistics, need: Need, copies: dict[str, int]) -> bool | None:
    if database.size is None:
        return None
    if database.size <= need.alone_gb * GIB:
        return True
    if database.size > need.with_copies_gb * GIB:
        return False
    number = copies.get(database.database.casefold())
    return None if number is None else number > 1


def _item(database: DatabaseStatistics) -> Item:
    observed = (
        say("databases-size.no-size", "?")
        if database.size is None
        else say("databases-size.size", "{size:gb}", size=database.size)
    )
    return Item(name=database.database, observed=observed)
