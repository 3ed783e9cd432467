"""Sign-in names in domains nobody can own

What: Recipients whose sign-in name (userPrincipalName) ends in a domain without a public ending, such as .local.
Why: A domain that is not in the public DNS cannot be verified in Microsoft 365. Directory synchronisation then gives
    the account a name below onmicrosoft.com, which its owner has never heard of.
Fix: Read first:
        Get-ADForest | Format-List UPNSuffixes
        Get-ADUser -Filter "UserPrincipalName -like '*.local'" | Measure-Object
    Add the mail domain as a suffix to the forest, and let people sign in with their primary address; the list names it.
    Programs and devices that sign in with the old name need the new one too:
        Set-ADForest FOREST -UPNSuffixes @{add='DOMAIN'}
        Set-ADUser ACCOUNT -UserPrincipalName NAME
"""

from checks.check import Requirement, Verdict, check
from checks.identities import domain_of, is_private, primary, sign_ins, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Endings that are private by convention, without the dot."""

    private: list[str]


def requires(need: Need) -> Text:
    return say("identity-sign-in-domains.expected", "in a domain of the public DNS")


@check(
    id="identity-sign-in-domains",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "upn", "addresses")) is not None:
        return nothing
    named = sign_ins(recipient_list)
    private = {domain for domain in {each.domain for each in named} if is_private(domain, need.private)}
    wrong = []
    for each, upn, domain in named:
        if domain in private:
            better = primary(each)
            public = better is not None and not is_private(domain_of(better), need.private)
            observed = say("identity-sign-in-domains.item", "{name}", name=upn)
            wrong.append(Item(name=called(each), observed=observed, suggested=better if public else None))
    return verdict(wrong, len(named))
