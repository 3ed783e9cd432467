"""Account that may read all mailboxes

What: Whether an account with the rights the migration needs on every mailbox stands ready. Only people know that.
Why: Microsoft 365 signs in with one account and opens every mailbox with it. A mailbox it may not open is not moved.
Fix: Give one account what the expectation names, sign in with it to a mailbox nobody excepted, and say so in
    exready.toml (migration_account). To see who has the rights on databases, read-only:
        Get-MailboxDatabase | Get-ADPermission | Where-Object { $_.ExtendedRights -like 'Receive-As' }
"""

from checks import tenant as answers
from checks.check import Requirement, Verdict, check
from checks.wording import Text, from_rule_book, say
from scanner.inventory.model import Tenant


class Need(Requirement, frozen=True, kw_only=True):
    """What the account must have, in the words of Exchange."""

    rights: str


def requires(need: Need) -> Text:
    return say(
        "m365-migration-account.expected", "an account with {rights}", rights=from_rule_book(need.rights)
    )


@check(id="m365-migration-account", subject="organization", reads=("tenant",), need=Need, requires=requires)
def judge(need: Need, tenant: Tenant) -> Verdict:
    return answers.answered(
        "migration_account",
        tenant.migration_account,
        say("m365-migration-account.ready", "it stands ready"),
        say("m365-migration-account.missing", "there is none yet"),
    )
