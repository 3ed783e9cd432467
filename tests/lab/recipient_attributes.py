"""The attributes of recipients in the Exchange schema.

Object identifiers are the real ones where a public source states them. The others get a number from a
placeholder arc that nobody owns: exready addresses attributes by name, so the number does not matter.
"""

from tests.lab.schema_model import EXCHANGE, MAPI, Attribute, Syntax, plain_attributes

_IDENTIFIED = (
    Attribute("homeMDB", Syntax.DN, MAPI + "244", in_global_catalog=True, link_id=32),
    Attribute("homeMTA", Syntax.DN, MAPI + "171", in_global_catalog=True),
    Attribute("mailNickname", oid=MAPI + "447", in_global_catalog=True, search_flags=5),
    Attribute("targetAddress", oid=MAPI + "352", in_global_catalog=True, search_flags=1),
    Attribute("altRecipient", Syntax.DN, MAPI + "126", in_global_catalog=True, link_id=12),
    Attribute("deliverAndRedirect", Syntax.BOOLEAN, MAPI + "190", in_global_catalog=True),
    Attribute("mDBUseDefaults", Syntax.BOOLEAN, MAPI + "309", in_global_catalog=True),
    Attribute("mDBStorageQuota", Syntax.INTEGER, MAPI + "266", in_global_catalog=True),
    Attribute("mDBOverQuotaLimit", Syntax.INTEGER, MAPI + "272", in_global_catalog=True),
    Attribute("mDBOverHardQuotaLimit", Syntax.INTEGER, EXCHANGE + "11037", in_global_catalog=True),
    Attribute("extensionAttribute1", oid=MAPI + "423", in_global_catalog=True),
    Attribute("msExchHomeServerName", oid=EXCHANGE + "47", in_global_catalog=True, search_flags=1),
    Attribute("msExchMailboxGuid", Syntax.OCTETS, EXCHANGE + "11058", in_global_catalog=True, search_flags=9),
    Attribute("msExchMasterAccountSid", Syntax.SID, EXCHANGE + "81", in_global_catalog=True, search_flags=9),
    Attribute("msExchUserAccountControl", Syntax.INTEGER, EXCHANGE + "101"),
    Attribute("msExchHideFromAddressLists", Syntax.BOOLEAN, EXCHANGE + "73", in_global_catalog=True),
    Attribute(
        "msExchRecipientDisplayType",
        Syntax.INTEGER,
        EXCHANGE + "50730",
        in_global_catalog=True,
        search_flags=1,
    ),
    Attribute(
        "msExchRecipientTypeDetails",
        Syntax.LARGE_INTEGER,
        EXCHANGE + "50855",
        in_global_catalog=True,
        search_flags=1,
    ),
    Attribute("msExchUserCulture", oid=EXCHANGE + "50773"),
    Attribute("msExchArchiveGUID", Syntax.OCTETS, in_global_catalog=True, search_flags=1),
)

# Address policies stand outside the global catalogue: it takes a search in the domain itself to read them.
_OUTSIDE_THE_CATALOG = (
    Attribute("msExchPoliciesIncluded", oid=EXCHANGE + "50050", multi_valued=True),
    Attribute("msExchPoliciesExcluded", oid=EXCHANGE + "50051", multi_valued=True),
    *plain_attributes(
        {
            Syntax.TIME: "msExchWhenMailboxCreated msExchELCExpirySuspensionStart msExchELCExpirySuspensionEnd",
            Syntax.UNICODE: "msExchArchiveName* msExchArchiveAddress msExchMobileAllowedDeviceIDs* "
            "msExchMobileBlockedDeviceIDs* msExchResourceMetaData* msExchResourceDisplay "
            "msExchMailboxMoveBatchName msExchMailboxMoveRemoteHostName msExchPublicFolderEntryId "
            "msExchImmutableId",
            Syntax.INTEGER: "msExchResourceCapacity msExchMailboxMoveFlags msExchArchiveQuota "
            "msExchArchiveWarnQuota msExchGroupJoinRestriction msExchGroupDepartRestriction",
            Syntax.BOOLEAN: "msExchEnableModeration hideDLMembership",
            Syntax.DN: "msExchMailboxMoveTargetMDBLink msExchDisabledArchiveDatabaseLink "
            "msExchMobileMailboxPolicyLink msExchAddressBookPolicyLink",
        }
    ),
)

_IN_THE_CATALOG = plain_attributes(
    {
        Syntax.UNICODE: "protocolSettings* msExchExpansionServerName msExchDynamicDLFilter "
        "msExchGenericForwardingAddress msExchUserHoldPolicies* msExchUsageLocation "
        "msExchLitigationHoldOwner msExchUMAddresses* extensionAttribute2 extensionAttribute3 "
        "extensionAttribute4 extensionAttribute5 extensionAttribute6 extensionAttribute7 "
        "extensionAttribute8 extensionAttribute9 extensionAttribute10 extensionAttribute11 "
        "extensionAttribute12 extensionAttribute13 extensionAttribute14 extensionAttribute15",
        Syntax.LARGE_INTEGER: "msExchRemoteRecipientType msExchVersion",
        Syntax.INTEGER: "msExchArchiveStatus msExchELCMailboxFlags msExchUMEnabledFlags "
        "msExchMailboxMoveStatus msExchMobileMailboxFlags msExchOmaAdminWirelessEnable",
        Syntax.TIME: "msExchLitigationHoldDate",
        Syntax.BOOLEAN: "msExchRequireAuthToSendTo",
        Syntax.DN: "msExchArchiveDatabaseLink msExchMailboxTemplateLink msExchUMTemplateLink "
        "msExchUMRecipientDialPlanLink msExchDynamicDLBaseDN msExchDelegateListLink* "
        "msExchCoManagedByLink* msExchPublicFolderMailbox",
        Syntax.OCTETS: "msExchBlockedSendersHash",
    },
    in_global_catalog=True,
)

RECIPIENT_ATTRIBUTES = _IDENTIFIED + _OUTSIDE_THE_CATALOG + _IN_THE_CATALOG

# Attributes of Active Directory itself that setup puts into the global catalogue.
ADDED_TO_THE_CATALOG = ("Proxy-Addresses",)
