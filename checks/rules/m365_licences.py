"""Licences for the mailboxes

What: Licences with Exchange Online that are free, as said in exready.toml, against the mailboxes of people. Shared and
    resource mailboxes need none below the size Microsoft gives away.
Why: A mailbox without a licence is disabled when its days of grace are over.
Fix: Buy what is missing and assign it before the move, or within 30 days after it. To see what there is, read-only, in
    Microsoft Graph PowerShell:
        Get-MgSubscribedSku | Select-Object SkuPartNumber, ConsumedUnits, PrepaidUnits
"""

from checks import mailboxes
from checks import tenant as answers
from checks.check import Requirement, Verdict, check, met_if
from checks.wording import Text, say
from scanner.inventory.model import RecipientCount, Tenant


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set: one for each mailbox of a person."""


def requires(need: Need) -> Text:
    return say("m365-licences.expected", "one licence for each mailbox of a person")


@check(
    id="m365-licences", subject="organization", reads=("recipients", "tenant"), need=Need, requires=requires
)
def judge(need: Need, recipients: list[RecipientCount], tenant: Tenant) -> Verdict:
    if (nothing := mailboxes.none_to_move(recipients)) is not None:
        return nothing
    if tenant.licences is None:
        return answers.unstated("licences")
    number = mailboxes.of_users(recipients)
    observed = say(
        "m365-licences.observed",
        "{licences} {licences:licence|licences} for {number} {number:mailbox|mailboxes}",
        licences=tenant.licences,
        number=number,
    )
    return met_if(tenant.licences >= number, observed)
