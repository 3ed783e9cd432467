"""Remote domains, transport settings and rules, from recorded answers."""

from __future__ import annotations

from datetime import UTC, datetime

from scanner.collectors.ldap_transport import RULES, read_remote_domains, read_rules, read_settings
from scanner.connections.entry import Entry
from scanner.inventory.model import RemoteDomain, TransportRule, TransportSettings
from tests.collectors.answers import ORGANIZATION, entry

TRANSPORT = f"CN=Transport Settings,{ORGANIZATION}"
SETTINGS = entry(
    TRANSPORT,
    objectClass=["top", "container", "msExchTransportSettings"],
    msExchTransportSettingsFlags=2,
    msExchInternalSMTPServers=["10.0.0.2", "10.0.0.1"],
)
LIMITS = entry(
    f"CN=Message Delivery,CN=Global Settings,{ORGANIZATION}",
    objectClass=["top", "msExchMessageDeliveryConfig"],
    delivContLength=10240,
    submissionContLength=20480,
    msExchRecipLimit=5000,
)


def test_remote_domains() -> None:
    container = f"CN=Internet Message Formats,CN=Global Settings,{ORGANIZATION}"
    found = read_remote_domains(
        [
            entry(f"CN=Partner,{container}", domainName="*.partner.test", msExchDomainContentConfigFlags=4),
            entry(f"CN=Default,{container}", cn="Default", domainName="*"),
        ]
    )
    assert found == [
        RemoteDomain(name="Default", domain="*", flags=None),
        RemoteDomain(name="Partner", domain="*.partner.test", flags=4),
    ]


def test_settings_of_2007_and_limits() -> None:
    expected = TransportSettings(
        flags=2,
        internal_servers=["10.0.0.1", "10.0.0.2"],
        receive_limit=10240,
        send_limit=20480,
        recipient_limit=5000,
    )
    assert read_settings([SETTINGS, LIMITS]) == read_settings([LIMITS, SETTINGS]) == expected


def test_limits_of_2007_win() -> None:
    newer = entry(TRANSPORT, objectClass="msExchTransportSettings", delivContLength=0)
    found = read_settings([LIMITS, newer])
    assert found is not None
    assert (found.receive_limit, found.send_limit) == (0, 20480)


def test_2003_has_limits_alone() -> None:
    found = read_settings([LIMITS])
    assert found is not None
    assert (found.flags, found.internal_servers, found.recipient_limit) == (None, [], 5000)


def test_no_settings() -> None:
    assert read_settings([]) is None


def test_rules_are_named_and_not_quoted() -> None:
    def rule(collection: str, name: str, **attributes: int | str) -> Entry:
        return entry(f"CN={name},CN={collection},CN=Rules,{TRANSPORT}", cn=name, **attributes)

    found = read_rules(
        [
            rule("TransportVersioned", "b", msExchTransportRulePriority=1, whenChanged="20240102030405.0Z"),
            rule("TransportVersioned", "c", msExchTransportRulePriority=0),
            rule("JournalingVersioned", "a"),
        ]
    )
    assert [(each.collection, each.name, each.priority) for each in found] == [
        ("JournalingVersioned", "a", None),
        ("TransportVersioned", "c", 0),
        ("TransportVersioned", "b", 1),
    ]
    assert found[2] == TransportRule(
        name="b",
        collection="TransportVersioned",
        priority=1,
        changed=datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    assert "msExchTransportRuleXml" not in RULES.attributes
