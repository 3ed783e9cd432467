"""Accounts without a sign-in name

What: Recipients that are accounts and have no sign-in name (userPrincipalName).
Why: Directory synchronisation makes one of the account's old name (sAMAccountName) below onmicrosoft.com. People then
    sign in to their mailbox with a name they do not know.
Fix: Read first:
        Get-ADUser -LDAPFilter '(!(userPrincipalName=*))' -Properties mail | Format-Table Name, SamAccountName, mail
    Give each one, best its primary address:
        Set-ADUser ACCOUNT -UserPrincipalName NAME
"""

from checks.check import Requirement, Verdict, check
from checks.identities import primary, users, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("identity-sign-in-missing.expected", "a sign-in name for each account")


@check(
    id="identity-sign-in-missing",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "upn", "addresses")) is not None:
        return nothing
    accounts = users(recipient_list)
    wrong = [
        Item(
            name=called(each),
            observed=say("identity-sign-in-missing.item", "account {account}", account=each.account or "?"),
            suggested=primary(each),
        )
        for each in accounts
        if not each.upn
    ]
    return verdict(wrong, len(accounts))
