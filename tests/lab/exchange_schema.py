"""The Exchange extension of the Active Directory schema: attributes and classes, as data.

Object identifiers are the real ones where a public source states them. ``None`` gets a number from a
placeholder arc that nobody owns: exready addresses attributes by name, so the number does not matter.
"""

from dataclasses import dataclass
from enum import Enum

PLACEHOLDER_ARC = "1.3.6.1.4.1.99999.77"
_MICROSOFT = "1.2.840.113556.1."
_MAPI = _MICROSOFT + "2."
_EXCHANGE = _MICROSOFT + "4.7000.102."
_CLASS = _MICROSOFT + "5.7000.62."

SCHEMA_VERSION_OID = _EXCHANGE + "97"


class Syntax(Enum):
    """Attribute syntaxes: the X.500 identifier and Microsoft's number that goes with it."""

    DN = ("2.5.5.1", 127)
    UNICODE = ("2.5.5.12", 64)
    TELETEX = ("2.5.5.4", 20)
    INTEGER = ("2.5.5.9", 2)
    LARGE_INTEGER = ("2.5.5.16", 65)
    BOOLEAN = ("2.5.5.8", 1)
    OCTETS = ("2.5.5.10", 4)
    SID = ("2.5.5.17", 4)


@dataclass(frozen=True)
class Attribute:
    """An attribute type. ``search_flags`` 1 is an index, 4 takes part in ANR, 8 survives deletion."""

    name: str
    syntax: Syntax = Syntax.UNICODE
    oid: str | None = None
    multi_valued: bool = False
    in_global_catalog: bool = False
    search_flags: int = 0
    link_id: int | None = None
    system_flags: int | None = None


@dataclass(frozen=True)
class ObjectClass:
    """A structural class: what it derives from, below what it may stand, what it may contain."""

    name: str
    superclass: str = "top"
    oid: str | None = None
    parents: tuple[str, ...] = ("container",)
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClassExtension:
    """What Exchange adds to a class that every Active Directory has."""

    common_name: str
    attributes: tuple[str, ...]
    parents: tuple[str, ...] = ()


RECIPIENT_ATTRIBUTES = (
    Attribute("homeMDB", Syntax.DN, _MAPI + "244", in_global_catalog=True, link_id=32),
    Attribute("homeMTA", Syntax.DN, _MAPI + "171", in_global_catalog=True),
    Attribute("mailNickname", oid=_MAPI + "447", in_global_catalog=True, search_flags=5),
    Attribute("targetAddress", oid=_MAPI + "352", in_global_catalog=True, search_flags=1),
    Attribute("altRecipient", Syntax.DN, _MAPI + "126", in_global_catalog=True, link_id=12),
    Attribute("deliverAndRedirect", Syntax.BOOLEAN, _MAPI + "190"),
    Attribute("mDBUseDefaults", Syntax.BOOLEAN, _MAPI + "309"),
    Attribute("mDBStorageQuota", Syntax.INTEGER, _MAPI + "266"),
    Attribute("mDBOverQuotaLimit", Syntax.INTEGER, _MAPI + "272"),
    Attribute("mDBOverHardQuotaLimit", Syntax.INTEGER, _EXCHANGE + "11037"),
    Attribute("extensionAttribute1", oid=_MAPI + "423", in_global_catalog=True),
    Attribute("protocolSettings", multi_valued=True, in_global_catalog=True),
    Attribute("msExchHomeServerName", oid=_EXCHANGE + "47", in_global_catalog=True, search_flags=1),
    Attribute("msExchMailboxGuid", Syntax.OCTETS, _EXCHANGE + "11058", in_global_catalog=True,
              search_flags=9),
    Attribute("msExchMasterAccountSid", Syntax.SID, _EXCHANGE + "81", in_global_catalog=True, search_flags=9),
    Attribute("msExchUserAccountControl", Syntax.INTEGER, _EXCHANGE + "101"),
    Attribute("msExchHideFromAddressLists", Syntax.BOOLEAN, _EXCHANGE + "73", in_global_catalog=True),
    Attribute("msExchPoliciesIncluded", oid=_EXCHANGE + "50050", multi_valued=True),
    Attribute("msExchPoliciesExcluded", oid=_EXCHANGE + "50051", multi_valued=True),
    Attribute("msExchRecipientDisplayType", Syntax.INTEGER, _EXCHANGE + "50730", in_global_catalog=True,
              search_flags=1),
    Attribute("msExchRecipientTypeDetails", Syntax.LARGE_INTEGER, _EXCHANGE + "50855", in_global_catalog=True,
              search_flags=1),
    Attribute("msExchRemoteRecipientType", Syntax.LARGE_INTEGER),
    Attribute("msExchUserCulture", oid=_EXCHANGE + "50773"),
    Attribute("msExchVersion", Syntax.LARGE_INTEGER, in_global_catalog=True),
    Attribute("msExchArchiveGUID", Syntax.OCTETS, in_global_catalog=True, search_flags=1),
    Attribute("msExchArchiveDatabaseLink", Syntax.DN),
    Attribute("msExchArchiveStatus", Syntax.INTEGER),
    Attribute("msExchELCMailboxFlags", Syntax.INTEGER),
    Attribute("msExchLitigationHoldDate"),
    Attribute("msExchUMEnabledFlags", Syntax.INTEGER),
    Attribute("msExchMailboxTemplateLink", Syntax.DN),
    Attribute("msExchMailboxMoveStatus", Syntax.INTEGER),
    Attribute("msExchMobileMailboxFlags", Syntax.INTEGER),
    Attribute("msExchOmaAdminWirelessEnable", Syntax.INTEGER),
    Attribute("msExchExpansionServerName"),
)

