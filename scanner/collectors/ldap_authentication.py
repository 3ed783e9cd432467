"""OAuth between this organisation and others (2013 and later): certificates, token servers, applications."""

from __future__ import annotations

from scanner.collectors.exchange_containers import organization_step
from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.query import EXCHANGE_READER, Query
from scanner.connections.dn import name_of
from scanner.connections.entry import Entry
from scanner.inventory.model import AuthConfiguration, AuthServer, PartnerApplication

CONFIGURATION = Query(
    "certificates and realm for OAuth",
    ROOT_DN,
    ("cn", "msExchAuthCertificateThumbprint", "msExchAuthRealm", "msExchAuthIssuerName"),
    "(objectClass=msExchAuthAuthConfig)",
    "sub",
    right=EXCHANGE_READER,
)
SERVERS = Query(
    "servers whose tokens are trusted",
    ROOT_DN,
    (
        "cn", "msExchAuthAuthServerType", "msExchAuthFlags", "msExchAuthRealm", "msExchAuthIssuingUrl",
        "msExchAuthMetadataUrl", "msExchAuthApplicationIdentifier",
    ),
    "(objectClass=msExchAuthAuthServer)",
    "sub",
    right=EXCHANGE_READER,
)  # fmt: skip
APPLICATIONS = Query(
    "applications that may act in the organisation",
    ROOT_DN,
    ("cn", "msExchAuthApplicationIdentifier", "msExchAuthLinkedAccount", "msExchAuthFlags"),
    "(objectClass=msExchAuthPartnerApplication)",
    "sub",
    right=EXCHANGE_READER,
)
_CONTAINER = "Auth Configuration"


def read_configuration(entries: list[Entry]) -> AuthConfiguration | None:
    """None: this organisation is older than OAuth."""
    for entry in entries:
        return AuthConfiguration(
            certificates=sorted(entry.texts("msExchAuthCertificateThumbprint")),
            realm=entry.text("msExchAuthRealm"),
            issuer=entry.text("msExchAuthIssuerName"),
        )
    return None


def read_servers(entries: list[Entry]) -> list[AuthServer]:
    """In order of their names."""
    return sorted(map(_server, entries), key=lambda server: server.name)


def read_applications(entries: list[Entry]) -> list[PartnerApplication]:
    """In order of their names."""
    found = [
        PartnerApplication(
            name=entry.name,
            application_id=entry.text("msExchAuthApplicationIdentifier"),
            linked_account=name_of(entry.text("msExchAuthLinkedAccount")),
            flags=entry.integer("msExchAuthFlags"),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda application: application.name)


def _server(entry: Entry) -> AuthServer:
    number = entry.integer("msExchAuthAuthServerType")
    return AuthServer(
        name=entry.name,
        kind=entry.text("msExchAuthAuthServerType") if number is None else number,
        flags=entry.integer("msExchAuthFlags"),
        realm=entry.text("msExchAuthRealm"),
        issuing_url=entry.text("msExchAuthIssuingUrl"),
        metadata_url=entry.text("msExchAuthMetadataUrl"),
        application_id=entry.text("msExchAuthApplicationIdentifier"),
    )


STEPS = (
    organization_step(
        "ldap-auth-configuration", "auth_configuration", CONFIGURATION, read_configuration, (_CONTAINER,)
    ),
    organization_step(
        "ldap-auth-servers", "auth_servers", SERVERS, read_servers, (_CONTAINER, "Auth Servers")
    ),
    organization_step(
        "ldap-partner-applications",
        "partner_applications",
        APPLICATIONS,
        read_applications,
        (_CONTAINER, "Partner Applications"),
    ),
)
