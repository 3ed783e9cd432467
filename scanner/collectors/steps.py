"""The collectors that read the directory, in the order of a scan."""

from __future__ import annotations

from scanner.collectors import (
    ldap_address_lists,
    ldap_administrators,
    ldap_authentication,
    ldap_autodiscover,
    ldap_client_access_arrays,
    ldap_cloud,
    ldap_computers,
    ldap_connectors,
    ldap_dags,
    ldap_databases,
    ldap_devices,
    ldap_domain_controllers,
    ldap_domains,
    ldap_federation,
    ldap_forest,
    ldap_legacy,
    ldap_mail_protocols,
    ldap_organization,
    ldap_policies,
    ldap_public_folders,
    ldap_recipients,
    ldap_routing_groups,
    ldap_servers,
    ldap_sites,
    ldap_transport,
    ldap_unified_messaging,
    ldap_virtual_directories,
)
from scanner.collectors.step import Step

DIRECTORY_STEPS: tuple[Step, ...] = (
    *ldap_forest.STEPS,
    *ldap_domains.STEPS,
    *ldap_sites.STEPS,
    *ldap_domain_controllers.STEPS,
    *ldap_administrators.STEPS,
    *ldap_organization.STEPS,
    *ldap_servers.STEPS,
    *ldap_databases.STEPS,
    *ldap_dags.STEPS,
    *ldap_public_folders.STEPS,
    *ldap_routing_groups.STEPS,
    *ldap_legacy.STEPS,
    *ldap_transport.STEPS,
    *ldap_connectors.STEPS,
    *ldap_mail_protocols.STEPS,
    *ldap_virtual_directories.STEPS,
    *ldap_autodiscover.STEPS,
    *ldap_client_access_arrays.STEPS,
    *ldap_policies.STEPS,
    *ldap_address_lists.STEPS,
    *ldap_unified_messaging.STEPS,
    *ldap_federation.STEPS,
    *ldap_authentication.STEPS,
    *ldap_cloud.STEPS,
    *ldap_recipients.STEPS,
    *ldap_devices.STEPS,
    *ldap_computers.STEPS,
)


def steps_of(recipients: ldap_recipients.Detail) -> tuple[Step, ...]:
    """The collectors of a scan that reads this much of the recipients."""
    chosen = ldap_recipients.STEP_FOR[recipients]
    return tuple(chosen if step.id == chosen.id else step for step in DIRECTORY_STEPS)
