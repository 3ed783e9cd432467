"""Send connectors to Microsoft 365

What: For each enabled send connector to Exchange Online, whether it names a certificate, that of the hybrid
    configuration, and the name the certificate of the other side must carry.
Why: Exchange Online knows mail of the organisation by that certificate. Without it, mail between both sides counts as
    mail from strangers: it is filtered, loses its headers, and may be turned away.
Fix: Read first, in the Exchange Management Shell:
        Get-SendConnector | Format-List Name, SmartHosts, TlsCertificateName, TlsDomain, CloudServicesMailEnabled
        Get-HybridConfiguration | Format-List TlsCertificateName
    Put the certificate on the servers that send, run the Hybrid Configuration Wizard again, or set it by hand with
    Set-SendConnector NAME -TlsCertificateName '<I>ISSUER<S>SUBJECT'.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.items import in_words
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import HybridConfiguration, Organization, SendConnector


class Need(Requirement, frozen=True, kw_only=True):
    """Endings of smart hosts and of address spaces that mean Exchange Online."""

    hosts: list[str]
    spaces: list[str]


def requires(need: Need) -> Text:
    return say(
        "hybrid-connectors.expected",
        "the certificate of the hybrid configuration, and the name of the other side",
    )


@check(
    id="hybrid-connectors",
    subject="organization",
    reads=("send_connectors", "organization"),
    uses=("hybrid",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    send_connectors: list[SendConnector],
    organization: Organization,
    hybrid: HybridConfiguration | None,
) -> Verdict:
    cloud = [each for each in send_connectors if each.enabled is not False and _leads_there(each, need)]
    if not cloud:
        return not_applicable(say("hybrid-connectors.none", "no send connector to Exchange Online"))
    wrong = [
        Item(name=each.name, observed=fault) for each in cloud if (fault := _fault(each, hybrid)) is not None
    ]
    if wrong:
        return unmet(
            say(
                "hybrid-connectors.found",
                "{number} of {all} not as it must be: {faults}",
                number=len(wrong),
                all=len(cloud),
                faults=in_words(wrong),
            ),
            wrong,
        )
    if hybrid is None or not _is_name(hybrid.certificate):
        return unknown(
            say(
                "hybrid-connectors.unread", "the certificate of the hybrid configuration is not known by name"
            )
        )
    return met(say("hybrid-connectors.fine", "{names}", names=[each.name for each in cloud]))


def _leads_there(connector: SendConnector, need: Need) -> bool:
    hosts = [
        part.strip(" []").casefold() for part in (connector.smart_hosts or "").replace(";", ",").split(",")
    ]
    spaces = [space.partition(":")[-1].partition(";")[0].casefold() for space in connector.address_spaces]
    return any(host.endswith(tuple(need.hosts)) for host in hosts if host) or any(
        space.endswith(tuple(need.spaces)) for space in spaces if space
    )


def _fault(connector: SendConnector, hybrid: HybridConfiguration | None) -> Text | None:
    if not connector.certificate:
        return say("hybrid-connectors.no-certificate", "no certificate")
    expected = hybrid.certificate if hybrid is not None else None
    if _is_name(expected) and connector.certificate != expected:
        return say("hybrid-connectors.another", "another certificate: {name}", name=connector.certificate)
    return None if connector.tls_domain else say("hybrid-connectors.no-domain", "no name for the other side")


def _is_name(certificate: str | None) -> bool:
    """A thumbprint cannot be compared with the issuer and subject that a connector states."""
    return (certificate or "").startswith("<I>")
