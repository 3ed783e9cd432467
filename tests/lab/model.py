"""The vocabulary of a test forest: servers, databases, mailboxes. Plain data, no directory names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tests.lab.topology import FormerController as FormerController
from tests.lab.topology import Pointer as Pointer
from tests.lab.topology import Setting as Setting
from tests.lab.topology import Settings as Settings
from tests.lab.topology import Site as Site
from tests.lab.topology import SiteLink as SiteLink
from tests.lab.topology import Trust as Trust
from tests.lab.versions import Build, OperatingSystem

REALM = "EXLAB.TEST"
NETBIOS_DOMAIN = "EXLAB"
DOMAIN = "exlab.test"
BASE_DN = "DC=exlab,DC=test"
ROOT_SID = "S-1-5-21-1004336348-1177238915-682003330"
CHILD_SID = "S-1-5-21-2052111302-1275210071-1644491937"
DEFAULT_SITE = "Default-First-Site-Name"

DatabaseKind = Literal["mailbox", "public folder"]
MailboxKind = Literal[
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
]
RecipientKind = Literal[
    MailboxKind,
    "contact",
    "mail user",
    "remote user",
    "remote shared",
    "distribution group",
    "security group",
    "non-universal group",
    "room list",
    "dynamic group",
    "mail-enabled folder",
]
DomainKind = Literal["authoritative", "external relay", "internal relay"]
Edition = Literal["Standard", "Enterprise"]


@dataclass(frozen=True, kw_only=True)
class DomainController:
    """The domain controller as it describes itself (samba stands behind it)."""

    name: str
    operating_system: OperatingSystem
    site: str = DEFAULT_SITE
    domain: str = DOMAIN

    @property
    def fqdn(self) -> str:
        """Its name in DNS."""
        return f"{self.name.lower()}.{self.domain}"


@dataclass(frozen=True, kw_only=True)
class Server:
    """An Exchange server object.

    Without an operating system it has no computer account: an Edge server, or one that is long dead.
    """

    name: str
    build: Build
    roles: int
    site: str = DEFAULT_SITE
    edition: Edition = "Standard"
    operating_system: OperatingSystem | None = None
    dag: str | None = None
    admin_group: str | None = None
    external_host: str | None = "mail.contoso.test"
    settings: Settings = field(default_factory=dict)

    @property
    def fqdn(self) -> str:
        """Its name in DNS."""
        return f"{self.name.lower()}.{DOMAIN}"

    @property
    def is_edge(self) -> bool:
        """Whether it is an Edge subscription."""
        return self.roles == 64

    @property
    def has_transport_children(self) -> bool:
        """Since 2013 a server has child objects whose class derives from the server's class."""
        return self.build.major >= 15 and not self.is_edge


@dataclass(frozen=True, kw_only=True)
class Database:
    """A database; with a storage group it lives under its server (2007), else in the organisation."""

    name: str
    servers: tuple[str, ...]
    kind: DatabaseKind = "mailbox"
    storage_group: str | None = None
    dag: str | None = None
    replay_lags: Mapping[str, str] = field(default_factory=dict)  # by server
    settings: Settings = field(default_factory=dict)

    @property
    def owner(self) -> str:
        """The server that owns it: the first copy."""
        return self.servers[0]


@dataclass(frozen=True, kw_only=True)
class Dag:
    """A database availability group."""

    name: str
    witness_server: str
    witness_directory: str
    settings: Settings = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AcceptedDomain:
    """A mail domain of the organisation; ``name`` is only a label."""

    name: str
    domain: str
    kind: DomainKind = "authoritative"
    default: bool = False


@dataclass(frozen=True, kw_only=True)
class ClientAccessArray:
    """A 2010 client access array: another object whose class derives from the server's class."""

    name: str
    fqdn: str
    site: str = DEFAULT_SITE


@dataclass(frozen=True, kw_only=True)
class SendConnector:
    """A connector to the outside, by SMTP unless another class is named."""

    name: str
    address_spaces: tuple[str, ...]
    source_servers: tuple[str, ...]
    smart_host: str | None = None
    dead_source_servers: tuple[str, ...] = ()
    object_class: str = "msExchRoutingSMTPConnector"
    settings: Settings = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ReceiveConnector:
    """A receive connector besides those that every server gets."""

    server: str
    name: str
    bindings: tuple[str, ...]
    remote_ranges: tuple[str, ...]
    settings: Settings = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AutodiscoverPoint:
    """A service connection point that names a server which is gone, or another forest."""

    name: str
    address: str
    server: str | None = None  # None: a pointer to another forest


