"""Addresses that are malformed

What: Mail addresses of recipients that are no addresses: spaces, several @, brackets, no domain, too long; and
    recipients with none or several primary addresses.
Why: A recipient with one of these cannot be saved by current versions of Exchange: moves, policies and every change
    of it fail with a message about an attribute nobody touched.
Fix: Read first, in the Exchange Management Shell:
        Get-Recipient NAME | Format-List Name, RecipientType, PrimarySmtpAddress, EmailAddresses
    Take the malformed address off, or write it right, keep one that is written SMTP in capitals; on
    Exchange 2007 in its console:
        Set-Mailbox USER -EmailAddresses @{remove='smtp:WRONG'}
"""

import re

from checks.check import Requirement, Verdict, check, met, unmet
from checks.people import called, mail, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Most characters of an address, and a regular expression that a whole address matches."""

    longest: int
    pattern: str


def requires(need: Need) -> Text:
    return say("recipient-addresses.expected", "well-formed, one of them primary")


@check(
    id="recipient-addresses",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "addresses")) is not None:
        return nothing
    valid = re.compile(need.pattern)
    wrong: list[Item] = []
    for place, (primaries, addresses) in enumerate(mail(recipient_list)):
        faults = [
            say("recipient-addresses.malformed", "{address}", address=address)
            for address in addresses
            if len(address) > need.longest or not valid.fullmatch(address)
        ]
        if addresses and primaries != 1:
            faults.append(say("recipient-addresses.primary", "primary addresses: {number}", number=primaries))
        if faults:
            name = called(recipient_list.recipients[place])
            wrong += [Item(name=name, observed=fault) for fault in faults]
    all_of_them = len(recipient_list.recipients)
    if wrong:
        return unmet(
            say(
                "recipient-addresses.found",
                "faults: {number}; recipients: {all}",
                number=len(wrong),
                all=all_of_them,
            ),
            wrong,
        )
    return met(say("recipient-addresses.fine", "none; recipients: {number}", number=all_of_them))
