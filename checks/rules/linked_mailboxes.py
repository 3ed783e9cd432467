"""Mailboxes of accounts in another forest

What: Mailboxes whose owner is an account of another forest, whether two of them name the same account, and whether a
    trust leads to a forest outside.
Why: Their owners sign in over the trust: the target needs it as much as the old servers do. A mailbox whose account is
    named on another one too cannot be opened, and moves of it fail.
Fix: Read first, in the Exchange Management Shell:
        Get-Mailbox -RecipientTypeDetails LinkedMailbox -ResultSize Unlimited | Format-Table Name, LinkedMasterAccount
        Get-ADTrust -Filter * | Format-Table Name, Direction, TrustType
    Keep the trust, and the name resolution it needs, until the last linked mailbox is gone. Where the accounts have
    moved into this forest, turn the mailboxes into ordinary ones:
        Set-User MAILBOX -LinkedMasterAccount $null
"""

from collections import Counter

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.absence import known
from scanner.inventory.model import Domain, Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """SIDs that stand for nobody in another forest; the bit of a trust within the forest."""

    own: list[str]
    within_forest: int


def requires(need: Need) -> Text:
    return say("linked-mailboxes.expected", "each account on one mailbox, and a trust to its forest")


@check(
    id="linked-mailboxes",
    subject="organization",
    reads=("recipient_list", "domains", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, recipient_list: RecipientList, domains: list[Domain], organization: Organization
) -> Verdict:
    if (nothing := unread(recipient_list, "linked")) is not None:
        return nothing
    linked = [
        (each, each.linked)
        for each in recipient_list.recipients
        if each.linked and each.linked not in need.own
    ]
    if not linked:
        return not_applicable(say("linked-mailboxes.none", "no mailbox of an account in another forest"))
    times = Counter(sid for _, sid in linked)
    twice = [
        Item(name=called(each), observed=say("linked-mailboxes.sid", "{sid}", sid=sid))
        for each, sid in linked
        if times[sid] > 1
    ]
    if twice:
        return unmet(
            say("linked-mailboxes.twice", "mailboxes that share an account: {number}", number=len(twice)),
            twice,
        )
    trusts = [known(domain.trusts) for domain in domains]
    outside = [
        trust.partner
        for each in trusts
        for trust in each or ()
        if not (trust.attributes or 0) & need.within_forest
    ]
    if outside:
        return met(
            say(
                "linked-mailboxes.trusted", "{number}; trusts with {names}", number=len(linked), names=outside
            )
        )
    if not trusts or None in trusts:
        return unknown(
            say("linked-mailboxes.unread", "{number}; the trusts were not read", number=len(linked))
        )
    return unmet(
        say("linked-mailboxes.no-trust", "{number}, and no trust to another forest", number=len(linked))
    )
