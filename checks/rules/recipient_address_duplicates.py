"""Addresses that two recipients have

What: Mail addresses that stand on more than one recipient of the forest, whatever their case.
Why: Exchange rejects mail to such an address, since it does not know who is meant, and refuses to save either
    recipient. Moves and address policies of a new version find every one of them.
Fix: Read first, in the Exchange Management Shell:
        Get-Recipient -Filter "EmailAddresses -eq 'smtp:ADDRESS'" | Format-List Name, RecipientType, EmailAddresses
    Decide who keeps the address, and take it off the others, on Exchange 2007 in its console:
        Set-Mailbox USER -EmailAddresses @{remove='ADDRESS'}
"""

from collections import Counter
from itertools import chain

from checks.check import Requirement, Verdict, check, met, unmet
from checks.people import called, mail_addresses, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("recipient-address-duplicates.expected", "each address on one recipient")


@check(
    id="recipient-address-duplicates",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "addresses")) is not None:
        return nothing
    people = recipient_list.recipients
    times = Counter(chain.from_iterable(map(set, mail_addresses(recipient_list))))
    shared = {address for address, number in times.items() if number > 1}
    holders: dict[str, list[str]] = {address: [] for address in shared}
    for each, addresses in zip(people, mail_addresses(recipient_list), strict=True):
        for address in shared.intersection(addresses):
            holders[address].append(called(each))
    twice = [
        Item(
            name=address,
            observed=say(
                "recipient-address-duplicates.holders",
                "{names}",
                names=sorted(holders[address]),
            ),
        )
        for address in sorted(shared)
    ]
    if twice:
        return unmet(
            say(
                "recipient-address-duplicates.found",
                "{number} of {all} {all:address|addresses} on several recipients",
                number=len(twice),
                all=len(times),
            ),
            twice,
        )
    return met(
        say(
            "recipient-address-duplicates.none",
            "none of {number} {number:address|addresses}",
            number=len(times),
        )
    )
