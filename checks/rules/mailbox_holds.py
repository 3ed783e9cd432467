"""Mailboxes on hold

What: Mailboxes on litigation hold or in an in-place hold, or whose retention is suspended.
Why: A hold keeps everything that was deleted: such a mailbox may be several times larger than it looks, and its move
    fails when the recoverable items are above their quota on the target. Nobody may lift the hold to make the move go.
Fix: Read first, in the Exchange Management Shell:
        Get-Mailbox -ResultSize Unlimited | Format-Table Name, LitigationHoldEnabled, InPlaceHolds
        Get-MailboxStatistics USER | Format-List TotalItemSize, TotalDeletedItemSize
    Ask who ordered the hold before anything is moved. Raise the quota of recoverable items on the new database, move
    these mailboxes by themselves, and compare the size of the recoverable items before and after.
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, from_rule_book, say
from scanner.inventory.model import Organization, Recipient, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Bits of msExchELCMailboxFlags that are a hold, each with its name."""

    bits: dict[str, int]


def requires(need: Need) -> Text:
    return say("mailbox-holds.expected", "none, or moved by themselves")


@check(
    id="mailbox-holds", subject="organization", reads=("recipient_list", "organization"), need=Need,
    requires=requires,
)  # fmt: skip
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "retention", "holds")) is not None:
        return nothing
    held = [
        Item(
            name=called(each),
            observed=say("mailbox-holds.kinds", "{kinds}", kinds=kinds),
        )
        for each in recipient_list.recipients
        if (each.retention or each.holds) and (kinds := _kinds(each, need.bits))
    ]
    if held:
        return unmet(say("mailbox-holds.found", "mailboxes: {number}", number=len(held)), held)
    return met(say("mailbox-holds.none", "none"))


def _kinds(recipient: Recipient, bits: dict[str, int]) -> list[str | Text]:
    flags = recipient.retention or 0
    return [*(from_rule_book(name) for name, bit in bits.items() if flags & bit), *(recipient.holds or [])]
