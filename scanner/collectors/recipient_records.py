"""The records of recipients, made one by one while the entries pass by: none of the entries is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from scanner.collectors.exchange_root import store_server
from scanner.connections.dn import dns_of, name_of
from scanner.connections.entry import Entry, month_of, number_of
from scanner.inventory.model import MailboxPlace, Recipient, RecipientList
from scanner.inventory.names import points_to_deleted
from scanner.inventory.text import clean_text

Values = Sequence[bytes]

_UNIVERSAL = 8  # of groupType


class _Column(NamedTuple):
    """A field: the attribute it is read from, how, and what stands there when the attribute did not come."""

    attribute: str
    read: Callable[[Values], Any]
    absent: bool | tuple[()] | None = None


def _number(values: Values) -> int | None:
    return _known_number(values[0])


def _text(values: Values) -> str | None:
    return clean_text(values[0]) or None


def _texts(values: Values) -> list[str]:
    return [clean_text(value) for value in values]


def _truth(values: Values) -> bool | None:
    return {b"TRUE": True, b"FALSE": False}.get(values[0].upper())


def _present(values: Values) -> bool:
    return True


# The same few values come again and again: they are decoded once and kept once.
@lru_cache(maxsize=4096)
def _known(raw: bytes) -> str | None:
    return clean_text(raw) or None


_known_number = lru_cache(maxsize=4096)(number_of)


@lru_cache(maxsize=4096)
def _known_name(raw: bytes) -> str | None:
    return name_of(clean_text(raw))


@lru_cache(maxsize=4096)
def _known_last_part(raw: bytes) -> str | None:
    return clean_text(raw).rpartition("=")[2] or None


def _sid(values: Values) -> str | None:
    """`S-1-5-21-…` ([MS-DTYP] 2.4.2); None for what is no SID."""
    raw = values[0]
    if len(raw) < 8 or len(raw) != 8 + 4 * raw[1]:
        return None
    parts = (int.from_bytes(raw[at : at + 4], "little") for at in range(8, len(raw), 4))
    return "-".join(map(str, ("S", raw[0], int.from_bytes(raw[2:8], "big"), *parts)))


# By the fields of `Recipient`; of the three that are not here, two come from the name of the object, and the members of
# groups from searches of their own.
_COLUMNS: Mapping[str, _Column] = {
    "guid": _Column("objectGUID", lambda values: values[0].hex()),
    "classes": _Column("objectClass", lambda values: _known(values[-1])),
    "type_details": _Column("msExchRecipientTypeDetails", _number),
    "display_type": _Column("msExchRecipientDisplayType", _number),
    "remote_type": _Column("msExchRemoteRecipientType", _number),
    "version": _Column("msExchVersion", _number),
    "display_name": _Column("displayName", _text),
    "account": _Column("sAMAccountName", _text),
    "control": _Column("userAccountControl", _number),
    "upn": _Column("userPrincipalName", _text),
    "alias": _Column("mailNickname", _text),
    "mail": _Column("mail", _text),
    "addresses": _Column("proxyAddresses", _texts, ()),
    "target": _Column("targetAddress", _text),
    "legacy_dn": _Column("legacyExchangeDN", _text),
    "place": _Column("homeMDB", lambda values: values[0] or None),
    "home_server": _Column("msExchHomeServerName", lambda values: _known_last_part(values[0])),
    "has_mailbox_guid": _Column("msExchMailboxGuid", _present, False),
    "linked": _Column("msExchMasterAccountSid", _sid),
    "hidden": _Column("msExchHideFromAddressLists", _truth),
    "archive": _Column("msExchArchiveDatabaseLink", lambda values: values[0] or None),
    "has_archive": _Column("msExchArchiveGUID", _present, False),
    "archive_status": _Column("msExchArchiveStatus", _number),
    "voice_mail": _Column("msExchUMEnabledFlags", _number),
    "retention": _Column("msExchELCMailboxFlags", _number),
    "holds": _Column("msExchUserHoldPolicies", _texts, ()),
    "policy": _Column("msExchMailboxTemplateLink", lambda values: _known_name(values[0])),
    "move_status": _Column("msExchMailboxMoveStatus", _number),
    "mobile": _Column("msExchMobileMailboxFlags", _number),
    "protocols": _Column("protocolSettings", _texts, ()),
    "quota_default": _Column("mDBUseDefaults", _truth),
    "quota_receive": _Column("mDBOverHardQuotaLimit", _number),
    "forwards_to": _Column("altRecipient", lambda values: name_of(clean_text(values[0]))),
    "forwards_and_keeps": _Column("deliverAndRedirect", _truth),
    "forwards_outside": _Column("msExchGenericForwardingAddress", _text),
    "group_type": _Column("groupType", _number),
    "managed": _Column("managedBy", _present, False),
    "expansion_server": _Column("msExchExpansionServerName", lambda values: _known_last_part(values[0])),
    "ldap_filter": _Column("msExchDynamicDLFilter", _present, False),
    "filter": _Column("msExchQueryFilter", _present, False),
    "usage_location": _Column("msExchUsageLocation", lambda values: _known(values[0])),
    "last_logon": _Column("lastLogonTimestamp", lambda values: month_of(values[0])),
}  # fmt: skip
ATTRIBUTES = tuple(column.attribute for column in _COLUMNS.values())

_FIELDS = Recipient.__struct_fields__
_CLASS, _DOMAIN, _PLACE, _ARCHIVE = (
    _FIELDS.index(name) for name in ("classes", "domain", "place", "archive")
)
# What only these classes have an answer to.
_OF_CLASS: Mapping[int, frozenset[str]] = {
    _FIELDS.index("managed"): frozenset({"group", "msexchdynamicdistributionlist"}),
    _FIELDS.index("ldap_filter"): frozenset({"msexchdynamicdistributionlist"}),
    _FIELDS.index("filter"): frozenset({"msexchdynamicdistributionlist"}),
}
_NOTHING = _Column("", _present)


class Records:
    """Makes the list of recipients; the names of domains and databases stand in it once.

    `outside` are attributes that cannot be asked for: their fields are none everywhere, and named as unread.
    """

    def __init__(self, outside: Iterable[str] = ()) -> None:
        lacking = {attribute.lower() for attribute in outside}
        self._unread = [name for name in _COLUMNS if _COLUMNS[name].attribute.lower() in lacking]
        asked = {name: _COLUMNS[name] for name in _COLUMNS if name not in self._unread}
        self._columns = [
            (column.attribute.lower(), column.read, column.absent)
            for column in (asked.get(name, _NOTHING) for name in _FIELDS)
        ]
        self._domains: dict[str, int] = {}
        self._domain_below: dict[str, int] = {}
        self._places: dict[MailboxPlace, int] = {}
        self._place_of: dict[bytes, int] = {}
        self._recipients: list[Recipient] = []

    def add(self, entry: Entry) -> None:
        """Keep what matters of one recipient."""
        find = entry.by_name.get
        row: list[Any] = [
            read(values) if (values := find(name)) else absent for name, read, absent in self._columns
        ]
        row[_DOMAIN] = self._domain(entry.dn)
        if row[_PLACE]:
            row[_PLACE] = self._place(row[_PLACE])
        if row[_ARCHIVE]:
            row[_ARCHIVE] = self._place(row[_ARCHIVE])
        own = (row[_CLASS] or "").lower()
        for index, classes in _OF_CLASS.items():
            if own not in classes:
                row[index] = None
        self._recipients.append(msgspec.convert(row, Recipient))

    def has_local_groups(self) -> bool:
        """Whether there are groups that are not universal: only their own domain knows who is in them."""
        return any(
            each.group_type is not None and not each.group_type & _UNIVERSAL for each in self._recipients
        )

    def finished(
        self,
        system_objects: Iterable[Entry],
        without_alias: int | None,
        members: Mapping[str, int] = MappingProxyType({}),
    ) -> RecipientList:
        """All of them, in order of domain and alias, with the number of members by the identifiers of groups.

        A domain has a container of system objects where it has recipients: if it is not among these, or came
        without any property, it was hidden, and what lies in it with it.
        """
        seen = {dns_of(container.dn) for container in system_objects if container.names()}
        return RecipientList(
            domains=list(self._domains),
            places=list(self._places),
            unread=self._unread,
            hidden=[domain for domain in self._domains if domain not in seen],
            recipients=sorted((_with_members(each, members) for each in self._recipients), key=_order),
            without_alias=without_alias,
        )

    def _domain(self, dn: str) -> int:
        container = dn.partition(",")[2]
        known = self._domain_below.get(container)
        if known is not None and "\\" not in dn:  # a comma that is escaped begins no container
            return known
        found = self._domains.setdefault(dns_of(dn) or "", len(self._domains))
        self._domain_below[container] = found
        return found

    def _place(self, raw: bytes) -> int:
        known = self._place_of.get(raw)
        if known is None:
            dn = clean_text(raw)
            name = name_of(dn) or dn
            place = MailboxPlace(database=name, server=store_server(dn), deleted=points_to_deleted(name))
            known = self._place_of[raw] = self._places.setdefault(place, len(self._places))
        return known


def _with_members(recipient: Recipient, members: Mapping[str, int]) -> Recipient:
    number = members.get(recipient.guid or "") if recipient.group_type is not None else None
    return recipient if number is None else replace(recipient, members=number)


def _order(recipient: Recipient) -> tuple[int, str, str]:
    return recipient.domain, (recipient.alias or "").lower(), recipient.guid or ""
