"""The container Computers

What: Whether each domain still has the container CN=Computers at its default place.
Why: PrepareAD of several cumulative updates fails where that container was renamed or removed from the root of a
    domain. Sending new computer accounts to another place with redircmp does no harm; removing the container does.
Fix: Read first, for each domain:
        Get-ADObject "CN=Computers,$((Get-ADDomain DOMAIN).DistinguishedName)" -Server DOMAIN
    Rename it back, restore it from the Recycle Bin, or make a container of that name again:
        New-ADObject -Name Computers -Type container -Path (Get-ADDomain DOMAIN).DistinguishedName -Server DOMAIN
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import DomainHead


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("ad-computers-container.expected", "CN=Computers at its default place")


@check(id="ad-computers-container", subject="domain", reads=("head",), need=Need, requires=requires)
def judge(need: Need, head: DomainHead) -> Verdict:
    if head.computers_container is None:
        return unknown(say("ad-computers-container.unread", "whether it exists could not be read"))
    if head.computers_container:
        return met_if(True, say("ad-computers-container.there", "it is there"))
    return met_if(False, say("ad-computers-container.gone", "renamed or removed"))
