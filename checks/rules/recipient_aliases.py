"""Aliases that Exchange no longer accepts

What: Recipients whose alias (mailNickname) holds a space or another character that Exchange since 2007 refuses, is too
    long, or stands on several recipients.
Why: Exchange 2000 and 2003 took nearly anything. A recipient with such an alias cannot be edited or moved until it is
    put right, and address policies make a broken address of it.
Fix: Read first, in the Exchange Management Shell:
        Get-Recipient -ResultSize Unlimited | Sort-Object Alias | Format-Table Alias, Name, RecipientType
    Give it an alias that is free. Addresses that are there stay; where the policy would make new ones, switch that off
    for the recipient first:
        Set-Mailbox USER -Alias ALIAS
"""

import re
from collections import Counter

from checks.check import Requirement, Verdict, check, met, unmet
from checks.identities import PUBLIC_FOLDER, is_of_exchange
from checks.once import once
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, Recipient, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Most characters, and a regular expression that the whole alias matches."""

    longest: int
    pattern: str


def requires(need: Need) -> Text:
    return say(
        "recipient-aliases.expected", "valid, unique, at most {longest} characters", longest=need.longest
    )


@check(
    id="recipient-aliases", subject="organization", reads=("recipient_list", "organization"), need=Need,
    requires=requires,
)  # fmt: skip
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "alias")) is not None:
        return nothing
    named = [(each, each.alias) for each in recipient_list.recipients if each.alias is not None]
    shared = _shared(recipient_list)
    valid = re.compile(need.pattern)
    wrong = [
        Item(name=called(each), observed=fault)
        for each, alias in named
        if (fault := _fault(alias, shared, need.longest, valid)) is not None and not _is_its_own(each)
    ]
    if wrong:
        return unmet(
            say(
                "recipient-aliases.found", "{number} of {all} not accepted", number=len(wrong), all=len(named)
            ),
            wrong,
        )
    return met(say("recipient-aliases.fine", "in order: {number} of {number}", number=len(named)))


@once
def _shared(people: RecipientList) -> dict[str, int]:
    """How many recipients have an alias, for the aliases of several."""
    times = Counter(each.alias.casefold() for each in people.recipients if each.alias is not None)
    return {alias: number for alias, number in times.items() if number > 1}


def _is_its_own(recipient: Recipient) -> bool:
    """Whether Exchange made it for itself: such aliases have braces, go nowhere, and are not to be changed."""
    return recipient.classes != PUBLIC_FOLDER and is_of_exchange(recipient)


def _fault(alias: str, shared: dict[str, int], longest: int, valid: re.Pattern[str]) -> Text | None:
    if len(alias) > longest:
        return say("recipient-aliases.long", "{alias}: {length} characters", alias=alias, length=len(alias))
    if not valid.fullmatch(alias):
        return say("recipient-aliases.characters", "{alias}: a character that is not allowed", alias=alias)
    if (times := shared.get(alias.casefold())) is not None:
        return say("recipient-aliases.twice", "{alias}: on {times} recipients", alias=alias, times=times)
    return None
