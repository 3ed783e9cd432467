"""Address policies and other policies, from recorded answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scanner.collectors.ldap_policies import read_policies, read_recipient_policies
from scanner.inventory.model import Policy, RecipientPolicy
from tests.collectors.answers import ORGANIZATION, entry

POLICIES = f"CN=Recipient Policies,{ORGANIZATION}"


def test_an_address_policy() -> None:
    (found,) = read_recipient_policies(
        [
            entry(
                f"CN=Default Policy,{POLICIES}",
                cn="Default Policy",
                gatewayProxy=["smtp:@b.test", "SMTP:@a.test"],
                disabledGatewayProxy="smtp:@old.test",
                purportedSearch="(mailnickname=*)",
                msExchQueryFilter="Alias -ne $null",
                msExchPolicyOrder=2147483647,
                msExchPolicyOptionList=[bytes.fromhex("ec1347a4f49ed21185f60000f87a2d6b"), b"short"],
                msExchVersion=4535486012416,
            )
        ]
    )
    assert found == RecipientPolicy(
        name="Default Policy",
        addresses=["SMTP:@a.test", "smtp:@b.test"],
        disabled_addresses=["smtp:@old.test"],
        ldap_filter="(mailnickname=*)",
        filter="Alias -ne $null",
        priority=2147483647,
        options=["73686f7274", "a44713ec-9ef4-11d2-85f6-0000f87a2d6b"],
        version=4535486012416,
    )


def test_address_policies_come_in_the_order_of_their_application() -> None:
    found = read_recipient_policies(
        [
            entry(f"CN=None,{POLICIES}"),
            entry(f"CN=Last,{POLICIES}", msExchPolicyOrder=2147483647),
            entry(f"CN=First,{POLICIES}", msExchPolicyOrder=1),
        ]
    )
    assert [each.name for each in found] == ["First", "Last", "None"]
    assert found[2].options == []


@pytest.mark.parametrize(
    ("name", "container", "kind"),
    [
        ("msExchELCFolder", "ELC Folders Container", "managed-folder"),
        ("msExchELCFolder", "Retention Policy Tag Container", "retention-tag"),
        ("msExchMailboxRecipientTemplate", "ELC Mailbox Policies", "managed-folder-policy"),
        ("msExchMailboxRecipientTemplate", "Retention Policies Container", "retention-policy"),
        ("msExchOWAMailboxPolicy", "OWA Mailbox Policies", "owa-mailbox-policy"),
        ("msExchMobileMailboxPolicy", "Mobile Mailbox Policies", "mobile-mailbox-policy"),
        ("msExchDeviceAccessRule", "Mobile Mailbox Settings", "device-access-rule"),
        ("msExchSharingPolicy", "Federation", "sharing-policy"),
        ("msExchAuthPolicy", "Auth Policies", "authentication-policy"),
        ("msExchClientAccessRule", "Wherever", "client-access-rule"),
        ("msExchConfigSettings", "Wherever", "setting-override"),
    ],
)
def test_kinds_of_policies(name: str, container: str, kind: str) -> None:
    (found,) = read_policies(
        [
            entry(
                f"CN=p,CN={container},{ORGANIZATION}",
                cn="p",
                objectClass=["top", "container", name.upper()],
                whenChanged="20240102030405.0Z",
                msExchVersion=1126140425011200,
            )
        ]
    )
    changed = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert found == Policy(kind=kind, name="p", changed=changed, version=1126140425011200)  # type: ignore[arg-type]


def test_what_stands_elsewhere_is_no_policy() -> None:
    assert (
        read_policies([entry(f"CN=x,CN=Other,{ORGANIZATION}", objectClass=["top", "msExchELCFolder"])]) == []
    )
