"""The distinguished names of an Exchange organisation."""

from dataclasses import dataclass

from tests.lab.entries import child
from tests.lab.model import BASE_DN, Database, Organization

CONFIGURATION_DN = f"CN=Configuration,{BASE_DN}"
SITES_DN = f"CN=Sites,{CONFIGURATION_DN}"
EXCHANGE_DN = f"CN=Microsoft Exchange,CN=Services,{CONFIGURATION_DN}"
SYSTEM_OBJECTS_DN = f"CN=Microsoft Exchange System Objects,{BASE_DN}"

# Every organisation since 2007 has these two names: "EXCHANGE12ROCKS" with the letters moved.
ADMIN_GROUP = "Exchange Administrative Group (FYDIBOHF23SPDLT)"
ROUTING_GROUP = "Exchange Routing Group (DWBGZMFD01QNBJR)"


def site_dn(site: str) -> str:
    """An Active Directory site."""
    return child(site, SITES_DN)


@dataclass(frozen=True)
class OrganizationNames:
    """Where the objects of one organisation stand."""

    contents: Organization

    @property
    def organization(self) -> str:
        """The organisation itself."""
        return child(self.contents.name, EXCHANGE_DN)

    @property
    def legacy_admin_group(self) -> str:
        """The X.500 name of the administrative group, the beginning of many others."""
        return f"/o={self.contents.name}/ou={ADMIN_GROUP}"

    @property
    def admin_groups(self) -> str:
        """The container of administrative groups."""
        return child("Administrative Groups", self.organization)

    @property
    def admin_group(self) -> str:
        """The administrative group of Exchange 2007 and later."""
        return child(ADMIN_GROUP, self.admin_groups)

    @property
    def servers(self) -> str:
        """The container of servers."""
        return child("Servers", self.admin_group)

    @property
    def databases(self) -> str:
        """The container of databases since 2010."""
        return child("Databases", self.admin_group)

    @property
    def dags(self) -> str:
        """The container of database availability groups."""
        return child("Database Availability Groups", self.admin_group)

    @property
    def folder_tree(self) -> str:
        """The public folder tree."""
        return child("Public Folders", child("Folder Hierarchies", self.admin_group))

    @property
    def transport_settings(self) -> str:
        """The transport settings."""
        return child("Transport Settings", self.organization)

    @property
    def address_lists(self) -> str:
        """The container of address lists of all kinds."""
        return child("Address Lists Container", self.organization)

    def server(self, name: str) -> str:
        """A server."""
        return child(name, self.servers)

    def legacy_server(self, name: str) -> str:
        """The X.500 name of a server."""
        return f"{self.legacy_admin_group}/cn=Configuration/cn=Servers/cn={name}"

    def storage_group(self, database: Database) -> str:
        """The storage group of a 2007 database."""
        store = child("InformationStore", self.server(database.owner))
        return child(str(database.storage_group), store)

    def database(self, database: Database) -> str:
        """A database, wherever its generation puts it."""
        parent = self.storage_group(database) if database.storage_group else self.databases
        return child(database.name, parent)
