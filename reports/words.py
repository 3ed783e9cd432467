"""How a report speaks: sentences from patterns and values, numbers, days, sizes. One object, one language.

Everything a report says outside its templates goes through `Words`, with the English pattern as its key: sentences
through `say` and `count`, texts of the checks through `text`, their prose through `prose`. Numbers, sizes, days and
shares are written nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from checks.check import Check, Prose
from checks.names import Name
from checks.results import AcceptanceState, Status, TargetResult, TargetVerdict
from checks.subjects import UNNAMED
from checks.wording import GIB, Text, Value
from reports.formats import formats_of
from reports.language import N_, plural, translation

STATUS_WORDS: Mapping[Status, str] = {
    "blocker": N_("Blocker"),
    "not-verified": N_("Not verified"),
    "warning": N_("Warning"),
    "met": N_("Met"),
    "not-applicable": N_("Does not apply"),
}
VERDICT_WORDS: Mapping[TargetVerdict, str] = {
    "not-ready": N_("Not ready"),
    "cannot-conclude": N_("Cannot conclude"),
    "ready-with-conditions": N_("Ready with conditions"),
    "ready": N_("Ready"),
}
# The status whose sign and colour a verdict carries.
VERDICT_TONES: Mapping[TargetVerdict, Status] = {
    "not-ready": "blocker",
    "cannot-conclude": "not-verified",
    "ready-with-conditions": "warning",
    "ready": "met",
}
LEVEL_WORDS: Mapping[str, str] = {"must": N_("must:"), "should": N_("should:")}
# What a gap is about, in front of or behind its name.
SUBJECT_WORDS: Mapping[str, str] = {
    "organization": N_("the environment"),
    "domain": N_("domain"),
    "domain-controller": N_("domain controller"),
    "exchange-server": N_("Exchange server"),
    "host": N_("the machine itself"),
}
CONFIDENCE_WORDS: Mapping[str, str] = {"medium": N_("medium"), "low": N_("low")}
ACCEPTANCE_WORDS: Mapping[AcceptanceState, str] = {
    "applied": N_("applied"),
    "expired": N_("expired, no longer applied"),
    "unused": N_("fits no open finding"),
    "unknown-check": N_("there is no check of this name"),
}
# Subjects of one kind, one and many.
KIND_WORDS: Mapping[str, tuple[str, str]] = {
    "domain": plural("{n} domain", "{n} domains"),
    "domain-controller": plural("{n} domain controller", "{n} domain controllers"),
    "exchange-server": plural("{n} server", "{n} servers"),
    "candidate": plural("{n} new server", "{n} new servers"),
}
SECTION_WORDS: Mapping[str, str] = {
    "forest": N_("Forest"),
    "domains": N_("Domains"),
    "domain_controllers": N_("Domain controllers"),
    "sites": N_("Active Directory sites"),
    "site_links": N_("Site links"),
    "computers": N_("Computers by operating system"),
    "administrator_groups": N_("Groups of administrators"),
    "organization": N_("Exchange organisation"),
    "servers": N_("Exchange servers"),
    "storage_groups": N_("Storage groups"),
    "databases": N_("Databases"),
    "dags": N_("Database availability groups"),
    "public_folder_trees": N_("Public folder trees"),
    "routing_groups": N_("Routing groups"),
    "legacy_objects": N_("Remains of older Exchange versions"),
    "conflict_objects": N_("Objects in conflict"),
    "accepted_domains": N_("Accepted domains"),
    "remote_domains": N_("Remote domains"),
    "send_connectors": N_("Send connectors"),
    "receive_connectors": N_("Receive connectors"),
    "transport_settings": N_("Transport settings"),
    "transport_rules": N_("Transport rules"),
    "mail_protocols": N_("POP and IMAP"),
    "virtual_directories": N_("Virtual directories"),
    "autodiscover_points": N_("Autodiscover addresses"),
    "autodiscover_answers": N_("answers of Autodiscover"),
    "web_access": N_("what it shows over HTTPS"),
    "tenant": N_("Tenant in Microsoft 365"),
    "client_access_arrays": N_("Client access arrays"),
    "rpc_services": N_("RPC services"),
    "devices": N_("Mobile devices"),
    "clients": N_("Mail programs in use"),
    "recipient_policies": N_("Recipient policies"),
    "address_lists": N_("Address lists"),
    "offline_address_books": N_("Offline address books"),
    "policies": N_("Policies"),
    "unified_messaging": N_("Unified Messaging"),
    "federation_trusts": N_("Federation trusts"),
    "organization_relationships": N_("Organisation relationships"),
    "hybrid": N_("Hybrid configuration"),
    "auth_configuration": N_("OAuth configuration"),
    "auth_servers": N_("OAuth servers"),
    "partner_applications": N_("Partner applications"),
    "cloud_traces": N_("Traces of Microsoft 365"),
    "recipients": N_("Recipients"),
    "recipient_list": N_("Recipients one by one"),
    "database_statistics": N_("Sizes and backups of databases"),
    "copy_status": N_("State of database copies"),
    "mailbox_sizes": N_("Mailbox sizes"),
    "mailbox_contents": N_("What is in the mailboxes"),
    "public_folder_statistics": N_("Public folders in figures"),
    "organization_settings": N_("Settings of the organisation"),
    "outlook_anywhere": N_("Outlook Anywhere"),
    "extended_protection": N_("Extended Protection"),
    "head": N_("Functional and preparation level"),
    "trusts": N_("Trusts"),
    "computer": N_("Windows version (computer account)"),
    "platform": N_("Platform"),
    "processor": N_("Processor"),
    "memory": N_("Memory"),
    "operating_system": N_("Operating system"),
    "volumes": N_("Disks"),
    "page_file": N_("Page file"),
    "network": N_("Network"),
    "software": N_("Installed software"),
    "security": N_("Security settings"),
    "services": N_("Services"),
    "certificates": N_("Certificates"),
    "exchange": N_("Exact Exchange build"),
}
MICROSOFT_365 = "Microsoft 365"
STATION_WORDS: Mapping[str, str] = {
    "exchange-2003": "Exchange 2003",
    "exchange-2007": "Exchange 2007",
    "exchange-2010": "Exchange 2010",
    "exchange-2013": "Exchange 2013",
    "exchange-2016": "Exchange 2016",
    "exchange-2019": "Exchange 2019",
    "exchange-2019@cu14": "Exchange 2019 CU14",
    "exchange-se": "Exchange SE",
    "exchange-se@cu2": "Exchange SE CU2",
    "m365-cutover": N_("Microsoft 365, cutover"),
    "m365-staged": N_("Microsoft 365, staged"),
    "m365-express": N_("Microsoft 365, express"),
    "m365-hybrid": N_("Microsoft 365, hybrid"),
    "m365-imap": N_("Microsoft 365, IMAP"),
}


class Words:
    """What is said in one language; English when none is given."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._translation = translation(language)
        self._formats = formats_of(language, self._translation)

    def say(self, pattern: str, **values: Value) -> str:
        """A sentence of a pattern with `{placeholders}`."""
        return self._formats.fill(self._translation.gettext(pattern), values)

    def count(self, number: int, one: str, many: str, **values: Value) -> str:
        """A counted thing; the patterns hold the number as `{n}`."""
        pattern = self._translation.ngettext(one, many, number)
        return self._formats.fill(pattern, {"n": self.number(number), **values})

    def text(self, text: Text) -> str:
        """A text of the checks. Nothing else in a report reads its `text`."""
        return self._formats.text(text)

    def name(self, name: Name) -> str:
        """A name of the checks, which may be made of words."""
        return self._formats.value(name, "")

    def subject(self, name: str) -> str:
        """A name of the environment; it is translated only where exready gave it."""
        return self.say("this environment") if name == UNNAMED else name

    def prose(self, check: Check) -> Prose:
        """What a check says of itself, paragraph by paragraph; commands are the same in every language."""
        prose = check.prose
        return Prose(
            title=self.known(prose.title),
            what=self._paragraphs(prose.what),
            why=self._paragraphs(prose.why),
            fix=self._paragraphs(prose.fix),
        )

    def _paragraphs(self, prose: str) -> str:
        return "\n".join(self.known(line) for line in prose.splitlines())

    def known(self, sentence: str) -> str:
        """A sentence of the rule book or of an inventory, which fills in nothing; as it is if no catalogue has it."""
        return self._translation.gettext(sentence)

    def number(self, number: int) -> str:
        """A whole number with its thousands apart."""
        return self._formats.number(number)

    def size(self, size: int) -> str:
        """A size in bytes."""
        return self._formats.size(size)

    def year(self, day: date) -> str:
        """The year of a day."""
        return str(day.year)

    def gigabytes(self, size: int) -> str:
        """A size in bytes as whole GB without the unit, for a column that names it; begun ones count."""
        return self.number(-(-size // GIB))

    def day(self, day: date) -> str:
        """A day, short."""
        return self._formats.day(day)

    def moment(self, moment: datetime, like: datetime) -> str:
        """A time to the minute, in the time zone of another one, so that a page speaks of one clock."""
        if moment.tzinfo is not None and like.tzinfo is not None:
            moment = moment.astimezone(like.tzinfo)
        return f"{self.day(moment.date())}, {moment:%H:%M}{_zone(moment.utcoffset())}"

    def share(self, low: int, high: int) -> str:
        """A range of whole percents."""
        return self._formats.share(low, high)

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

    def station(self, target_id: str) -> str:
        """Short name of a target or version by its id, for places where the full one has no room."""
        return self.say(STATION_WORDS.get(target_id, target_id))

    def stop(self, target_id: str) -> str:
        """A target within a chain of versions; which kind of migration leads to Microsoft 365 is said beside it."""
        station = STATION_WORDS.get(target_id, target_id)
        return MICROSOFT_365 if station.startswith(MICROSOFT_365) else station.removeprefix("Exchange ")

    def version(self, product: str) -> str:
        """Short name of an Exchange version, such as 2007 or SE."""
        return f"Exchange {product}"

    def target(self, target: TargetResult) -> str:
        """A target with its release."""
        return f"{self.known(target.name)} {target.release}".strip()


def _zone(offset: timedelta | None) -> str:
    if offset is None:
        return ""
    minutes = int(offset.total_seconds()) // 60
    sign = "−" if minutes < 0 else "+"
    return f" UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else " UTC"
