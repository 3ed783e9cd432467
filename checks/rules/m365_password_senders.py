"""Devices that send with name and password

What: Devices and programs that send mail with a name and a password, as said in exready.toml, against the day Exchange
    Online switches that off.
Why: Scanners, alarm systems and business programs sign in with basic authentication. All other protocols refuse it in
    Exchange Online already; sending follows.
Fix: Find them in the logs of the receive connectors on the servers, read-only:
        Get-ReceiveConnector | Format-Table Identity, AuthMechanism, PermissionGroups
    Let them send through a connector for their addresses, a relay on a server of one's own, or with OAuth.
"""

from datetime import date

from checks import tenant as answers
from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Tenant


class Need(Requirement, frozen=True, kw_only=True):
    """The day from which on it is off unless a tenant switches it on again."""

    off_from: date


def requires(need: Need) -> Text:
    return say(
        "m365-password-senders.expected",
        "none: off by default from {day:date} on",
        day=need.off_from.isoformat(),
    )


@check(
    id="m365-password-senders",
    subject="organization",
    reads=("tenant", "as_of"),
    need=Need,
    requires=requires,
)
def judge(need: Need, tenant: Tenant, as_of: date) -> Verdict:
    senders = tenant.password_senders
    if senders is None:
        return answers.unstated("password_senders")
    if not senders:
        return met(say("m365-password-senders.none", "none"))
    state = (
        say("m365-password-senders.off", "off by default")
        if as_of >= need.off_from
        else say("m365-password-senders.later", "can still be used for now")
    )
    observed = say("m365-password-senders.found", "{state}: {senders}", state=state, senders=senders)
    return unmet(observed, [Item(name=name, observed=state) for name in senders])