CONFIGURATION_ATTRIBUTES = (
    # Back-link of homeMDB: it belongs to databases, and the directory fills it by itself.
    Attribute("homeMDBBL", Syntax.DN, _MAPI + "393", multi_valued=True, link_id=33, system_flags=1),
    # organisation and servers
    Attribute("msExchMixedMode", Syntax.BOOLEAN, _EXCHANGE + "50022"),
    Attribute("msExchProductID"),
    Attribute("msExchOrganizationFlags", Syntax.INTEGER),
    Attribute("msExchCurrentServerRoles", Syntax.INTEGER),
    Attribute("msExchServerSite", Syntax.DN),
    Attribute("msExchServerRole", Syntax.INTEGER, _EXCHANGE + "15006"),
    Attribute("msExchDataPath", oid=_EXCHANGE + "50052"),
    Attribute("msExchInstallPath"),
    Attribute("msExchResponsibleMTAServer", Syntax.DN, _EXCHANGE + "50033"),
    Attribute("msExchServerInternalTLSCert", Syntax.OCTETS),
    Attribute("msExchComponentStates", multi_valued=True),
    Attribute("msExchInternetWebProxy"),
    Attribute("type"),
    Attribute("heuristics", Syntax.INTEGER, _MAPI + "452"),
    # databases
    Attribute("msExchEDBFile", Syntax.TELETEX, _EXCHANGE + "11001"),
    Attribute("msExchESEParamLogFilePath", Syntax.TELETEX, _EXCHANGE + "11011"),
    Attribute("msExchESEParamSystemPath", Syntax.TELETEX),
    Attribute("msExchESEParamBaseName", Syntax.TELETEX, _EXCHANGE + "11076"),
    Attribute("msExchESEParamCircularLog", Syntax.INTEGER),
    Attribute("msExchOwningServer", Syntax.DN, _EXCHANGE + "11004"),
    Attribute("msExchOwningPFTree", Syntax.DN, _EXCHANGE + "11031"),
    Attribute("msExchHomePublicMDB", Syntax.DN, _EXCHANGE + "11044"),
    Attribute("msExchMasterServerOrAvailabilityGroup", Syntax.DN),
    Attribute("msExchUseOAB", Syntax.DN),
    Attribute("msExchRecovery", Syntax.BOOLEAN),
    Attribute("msExchEDBOffline", Syntax.BOOLEAN),
    Attribute("msExchMailboxRetentionPeriod", Syntax.INTEGER),
    Attribute("deletedItemFlags", Syntax.INTEGER),
    Attribute("msExchHostServerLink", Syntax.DN),
    Attribute("msExchActivationPreference", Syntax.INTEGER),
    Attribute("msExchReplayLag"),
    Attribute("msExchTruncationLag"),
    Attribute("msExchPFTreeType", Syntax.INTEGER),
    # database availability groups
    Attribute("msExchMDBAvailabilityGroupLink", Syntax.DN),
    Attribute("msExchMDBAvailabilityGroupName"),
    Attribute("msExchMDBAvailabilityGroupIPv4Addresses", multi_valued=True),
    Attribute("msExchDatacenterActivationMode", Syntax.INTEGER),
    Attribute("msExchFileShareWitness"),
    Attribute("msExchFileShareWitnessDirectory"),
    # transport
    Attribute("msExchAcceptedDomainName"),
    Attribute("msExchAcceptedDomainFlags", Syntax.INTEGER),
    Attribute("domainName"),
    Attribute("msExchDomainContentConfigFlags", Syntax.INTEGER),
    Attribute("deliveryMechanism", Syntax.INTEGER, _MAPI + "241"),
    Attribute("delivContLength", Syntax.INTEGER),
    Attribute("routingList", Syntax.TELETEX, _MAPI + "354", multi_valued=True),
    Attribute("msExchSmtpSmartHost", oid=_EXCHANGE + "5024"),
    Attribute("msExchSmtpSendEnabled", Syntax.BOOLEAN),
    Attribute("msExchSmtpSendPort", Syntax.INTEGER),
    Attribute("msExchSMTPSendConnectorFQDN"),
    Attribute("msExchSourceBridgeheadServersDN", Syntax.DN, _EXCHANGE + "12511", multi_valued=True),
    Attribute("msExchSmtpReceiveBindings", multi_valued=True),
    Attribute("msExchSmtpReceiveRemoteIPRanges", multi_valued=True),
    Attribute("msExchSmtpReceiveEnabled", Syntax.BOOLEAN),
    Attribute("msExchSmtpReceiveInboundSecurityFlag", Syntax.INTEGER),
    Attribute("msExchSmtpReceiveConnectorFQDN"),
    # client access
    Attribute("msExchInternalHostName", multi_valued=True),
    Attribute("msExchExternalHostName", multi_valued=True),
    Attribute("msExchInternalAuthenticationMethods", Syntax.INTEGER),
    Attribute("msExchExternalAuthenticationMethods", Syntax.INTEGER),
    Attribute("msExchMetabasePath"),
    Attribute("msExchClientAccessArrayFQDN"),
    # policies and offline address books
    Attribute("gatewayProxy", multi_valued=True),
    Attribute("msExchPolicyOrder", Syntax.INTEGER),
    Attribute("msExchQueryFilter"),
    Attribute("msExchRecipientFilterFlags", Syntax.INTEGER),
    Attribute("offLineABServer", Syntax.DN, _MAPI + "392"),
    Attribute("offLineABContainers", Syntax.DN, _MAPI + "391", multi_valued=True),
    Attribute("offLineABStyle", Syntax.INTEGER, _MAPI + "390"),
)

