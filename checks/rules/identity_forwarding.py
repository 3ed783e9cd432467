"""Mailboxes that forward outside

What: Mailboxes whose mail is forwarded to an address in a domain that is not an accepted one: by an address of their
    own, by a contact they forward to, or by a target address they should not have. Rules in Outlook are not seen.
Why: Microsoft 365 refuses automatic forwarding to the outside unless it is allowed. A target address on a mailbox takes
    all its mail away. Not every way of moving takes the setting along, and nobody misses the mail at once.
Fix: Read first, in the Exchange Management Shell:
        Get-Mailbox -ResultSize Unlimited | Format-Table Name, ForwardingAddress, ForwardingSmtpAddress
    Ask each owner what it is for. What has to stay is allowed in an outbound spam policy of the tenant and set up there
    anew; take off the rest. Exchange 2007 knows no ForwardingSmtpAddress: leave it out there.
        Set-Mailbox USER -ForwardingAddress $null -ForwardingSmtpAddress $null
"""

from collections.abc import Collection

from checks.check import Requirement, Verdict, check, unknown
from checks.identities import domain_of, synchronized, verdict, with_mailbox
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import AcceptedDomain, Recipient, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("identity-forwarding.expected", "none")


@check(
    id="identity-forwarding",
    subject="organization",
    reads=("recipient_list", "accepted_domains"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, accepted_domains: list[AcceptedDomain]) -> Verdict:
    if (nothing := unread(recipient_list, "forwards_to", "forwards_outside", "target")) is not None:
        return nothing
    own = [domain.name.strip().casefold() for domain in accepted_domains]
    mailboxes = with_mailbox(recipient_list)
    targets = _targets(recipient_list) if any(each.forwards_to is not None for each in mailboxes) else {}
    wrong, lost = [], []
    for each in mailboxes:
        if (address := _outside(each, targets, own)) is not None:
            wrong.append(
                Item(
                    name=called(each),
                    observed=say("identity-forwarding.item", "to {address}", address=address),
                )
            )
        elif each.forwards_to is not None and each.forwards_to.casefold() not in targets:
            lost.append(
                Item(
                    name=called(each),
                    observed=say(
                        "identity-forwarding.lost",
                        "to {name}, which was not found among the recipients",
                        name=each.forwards_to,
                    ),
                )
            )
    if lost and not wrong:
        return unknown(
            say(
                "identity-forwarding.unread", "forwarded to recipients not found: {number}", number=len(lost)
            ),
            lost,
        )
    return verdict(wrong + lost, len(mailboxes))


def _targets(people: RecipientList) -> dict[str, str | None]:
    """Where the mail of each recipient goes on to, by the names it may be forwarded to."""
    return {
        name.casefold(): each.target
        for each in synchronized(people)
        for name in (each.alias, each.display_name)
        if name
    }


def _outside(recipient: Recipient, targets: dict[str, str | None], own: Collection[str]) -> str | None:
    """The address outside that its mail goes to."""
    through = targets.get(recipient.forwards_to.casefold()) if recipient.forwards_to is not None else None
    for address in (recipient.forwards_outside, recipient.target, through):
        if address and not _is_own(domain_of(address), own):
            return address
    return None


def _is_own(domain: str, own: Collection[str]) -> bool:
    """An accepted domain `*.corp.example` holds what is below it, and itself."""
    return any(
        domain == name.removeprefix("*.") or (name.startswith("*.") and domain.endswith(name[1:]))
        for name in own
    )
