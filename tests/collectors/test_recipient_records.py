"""What is kept of one recipient."""

from __future__ import annotations

import gzip

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.collectors.recipient_records import ATTRIBUTES, Records
from scanner.connections.entry import Entry
from scanner.inventory.model import MailboxPlace, Recipient, RecipientList
from tests.collectors.answers import GROUP, HOSTILE, Value, entry

DN = "CN=Martin\\, Ana,OU=Staff,DC=corp,DC=test"


def records(*entries: Entry) -> RecipientList:
    found = Records()
    for each in entries:
        found.add(each)
    return found.finished([], 0)


def one(**attributes: Value | list[Value]) -> Recipient:
    return records(entry(DN, **attributes)).recipients[0]


def test_a_mailbox_with_everything() -> None:
    found = records(
        entry(
            DN,
            objectGUID=bytes(range(16)),
            objectClass=["top", "person", "user"],
            msExchRecipientTypeDetails=1,
            msExchRecipientDisplayType=-2147483642,
            msExchRemoteRecipientType=4,
            msExchVersion=44220983382016,
            displayName="Martin, Ana",
            sAMAccountName="amartin",
            userAccountControl=512,
            userPrincipalName="ana@corp.test",
            mailNickname="ana",
            mail="ana@corp.test",
            proxyAddresses=["SMTP:ana@corp.test", "smtp:a@corp.test"],
            targetAddress="SMTP:ana@corp.mail.onmicrosoft.com",
            legacyExchangeDN="/o=Corp/ou=A/cn=Recipients/cn=ana",
            homeMDB=f"CN=DB1,CN=Databases,{GROUP}",
            msExchHomeServerName="/o=Corp/ou=A/cn=Configuration/cn=Servers/cn=EX01",
            msExchMailboxGuid=bytes(16),
            msExchMasterAccountSid=b"\x01\x02\0\0\0\0\0\x05\x15\0\0\0\x02\x01\0\0",
            msExchHideFromAddressLists="TRUE",
            msExchArchiveDatabaseLink=f"CN=DB2,CN=Databases,{GROUP}",
            msExchArchiveGUID=bytes(16),
            msExchArchiveStatus=1,
            msExchUMEnabledFlags=1,
            msExchELCMailboxFlags=8,
            msExchUserHoldPolicies=["a", "b"],
            msExchMailboxTemplateLink="CN=Two years,CN=Retention",
            msExchMailboxMoveStatus=10,
            msExchMobileMailboxFlags=1,
            protocolSettings="POP3§0",
            mDBUseDefaults="FALSE",
            mDBOverHardQuotaLimit=1000,
            altRecipient="CN=Boss\\, The,OU=Staff",
            deliverAndRedirect="FALSE",
            msExchGenericForwardingAddress="smtp:x@elsewhere.test",
            msExchUsageLocation="FR",
            lastLogonTimestamp=134_059_104_000_000_000,
        )
    )
    assert found.domains == ["corp.test"]
    assert [place.database for place in found.places] == ["DB1", "DB2"]
    assert msgspec.to_builtins(found.recipients[0]) == [
        "000102030405060708090a0b0c0d0e0f", "user", 1, -2147483642, 4, 44220983382016, 0, "Martin, Ana",
        "amartin", 512, "ana@corp.test", "ana", "ana@corp.test", ["SMTP:ana@corp.test", "smtp:a@corp.test"],
        "SMTP:ana@corp.mail.onmicrosoft.com", "/o=Corp/ou=A/cn=Recipients/cn=ana", 0, "EX01", True,
        "S-1-5-21-258", True, 1, True, 1, 1, 8, ["a", "b"], "Two years", 10, 1, ["POP3§0"], False, 1000,
        "Boss, The", False, "smtp:x@elsewhere.test", None, None, None, None, None, None, "FR", "2025-10",
    ]  # fmt: skip


