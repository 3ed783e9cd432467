"""Validity of certificates

What: How long the certificates are valid that each Exchange server of the organisation uses.
Why: An expired certificate ends mail between servers or the sign-in of every client on one day, and makes an update
    of Exchange fail. A migration has enough to do without one.
Fix: Renew it with the same names, and use it on all servers that share the names. Read first,
    on Exchange 2007 without -Server, on the server itself:
        Get-ExchangeCertificate -Server SERVER | Sort-Object NotAfter | Format-List Subject, NotAfter, Services
    The new servers need the same certificate: plan the renewal before they come.
"""

from datetime import date

from checks.certificate_dates import fault, valid_until
from checks.certificates import name_of, unsure, used
from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import BoundCertificate, ExchangeServer


class Need(Requirement, frozen=True, kw_only=True):
    """Days that must be left."""

    days: int


def requires(need: Need) -> Text:
    return say(
        "exchange-certificates-valid.expected", "valid for {days} {days:day|days} or more", days=need.days
    )


@check(
    id="exchange-certificates-valid",
    subject="exchange-server",
    reads=("certificates", "exchange_server", "as_of"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, certificates: list[BoundCertificate], exchange_server: ExchangeServer, as_of: date
) -> Verdict:
    ending = [bound for bound in used(certificates) if _left(bound, as_of, need.days) is False]
    items = [_item(bound, as_of, need.days) for bound in ending]
    if items:
        return unmet(
            say(
                "exchange-certificates-valid.observed",
                "{number} of {all} {number:ends|end} too soon: {names}",
                number=len(items),
                all=len(used(certificates)),
                names=[
                    say(
                        "exchange-certificates-valid.item",
                        "{name} {seen}",
                        name=item.name,
                        seen=item.observed,
                    )
                    for item in items
                ],
            ),
            items,
        )
    open_ = [bound for bound in unsure(certificates) if _left(bound, as_of, need.days) is not True]
    open_ += [bound for bound in used(certificates) if _left(bound, as_of, need.days) is None]
    if open_:
        return unknown(
            say(
                "exchange-certificates-valid.unsure",
                "certificates whose use or end is not known: {number}",
                number=len(open_),
            ),
            [_item(bound, as_of, need.days) for bound in open_],
        )
    return met(say("exchange-certificates-valid.fine", "{number} in use", number=len(used(certificates))))


def _left(bound: BoundCertificate, as_of: date, days: int) -> bool | None:
    ends = bound.certificate.not_after
    return None if ends is None else (ends.date() - as_of).days >= days


def _item(bound: BoundCertificate, as_of: date, days: int) -> Item:
    observed = fault(bound.certificate, as_of, days) or valid_until(bound.certificate)
    return Item(name=name_of(bound), observed=observed)
