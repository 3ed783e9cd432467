"""Voice mail by Unified Messaging

What: Whether the organisation has dial plans of Unified Messaging, the voice mail of Exchange 2007 to 2016.
Why: Exchange Online has it no more, and a mailbox with it switched on is not moved.
Fix: Read first, in the Exchange Management Shell:
        Get-UMMailbox -ResultSize Unlimited | Measure-Object
        Get-UMDialPlan | Format-Table Name, URIType
    Move people to Cloud Voicemail or to the voice mail of the telephone system, and switch Unified Messaging off for
    each mailbox before it moves.
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import UnifiedMessaging


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("m365-unified-messaging.expected", "no Unified Messaging")


@check(
    id="m365-unified-messaging",
    subject="organization",
    reads=("unified_messaging",),
    need=Need,
    requires=requires,
)
def judge(need: Need, unified_messaging: list[UnifiedMessaging]) -> Verdict:
    plans = [found.name for found in unified_messaging if found.kind == "dial-plan"]
    if not plans:
        return met(say("m365-unified-messaging.none", "no dial plan"))
    kind = say("m365-unified-messaging.item", "a dial plan")
    return unmet(
        say("m365-unified-messaging.plans", "dial plans: {plans}", plans=plans),
        [Item(name=name, observed=kind) for name in plans],
    )
