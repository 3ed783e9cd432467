"""The collectors that read the directory, in the order of a scan."""

from __future__ import annotations

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
from scanner.collectors.step import Step

DIRECTORY_STEPS: tuple[Step, ...] = (
    *ldap_forest.STEPS,
    *ldap_domains.STEPS,
    *ldap_sites.STEPS,
    *ldap_domain_controllers.STEPS,
    *ldap_organization.STEPS,
    *ldap_servers.STEPS,
    *ldap_databases.STEPS,
    *ldap_recipients.STEPS,
)
