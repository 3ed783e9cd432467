"""An organisation on Exchange 2016 and 2019, half of it in Exchange Online: a full hybrid."""

from tests.lab.common_items import arbitration_names, default_items, rule_xml
from tests.lab.model import (
    DOMAIN,
    AcceptedDomain,
    Contact,
    Dag,
    Database,
    DistributionGroup,
    Item,
    Mailboxes,
    Organization,
    Pointer,
    PreparationLevels,
    Recipient,
    SendConnector,
    Server,
    Settings,
)
from tests.lab.static_certificates import ENDED_FEDERATION, INTERNAL_TRANSPORT
from tests.lab.versions import (
    EXCHANGE_2016_CU22,
    EXCHANGE_2016_CU23,
    EXCHANGE_2019_CU14,
    MAILBOX_2016,
    MAILBOX_2019,
    WINDOWS_2016,
    WINDOWS_2019,
)

_MAIL_DOMAIN = "northwind.test"
_TENANT = "northwindtest.onmicrosoft.com"
_CLOUD_DOMAIN = "northwindtest.mail.onmicrosoft.com"
_EXTERNAL = "mail.northwind.test"
_THUMBPRINT = "A9993E364706816ABA3E25717850C26C9CD0D89D"
_CLOUD_SERVICE = "https://outlook.office365.com/autodiscover/autodiscover.svc/WSSecurity"
_CERTIFICATE = {"msExchServerInternalTLSCert": INTERNAL_TRANSPORT}

