"""Outlook Anywhere reaches the mailboxes from outside

What: Whether Outlook Anywhere (RPC over HTTP) has a name outside, and whether it was reached there on TCP port 443.
Why: Cutover and staged migrations fetch the mailboxes through Outlook Anywhere. Without it Microsoft 365 does not come
    to a single mailbox. The directory says that a name is set; that it answers on the internet only a test there shows.
Fix: Read first, in the Exchange Management Shell:
        Get-OutlookAnywhere | Format-List Server, ExternalHostname, IISAuthenticationMethods, SSLOffloading
    Enable Outlook Anywhere, give it an external name and a certificate everybody trusts, let port 443 through, test it
    with Microsoft's Remote Connectivity Analyzer, and say so in exready.toml (outlook_anywhere_tested).
"""

from checks import tenant as answers
from checks.check import Requirement, Verdict, check, unknown, unmet
from checks.wording import Text, listed, say
from scanner.inventory.model import Tenant, VirtualDirectory


class Need(Requirement, frozen=True, kw_only=True):
    """The port it must be reached on."""

    port: int


def requires(need: Need) -> Text:
    return say(
        "m365-outlook-anywhere.expected", "Outlook Anywhere reached from outside on {port:d}", port=need.port
    )


@check(
    id="m365-outlook-anywhere",
    subject="organization",
    reads=("virtual_directories",),
    uses=("tenant",),
    need=Need,
    requires=requires,
)
def judge(need: Need, virtual_directories: list[VirtualDirectory], tenant: Tenant | None) -> Verdict:
    if not virtual_directories:
        return unknown(
            say(
                "m365-outlook-anywhere.empty",
                "no address of any protocol was found; Exchange 2003 keeps them elsewhere",
            )
        )
    hosts = listed(
        [
            found.external_url
            for found in virtual_directories
            if found.kind == "outlook-anywhere" and found.external_url and not found.back_end
        ]
    )
    if not hosts:
        return unmet(say("m365-outlook-anywhere.unpublished", "Outlook Anywhere has no name outside"))
    tested = tenant.outlook_anywhere_tested if tenant is not None else None
    if tested is None:
        return unknown(
            say(
                "m365-outlook-anywhere.untested",
                "published as {hosts}; whether it answers on the internet was not tested",
                hosts=hosts,
            )
        )
    return answers.answered(
        "outlook_anywhere_tested",
        tested,
        say("m365-outlook-anywhere.tested", "published as {hosts}, reached from outside", hosts=hosts),
        say("m365-outlook-anywhere.failed", "published as {hosts}, not reached from outside", hosts=hosts),
    )
