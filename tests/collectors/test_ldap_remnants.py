"""Availability groups, public folder trees, routing groups, remnants and conflicts, from recorded answers."""

from __future__ import annotations

from typing import Any

import pytest

from scanner.collectors import (
    exchange_containers,
    exchange_root,
    ldap_dags,
    ldap_legacy,
    ldap_public_folders,
    ldap_routing_groups,
)
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import ConflictObject, Dag, LegacyObject, PublicFolderTree, RoutingGroup
from tests.collectors.answers import (
    CONFIGURATION,
    EXCHANGE,
    GROUP,
    HOSTILE,
    ORGANIZATION,
    answer,
    entry,
    forest,
)
from tests.made import made

ROOT = answer(exchange_root.ROOT, entry(EXCHANGE))
SERVICES = answer(exchange_root.SERVICES, entry("CN=Services", cn="Services"))
ROUTING_GROUP = f"CN=First Routing Group,CN=Routing Groups,{GROUP}"
LISTS = f"CN=Recipient Update Services,CN=Address Lists Container,{ORGANIZATION}"
NAME = "Exchange Administrative Group (FYDIBOHF23SPDLT)"


def test_an_availability_group() -> None:
    whole = entry(
        "CN=DAG1",
        cn="DAG1",
        msExchFileShareWitness="fs.corp.test",
        msExchFileShareWitnessDirectory="C:\\DAG1",
        msExchAlternateFileShareWitness="fs2.corp.test",
        msExchDatacenterActivationMode=1,
        msExchMDBAvailabilityGroupIPv4Addresses=["10.0.0.2", "10.0.0.1"],
        msExchStoppedMailboxServers="ex3.corp.test",
    )
    assert ldap_dags.read([whole, entry("CN=A", cn="A")]) == [
        made(Dag, name="A", addresses=[], stopped_servers=[]),
        Dag(
            name="DAG1",
            witness="fs.corp.test",
            witness_directory="C:\\DAG1",
            alternate_witness="fs2.corp.test",
            activation_mode=1,
            addresses=["10.0.0.1", "10.0.0.2"],
            stopped_servers=["ex3.corp.test"],
        ),
    ]


def test_public_folder_trees_and_routing_groups_stand_with_their_administrative_group() -> None:
    tree = entry(f"CN=Public Folders,CN=Folder Hierarchies,{GROUP}", cn="Public Folders", msExchPFTreeType=1)
    assert ldap_public_folders.read([tree, entry("CN=lost", cn="lost")]) == [
        made(PublicFolderTree, name="lost"),
        PublicFolderTree(name="Public Folders", kind=1, administrative_group=NAME),
    ]
    group = entry(
        ROUTING_GROUP,
        cn="First Routing Group",
        msExchRoutingMasterDN=f"CN=EX03,CN=Servers,{GROUP}",
        msExchRoutingGroupMembersDN=[f"CN=EX07,CN=Servers,{GROUP}", f"CN=EX03,CN=Servers,{GROUP}"],
    )
    assert ldap_routing_groups.read([group]) == [
        RoutingGroup(
            name="First Routing Group", administrative_group=NAME, master="EX03", members=["EX03", "EX07"]
        )
    ]


LEFT = [
    entry("CN=ADC", cn="ADC", objectClass=["top", "msExchActiveDirectoryConnector"]),
    entry(
        "CN=CA", cn="CA", objectClass=["top", "msExchConnectionAgreement"],
        msExchHomeSyncService=f"CN=ADC\\0ADEL:1,CN=Deleted Objects,{CONFIGURATION}",
    ),
    entry(f"CN=Microsoft DSA,CN=EX03,CN=Servers,{GROUP}", cn="Microsoft DSA",
          objectClass=["top", "msExchSiteReplicationService"]),
    entry(
        f"CN=RUS,{LISTS}", cn="RUS", objectClass=["top", "msExchAddressListService"],
        msExchAddressListServiceLink=f"CN=EX03,CN=Servers,{GROUP}", msExchDomainLink="DC=corp,DC=test",
    ),
    entry(
        f"CN=RUS2,{LISTS}", cn="RUS2", objectClass=["top", "msExchAddressListService"],
        msExchDomainLink="DC=old\\0ADEL:1,CN=Deleted Objects,DC=corp,DC=test",
    ),
    entry("CN=RGC", cn="RGC", objectClass=["top", "msExchConnector", "msExchRoutingGroupConnector"]),
    entry("CN=X400", cn="X400", objectClass=["TOP", "MAILGATEWAY", "X400LINK"]),
    entry("CN=nameless", cn="nameless"),
]  # fmt: skip


