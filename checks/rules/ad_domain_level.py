"""Domain functional level

What: The functional level of every domain of the forest, against the lowest the target's forest level leaves possible
    and the highest level Microsoft names.
Why: A forest is never above its lowest domain, so one domain that stays behind holds the whole forest below the level
    Setup asks for. Do not count on lowering one again: Windows does it for few levels, none of them below Windows
    Server 2008; otherwise the domain has to be restored.
Fix: Read first:
        Get-ADDomain -Identity DOMAIN | Select-Object DNSRoot, DomainMode
        Get-ADDomainController -Filter * -Server DOMAIN | Select-Object HostName, OperatingSystem
    Raise a level only where it is below what is required here, to the lowest that is required, and no further. One that
    is above the highest is left as it is: that calls for another target. Every domain controller of that domain must
    run that Windows version or later, and every Exchange version still in use must be known to work with the new level:
    where one is not, raise it after the last server of that version is gone.
    LEVEL is the name of that lowest level: Windows2003Domain, Windows2008Domain, Windows2008R2Domain, Windows2012Domain
    or Windows2012R2Domain. As it stands here, the command changes nothing and says what it would do. The level is
    raised, for good, by the same command without -WhatIf:
        Set-ADDomainMode -Identity DOMAIN -DomainMode LEVEL -WhatIf
"""

from checks.check import Verdict, check
from checks.functional_level import LevelRange, judged, requires
from scanner.inventory.model import DomainHead


@check(id="ad-domain-level", subject="domain", reads=("head",), need=LevelRange, requires=requires)
def judge(need: LevelRange, head: DomainHead) -> Verdict:
    return judged(need, head.functional_level)
