"""Arrays, Unified Messaging, federation, hybrid, OAuth and the cloud, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors import (
    certificates,
    exchange_root,
    ldap_authentication,
    ldap_client_access_arrays,
    ldap_cloud,
    ldap_federation,
    ldap_unified_messaging,
)
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import (
    AuthConfiguration,
    AuthServer,
    ClientAccessArray,
    CloudTraces,
    FederationTrust,
    HybridConfiguration,
    OrganizationRelationship,
    PartnerApplication,
    UnifiedMessaging,
)
from tests.collectors.answers import (
    CONFIGURATION,
    GROUP,
    ORGANIZATION,
    SITE,
    RecordedDirectory,
    answer,
    entry,
    forest,
)
from tests.lab.static_certificates import ENDED_FEDERATION, INTERNAL_TRANSPORT

SERVERS = f"CN=Servers,{GROUP}"
SERVICES = f"CN=Services,{CONFIGURATION}"
REGISTRATION = f"CN=Device Registration Configuration,{SERVICES}"


def test_client_access_arrays() -> None:
    found = ldap_client_access_arrays.read(
        [
            entry(f"CN=b,CN=Arrays,{GROUP}"),
            entry(
                f"CN=a,CN=Arrays,{GROUP}",
                networkAddress=["netbios:A", "ncacn_ip_tcp:outlook.corp.test"],
                msExchServerSite=SITE,
            ),
        ]
    )
    assert found == [
        ClientAccessArray(name="a", fqdn="outlook.corp.test", site="Paris"),
        ClientAccessArray(name="b", fqdn=None, site=None),
    ]


def test_unified_messaging() -> None:
    def one(kind: str, **attributes: str | int) -> Entry:
        return entry(f"CN=x,{ORGANIZATION}", cn="x", objectClass=["top", kind], **attributes)

    found = ldap_unified_messaging.read(
        [
            one("msExchUMIPGateway", msExchUMIPGatewayAddress="10.1.30.4"),
            one("msExchUMDialPlan", msExchUMDialPlanURIType=1, msExchUMNumberingPlanDigits=4),
            one("msExchUMAutoAttendant"),
            one("msExchUMHuntGroup"),
            one("msExchUMRecipientTemplate"),
            one("msExchUMSomethingElse"),
        ]
    )
    assert [each.kind for each in found] == [
        "auto-attendant",
        "dial-plan",
        "gateway",
        "hunt-group",
        "mailbox-policy",
    ]
    assert found[1:3] == [
        UnifiedMessaging(kind="dial-plan", name="x", address=None, uri_type=1, digits=4),
        UnifiedMessaging(kind="gateway", name="x", address="10.1.30.4", uri_type=None, digits=None),
    ]


def test_a_federation_trust_and_the_federated_organisation() -> None:
    trust = entry(
        f"CN=Microsoft Federation Gateway,CN=Federation Trusts,{ORGANIZATION}",
        cn="Microsoft Federation Gateway",
        objectClass=["top", "msExchFedTrust"],
        msExchFedApplicationURI="corp.test",
        msExchFedTokenIssuerURI="urn:federation:MicrosoftOnline",
        msExchFedOrgCertificate=INTERNAL_TRANSPORT,
        msExchFedOrgPrevCertificate=ENDED_FEDERATION,
    )
    federated = entry(
        f"CN=Federation,{ORGANIZATION}",
        objectClass=["top", "msExchFedOrgId"],
        msExchFedAccountNamespace="FYDIBOHF25SPDLT.corp.test",
    )
    (found,) = ldap_federation.read_trusts([federated, trust])
    assert found == FederationTrust(
        name="Microsoft Federation Gateway",
        application_uri="corp.test",
        token_issuer="urn:federation:MicrosoftOnline",
        certificate=certificates.read(INTERNAL_TRANSPORT),
        previous_certificate=certificates.read(ENDED_FEDERATION),
        account_namespace="FYDIBOHF25SPDLT.corp.test",
    )
    (alone,) = ldap_federation.read_trusts([entry("CN=t", objectClass="msExchFedTrust")])
    assert (alone.certificate, alone.previous_certificate, alone.account_namespace) == (None, None, None)
    assert ldap_federation.read_trusts([federated]) == []
    assert "msExchFedOrgPrivCertificate" not in ldap_federation.TRUSTS.attributes


def test_organisation_relationships() -> None:
    found = ldap_federation.read_relationships(
        [
            entry(
                f"CN=IOC,{ORGANIZATION}",
                objectClass=["top", "msExchIntraOrganizationConnector"],
                msExchFedIsEnabled="FALSE",
            ),
            entry(
                f"CN=To the cloud,CN=Federation,{ORGANIZATION}",
                objectClass=["top", "msExchFedSharingRelationship"],
                msExchFedIsEnabled="TRUE",
                msExchFedDomainNames=["b.test", "a.test"],
                msExchFedEnabledActions=["MailTips", "FreeBusyAccess"],
                msExchFedTargetApplicationURI="outlook.com",
                msExchFedTargetAutodiscoverEPR="https://a.test/x",
                msExchFedTargetOWAURL="https://a.test/owa",
            ),
        ]
    )
    assert found[0] == OrganizationRelationship(
        name="To the cloud",
        connector=False,
        enabled=True,
        domains=["a.test", "b.test"],
        actions=["FreeBusyAccess", "MailTips"],
        target_application="outlook.com",
        target_autodiscover="https://a.test/x",
        target_owa="https://a.test/owa",
    )
    assert (found[1].name, found[1].connector, found[1].enabled) == ("IOC", True, False)


def test_the_hybrid_configuration() -> None:
    deleted = f"CN=EX13\\0ADEL:5f0cb7a4-1f6e-4c83-9d7e-0,CN=Deleted Objects,{CONFIGURATION}"
    found = ldap_federation.read_hybrid(
        [
            entry(
                f"CN=Hybrid Configuration,CN=Hybrid Configuration,{ORGANIZATION}",
                msExchCoexistenceDomains=["b.test", "a.test"],
                msExchCoexistenceServers=[f"CN=EX2,{SERVERS}", f"CN=EX1,{SERVERS}"],
                msExchCoexistenceTransportServers=[deleted],
                msExchCoexistenceFeatureFlags=255,
                msExchCoexistenceOnPremisesSmartHost="mail.a.test",
                msExchCoexistenceSecureMailCertificateThumbprint="AB12",
                msExchCoexistenceExternalIPAddresses="192.0.2.1",
            )
        ]
    )
    assert found == HybridConfiguration(
        domains=["a.test", "b.test"],
        client_access_servers=["EX1", "EX2"],
        transport_servers=["EX13 (deleted)"],
        features=255,
        smart_host="mail.a.test",
        certificate="AB12",
        addresses=["192.0.2.1"],
    )
    assert ldap_federation.read_hybrid([]) is None


def test_oauth() -> None:
    found = ldap_authentication.read_configuration(
        [
            entry(
                f"CN=Auth Configuration,{ORGANIZATION}",
                msExchAuthCertificateThumbprint=["B", "A"],
                msExchAuthRealm="corp.test",
                msExchAuthIssuerName="00000002-0000-0ff1-ce00-000000000000",
            )
        ]
    )
    assert found == AuthConfiguration(
        certificates=["A", "B"], realm="corp.test", issuer="00000002-0000-0ff1-ce00-000000000000"
    )
    assert ldap_authentication.read_configuration([]) is None


@pytest.mark.parametrize(("stored", "kind"), [(3, 3), ("MicrosoftACS", "MicrosoftACS"), ("", None)])
def test_servers_for_oauth(stored: int | str, kind: int | str | None) -> None:
    found = ldap_authentication.read_servers(
        [
            entry("CN=b"),
            entry(
                "CN=a",
                msExchAuthAuthServerType=stored,
                msExchAuthFlags=3,
                msExchAuthRealm="corp.test",
                msExchAuthIssuingUrl="https://a.test/authorize",
                msExchAuthMetadataUrl="https://a.test/metadata",
                msExchAuthApplicationIdentifier="0000",
            ),
        ]
    )
    assert found[0] == AuthServer(
        name="a",
        kind=kind,
        flags=3,
        realm="corp.test",
        issuing_url="https://a.test/authorize",
        metadata_url="https://a.test/metadata",
        application_id="0000",
    )
    assert (found[1].name, found[1].kind, found[1].flags) == ("b", None, None)


def test_partner_applications() -> None:
    found = ldap_authentication.read_applications(
        [
            entry("CN=b"),
            entry(
                "CN=a",
                msExchAuthApplicationIdentifier="0001",
                msExchAuthLinkedAccount="CN=Lync Account,CN=Users,DC=corp,DC=test",
                msExchAuthFlags=1,
            ),
        ]
    )
    assert found == [
        PartnerApplication(name="a", application_id="0001", linked_account="Lync Account", flags=1),
        PartnerApplication(name="b", application_id=None, linked_account=None, flags=None),
    ]


def test_no_secret_is_asked_for() -> None:
    asked = {
        name
        for module in (ldap_authentication, ldap_federation)
        for step in module.STEPS
        for query in step.queries
        for name in query.attributes
    }
    assert not asked & {
        "msExchAuthAppSecret",
        "msExchAuthCurrentCertificateData",
        "msExchFedOrgPrivCertificate",
    }


def catalog(*accounts: str) -> RecordedDirectory:
    found = [entry(f"CN={name},CN=Users,DC=corp,DC=test", sAMAccountName=name) for name in accounts]
    return RecordedDirectory(answer(ldap_cloud.ACCOUNTS, *found))


# A recorded directory knows no scopes: the same answer serves as the container and as what is in it.
REGISTERED = answer(
    exchange_root.SERVICES, entry(SERVICES, cn="Services"), entry(REGISTRATION, cn="Device Registration")
)
POINT = entry(
    f"CN=62a0ff2e,{REGISTRATION}",
    keywords=["azureADId:3f2c8f6e", "enterpriseDrsName:a", "AzureADName:corp.onmicrosoft.com"],
)


def test_traces_of_the_cloud() -> None:
    directories = forest(
        REGISTERED, answer(ldap_cloud.DEVICE_REGISTRATION, POINT), catalog=catalog("Sync_1", "MSOL_3f2c")
    )
    assert ldap_cloud.read(ldap_cloud.ask(directories)) == CloudTraces(
        tenant_name="corp.onmicrosoft.com",
        tenant_id="3f2c8f6e",
        synchronization_accounts=["MSOL_3f2c", "Sync_1"],
    )


def test_no_trace_of_the_cloud() -> None:
    services = answer(exchange_root.SERVICES, entry(SERVICES, cn="Services"))
    found = ldap_cloud.read(ldap_cloud.ask(forest(services, catalog=catalog())))
    assert found == CloudTraces(tenant_name=None, tenant_id=None, synchronization_accounts=[])


@pytest.mark.parametrize(
    ("services", "code"),
    [
        ([], "not-readable"),
        ([entry(SERVICES, cn="Services"), entry(REGISTRATION)], "not-readable"),
        ([entry(SERVICES, cn="Services")], "server-refused"),
    ],
    ids=["services", "device registration", "no catalogue"],
)
def test_a_hidden_trace_is_not_a_missing_one(services: list[Entry], code: str) -> None:
    directories = forest(answer(exchange_root.SERVICES, *services))
    with pytest.raises(Trouble) as refused:
        ldap_cloud.ask(directories)
    assert refused.value.code == code
