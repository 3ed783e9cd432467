"""Sign-in names in domains not verified

What: Recipients whose sign-in name (userPrincipalName) lies in a public domain that is not among those verified in the
    tenant, as exready.toml says.
Why: Directory synchronisation gives such an account a name below onmicrosoft.com instead. It is renamed when the domain
    is verified later, and its owner has to sign in anew everywhere.
Fix: Read first, in Microsoft Graph PowerShell:
        Get-MgDomain | Format-Table Id, IsVerified
    Add the domain in the Microsoft 365 admin center and verify it before the first synchronisation, or let people sign
    in with an address of a domain that is.
"""

from collections.abc import Collection

from checks import tenant as answers
from checks.check import Requirement, Verdict, check
from checks.identities import domain_of, is_private, primary, sign_ins, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Recipient, RecipientList, Tenant


class Need(Requirement, frozen=True, kw_only=True):
    """Endings nobody can own, which another check names."""

    private: list[str]


def requires(need: Need) -> Text:
    return say("identity-sign-in-verified.expected", "in a domain verified in the tenant")


@check(
    id="identity-sign-in-verified",
    subject="organization",
    reads=("recipient_list", "tenant"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, tenant: Tenant) -> Verdict:
    if (nothing := unread(recipient_list, "upn", "addresses")) is not None:
        return nothing
    if tenant.verified_domains is None:
        return answers.unstated("verified_domains")
    verified = {name.strip().casefold() for name in tenant.verified_domains}
    named = sign_ins(recipient_list)
    missing = {
        domain
        for domain in {each.domain for each in named} - verified
        if not is_private(domain, need.private)
    }
    wrong = [
        Item(
            name=called(each.recipient),
            observed=say("identity-sign-in-verified.item", "{name}", name=each.name),
            suggested=_better(each.recipient, verified),
        )
        for each in named
        if each.domain in missing
    ]
    return verdict(wrong, len(named))


def _better(recipient: Recipient, verified: Collection[str]) -> str | None:
    address = primary(recipient)
    return address if address is not None and domain_of(address) in verified else None
