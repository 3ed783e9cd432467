"""Federation with other organisations, and the hybrid configuration with Exchange Online."""

from __future__ import annotations

from scanner.collectors import certificates
from scanner.collectors.exchange_containers import classes, organization_step
from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.connections.dn import name_of
from scanner.connections.entry import Entry
from scanner.inventory.model import (
    Certificate,
    FederationTrust,
    HybridConfiguration,
    OrganizationRelationship,
)

TRUSTS = Query(
    "federation trusts and the federated organisation",
    ROOT_DN,
    (
        "cn", "objectClass", "msExchFedApplicationURI", "msExchFedTokenIssuerURI", "msExchFedOrgCertificate",
        "msExchFedOrgPrevCertificate", "msExchFedAccountNamespace",
    ),
    "(|(objectClass=msExchFedTrust)(objectClass=msExchFedOrgId))",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip
RELATIONSHIPS = Query(
    "organisation relationships and intra-organisation connectors",
    ROOT_DN,
    (
        "cn", "objectClass", "msExchFedIsEnabled", "msExchFedDomainNames", "msExchFedEnabledActions",
        "msExchFedTargetApplicationURI", "msExchFedTargetAutodiscoverEPR", "msExchFedTargetOWAURL",
    ),
    "(|(objectClass=msExchFedSharingRelationship)(objectClass=msExchIntraOrganizationConnector))",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip
HYBRID = Query(
    "the hybrid configuration",
    ROOT_DN,
    (
        "cn", "msExchCoexistenceDomains", "msExchCoexistenceServers", "msExchCoexistenceTransportServers",
        "msExchCoexistenceFeatureFlags", "msExchCoexistenceOnPremisesSmartHost",
        "msExchCoexistenceSecureMailCertificateThumbprint", "msExchCoexistenceExternalIPAddresses",
    ),
    "(objectClass=msExchCoexistenceRelationship)",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip

_TRUST, _CONNECTOR = "msexchfedtrust", "msexchintraorganizationconnector"


def read_trusts(entries: list[Entry]) -> list[FederationTrust]:
    """In order of their names; an organisation is federated under one namespace."""
    spaces = sorted(filter(None, (entry.text("msExchFedAccountNamespace") for entry in entries)))
    found = [
        FederationTrust(
            name=entry.name,
            application_uri=entry.text("msExchFedApplicationURI"),
            token_issuer=entry.text("msExchFedTokenIssuerURI"),
            certificate=_certificate(entry, "msExchFedOrgCertificate"),
            previous_certificate=_certificate(entry, "msExchFedOrgPrevCertificate"),
            account_namespace=spaces[0] if spaces else None,
        )
        for entry in entries
        if _TRUST in classes(entry)
    ]
    return sorted(found, key=lambda trust: trust.name)


def read_relationships(entries: list[Entry]) -> list[OrganizationRelationship]:
    """In order of their names."""
    found = [
        OrganizationRelationship(
            name=entry.name,
            connector=_CONNECTOR in classes(entry),
            enabled=entry.boolean("msExchFedIsEnabled"),
            domains=sorted(entry.texts("msExchFedDomainNames")),
            actions=sorted(entry.texts("msExchFedEnabledActions")),
            target_application=entry.text("msExchFedTargetApplicationURI"),
            target_autodiscover=entry.text("msExchFedTargetAutodiscoverEPR"),
            target_owa=entry.text("msExchFedTargetOWAURL"),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda each: (each.connector, each.name))


def read_hybrid(entries: list[Entry]) -> HybridConfiguration | None:
    """None: the wizard was never run. An organisation has one configuration."""
    for entry in entries:
        return HybridConfiguration(
            domains=sorted(entry.texts("msExchCoexistenceDomains")),
            client_access_servers=_names(entry, "msExchCoexistenceServers"),
            transport_servers=_names(entry, "msExchCoexistenceTransportServers"),
            features=entry.integer("msExchCoexistenceFeatureFlags"),
            smart_host=entry.text("msExchCoexistenceOnPremisesSmartHost"),
            certificate=entry.text("msExchCoexistenceSecureMailCertificateThumbprint"),
            addresses=sorted(entry.texts("msExchCoexistenceExternalIPAddresses")),
        )
    return None


def _names(entry: Entry, attribute: str) -> list[str]:
    return sorted(name_of(dn) or dn for dn in entry.texts(attribute))


def _certificate(entry: Entry, attribute: str) -> Certificate | None:
    values = entry.raw(attribute)
    return certificates.read(values[0]) if values else None


STEPS = (
    organization_step(
        "ldap-federation-trusts",
        "federation_trusts",
        TRUSTS,
        read_trusts,
        ("Federation Trusts",),
        ("Federation",),
    ),
    organization_step(
        "ldap-organization-relationships",
        "organization_relationships",
        RELATIONSHIPS,
        read_relationships,
        ("Federation",),
        ("Intra Organization Connectors",),
    ),
    organization_step("ldap-hybrid", "hybrid", HYBRID, read_hybrid, ("Hybrid Configuration",)),
)
