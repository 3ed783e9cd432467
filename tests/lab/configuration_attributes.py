"""The attributes of everything but recipients in the Exchange schema. On identifiers: recipient_attributes."""

from tests.lab.schema_model import EXCHANGE, MAPI, Attribute, Syntax, plain_attributes

_IDENTIFIED = (
    # Back-link of homeMDB: it belongs to databases, and the directory fills it by itself.
    Attribute("homeMDBBL", Syntax.DN, MAPI + "393", multi_valued=True, link_id=33, system_flags=1),
    Attribute("msExchMixedMode", Syntax.BOOLEAN, EXCHANGE + "50022"),
    Attribute("msExchServerRole", Syntax.INTEGER, EXCHANGE + "15006"),
    Attribute("msExchDataPath", oid=EXCHANGE + "50052"),
    Attribute("msExchResponsibleMTAServer", Syntax.DN, EXCHANGE + "50033"),
    Attribute("heuristics", Syntax.INTEGER, MAPI + "452"),
    Attribute("msExchEDBFile", Syntax.TELETEX, EXCHANGE + "11001"),
    Attribute("msExchESEParamLogFilePath", Syntax.TELETEX, EXCHANGE + "11011"),
    Attribute("msExchESEParamBaseName", Syntax.TELETEX, EXCHANGE + "11076"),
    Attribute("msExchOwningServer", Syntax.DN, EXCHANGE + "11004"),
    Attribute("msExchOwningPFTree", Syntax.DN, EXCHANGE + "11031"),
    Attribute("msExchHomePublicMDB", Syntax.DN, EXCHANGE + "11044"),
    Attribute("deliveryMechanism", Syntax.INTEGER, MAPI + "241"),
    Attribute("routingList", Syntax.TELETEX, MAPI + "354", multi_valued=True),
    Attribute("msExchSmtpSmartHost", oid=EXCHANGE + "5024"),
    Attribute("msExchSourceBridgeheadServersDN", Syntax.DN, EXCHANGE + "12511", multi_valued=True),
    Attribute("offLineABServer", Syntax.DN, MAPI + "392"),
    Attribute("offLineABContainers", Syntax.DN, MAPI + "391", multi_valued=True),
    Attribute("offLineABStyle", Syntax.INTEGER, MAPI + "390"),
    # A dynamic distribution group has it, too, and then the global catalogue must.
    Attribute("msExchQueryFilter", in_global_catalog=True),
    Attribute("msExchRecipientFilterFlags", Syntax.INTEGER, in_global_catalog=True),
)

_ORGANIZATION_AND_SERVERS = {
    Syntax.UNICODE: "msExchProductID msExchOrganizationSummary* msExchDefaultPublicFolderMailbox msExchInstallPath "
    "msExchServerFaultZone msExchServerRedundantMachines* msExchComponentStates* msExchInternetWebProxy type "
    "msExchServer1NetworkAddress msExchServer2NetworkAddress msExchClientAccessArrayFQDN "
    "msExchEdgeSyncStatus*",
    Syntax.INTEGER: "msExchOrganizationFlags msExchAdminGroupMode msExchCurrentServerRoles "
    "msExchClusterStorageType msExchMaxActiveMailboxDatabases msExchEdgeSyncAdamLdapPort "
    "msExchEdgeSyncAdamSSLPort msExchTransportSiteFlags msExchCost",
    Syntax.BOOLEAN: "msExchDefaultAdminGroup",
    Syntax.OCTETS: "msExchServerInternalTLSCert msExchEdgeSyncLease",
    Syntax.DN: "msExchServerSite msExchMDBAvailabilityGroupLink msExchUMServerDialPlanLink* "
    "msExchHomeRoutingGroup msExchExchangeRpcServiceArrayLink msExchRoutingMasterDN "
    "msExchRoutingGroupMembersDN* msExchHomeSyncService msExchDomainLink msExchAddressListServiceLink",
}

_STORAGE = {
    Syntax.TELETEX: "msExchSLVFile msExchESEParamSystemPath msExchESEParamCopyLogFilePath",
    Syntax.UNICODE: "msExchStandbyCopyMachines* msExchReplayLag msExchTruncationLag "
    "msExchMDBAvailabilityGroupName msExchMDBAvailabilityGroupIPv4Addresses* msExchFileShareWitness "
    "msExchFileShareWitnessDirectory msExchAlternateFileShareWitness "
    "msExchAlternateFileShareWitnessDirectory msExchStartedMailboxServers* msExchStoppedMailboxServers*",
    Syntax.INTEGER: "msExchESEParamCircularLog msExchHasLocalCopy msExchMailboxRetentionPeriod "
    "deletedItemFlags msExchProvisioningFlags msExchActivationPreference msExchDatacenterActivationMode "
    "msExchPFTreeType",
    Syntax.LARGE_INTEGER: "msExchDumpsterQuota msExchDumpsterWarningQuota msExchCalendarLoggingQuota",
    Syntax.BOOLEAN: "msExchRecovery msExchRestore msExchEDBOffline msExchDatabaseCreated msExchPatchMDB "
    "msExchDatabaseBeingRestored",
    Syntax.DN: "msExchMasterServerOrAvailabilityGroup msExchUseOAB msExchOfflineAddressBookLink "
    "msExchMessageJournalRecipient msExchHostServerLink",
}

