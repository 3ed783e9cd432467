"""Preparation of the Exchange organisation

What: The preparation level of the organisation (objectVersion) against the one that Setup of the target writes.
Why: PrepareAD makes the groups, roles and containers the target works with. Setup of the first server does it too,
    if it runs under an account of Enterprise Admins; done ahead, it is a step of its own that can be looked at.
Fix: Read first:
        $configuration = (Get-ADRootDSE).configurationNamingContext
        $services = "CN=Services,$configuration"
        Get-ADObject -SearchBase $services -Filter "objectClass -eq 'msExchOrganizationContainer'" -Properties *
    Then, in the domain and site of the schema master, from the medium of the
    target. The licence switch is that of Exchange 2016 CU22, 2019 CU11 and later; before, it was
    /IAcceptExchangeServerLicenseTerms, and Exchange 2010 has none and a Setup.com:
        Setup.exe /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF /PrepareAD
"""

from checks.check import Verdict, check, unknown
from checks.knowledge import preparation
from checks.preparation_level import Need, judged, requires_of
from checks.wording import Text, say
from scanner.inventory.model import Organization


def requires(need: Need) -> Text:
    return requires_of("organization", need)


@check(
    id="exchange-preparation", subject="organization", reads=("organization",), need=Need, requires=requires
)
def judge(need: Need, organization: Organization) -> Verdict:
    found = organization.object_version
    if found is None:
        return unknown(
            say("exchange-preparation.unstated", "the organisation did not state its preparation level")
        )
    return judged("organization", found, need, preparation.written_by(organization=found))
