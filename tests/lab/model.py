"""The vocabulary of a test forest: servers, databases, mailboxes. Plain data, no directory names."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

REALM = "EXLAB.TEST"
NETBIOS_DOMAIN = "EXLAB"
DOMAIN = "exlab.test"
BASE_DN = "DC=exlab,DC=test"
DEFAULT_SITE = "Default-First-Site-Name"

DatabaseKind = Literal["mailbox", "public folder"]
MailboxKind = Literal["user", "shared", "room", "equipment", "arbitration"]
DomainKind = Literal["authoritative", "external relay", "internal relay"]
Edition = Literal["Standard", "Enterprise"]

_OBJECT_VERSIONS = {8: 4535486012416, 14: 44220983382016, 15: 88218628259840}


class Build(NamedTuple):
    """An Exchange build, and the two ways in which a server object writes it down."""

    major: int
    minor: int
    build: int
    revision: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.build}.{self.revision}"

    @property
    def serial_number(self) -> str:
        """Exchange 2007 and later add 30000 to the build number in this text."""
        return f"Version {self.major}.{self.minor} (Build {self.build + 30000}.{self.revision})"

    @property
    def version_number(self) -> int:
        """Packed: structure mark 7 in the top four bits, then major, minor, a flag and the build."""
        return 7 << 28 | self.major << 22 | self.minor << 16 | 1 << 15 | self.build

    @property
    def object_version(self) -> int:
        """The msExchVersion that servers of this generation stamp on what they write."""
        return _OBJECT_VERSIONS[self.major]


class OperatingSystem(NamedTuple):
    """The three attributes in which a computer account states its system."""

    name: str
    version: str
    service_pack: str | None = None


@dataclass(frozen=True, kw_only=True)
class Site:
    """An Active Directory site and its subnets."""

    name: str
    subnets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DomainController:
    """The domain controller as it describes itself (samba stands behind it)."""

    name: str
    operating_system: OperatingSystem
    site: str = DEFAULT_SITE

    @property
    def fqdn(self) -> str:
        """Its name in DNS."""
        return f"{self.name.lower()}.{DOMAIN}"


@dataclass(frozen=True, kw_only=True)
class Server:
    """An Exchange server object. An Edge server has no computer account, so no operating system."""

    name: str
    build: Build
    roles: int
    site: str = DEFAULT_SITE
    edition: Edition = "Standard"
    operating_system: OperatingSystem | None = None
    dag: str | None = None

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
    """An SMTP connector to the outside."""

    name: str
    address_spaces: tuple[str, ...]
    source_servers: tuple[str, ...]
    smart_host: str | None = None


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
    dags: tuple[Dag, ...]
    accepted_domains: tuple[AcceptedDomain, ...]
    client_access_arrays: tuple[ClientAccessArray, ...]
    send_connectors: tuple[SendConnector, ...]
    mailboxes: tuple[Mailboxes, ...]
    contacts: tuple[Contact, ...]
    distribution_groups: tuple[DistributionGroup, ...]
    hostile_display_name: str

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
class Forest:
    """One forest with one domain and one domain controller, which gets a loopback address of its own."""

    address: str
    domain_controller: DomainController
    schema_version: int
    sites: tuple[Site, ...]
    organization: Organization | None = None


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
EXPIRED = Account("expired", "Exp1red!pass")
DISABLED = Account("disabled", "D1sabled!pass")
