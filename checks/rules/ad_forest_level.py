"""Forest functional level

What: The functional level of the Active Directory forest, against the lowest and highest level the target knows.
Why: Setup of Exchange refuses to extend a forest below the level it needs. A level above the highest one on
    Microsoft's list is not supported, and a level, once raised, cannot be lowered except by restoring the forest.
Fix: Read first:
        Get-ADForest | Select-Object ForestMode
        Get-ADDomain -Filter * | Select-Object DNSRoot, DomainMode
    Raising needs every domain controller of every domain on that Windows version or later, and every Exchange
    version still in use to support the new level: check both before. Then, as Enterprise Admin, without the -WhatIf:
        Set-ADForestMode -Identity FOREST -ForestMode Windows2012R2Forest -WhatIf
    This cannot be undone.
"""

from checks.check import Verdict, check
from checks.functional_level import LevelRange, judged, requires
from scanner.inventory.model import Forest


@check(id="ad-forest-level", subject="forest", reads=("forest",), need=LevelRange, requires=requires)
def judge(need: LevelRange, forest: Forest) -> Verdict:
    return judged(need, forest.functional_level)
