"""Forest functional level

What: The functional level of the Active Directory forest, against the lowest and highest level the target knows.
Why: Setup of Exchange refuses to extend a forest below the level it needs. A level above the highest one on
    Microsoft's list is not supported. Do not count on lowering one again: Windows does it for few levels, none of them
    below Windows Server 2008; otherwise the forest has to be restored.
Fix: Read first:
        Get-ADForest | Select-Object ForestMode
        (Get-ADForest).Domains | ForEach-Object { Get-ADDomain $_ } | Select-Object DNSRoot, DomainMode
    Raise a level only where it is below what is required here, to the lowest that is required, and no further. One that
    is above the highest is left as it is: that calls for another target. Every domain controller of every domain must
    run that Windows version or later, and every Exchange version still in use must be known to work with the new level:
    where one is not, raise it after the last server of that version is gone. Domains below the new level rise with the
    forest.
    LEVEL is the name of that lowest level: Windows2003Forest, Windows2008Forest, Windows2008R2Forest, Windows2012Forest
    or Windows2012R2Forest. As it stands here, run as Enterprise Admin, the command changes nothing and says what it
    would do. The level is raised, for good, by the same command without -WhatIf:
        Set-ADForestMode -Identity FOREST -ForestMode LEVEL -WhatIf
"""

from checks.check import Verdict, check
from checks.functional_level import LevelRange, judged, requires
from scanner.inventory.model import Forest


@check(id="ad-forest-level", subject="forest", reads=("forest",), need=LevelRange, requires=requires)
def judge(need: LevelRange, forest: Forest) -> Verdict:
    return judged(need, forest.functional_level)
