"""Address policies, and the policies of which it matters to a migration that they are there."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from scanner.collectors.exchange_containers import classes, organization_step
from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.connections.dn import name_of, parent
from scanner.connections.entry import Entry
from scanner.inventory.model import Policy, PolicyKind, RecipientPolicy

RECIPIENT_POLICIES = Query(
    "e-mail address policies and recipient policies",
    ROOT_DN,
    (
        "cn", "gatewayProxy", "disabledGatewayProxy", "purportedSearch", "msExchQueryFilter",
        "msExchPolicyOrder", "msExchPolicyOptionList", "msExchVersion",
    ),
    "(objectClass=msExchRecipientPolicy)",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip

_FOLDER, _TEMPLATE = "msexchelcfolder", "msexchmailboxrecipienttemplate"
# Folders and tags share a class, and so do their policies: the container tells them apart.
_PLACES: Mapping[tuple[str, str], PolicyKind] = {
    (_FOLDER, "elc folders container"): "managed-folder",
    (_FOLDER, "retention policy tag container"): "retention-tag",
    (_TEMPLATE, "elc mailbox policies"): "managed-folder-policy",
    (_TEMPLATE, "retention policies container"): "retention-policy",
}
_CLASSES: Mapping[str, PolicyKind] = {
    "msExchOWAMailboxPolicy": "owa-mailbox-policy",
    "msExchMobileMailboxPolicy": "mobile-mailbox-policy",
    "msExchDeviceAccessRule": "device-access-rule",
    "msExchSharingPolicy": "sharing-policy",
    "msExchAuthPolicy": "authentication-policy",
    "msExchClientAccessRule": "client-access-rule",
    "msExchConfigSettings": "setting-override",
}
_KINDS: Mapping[str, PolicyKind] = {name.lower(): kind for name, kind in _CLASSES.items()}

POLICIES = Query(
    "policies of retention, mobile devices, web mail, sharing and sign-in",
    ROOT_DN,
    ("cn", "objectClass", "whenChanged", "msExchVersion"),
    "(|(objectClass=msExchELCFolder)(objectClass=msExchMailboxRecipientTemplate)"
    + "".join(f"(objectClass={name})" for name in _CLASSES)
    + ")",
    "sub",
    right=EXCHANGE_READER,
)


def read_recipient_policies(entries: list[Entry]) -> list[RecipientPolicy]:
    """In the order in which they are applied."""
    found = [
        RecipientPolicy(
            name=entry.name,
            addresses=sorted(entry.texts("gatewayProxy")),
            disabled_addresses=sorted(entry.texts("disabledGatewayProxy")),
            ldap_filter=entry.text("purportedSearch"),
            filter=entry.text("msExchQueryFilter"),
            priority=entry.integer("msExchPolicyOrder"),
            options=sorted(_guid(raw) for raw in entry.raw("msExchPolicyOptionList")),
            version=entry.integer("msExchVersion"),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda policy: (policy.priority is None, policy.priority or 0, policy.name))


def read_policies(entries: list[Entry]) -> list[Policy]:
    """In order of kinds and names; what stands where neither a policy nor a folder of one should is left out."""
    found = [
        Policy(
            kind=kind,
            name=entry.name,
            changed=entry.time("whenChanged"),
            version=entry.integer("msExchVersion"),
        )
        for entry in entries
        if (kind := _kind(entry)) is not None
    ]
    return sorted(found, key=lambda policy: (policy.kind, policy.name))


def _kind(entry: Entry) -> PolicyKind | None:
    place = (name_of(parent(entry.dn)) or "").lower()
    own = classes(entry)
    kinds = [_KINDS.get(each) or _PLACES.get((each, place)) for each in own]
    return next((kind for kind in reversed(kinds) if kind), None)


def _guid(raw: bytes) -> str:
    """As a GUID is written; in hexadecimal what is none."""
    return str(UUID(bytes_le=raw)) if len(raw) == 16 else raw.hex()


STEPS = (
    organization_step(
        "ldap-recipient-policies",
        "recipient_policies",
        RECIPIENT_POLICIES,
        read_recipient_policies,
        ("Recipient Policies",),
    ),
    organization_step(
        "ldap-policies",
        "policies",
        POLICIES,
        read_policies,
        ("ELC Folders Container",),
        ("ELC Mailbox Policies",),
        ("Retention Policies Container",),
        ("Retention Policy Tag Container",),
        ("OWA Mailbox Policies",),
        ("Mobile Mailbox Policies",),
        ("Mobile Mailbox Settings",),
        ("Federation",),
        ("Auth Policies",),
        ("Global Settings",),
        ("Client Access",),
        ("Client Access Rules",),
    ),
)