_TRANSPORT = {
    Syntax.UNICODE: "msExchAcceptedDomainName domainName msExchSMTPSendConnectorFQDN msExchSmtpSendTlsDomain "
    "msExchSmtpTLSCertificate msExchSmtpOutboundSecurityUserName msExchSmtpReceiveBindings* "
    "msExchSmtpReceiveRemoteIPRanges* msExchSmtpReceiveConnectorFQDN msExchSmtpReceiveTlsCertificateName "
    "msExchServerBindings* msExchSecureBindings* msExchSmtpExternalDNSServers msExchTransportRuleXml "
    "msExchTransportRuleImmutableId msExchInternalSMTPServers* msExchJournalingReportNdrTo",
    Syntax.INTEGER: "msExchAcceptedDomainFlags msExchDomainContentConfigFlags delivContLength "
    "submissionContLength msExchRecipLimit msExchSmtpSmartHostType msExchSmtpSendPort msExchSmtpSendFlags "
    "msExchSmtpOutboundSecurityFlag msExchSmtpSendProtocolLoggingLevel msExchSmtpReceiveInboundSecurityFlag "
    "msExchSmtpReceiveProtocolOptions msExchSmtpReceiveType msExchSmtpReceiveMaxRecipientsPerMessage "
    "msExchSmtpReceiveProtocolLoggingLevel msExchSmtpRelayForAuth msExchSmtpMaxMessageSize "
    "msExchTransportRulePriority msExchTransportSettingsFlags",
    Syntax.LARGE_INTEGER: "msExchSmtpReceiveMaxMessageSize",
    Syntax.BOOLEAN: "msExchSmtpSendEnabled msExchSmtpReceiveEnabled",
    Syntax.DN: "msExchTargetBridgeheadServersDN* msExchDestinationRGDN",
}

_CLIENT_ACCESS = {
    Syntax.UNICODE: "msExchInternalHostName* msExchExternalHostName* msExchInternalNLBBypassHostName "
    "msExchMetabasePath msExch2003Url msExchBackEndVDirURL msExchPopImapX509CertificateName "
    "msExchPopImapExternalConnectionSettings* msExchPopImapInternalConnectionSettings* "
    "msExchBlockedClientVersions",
    Syntax.INTEGER: "msExchInternalAuthenticationMethods msExchExternalAuthenticationMethods "
    "msExchOWAVersion msExchOWAVirtualDirectoryType msExchRpcHttpFlags msExchMRSProxyFlags "
    "msExchAuthenticationFlags msExchAccessSSLFlags",
    Syntax.BOOLEAN: "msExchEncryptionRequired",
}

_POLICIES = {
    Syntax.UNICODE: "gatewayProxy* disabledGatewayProxy* msExchNonAuthoritativeDomains* msExchELCFolderName "
    "msExchUMIPGatewayAddress msExchSharingPolicyDomains*",
    Syntax.INTEGER: "msExchPolicyOrder doOABVersion msExchOABFlags msExchELCFlags msExchUMDialPlanURIType "
    "msExchUMNumberingPlanDigits",
    Syntax.BOOLEAN: "msExchOABDefault msExchSharingPolicyIsEnabled",
    Syntax.TIME: "msExchOABLastTouchedTime",
    Syntax.OCTETS: "msExchPolicyOptionList*",
    Syntax.DN: "msExchOABVirtualDirectoriesLink* msExchOABGeneratingMailboxLink",
}

_FEDERATION_AND_HYBRID = {
    Syntax.UNICODE: "msExchFedApplicationURI msExchFedTokenIssuerURI msExchFedAccountNamespace "
    "msExchFedDomainNames* msExchFedEnabledActions* msExchFedTargetApplicationURI "
    "msExchFedTargetAutodiscoverEPR msExchFedTargetOWAURL msExchCoexistenceDomains* "
    "msExchCoexistenceOnPremisesSmartHost msExchCoexistenceSecureMailCertificateThumbprint "
    "msExchCoexistenceExternalIPAddresses* msExchAuthCertificateThumbprint* msExchAuthRealm "
    "msExchAuthIssuerName msExchAuthMetadataUrl msExchAuthIssuingUrl msExchAuthApplicationIdentifier",
    Syntax.INTEGER: "msExchCoexistenceFeatureFlags msExchAuthAuthServerType msExchAuthFlags",
    Syntax.BOOLEAN: "msExchFedIsEnabled",
    Syntax.OCTETS: "msExchFedOrgCertificate msExchFedOrgPrevCertificate",
    Syntax.DN: "msExchCoexistenceServers* msExchCoexistenceTransportServers* msExchAuthLinkedAccount",
}

_DEVICES = {
    Syntax.UNICODE: "msExchDeviceID msExchDeviceType msExchDeviceModel msExchDeviceOS msExchDeviceUserAgent "
    "msExchDeviceEASVersion msExchDeviceIMEI msExchDeviceTelephoneNumber msExchUserDisplayName",
    Syntax.INTEGER: "msExchDeviceAccessState msExchDeviceAccessStateReason msExchDeviceClientType",
    Syntax.TIME: "msExchFirstSyncTime msExchLastUpdateTime",
}

CONFIGURATION_ATTRIBUTES = _IDENTIFIED + sum(
    map(
        plain_attributes,
        (
            _ORGANIZATION_AND_SERVERS,
            _STORAGE,
            _TRANSPORT,
            _CLIENT_ACCESS,
            _POLICIES,
            _FEDERATION_AND_HYBRID,
            _DEVICES,
        ),
    ),
    start=(),
)
