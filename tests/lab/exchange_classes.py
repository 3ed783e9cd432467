"""The classes of the Exchange schema, as data. On identifiers: recipient_attributes."""

from tests.lab.recipient_attributes import RECIPIENT_ATTRIBUTES
from tests.lab.schema_model import EXCHANGE_CLASS, MICROSOFT, ClassExtension, ObjectClass

_QUOTAS = ("mDBStorageQuota", "mDBOverQuotaLimit", "mDBOverHardQuotaLimit")
_LOGS = (
    "msExchESEParamLogFilePath",
    "msExchESEParamSystemPath",
    "msExchESEParamBaseName",
    "msExchESEParamCircularLog",
)
_RECIPIENT = tuple(attribute.name for attribute in RECIPIENT_ATTRIBUTES)
_ADDRESSES = ("mail", "proxyAddresses", "displayName", "legacyExchangeDN", *_RECIPIENT)


def _container(name: str, *more_parents: str, oid: str | None = None, attributes: str = "") -> ObjectClass:
    return ObjectClass(name, "container", oid, ("container", *more_parents), tuple(attributes.split()))


def _leaf(
    name: str,
    attributes: str = "",
    superclass: str = "top",
    *more_parents: str,
    oid: str | None = None,
) -> ObjectClass:
    """A class that stands in containers; every object of Exchange may state the version of its format."""
    parents = ("container", *more_parents)
    return ObjectClass(name, superclass, oid, parents, (*attributes.split(), "msExchVersion"))


_ORGANIZATION = (
    _container("msExchContainer", "msExchAdminGroup", "msExchExchangeServer", oid=EXCHANGE_CLASS + "50010"),
    _container(
        "msExchOrganizationContainer",
        "msExchConfigurationContainer",
        oid=EXCHANGE_CLASS + "50020",
        attributes="msExchMixedMode msExchProductID objectVersion legacyExchangeDN msExchVersion heuristics "
        "msExchOrganizationFlags msExchOrganizationSummary msExchDefaultPublicFolderMailbox",
    ),
    _container("msExchAdminGroupContainer", oid=EXCHANGE_CLASS + "50019"),
    _leaf(
        "msExchAdminGroup",
        "legacyExchangeDN displayName msExchAdminGroupMode msExchDefaultAdminGroup",
        oid=EXCHANGE_CLASS + "50011",
    ),
    _container("msExchServersContainer", "msExchAdminGroup", oid=EXCHANGE_CLASS + "50013"),
    ObjectClass(
        "msExchExchangeServer",
        "server",
        EXCHANGE_CLASS + "50009",
        attributes=(
            "versionNumber",
            "networkAddress",
            "msExchCurrentServerRoles",
            "msExchServerSite",
            "msExchServerRole",
            "msExchVersion",
            "msExchProductID",
            "msExchDataPath",
            "msExchInstallPath",
            "legacyExchangeDN",
            "heuristics",
            "type",
            "msExchMDBAvailabilityGroupLink",
            "msExchResponsibleMTAServer",
            "msExchComponentStates",
            "msExchServerInternalTLSCert",
            "msExchInternetWebProxy",
            "msExchServerFaultZone",
            "msExchClusterStorageType",
            "msExchServerRedundantMachines",
            "msExchUMServerDialPlanLink",
            "msExchHomeRoutingGroup",
            "msExchExchangeRpcServiceArrayLink",
            "msExchMaxActiveMailboxDatabases",
            "msExchDatacenterActivationMode",
            "msExchEdgeSyncAdamLdapPort",
            "msExchEdgeSyncAdamSSLPort",
            "msExchEdgeSyncLease",
            "msExchEdgeSyncStatus",
            "homeMTA",
        ),
    ),
    # The two well-known traps: both derive from the server's class, neither is a server.
    ObjectClass("msExchExchangeTransportServer", "msExchExchangeServer"),
    ObjectClass(
        "msExchClientAccessArray", "msExchExchangeServer", attributes=("msExchClientAccessArrayFQDN",)
    ),
    _leaf("msExchSiteReplicationService", "", "top", "msExchExchangeServer"),
    _leaf("msExchActiveDirectoryConnector"),
    _leaf(
        "msExchConnectionAgreement",
        "msExchHomeSyncService msExchServer1NetworkAddress msExchServer2NetworkAddress",
    ),
    _leaf("msExchAddressListService", "msExchDomainLink msExchAddressListServiceLink"),
)