@dataclass(frozen=True, kw_only=True)
class Item:
    """Any other object of the organisation; ``items`` says what kinds there are and where they stand."""

    kind: str
    name: str
    settings: Settings = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LegacyAdminGroup:
    """An administrative group of Exchange 2003, and what an upgrade leaves behind in it and beside it.

    ``agreements`` are those of an Active Directory Connector whose server is gone; ``replicating`` names the
    servers that replicate the directory of Exchange 5.5.
    """

    name: str
    routing_group: str
    holds_folder_tree: bool = False
    routing_connectors: tuple[str, ...] = ()
    foreign_connectors: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    replicating: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WellKnownGroup:
    """A group that Exchange knows by a number; one that was deleted is only pointed to.

    Its number stands on Exchange's own container, or on that of the organisation.
    """

    name: str
    identifier: str
    deleted: bool = False
    of_organization: bool = False
    members: tuple[str, ...] = ()  # names of servers


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A second object of a name, which replication has renamed: a recipient policy."""

    name: str
    guid: str


@dataclass(frozen=True, kw_only=True)
class Mailboxes:
    """A number of like mailboxes in one database."""

    database: str
    kind: MailboxKind
    count: int


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A mail contact."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class DistributionGroup:
    """A universal distribution group; its members are the first mailboxes of the organisation."""

    name: str
    member_count: int


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """A recipient that is described by itself."""

    name: str
    kind: RecipientKind
    database: str | None = None
    disabled: bool = False
    settings: Settings = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Device:
    """An ActiveSync partnership: an object below its user."""

    owner: str
    type: str
    id: str
    settings: Settings = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Type and id with a section sign between them."""
        return f"{self.type}\u00a7{self.id}"


@dataclass(frozen=True, kw_only=True)
class PreparationLevels:
    """How far setup has prepared schema, organisation and domain."""

    schema: int
    organization: int
    domain: int


@dataclass(frozen=True, kw_only=True)
class Organization:
    """An Exchange organisation."""

    name: str
    levels: PreparationLevels
    product_id: str
    servers: tuple[Server, ...]
    databases: tuple[Database, ...]
    accepted_domains: tuple[AcceptedDomain, ...]
    dags: tuple[Dag, ...] = ()
    client_access_arrays: tuple[ClientAccessArray, ...] = ()
    send_connectors: tuple[SendConnector, ...]
    mailboxes: tuple[Mailboxes, ...]
    contacts: tuple[Contact, ...] = ()
    distribution_groups: tuple[DistributionGroup, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    devices: tuple[Device, ...] = ()
    items: tuple[Item, ...] = ()
    receive_connectors: tuple[ReceiveConnector, ...] = ()
    autodiscover_points: tuple[AutodiscoverPoint, ...] = ()
    legacy_admin_group: LegacyAdminGroup | None = None
    well_known_groups: tuple[WellKnownGroup, ...] = ()
    split_permissions: bool = False
    conflicts: tuple[Conflict, ...] = ()
    storage_group_settings: Mapping[str, Settings] = field(default_factory=dict)  # by storage group
    hostile_display_name: str | None = None
    synchronization_account: str | None = None
    tenant: str | None = None
    settings: Settings = field(default_factory=dict)

    @property
    def generation(self) -> int:
        """The major version of its newest server."""
        return max(server.build.major for server in self.servers)

    @property
    def mail_domain(self) -> str:
        """The default accepted domain."""
        return next(domain.domain for domain in self.accepted_domains if domain.default)

    def server(self, name: str) -> Server:
        """The server of that name."""
        return next(server for server in self.servers if server.name == name)

    def database(self, name: str) -> Database:
        """The database of that name."""
        return next(database for database in self.databases if database.name == name)


@dataclass(frozen=True, kw_only=True)
class ChildDomain:
    """A domain below the root, with a domain controller and a loopback address of its own."""

    label: str
    netbios_name: str
    address: str
    domain_controller: DomainController
    mailboxes: tuple[Mailboxes, ...]

    @property
    def domain(self) -> str:
        """Its name in DNS."""
        return f"{self.label}.{DOMAIN}"

    @property
    def base_dn(self) -> str:
        """Its name in the directory."""
        return f"DC={self.label},{BASE_DN}"


@dataclass(frozen=True, kw_only=True)
class Forest:
    """A forest whose root domain has one domain controller, which gets a loopback address of its own."""

    address: str
    domain_controller: DomainController
    schema_version: int
    sites: tuple[Site, ...]
    site_links: tuple[SiteLink, ...] = ()
    former_controllers: tuple[FormerController, ...] = ()
    trusts: tuple[Trust, ...] = ()
    sysvol_by_file_replication: bool = False
    organization: Organization | None = None
    child: ChildDomain | None = None
    child_answers: bool = True
    level: int = 6
    strong_auth: str = "yes"  # as samba calls it: which ways in are too weak
    same_contents_as: str | None = None  # another forest: what was built for that one serves


class Account(NamedTuple):
    """A user who can (or must not be able to) log on."""

    user: str
    password: str

    @property
    def principal_name(self) -> str:
        """The form a simple bind and kinit accept."""
        return f"{self.user}@{DOMAIN}"


ADMINISTRATOR = Account("Administrator", "Passw0rd!x")
READER = Account("reader", "Re4der!pass")
NARROW = Account("narrow", "N4rrow!pass")
EXPIRED = Account("expired", "Exp1red!pass")
DISABLED = Account("disabled", "D1sabled!pass")
ENDED = Account("ended", "3nded!pass")
MUST_CHANGE = Account("must-change", "Ch4nge!pass")
