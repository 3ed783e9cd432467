"""Strength of certificates

What: Length of the key and hash of the signature of the certificates each Exchange server of the organisation uses.
Why: Windows, browsers and mail servers outside refuse short keys and signatures with SHA-1 one after the other;
    what the old server could still use, the new one cannot.
Fix: Get a new certificate with a key of at least 2048 bits and a signature of the SHA-2 family. Read first,
    on Exchange 2007 without -Server, on the server itself:
        Get-ExchangeCertificate -Server SERVER | Format-List Subject, PublicKeySize, SignatureAlgorithm, Services
"""

from checks.certificates import name_of, unsure, used
from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import BoundCertificate, ExchangeServer


class Need(Requirement, frozen=True, kw_only=True):
    """Least length of a key in bits by kind of key; kinds without one are strong. Hashes that are too weak."""

    key_bits: dict[str, int]
    weak_hashes: list[str]


def requires(need: Need) -> Text:
    return say(
        "exchange-certificate-strength.expected",
        "keys: {keys}; no signature with {hashes}",
        keys=[
            say("exchange-certificate-strength.key", "{kind} {bits:d} bits or more", kind=kind, bits=bits)
            for kind, bits in need.key_bits.items()
        ],
        hashes=need.weak_hashes,
    )


@check(
    id="exchange-certificate-strength",
    subject="exchange-server",
    reads=("certificates", "exchange_server"),
    need=Need,
    requires=requires,
)
def judge(need: Need, certificates: list[BoundCertificate], exchange_server: ExchangeServer) -> Verdict:
    in_use = used(certificates)
    weak = [_item(bound) for bound in in_use if _strong(need, bound) is False]
    if weak:
        return unmet(
            say(
                "exchange-certificate-strength.observed",
                "{number} of {all} {number:is|are} weak: {names}",
                number=len(weak),
                all=len(in_use),
                names=[
                    say(
                        "exchange-certificate-strength.item",
                        "{name} {seen}",
                        name=item.name,
                        seen=item.observed,
                    )
                    for item in weak
                ],
            ),
            weak,
        )
    open_ = [bound for bound in unsure(certificates) if _strong(need, bound) is not True]
    open_ += [bound for bound in in_use if _strong(need, bound) is None]
    if open_:
        return unknown(
            say(
                "exchange-certificate-strength.unsure",
                "certificates whose use or strength is not known: {number}",
                number=len(open_),
            ),
            [_item(bound) for bound in open_],
        )
    return met(say("exchange-certificate-strength.fine", "{number} in use, none weak", number=len(in_use)))


def _strong(need: Need, bound: BoundCertificate) -> bool | None:
    certificate = bound.certificate
    hashed = certificate.signature_hash
    if hashed is not None and hashed.casefold() in need.weak_hashes:
        return False
    least = need.key_bits.get(certificate.key_type or "")
    if least is not None and certificate.key_bits is not None and certificate.key_bits < least:
        return False
    unstated = certificate.key_type is None or (least is not None and certificate.key_bits is None)
    return None if unstated or hashed is None else True


def _item(bound: BoundCertificate) -> Item:
    certificate = bound.certificate
    return Item(
        name=name_of(bound),
        observed=say(
            "exchange-certificate-strength.certificate",
            "{kind} {bits} bits, {hash}",
            kind=certificate.key_type or "?",
            bits="?" if certificate.key_bits is None else str(certificate.key_bits),
            hash=certificate.signature_hash or "?",
        ),
    )
