"""Addresses that mail is sent on to

What: Target addresses (targetAddress) of contacts, mail users and moved mailboxes that are malformed, too long, or
    stand on several recipients.
Why: Directory synchronisation refuses a recipient with such a value; mail to it no longer finds its way.
Fix: Read first:
        Get-ADObject -LDAPFilter '(targetAddress=*)' -Properties targetAddress | Format-Table Name, targetAddress
    Put it right with the tool that wrote it; of two contacts for one person, delete one:
        Set-MailContact NAME -ExternalEmailAddress ADDRESS
"""

import re
from collections import Counter

from checks.check import Requirement, Verdict, check
from checks.identities import synchronized, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList

_MAIL = "smtp:"


class Need(Requirement, frozen=True, kw_only=True):
    """Most characters, and a regular expression that the whole mail address matches."""

    longest: int
    pattern: str


def requires(need: Need) -> Text:
    return say(
        "identity-target-addresses.expected",
        "well-formed, on one recipient, at most {longest} characters",
        longest=need.longest,
    )


@check(
    id="identity-target-addresses",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "target")) is not None:
        return nothing
    valid = re.compile(need.pattern)
    targets = [(each, each.target) for each in synchronized(recipient_list) if each.target is not None]
    times = Counter(_bare(target).casefold() for _, target in targets)
    wrong = [
        Item(name=called(each), observed=fault)
        for each, target in targets
        if (fault := _fault(target, times[_bare(target).casefold()], need.longest, valid)) is not None
    ]
    return verdict(wrong, len(targets))


def _bare(target: str) -> str:
    return target[len(_MAIL) :] if target[: len(_MAIL)].casefold() == _MAIL else target


def _fault(target: str, times: int, longest: int, valid: re.Pattern[str]) -> Text | None:
    bare = _bare(target)
    of_other_kind = bare is target and ":" in target
    if len(target) > longest:
        return say(
            "identity-target-addresses.long",
            "{address}: {length} characters",
            address=target,
            length=len(target),
        )
    if not of_other_kind and not valid.fullmatch(bare):
        return say("identity-target-addresses.malformed", "{address}: malformed", address=target)
    if times > 1:
        return say(
            "identity-target-addresses.twice", "{address}: on {times} recipients", address=target, times=times
        )
    return None
