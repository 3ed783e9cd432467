"""Certificate for server-to-server sign-in

What: Whether each mailbox server of the organisation (Exchange 2013 and later) holds the certificate by which
    Exchange servers sign their tokens, with its private key, and for how long it is valid.
Why: Without it servers of different versions do not trust each other, hybrid sign-in and free/busy fail, and the
    signing of serialized data locks administrators out. It is made by Setup, ends after five years, and nobody is
    told.
Fix: Microsoft's script checks, and renews when told to:
        .\\MonitorExchangeAuthCertificate.ps1
        Get-AuthConfig | Format-List *Certificate*
    Renew it in the old organisation, before the first new server comes.
"""

from collections.abc import Sequence
from datetime import date

from checks.certificates import name_of
from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.installed import installed_on
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import AuthConfiguration, BoundCertificate, ExchangeServer, InstalledExchange
from scanner.inventory.names import is_edge


class Need(Requirement, frozen=True, kw_only=True):
    """Versions that have one, by short name, and days that must be left."""

    products: list[str]
    days: int


def requires(need: Need) -> Text:
    return say(
        "exchange-auth-certificate.expected",
        "the certificate with its private key, valid for {days} days or more",
        days=need.days,
    )


@check(
    id="exchange-auth-certificate",
    subject="exchange-server",
    reads=("certificates", "auth_configuration", "exchange_server", "as_of"),
    uses=("exchange",),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    certificates: list[BoundCertificate],
    auth_configuration: AuthConfiguration | None,
    exchange_server: ExchangeServer,
    as_of: date,
    exchange: InstalledExchange | None,
) -> Verdict:
    if is_edge(exchange_server.roles):
        return met(say("exchange-auth-certificate.edge", "an Edge server has none"))
    here = installed_on(exchange_server, exchange, version_only=True)
    if isinstance(here, Text):
        return unknown(here)
    if here.product not in need.products:
        return not_applicable(
            say("exchange-auth-certificate.older", "Exchange {product} has none", product=here.product)
        )
    if auth_configuration is None or auth_configuration.certificate is None:
        return unmet(say("exchange-auth-certificate.none", "the organisation names none"))
    current = _found(certificates, [auth_configuration.certificate])
    if not current:
        return unmet(
            say(
                "exchange-auth-certificate.missing",
                "{thumbprint} is not in its store",
                thumbprint=auth_configuration.certificate,
            )
        )
    next_ones = _found(certificates, auth_configuration.other_certificates or ())
    return _judged(need, current[0], next_ones, as_of)


def _judged(
    need: Need, bound: BoundCertificate, next_ones: Sequence[BoundCertificate], as_of: date
) -> Verdict:
    ends = bound.certificate.not_after
    if ends is None:
        return unknown(say("exchange-auth-certificate.no-end", "until when it is valid is not known"))
    observed = say("exchange-auth-certificate.ends", "ends on {day:date}", day=ends.date().isoformat())
    items = [Item(name=name_of(bound), observed=observed)]
    if bound.has_private_key is False:
        return unmet(say("exchange-auth-certificate.no-key", "its private key is not there"), items)
    left = (ends.date() - as_of).days
    staged = any(
        each.certificate.not_after is not None
        and (each.certificate.not_after.date() - as_of).days >= need.days
        for each in next_ones
    )
    if left < 0 or (left < need.days and not staged):
        return unmet(observed, items)
    if bound.has_private_key is None:
        return unknown(say("exchange-auth-certificate.key-unstated", "whether its key is there is not known"))
    return met(observed)


def _found(certificates: list[BoundCertificate], thumbprints: Sequence[str]) -> list[BoundCertificate]:
    wanted = {thumbprint.upper() for thumbprint in thumbprints}
    return [bound for bound in certificates if bound.certificate.thumbprint.upper() in wanted]
