"""IMAP reaches the mailboxes from outside

What: Whether the IMAP service was reached from the internet, as said in exready.toml.
Why: Microsoft 365 fetches the mail by IMAP. Exchange installs the service stopped, and few publish it.
Fix: Read first, in the Exchange Management Shell:
        Get-ImapSettings | Format-List Server, ExternalConnectionSettings, X509CertificateName
        Get-Service MSExchangeImap4 | Format-List Status, StartType
    Start the service, publish it with a certificate everybody trusts, test it from outside, and say so in exready.toml
    (imap_tested). Stop it again when the migration is done.
"""

from checks import tenant as answers
from checks.check import Requirement, Verdict, check
from checks.wording import Text, say
from scanner.inventory.model import Tenant


class Need(Requirement, frozen=True, kw_only=True):
    """The port of IMAP with TLS."""

    port: int


def requires(need: Need) -> Text:
    return say("m365-imap-service.expected", "IMAP reached from outside on {port:d}", port=need.port)


@check(id="m365-imap-service", subject="organization", reads=("tenant",), need=Need, requires=requires)
def judge(need: Need, tenant: Tenant) -> Verdict:
    return answers.answered(
        "imap_tested",
        tenant.imap_tested,
        say("m365-imap-service.reached", "reached from outside"),
        say("m365-imap-service.unreached", "not reached from outside"),
    )
