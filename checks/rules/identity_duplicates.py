"""One name or address on several recipients

What: Sign-in names and mail attributes that stand on more than one recipient of the forest, whatever their case, and
    sign-in names or mail attributes of one that are an address of another. Addresses that are on several recipients as
    such are named by the check on addresses.
Why: Microsoft 365 takes each of these once. Directory synchronisation creates the first recipient, and leaves the
    others out or takes the value off them: a mailbox without its account cannot move, and mail goes astray.
Fix: Read first:
        Get-ADObject -LDAPFilter '(|(userPrincipalName=VALUE)(mail=VALUE)(proxyAddresses=smtp:VALUE))'
    Decide who keeps it, and change the others. An account left over from a person who has gone, or a contact for
    somebody who has a mailbox, is usually the wrong one:
        Set-ADUser ACCOUNT -UserPrincipalName NAME
"""

from checks.check import Requirement, Verdict, check
from checks.identities import verdict
from checks.people import called, mail_addresses, unread
from checks.results import Item
from checks.wording import Text, listed, say
from scanner.inventory.model import Organization, Recipient, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("identity-duplicates.expected", "each on one recipient")


@check(
    id="identity-duplicates",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "upn", "mail", "addresses")) is not None:
        return nothing
    people = recipient_list.recipients
    named: dict[str, int] = {}
    twice: dict[str, set[int]] = {}
    for place, each in enumerate(people):
        for value in _names(each):
            first = named.setdefault(value, place)
            if first != place:
                twice.setdefault(value, {first}).add(place)
    addresses = mail_addresses(recipient_list)
    for place, own in enumerate(addresses):
        for value in own:
            first = named.get(value, place)
            if first != place:
                twice.setdefault(value, {first}).add(place)
    return verdict(
        [
            _item(value, [(people[place], addresses[place]) for place in sorted(twice[value])])
            for value in sorted(twice)
        ],
        len(named),
    )


def _names(recipient: Recipient) -> set[str]:
    return {value.casefold() for value in (recipient.upn, recipient.mail) if value}


def _item(value: str, holders: list[tuple[Recipient, list[str]]]) -> Item:
    held = [f"{called(each)} ({', '.join(_where(value, each, own))})" for each, own in holders]
    return Item(name=value, observed=say("identity-duplicates.holders", "{holders}", holders=listed(held)))


def _where(value: str, recipient: Recipient, addresses: list[str]) -> list[str]:
    fields = {
        "userPrincipalName": [(recipient.upn or "").casefold()],
        "mail": [(recipient.mail or "").casefold()],
        "proxyAddresses": addresses,
    }
    return [field for field, values in fields.items() if value in values]
