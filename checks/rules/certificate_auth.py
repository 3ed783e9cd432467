"""Certificate for server-to-server authentication

What: Whether the organisation names a certificate for OAuth. Until when it is valid is not in the directory.
Why: Exchange signs with it what it sends to SharePoint, Skype for Business, Microsoft 365, and to itself: without it,
    Outlook on the web and the administration centre of the target do not open.
Fix: Read first, in the Exchange Management Shell:
        Get-AuthConfig | Format-List CurrentCertificateThumbprint, NextCertificateThumbprint
        Get-ExchangeCertificate (Get-AuthConfig).CurrentCertificateThumbprint | Format-List NotAfter, Services
    Microsoft's script MonitorExchangeAuthCertificate.ps1 shows the state of every server, and makes a new one when it
    is told to. In a hybrid organisation run the Hybrid Configuration Wizard afterwards.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.servers import is_before, products
from checks.wording import Text, say
from scanner.inventory.model import AuthConfiguration, ExchangeServer, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """The first version that has it."""

    since: str


def requires(need: Need) -> Text:
    return say("certificate-auth.expected", "a certificate is named")


@check(
    id="certificate-auth",
    subject="organization",
    reads=("auth_configuration", "servers", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    auth_configuration: AuthConfiguration | None,
    servers: list[ExchangeServer],
    organization: Organization,
) -> Verdict:
    present = products(servers)
    if auth_configuration is not None and auth_configuration.certificates:
        return met(
            say("certificate-auth.named", "{thumbprints}", thumbprints=auth_configuration.certificates)
        )
    if all(is_before(version, need.since) for version in present) and len(servers) > 0 and present:
        return not_applicable(
            say(
                "certificate-auth.before",
                "none on Exchange {versions}; the target makes it",
                versions=present,
            )
        )
    if auth_configuration is None:
        return unknown(
            say("certificate-auth.unread", "the settings of OAuth are not there, or not to be seen")
        )
    return unmet(say("certificate-auth.none", "no certificate is named"))
