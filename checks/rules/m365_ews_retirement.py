"""Programs that speak Exchange Web Services

What: Programs that will speak Exchange Web Services to Exchange Online, as said in exready.toml, against the days
    Microsoft has set for their end there. Servers of one's own keep these services.
Why: Backup, archive, rooms, signatures, CRM: what speaks to the mailboxes today often does so by Exchange Web Services.
    It works until the mailboxes have moved, and stops there.
Fix: Find them in the logs of the servers, read-only:
        Get-ChildItem 'C:\\inetpub\\logs\\LogFiles\\W3SVC1' | Select-String '/EWS/Exchange.asmx' -List
    Ask their makers for a version that uses Microsoft Graph; until then have the tenant allow each by its number.
"""

from datetime import date

from checks import tenant as answers
from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Tenant


class Need(Requirement, frozen=True, kw_only=True):
    """The day from which on a tenant has to allow each program, and the day after which none works."""

    allowed_from: date
    ends: date


def requires(need: Need) -> Text:
    return say(
        "m365-ews-retirement.expected",
        "none: to be allowed one by one from {start:date} on, none served from {ends:date} on",
        start=need.allowed_from.isoformat(),
        ends=need.ends.isoformat(),
    )


@check(
    id="m365-ews-retirement", subject="organization", reads=("tenant", "as_of"), need=Need, requires=requires
)
def judge(need: Need, tenant: Tenant, as_of: date) -> Verdict:
    programs = tenant.ews_applications
    if programs is None:
        return answers.unstated("ews_applications")
    if not programs:
        return met(say("m365-ews-retirement.none", "none"))
    if as_of >= need.ends:
        state = say("m365-ews-retirement.ended", "no longer served")
    elif as_of >= need.allowed_from:
        state = say("m365-ews-retirement.allowed", "must be allowed one by one")
    else:
        state = say("m365-ews-retirement.later", "served for now")
    observed = say("m365-ews-retirement.found", "{state}: {programs}", state=state, programs=programs)
    return unmet(observed, [Item(name=name, observed=state) for name in programs])
