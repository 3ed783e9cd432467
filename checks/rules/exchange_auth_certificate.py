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

from checks.certificate_dates import fault, valid_until
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
        "the certificate with its private key, valid for {days} {days:day|days} or more",
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
        return not_applicable(say("exchange-auth-certificate.edge", "an Edge server has none"))
    here = installed_on(exchange_server, exchange, version_only=True)
    if isinstance(here, Text):
        return unknown(here)
    if here.product not in need.products:
        return not_applicable(
            say("exchange-auth-certificate.older", "Exchange {product} has none", product=here.product)
        )
    if auth_configuration is None or not auth_configuration.certificates:
        return unmet(say("exchange-auth-certificate.none", "the organisation names none"))
    named = {thumbprint.upper() for thumbprint in auth_configuration.certificates}
    held = [bound for bound in certificates if bound.certificate.thumbprint.upper() in named]
    if not held:
        return unmet(
            say(
                "exchange-auth-certificate.missing",
                "none of {thumbprints} is in its store",
                thumbprints=sorted(named),
            )
        )
    return _judged(need, held, as_of)


def _judged(need: Need, held: Sequence[BoundCertificate], as_of: date) -> Verdict:
    """By the one that lasts longest: the directory names the one in use, the last and the next without saying which."""
    items = [
        Item(
            name=name_of(bound),
            observed=fault(bound.certificate, as_of, need.days) or valid_until(bound.certificate),
        )
        for bound in held
    ]
    with_key = [bound for bound in held if bound.has_private_key is not False]
    if not with_key:
        return unmet(say("exchange-auth-certificate.no-key", "the private key is not there"), items)
    ends = [bound.certificate.not_after for bound in with_key]
    lasting = [
        bound
        for bound, end in zip(with_key, ends, strict=True)
        if end is not None and (end.date() - as_of).days >= need.days
    ]
    if any(bound.has_private_key for bound in lasting):
        return met(valid_until(max(lasting, key=lambda bound: str(bound.certificate.not_after)).certificate))
    if lasting or None in ends:
        return unknown(
            say("exchange-auth-certificate.unstated", "until when it is valid, or its key, is not known"),
            items,
        )
    observed = [item.observed for item in items]
    return unmet(say("exchange-auth-certificate.ends-soon", "{ends}", ends=observed), items)
