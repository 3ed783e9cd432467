"""Certificates assigned to services

What: Whether each Exchange server of the organisation has a certificate with its private key for every service its
    roles offer.
Why: Without one, clients cannot connect or mail between servers is not encrypted and stays in the queue. During
    coexistence the old servers still answer clients whose mailbox has not moved.
Fix: Read first, on Exchange 2007 without -Server, on the server itself:
        Get-ExchangeCertificate -Server SERVER | Format-List Subject, Services, HasPrivateKey, Thumbprint
    As it stands here, the command changes nothing and says what it would do; without -WhatIf it assigns the
    certificate:
        Enable-ExchangeCertificate -Server SERVER -Thumbprint THUMBPRINT -Services IIS, SMTP -WhatIf
"""

from checks.certificates import unsure, used
from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.names import ROLES
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import BoundCertificate, ExchangeServer
from scanner.inventory.names import role_names


class Need(Requirement, frozen=True, kw_only=True):
    """Services by the names of roles of `scanner.inventory.names.SERVER_ROLES`."""

    services: dict[str, str]


def requires(need: Need) -> Text:
    pairs = [
        say(
            "exchange-certificate-services.of-role",
            "{service} ({role})",
            service=service,
            role=ROLES.get(role, role),
        )
        for role, service in need.services.items()
    ]
    return say("exchange-certificate-services.expected", "a certificate for: {services}", services=pairs)


@check(
    id="exchange-certificate-services",
    subject="exchange-server",
    reads=("certificates", "exchange_server"),
    need=Need,
    requires=requires,
)
def judge(need: Need, certificates: list[BoundCertificate], exchange_server: ExchangeServer) -> Verdict:
    if exchange_server.roles is None:
        return unknown(
            say("exchange-certificate-services.no-roles", "the roles of the server are not stated")
        )
    roles = role_names(exchange_server.roles)
    wanted = sorted({service for role, service in need.services.items() if role in roles})
    if not wanted:
        return not_applicable(
            say("exchange-certificate-services.no-service", "its roles need no certificate")
        )
    found = {service: _has_one(certificates, service) for service in wanted}
    missing = [service for service, answer in found.items() if answer is False]
    if missing:
        none = say("exchange-certificate-services.none", "no certificate with a private key")
        return unmet(
            say("exchange-certificate-services.missing", "none for: {services}", services=missing),
            [Item(name=service, observed=none) for service in missing],
        )
    open_ = [service for service, answer in found.items() if answer is None]
    if open_:
        return unknown(
            say("exchange-certificate-services.unstated", "not known for: {services}", services=open_)
        )
    return met(say("exchange-certificate-services.fine", "{services}", services=wanted))


def _has_one(certificates: list[BoundCertificate], service: str) -> bool | None:
    answers = [bound.has_private_key for bound in used(certificates, service)]
    if True in answers:
        return True
    return None if None in answers or unsure(certificates) else False