def test_what_did_not_come_is_none_and_what_is_a_list_is_empty() -> None:
    found = one()
    assert (found.addresses, found.holds, found.protocols) == ([], [], [])
    assert (found.has_mailbox_guid, found.has_archive) == (False, False)
    rest = set(Recipient.__struct_fields__) - {
        "addresses", "holds", "protocols", "has_mailbox_guid", "has_archive", "domain",
    }  # fmt: skip
    assert {getattr(found, name) for name in rest} == {None}


@pytest.mark.parametrize(
    ("kind", "attributes", "managed", "ldap_filter", "filter"),
    [
        ("user", {"managedBy": "CN=x"}, None, None, None),
        ("group", {}, False, None, None),
        ("group", {"managedBy": "CN=x"}, True, None, None),
        ("msExchDynamicDistributionList", {"msExchDynamicDLFilter": "(cn=*)"}, False, True, False),
        ("msExchDynamicDistributionList", {"msExchQueryFilter": "Alias -ne $null"}, False, False, True),
    ],
)
def test_only_groups_have_owners_and_only_dynamic_ones_have_filters(
    kind: str,
    attributes: dict[str, Value],
    managed: bool | None,
    ldap_filter: bool | None,
    filter: bool | None,
) -> None:
    found = one(objectClass=["top", kind], **attributes)
    assert (found.managed, found.ldap_filter, found.filter) == (managed, ldap_filter, filter)


def test_a_database_that_was_deleted() -> None:
    gone = "CN=DB9\\0ADEL:0d1f,CN=Deleted Objects,CN=Configuration,DC=corp,DC=test"
    assert records(entry(DN, homeMDB=gone)).places == [
        MailboxPlace(database="DB9 (deleted)", server=None, deleted=True)
    ]


def test_a_comma_in_a_name_begins_no_domain() -> None:
    found = records(
        entry("CN=a,DC=corp,DC=test"), entry("CN=x\\,DC=evil,DC=lab"), entry("CN=y\\,DC=evil,DC=other")
    )
    assert found.domains == ["corp.test", "lab", "other"]


@pytest.mark.parametrize(
    ("logon", "month"),
    [(0, None), (9223372036854775807, None), (-1, None), ("x", None), (133_485_408_000_000_000, "2024-01")],
)
def test_the_month_of_the_last_sign_in(logon: Value, month: str | None) -> None:
    assert one(lastLogonTimestamp=logon).last_logon == month


@pytest.mark.parametrize("sid", [b"", b"\x01", b"\x01\x05" + bytes(6), b"x" * 12])
def test_what_is_no_sid(sid: bytes) -> None:
    assert one(msExchMasterAccountSid=sid).linked is None


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_kept_as_they_are(value: str) -> None:
    found = one(displayName=value, proxyAddresses=[value], homeMDB=f"CN={value}")
    assert found.display_name == (value or None)
    assert found.addresses == [value]


@given(st.dictionaries(st.sampled_from(ATTRIBUTES), st.lists(st.binary(max_size=30), max_size=3)), st.text())
def test_any_values_make_a_record_that_can_be_saved(values: dict[str, list[bytes]], dn: str) -> None:
    found = records(Entry(dn.encode(errors="replace").decode(), values))
    assert msgspec.json.decode(msgspec.json.encode(found), type=RecipientList) == found


def test_the_order_does_not_depend_on_that_of_the_answers() -> None:
    entries = [entry(f"CN={name},DC=corp", mailNickname=name) for name in "cAb"]
    assert [each.alias for each in records(*entries).recipients] == ["A", "b", "c"]
    assert records(*entries) == records(*reversed(entries))


def test_a_record_is_small() -> None:
    """A hundred thousand of them must stay below 80 MB."""
    many = records(
        *(
            entry(f"CN=u{n},OU=Staff,DC=corp,DC=test", objectGUID=n.to_bytes(16, "big"), mailNickname=f"u{n}")
            for n in range(1000)
        )
    )
    assert len(msgspec.json.encode(many)) < 1000 * 300
    assert gzip.compress(msgspec.json.encode(many))
