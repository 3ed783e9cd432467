"""Mailboxes too large for Microsoft 365

What: The largest mailboxes, against the space a mailbox has in Microsoft 365.
Why: A mailbox that is larger than its quota cannot be moved: the migration of that mailbox fails, often days after it
    began.
Fix: Read first, in the Exchange Management Shell:
        Get-Mailbox -ResultSize Unlimited | Get-MailboxStatistics | Sort-Object TotalItemSize -Descending |
        Select-Object -First 20 DisplayName, TotalItemSize, ItemCount
    Have old mail archived or deleted, or give the mailbox a plan with more space and an archive.
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.wording import GIB, Text, say
from scanner.inventory.model import MailboxSizes


class Need(Requirement, frozen=True, kw_only=True):
    """The quota in GB of 2**30 bytes, and the plans that give it."""

    maximum_gb: int
    plans: str


def requires(need: Need) -> Text:
    return say(
        "m365-mailbox-sizes.expected",
        "no mailbox above {maximum} GB ({plans})",
        maximum=need.maximum_gb,
        plans=need.plans,
    )


@check(
    id="m365-mailbox-sizes", subject="organization", reads=("mailbox_sizes",), need=Need, requires=requires
)
def judge(need: Need, mailbox_sizes: MailboxSizes) -> Verdict:
    large = [box for box in mailbox_sizes.largest if box.size > need.maximum_gb * GIB]
    if not large:
        return met(
            say(
                "m365-mailbox-sizes.fine",
                "mailboxes measured: {number}, none above",
                number=mailbox_sizes.mailboxes,
            )
        )
    items = [
        Item(name=box.name, observed=say("m365-mailbox-sizes.size", "{size:gb}", size=box.size))
        for box in large
    ]
    return unmet(
        say(
            "m365-mailbox-sizes.large",
            "{number} of the largest mailboxes {number:is|are} above",
            number=len(large),
        ),
        items,
    )
