"""Schema class of storage groups (CVE-2021-34470)

What: Whether the schema allows objects of the class ms-Exch-Storage-Group below computer accounts.
Why: With that, whoever may write to a computer account can make an object below it, and through it get rights in the
    domain. Only extending the schema with a cumulative update of June 2021 or later takes the possibility away; where
    the newest Exchange is 2010 or older, and where none is left, nothing does it on its own.
Fix: Read first:
        $schema = (Get-ADRootDSE).schemaNamingContext
        Get-ADObject "CN=ms-Exch-Storage-Group,$schema" -Properties possSuperiors | Select-Object possSuperiors
    Extend the schema with a current cumulative update (Setup /PrepareSchema). Where none will be installed, Microsoft's
    script Test-CVE-2021-34470.ps1 shows the state, and mends it with -ApplyFix under an account of Schema Admins.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import Forest


class Need(Requirement, frozen=True, kw_only=True):
    """Classes below which no storage group may be made."""

    never_below: list[str]


def requires(need: Need) -> Text:
    return say("exchange-schema-class.expected", "none below {classes}", classes=need.never_below)


@check(id="exchange-schema-class", subject="forest", reads=("forest",), need=Need, requires=requires)
def judge(need: Need, forest: Forest) -> Verdict:
    found = forest.storage_group_superiors
    if found is None and forest.exchange_schema is None:
        return met(say("exchange-schema-class.none", "the schema was never extended for Exchange"))
    if found is None:
        return unknown(say("exchange-schema-class.unread", "the class could not be read"))
    open_ones = [name for name in found if name.casefold() in need.never_below]
    if open_ones:
        return unmet(say("exchange-schema-class.open", "allowed below {classes}", classes=open_ones))
    return met(say("exchange-schema-class.closed", "allowed below {classes}", classes=found))
