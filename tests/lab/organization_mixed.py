"""An organisation with servers of every generation: what most tests look at."""

from tests.lab.common_items import default_items
from tests.lab.hostile_names import RIGHT_TO_LEFT_MARK, SCRIPT_IN_A_NAME
from tests.lab.model import (
    DOMAIN,
    AcceptedDomain,
    ClientAccessArray,
    Contact,
    Dag,
    Database,
    DistributionGroup,
    Mailboxes,
    Organization,
    PreparationLevels,
    SendConnector,
    Server,
)
from tests.lab.versions import (
    EDGE,
    EXCHANGE_2007_SP3,
    EXCHANGE_2010_SP3,
    EXCHANGE_2016_CU22,
    EXCHANGE_2016_CU23,
    EXCHANGE_2019_CU14,
    MAILBOX_2016,
    MAILBOX_2019,
    MAILBOX_CLIENT_HUB,
    MAILBOX_CLIENT_HUB_UM,
    WINDOWS_2008_R2,
    WINDOWS_2016,
    WINDOWS_2019,
)

MIXED = Organization(
    name="Contoso Org",
    levels=PreparationLevels(schema=15334, organization=16223, domain=13243),
    product_id="15.01.2507.006",
    servers=(
        Server(
            name="EX07",
            build=EXCHANGE_2007_SP3,
            roles=MAILBOX_CLIENT_HUB_UM,
            operating_system=WINDOWS_2008_R2,
        ),
        Server(
            name="EX10",
            build=EXCHANGE_2010_SP3,
            roles=MAILBOX_CLIENT_HUB,
            edition="Enterprise",
            operating_system=WINDOWS_2008_R2,
        ),
        Server(
            name="EX16A",
            build=EXCHANGE_2016_CU23,
            roles=MAILBOX_2016,
            dag="DAG1",
            operating_system=WINDOWS_2016,
        ),
        Server(
            name="EX16B",
            build=EXCHANGE_2016_CU23,
            roles=MAILBOX_2016,
            dag="DAG1",
            operating_system=WINDOWS_2016,
        ),
        Server(
            name="EX19",
            build=EXCHANGE_2019_CU14,
            roles=MAILBOX_2019,
            site="Branch",
            operating_system=WINDOWS_2019,
        ),
        Server(name="EDGE1", build=EXCHANGE_2016_CU22, roles=EDGE),
    ),
    databases=(
        Database(name="Mailbox Database", servers=("EX07",), storage_group="First Storage Group"),
        Database(
            name="Public Folder Database",
            servers=("EX07",),
            kind="public folder",
            storage_group="Second Storage Group",
        ),
        Database(name="DB10", servers=("EX10",)),
        Database(name="DB16A", servers=("EX16A", "EX16B"), dag="DAG1"),
        Database(name="DB16B", servers=("EX16B", "EX16A"), dag="DAG1"),
        Database(name="DB19", servers=("EX19",)),
        Database(name=SCRIPT_IN_A_NAME, servers=("EX19",)),
    ),
    dags=(Dag(name="DAG1", witness_server=f"fsw.{DOMAIN}", witness_directory=r"C:\DAG1"),),
    accepted_domains=(
        AcceptedDomain(name="contoso.test", domain="contoso.test", default=True),
        AcceptedDomain(name=DOMAIN, domain=DOMAIN),
        AcceptedDomain(name="Relay", domain="relay.contoso.test", kind="internal relay"),
        AcceptedDomain(
            name=f"Partner {RIGHT_TO_LEFT_MARK}(external)", domain="partner.test", kind="external relay"
        ),
    ),
    client_access_arrays=(ClientAccessArray(name="outlook", fqdn="outlook.contoso.test"),),
    send_connectors=(
        SendConnector(
            name="Internet",
            address_spaces=("SMTP:*;1",),
            source_servers=("EX16A", "EX16B"),
            smart_host="smart.contoso.test",
        ),
        SendConnector(
            name="Partner by DNS", address_spaces=("SMTP:partner.test;5",), source_servers=("EX10",)
        ),
    ),
    mailboxes=(
        Mailboxes(database="Mailbox Database", kind="user", count=8),
        Mailboxes(database="DB10", kind="user", count=10),
        Mailboxes(database="DB10", kind="shared", count=2),
        Mailboxes(database="DB16A", kind="user", count=12),
        Mailboxes(database="DB16A", kind="shared", count=3),
        Mailboxes(database="DB16A", kind="arbitration", count=1),
        Mailboxes(database="DB16B", kind="user", count=10),
        Mailboxes(database="DB16B", kind="room", count=3),
        Mailboxes(database="DB19", kind="user", count=8),
        Mailboxes(database="DB19", kind="equipment", count=1),
        Mailboxes(database=SCRIPT_IN_A_NAME, kind="user", count=2),
    ),
    contacts=(Contact(name="Supplier", address="supplier@elsewhere.test"),),
    distribution_groups=(DistributionGroup(name="All Staff", member_count=20),),
    items=default_items("contoso.test"),
    hostile_display_name='=HYPERLINK("http://evil.test","click") <img src=x onerror=alert(1)>',
)
