"""A small French company on Exchange 2007, upgraded from 2003 without all the cleaning up."""

from tests.lab.common_items import default_items
from tests.lab.model import (
    DOMAIN,
    AcceptedDomain,
    Conflict,
    Contact,
    Database,
    DistributionGroup,
    Item,
    LegacyAdminGroup,
    Mailboxes,
    Organization,
    Pointer,
    PreparationLevels,
    Recipient,
    SendConnector,
    Server,
    WellKnownGroup,
)
from tests.lab.static_certificates import ENDED_INTERNAL_TRANSPORT
from tests.lab.versions import (
    CLIENT_ACCESS,
    EDGE,
    EXCHANGE_2003_SP2,
    EXCHANGE_2007_SP3,
    HUB,
    MAILBOX_CLIENT_HUB_UM,
    WINDOWS_2003,
    WINDOWS_2008,
)

_MAIL_DOMAIN = "societe.test"
_OLD_GROUP = "Premier groupe d'administration"

_SERVERS = (
    Server(name="VIEUX03", build=EXCHANGE_2003_SP2, roles=0, admin_group=_OLD_GROUP),
    Server(
        name="MBX07",
        build=EXCHANGE_2007_SP3,
        roles=MAILBOX_CLIENT_HUB_UM,
        edition="Enterprise",
        operating_system=WINDOWS_2008,
        external_host="webmail.societe.test",
        settings={
            "msExchServerInternalTLSCert": ENDED_INTERNAL_TRANSPORT,
            "msExchUMServerDialPlanLink": Pointer("dial plan", "Standard"),
            "msExchProductID": "02064-110-0123456-75001",
            "msExchDataPath": r"C:\Program Files\Microsoft\Exchange Server",
        },
    ),
    Server(
        name="CAS07",
        build=EXCHANGE_2007_SP3,
        roles=CLIENT_ACCESS | HUB,
        operating_system=WINDOWS_2003,
        external_host="webmail.societe.test",
    ),
    Server(
        name="EDGE07",
        build=EXCHANGE_2007_SP3,
        roles=EDGE,
        settings={
            "msExchEdgeSyncAdamLdapPort": 50389,
            "msExchEdgeSyncAdamSSLPort": 50636,
            "msExchEdgeSyncLease": b"\x01\x00lease of MBX07",
            "msExchEdgeSyncStatus": "1:MBX07:20261101",
        },
    ),
)
_FOLDERS = {"msExchHomePublicMDB": Pointer("database", "Dossiers publics")}
_DATABASES = (
    Database(
        name="Boîtes aux lettres A-L",
        servers=("MBX07",),
        storage_group="Premier groupe de stockage",
        settings={**_FOLDERS, "msExchMessageJournalRecipient": Pointer("recipient", "Journalisation")},
    ),
    Database(
        name="Boîtes aux lettres M-Z",
        servers=("MBX07",),
        storage_group="Deuxième groupe de stockage",
        settings={**_FOLDERS, "mDBOverHardQuotaLimit": -1},
    ),
    Database(
        name="Dossiers publics",
        servers=("MBX07",),
        kind="public folder",
        storage_group="Troisième groupe de stockage",
    ),
    Database(
        name="Récupération",
        servers=("MBX07",),
        storage_group="Groupe de récupération",
        settings={"msExchRecovery": "TRUE", "msExchEDBOffline": "TRUE"},
    ),
)

