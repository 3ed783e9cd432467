"""Federation, hybrid configuration, and what ties the organisation to Microsoft 365."""

from __future__ import annotations

from typing import Annotated

from scanner.inventory.absence import told
from scanner.inventory.model.certificate import Certificate
from scanner.inventory.model.record import Record


class FederationTrust(Record, frozen=True, kw_only=True):
    """A trust with the Microsoft Federation Gateway."""

    name: Annotated[str, told("Name", "msExchFedTrust cn")]
    application_uri: Annotated[str | None, told("Identifier of the organisation", "msExchFedApplicationURI")]
    token_issuer: Annotated[str | None, told("Who issues the tokens", "msExchFedTokenIssuerURI")]
    certificate: Annotated[
        Certificate | None, told("Certificate of the organisation", "msExchFedOrgCertificate")
    ]
    previous_certificate: Annotated[
        Certificate | None, told("Certificate before", "msExchFedOrgPrevCertificate")
    ]
    account_namespace: Annotated[
        str | None,
        told("Namespace of the federated organisation", "msExchFedOrgId msExchFedAccountNamespace"),
    ]


class OrganizationRelationship(Record, frozen=True, kw_only=True):
    """A relationship, or an intra-organisation connector, with another organisation."""

    name: Annotated[str, told("Name", "cn")]
    connector: Annotated[bool, told("It is an intra-organisation connector (2013 and later)", "objectClass")]
    enabled: Annotated[bool | None, told("It is in use", "msExchFedIsEnabled")]
    domains: Annotated[list[str], told("Mail domains of the other side", "msExchFedDomainNames")]
    actions: Annotated[list[str], told("What is allowed", "msExchFedEnabledActions")]
    target_application: Annotated[
        str | None, told("Identifier of the other side", "msExchFedTargetApplicationURI")
    ]
    target_autodiscover: Annotated[
        str | None, told("Address of the other side's Autodiscover", "msExchFedTargetAutodiscoverEPR")
    ]
    target_owa: Annotated[str | None, told("Address of the other side's web mail", "msExchFedTargetOWAURL")]


class HybridConfiguration(Record, frozen=True, kw_only=True):
    """What the Hybrid Configuration Wizard stored."""

    domains: Annotated[list[str], told("Mail domains in hybrid use", "msExchCoexistenceDomains")]
    client_access_servers: Annotated[
        list[str], told("Servers for clients; a deleted one is named so", "msExchCoexistenceServers")
    ]
    transport_servers: Annotated[
        list[str], told("Servers for mail; a deleted one is named so", "msExchCoexistenceTransportServers")
    ]
    features: Annotated[int | None, told("Features in use as bits", "msExchCoexistenceFeatureFlags")]
    smart_host: Annotated[
        str | None, told("Host Microsoft 365 sends to", "msExchCoexistenceOnPremisesSmartHost")
    ]
    certificate: Annotated[
        str | None,
        told(
            "Certificate for mail between the two, as thumbprint or <I>issuer<S>subject",
            "msExchCoexistenceSecureMailCertificateThumbprint",
        ),
    ]
    addresses: Annotated[
        list[str], told("External addresses of the organisation", "msExchCoexistenceExternalIPAddresses")
    ]


class AuthConfiguration(Record, frozen=True, kw_only=True):
    """Certificates and realm for OAuth (2013 and later)."""

    certificates: Annotated[
        list[str],
        told(
            "Thumbprints as stored: of the certificate in use, the previous and the next one",
            "msExchAuthAuthConfig msExchAuthCertificateThumbprint",
        ),
    ]
    realm: Annotated[str | None, told("Realm", "msExchAuthRealm")]
    issuer: Annotated[str | None, told("Name of the issuer", "msExchAuthIssuerName")]


class AuthServer(Record, frozen=True, kw_only=True):
    """A server whose tokens are trusted."""

    name: Annotated[str, told("Name", "msExchAuthAuthServer cn")]
    kind: Annotated[int | str | None, told("Kind of server as stored", "msExchAuthAuthServerType")]
    flags: Annotated[int | None, told("Enabled and default, as bits", "msExchAuthFlags")]
    realm: Annotated[str | None, told("Realm", "msExchAuthRealm")]
    issuing_url: Annotated[str | None, told("Address that issues tokens", "msExchAuthIssuingUrl")]
    metadata_url: Annotated[str | None, told("Address of its metadata", "msExchAuthMetadataUrl")]
    application_id: Annotated[
        str | None, told("Application it stands for", "msExchAuthApplicationIdentifier")
    ]


class PartnerApplication(Record, frozen=True, kw_only=True):
    """An application that may act in the organisation."""

    name: Annotated[str, told("Name", "msExchAuthPartnerApplication cn")]
    application_id: Annotated[
        str | None, told("Identifier of the application", "msExchAuthApplicationIdentifier")
    ]
    linked_account: Annotated[str | None, told("Account it acts as", "msExchAuthLinkedAccount")]
    flags: Annotated[int | None, told("Settings as bits", "msExchAuthFlags")]


class CloudTraces(Record, frozen=True, kw_only=True):
    """Signs in the directory that it is joined to Microsoft Entra ID."""

    tenant_name: Annotated[
        str | None, told("Name of the tenant", "CN=Device Registration Configuration keywords azureADName")
    ]
    tenant_id: Annotated[
        str | None, told("Number of the tenant", "CN=Device Registration Configuration keywords azureADId")
    ]
    synchronization_accounts: Annotated[
        list[str], told("Accounts that Microsoft Entra Connect made", "sAMAccountName MSOL_*, AAD_*, Sync_*")
    ]
