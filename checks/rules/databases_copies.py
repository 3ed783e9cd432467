"""Copies of the databases

What: Copies of databases of the organisation that are neither mounted nor healthy, or that wait for logs.
Why: A move fills a database faster than mail ever does. Copies that already lag behind make the move wait, or leave
    one copy alone that works.
Fix: Reseed or resume the copies before mailboxes move. Read first:
        Get-MailboxDatabaseCopyStatus * | Sort-Object Status | Format-Table Name, Status, *QueueLength
        Test-ReplicationHealth
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import CopyStatus


class Need(Requirement, frozen=True, kw_only=True):
    """States that are well, and the most logs that may wait."""

    healthy: list[str]
    queue: int


def requires(need: Need) -> Text:
    return say(
        "databases-copies.expected",
        "{states}, at most {queue} logs waiting",
        states=need.healthy,
        queue=need.queue,
    )


@check(id="databases-copies", subject="organization", reads=("copy_status",), need=Need, requires=requires)
def judge(need: Need, copy_status: list[CopyStatus]) -> Verdict:
    if not copy_status:
        return not_applicable(say("databases-copies.no-copy", "no copy of a database"))
    ill = [each for each in copy_status if _ill(each, need)]
    if ill:
        return unmet(
            say(
                "databases-copies.observed",
                "{number} of {all} {all:copy|copies} failed or behind: {names}",
                number=len(ill),
                all=len(copy_status),
                names=[_place(each) for each in ill],
            ),
            [_item(each) for each in ill],
        )
    unsure = [each for each in copy_status if each.status is None]
    if unsure:
        return unknown(
            say(
                "databases-copies.unstated",
                "the state of {number} {number:copy|copies} is not known",
                number=len(unsure),
            ),
            [_item(each) for each in unsure],
        )
    return met(
        say(
            "databases-copies.fine",
            "none of {number} {number:copy|copies} failed or behind",
            number=len(copy_status),
        )
    )


def _ill(copy: CopyStatus, need: Need) -> bool:
    bad = copy.status is not None and copy.status not in need.healthy
    return bad or max(copy.copy_queue or 0, copy.replay_queue or 0) > need.queue


def _place(copy: CopyStatus) -> Text:
    return say("databases-copies.place", "{database} on {server}", database=copy.database, server=copy.server)


def _item(copy: CopyStatus) -> Item:
    return Item(
        name=_place(copy),
        observed=say(
            "databases-copies.copy",
            "{status}, logs to copy: {copy}, to replay: {replay}",
            status=copy.status or "?",
            copy="?" if copy.copy_queue is None else copy.copy_queue,
            replay="?" if copy.replay_queue is None else copy.replay_queue,
        ),
    )
