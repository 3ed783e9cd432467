"""Addresses of other kinds that are malformed

What: Addresses of recipients that are no mail addresses, such as X.400 and X.500 ones and those of instant messaging:
    without a kind before the colon, too long, or with characters that are not allowed in addresses of that kind.
Why: Directory synchronisation refuses a recipient with such a value, whatever the value was once for.
Fix: Read first, in the Exchange Management Shell:
        Get-Recipient NAME | Select-Object -ExpandProperty EmailAddresses
    Keep X.500 addresses, which old replies need. Take off what is left of connectors and gateways that are gone,
    on Exchange 2007 in its console:
        Set-Mailbox USER -EmailAddresses @{remove='KIND:VALUE'}
"""

import re

from checks.check import Requirement, Verdict, check
from checks.identities import synchronized, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList

_MAIL = "smtp:"
_MAIL_PREFIXES = (_MAIL, _MAIL.upper())


class Need(Requirement, frozen=True, kw_only=True):
    """Most characters, and a regular expression that the whole address matches, its kind with it."""

    longest: int
    pattern: str


def requires(need: Need) -> Text:
    return say(
        "identity-other-addresses.expected", "well-formed, at most {longest} characters", longest=need.longest
    )


@check(
    id="identity-other-addresses",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "addresses")) is not None:
        return nothing
    valid = re.compile(need.pattern)
    others = [
        (each, address)
        for each in synchronized(recipient_list)
        for address in each.addresses or ()
        if not address.startswith(_MAIL_PREFIXES) and address[: len(_MAIL)].casefold() != _MAIL
    ]
    wrong = [
        Item(name=called(each), observed=say("identity-other-addresses.item", "{address}", address=address))
        for each, address in others
        if len(address) > need.longest or not valid.fullmatch(address)
    ]
    return verdict(wrong, len(others))
