"""Move requests that are left

What: Mailboxes on which a move request is still stored.
Why: A mailbox with a request, even a finished one, cannot be given another. Requests that are left from the last
    migration make the batches of this one fail, and they keep a database from being removed.
Fix: Read first, in the Exchange Management Shell:
        Get-MoveRequest -ResultSize Unlimited | Group-Object Status
    Look into those that failed, let those that run come to an end, and remove what is finished:
        Get-MoveRequest -MoveStatus Completed -ResultSize Unlimited | Remove-MoveRequest
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("move-requests.expected", "none")


@check(
    id="move-requests", subject="organization", reads=("recipient_list", "organization"), need=Need,
    requires=requires,
)  # fmt: skip
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "move_status")) is not None:
        return nothing
    left = [
        Item(
            name=called(each),
            observed=say("move-requests.status", "status {status}", status=each.move_status),
        )
        for each in recipient_list.recipients
        if each.move_status
    ]
    if left:
        return unmet(say("move-requests.found", "left: {number}", number=len(left)), left)
    return met(say("move-requests.none", "none"))
