"""Unified Messaging

What: Dial plans, gateways and other objects of Unified Messaging, and the mailboxes enabled for it.
Why: Exchange 2019 and later have no Unified Messaging. Voice mail of a mailbox that moves there ends, and calls to its
    auto attendants are answered by nobody, as soon as the last older server is gone.
Fix: Read first, in the Exchange Management Shell of 2016 or older:
        Get-UMDialPlan | Format-Table Name, URIType, NumberOfDigitsInExtension
        Get-UMMailbox -ResultSize Unlimited | Format-Table DisplayName, UMMailboxPolicy
        Get-UMAutoAttendant | Format-Table Name, Status, UMDialPlan
    Decide where voice mail goes: Cloud Voicemail with Teams or Skype for Business Server 2019, or another product.
    Move the numbers, then disable the mailboxes for Unified Messaging before they move:
        Disable-UMMailbox USER
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.names import kind_text
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList, UnifiedMessaging

_ENABLED = 1


class Need(Requirement, frozen=True, kw_only=True):
    """Kinds of objects of Unified Messaging that somebody can call; policies alone take no call."""

    never: list[str]


def requires(need: Need) -> Text:
    return say(
        "unified-messaging.expected",
        "no {kinds}, no mailbox enabled for it",
        kinds=[kind_text(kind) for kind in need.never],
    )


@check(
    id="unified-messaging", subject="organization", reads=("unified_messaging", "organization"),
    uses=("recipient_list",), need=Need, requires=requires,
)  # fmt: skip
def judge(
    need: Need,
    unified_messaging: list[UnifiedMessaging],
    organization: Organization,
    recipient_list: RecipientList | None,
) -> Verdict:
    objects = [
        Item(name=each.name, observed=say("unified-messaging.object", "{kind}", kind=kind_text(each.kind)))
        for each in unified_messaging
        if each.kind in need.never
    ]
    mailboxes = [
        Item(
            name=called(each),
            observed=say("unified-messaging.mailbox", "a mailbox with Unified Messaging"),
        )
        for each in (recipient_list.recipients if recipient_list is not None else ())
        if each.voice_mail is not None and each.voice_mail & _ENABLED
    ]
    if objects or mailboxes:
        found = (
            say(
                "unified-messaging.objects",
                "objects: {number}; the mailboxes were not read",
                number=len(objects),
            )
            if recipient_list is None or unread(recipient_list, "voice_mail") is not None
            else say(
                "unified-messaging.found",
                "objects: {objects}; mailboxes: {mailboxes}",
                objects=len(objects),
                mailboxes=len(mailboxes),
            )
        )
        return unmet(found, objects + mailboxes)
    if recipient_list is None:
        return unknown(say("unified-messaging.unread", "no object; the mailboxes were not read"))
    if (nothing := unread(recipient_list, "voice_mail")) is not None:
        return nothing
    return met(say("unified-messaging.none", "no object and no mailbox"))
