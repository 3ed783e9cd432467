"""An organisation half way from Exchange 2010 to 2013: the machines, the databases and the mail flow.

Its recipients, policies and devices are in ``recipients_2010_2013``.
"""

from tests.lab.model import (
    DOMAIN,
    AcceptedDomain,
    AutodiscoverPoint,
    ClientAccessArray,
    Contact,
    Dag,
    Database,
    DistributionGroup,
    Mailboxes,
    Organization,
    Pointer,
    PreparationLevels,
    ReceiveConnector,
    SendConnector,
    Server,
    Settings,
    WellKnownGroup,
)
from tests.lab.recipients_2010_2013 import DEVICES, ITEMS, MAIL_DOMAIN, RECIPIENTS
from tests.lab.static_certificates import ENDED_INTERNAL_TRANSPORT, INTERNAL_TRANSPORT
from tests.lab.versions import (
    BOTH_2013,
    CLIENT_ACCESS_2013,
    EDGE,
    EXCHANGE_2010_SP3,
    EXCHANGE_2013_CU23,
    MAILBOX_2013,
    MAILBOX_CLIENT_HUB,
    WINDOWS_2008_R2,
    WINDOWS_2012_R2,
)

_EXTERNAL = "mail.fabrikam.test"
_SERVERS = (
    Server(
        name="EX10A",
        build=EXCHANGE_2010_SP3,
        roles=MAILBOX_CLIENT_HUB,
        edition="Enterprise",
        operating_system=WINDOWS_2008_R2,
        dag="DAG10",
        external_host=_EXTERNAL,
        settings={
            "msExchServerInternalTLSCert": ENDED_INTERNAL_TRANSPORT,
            "msExchExchangeRpcServiceArrayLink": Pointer("array", "outlook"),
            "msExchProductID": "02064-110-0123456-75002",
        },
    ),
    Server(
        name="EX10B",
        build=EXCHANGE_2010_SP3,
        roles=MAILBOX_CLIENT_HUB,
        edition="Enterprise",
        operating_system=WINDOWS_2008_R2,
        dag="DAG10",
        external_host=_EXTERNAL,
        settings={"msExchExchangeRpcServiceArrayLink": Pointer("array", "outlook")},
    ),
    Server(
        name="EX13A",
        build=EXCHANGE_2013_CU23,
        roles=BOTH_2013,
        edition="Enterprise",
        operating_system=WINDOWS_2012_R2,
        dag="DAG13",
        external_host=_EXTERNAL,
        settings={
            "msExchServerInternalTLSCert": INTERNAL_TRANSPORT,
            "msExchComponentStates": "1:HubTransport:Maintenance:Inactive:635000000000000000",
            "msExchInternetWebProxy": "http://proxy.fabrikam.test:8080/",
        },
    ),
    Server(
        name="EX13B",
        build=EXCHANGE_2013_CU23,
        roles=MAILBOX_2013,
        operating_system=WINDOWS_2012_R2,
        dag="DAG13",
        site="Branch",
        external_host=None,
        settings={"msExchServerInternalTLSCert": INTERNAL_TRANSPORT},
    ),
    Server(
        name="CAS13",
        build=EXCHANGE_2013_CU23,
        roles=CLIENT_ACCESS_2013,
        operating_system=WINDOWS_2012_R2,
        external_host=_EXTERNAL,
    ),
    # Removed with the machine, not with setup: an object, and nothing behind it.
    Server(name="EX10OLD", build=EXCHANGE_2010_SP3, roles=MAILBOX_CLIENT_HUB),
    Server(
        name="EDGE10",
        build=EXCHANGE_2010_SP3,
        roles=EDGE,
        settings={"msExchEdgeSyncAdamLdapPort": 50389, "msExchEdgeSyncAdamSSLPort": 50636},
    ),
)
_RPC_10: Settings = {
    "legacyExchangeDN": "/o=Fabrikam/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Configuration"
    "/cn=Servers/cn=outlook.fabrikam.test/cn=Microsoft Private MDB",
    "msExchHomePublicMDB": Pointer("database", "PF10"),
}
_DATABASES = (
    Database(name="DB10-01", servers=("EX10A", "EX10B"), dag="DAG10", settings=_RPC_10),
    Database(name="DB10-02", servers=("EX10B", "EX10A"), dag="DAG10", settings=_RPC_10),
    Database(name="PF10", servers=("EX10A",), kind="public folder"),
    Database(
        name="DB13-01",
        servers=("EX13A", "EX13B"),
        dag="DAG13",
        replay_lags={"EX13B": "7.00:00:00"},
        settings={"msExchOwningServer": Pointer("dead", "EX13GONE")},
    ),
    Database(
        name="DB13-02",
        servers=("EX13B", "EX13A"),
        dag="DAG13",
        settings={"msExchESEParamCircularLog": 1, "mDBStorageQuota": -1},
    ),
    Database(name="RDB13", servers=("EX13A",), settings={"msExchRecovery": "TRUE"}),
)
_RELAY_RANGES = tuple(f"10.1.{third}.{fourth}" for third in range(40, 44) for fourth in range(1, 51))

