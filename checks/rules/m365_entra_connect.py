"""Version of Microsoft Entra Connect Sync

What: The version of Microsoft Entra Connect Sync, as said in exready.toml, against the oldest that still synchronises.
Why: Older versions stop synchronising on the day Microsoft has set: new users and changed addresses no longer arrive,
    and hybrid and staged migrations stand still.
Fix: See first, read-only, on the machine it runs on:
        Import-Module ADSync; (Get-ADSyncGlobalSettings).Parameters |
        Where-Object { $_.Name -like '*ServerConfigurationVersion' } | Select-Object Name, Value
    Install the newest version over it; export the configuration before.
"""

from datetime import date

from checks import tenant as answers
from checks.check import Requirement, Verdict, check, met_if, not_applicable, unknown
from checks.wording import Text, say
from scanner.inventory.model import Tenant
from scanner.inventory.names import version_tuple


class Need(Requirement, frozen=True, kw_only=True):
    """From `since` on, older versions do not synchronise."""

    minimum: str
    since: date


def requires(need: Need) -> Text:
    return say(
        "m365-entra-connect.expected",
        "from {since:date} on: {minimum} or later",
        minimum=need.minimum,
        since=need.since.isoformat(),
    )


@check(
    id="m365-entra-connect", subject="organization", reads=("tenant", "as_of"), need=Need, requires=requires
)
def judge(need: Need, tenant: Tenant, as_of: date) -> Verdict:
    if tenant.directory_synchronization is False:
        return not_applicable(say("m365-entra-connect.off", "directory synchronisation is off"))
    if tenant.entra_connect is None:
        return answers.unstated("entra_connect")
    here, least = version_tuple(tenant.entra_connect), version_tuple(need.minimum)
    if here is None or least is None:
        return unknown(
            say("m365-entra-connect.unread", "{version} is no version", version=tenant.entra_connect)
        )
    observed = say("m365-entra-connect.observed", "version {version}", version=tenant.entra_connect)
    return met_if(here >= least or as_of < need.since, observed)
