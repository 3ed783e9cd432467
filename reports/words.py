"""How a report speaks: sentences from patterns and values, numbers, days, sizes. One object, one language.

Everything a report says beyond the texts of the checks goes through `Words`, with the English pattern as its
key, so that another language is another `Words` and not another report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from checks.results import AcceptanceState, Status, TargetResult, TargetVerdict
from checks.wording import English, Text, Value, gigabytes

STATUS_WORDS: Mapping[Status, str] = {
    "blocker": "Blocker",
    "not-verified": "Not verified",
    "warning": "Warning",
    "met": "Met",
    "not-applicable": "Does not apply",
}
VERDICT_WORDS: Mapping[TargetVerdict, str] = {
    "not-ready": "Not ready",
    "cannot-conclude": "Cannot conclude",
    "ready-with-conditions": "Ready with conditions",
    "ready": "Ready",
}
# The status whose sign and colour a verdict carries.
VERDICT_TONES: Mapping[TargetVerdict, Status] = {
    "not-ready": "blocker",
    "cannot-conclude": "not-verified",
    "ready-with-conditions": "warning",
    "ready": "met",
}
LEVEL_WORDS: Mapping[str, str] = {"must": "must:", "should": "should:"}
# What a gap is about, in front of or behind its name.
SUBJECT_WORDS: Mapping[str, str] = {
    "organization": "the environment",
    "domain": "domain",
    "domain-controller": "domain controller",
    "exchange-server": "Exchange server",
    "host": "the machine itself",
}
ACCEPTANCE_WORDS: Mapping[AcceptanceState, str] = {
    "applied": "applied",
    "expired": "expired, no longer applied",
    "unused": "fits no open finding",
    "unknown-check": "there is no check of this name",
}
# Subjects of one kind, one and many.
KIND_WORDS: Mapping[str, tuple[str, str]] = {
    "domain": ("{n} domain", "{n} domains"),
    "domain-controller": ("{n} domain controller", "{n} domain controllers"),
    "exchange-server": ("{n} server", "{n} servers"),
    "candidate": ("{n} new server", "{n} new servers"),
}
SECTION_WORDS: Mapping[str, str] = {
    "forest": "Forest",
    "domains": "Domains",
    "domain_controllers": "Domain controllers",
    "sites": "Active Directory sites",
    "organization": "Exchange organisation",
    "accepted_domains": "Accepted domains",
    "servers": "Exchange servers",
    "databases": "Databases",
    "dags": "Database availability groups",
    "recipients": "Recipients",
    "clients": "Mail programs in use",
    "head": "Functional and preparation level",
    "computer": "Windows version (computer account)",
    "processor": "Processor",
    "memory": "Memory",
    "operating_system": "Operating system",
    "volumes": "Disks",
    "page_file": "Page file",
    "exchange": "Exact Exchange build",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Words:
    """English."""

    language = "en"

    def say(self, pattern: str, **values: Value) -> str:
        """A sentence of a pattern with `{placeholders}`."""
        return English().vformat(pattern, (), values)

    def count(self, number: int, one: str, many: str, **values: Value) -> str:
        """A counted thing; the patterns hold the number as `{n}`."""
        return self.say(one if number == 1 else many, n=self.number(number), **values)

    def text(self, text: Text) -> str:
        """A text of the checks."""
        return text.text

    def number(self, number: int) -> str:
        """A whole number with its thousands apart."""
        return f"{number:,}"

    def size(self, size: int) -> str:
        """A size in bytes."""
        return gigabytes(size)

    def day(self, day: date) -> str:
        """A day, short."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def moment(self, moment: datetime, like: datetime) -> str:
        """A time to the minute, in the time zone of another one, so that a page speaks of one clock."""
        if moment.tzinfo is not None and like.tzinfo is not None:
            moment = moment.astimezone(like.tzinfo)
        return f"{self.day(moment.date())}, {moment:%H:%M}{_zone(moment.utcoffset())}"

    def share(self, low: int, high: int) -> str:
        """A range of whole percents."""
        return f"{low} %" if low == high else f"{low}–{high} %"

    def names(self, names: Sequence[str], limit: int) -> str:
        """Names in their order, the first of them and how many more there are."""
        shown = ", ".join(names[:limit])
        more = len(names) - limit
        return shown if more <= 0 else self.say("{shown} and {n} more", shown=shown, n=self.number(more))

    def listed(self, parts: Sequence[str]) -> str:
        """`a`, `a and b`, `a, b and c`."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])

    def target(self, target: TargetResult) -> str:
        """A target with its release."""
        return f"{target.name} {target.release}".strip()


def _zone(offset: timedelta | None) -> str:
    if offset is None:
        return ""
    minutes = int(offset.total_seconds()) // 60
    sign = "−" if minutes < 0 else "+"
    return f" UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else " UTC"