_STORAGE = (
    _container("msExchInformationStore", "msExchExchangeServer", oid=EXCHANGE_CLASS + "11001"),
    _container(
        "msExchStorageGroup",
        "computer",  # as before the schema update of July 2021
        oid=EXCHANGE_CLASS + "11006",
        attributes=" ".join(_LOGS) + " msExchRecovery msExchRestore msExchVersion msExchHasLocalCopy "
        "msExchStandbyCopyMachines msExchESEParamCopyLogFilePath",
    ),
    ObjectClass(
        "msExchMDB",
        oid=EXCHANGE_CLASS + "11002",
        attributes=(
            *_QUOTAS,
            *_LOGS,
            *[
                "msExchEDBFile",
                "msExchSLVFile",
                "msExchOwningServer",
                "deliveryMechanism",
                "legacyExchangeDN",
                "homeMDBBL",
                "msExchHomePublicMDB",
                "msExchMasterServerOrAvailabilityGroup",
                "msExchVersion",
                "displayName",
                "msExchOwningPFTree",
                "msExchUseOAB",
                "msExchOfflineAddressBookLink",
                "msExchRecovery",
                "msExchEDBOffline",
                "msExchMailboxRetentionPeriod",
                "deletedItemFlags",
                "garbageCollPeriod",
                "msExchDumpsterQuota",
                "msExchDumpsterWarningQuota",
                "msExchCalendarLoggingQuota",
                "msExchProvisioningFlags",
                "msExchMessageJournalRecipient",
                "msExchDatabaseCreated",
                "msExchPatchMDB",
                "msExchDatabaseBeingRestored",
                "msExchHasLocalCopy",
            ],
        ),
    ),
    ObjectClass("msExchPrivateMDB", "msExchMDB", EXCHANGE_CLASS + "11004"),
    ObjectClass("msExchPublicMDB", "msExchMDB", EXCHANGE_CLASS + "11005"),
    _container("msExchMDBContainer", "msExchAdminGroup"),
    ObjectClass(
        "msExchMDBCopy",
        parents=("msExchMDB",),
        attributes=(
            "msExchHostServerLink",
            "msExchActivationPreference",
            "msExchReplayLag",
            "msExchTruncationLag",
            "msExchVersion",
        ),
    ),
    _container("msExchMDBAvailabilityGroupContainer", "msExchAdminGroup"),
    _leaf(
        "msExchMDBAvailabilityGroup",
        "msExchMDBAvailabilityGroupName msExchMDBAvailabilityGroupIPv4Addresses "
        "msExchDatacenterActivationMode msExchFileShareWitness msExchFileShareWitnessDirectory "
        "msExchAlternateFileShareWitness msExchAlternateFileShareWitnessDirectory "
        "msExchStartedMailboxServers msExchStoppedMailboxServers",
    ),
    _container("msExchPublicFolderTreeContainer", "msExchAdminGroup"),
    _leaf("msExchPFTree", "msExchPFTreeType"),
)

_TRANSPORT = (
    _container(
        "msExchTransportSettings",
        attributes="msExchTransportSettingsFlags msExchInternalSMTPServers msExchJournalingReportNdrTo",
    ),
    _leaf("msExchAcceptedDomain", "msExchAcceptedDomainName msExchAcceptedDomainFlags"),
    _leaf("msExchDomainContentConfig", "domainName msExchDomainContentConfigFlags"),
    _leaf("msExchMessageDeliveryConfig", "delivContLength submissionContLength msExchRecipLimit"),
    _leaf(
        "msExchTransportRule",
        "msExchTransportRuleXml msExchTransportRulePriority msExchTransportRuleImmutableId",
    ),
    _container("msExchRoutingGroupContainer", "msExchAdminGroup", oid=EXCHANGE_CLASS + "12001"),
    _container(
        "msExchRoutingGroup",
        oid=EXCHANGE_CLASS + "12002",
        attributes="msExchRoutingMasterDN msExchRoutingGroupMembersDN",
    ),
    _container("msExchConnectors", oid=EXCHANGE_CLASS + "12003"),
    _leaf("msExchConnector", oid=EXCHANGE_CLASS + "12004"),
    _leaf(
        "msExchRoutingGroupConnector",
        "msExchDestinationRGDN msExchSourceBridgeheadServersDN msExchTargetBridgeheadServersDN cost",
        "msExchConnector",
    ),
    _leaf(
        "mailGateway",
        "routingList deliveryMechanism homeMTA delivContLength cost msExchSourceBridgeheadServersDN "
        "msExchHomeRoutingGroup",
        "msExchConnector",
        oid=MICROSOFT + "3.51",
    ),
    _leaf("msExchDeliveryAgentConnector", superclass="mailGateway"),
    _leaf(
        "msExchRoutingSMTPConnector",
        "msExchSmtpSmartHost msExchSmtpSmartHostType msExchTargetBridgeheadServersDN msExchSmtpSendEnabled "
        "msExchSmtpSendFlags msExchSmtpSendPort msExchSMTPSendConnectorFQDN msExchSmtpSendTlsDomain "
        "msExchSmtpTLSCertificate msExchSmtpOutboundSecurityFlag msExchSmtpOutboundSecurityUserName "
        "msExchSmtpSendProtocolLoggingLevel",
        "mailGateway",
        oid=EXCHANGE_CLASS + "12008",
    ),
    _leaf(
        "msExchSmtpReceiveConnector",
        "msExchSmtpReceiveBindings msExchSmtpReceiveRemoteIPRanges msExchSmtpReceiveEnabled "
        "msExchSmtpReceiveInboundSecurityFlag msExchSmtpReceiveProtocolOptions "
        "msExchSmtpReceiveConnectorFQDN msExchSmtpReceiveTlsCertificateName msExchSmtpReceiveType "
        "msExchSmtpReceiveMaxMessageSize msExchSmtpReceiveMaxRecipientsPerMessage "
        "msExchSmtpReceiveProtocolLoggingLevel",
    ),
    _leaf(
        "protocolCfgSMTPServer",
        "msExchServerBindings msExchSmtpSmartHost msExchSmtpRelayForAuth msExchSmtpMaxMessageSize "
        "msExchSmtpExternalDNSServers",
    ),
)