_SERVERS = (
    Server(
        name="EX16A",
        build=EXCHANGE_2016_CU23,
        roles=MAILBOX_2016,
        operating_system=WINDOWS_2016,
        dag="DAG16",
        external_host=_EXTERNAL,
        settings=_CERTIFICATE,
    ),
    Server(
        name="EX16B",
        build=EXCHANGE_2016_CU22,
        roles=MAILBOX_2016,
        operating_system=WINDOWS_2016,
        dag="DAG16",
        external_host=_EXTERNAL,
        settings=_CERTIFICATE,
    ),
    Server(
        name="EX19A",
        build=EXCHANGE_2019_CU14,
        roles=MAILBOX_2019,
        edition="Enterprise",
        operating_system=WINDOWS_2019,
        dag="DAG19",
        external_host=_EXTERNAL,
        settings=_CERTIFICATE,
    ),
    Server(
        name="EX19B",
        build=EXCHANGE_2019_CU14,
        roles=MAILBOX_2019,
        edition="Enterprise",
        operating_system=WINDOWS_2019,
        dag="DAG19",
        site="Branch",
        external_host=_EXTERNAL,
        settings=_CERTIFICATE,
    ),
)
_HYBRID = (
    Item(
        kind="hybrid configuration",
        name="Hybrid Configuration",
        settings={
            "msExchCoexistenceDomains": (_MAIL_DOMAIN, "branch.northwind.test"),
            "msExchCoexistenceServers": (Pointer("server", "EX16A"), Pointer("server", "EX19A")),
            "msExchCoexistenceTransportServers": (Pointer("server", "EX16A"), Pointer("dead", "EX13GONE")),
            "msExchCoexistenceFeatureFlags": 255,
            "msExchCoexistenceOnPremisesSmartHost": _EXTERNAL,
            "msExchCoexistenceSecureMailCertificateThumbprint": _THUMBPRINT,
            "msExchCoexistenceExternalIPAddresses": ("192.0.2.10", "192.0.2.11"),
        },
    ),
    Item(
        kind="federation trust",
        name="Microsoft Federation Gateway",
        settings={
            "msExchFedApplicationURI": _MAIL_DOMAIN,
            "msExchFedTokenIssuerURI": "urn:federation:MicrosoftOnline",
            "msExchFedOrgCertificate": INTERNAL_TRANSPORT,
            "msExchFedOrgPrevCertificate": ENDED_FEDERATION,
        },
    ),
    Item(
        kind="federated organization",
        name="Federation",
        settings={"msExchFedAccountNamespace": f"FYDIBOHF25SPDLT.{_MAIL_DOMAIN}"},
    ),
    Item(
        kind="organization relationship",
        name="On-premises to O365",
        settings={
            "msExchFedIsEnabled": "TRUE",
            "msExchFedDomainNames": _CLOUD_DOMAIN,
            "msExchFedEnabledActions": ("FreeBusyAccess", "MailTips", "MoveMailbox"),
            "msExchFedTargetApplicationURI": "outlook.com",
            "msExchFedTargetAutodiscoverEPR": _CLOUD_SERVICE,
            "msExchFedTargetOWAURL": "https://outlook.office.com/mail",
        },
    ),
    Item(
        kind="organization relationship",
        name="Partner company",
        settings={"msExchFedIsEnabled": "FALSE", "msExchFedDomainNames": ("partner.test", "partner2.test")},
    ),
    Item(
        kind="sharing policy",
        name="Default Sharing Policy",
        settings={
            "msExchSharingPolicyDomains": ("Anonymous:CalendarSharingFreeBusyReviewer", "*:ContactsSharing"),
            "msExchSharingPolicyIsEnabled": "TRUE",
        },
    ),
    Item(
        kind="intra-organization connector",
        name="HybridIOC - 3f2c8f6e-6a5b-4d5e-9a54-0d1f6f3b1c11",
        settings={
            "msExchFedIsEnabled": "TRUE",
            "msExchFedDomainNames": _CLOUD_DOMAIN,
            "msExchFedTargetAutodiscoverEPR": _CLOUD_SERVICE,
        },
    ),
    Item(kind="availability space", name=_CLOUD_DOMAIN),
)
_AUTHENTICATION = (
    Item(
        kind="authentication configuration",
        name="Auth Configuration",
        settings={
            "msExchAuthCertificateThumbprint": (_THUMBPRINT, "84983E441C3BD26EBAAE4AA1F95129E5E54670F1"),
            "msExchAuthRealm": _TENANT,
            "msExchAuthIssuerName": "00000002-0000-0ff1-ce00-000000000000",
        },
    ),
    Item(
        kind="authentication server",
        name="ACS - 3f2c8f6e",
        settings={
            "msExchAuthAuthServerType": 1,
            "msExchAuthMetadataUrl": f"https://accounts.accesscontrol.windows.net/{_TENANT}/metadata/json/1",
            "msExchAuthFlags": 1,
        },
    ),
    Item(
        kind="authentication server",
        name="EvoSTS - 3f2c8f6e",
        settings={
            "msExchAuthAuthServerType": 3,
            "msExchAuthMetadataUrl": "https://login.windows.net/common/FederationMetadata/2007-06/"
            "FederationMetadata.xml",
            "msExchAuthIssuingUrl": "https://login.windows.net/common/oauth2/authorize",
            "msExchAuthRealm": _TENANT,
            "msExchAuthFlags": 3,
        },
    ),
    Item(
        kind="partner application",
        name="Exchange Online",
        settings={"msExchAuthApplicationIdentifier": "00000002-0000-0ff1-ce00-000000000000"},
    ),
    Item(
        kind="partner application",
        name="LyncEnterprise",
        settings={
            "msExchAuthApplicationIdentifier": "00000004-0000-0ff1-ce00-000000000000",
            "msExchAuthLinkedAccount": Pointer("recipient", "user001"),
        },
    ),
)
_POLICIES = (
    Item(kind="remote domain", name="Hybrid Domain - cloud", settings={"domainName": _CLOUD_DOMAIN}),
    Item(kind="retention policy", name="Default MRM Policy"),
    Item(kind="retention tag", name="Default 2 year move to archive"),
    Item(kind="mobile policy", name="Default"),
    Item(kind="web access policy", name="Default"),
    Item(kind="authentication policy", name="Block Basic Auth"),
    Item(kind="setting override", name="EnableEncryptionAlgorithmCBC"),
    Item(
        kind="transport rule",
        name="Mark mail from outside",
        settings={
            "msExchTransportRuleXml": rule_xml("Mark mail from outside", f"audit@{_MAIL_DOMAIN}"),
            "msExchTransportRulePriority": 0,
        },
    ),
)


