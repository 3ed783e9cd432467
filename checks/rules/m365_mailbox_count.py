"""Number of mailboxes for this migration

What: Mailboxes of people, shared and resource mailboxes, against the numbers Microsoft recommends and allows.
Why: A cutover takes 2,000 mailboxes at the most and is recommended for 150: above that the time runs out before all are
    moved, and the help desk drowns in new Outlook profiles. A full hybrid for a handful of mailboxes is more work than
    the migration itself.
Fix: Count first, read-only:
        Get-Mailbox -ResultSize Unlimited | Group-Object RecipientTypeDetails | Format-Table Name, Count
    Choose the migration that fits the number; delete or archive mailboxes nobody needs before counting again.
"""

from checks import mailboxes
from checks.check import Requirement, Verdict, check, met_if
from checks.wording import Text, say
from scanner.inventory.model import RecipientCount


class Need(Requirement, frozen=True, kw_only=True):
    """Both included; None: no limit."""

    minimum: int | None = None
    maximum: int | None = None


def requires(need: Need) -> Text:
    if need.maximum is None:
        return say("m365-mailbox-count.least", "{minimum} mailboxes or more", minimum=need.minimum or 0)
    return say("m365-mailbox-count.most", "{maximum} mailboxes at the most", maximum=need.maximum)


@check(id="m365-mailbox-count", subject="organization", reads=("recipients",), need=Need, requires=requires)
def judge(need: Need, recipients: list[RecipientCount]) -> Verdict:
    if (nothing := mailboxes.none_to_move(recipients)) is not None:
        return nothing
    number = mailboxes.to_move(recipients)
    fits = (need.minimum is None or need.minimum <= number) and (
        need.maximum is None or number <= need.maximum
    )
    return met_if(
        fits, say("m365-mailbox-count.observed", "{number} {number:mailbox|mailboxes}", number=number)
    )
