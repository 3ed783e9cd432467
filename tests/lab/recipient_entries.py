"""Mailboxes, groups, contacts, folders and devices as entries of a domain partition."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from tests.lab.entries import Entry, Value, child
from tests.lab.items import resolved
from tests.lab.model import (
    BASE_DN,
    DOMAIN,
    ChildDomain,
    Device,
    Mailboxes,
    MailboxKind,
    Organization,
    Recipient,
    RecipientKind,
)
from tests.lab.names import RECIPIENTS_DN, SYSTEM_OBJECTS_DN, OrganizationNames

NORMAL_ACCOUNT, DISABLED_ACCOUNT, NO_PASSWORD_NEEDED = 512, 2, 32
_UNIVERSAL_GROUP, _UNIVERSAL_SECURITY_GROUP, _GLOBAL_GROUP = 8, -2147483640, 2
_MONITORING_DN = child("Monitoring Mailboxes", SYSTEM_OBJECTS_DN)


class RecipientType(NamedTuple):
    """How the directory writes down one kind of recipient."""

    object_class: Literal["user", "contact", "group", "publicFolder", "msExchDynamicDistributionList"]
    type_details: int | None
    display_type: int | None
    disabled: bool = False
    parent: str = RECIPIENTS_DN
    group_type: int | None = None


RECIPIENT_TYPES: dict[RecipientKind, RecipientType] = {
    "user": RecipientType("user", 1, 1073741824),
    "linked": RecipientType("user", 2, 1073741824, disabled=True),
    "shared": RecipientType("user", 4, 0, disabled=True),
    "legacy": RecipientType("user", None, None),
    "room": RecipientType("user", 16, 7, disabled=True),
    "equipment": RecipientType("user", 32, 8, disabled=True),
    "arbitration": RecipientType("user", 8388608, 10, disabled=True),
    "discovery": RecipientType("user", 536870912, 1073741824, disabled=True),
    "public folder": RecipientType("user", 68719476736, 0, disabled=True),
    "monitoring": RecipientType("user", 549755813888, 1073741824, parent=_MONITORING_DN),
    "contact": RecipientType("contact", 64, 6),
    "mail user": RecipientType("user", 128, 1073741830),
    "remote user": RecipientType("user", 2147483648, -2147483642),
    "remote shared": RecipientType("user", 34359738368, -2147483642, disabled=True),
    "distribution group": RecipientType("group", 256, 1, group_type=_UNIVERSAL_GROUP),
    "security group": RecipientType("group", 1024, 1073741833, group_type=_UNIVERSAL_SECURITY_GROUP),
    "non-universal group": RecipientType("group", 512, 1, group_type=_GLOBAL_GROUP),
    "room list": RecipientType("group", 268435456, 15, group_type=_UNIVERSAL_GROUP),
    "dynamic group": RecipientType("msExchDynamicDistributionList", 2048, 3),
    "mail-enabled folder": RecipientType("publicFolder", 4096, 2, parent=SYSTEM_OBJECTS_DN),
}
MAILBOX_KINDS: tuple[MailboxKind, ...] = (
    "user",
    "shared",
    "room",
    "equipment",
    "arbitration",
    "linked",
    "legacy",
    "discovery",
    "public folder",
    "monitoring",
)


def recipient_entries(organization: Organization) -> Iterator[Entry]:
    """All recipients of the root domain, then what hangs below some of them."""
    yield Entry(RECIPIENTS_DN, "organizationalUnit")
    if any(recipient.kind == "monitoring" for recipient in organization.recipients):
        yield Entry(_MONITORING_DN, "container")
    mailboxes = list(_mailbox_entries(organization))
    yield from mailboxes
    for recipient in described_recipients(organization, [mailbox.dn for mailbox in mailboxes]):
        yield _recipient_entry(organization, recipient)
    yield from _device_entries(organization)


def described_recipients(organization: Organization, mailbox_dns: list[str]) -> Iterator[Recipient]:
    """Contacts and groups, then the recipients that are described one by one."""
    for contact in organization.contacts:
        target = {"targetAddress": f"SMTP:{contact.address}"}
        yield Recipient(name=contact.name, kind="contact", settings=target)
    for group in organization.distribution_groups:
        members = {"member": mailbox_dns[: group.member_count]}
        yield Recipient(name=group.name, kind="distribution group", settings=members)
    yield from organization.recipients


def recipient_dn(recipient: Recipient) -> str:
    """Where a recipient stands."""
    return child(recipient.name, RECIPIENT_TYPES[recipient.kind].parent)


def _numbered(groups: Iterable[Mailboxes]) -> Iterator[tuple[Mailboxes, int]]:
    """Every mailbox of the groups, counted from one for each kind."""
    numbers: Counter[MailboxKind] = Counter()
    for mailboxes in groups:
        for _ in range(mailboxes.count):
            numbers[mailboxes.kind] += 1
            yield mailboxes, numbers[mailboxes.kind]


def _mailbox_entries(organization: Organization) -> Iterator[Entry]:
    hostile = organization.hostile_display_name
    hostile_names = iter([hostile] if hostile else [])
    for mailboxes, number in _numbered(organization.mailboxes):
        recipient = Recipient(
            name=f"{mailboxes.kind.replace(' ', '-')}{number:03d}",
            kind=mailboxes.kind,
            database=mailboxes.database,
            settings={"displayName": next(hostile_names, f"Üser {mailboxes.kind} {number}")},
        )
        yield _recipient_entry(organization, recipient)


def more_mailbox_entries(organization: Organization, count: int) -> Iterator[Entry]:
    """Mailboxes in any number, spread over the databases: for measuring."""
    databases = [database.name for database in organization.databases if database.kind == "mailbox"]
    for number in range(count):
        recipient = Recipient(
            name=f"more{number:06d}", kind="user", database=databases[number % len(databases)]
        )
        yield _recipient_entry(organization, recipient)


def child_mailbox_entries(organization: Organization, domain: ChildDomain) -> Iterator[Entry]:
    """The mailboxes of a child domain; accounts have names of their own, as aliases are unique in a forest."""
    parent = child("Recipients", domain.base_dn, "OU")
    yield Entry(parent, "organizationalUnit")
    for mailboxes, number in _numbered(domain.mailboxes):
        yield _child_mailbox(organization, domain, parent, mailboxes, number)


def _child_mailbox(
    organization: Organization, domain: ChildDomain, parent: str, mailboxes: Mailboxes, number: int
) -> Entry:
    alias = f"{domain.label}-{mailboxes.kind}{number:03d}"
    recipient = Recipient(name=alias, kind=mailboxes.kind, database=mailboxes.database)
    entry = _recipient_entry(organization, recipient)
    return Entry(
        child(alias, parent),
        entry.object_class,
        {**entry.attributes, "userPrincipalName": f"{alias}@{domain.domain}"},
    )


def _recipient_entry(organization: Organization, recipient: Recipient) -> Entry:
    kind = RECIPIENT_TYPES[recipient.kind]
    alias = recipient_alias(recipient)
    attributes = _mail_attributes(organization, alias, recipient.name)
    if kind.type_details is not None:
        attributes["msExchRecipientTypeDetails"] = kind.type_details
    if kind.display_type is not None:
        attributes["msExchRecipientDisplayType"] = kind.display_type
    if kind.object_class == "user":
        disabled = DISABLED_ACCOUNT if kind.disabled or recipient.disabled else 0
        attributes |= {
            "sAMAccountName": alias[:64],
            "userPrincipalName": f"{alias}@{organization.mail_domain}",
            "userAccountControl": NORMAL_ACCOUNT | NO_PASSWORD_NEEDED | disabled,
        }
    if kind.group_type is not None:
        attributes |= {"sAMAccountName": alias[:64], "groupType": kind.group_type}
    if recipient.database:
        attributes |= _mailbox_attributes(organization, recipient.kind, recipient.database, alias)
    return Entry(
        recipient_dn(recipient),
        kind.object_class,
        {**attributes, **resolved(organization, recipient.settings)},
    )


def recipient_alias(recipient: Recipient) -> str:
    """The alias: the characters of the name that an alias may have, and something for a name without any."""
    kept = (letter if letter.isalnum() or letter in "-._" else "-" for letter in recipient.name.lower())
    letters = "".join(letter for letter in kept if letter.isascii())[:60].strip("-.")
    return letters or f"alias-{uuid.uuid5(uuid.NAMESPACE_DNS, recipient.name).hex[:8]}"


def _mailbox_attributes(
    organization: Organization, kind: RecipientKind, database_name: str, alias: str
) -> dict[str, Value | list[str]]:
    names = OrganizationNames(organization)
    database = organization.database(database_name)
    attributes: dict[str, Value | list[str]] = {
        "homeMDB": names.database(database),
        "msExchHomeServerName": names.legacy_server(database.owner),
        "msExchMailboxGuid": uuid.uuid5(uuid.NAMESPACE_DNS, alias).bytes_le,
        "mDBUseDefaults": "TRUE",
    }
    if kind != "legacy":
        attributes["msExchVersion"] = organization.server(database.owner).build.object_version
    return attributes


def _mail_attributes(
    organization: Organization, alias: str, display_name: str
) -> dict[str, Value | list[str]]:
    address = f"{alias}@{organization.mail_domain}"
    legacy_name = f"{OrganizationNames(organization).legacy_admin_group}/cn=Recipients/cn={alias}"
    return {
        "displayName": display_name,
        "mail": address,
        "mailNickname": alias,
        "legacyExchangeDN": legacy_name,
        "proxyAddresses": [f"SMTP:{address}", f"smtp:{alias}@{DOMAIN}", f"X500:{legacy_name}-old"],
    }


def _device_entries(organization: Organization) -> Iterator[Entry]:
    containers: dict[str, str] = {}
    for device in organization.devices:
        if device.owner not in containers:
            containers[device.owner] = device_container(organization, device)
            yield Entry(containers[device.owner], "msExchActiveSyncDevices")
        yield Entry(
            child(device.name, containers[device.owner]),
            "msExchActiveSyncDevice",
            {
                "msExchDeviceID": device.id,
                "msExchDeviceType": device.type,
                **resolved(organization, device.settings),
            },
        )


def device_container(organization: Organization, device: Device) -> str:
    """The container below the user who has the device."""
    described = {recipient.name: recipient for recipient in organization.recipients}
    owner = described.get(device.owner)
    return child(
        "ExchangeActiveSyncDevices", recipient_dn(owner) if owner else child(device.owner, RECIPIENTS_DN)
    )


def synchronization_account_entry(organization: Organization) -> Iterator[Entry]:
    """The account with which the synchronisation with the cloud reads the directory."""
    if organization.synchronization_account:
        yield Entry(
            child(organization.synchronization_account, f"CN=Users,{BASE_DN}"),
            "user",
            {
                "sAMAccountName": organization.synchronization_account,
                "userAccountControl": NORMAL_ACCOUNT | NO_PASSWORD_NEEDED,
                "description": f"Account created by Microsoft Azure Active Directory Connect, "
                f"tenant {organization.tenant}",
            },
        )
