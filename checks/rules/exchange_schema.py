"""Exchange schema of the forest

What: The version of the Exchange schema (rangeUpper of ms-Exch-Schema-Version-Pt) against the one that Setup of the
    target extends it to. Where one number belongs to releases of two versions, the organisation's tells them apart.
Why: Nothing of the target can be installed before. Extending the schema needs an account in Schema Admins and
    Enterprise Admins, reaches every domain controller of the forest, and cannot be undone.
Fix: Read first:
        $schema = (Get-ADRootDSE).schemaNamingContext
        Get-ADObject "CN=ms-Exch-Schema-Version-Pt,$schema" -Properties rangeUpper
        repadmin /replsummary
    When replication is healthy and a backup of the schema master is at hand, in the domain and site of the schema
    master, from the medium of the
    target. The licence switch is that of Exchange 2016 CU22, 2019 CU11 and later; before, it was
    /IAcceptExchangeServerLicenseTerms, and Exchange 2010 has none and a Setup.com:
        Setup.exe /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF /PrepareSchema
"""

from checks.check import Verdict, check, unmet
from checks.knowledge import preparation
from checks.preparation_level import Need, judged, requires_of
from checks.wording import Text, say
from scanner.inventory.model import Forest, Organization


def requires(need: Need) -> Text:
    return requires_of("schema", need)


@check(
    id="exchange-schema",
    subject="forest",
    reads=("forest",),
    uses=("organization",),
    need=Need,
    requires=requires,
)
def judge(need: Need, forest: Forest, organization: Organization | None) -> Verdict:
    found = forest.exchange_schema
    if found is None:
        return unmet(say("exchange-schema.never", "the schema was never extended for Exchange"))
    prepared = organization.object_version if organization is not None else None
    both = preparation.written_by(schema=found, organization=prepared)
    return judged("schema", found, need, both or preparation.written_by(schema=found))
