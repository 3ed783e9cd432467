"""Certificate of the federation trust

What: Until when the certificate of each federation trust is valid.
Why: Calendars shared with other organisations, and with Microsoft 365 in an older hybrid, depend on it. An expired one
    cannot be renewed any more: the trust has to be removed and made again.
Fix: Read first, in the Exchange Management Shell:
        Get-FederationTrust | Format-List Name, OrgCertificate, OrgNextCertificate
        Test-FederationTrustCertificate
    Stage a new certificate, see that it has reached every server, then publish it:
        Set-FederationTrust NAME -Thumbprint THUMBPRINT
        Set-FederationTrust NAME -PublishFederationCertificate
"""

from datetime import date

from checks.certificate_dates import fault, valid_until
from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.items import in_words
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import FederationTrust, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """Days a certificate must still be valid."""

    spare_days: int


def requires(need: Need) -> Text:
    return say(
        "certificate-federation.expected", "valid for {days} {days:day|days} more", days=need.spare_days
    )


@check(
    id="certificate-federation",
    subject="organization",
    reads=("federation_trusts", "organization", "as_of"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, federation_trusts: list[FederationTrust], organization: Organization, as_of: date
) -> Verdict:
    if not federation_trusts:
        return not_applicable(say("certificate-federation.none", "no federation trust"))
    wrong = [
        Item(name=each.name, observed=problem)
        for each in federation_trusts
        if each.certificate is not None
        and (problem := fault(each.certificate, as_of, need.spare_days)) is not None
    ]
    if wrong:
        return unmet(say("certificate-federation.found", "{faults}", faults=in_words(wrong)), wrong)
    certificates = [each.certificate for each in federation_trusts]
    if any(each is None or each.not_after is None for each in certificates):
        return unknown(say("certificate-federation.unread", "a certificate could not be read"))
    last = min((each for each in certificates if each is not None), key=lambda each: str(each.not_after))
    return met(valid_until(last))
