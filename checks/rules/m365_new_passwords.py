"""New passwords for everybody

What: How many people get a new password by this migration.
Why: The users in the cloud are made with a temporary password that must reach each of them, and that each must change
    at the first sign-in. On that day the help desk needs people.
Fix: Plan how the passwords reach the users (not by the mail they can no longer read), or choose a hybrid migration, in
    which synchronised passwords stay. To count them, read-only:
        (Get-Mailbox -ResultSize Unlimited -RecipientTypeDetails UserMailbox | Measure-Object).Count
"""

from checks import mailboxes
from checks.check import Requirement, Verdict, check, unmet
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientCount


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("m365-new-passwords.expected", "a way to hand out new passwords")


@check(
    id="m365-new-passwords",
    subject="organization",
    reads=("organization",),
    uses=("recipients",),
    need=Need,
    requires=requires,
)
def judge(need: Need, organization: Organization, recipients: list[RecipientCount] | None) -> Verdict:
    counted = recipients or []
    nothing = mailboxes.none_to_move(counted)
    if nothing is not None and nothing.answer == "unknown":  # they were not read, or cannot be seen
        return unmet(say("m365-new-passwords.everybody", "everybody gets a new one"))
    if nothing is not None:
        return nothing
    number = mailboxes.of_users(counted)
    return unmet(
        say("m365-new-passwords.counted", "{number} {number:person gets|people get} a new one", number=number)
    )
