"""Account names of an old kind that are refused

What: Recipients whose account name (sAMAccountName) is too long or holds characters that are not allowed in it.
Why: Directory synchronisation needs it where the sign-in name cannot be used, and Setup, scripts and Exchange itself
    still look accounts up by it.
Fix: Read first:
        Get-ADObject -LDAPFilter '(mailNickname=*)' -Properties sAMAccountName | Format-Table Name, sAMAccountName
    Choose another; whoever signs in with DOMAIN\\NAME has to be told:
        Set-ADUser ACCOUNT -SamAccountName NAME
"""

import re

from checks.check import Requirement, Verdict, check
from checks.identities import synchronized, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Most characters by class of object, of any other, and a regular expression that the whole name matches."""

    longest: dict[str, int]
    longest_other: int
    pattern: str


def requires(need: Need) -> Text:
    return say(
        "identity-account-names.expected",
        "no refused character, at most {longest} characters for people",
        longest=min(need.longest.values()),
    )


@check(
    id="identity-account-names",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "account")) is not None:
        return nothing
    valid = re.compile(need.pattern)
    named = [(each, each.account) for each in synchronized(recipient_list) if each.account is not None]
    wrong = [
        Item(name=called(each), observed=fault)
        for each, account in named
        if (fault := _fault(account, need.longest.get(each.classes or "", need.longest_other), valid))
        is not None
    ]
    return verdict(wrong, len(named))


def _fault(account: str, longest: int, valid: re.Pattern[str]) -> Text | None:
    if len(account) > longest:
        return say(
            "identity-account-names.long",
            "{account}: {length} characters",
            account=account,
            length=len(account),
        )
    if not valid.fullmatch(account):
        return say(
            "identity-account-names.characters", "{account}: a character that is not allowed", account=account
        )
    return None
