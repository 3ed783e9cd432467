"""What a scan of a lab should find, derived from the data that the directory was made of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.lab.model import (
    AcceptedDomain,
    ClientAccessArray,
    Dag,
    Database,
    DomainController,
    Forest,
    MailboxKind,
    PreparationLevels,
    SendConnector,
    Server,
    Site,
)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The contents of a forest; without Exchange everything from ``organization_name`` on is empty."""

    forest_level: int
    schema_version: int
    sites: tuple[Site, ...]
    domain_controllers: tuple[DomainController, ...]
    organization_name: str | None = None
    preparation_levels: PreparationLevels | None = None
    servers: tuple[Server, ...] = ()
    databases: tuple[Database, ...] = ()
    dags: tuple[Dag, ...] = ()
    accepted_domains: tuple[AcceptedDomain, ...] = ()
    client_access_arrays: tuple[ClientAccessArray, ...] = ()
    send_connectors: tuple[SendConnector, ...] = ()
    mailboxes_by_database: Mapping[str, int] = field(default_factory=dict)
    mailboxes_by_kind: Mapping[MailboxKind, int] = field(default_factory=dict)
    contacts: int = 0
    distribution_groups: int = 0

    @property
    def mailboxes(self) -> int:
        """All mailboxes, arbitration mailboxes included."""
        return sum(self.mailboxes_by_kind.values())


def expected_contents(forest: Forest, level: int) -> Expected:
    """What is to be found in ``forest`` at this functional level."""
    organization = forest.organization
    if organization is None:
        return Expected(
            forest_level=level,
            schema_version=forest.schema_version,
            sites=forest.sites,
            domain_controllers=(forest.domain_controller,),
        )
    by_database: Counter[str] = Counter()
    by_kind: Counter[MailboxKind] = Counter()
    for mailboxes in organization.mailboxes:
        by_database[mailboxes.database] += mailboxes.count
        by_kind[mailboxes.kind] += mailboxes.count
    return Expected(
        forest_level=level,
        schema_version=forest.schema_version,
        sites=forest.sites,
        domain_controllers=(forest.domain_controller,),
        organization_name=organization.name,
        preparation_levels=organization.levels,
        servers=organization.servers,
        databases=organization.databases,
        dags=organization.dags,
        accepted_domains=organization.accepted_domains,
        client_access_arrays=organization.client_access_arrays,
        send_connectors=organization.send_connectors,
        mailboxes_by_database=by_database,
        mailboxes_by_kind=by_kind,
        contacts=len(organization.contacts),
        distribution_groups=len(organization.distribution_groups),
    )
