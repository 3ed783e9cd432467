"""Sign-in names that cannot be synchronised

What: Sign-in names (userPrincipalName) of recipients that are malformed, hold a character the service refuses, or are
    too long before or behind the @.
Why: Directory synchronisation leaves such an account out. Without an account in Microsoft 365 its mailbox cannot move.
Fix: Read first:
        Get-ADUser -Filter * -Properties mail | Format-Table Name, UserPrincipalName, mail
    Give the account another name to sign in with, best its primary address; tell its owner before. Where it follows,
    the list names one:
        Set-ADUser ACCOUNT -UserPrincipalName NAME
"""

import re

from checks.check import Requirement, Verdict, check
from checks.identities import primary, sign_ins, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """A regular expression for the whole name; most characters before and behind the @."""

    pattern: str
    longest_name: int
    longest_domain: int


def requires(need: Need) -> Text:
    return say(
        "identity-sign-in-names.expected",
        "well-formed, at most {name} characters before and {domain} behind the @",
        name=need.longest_name,
        domain=need.longest_domain,
    )


@check(
    id="identity-sign-in-names",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "upn", "addresses")) is not None:
        return nothing
    valid = re.compile(need.pattern)
    named = sign_ins(recipient_list)
    wrong = []
    for each, upn, _ in named:
        fault = _fault(upn, need, valid)
        if fault is not None:
            better = primary(each)
            fits = better is not None and _fault(better, need, valid) is None
            wrong.append(Item(name=called(each), observed=fault, suggested=better if fits else None))
    return verdict(wrong, len(named))


def _fault(upn: str, need: Need, valid: re.Pattern[str]) -> Text | None:
    name, _, domain = upn.rpartition("@")
    if not valid.fullmatch(upn):
        return say("identity-sign-in-names.malformed", "{name}: malformed", name=upn)
    if len(name) > need.longest_name or len(domain) > need.longest_domain:
        return say(
            "identity-sign-in-names.long",
            "{name}: {before} characters before the @, {behind} behind it",
            name=upn,
            before=len(name),
            behind=len(domain),
        )
    return None
