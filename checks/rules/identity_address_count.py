"""Recipients with very many addresses

What: Recipients that have more addresses of all kinds (proxyAddresses) than the directory of Microsoft 365 takes.
Why: An object there has a limit of its size, which addresses reach first. Directory synchronisation stops for such a
    recipient: no later change of it arrives, not even that of a password.
Fix: Read first, in the Exchange Management Shell:
        Get-Recipient NAME | Select-Object -ExpandProperty EmailAddresses | Measure-Object
    Take off addresses in domains that are no longer used; look in the message tracking logs whether mail still
    comes. On Exchange 2007 this is done in its console.
        Set-Mailbox USER -EmailAddresses @{remove='ADDRESS'}
"""

from checks.check import Requirement, Verdict, check
from checks.identities import synchronized, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Most addresses of one recipient."""

    maximum: int


def requires(need: Need) -> Text:
    return say("identity-address-count.expected", "at most {maximum} addresses each", maximum=need.maximum)


@check(
    id="identity-address-count",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "addresses")) is not None:
        return nothing
    everybody = synchronized(recipient_list)
    wrong = [
        Item(
            name=called(each),
            observed=say("identity-address-count.item", "addresses: {number}", number=number),
        )
        for each in everybody
        if (number := len(each.addresses or ())) > need.maximum
    ]
    return verdict(wrong, len(everybody))
