"""Accepted domains that nobody can own

What: Accepted domains without a public ending, such as those below .local.
Why: A domain is verified in Microsoft 365 by a record in the public DNS. One that cannot be there cannot be verified:
    addresses in it are not taken along, and an account whose sign-in name ends so is renamed.
Fix: Read first, in the Exchange Management Shell:
        Get-AcceptedDomain | Format-Table Name, DomainName, DomainType, Default
        Get-Recipient -ResultSize Unlimited | Where-Object { $_.PrimarySmtpAddress -like '*.local' }
    Give everybody a primary address and a sign-in name in a public domain before the migration. The old addresses may
    stay on the servers of one's own; name the domain under unused_domains in exready.toml.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import AcceptedDomain


class Need(Requirement, frozen=True, kw_only=True):
    """Endings that are private by convention, without the dot."""

    private: list[str]


def requires(need: Need) -> Text:
    return say("m365-routable-domains.expected", "accepted domains that exist in the public DNS")


@check(
    id="m365-routable-domains",
    subject="organization",
    reads=("accepted_domains",),
    need=Need,
    requires=requires,
)
def judge(need: Need, accepted_domains: list[AcceptedDomain]) -> Verdict:
    if not accepted_domains:
        return unknown(say("m365-routable-domains.empty", "no accepted domain was found"))
    private = [domain.name for domain in accepted_domains if _is_private(domain.name, need.private)]
    if not private:
        return met(
            say("m365-routable-domains.fine", "accepted domains: {number}", number=len(accepted_domains))
        )
    kind = say("m365-routable-domains.item", "no public ending")
    return unmet(
        say(
            "m365-routable-domains.private",
            "{number} of {all} accepted {all:domain|domains}: {domains}",
            number=len(private),
            all=len(accepted_domains),
            domains=private,
        ),
        [Item(name=name, observed=kind) for name in private],
    )


def _is_private(name: str, private: list[str]) -> bool:
    bare = name.strip().rstrip(".").casefold()
    return bare != "*" and ("." not in bare or bare.rpartition(".")[-1] in private)