_MAIL_PROTOCOL = (
    "msExchServerBindings msExchSecureBindings msExchPopImapX509CertificateName "
    "msExchPopImapExternalConnectionSettings msExchPopImapInternalConnectionSettings"
)
_CLIENT_ACCESS = (
    _leaf("protocolCfgPOPServer", _MAIL_PROTOCOL),
    _leaf("protocolCfgIMAPServer", _MAIL_PROTOCOL),
    _leaf("protocolCfgHTTPServer", "msExchAuthenticationFlags msExchAccessSSLFlags msExchBackEndVDirURL"),
    ObjectClass(
        "msExchProtocolCfgHTTPVirtualDirectory",
        parents=("protocolCfgHTTPServer",),
        attributes=("msExchAuthenticationFlags", "msExchAccessSSLFlags", "msExchBackEndVDirURL"),
    ),
    _leaf("msExchProtocolCfgExchangeRpcService", "msExchEncryptionRequired msExchBlockedClientVersions"),
    _leaf(
        "msExchVirtualDirectory",
        "msExchInternalHostName msExchExternalHostName msExchInternalAuthenticationMethods "
        "msExchExternalAuthenticationMethods msExchMetabasePath msExch2003Url",
    ),
    _leaf(
        "msExchWebServicesVirtualDirectory",
        "msExchInternalNLBBypassHostName msExchMRSProxyFlags",
        "msExchVirtualDirectory",
    ),
    _leaf(
        "msExchOWAVirtualDirectory",
        "msExchOWAVersion msExchOWAVirtualDirectoryType",
        "msExchVirtualDirectory",
    ),
    _leaf("msExchRpcHttpVirtualDirectory", "msExchRpcHttpFlags", "msExchVirtualDirectory"),
    *(
        _leaf(name, superclass="msExchVirtualDirectory")
        for name in (
            "msExchECPVirtualDirectory",
            "msExchOABVirtualDirectory",
            "msExchMobileVirtualDirectory",
            "msExchAutoDiscoverVirtualDirectory",
            "msExchPowerShellVirtualDirectory",
            "msExchUMVirtualDirectory",
            "msExchMapiVirtualDirectory",
        )
    ),
)

_POLICIES = (
    _leaf(
        "msExchRecipientPolicy",
        "gatewayProxy disabledGatewayProxy purportedSearch msExchQueryFilter msExchRecipientFilterFlags "
        "msExchPolicyOrder msExchPolicyOptionList msExchNonAuthoritativeDomains",
    ),
    _leaf(
        "msExchOAB",
        "offLineABServer offLineABContainers offLineABStyle doOABVersion msExchOABFlags "
        "msExchOABVirtualDirectoriesLink msExchOABGeneratingMailboxLink msExchOABLastTouchedTime "
        "msExchOABDefault",
        oid=EXCHANGE_CLASS + "9",
    ),
    _container("msExchELCFolder", attributes="msExchELCFolderName msExchELCFlags msExchVersion"),
    _leaf("msExchELCContentSettings", "msExchELCFlags"),
    _leaf("msExchMailboxRecipientTemplate"),
    _leaf("msExchMobileMailboxPolicy"),
    _leaf("msExchOWAMailboxPolicy"),
    _leaf("msExchDeviceAccessRule"),
    _leaf("msExchAuthPolicy"),
    _leaf("msExchConfigSettings"),
    _leaf("msExchUMDialPlan", "msExchUMDialPlanURIType msExchUMNumberingPlanDigits"),
    _leaf("msExchUMRecipientTemplate", "msExchUMRecipientDialPlanLink"),
    _leaf("msExchUMAutoAttendant"),
    _container("msExchUMIPGateway", attributes="msExchUMIPGatewayAddress msExchVersion"),
    _leaf("msExchUMHuntGroup"),
)

