"""Whatever stands in the directory, a reader makes something of it that can be saved and loaded again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from scanner.collectors import (
    ldap_address_lists,
    ldap_authentication,
    ldap_autodiscover,
    ldap_client_access_arrays,
    ldap_cloud,
    ldap_connectors,
    ldap_federation,
    ldap_mail_protocols,
    ldap_policies,
    ldap_transport,
    ldap_unified_messaging,
    ldap_virtual_directories,
)
from scanner.collectors.query import Query
from scanner.connections.entry import Entry
from tests.collectors.answers import GROUP, HOSTILE, ORGANIZATION

LISTS = f"CN=All Address Lists,CN=Address Lists Container,{ORGANIZATION}"
POLICIES = f"CN=ELC Folders Container,{ORGANIZATION}"
READERS: dict[str, tuple[Callable[[list[Entry]], Any], Query, str, str]] = {
    "remote domains": (ldap_transport.read_remote_domains, ldap_transport.REMOTE_DOMAINS, "", ORGANIZATION),
    "transport settings": (
        ldap_transport.read_settings, ldap_transport.SETTINGS, "msExchTransportSettings", ORGANIZATION,
    ),
    "rules": (ldap_transport.read_rules, ldap_transport.RULES, "", ORGANIZATION),
    "send connectors": (ldap_connectors.read_send, ldap_connectors.SEND, "mailGateway", GROUP),
    "receive connectors": (ldap_connectors.read_receive, ldap_connectors.RECEIVE, "", GROUP),
    "mail protocols": (
        ldap_mail_protocols.read_protocols, ldap_mail_protocols.PROTOCOLS, "protocolCfgPOPServer", GROUP,
    ),
    "RPC services": (ldap_mail_protocols.read_rpc_services, ldap_mail_protocols.RPC_SERVICES, "", GROUP),
    "virtual directories": (ldap_virtual_directories.read, ldap_virtual_directories.DIRECTORIES, "", GROUP),
    "autodiscover": (ldap_autodiscover.read, ldap_autodiscover.POINTS, "", GROUP),
    "arrays": (ldap_client_access_arrays.read, ldap_client_access_arrays.ARRAYS, "", GROUP),
    "recipient policies": (
        ldap_policies.read_recipient_policies, ldap_policies.RECIPIENT_POLICIES, "", ORGANIZATION,
    ),
    "policies": (ldap_policies.read_policies, ldap_policies.POLICIES, "msExchELCFolder", POLICIES),
    "address lists": (ldap_address_lists.read_lists, ldap_address_lists.LISTS, "", LISTS),
    "offline address books": (ldap_address_lists.read_books, ldap_address_lists.BOOKS, "", ORGANIZATION),
    "unified messaging": (
        ldap_unified_messaging.read, ldap_unified_messaging.OBJECTS, "msExchUMDialPlan", ORGANIZATION,
    ),
    "trusts": (ldap_federation.read_trusts, ldap_federation.TRUSTS, "msExchFedTrust", ORGANIZATION),
    "relationships": (ldap_federation.read_relationships, ldap_federation.RELATIONSHIPS, "", ORGANIZATION),
    "hybrid": (ldap_federation.read_hybrid, ldap_federation.HYBRID, "", ORGANIZATION),
    "OAuth": (
        ldap_authentication.read_configuration, ldap_authentication.CONFIGURATION, "", ORGANIZATION,
    ),
    "OAuth servers": (ldap_authentication.read_servers, ldap_authentication.SERVERS, "", ORGANIZATION),
    "applications": (
        ldap_authentication.read_applications, ldap_authentication.APPLICATIONS, "", ORGANIZATION,
    ),
    "cloud": (
        lambda entries: ldap_cloud.read(ldap_cloud.Answers(entries, entries)),
        ldap_cloud.DEVICE_REGISTRATION, "", ORGANIZATION,
    ),
}  # fmt: skip
VALUES = [*(text.encode() for text in HOSTILE), b"\xff\xfe\x00 no UTF-8 \xed\xa0\x80", b",=\\,", b"\\"]


@pytest.mark.parametrize("name", READERS)
def test_any_value_is_read_and_can_be_saved(name: str) -> None:
    read, query, object_class, place = READERS[name]
    for value in VALUES:
        values = {attribute: [value, value] for attribute in query.attributes}
        strange = Entry(f"CN=strange,{place}", {**values, "objectClass": [object_class.encode() or value]})
        found = read([strange, strange])
        assert found, "it is kept, whatever it holds"
        for record in found if isinstance(found, list) else [found]:
            assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record
