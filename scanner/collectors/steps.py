"""The collectors that read the directory, in the order of a scan: what each asks, which section it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scanner.collectors import (
    ldap_databases,
    ldap_domain_controllers,
    ldap_domains,
    ldap_forest,
    ldap_organization,
    ldap_recipients,
    ldap_servers,
    ldap_sites,
)
from scanner.collectors.query import Query, Stamp
from scanner.connections.directories import Directories
from scanner.inventory.absence import Collected

Collect = Callable[[Directories, Stamp], Collected[Any]]


@dataclass(frozen=True)
class Step:
    """One collector. `section` is a field of the inventory, `main` the query that its source names."""

    id: str
    section: str
    queries: tuple[Query, ...]
    main: Query
    collect: Collect


def _recipients(directories: Directories, stamp: Stamp) -> Collected[Any]:
    answers = ldap_recipients.ask(directories)
    return stamp.collected(ldap_recipients.read(answers), query=answers.query.words)


DIRECTORY_STEPS = (
    Step(
        "ldap-forest", "forest", ldap_forest.QUERIES, ldap_forest.PARTITIONS,
        lambda d, stamp: stamp.collected(ldap_forest.read(ldap_forest.ask(d))),
    ),
    Step(
        "ldap-domains", "domains", ldap_domains.QUERIES, ldap_domains.CROSS_REFERENCES,
        lambda d, stamp: stamp.collected(ldap_domains.read(ldap_domains.ask(d), stamp)),
    ),
    Step(
        "ldap-sites", "sites", ldap_sites.QUERIES, ldap_sites.SITES,
        lambda d, stamp: stamp.collected(ldap_sites.read(ldap_sites.ask(d))),
    ),
    Step(
        "ldap-domain-controllers", "domain_controllers",
        ldap_domain_controllers.QUERIES, ldap_domain_controllers.SETTINGS,
        lambda d, stamp: stamp.collected(ldap_domain_controllers.read(ldap_domain_controllers.ask(d), stamp)),
    ),
    Step(
        "ldap-organization", "organization", ldap_organization.QUERIES, ldap_organization.ORGANIZATION,
        lambda d, stamp: stamp.collected(ldap_organization.read(ldap_organization.ask(d))),
    ),
    Step(
        "ldap-accepted-domains", "accepted_domains",
        ldap_organization.ACCEPTED_QUERIES, ldap_organization.ACCEPTED_DOMAINS,
        lambda d, stamp: stamp.collected(
            ldap_organization.read_accepted_domains(ldap_organization.ask_accepted_domains(d))
        ),
    ),
    Step(
        "ldap-servers", "servers", ldap_servers.QUERIES, ldap_servers.SERVERS,
        lambda d, stamp: stamp.collected(ldap_servers.read(ldap_servers.ask(d), stamp)),
    ),
    Step(
        "ldap-databases", "databases", ldap_databases.QUERIES, ldap_databases.DATABASES,
        lambda d, stamp: stamp.collected(ldap_databases.read(ldap_databases.ask(d))),
    ),
    Step(
        "ldap-dags", "dags", ldap_databases.DAG_QUERIES, ldap_databases.DAGS,
        lambda d, stamp: stamp.collected(ldap_databases.read_dags(ldap_databases.ask_dags(d))),
    ),
    Step("ldap-recipients", "recipients", ldap_recipients.QUERIES, ldap_recipients.IN_CATALOG, _recipients),
)  # fmt: skip
