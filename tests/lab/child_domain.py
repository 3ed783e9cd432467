"""A child domain, seen from both sides: the database of the root's controller and that of its own.

Both databases hold the same configuration partition, written twice: nothing replicates here. The root's
controller is the global catalogue, so it holds a part of what the child domain holds, too.
"""

from collections.abc import Iterator

from tests.lab.domain_entries import account_entry, settings_dn
from tests.lab.entries import Attributes, Change, Entry, child, sid_bytes
from tests.lab.model import (
    BASE_DN,
    CHILD_SID,
    DOMAIN,
    NETBIOS_DOMAIN,
    READER,
    ChildDomain,
    DomainController,
    Forest,
    Organization,
)
from tests.lab.names import CONFIGURATION_DN, PARTITIONS_DN, SCHEMA_DN, site_dn
from tests.lab.recipient_entries import child_mailbox_entries
from tests.lab.schema_entries import ATTRIBUTES

_NC_HEAD_WRITABLE = 5
_DOMAIN_PARTITION = 3
_FIRST_RELATIVE_ID = 5000


def references_in_root(domain: ChildDomain) -> Iterator[Entry]:
    """The child domain and its controller, as the configuration partition of the root states them."""
    yield _cross_reference(domain.netbios_name, domain.base_dn, domain.domain, NETBIOS_DOMAIN)
    yield from _controller_entries(domain.domain_controller, domain.base_dn)


def references_in_child(forest: Forest, domain: ChildDomain) -> Iterator[Entry]:
    """The root domain and its controller, as the configuration partition of the child states them."""
    yield _cross_reference(NETBIOS_DOMAIN, BASE_DN, DOMAIN)
    yield from _controller_entries(forest.domain_controller, BASE_DN, global_catalog=True)


def reference_changes(forest: Forest, domain: ChildDomain) -> Iterator[Change]:
    """What the child was provisioned with as if it were a forest of its own."""
    own = child(domain.netbios_name, PARTITIONS_DN)
    yield Change(own, {"trustParent": child(NETBIOS_DOMAIN, PARTITIONS_DN)})
    for name in ("Enterprise Schema", "Enterprise Configuration"):
        yield Change(child(name, PARTITIONS_DN), {"dnsRoot": DOMAIN})
    for dn in (SCHEMA_DN, PARTITIONS_DN):
        yield Change(dn, {"fSMORoleOwner": settings_dn(forest.domain_controller)})
    yield Change(settings_dn(domain.domain_controller), {"options": 0})


def catalog_partition(base_dn: str, sid: str) -> Entry:
    """The head of another domain's partition: without it nothing can name that domain."""
    attributes: Attributes = {"instanceType": _NC_HEAD_WRITABLE, "objectSid": sid_bytes(sid)}
    return Entry(base_dn, "domainDNS", attributes)


def catalog_entries(organization: Organization, domain: ChildDomain) -> Iterator[Entry]:
    """The child's recipients with the attributes that the global catalogue holds."""
    outside = {attribute.name for attribute in ATTRIBUTES if not attribute.in_global_catalog}
    for entry in recipients_of_child(organization, domain):
        held = {name: value for name, value in entry.attributes.items() if name not in outside}
        yield Entry(entry.dn, entry.object_class, held)


def recipients_of_child(organization: Organization, domain: ChildDomain) -> Iterator[Entry]:
    """The child's recipients, with the same security identifiers in both databases."""
    for number, entry in enumerate(child_mailbox_entries(organization, domain), _FIRST_RELATIVE_ID):
        identity = {"objectSid": sid_bytes(CHILD_SID, number)} if entry.object_class == "user" else {}
        yield Entry(entry.dn, entry.object_class, {**entry.attributes, **identity})


def domain_entries_of_child(organization: Organization, domain: ChildDomain) -> Iterator[Entry]:
    """What the child domain itself holds.

    The reader of the root domain has a twin here, with the same principal name and password. A real
    controller would pass the question on to the root; samba needs winbind and RPC for that, which we spare.
    """
    system_objects = f"CN=Microsoft Exchange System Objects,{domain.base_dn}"
    yield account_entry(READER, domain.base_dn)
    yield Entry(system_objects, "msExchSystemObjectsContainer", {"objectVersion": organization.levels.domain})
    yield from recipients_of_child(organization, domain)


def _cross_reference(netbios_name: str, base_dn: str, domain: str, parent: str | None = None) -> Entry:
    trust = {"trustParent": child(parent, PARTITIONS_DN)} if parent else {"msDS-Behavior-Version": 4}
    return Entry(
        child(netbios_name, PARTITIONS_DN),
        "crossRef",
        {
            "nCName": base_dn,
            "dnsRoot": domain,
            "nETBIOSName": netbios_name,
            "systemFlags": _DOMAIN_PARTITION,
            **trust,
        },
    )


def _controller_entries(
    controller: DomainController, base_dn: str, *, global_catalog: bool = False
) -> Iterator[Entry]:
    partitions = (CONFIGURATION_DN, SCHEMA_DN, base_dn)
    server = child(controller.name, child("Servers", site_dn(controller.site)))
    yield Entry(server, "server", {"dNSHostName": controller.fqdn})
    yield Entry(
        settings_dn(controller),
        "nTDSDSA",
        {
            "options": int(global_catalog),
            "dMDLocation": SCHEMA_DN,
            "hasMasterNCs": partitions,
            "msDS-hasMasterNCs": partitions,
            "msDS-HasDomainNCs": base_dn,
            "msDS-Behavior-Version": 6,
        },
    )
