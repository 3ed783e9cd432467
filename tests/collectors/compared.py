"""Which attribute of which class each field of a section holds: what the lab tests compare with `ldapsearch`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Compared(NamedTuple):
    """A section: the classes of its objects, and which attribute each field holds as it is, or by name."""

    classes: str
    fields: Mapping[str, str] = {}
    names_of: Mapping[str, str] = {}
    has_server: bool = False
    where: Callable[[str], bool] = lambda dn: True


VIRTUAL_DIRECTORIES = (
    "msExchOWAVirtualDirectory msExchECPVirtualDirectory msExchWebServicesVirtualDirectory "
    "msExchMobileVirtualDirectory msExchOABVirtualDirectory msExchAutoDiscoverVirtualDirectory "
    "msExchPowerShellVirtualDirectory msExchUMVirtualDirectory msExchMapiVirtualDirectory "
    "msExchRpcHttpVirtualDirectory msExchProtocolCfgHTTPVirtualDirectory"
)
POLICIES = (
    "msExchELCFolder msExchMailboxRecipientTemplate msExchOWAMailboxPolicy msExchMobileMailboxPolicy "
    "msExchDeviceAccessRule msExchSharingPolicy msExchAuthPolicy msExchConfigSettings"
)
MESSAGING = (
    "msExchUMDialPlan msExchUMRecipientTemplate msExchUMAutoAttendant msExchUMIPGateway msExchUMHuntGroup"
)
LISTS = {
    "remote_domains": Compared(
        "msExchDomainContentConfig", {"domain": "domainName", "flags": "msExchDomainContentConfigFlags"}
    ),
    "send_connectors": Compared(
        "msExchRoutingSMTPConnector mailGateway msExchDeliveryAgentConnector",
        {
            "address_spaces": "routingList",
            "smart_hosts": "msExchSmtpSmartHost",
            "enabled": "msExchSmtpSendEnabled",
            "flags": "msExchSmtpSendFlags",
            "tls_domain": "msExchSmtpSendTlsDomain",
            "certificate": "msExchSmtpTLSCertificate",
            "message_limit": "delivContLength",
        },
        {"source_servers": "msExchSourceBridgeheadServersDN"},
    ),
    "receive_connectors": Compared(
        "msExchSmtpReceiveConnector",
        {
            "bindings": "msExchSmtpReceiveBindings",
            "remote_ranges": "msExchSmtpReceiveRemoteIPRanges",
            "enabled": "msExchSmtpReceiveEnabled",
            "security": "msExchSmtpReceiveInboundSecurityFlag",
            "fqdn": "msExchSmtpReceiveConnectorFQDN",
            "certificate": "msExchSmtpReceiveTlsCertificateName",
            "message_limit": "msExchSmtpReceiveMaxMessageSize",
        },
        has_server=True,
    ),
    "transport_rules": Compared(
        "msExchTransportRule", {"priority": "msExchTransportRulePriority", "changed": "whenChanged"}
    ),
    "mail_protocols": Compared(
        "protocolCfgPOPServer protocolCfgIMAPServer protocolCfgSMTPServer",
        {
            "certificate": "msExchPopImapX509CertificateName",
            "external_settings": "msExchPopImapExternalConnectionSettings",
        },
        has_server=True,
        where=lambda dn: "CN=SMTP," not in dn or "FYDIBOHF23SPDLT" not in dn,
    ),
    "virtual_directories": Compared(
        VIRTUAL_DIRECTORIES,
        {
            "internal_url": "msExchInternalHostName",
            "external_url": "msExchExternalHostName",
            "internal_authentication": "msExchInternalAuthenticationMethods",
            "owa_version": "msExchOWAVersion",
            "rpc_flags": "msExchRpcHttpFlags",
        },
        has_server=True,
    ),
    "autodiscover_points": Compared(
        "serviceConnectionPoint",
        {"addresses": "serviceBindingInformation", "created": "whenCreated"},
        has_server=True,
        where=lambda dn: "CN=Device Registration Configuration," not in dn,
    ),
    "client_access_arrays": Compared(
        "msExchClientAccessArray",
        {"fqdn": "msExchClientAccessArrayFQDN"},  # not what the collector asks
        {"site": "msExchServerSite"},
    ),
    "recipient_policies": Compared(
        "msExchRecipientPolicy",
        {
            "addresses": "gatewayProxy",
            "disabled_addresses": "disabledGatewayProxy",
            "ldap_filter": "purportedSearch",
            "filter": "msExchQueryFilter",
            "priority": "msExchPolicyOrder",
        },
    ),
    "address_lists": Compared(
        "addressBookContainer",
        {"ldap_filter": "purportedSearch", "filter": "msExchQueryFilter"},
        where=lambda dn: (
            dn.count("CN=Address Lists Container,") == 1
            and not re.match("CN=All (Global |System )?Address Lists,", dn)
        ),
    ),
    "offline_address_books": Compared(
        "msExchOAB",
        {
            "versions": "doOABVersion",
            "flags": "msExchOABFlags",
            "default": "msExchOABDefault",
            "touched": "msExchOABLastTouchedTime",
        },
        {
            "server": "offLineABServer",
            "mailbox": "msExchOABGeneratingMailboxLink",
            "lists": "offLineABContainers",
        },
    ),
    "policies": Compared(POLICIES, {"changed": "whenChanged", "version": "msExchVersion"}),
    "unified_messaging": Compared(
        MESSAGING,
        {
            "address": "msExchUMIPGatewayAddress",
            "uri_type": "msExchUMDialPlanURIType",
            "digits": "msExchUMNumberingPlanDigits",
        },
    ),
    "federation_trusts": Compared(
        "msExchFedTrust",
        {"application_uri": "msExchFedApplicationURI", "token_issuer": "msExchFedTokenIssuerURI"},
    ),
    "organization_relationships": Compared(
        "msExchFedSharingRelationship msExchIntraOrganizationConnector",
        {
            "enabled": "msExchFedIsEnabled",
            "domains": "msExchFedDomainNames",
            "actions": "msExchFedEnabledActions",
            "target_application": "msExchFedTargetApplicationURI",
            "target_autodiscover": "msExchFedTargetAutodiscoverEPR",
            "target_owa": "msExchFedTargetOWAURL",
        },
    ),
    "auth_servers": Compared(
        "msExchAuthAuthServer",
        {
            "kind": "msExchAuthAuthServerType",
            "flags": "msExchAuthFlags",
            "realm": "msExchAuthRealm",
            "issuing_url": "msExchAuthIssuingUrl",
            "metadata_url": "msExchAuthMetadataUrl",
        },
    ),
    "partner_applications": Compared(
        "msExchAuthPartnerApplication",
        {"application_id": "msExchAuthApplicationIdentifier", "flags": "msExchAuthFlags"},
        {"linked_account": "msExchAuthLinkedAccount"},
    ),
}
# The one object of an organisation, without a name of its own in the inventory.
SINGLE = {
    "hybrid": Compared(
        "msExchCoexistenceRelationship",
        {
            "domains": "msExchCoexistenceDomains",
            "features": "msExchCoexistenceFeatureFlags",
            "smart_host": "msExchCoexistenceOnPremisesSmartHost",
            "certificate": "msExchCoexistenceSecureMailCertificateThumbprint",
            "addresses": "msExchCoexistenceExternalIPAddresses",
        },
        {
            "client_access_servers": "msExchCoexistenceServers",
            "transport_servers": "msExchCoexistenceTransportServers",
        },
    ),
    "auth_configuration": Compared(
        "msExchAuthAuthConfig",
        {
            "certificates": "msExchAuthCertificateThumbprint",
            "realm": "msExchAuthRealm",
            "issuer": "msExchAuthIssuerName",
        },
    ),
}
RPC_SERVICES = Compared(
    "msExchProtocolCfgExchangeRpcService",
    {"encryption_required": "msExchEncryptionRequired", "blocked_versions": "msExchBlockedClientVersions"},
    has_server=True,
)
