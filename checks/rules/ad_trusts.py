"""Trusts of the domains

What: The trusts of each domain, and whether one leads to a Windows NT domain.
Why: A trust of that kind rests on what current Windows has switched off, and whoever signs in over it loses the
    mailbox when the last old controller goes. Trusts to other forests are named, since linked mailboxes, shared
    calendars and cross-forest moves depend on them.
Fix: Read first:
        Get-ADTrust -Filter * -Server DOMAIN | Format-Table Name, Direction, TrustType, ForestTransitive
        netdom trust DOMAIN /domain:PARTNER /verify
    Find out whether anybody still signs in over it (mailboxes with a linked master account, logon events of that
    domain). Remove the trust, or replace it by one to the forest that took the domain's place.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Trust


class Need(Requirement, frozen=True, kw_only=True):
    """Kinds of trust (trustType) that should be gone, and the bit of trustAttributes of one within the forest."""

    never: list[int]
    within_forest: int


def requires(need: Need) -> Text:
    return say("ad-trusts.expected", "no trust with a Windows NT domain")


@check(id="ad-trusts", subject="domain", reads=("trusts",), need=Need, requires=requires)
def judge(need: Need, trusts: list[Trust]) -> Verdict:
    outside = [trust for trust in trusts if not (trust.attributes or 0) & need.within_forest]
    old = [
        Item(name=trust.partner, observed=say("ad-trusts.old", "a trust with a Windows NT domain"))
        for trust in outside
        if trust.kind in need.never
    ]
    if old:
        return unmet(
            say(
                "ad-trusts.found",
                "with Windows NT domains: {number} ({names})",
                number=len(old),
                names=[i.name for i in old],
            ),
            old,
        )
    unstated = [trust.partner for trust in outside if trust.kind is None]
    if unstated:
        return unknown(say("ad-trusts.unstated", "the kind of these is not stated: {names}", names=unstated))
    if not outside:
        return met(say("ad-trusts.none", "none outside the forest"))
    return met(
        say(
            "ad-trusts.fine",
            "none with a Windows NT domain; with others: {names}",
            names=[t.partner for t in outside],
        )
    )
