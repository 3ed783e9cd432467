"""Managed folders

What: Managed folder mailbox policies, the retention of Exchange 2007 and 2010.
Why: Versions since 2013 do not support managed folders: the assistant passes over a mailbox that has such a policy, so
    that nothing is deleted or kept any more as it should be.
Fix: Read first, in the Exchange Management Shell of the old version:
        Get-ManagedFolderMailboxPolicy | Format-List Name, ManagedFolderLinks
        Get-Mailbox -ResultSize Unlimited | Format-Table Name, ManagedFolderMailboxPolicy
    Make retention tags that do the same (on 2010, New-RetentionPolicyTag -ManagedFolderToUpgrade), a retention policy
    of them, and give it to the mailboxes in place of the old one before they move. Users keep the folders.
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.names import kind_text
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, Policy


class Need(Requirement, frozen=True, kw_only=True):
    """Kinds of `Policy` that should be gone. The folders themselves are made by Setup and say nothing."""

    never: list[str]


def requires(need: Need) -> Text:
    return say("managed-folders.expected", "no managed folder policy")


@check(
    id="managed-folders", subject="organization", reads=("policies", "organization"), need=Need,
    requires=requires,
)  # fmt: skip
def judge(need: Need, policies: list[Policy], organization: Organization) -> Verdict:
    found = [
        Item(name=each.name, observed=say("managed-folders.policy", "{kind}", kind=kind_text(each.kind)))
        for each in policies
        if each.kind in need.never
    ]
    if found:
        return unmet(say("managed-folders.found", "policies: {number}", number=len(found)), found)
    return met(say("managed-folders.none", "none"))
