"""The kinds of further objects of an organisation: their class, and the containers they stand in.

The containers exist since a generation of Exchange (its major version), filled or not: an empty container
and one that this Exchange does not know are different answers.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from tests.lab.entries import Attributes, Entry, Value, child
from tests.lab.model import BASE_DN, Organization, Pointer, Setting, Settings
from tests.lab.names import CONFIGURATION_DN, RECIPIENTS_DN, OrganizationNames, site_dn


class Kind(NamedTuple):
    """Where objects of one kind stand: container names from the organisation down."""

    object_class: str
    path: tuple[str, ...]
    since: int = 6


_RULES = ("Transport Settings", "Rules")
_LISTS = "Address Lists Container"
KINDS = {
    "transport settings": Kind("msExchTransportSettings", (), 8),
    "remote domain": Kind("msExchDomainContentConfig", ("Global Settings", "Internet Message Formats")),
    "message limits": Kind("msExchMessageDeliveryConfig", ("Global Settings",)),
    "recipient policy": Kind("msExchRecipientPolicy", ("Recipient Policies",)),
    "address list": Kind("addressBookContainer", (_LISTS, "All Address Lists")),
    "global address list": Kind("addressBookContainer", (_LISTS, "All Global Address Lists")),
    "system address list": Kind("addressBookContainer", (_LISTS, "All System Address Lists"), 8),
    "offline address book": Kind("msExchOAB", (_LISTS, "Offline Address Lists")),
    "recipient update service": Kind("msExchAddressListService", (_LISTS, "Recipient Update Services")),
    "2007 transport rule": Kind("msExchTransportRule", (*_RULES, "Transport"), 8),
    "2007 journal rule": Kind("msExchTransportRule", (*_RULES, "Journaling"), 8),
    "transport rule": Kind("msExchTransportRule", (*_RULES, "TransportVersioned"), 14),
    "journal rule": Kind("msExchTransportRule", (*_RULES, "JournalingVersioned"), 14),
    "managed folder": Kind("msExchELCFolder", ("ELC Folders Container",), 8),
    "managed folder policy": Kind("msExchMailboxRecipientTemplate", ("ELC Mailbox Policies",), 8),
    "retention policy": Kind("msExchMailboxRecipientTemplate", ("Retention Policies Container",), 14),
    "retention tag": Kind("msExchELCFolder", ("Retention Policy Tag Container",), 14),
    "mobile policy": Kind("msExchMobileMailboxPolicy", ("Mobile Mailbox Policies",), 8),
    "device access rule": Kind("msExchDeviceAccessRule", ("Mobile Mailbox Settings",), 14),
    "web access policy": Kind("msExchOWAMailboxPolicy", ("OWA Mailbox Policies",), 14),
    "authentication policy": Kind("msExchAuthPolicy", ("Auth Policies",), 15),
    "setting override": Kind("msExchConfigSettings", ("Global Settings",), 15),
    "dial plan": Kind("msExchUMDialPlan", ("UM DialPlan Container",), 8),
    "dial plan policy": Kind("msExchUMRecipientTemplate", ("UM Mailbox Policies",), 8),
    "automatic attendant": Kind("msExchUMAutoAttendant", ("UM AutoAttendant Container",), 8),
    "voice gateway": Kind("msExchUMIPGateway", ("UM IPGateway Container",), 8),
    "federation trust": Kind("msExchFedTrust", ("Federation Trusts",), 14),
    "federated organization": Kind("msExchFedOrgId", ("Federation",), 14),
    "organization relationship": Kind("msExchFedSharingRelationship", ("Federation",), 14),
    "sharing policy": Kind("msExchSharingPolicy", ("Federation",), 14),
    "availability space": Kind("msExchAvailabilityAddressSpace", ("Availability Configuration",), 8),
    "hybrid configuration": Kind("msExchCoexistenceRelationship", ("Hybrid Configuration",), 14),
    "intra-organization connector": Kind(
        "msExchIntraOrganizationConnector", ("Intra Organization Connectors",), 15
    ),
    "authentication configuration": Kind("msExchAuthAuthConfig", (), 15),
    "authentication server": Kind("msExchAuthAuthServer", ("Auth Configuration", "Auth Servers"), 15),
    "partner application": Kind(
        "msExchAuthPartnerApplication", ("Auth Configuration", "Partner Applications"), 15
    ),
}
_CONTAINER_CLASSES = {
    "Transport Settings": "msExchTransportSettings",
    "Auth Configuration": "msExchAuthAuthConfig",
    "All Address Lists": "addressBookContainer",
    "All Global Address Lists": "addressBookContainer",
    "All System Address Lists": "addressBookContainer",
}


def item_entries(organization: Organization) -> Iterator[Entry]:
    """All containers of this generation, then all items. Containers may have settings of their own, too."""
    names = OrganizationNames(organization)
    own_settings = {item.name: item for item in organization.items if not KINDS[item.kind].path}
    for path in _container_paths(organization.generation):
        own = own_settings.get(path[-1])
        attributes = resolved(organization, own.settings) if own else {}
        object_class = _CONTAINER_CLASSES.get(path[-1], "msExchContainer")
        display = {"displayName": path[-1]} if object_class == "addressBookContainer" else {}
        yield Entry(_below(names.organization, path), object_class, {**display, **attributes})
    for item in organization.items:
        kind = KINDS[item.kind]
        if kind.path:
            yield Entry(
                item_dn(organization, item.kind, item.name),
                kind.object_class,
                resolved(organization, item.settings),
            )


def item_dn(organization: Organization, kind: str, name: str) -> str:
    """Where an item stands."""
    return child(name, _below(OrganizationNames(organization).organization, KINDS[kind].path))


def resolved(organization: Organization, settings: Settings) -> Attributes:
    """The settings with names of objects in place of pointers."""
    return {
        name: _plain(organization, value)
        if isinstance(value, str | bytes | int | Pointer)
        else [_plain(organization, each) for each in value]
        for name, value in settings.items()
    }


def plain(settings: Settings) -> Attributes:
    """Settings of what stands outside the organisation, and points to nothing in it."""
    assert not any(isinstance(value, Pointer) for value in settings.values())
    return cast(Attributes, settings)


def dead_object_dn(name: str, partition: str = CONFIGURATION_DN) -> str:
    """The name that a pointer keeps after its target was deleted."""
    number = f"{sum(name.encode()):012x}"
    deleted = f"CN=Deleted Objects,{partition}"
    return f"CN={name}\\0ADEL:5f0cb7a4-1f6e-4c83-9d7e-{number},{deleted}"


def _plain(organization: Organization, value: Setting) -> Value:
    return _dn(organization, value) if isinstance(value, Pointer) else value


def _dn(organization: Organization, pointer: Pointer) -> str:
    names = OrganizationNames(organization)
    name = pointer.name
    match pointer.kind:
        case "server":
            return names.server(name)
        case "database":
            return names.database(organization.database(name))
        case "dag":
            return child(name, names.dags)
        case "site":
            return site_dn(name)
        case "recipient":
            return child(name, RECIPIENTS_DN)
        case "recipients":
            return RECIPIENTS_DN
        case "domain":
            return BASE_DN
        case "folder tree":
            return names.folder_tree
        case "array":
            return child(name, child("Arrays", names.admin_group))
        case "dead":
            return dead_object_dn(name)
        case "virtual directory":
            server, _, directory = name.partition("/")
            return child(directory, child("HTTP", child("Protocols", names.server(server))))
        case kind:
            return item_dn(organization, kind, name)


def _container_paths(generation: int) -> Sequence[tuple[str, ...]]:
    paths: dict[tuple[str, ...], None] = {}
    for kind in KINDS.values():
        if kind.since <= generation:
            paths.update({kind.path[:length]: None for length in range(1, len(kind.path) + 1)})
    paths[("Transport Settings", "Accepted Domains")] = None
    return list(paths)


def _below(dn: str, path: Sequence[str]) -> str:
    for name in path:
        dn = child(name, dn)
    return dn