ATTRIBUTES = RECIPIENT_ATTRIBUTES + CONFIGURATION_ATTRIBUTES

_QUOTAS = ("mDBStorageQuota", "mDBOverQuotaLimit", "mDBOverHardQuotaLimit")
_LOGS = ("msExchESEParamLogFilePath", "msExchESEParamSystemPath", "msExchESEParamBaseName",
         "msExchESEParamCircularLog")

CLASSES = (
    ObjectClass("msExchContainer", "container", _CLASS + "50010",
                ("container", "msExchAdminGroup", "msExchExchangeServer")),
    ObjectClass("msExchOrganizationContainer", "container", _CLASS + "50020",
                ("container", "msExchConfigurationContainer"),
                ("msExchMixedMode", "msExchProductID", "objectVersion", "legacyExchangeDN", "msExchVersion",
                 "msExchOrganizationFlags", "heuristics")),
    ObjectClass("msExchAdminGroupContainer", "container", _CLASS + "50019"),
    ObjectClass("msExchAdminGroup", oid=_CLASS + "50011",
                attributes=("legacyExchangeDN", "displayName", "msExchVersion")),
    ObjectClass("msExchServersContainer", "container", _CLASS + "50013", ("container", "msExchAdminGroup")),
    ObjectClass("msExchExchangeServer", "server", _CLASS + "50009",
                attributes=(
                    "versionNumber", "networkAddress", "msExchCurrentServerRoles", "msExchServerSite",
                    "msExchServerRole", "msExchVersion", "msExchProductID", "msExchDataPath",
                    "msExchInstallPath", "legacyExchangeDN", "heuristics", "type",
                    "msExchMDBAvailabilityGroupLink", "msExchResponsibleMTAServer", "msExchComponentStates",
                    "msExchServerInternalTLSCert", "msExchInternetWebProxy")),
    # The two well-known traps: both derive from the server's class, neither is a server.
    ObjectClass("msExchExchangeTransportServer", "msExchExchangeServer"),
    ObjectClass("msExchClientAccessArray", "msExchExchangeServer",
                attributes=("msExchClientAccessArrayFQDN",)),
    ObjectClass("msExchInformationStore", "container", _CLASS + "11001",
                ("container", "msExchExchangeServer")),
    ObjectClass("msExchStorageGroup", "container", _CLASS + "11006",
                attributes=(*_LOGS, "msExchRecovery", "msExchVersion")),
    ObjectClass("msExchMDB", oid=_CLASS + "11002", attributes=(
        *_QUOTAS, *_LOGS, "msExchEDBFile", "msExchOwningServer", "deliveryMechanism", "legacyExchangeDN",
        "homeMDBBL", "msExchHomePublicMDB", "msExchMasterServerOrAvailabilityGroup", "msExchVersion",
        "displayName", "msExchOwningPFTree", "msExchUseOAB", "msExchRecovery", "msExchEDBOffline",
        "msExchMailboxRetentionPeriod", "deletedItemFlags", "garbageCollPeriod")),
    ObjectClass("msExchPrivateMDB", "msExchMDB", _CLASS + "11004"),
    ObjectClass("msExchPublicMDB", "msExchMDB", _CLASS + "11005"),
    ObjectClass("msExchMDBContainer", "container", parents=("container", "msExchAdminGroup")),
    ObjectClass("msExchMDBCopy", parents=("msExchMDB",), attributes=(
        "msExchHostServerLink", "msExchActivationPreference", "msExchReplayLag", "msExchTruncationLag",
        "msExchVersion")),
    ObjectClass("msExchMDBAvailabilityGroupContainer", "container",
                parents=("container", "msExchAdminGroup")),
    ObjectClass("msExchMDBAvailabilityGroup", attributes=(
        "msExchMDBAvailabilityGroupName", "msExchMDBAvailabilityGroupIPv4Addresses",
        "msExchDatacenterActivationMode", "msExchFileShareWitness", "msExchFileShareWitnessDirectory",
        "msExchVersion")),
    ObjectClass("msExchPublicFolderTreeContainer", "container", parents=("container", "msExchAdminGroup")),
    ObjectClass("msExchPFTree", attributes=("msExchPFTreeType",)),
    ObjectClass("msExchTransportSettings", "container"),
    ObjectClass("msExchAcceptedDomain", attributes=(
        "msExchAcceptedDomainName", "msExchAcceptedDomainFlags", "msExchVersion")),
    ObjectClass("msExchDomainContentConfig", attributes=(
        "domainName", "msExchDomainContentConfigFlags", "msExchVersion")),
    ObjectClass("msExchRoutingGroupContainer", "container", _CLASS + "12001",
                ("container", "msExchAdminGroup")),
    ObjectClass("msExchRoutingGroup", "container", _CLASS + "12002"),
    ObjectClass("msExchConnectors", "container", _CLASS + "12003"),
    ObjectClass("msExchConnector", oid=_CLASS + "12004", attributes=("msExchVersion",)),
    ObjectClass("mailGateway", "msExchConnector", _MICROSOFT + "3.51",
                attributes=("routingList", "deliveryMechanism", "homeMTA", "delivContLength", "cost")),
    ObjectClass("msExchRoutingSMTPConnector", "mailGateway", _CLASS + "12008", attributes=(
        "msExchSmtpSmartHost", "msExchSourceBridgeheadServersDN", "msExchSmtpSendEnabled",
        "msExchSmtpSendPort", "msExchSMTPSendConnectorFQDN")),
    ObjectClass("msExchSmtpReceiveConnector", attributes=(
        "msExchSmtpReceiveBindings", "msExchSmtpReceiveRemoteIPRanges", "msExchSmtpReceiveEnabled",
        "msExchSmtpReceiveInboundSecurityFlag", "msExchSmtpReceiveConnectorFQDN", "msExchVersion")),
    ObjectClass("msExchVirtualDirectory", attributes=(
        "msExchInternalHostName", "msExchExternalHostName", "msExchInternalAuthenticationMethods",
        "msExchExternalAuthenticationMethods", "msExchMetabasePath", "msExchVersion")),
    ObjectClass("msExchWebServicesVirtualDirectory", "msExchVirtualDirectory"),
    ObjectClass("msExchOWAVirtualDirectory", "msExchVirtualDirectory"),
    ObjectClass("msExchECPVirtualDirectory", "msExchVirtualDirectory"),
    ObjectClass("msExchOABVirtualDirectory", "msExchVirtualDirectory"),
    ObjectClass("msExchMobileVirtualDirectory", "msExchVirtualDirectory"),
    ObjectClass("msExchAutoDiscoverVirtualDirectory", "msExchVirtualDirectory"),
    ObjectClass("msExchRpcHttpVirtualDirectory", "msExchVirtualDirectory"),
    ObjectClass("msExchRecipientPolicy", attributes=(
        "gatewayProxy", "msExchPolicyOrder", "msExchQueryFilter", "msExchRecipientFilterFlags",
        "purportedSearch", "msExchVersion")),
    ObjectClass("msExchOAB", oid=_CLASS + "9", attributes=(
        "offLineABServer", "offLineABContainers", "offLineABStyle", "msExchVersion")),
    ObjectClass("msExchSystemObjectsContainer", "container", _CLASS + "50034", ("domainDNS",),
                ("objectVersion",)),
)

CLASS_EXTENSIONS = (
    ClassExtension("Mail-Recipient", attributes=tuple(attribute.name for attribute in RECIPIENT_ATTRIBUTES)),
    ClassExtension("Address-Book-Container", parents=("msExchContainer",),
                   attributes=("msExchQueryFilter", "msExchRecipientFilterFlags", "msExchVersion")),
)
