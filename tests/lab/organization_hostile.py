"""An organisation in which every name wants to do harm, wherever somebody may choose a name."""

from tests.lab.common_items import default_items, rule_xml
from tests.lab.hostile_names import HOSTILE_NAMES, LONG_TEXT, NOT_UTF8, SCRIPT_IN_A_NAME
from tests.lab.model import (
    AcceptedDomain,
    AutodiscoverPoint,
    Dag,
    Database,
    Item,
    Mailboxes,
    Organization,
    PreparationLevels,
    ReceiveConnector,
    Recipient,
    SendConnector,
    Server,
    Site,
)
from tests.lab.versions import BOTH_2013, EXCHANGE_2013_CU23, WINDOWS_2012_R2

_MAIL_DOMAIN = "hostile.test"
HOSTILE_SITES = (
    Site(name=HOSTILE_NAMES["a script"], subnets=("10.66.1.0/24",)),
    Site(name=HOSTILE_NAMES["quotes"], subnets=("10.66.2.0/24", "2001:db8:66::/48")),
)
_DATABASE_NAMES = (SCRIPT_IN_A_NAME, *(name for name in HOSTILE_NAMES.values() if len(name) <= 64))
# Kinds of objects, and an attribute of theirs that holds any text.
_NAMED_BY_ANYBODY = {
    "remote domain": "domainName",
    "recipient policy": "gatewayProxy",
    "voice gateway": "msExchUMIPGatewayAddress",
    "organization relationship": "msExchFedTargetOWAURL",
    "authentication server": "msExchAuthMetadataUrl",
    "partner application": "msExchAuthApplicationIdentifier",
}
_DAG = "DAG <b>'; --"

HOSTILE = Organization(
    name="Evil & Sons <i>\"Org\"</i>, 'Ltd'",
    levels=PreparationLevels(schema=15312, organization=16133, domain=13237),
    product_id="15.00.1497.002",
    servers=(
        Server(
            name="EX13A",
            build=EXCHANGE_2013_CU23,
            roles=BOTH_2013,
            site=HOSTILE_SITES[0].name,
            operating_system=WINDOWS_2012_R2,
            dag=_DAG,
            external_host="mail.hostile.test/\"><script>alert('host')</script>",
            settings={
                "msExchServerInternalTLSCert": NOT_UTF8,
                "adminDescription": "javascript:alert(1)",
                "msExchInstallPath": "C:\\<script>\\..\\",
            },
        ),
    ),
    databases=tuple(Database(name=name, servers=("EX13A",), dag=_DAG) for name in _DATABASE_NAMES),
    dags=(Dag(name=_DAG, witness_server="=1+1", witness_directory="\\\\fsw\\<script>"),),
    accepted_domains=(
        AcceptedDomain(name=_MAIL_DOMAIN, domain=_MAIL_DOMAIN, default=True),
        *(
            AcceptedDomain(name=name, domain=f"x{number}.test", kind="internal relay")
            for number, name in enumerate(HOSTILE_NAMES.values())
        ),
    ),
    send_connectors=tuple(
        SendConnector(name=name, address_spaces=(f"SMTP:x{number}.test;1",), source_servers=("EX13A",))
        for number, name in enumerate(HOSTILE_NAMES.values())
    ),
    receive_connectors=tuple(
        ReceiveConnector(
            server="EX13A",
            name=name,
            bindings=("0.0.0.0:2525",),
            remote_ranges=(name,),
            settings={"msExchSmtpReceiveTlsCertificateName": name},
        )
        for name in HOSTILE_NAMES.values()
    ),
    autodiscover_points=tuple(AutodiscoverPoint(name=name, address=name) for name in HOSTILE_NAMES.values()),
    mailboxes=tuple(Mailboxes(database=name, kind="user", count=1) for name in _DATABASE_NAMES),
    recipients=(
        *(
            Recipient(name=name, kind="user", database=SCRIPT_IN_A_NAME, settings={"description": name})
            for name in HOSTILE_NAMES.values()
        ),
        Recipient(
            name="Long",
            kind="user",
            database=SCRIPT_IN_A_NAME,
            settings={
                "extensionAttribute1": LONG_TEXT,
                "msExchBlockedSendersHash": NOT_UTF8,
                "msExchArchiveGUID": NOT_UTF8,
            },
        ),
    ),
    items=(
        *default_items(_MAIL_DOMAIN),
        *(
            Item(
                kind="transport rule",
                name=name,
                settings={"msExchTransportRuleXml": rule_xml(LONG_TEXT, name)},
            )
            for name in HOSTILE_NAMES.values()
        ),
        *(
            Item(kind="address list", name=name, settings={"displayName": name})
            for name in HOSTILE_NAMES.values()
        ),
        *(
            Item(kind=kind, name=name, settings={attribute: name})
            for kind, attribute in _NAMED_BY_ANYBODY.items()
            for name in HOSTILE_NAMES.values()
        ),
        Item(kind="federation trust", name="Trust", settings={"msExchFedOrgCertificate": NOT_UTF8}),
        Item(
            kind="hybrid configuration",
            name="Hybrid Configuration",
            settings={"msExchCoexistenceDomains": tuple(HOSTILE_NAMES.values())},
        ),
    ),
    hostile_display_name=HOSTILE_NAMES["an image"],
)