def test_remnants() -> None:
    assert ldap_legacy.read(LEFT) == [
        made(LegacyObject, kind="active-directory-connector", name="ADC"),
        made(LegacyObject, kind="connection-agreement", name="CA", server="ADC (deleted)"),
        made(LegacyObject, kind="foreign-connector", name="X400"),
        made(LegacyObject, kind="recipient-update-service", name="RUS", server="EX03", domain="corp.test"),
        made(LegacyObject, kind="recipient-update-service", name="RUS2", domain="old (deleted)"),
        made(LegacyObject, kind="routing-group-connector", name="RGC"),
        made(LegacyObject, kind="site-replication-service", name="Microsoft DSA", server="EX03"),
    ]


def listing(container: str, *inside: Entry) -> Any:
    return answer(exchange_containers.CHILDREN, *inside, container=container)


WITNESS = entry(f"CN=Recipient Policies,{ORGANIZATION}")
SEEN = (
    ROOT,
    answer(exchange_containers.ORGANIZATION, entry(ORGANIZATION, cn="Corp")),
    listing(ORGANIZATION, WITNESS, entry(f"CN=Administrative Groups,{ORGANIZATION}", cn="x")),
    listing(f"CN=Administrative Groups,{ORGANIZATION}", entry(GROUP, cn="x")),
    listing(GROUP, entry(f"CN=Servers,{GROUP}", cn="Servers")),
    answer(ldap_legacy.LEGACY, *LEFT),
)
CONNECTORS = f"CN=Active Directory Connections,{EXCHANGE}"


@pytest.mark.parametrize("shown", [(), [entry(CONNECTORS, cn="Active Directory Connections")]])
def test_remnants_are_asked_for(shown: Any) -> None:
    assert ldap_legacy.ask(forest(*SEEN, answer(ldap_legacy.CONNECTORS, *shown))) == LEFT
    assert ldap_legacy.ask(forest(SERVICES)) == []


def test_a_closed_place_hides_what_may_be_left() -> None:
    """Even if something is seen elsewhere: a remnant that is not seen must not count as gone."""
    closed = answer(ldap_legacy.CONNECTORS, entry(CONNECTORS))
    with pytest.raises(Trouble, match="CN=Active Directory Connections cannot be read"):
        ldap_legacy.ask(forest(*SEEN, closed))
    lists = listing(ORGANIZATION, WITNESS, entry(f"CN=Address Lists Container,{ORGANIZATION}"))
    with pytest.raises(Trouble, match="CN=Address Lists Container cannot be read"):
        ldap_legacy.ask(forest(*SEEN, lists))


TWICE = entry(
    f"CN=EX07\\0ACNF:5f0cb7a4-1f6e-4c83-9d7e-0123456789ab,CN=Servers,{GROUP}",
    cn="EX07\nCNF:5f0cb7a4-1f6e-4c83-9d7e-0123456789ab",
    objectClass=["top", "server", "msExchExchangeServer"],
)


def test_conflicts() -> None:
    assert ldap_legacy.read_conflicts(
        [TWICE, entry("CN=no conflict", cn="x"), entry(f"CN=\\0ACNF:1,{GROUP}")]
    ) == [
        ConflictObject(name="", place=GROUP, kind=None),
        ConflictObject(name="EX07", place=f"CN=Servers,{GROUP}", kind="msExchExchangeServer"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_never_break_it(text: str) -> None:
    strange = entry(
        f"CN=x,{GROUP}", cn=text, objectClass=["msExchAddressListService", text], msExchDomainLink=text,
        msExchAddressListServiceLink=text, msExchPFTreeType=text, msExchRoutingMasterDN=text,
        msExchRoutingGroupMembersDN=text, msExchDatacenterActivationMode=text, msExchStoppedMailboxServers=text,
        msExchMDBAvailabilityGroupIPv4Addresses=text,
    )  # fmt: skip
    assert ldap_legacy.read([strange])[0].name == (text or "x")
    assert ldap_public_folders.read([strange])[0].kind is None
    assert ldap_routing_groups.read([strange])[0].administrative_group == NAME
    assert ldap_dags.read([strange])[0].stopped_servers == [text]