_FEDERATION_AND_HYBRID = (
    _leaf(
        "msExchFedTrust",
        "msExchFedApplicationURI msExchFedTokenIssuerURI msExchFedOrgCertificate msExchFedOrgPrevCertificate",
    ),
    _leaf("msExchFedOrgId", "msExchFedAccountNamespace"),
    _leaf(
        "msExchFedSharingRelationship",
        "msExchFedIsEnabled msExchFedDomainNames msExchFedEnabledActions msExchFedTargetApplicationURI "
        "msExchFedTargetAutodiscoverEPR msExchFedTargetOWAURL",
    ),
    _leaf("msExchSharingPolicy", "msExchSharingPolicyDomains msExchSharingPolicyIsEnabled"),
    _leaf("msExchAvailabilityAddressSpace"),
    _leaf(
        "msExchIntraOrganizationConnector",
        "msExchFedIsEnabled msExchFedDomainNames msExchFedTargetAutodiscoverEPR",
    ),
    _leaf(
        "msExchCoexistenceRelationship",
        "msExchCoexistenceDomains msExchCoexistenceServers msExchCoexistenceTransportServers "
        "msExchCoexistenceFeatureFlags msExchCoexistenceOnPremisesSmartHost "
        "msExchCoexistenceSecureMailCertificateThumbprint msExchCoexistenceExternalIPAddresses",
    ),
    _container(
        "msExchAuthAuthConfig",
        attributes="msExchAuthCertificateThumbprint msExchAuthRealm msExchAuthIssuerName msExchVersion",
    ),
    _leaf(
        "msExchAuthAuthServer",
        "msExchAuthAuthServerType msExchAuthMetadataUrl msExchAuthIssuingUrl msExchAuthRealm msExchAuthFlags "
        "msExchAuthApplicationIdentifier",
    ),
    _leaf(
        "msExchAuthPartnerApplication",
        "msExchAuthApplicationIdentifier msExchAuthLinkedAccount msExchAuthRealm msExchAuthFlags",
    ),
)

_IN_THE_DOMAIN = (
    ObjectClass(
        "msExchSystemObjectsContainer",
        "container",
        EXCHANGE_CLASS + "50034",
        ("domainDNS",),
        ("objectVersion",),
    ),
    ObjectClass("publicFolder", attributes=_ADDRESSES, auxiliary=("mailRecipient",)),
    ObjectClass("msExchSystemMailbox", attributes=_ADDRESSES, auxiliary=("mailRecipient",)),
    ObjectClass(
        "msExchDynamicDistributionList",
        parents=("organizationalUnit", "container"),
        attributes=("managedBy", "msExchQueryFilter", "msExchRecipientFilterFlags", *_ADDRESSES),
        auxiliary=("mailRecipient",),
    ),
    ObjectClass("msExchActiveSyncDevices", "container", parents=("user",)),
    ObjectClass(
        "msExchActiveSyncDevice",
        attributes=(
            "msExchDeviceID",
            "msExchDeviceType",
            "msExchDeviceModel",
            "msExchDeviceOS",
            "msExchDeviceUserAgent",
            "msExchDeviceEASVersion",
            "msExchDeviceIMEI",
            "msExchDeviceTelephoneNumber",
            "msExchDeviceAccessState",
            "msExchDeviceAccessStateReason",
            "msExchDeviceClientType",
            "msExchFirstSyncTime",
            "msExchLastUpdateTime",
            "msExchUserDisplayName",
        ),
    ),
)

CLASSES = (
    _ORGANIZATION
    + _STORAGE
    + _TRANSPORT
    + _CLIENT_ACCESS
    + _POLICIES
    + _FEDERATION_AND_HYBRID
    + _IN_THE_DOMAIN
)

CLASS_EXTENSIONS = (
    ClassExtension("Mail-Recipient", attributes=_RECIPIENT),
    ClassExtension("Site", attributes=("msExchTransportSiteFlags", "msExchVersion")),
    ClassExtension("Site-Link", attributes=("msExchCost", "delivContLength")),
    ClassExtension(
        "Address-Book-Container",
        parents=("msExchContainer",),
        attributes=("msExchQueryFilter", "msExchRecipientFilterFlags", "msExchVersion"),
    ),
)