_POLICIES = (
    Item(
        kind="recipient policy",
        name="Filiale",
        settings={
            "gatewayProxy": ("SMTP:%g.%s@filiale.test", f"smtp:@{_MAIL_DOMAIN}"),
            "purportedSearch": "(&(mailNickname=*)(company=Filiale))",
            "msExchPolicyOrder": 1,
            "msExchNonAuthoritativeDomains": "SMTP:@relais.societe.test",
        },
    ),
    Item(
        kind="recipient policy",
        name="Nettoyage des boîtes",  # a mailbox manager policy of 2003
        settings={
            "purportedSearch": "(mailNickname=*)",
            "msExchPolicyOrder": 2,
            "msExchPolicyOptionList": bytes.fromhex("ec1347a4f49ed21185f60000f87a2d6b"),
        },
    ),
    Item(
        kind="recipient update service",
        name="Recipient Update Service (EXLAB)",
        settings={
            "msExchDomainLink": Pointer("domain", ""),
            "msExchAddressListServiceLink": Pointer("server", "VIEUX03"),
        },
    ),
    Item(
        kind="recipient update service",
        name="Recipient Update Service (Enterprise Configuration)",
        settings={"msExchAddressListServiceLink": Pointer("dead", "VIEUX02")},
    ),
    Item(
        kind="offline address book",
        name="Carnet par défaut",
        settings={
            "offLineABStyle": 1,
            "doOABVersion": 7,
            "msExchOABFlags": 1,  # handed out by public folders
            "offLineABServer": Pointer("server", "MBX07"),
            "offLineABContainers": Pointer("global address list", "Default Global Address List"),
        },
    ),
    Item(
        kind="managed folder",
        name="Inbox",
        settings={"msExchELCFolderName": "Boîte de réception", "msExchELCFlags": 1},
    ),
    Item(kind="managed folder", name="Contrats", settings={"msExchELCFolderName": "Contrats"}),
    Item(kind="managed folder policy", name="Conservation 3 ans"),
    Item(
        kind="dial plan",
        name="Standard",
        settings={"msExchUMDialPlanURIType": 1, "msExchUMNumberingPlanDigits": 4},
    ),
    Item(
        kind="dial plan policy",
        name="Standard Default Policy",
        settings={"msExchUMRecipientDialPlanLink": Pointer("dial plan", "Standard")},
    ),
    Item(kind="automatic attendant", name="Accueil"),
    Item(kind="voice gateway", name="PABX", settings={"msExchUMIPGatewayAddress": "10.1.30.4"}),
    Item(kind="mobile policy", name="Default"),
    Item(
        kind="2007 transport rule",
        name="Mention légale",
        settings={
            "msExchTransportRuleXml": "<rule name='Mention légale' />",
            "msExchTransportRulePriority": 0,
        },
    ),
    Item(kind="transport settings", name="Transport Settings", settings={"msExchTransportSettingsFlags": 2}),
    Item(kind="remote domain", name="Partenaire", settings={"domainName": "partenaire.test"}),
)
_RECIPIENTS = (
    Recipient(name="Journalisation", kind="user", database="Boîtes aux lettres M-Z"),
    Recipient(
        name="Standardiste",
        kind="user",
        database="Boîtes aux lettres A-L",
        settings={
            "msExchUMEnabledFlags": 831,
            "msExchUMTemplateLink": Pointer("dial plan policy", "Standard Default Policy"),
            "msExchUMRecipientDialPlanLink": Pointer("dial plan", "Standard"),
        },
    ),
    Recipient(
        name="Comptable",
        kind="user",
        database="Boîtes aux lettres A-L",
        settings={"msExchMailboxTemplateLink": Pointer("managed folder policy", "Conservation 3 ans")},
    ),
    Recipient(
        name="Ancienne liste",
        kind="non-universal group",
        settings={"msExchExpansionServerName": "/o=Société Org/ou=X/cn=Configuration/cn=Servers/cn=VIEUX02"},
    ),
    Recipient(
        name="Tous les commerciaux",
        kind="dynamic group",
        settings={
            "msExchDynamicDLFilter": "(&(mailNickname=*)(department=Commercial))",
            "msExchDynamicDLBaseDN": Pointer("domain", ""),
        },
    ),
    Recipient(name="Dossier Congés", kind="mail-enabled folder"),
)

EXCHANGE_2007 = Organization(
    name="Société Org",
    levels=PreparationLevels(schema=14625, organization=11222, domain=11221),
    product_id="08.03.0083.006",
    servers=_SERVERS,
    databases=_DATABASES,
    accepted_domains=(
        AcceptedDomain(name=_MAIL_DOMAIN, domain=_MAIL_DOMAIN, default=True),
        AcceptedDomain(name=DOMAIN, domain=DOMAIN),
        AcceptedDomain(name="Filiale", domain="filiale.test"),
        AcceptedDomain(name="Relais", domain="relais.societe.test", kind="internal relay"),
    ),
    send_connectors=(
        SendConnector(
            name="EdgeSync - Default-First-Site-Name to Internet",
            address_spaces=("SMTP:*;100",),
            source_servers=("EDGE07",),
        ),
        SendConnector(
            name="EdgeSync - Inbound to Default-First-Site-Name",
            address_spaces=("SMTP:--;100",),
            source_servers=("EDGE07",),
            smart_host="--",
        ),
    ),
    mailboxes=(
        Mailboxes(database="Boîtes aux lettres A-L", kind="user", count=12),
        Mailboxes(database="Boîtes aux lettres A-L", kind="legacy", count=5),
        Mailboxes(database="Boîtes aux lettres M-Z", kind="user", count=9),
        Mailboxes(database="Boîtes aux lettres M-Z", kind="shared", count=2),
        Mailboxes(database="Boîtes aux lettres M-Z", kind="room", count=2),
    ),
    contacts=(Contact(name="Fournisseur", address="contact@fournisseur.test"),),
    distribution_groups=(DistributionGroup(name="Tout le personnel", member_count=15),),
    recipients=_RECIPIENTS,
    items=(*default_items(_MAIL_DOMAIN, upgraded=False, policy="Stratégie par défaut"), *_POLICIES),
    legacy_admin_group=LegacyAdminGroup(
        name=_OLD_GROUP,
        routing_group="Premier groupe de routage",
        holds_folder_tree=True,
        routing_connectors=("Vers Exchange 2007",),
        foreign_connectors=("Télécopie",),
        agreements=("Accord Exchange 5.5",),
        replicating=("VIEUX03",),
    ),
    well_known_groups=(
        WellKnownGroup(
            name="Exchange Organization Administrators", identifier="C262A929D691B74A9E068728F8F842EA"
        ),
        WellKnownGroup(name="Exchange Servers", identifier="A7D2016C83F003458132789EEB127B84"),
        WellKnownGroup(
            name="Exchange Recipient Administrators",
            identifier="DB72C41D49580A4DB304FE6981E56297",
            deleted=True,
        ),
    ),
    conflicts=(Conflict(name="Filiale", guid="4c1f0d2e-7a64-4a0e-9a8b-2f8a35a1d0c7"),),
    storage_group_settings={
        "Premier groupe de stockage": {"msExchHasLocalCopy": 1, "msExchStandbyCopyMachines": "SECOURS07"},
        "Groupe de récupération": {"msExchRestore": "TRUE", "msExchESEParamCircularLog": 1},
    },
)
