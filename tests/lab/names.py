"""The distinguished names of an Exchange organisation."""

from dataclasses import dataclass

from tests.lab.entries import child
from tests.lab.model import BASE_DN, Database, Organization

CONFIGURATION_DN = f"CN=Configuration,{BASE_DN}"
SITES_DN = f"CN=Sites,{CONFIGURATION_DN}"
EXCHANGE_DN = f"CN=Microsoft Exchange,CN=Services,{CONFIGURATION_DN}"
SCHEMA_DN = f"CN=Schema,{CONFIGURATION_DN}"
PARTITIONS_DN = f"CN=Partitions,{CONFIGURATION_DN}"
SYSTEM_OBJECTS_DN = f"CN=Microsoft Exchange System Objects,{BASE_DN}"
RECIPIENTS_DN = child("Recipients", BASE_DN, "OU")
SECURITY_GROUPS_DN = child("Microsoft Exchange Security Groups", BASE_DN, "OU")

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
    def connections(self) -> str:
        """The container of connectors of Exchange 2007 and later."""
        return child("Connections", child(ROUTING_GROUP, child("Routing Groups", self.admin_group)))

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
        """The public folder tree; an upgrade from 2003 leaves it where it was."""
        legacy = self.contents.legacy_admin_group
        group = self.legacy_group(legacy.name) if legacy and legacy.holds_folder_tree else self.admin_group
        return child("Public Folders", child("Folder Hierarchies", group))

    @property
    def transport_settings(self) -> str:
        """The transport settings."""
        return child("Transport Settings", self.organization)

    @property
    def address_lists(self) -> str:
        """The container of address lists of all kinds."""
        return child("Address Lists Container", self.organization)

    def legacy_group(self, name: str) -> str:
        """An administrative group of Exchange 2003."""
        return child(name, self.admin_groups)

    def server(self, name: str) -> str:
        """A server, in the group of its generation."""
        group = self.contents.server(name).admin_group
        return child(name, child("Servers", self.legacy_group(group)) if group else self.servers)

    def legacy_server(self, name: str) -> str:
        """The X.500 name of a server."""
        group = self.contents.server(name).admin_group or ADMIN_GROUP
        return f"/o={self.contents.name}/ou={group}/cn=Configuration/cn=Servers/cn={name}"

    def storage_group(self, database: Database) -> str:
        """The storage group of a 2007 database."""
        store = child("InformationStore", self.server(database.owner))
        return child(str(database.storage_group), store)

    def database(self, database: Database) -> str:
        """A database, wherever its generation puts it."""
        parent = self.storage_group(database) if database.storage_group else self.databases
        return child(database.name, parent)
