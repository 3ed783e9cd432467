"""Databases that are not mounted

What: Databases of the organisation that are not mounted, recovery databases apart.
Why: Mailboxes of a database that is not mounted can neither be used nor moved. One that nobody misses is often
    forgotten, and Setup does not remove the last server while it is there.
Fix: Mount it or, once it is sure that nothing in it is needed, remove it. Read first:
        Get-MailboxDatabase -Status | Format-Table Name, Server, Mounted, Recovery
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.database_settings import unmeasured
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Database, DatabaseStatistics


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("databases-mounted.expected", "every database is mounted")


@check(
    id="databases-mounted",
    subject="organization",
    reads=("database_statistics", "databases"),
    need=Need,
    requires=requires,
)
def judge(need: Need, database_statistics: list[DatabaseStatistics], databases: list[Database]) -> Verdict:
    recovery = {each.name.casefold() for each in databases if each.recovery}
    ordinary = [each for each in database_statistics if each.database.casefold() not in recovery]
    down = [each for each in ordinary if each.mounted is False]
    if down:
        return unmet(
            say(
                "databases-mounted.observed",
                "{number} of {all} not mounted: {names}",
                number=len(down),
                all=len(ordinary),
                names=[each.database for each in down],
            ),
            [
                Item(
                    name=each.database,
                    observed=say(
                        "databases-mounted.down", "not mounted ({server})", server=each.server or "?"
                    ),
                )
                for each in down
            ],
        )
    unsure = [each.database for each in ordinary if each.mounted is None]
    if unsure:
        return unknown(say("databases-mounted.unstated", "not known for: {names}", names=unsure))
    if (open_ := unmeasured(database_statistics, databases)) is not None:
        return open_
    return met(say("databases-mounted.fine", "none of {number}", number=len(ordinary)))