def _in_the_cloud(name: str, remote_type: int, archive: bool = False) -> Recipient:
    """A mailbox in Exchange Online, as the directory on premises sees it."""
    archived: Settings = (
        {"msExchArchiveStatus": 1, "msExchArchiveGUID": bytes(range(16, 32))} if archive else {}
    )
    return Recipient(
        name=name,
        kind="remote shared" if remote_type & 96 == 96 else "remote user",
        settings={
            "targetAddress": f"SMTP:{name.lower()}@{_CLOUD_DOMAIN}",
            "msExchRemoteRecipientType": remote_type,
            "msExchBlockedSendersHash": bytes(8),
            **archived,
        },
    )


_RECIPIENTS = (
    _in_the_cloud("Cloud1", 1),
    _in_the_cloud("Cloud2", 4),
    _in_the_cloud("Cloud3", 6, archive=True),
    _in_the_cloud("Cloud4", 4),
    _in_the_cloud("CloudShared", 100),
    Recipient(
        name="Archive in the cloud",
        kind="user",
        database="DB19-01",
        settings={
            "msExchRemoteRecipientType": 2,
            "msExchArchiveStatus": 1,
            "msExchArchiveAddress": _CLOUD_DOMAIN,
            "msExchArchiveGUID": bytes(range(32, 48)),
        },
    ),
    *(Recipient(name=name, kind="arbitration", database="DB19-01") for name in arbitration_names(15)),
    Recipient(name="PFMailbox1", kind="public folder", database="DB16-01"),
    *(
        Recipient(name=f"HealthMailbox{number:032x}", kind="monitoring", database=database)
        for number, database in enumerate(("DB16-01", "DB19-01"), 0xDEF)
    ),
)

EXCHANGE_2016_2019 = Organization(
    name="Northwind",
    levels=PreparationLevels(schema=17003, organization=16762, domain=13243),
    product_id="15.02.1544.004",
    servers=_SERVERS,
    databases=(
        Database(name="DB16-01", servers=("EX16A", "EX16B"), dag="DAG16"),
        Database(name="DB16-02", servers=("EX16B", "EX16A"), dag="DAG16"),
        Database(name="DB19-01", servers=("EX19A", "EX19B"), dag="DAG19"),
        Database(name="DB19-02", servers=("EX19B",)),
    ),
    dags=(
        Dag(name="DAG16", witness_server=f"fsw.{DOMAIN}", witness_directory=r"C:\DAG16"),
        Dag(name="DAG19", witness_server=f"fsw.{DOMAIN}", witness_directory=r"C:\DAG19"),
    ),
    accepted_domains=(
        AcceptedDomain(name=_MAIL_DOMAIN, domain=_MAIL_DOMAIN, default=True),
        AcceptedDomain(name=DOMAIN, domain=DOMAIN),
        AcceptedDomain(name=_CLOUD_DOMAIN, domain=_CLOUD_DOMAIN),
        AcceptedDomain(name=_TENANT, domain=_TENANT, kind="internal relay"),
    ),
    send_connectors=(
        SendConnector(name="Internet", address_spaces=("SMTP:*;1",), source_servers=("EX19A", "EX19B")),
        SendConnector(
            name="Outbound to Office 365",
            address_spaces=(f"SMTP:{_CLOUD_DOMAIN};1",),
            source_servers=("EX16A", "EX19A"),
            settings={
                "msExchSmtpSendTlsDomain": "mail.protection.outlook.com",
                "msExchSmtpTLSCertificate": f"<I>CN=Authority<S>CN={_EXTERNAL}",
                "msExchSmtpSendFlags": 131138,
            },
        ),
    ),
    mailboxes=(
        Mailboxes(database="DB16-01", kind="user", count=11),
        Mailboxes(database="DB16-02", kind="user", count=7),
        Mailboxes(database="DB19-01", kind="user", count=13),
        Mailboxes(database="DB19-01", kind="shared", count=4),
        Mailboxes(database="DB19-02", kind="room", count=5),
    ),
    contacts=(Contact(name="Auditor", address="auditor@elsewhere.test"),),
    distribution_groups=(DistributionGroup(name="Whole company", member_count=25),),
    recipients=_RECIPIENTS,
    items=(*default_items(_MAIL_DOMAIN), *_HYBRID, *_AUTHENTICATION, *_POLICIES),
    synchronization_account="MSOL_3f2c8f6e6a5b",
    tenant=_TENANT,
    settings={"msExchDefaultPublicFolderMailbox": "c9f0f895-fb98-4b91-8b6d-1b6f0a7e2f11"},
)
