"""Sign-in names that are not the mail address

What: People with a mailbox whose sign-in name (userPrincipalName), in a public domain, is not their primary address.
Why: Outlook and mobile devices ask for the mail address and sign in with it. Where the two differ people are asked for
    a password again and again, and the service desk for the reason. Nothing stops the move.
Fix: Read first, in the Exchange Management Shell:
        Get-Mailbox -ResultSize Unlimited | Format-Table Name, UserPrincipalName, PrimarySmtpAddress
    Let both be the same before the first mailbox moves; tell people the day it changes:
        Set-ADUser ACCOUNT -UserPrincipalName NAME
"""

from checks.check import Requirement, Verdict, check
from checks.identities import is_of_person, is_private, primary, sign_ins, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Endings nobody can own, which another check names."""

    private: list[str]


def requires(need: Need) -> Text:
    return say("identity-sign-in-mail.expected", "the primary address as the sign-in name")


@check(
    id="identity-sign-in-mail",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "upn", "addresses", "type_details", "place")) is not None:
        return nothing
    named = sign_ins(recipient_list)
    private = {domain for domain in {each.domain for each in named} if is_private(domain, need.private)}
    both = [
        (each, upn, address)
        for each, upn, domain in named
        if domain not in private and is_of_person(each) and (address := primary(each)) is not None
    ]
    wrong = [
        Item(
            name=called(each),
            observed=say(
                "identity-sign-in-mail.item",
                "signs in as {name}, mail to {address}",
                name=upn,
                address=address,
            ),
            suggested=address,
        )
        for each, upn, address in both
        if upn != address and upn.casefold() != address.casefold()
    ]
    return verdict(wrong, len(both))
