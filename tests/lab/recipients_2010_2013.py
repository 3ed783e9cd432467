"""The recipients, policies and devices of the organisation on Exchange 2010 and 2013."""

from tests.lab.common_items import EVERYBODY, arbitration_names, default_items, rule_xml
from tests.lab.entries import sid_bytes
from tests.lab.model import Device, Item, Pointer, Recipient

MAIL_DOMAIN = "fabrikam.test"
_PARTNER_FOREST_SID = "S-1-5-21-11111111-22222222-33333333"
_SELF = "S-1-5-10"

_RULES = (
    Item(
        kind="transport rule",
        name="Disclaimer",
        settings={
            "msExchTransportRuleXml": rule_xml("Disclaimer", f"legal@{MAIL_DOMAIN}"),
            "msExchTransportRulePriority": 0,
            "msExchTransportRuleImmutableId": "0c2f7d1c-4f4b-4e06-9f5e-7d8a0a6f3b11",
        },
    ),
    Item(
        kind="transport rule",
        name="Copy to the archive",
        settings={
            "msExchTransportRuleXml": rule_xml("Copy to the archive", "archive@elsewhere.test"),
            "msExchTransportRulePriority": 1,
        },
    ),
    Item(
        kind="journal rule",
        name="Journal of the management",
        settings={"msExchTransportRuleXml": rule_xml("Journal", f"journal@{MAIL_DOMAIN}")},
    ),
    Item(
        kind="2007 transport rule",
        name="Left from 2007",
        settings={"msExchTransportRuleXml": "<rule name='Left from 2007' />"},
    ),
)
_POLICIES = (
    Item(
        kind="recipient policy",
        name="Subsidiary",
        settings={
            "gatewayProxy": ("SMTP:%m@subsidiary.test",),
            "disabledGatewayProxy": "smtp:@old.test",
            "purportedSearch": "(&(mailNickname=*)(company=Subsidiary))",
            "msExchQueryFilter": "Company -eq 'Subsidiary'",
            "msExchPolicyOrder": 1,
        },
    ),
    Item(
        kind="recipient policy",
        name="Never upgraded",
        settings={
            "gatewayProxy": ("SMTP:@never.test",),
            "purportedSearch": "(&(mailNickname=*)(department=Never))",
            "msExchPolicyOrder": 2,
        },
    ),
    Item(
        kind="address list",
        name="Never upgraded list",
        settings={"displayName": "Never upgraded list", "purportedSearch": "(mailNickname=n*)"},
    ),
    Item(
        kind="offline address book",
        name="Web book",
        settings={
            "offLineABServer": Pointer("dead", "EX07GONE"),
            "msExchOABGeneratingMailboxLink": Pointer("recipient", arbitration_names(15)[3]),
            "msExchOABVirtualDirectoriesLink": Pointer("virtual directory", "EX13A/OAB (Default Web Site)"),
            "msExchOABLastTouchedTime": "20260101120000.0Z",
        },
    ),
    Item(
        kind="system address list",
        name="All Mail Users(VLV)",
        settings={"displayName": "All Mail Users(VLV)", "msExchQueryFilter": EVERYBODY},
    ),
    Item(kind="retention policy", name="Default MRM Policy"),
    Item(kind="retention tag", name="1 Year Delete", settings={"msExchELCFlags": 0}),
    Item(kind="managed folder", name="Left from 2007 folder"),
    Item(kind="managed folder policy", name="Left from 2007 policy"),
    Item(kind="mobile policy", name="Default"),
    Item(kind="device access rule", name="Block old Androids"),
    Item(kind="web access policy", name="Default"),
    Item(kind="remote domain", name="Partner", settings={"domainName": "*.partner.test"}),
    Item(kind="dial plan", name="Reception", settings={"msExchUMNumberingPlanDigits": 5}),
    Item(
        kind="transport settings",
        name="Transport Settings",
        settings={"msExchInternalSMTPServers": ("10.1.20.11", "10.1.20.12")},
    ),
)
ITEMS = (*default_items(MAIL_DOMAIN), *_POLICIES, *_RULES)

