"""Whether a certificate of the directory serves, on a day and for a while after it."""

from __future__ import annotations

from datetime import date, timedelta

from checks.wording import Text, say
from scanner.inventory.model import Certificate


def fault(certificate: Certificate, as_of: date, spare_days: int) -> Text | None:
    """Why it does not serve; None for one that does, or that does not state its last day (`unstated` tells)."""
    if certificate.not_after is None:
        return None
    ends = certificate.not_after.date()
    if ends < as_of:
        return say("certificate-dates.expired", "expired on {day:date}", day=ends.isoformat())
    if ends < as_of + timedelta(days=spare_days):
        return say("certificate-dates.soon", "expires on {day:date}", day=ends.isoformat())
    return None


def valid_until(certificate: Certificate) -> Text:
    """Its last day, in words."""
    if certificate.not_after is None:
        return say("certificate-dates.unstated", "its last day is not stated")
    return say(
        "certificate-dates.until", "valid until {day:date}", day=certificate.not_after.date().isoformat()
    )
