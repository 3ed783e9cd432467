"""Dedicated application of the hybrid

What: Whether the organisation, where it is a hybrid, has an application of its own in Microsoft Entra ID for what
    crosses both sides, instead of the one all organisations shared.
Why: The shared application is blocked: calendars, tips and photos of the other side are not shown any more.
Fix: Read first, in the Exchange Management Shell:
        Get-AuthServer | Format-List Name, Type, Enabled, ApplicationIdentifier
        Get-SettingOverride | Format-List ComponentName, SectionName, Parameters
    Make the application with Microsoft's script ConfigureExchangeHybridApplication or the newest Hybrid Configuration
    Wizard, enable the override it names, and clean the shared one.
"""

from datetime import date

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.wording import Text, say
from scanner.inventory.model import AuthServer, HybridConfiguration


class Need(Requirement, frozen=True, kw_only=True):
    """The number of the shared application, and the day from which on it is blocked."""

    shared: str
    since: date


def requires(need: Need) -> Text:
    return say(
        "m365-hybrid-application.expected",
        "an application of one's own; the shared one is blocked since {since:date}",
        since=need.since.isoformat(),
    )


@check(
    id="m365-hybrid-application",
    subject="organization",
    reads=("hybrid", "auth_servers", "as_of"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, hybrid: HybridConfiguration | None, auth_servers: list[AuthServer], as_of: date
) -> Verdict:
    if hybrid is None:
        return not_applicable(
            say("m365-hybrid-application.none", "no hybrid yet; the wizard offers to make the application")
        )
    own = [
        server.application_id
        for server in auth_servers
        if server.application_id and server.application_id.casefold() != need.shared
    ]
    if own:
        return met(say("m365-hybrid-application.own", "application {own}", own=own))
    if as_of < need.since:
        return met(say("m365-hybrid-application.before", "the shared application, not blocked yet"))
    return unmet(say("m365-hybrid-application.shared", "none but the shared application"))