_SPECIAL_USERS = (
    Recipient(
        name="Litigation",
        kind="user",
        database="DB13-01",
        settings={
            "msExchELCMailboxFlags": 8,
            "msExchLitigationHoldDate": "20230501080000.0Z",
            "msExchLitigationHoldOwner": "Administrator",
            "msExchUserHoldPolicies": "52e3b1b0f5d94bd9a2d6c4d2f6b6a8f1",
        },
    ),
    Recipient(
        name="Archived",
        kind="user",
        database="DB13-01",
        settings={
            "msExchArchiveGUID": bytes(range(16)),
            "msExchArchiveDatabaseLink": Pointer("database", "DB13-02"),
            "msExchArchiveName": "In-Place Archive - Archived",
        },
    ),
    Recipient(
        name="Forwarded inside",
        kind="user",
        database="DB10-01",
        settings={"altRecipient": Pointer("recipient", "Litigation"), "deliverAndRedirect": "TRUE"},
    ),
    Recipient(
        name="Forwarded outside",
        kind="user",
        database="DB10-01",
        settings={"msExchGenericForwardingAddress": "smtp:me@private.test"},
    ),
    Recipient(
        name="Linked",
        kind="linked",
        database="DB10-02",
        settings={"msExchMasterAccountSid": sid_bytes(_PARTNER_FOREST_SID, 1105)},
    ),
    Recipient(
        name="Old disabled",
        kind="user",
        database="DB10-02",
        disabled=True,
        settings={"msExchMasterAccountSid": sid_bytes(_SELF)},
    ),
    Recipient(
        name="Retained",
        kind="user",
        database="DB13-02",
        settings={
            "msExchMailboxTemplateLink": Pointer("retention policy", "Default MRM Policy"),
            "mDBUseDefaults": "FALSE",
            "mDBStorageQuota": 4194304,
            "protocolSettings": ("POP3\u00a70\u00a71\u00a74\u00a7ISO-8859-1", "IMAP4\u00a71"),
        },
    ),
    Recipient(
        name="Half moved",
        kind="user",
        database="DB10-01",
        settings={
            "msExchMailboxMoveStatus": 2,
            "msExchMailboxMoveFlags": 6,
            "msExchMailboxMoveTargetMDBLink": Pointer("database", "DB13-01"),
        },
    ),
    Recipient(
        name="Without alias",  # broken: a mailbox that no list finds
        kind="user",
        database="DB10-01",
        settings={"mailNickname": ()},
    ),
    Recipient(name="Outsider", kind="mail user", settings={"targetAddress": "SMTP:outsider@elsewhere.test"}),
)
_SYSTEM = (
    *(Recipient(name=name, kind="arbitration", database="DB13-01") for name in arbitration_names(15)),
    Recipient(
        name="DiscoverySearchMailbox{D919BA05-46A6-415f-80AD-7E09334BB852}",
        kind="discovery",
        database="DB13-01",
    ),
    Recipient(name="PFMailbox1", kind="public folder", database="DB13-02"),
    *(
        Recipient(name=f"HealthMailbox{number:032x}", kind="monitoring", database=database)
        for number, database in enumerate(("DB13-01", "DB13-01", "DB13-02"), 0xABC)
    ),
)
_GROUPS = (
    Recipient(name="Mail security", kind="security group"),
    Recipient(name="Global mail group", kind="non-universal group"),
    Recipient(
        name="Moderated",
        kind="distribution group",
        settings={
            "managedBy": Pointer("recipient", "Litigation"),
            "msExchEnableModeration": "TRUE",
            "msExchExpansionServerName": "/o=Fabrikam/ou=Old/cn=Configuration/cn=Servers/cn=EX07GONE",
        },
    ),
    Recipient(name="Rooms", kind="room list"),
    Recipient(
        name="Dynamic upgraded",
        kind="dynamic group",
        settings={
            "msExchDynamicDLFilter": "(mailNickname=*)",
            "msExchQueryFilter": EVERYBODY,
            "msExchDynamicDLBaseDN": Pointer("recipients", ""),
        },
    ),
    Recipient(
        name="Dynamic never upgraded",
        kind="dynamic group",
        settings={
            "msExchDynamicDLFilter": "(&(mailNickname=*)(department=Sales))",
            "msExchDynamicDLBaseDN": Pointer("domain", ""),
        },
    ),
    Recipient(name="Support folder", kind="mail-enabled folder"),
    Recipient(name="Invoices folder", kind="mail-enabled folder"),
)
RECIPIENTS = (*_SPECIAL_USERS, *_SYSTEM, *_GROUPS)

_SEEN = {"msExchFirstSyncTime": "20240301070000.0Z", "msExchLastUpdateTime": "20261001070000.0Z"}
DEVICES = (
    Device(
        owner="user001",
        type="iPhone",
        id="APPLDN6J00000001",
        settings={
            **_SEEN,
            "msExchDeviceModel": "iPhone14C5",
            "msExchDeviceOS": "iOS 17.4",
            "msExchDeviceUserAgent": "Apple-iPhone14C5/2104.219",
            "msExchDeviceEASVersion": "16.1",
            "msExchDeviceAccessState": 1,
            "msExchDeviceIMEI": "356938035643809",
        },
    ),
    Device(
        owner="user001",
        type="SAMSUNGSMS",
        id="SEC1A2B3C4D5E6F7",
        settings={**_SEEN, "msExchDeviceEASVersion": "12.1", "msExchDeviceAccessState": 2},
    ),
    Device(
        owner="user015",
        type="WindowsOutlook15",
        id="8F1E0A2C",
        settings={
            "msExchDeviceEASVersion": "14.0",
            "msExchDeviceClientType": 1,
            "msExchDeviceAccessState": 3,
        },
    ),
    # What Exchange's own monitoring leaves behind: no device of anybody.
    Device(
        owner=f"HealthMailbox{0xABC:032x}",
        type="EASProbeDeviceType",
        id="EASProbeDeviceId141",
        settings={"msExchDeviceAccessState": 1},
    ),
)
