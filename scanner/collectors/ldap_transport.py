"""Mail flow of the whole organisation: settings by remote domain, limits, rules."""

from __future__ import annotations

from scanner.collectors.exchange_containers import classes, organization_step
from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.connections.dn import name_of, parent
from scanner.connections.entry import Entry
from scanner.inventory.model import RemoteDomain, TransportRule, TransportSettings

REMOTE_DOMAINS = Query(
    "remote domains",
    ROOT_DN,
    ("cn", "domainName", "msExchDomainContentConfigFlags"),
    "(objectClass=msExchDomainContentConfig)",
    "sub",
    right=EXCHANGE_READER,
)
SETTINGS = Query(
    "settings and limits of mail flow",
    ROOT_DN,
    (
        "cn", "objectClass", "msExchTransportSettingsFlags", "msExchInternalSMTPServers",
        "delivContLength", "submissionContLength", "msExchRecipLimit",
    ),
    "(|(objectClass=msExchTransportSettings)(objectClass=msExchMessageDeliveryConfig))",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip
RULES = Query(
    "transport and journal rules, without what they say",
    ROOT_DN,
    ("cn", "msExchTransportRulePriority", "whenChanged"),
    "(objectClass=msExchTransportRule)",
    "sub",
    right=EXCHANGE_READER,
)

_SETTINGS = "msexchtransportsettings"


def read_remote_domains(entries: list[Entry]) -> list[RemoteDomain]:
    """In order of their names."""
    found = [
        RemoteDomain(
            name=entry.name,
            domain=entry.text("domainName"),
            flags=entry.integer("msExchDomainContentConfigFlags"),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda domain: domain.name)


def read_settings(entries: list[Entry]) -> TransportSettings | None:
    """None: the forest has no Exchange. Limits that transport settings state win over those of 2000 and 2003."""
    if not entries:
        return None
    ordered = sorted(entries, key=lambda entry: _SETTINGS not in classes(entry))
    return TransportSettings(
        flags=_first(ordered, "msExchTransportSettingsFlags"),
        internal_servers=sorted(
            text for entry in ordered for text in entry.texts("msExchInternalSMTPServers")
        ),
        receive_limit=_first(ordered, "delivContLength"),
        send_limit=_first(ordered, "submissionContLength"),
        recipient_limit=_first(ordered, "msExchRecipLimit"),
    )


def read_rules(entries: list[Entry]) -> list[TransportRule]:
    """In order of collection, priority and name."""
    found = [
        TransportRule(
            name=entry.name,
            collection=name_of(parent(entry.dn)) or "",
            priority=entry.integer("msExchTransportRulePriority"),
            changed=entry.time("whenChanged"),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda rule: (rule.collection, rule.priority or 0, rule.name))


def _first(entries: list[Entry], name: str) -> int | None:
    return next((number for entry in entries if (number := entry.integer(name)) is not None), None)


STEPS = (
    organization_step(
        "ldap-remote-domains",
        "remote_domains",
        REMOTE_DOMAINS,
        read_remote_domains,
        ("Global Settings", "Internet Message Formats"),
    ),
    organization_step(
        "ldap-transport-settings",
        "transport_settings",
        SETTINGS,
        read_settings,
        ("Global Settings",),
        ("Transport Settings",),
    ),
    organization_step(
        "ldap-transport-rules",
        "transport_rules",
        RULES,
        read_rules,
        ("Transport Settings", "Rules"),
    ),
)
