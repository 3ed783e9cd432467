"""Unified Messaging: dial plans and what belongs to them. Exchange 2019 and later cannot have it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scanner.collectors.exchange_containers import classes, organization_step
from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.connections.entry import Entry
from scanner.inventory.model import UnifiedMessaging

Kind = Literal["dial-plan", "mailbox-policy", "auto-attendant", "gateway", "hunt-group"]
_CLASSES: Mapping[str, Kind] = {
    "msExchUMDialPlan": "dial-plan",
    "msExchUMRecipientTemplate": "mailbox-policy",
    "msExchUMAutoAttendant": "auto-attendant",
    "msExchUMIPGateway": "gateway",
    "msExchUMHuntGroup": "hunt-group",
}
_KINDS: Mapping[str, Kind] = {name.lower(): kind for name, kind in _CLASSES.items()}

OBJECTS = Query(
    "dial plans, policies, attendants and gateways of Unified Messaging",
    ROOT_DN,
    (
        "cn",
        "objectClass",
        "msExchUMIPGatewayAddress",
        "msExchUMDialPlanURIType",
        "msExchUMNumberingPlanDigits",
    ),
    f"(|{''.join(f'(objectClass={name})' for name in _CLASSES)})",
    "sub",
    right=EXCHANGE_READER,
)


def read(entries: list[Entry]) -> list[UnifiedMessaging]:
    """In order of kinds and names."""
    found = [
        UnifiedMessaging(
            kind=kind,
            name=entry.name,
            address=entry.text("msExchUMIPGatewayAddress"),
            uri_type=entry.integer("msExchUMDialPlanURIType"),
            digits=entry.integer("msExchUMNumberingPlanDigits"),
        )
        for entry in entries
        for kind in [_KINDS[each] for each in classes(entry) if each in _KINDS][-1:]
    ]
    return sorted(found, key=lambda each: (each.kind, each.name))


STEPS = (
    organization_step(
        "ldap-unified-messaging",
        "unified_messaging",
        OBJECTS,
        read,
        ("UM DialPlan Container",),
        ("UM Mailbox Policies",),
        ("UM AutoAttendant Container",),
        ("UM IPGateway Container",),
    ),
)
