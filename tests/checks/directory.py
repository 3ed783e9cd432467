"""Sections of the directory at random, for the tests that hold for any inventory."""

from __future__ import annotations

import hypothesis.strategies as st

from scanner.inventory.model import (
    AddressList,
    AuthConfiguration,
    AuthServer,
    AutodiscoverPoint,
    ClientAccessArray,
    ConflictObject,
    Dag,
    FederationTrust,
    HybridConfiguration,
    LegacyObject,
    OfflineAddressBook,
    OrganizationRelationship,
    Policy,
    RecipientCount,
    RecipientPolicy,
    StorageGroup,
    TransportRule,
    UnifiedMessaging,
)
from scanner.inventory.names import name_of_deleted
from tests.checks.objects import (
    ARBITRATION,
    administrator_groups,
    certificate,
    database,
    mailbox_place,
    recipient,
    recipient_list,
    send_connector,
    virtual_directory,
)
from tests.made import made


@st.composite
def directory(draw: st.DrawFn) -> dict[str, object]:
    """What else the directory holds: each section left out, empty, or with something right and something wrong."""
    dead = name_of_deleted("EX9")
    busy = recipient(voice_mail=1, move_status=2, expansion_server="EX0", linked="S-1")
    system = recipient("S", "s s", type_details=ARBITRATION, place=0)
    some: dict[str, list[object]] = {
        "administrator_groups": [administrator_groups(), administrator_groups(schema=0)],
        "databases": [[], [database()], [database(kind="public-folder")], [database(journal_recipient="J")]],
        "dags": [[], [made(Dag, name="DAG1")]],
        "legacy_objects": [[], [LegacyObject(kind="active-directory-connector", name="ADC", server=None, domain=None)]],
        "conflict_objects": [[], [made(ConflictObject, name="X", place="CN=Services")]],
        "send_connectors": [[], [send_connector()], [send_connector("Old", dead, enabled=None)]],
        "transport_rules": [[], [made(TransportRule, name="R", collection="Transport")]],
        "virtual_directories": [
            [],
            [virtual_directory(), virtual_directory("activesync"), virtual_directory("activesync", name="second")],
            [virtual_directory("ews", "https://ex0.corp.example/ews", "EX0", bypass_url="https://x")],
        ],
        "autodiscover_points": [[], [made(AutodiscoverPoint, name="EX9", kind="url", server="EX9")]],
        "client_access_arrays": [[], [made(ClientAccessArray, name="A", fqdn="mail.corp.example")]],
        "recipient_policies": [[], [made(RecipientPolicy, name="P", addresses=["SMTP:@ex0.corp.example"])]],
        "address_lists": [[], [made(AddressList, name="All Users", kind="address-list", ldap_filter="(a=b)")]],
        "offline_address_books": [[], [made(OfflineAddressBook, name="OAB", server=dead)]],
        "policies": [[], [made(Policy, kind=kind, name="M") for kind in ("managed-folder-policy", "setting-override")]],
        "unified_messaging": [[], [made(UnifiedMessaging, kind="dial-plan", name="D")]],
        "federation_trusts": [[], [made(FederationTrust, name="F", certificate=certificate(3))]],
        "organization_relationships": [[], [made(OrganizationRelationship, name="O", connector=False)]],
        "hybrid": [None, made(HybridConfiguration, transport_servers=[dead])],
        "auth_configuration": [None, made(AuthConfiguration)],
        "auth_servers": [[], [made(AuthServer, name="A", application_id="a")]],
        "recipients": [[], [RecipientCount(type_details=1, database="DB1", server=None, count=3)]],
        "recipient_list": [
            recipient_list(),
            recipient_list(busy, without_alias=None),
            recipient_list(system, places=[mailbox_place(deleted=True)]),
        ],
        "storage_groups": [[], [made(StorageGroup, name="SG", server="EX0", circular_logging=True)]],
    }  # fmt: skip
    chosen = draw(st.sets(st.sampled_from(sorted(some)), max_size=len(some)))
    return {name: draw(st.sampled_from(some[name])) for name in sorted(chosen)}
