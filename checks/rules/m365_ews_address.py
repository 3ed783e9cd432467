"""Address of Exchange Web Services outside

What: Whether Exchange Web Services, with which the mailbox replication proxy goes, have an address outside.
Why: Hybrid moves are pulled by Microsoft 365 through that address, and calendars are looked up there. Without it only
    the Hybrid Agent is left, which carries moves and calendars and no mail.
Fix: Read first, in the Exchange Management Shell:
        Get-WebServicesVirtualDirectory | Format-List Server, ExternalUrl, MRSProxyEnabled
    Set the external address to a name the certificate bears, publish it on 443 without signing in before it, and let
    the Hybrid Configuration Wizard enable the proxy; or install the Hybrid Agent.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, listed, say
from scanner.inventory.model import VirtualDirectory


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("m365-ews-address.expected", "an external address of Exchange Web Services")


@check(
    id="m365-ews-address",
    subject="organization",
    reads=("virtual_directories",),
    need=Need,
    requires=requires,
)
def judge(need: Need, virtual_directories: list[VirtualDirectory]) -> Verdict:
    own = [found for found in virtual_directories if found.kind == "ews" and not found.back_end]
    if not own:
        return unknown(say("m365-ews-address.none", "no directory of Exchange Web Services was found"))
    addresses = listed([found.external_url for found in own if found.external_url])
    if not addresses:
        return unmet(say("m365-ews-address.unset", "no external address is set"))
    return met(say("m365-ews-address.set", "{addresses}", addresses=addresses))
