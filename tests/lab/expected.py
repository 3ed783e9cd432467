"""What a scan of a lab should find, derived from the data that the directory was made of."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.lab.access import hidden_from_narrow
from tests.lab.domain_entries import exchange_domain_entries
from tests.lab.entries import Entry
from tests.lab.model import (
    AcceptedDomain,
    ChildDomain,
    ClientAccessArray,
    Dag,
    Database,
    Device,
    DomainController,
    Forest,
    MailboxKind,
    Organization,
    PreparationLevels,
    Recipient,
    RecipientKind,
    SendConnector,
    Server,
    Site,
)
from tests.lab.organization_entries import organization_entries
from tests.lab.recipient_entries import MAILBOX_KINDS, RECIPIENT_TYPES, described_recipients

_SYSTEM_KINDS = ("arbitration", "discovery", "public folder", "monitoring")


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The contents of a forest; without Exchange everything from ``organization_name`` on is empty.

    ``objects`` holds every object of Exchange, with all its attributes, by its class. Mailboxes of a child
    domain are counted, but their entries are not among them: they stand in another partition.
    """

    forest_level: int
    schema_version: int
    sites: tuple[Site, ...]
    domain_controllers: tuple[DomainController, ...]
    child: ChildDomain | None = None
    organization_name: str | None = None
    preparation_levels: PreparationLevels | None = None
    admin_groups: tuple[str, ...] = ()
    servers: tuple[Server, ...] = ()
    dead_servers: tuple[str, ...] = ()
    databases: tuple[Database, ...] = ()
    dags: tuple[Dag, ...] = ()
    accepted_domains: tuple[AcceptedDomain, ...] = ()
    client_access_arrays: tuple[ClientAccessArray, ...] = ()
    send_connectors: tuple[SendConnector, ...] = ()
    mailboxes_by_database: Mapping[str, int] = field(default_factory=dict)
    mailboxes_by_kind: Mapping[MailboxKind, int] = field(default_factory=dict)
    recipients_by_type: Mapping[int | None, int] = field(default_factory=dict)
    recipients: tuple[Recipient, ...] = ()
    devices: tuple[Device, ...] = ()
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    objects: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    hidden_from_narrow: tuple[str, ...] = ()

    @property
    def mailboxes(self) -> int:
        """All mailboxes, arbitration mailboxes included."""
        return sum(self.mailboxes_by_kind.values())

    @property
    def mailboxes_of_people(self) -> int:
        """Mailboxes that Exchange did not make for itself."""
        return sum(count for kind, count in self.mailboxes_by_kind.items() if kind not in _SYSTEM_KINDS)

    @property
    def contacts(self) -> int:
        """All mail contacts."""
        return self.recipients_of("contact")

    @property
    def distribution_groups(self) -> int:
        """All universal distribution groups."""
        return self.recipients_of("distribution group")

    def recipients_of(self, kind: RecipientKind) -> int:
        """How many recipients of this kind were described, one by one or as contacts and groups."""
        return sum(recipient.kind == kind for recipient in self.recipients)

    def names(self, object_class: str) -> tuple[str, ...]:
        """The distinguished names of all objects of this class itself, classes derived from it excepted."""
        return tuple(entry.dn for entry in self.objects.get(object_class, ()))


def expected_contents(forest: Forest, level: int) -> Expected:
    """What is to be found in ``forest`` at this functional level."""
    controllers = [forest.domain_controller]
    if forest.child:
        controllers.append(forest.child.domain_controller)
    organization = forest.organization
    if organization is None:
        return Expected(
            forest_level=level,
            schema_version=forest.schema_version,
            sites=forest.sites,
            domain_controllers=tuple(controllers),
        )
    recipients = tuple(described_recipients(organization, []))
    by_kind: Counter[MailboxKind] = Counter()
    by_database: Counter[str] = Counter()
    for kind, database in _mailboxes(forest, organization):
        by_kind[kind] += 1
        by_database[database] += 1
    return Expected(
        forest_level=level,
        schema_version=forest.schema_version,
        sites=forest.sites,
        domain_controllers=tuple(controllers),
        child=forest.child,
        organization_name=organization.name,
        preparation_levels=organization.levels,
        admin_groups=_names_of(organization, "msExchAdminGroup"),
        servers=organization.servers,
        dead_servers=tuple(
            server.name for server in organization.servers if not (server.operating_system or server.is_edge)
        ),
        databases=organization.databases,
        dags=organization.dags,
        accepted_domains=organization.accepted_domains,
        client_access_arrays=organization.client_access_arrays,
        send_connectors=organization.send_connectors,
        mailboxes_by_database=by_database,
        mailboxes_by_kind=by_kind,
        recipients_by_type=_by_type(by_kind, recipients),
        recipients=recipients,
        devices=organization.devices,
        items=_items(organization),
        objects=_objects(organization),
        hidden_from_narrow=hidden_from_narrow(organization),
    )


def _mailboxes(forest: Forest, organization: Organization) -> Iterator[tuple[MailboxKind, str]]:
    """Kind and database of every mailbox."""
    in_child = forest.child.mailboxes if forest.child else ()
    for mailboxes in (*organization.mailboxes, *in_child):
        for _ in range(mailboxes.count):
            yield mailboxes.kind, mailboxes.database
    for recipient in organization.recipients:
        for kind in MAILBOX_KINDS:
            if recipient.kind == kind and recipient.database:
                yield kind, recipient.database


def _by_type(mailboxes: Mapping[MailboxKind, int], recipients: tuple[Recipient, ...]) -> Counter[int | None]:
    types: Counter[int | None] = Counter()
    for kind, count in mailboxes.items():
        types[RECIPIENT_TYPES[kind].type_details] += count
    for recipient in recipients:
        if recipient.kind not in MAILBOX_KINDS:
            types[RECIPIENT_TYPES[recipient.kind].type_details] += 1
    return types


def _items(organization: Organization) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for item in organization.items:
        names[item.kind] = (*names.get(item.kind, ()), item.name)
    return names


def _objects(organization: Organization) -> dict[str, tuple[Entry, ...]]:
    objects: dict[str, list[Entry]] = {}
    for entry in (*organization_entries(organization), *exchange_domain_entries(organization)):
        objects.setdefault(entry.object_class, []).append(entry)
    return {object_class: tuple(entries) for object_class, entries in objects.items()}


def _names_of(organization: Organization, object_class: str) -> tuple[str, ...]:
    found = (entry for entry in organization_entries(organization) if entry.object_class == object_class)
    return tuple(entry.dn.split(",")[0].removeprefix("CN=") for entry in found)