EXCHANGE_2010_2013 = Organization(
    name="Fabrikam",
    levels=PreparationLevels(schema=15312, organization=16133, domain=13237),
    product_id="15.00.1497.002",
    servers=_SERVERS,
    databases=_DATABASES,
    dags=(
        Dag(name="DAG10", witness_server=f"fsw.{DOMAIN}", witness_directory=r"C:\DAG10"),
        Dag(
            name="DAG13",
            witness_server="EX10OLD",
            witness_directory=r"C:\DAG13",
            settings={
                "msExchAlternateFileShareWitness": f"fsw2.{DOMAIN}",
                "msExchStartedMailboxServers": ("ex13a.exlab.test", "ex13b.exlab.test"),
                "msExchStoppedMailboxServers": "ex13c.exlab.test",
            },
        ),
    ),
    accepted_domains=(
        AcceptedDomain(name=MAIL_DOMAIN, domain=MAIL_DOMAIN, default=True),
        AcceptedDomain(name=DOMAIN, domain=DOMAIN),
        AcceptedDomain(name="Everything below", domain="*.fabrikam.test"),
        AcceptedDomain(name="Internal relay", domain="relay.fabrikam.test", kind="internal relay"),
        AcceptedDomain(name="External relay", domain="partner.test", kind="external relay"),
    ),
    client_access_arrays=(ClientAccessArray(name="outlook", fqdn="outlook.fabrikam.test"),),
    send_connectors=(
        SendConnector(
            name="Internet",
            address_spaces=("SMTP:*;1",),
            source_servers=("EX13A", "EX10A"),
            smart_host="smart.fabrikam.test",
            settings={"msExchSmtpSmartHostType": 1, "delivContLength": 20480},
        ),
        SendConnector(
            name="Old partner",
            address_spaces=("SMTP:oldpartner.test;1", "SMTP:*.oldpartner.test;1"),
            source_servers=("EX10B",),
            dead_source_servers=("EX07GONE",),
        ),
        SendConnector(
            name="EdgeSync - Default-First-Site-Name to Internet",
            address_spaces=("SMTP:*;100",),
            source_servers=("EDGE10",),
        ),
        SendConnector(
            name="Nowhere",
            address_spaces=("SMTP:nowhere.test;1",),
            source_servers=(),
            dead_source_servers=("EX03GONE",),
            settings={"msExchSmtpSendEnabled": "FALSE"},
        ),
        SendConnector(
            name="Fax gateway",
            address_spaces=("FAX:*;1",),
            source_servers=("EX10A",),
            object_class="mailGateway",
        ),
        SendConnector(
            name="Text messages",
            address_spaces=("MOBILE:*;1",),
            source_servers=("EX13A",),
            object_class="msExchDeliveryAgentConnector",
        ),
    ),
    receive_connectors=(
        ReceiveConnector(
            server="EX13A",
            name="Applications",
            bindings=("10.1.20.11:2525",),
            remote_ranges=_RELAY_RANGES,
            settings={
                "msExchSmtpReceiveInboundSecurityFlag": 32,
                "msExchSmtpReceiveTlsCertificateName": "<I>CN=Authority<S>CN=mail.fabrikam.test",
                "msExchSmtpReceiveMaxMessageSize": 52428800,
            },
        ),
        ReceiveConnector(
            server="EX10A",
            name="Printers",
            bindings=("0.0.0.0:25",),
            remote_ranges=("10.1.50.0/24",),
            settings={"msExchSmtpReceiveEnabled": "FALSE"},
        ),
    ),
    autodiscover_points=(
        AutodiscoverPoint(
            name="EX07GONE",
            address=f"https://ex07gone.{DOMAIN}/Autodiscover/Autodiscover.xml",
            server="EX10A",
        ),
        AutodiscoverPoint(name="partner.test", address="partner.test"),
    ),
    mailboxes=(
        Mailboxes(database="DB10-01", kind="user", count=14),
        Mailboxes(database="DB10-02", kind="user", count=9),
        Mailboxes(database="DB10-02", kind="shared", count=3),
        Mailboxes(database="DB13-01", kind="user", count=20),
        Mailboxes(database="DB13-01", kind="room", count=4),
        Mailboxes(database="DB13-02", kind="user", count=6),
        Mailboxes(database="DB13-02", kind="equipment", count=2),
    ),
    contacts=(Contact(name="Freelancer", address="freelancer@elsewhere.test"),),
    distribution_groups=(DistributionGroup(name="Everybody", member_count=30),),
    recipients=RECIPIENTS,
    devices=DEVICES,
    items=ITEMS,
    well_known_groups=(
        WellKnownGroup(
            name="Organization Management",
            identifier="C262A929D691B74A9E068728F8F842EA",
            members=("EX13A", "EX13B"),
        ),
        WellKnownGroup(name="Exchange Servers", identifier="A7D2016C83F003458132789EEB127B84"),
        WellKnownGroup(name="Public Folder Management", identifier="45FA417B3574DC4E929BC4B059699792"),
        WellKnownGroup(
            name="Hosted Groups", identifier="0F2D6A3B5C7E4819A2B4C6D8E0F21436", of_organization=True
        ),
    ),
    split_permissions=True,
    settings={"msExchOrganizationSummary": ("14:5:TotalMailboxes", "14:2:TotalServers")},
)
