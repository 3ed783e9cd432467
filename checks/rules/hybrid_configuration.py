"""What the Hybrid Configuration Wizard stored

What: Domains, servers, smart host and certificate of the hybrid configuration: whether they are there, and whether the
    servers still exist.
Why: The wizard starts from what it stored. A server that was deleted stays in the list, and mail between both sides is
    sent to, or expected from, a machine that is gone. New servers of the target take no part until the wizard has run
    again.
Fix: Read first, in the Exchange Management Shell:
        Get-HybridConfiguration | Format-List Domains, *Servers, OnPremisesSmartHost, TlsCertificateName, Features
    Run the newest Hybrid Configuration Wizard again when the servers of the target are in, choose them for mail, and
    see the address, the certificate and the firewall through before the old ones are taken away. Keep one supported
    server on-premises while directory synchronization is on.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.results import Item
from checks.servers import server_named
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, HybridConfiguration, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("hybrid-configuration.expected", "domains, living servers, a smart host and a certificate")


@check(
    id="hybrid-configuration",
    subject="organization",
    reads=("hybrid", "servers", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, hybrid: HybridConfiguration | None, servers: list[ExchangeServer], organization: Organization
) -> Verdict:
    if hybrid is None:
        return not_applicable(say("hybrid-configuration.none", "no hybrid configuration"))
    named = list(dict.fromkeys([*hybrid.client_access_servers, *hybrid.transport_servers]))
    wrong = [
        Item(name=name, observed=say("hybrid-configuration.gone", "this server is gone"))
        for name in named
        if server_named(name, servers) is None
    ]
    missing = [
        Item(name=name, observed=say("hybrid-configuration.empty", "not stated"))
        for name, value in (
            ("Domains", hybrid.domains),
            ("OnPremisesSmartHost", hybrid.smart_host),
            ("TlsCertificateName", hybrid.certificate),
        )
        if not value
    ]
    if wrong or missing:
        return unmet(
            say(
                "hybrid-configuration.found",
                "servers that are gone: {gone}; settings that are missing: {missing}",
                gone=len(wrong),
                missing=len(missing),
            ),
            wrong + missing,
        )
    return met(
        say(
            "hybrid-configuration.fine", "{domains}, servers {servers}", domains=hybrid.domains, servers=named
        )
    )
