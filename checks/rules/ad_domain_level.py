"""Domain functional level

What: The functional level of every domain of the forest, against the lowest the target's forest level leaves possible
    and the highest level Microsoft names.
Why: A forest is never above its lowest domain, so one domain that stays behind holds the whole forest below the level
    Setup asks for. A level, once raised, cannot be lowered except by restoring the domain.
Fix: Read first:
        Get-ADDomain -Identity DOMAIN | Select-Object DNSRoot, DomainMode
        Get-ADDomainController -Filter * -Server DOMAIN | Select-Object HostName, OperatingSystem
    Raising needs every domain controller of that domain on that Windows version or later, and every Exchange version
    still in use to support the new level: check both before. Then, without the -WhatIf:
        Set-ADDomainMode -Identity DOMAIN -DomainMode Windows2012R2Domain -WhatIf
    This cannot be undone.
"""

from checks.check import Verdict, check
from checks.functional_level import LevelRange, judged, requires
from scanner.inventory.model import DomainHead


@check(id="ad-domain-level", subject="domain", reads=("head",), need=LevelRange, requires=requires)
def judge(need: LevelRange, head: DomainHead) -> Verdict:
    return judged(need, head.functional_level)
