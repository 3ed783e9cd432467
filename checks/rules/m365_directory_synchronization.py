"""Directory synchronisation as this migration needs it

What: Whether directory synchronisation is switched on in the tenant, as said in exready.toml, against what the
    migration needs. Accounts that Microsoft Entra Connect made are named; they show that it was installed, and not
    that it runs.
Why: A cutover makes the users in the cloud itself and refuses a tenant that synchronises. Staged and hybrid migrations
    find the users there, which synchronisation has made.
Fix: See first, read-only, in Microsoft Graph PowerShell:
        Get-MgOrganization | Select-Object OnPremisesSyncEnabled, OnPremisesLastSyncDateTime
    Switch it on with Microsoft Entra Connect or Cloud Sync, or off in the tenant, and say so in exready.toml
    (directory_synchronization). Switching off takes up to three days.
"""

from checks import tenant as answers
from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import CloudTraces, Tenant


class Need(Requirement, frozen=True, kw_only=True):
    """Whether it must be on, or off."""

    on: bool


def requires(need: Need) -> Text:
    if need.on:
        return say("m365-directory-synchronization.expected-on", "switched on")
    return say("m365-directory-synchronization.expected-off", "switched off")


@check(
    id="m365-directory-synchronization",
    subject="organization",
    reads=("tenant",),
    uses=("cloud_traces",),
    need=Need,
    requires=requires,
)
def judge(need: Need, tenant: Tenant, cloud_traces: CloudTraces | None) -> Verdict:
    state = tenant.directory_synchronization
    if state is not None:
        observed = (
            say("m365-directory-synchronization.on", "on")
            if state
            else say("m365-directory-synchronization.off", "off")
        )
        return met_if(state is need.on, observed)
    if cloud_traces is not None and cloud_traces.synchronization_accounts:
        return unknown(
            say(
                "m365-directory-synchronization.traces",
                "not said; accounts of Microsoft Entra Connect are there: {accounts}",
                accounts=cloud_traces.synchronization_accounts,
            )
        )
    return answers.unstated("directory_synchronization")
