"""Mailboxes of disabled accounts

What: Mailboxes of people whose account is disabled. Shared mailboxes, rooms and equipment have such accounts by design
    and are not counted.
Why: Each mailbox of a person that moves needs a licence, and costs time to move, that of somebody who has gone too.
    Nobody can sign in to it afterwards.
Fix: Read first:
        Get-ADUser -LDAPFilter '(&(msExchMailboxGuid=*)(userAccountControl:1.2.840.113556.1.4.803:=2))'
    Archive and remove what nobody needs. What others still read becomes a shared mailbox, which needs no licence:
        Set-Mailbox USER -Type Shared
"""

from checks.check import Requirement, Verdict, check
from checks.identities import is_disabled, is_of_person, verdict, with_mailbox
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """SIDs that stand for nobody in another forest."""

    own: list[str]


def requires(need: Need) -> Text:
    return say(
        "identity-disabled-accounts.expected", "an account that is in use for each mailbox of a person"
    )


@check(
    id="identity-disabled-accounts",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "control", "type_details", "place", "linked")) is not None:
        return nothing
    people = [
        each
        for each in with_mailbox(recipient_list)
        if is_of_person(each) and (each.linked is None or each.linked in need.own)
    ]
    wrong = [
        Item(
            name=called(each),
            observed=say("identity-disabled-accounts.item", "account {account}", account=each.account or "?"),
        )
        for each in people
        if each.control is not None and is_disabled(each.control)
    ]
    return verdict(wrong, len(people))
