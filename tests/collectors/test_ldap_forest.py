"""The forest and its schema levels, from recorded answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scanner.collectors import ldap_forest, masters
from scanner.collectors.ldap_forest import Answers
from scanner.connections.dn import key
from scanner.connections.errors import Trouble
from tests.collectors.answers import CONFIGURATION, HOSTILE, ROOT_DSE, SITE, answer, entry, forest, sent

DC = f"CN=DC1,CN=Servers,{SITE}"
PARTITIONS = entry(
    f"CN=Partitions,{CONFIGURATION}",
    msDS_Behavior_Version=4,
    fSMORoleOwner=f"CN=NTDS Settings,{DC}",
    uPNSuffixes=["corp.example", "a.example"],
)
SCHEMA = entry(f"CN=Schema,{CONFIGURATION}", objectVersion=87, fSMORoleOwner=f"CN=NTDS Settings,{DC}")
POINT = entry("CN=ms-Exch-Schema-Version-Pt", rangeUpper=15334, whenCreated="20070305080910.0Z")
CONNECTOR = entry("CN=ms-Exch-Schema-Version-Adc", rangeUpper=6870)
STORAGE_GROUP = entry(
    "CN=ms-Exch-Storage-Group",
    lDAPDisplayName="msExchStorageGroup",
    possSuperiors=["msExchInformationStore", "computer"],
    systemPossSuperiors="container",
)
SERVICE = entry("CN=Directory Service", tombstoneLifetime=180, dSHeuristics="0000002")
RECYCLE_BIN = (
    f"CN=Recycle Bin Feature,CN=Optional Features,CN=Directory Service,CN=Windows NT,{CONFIGURATION}"
)
MASTER = entry(DC, dNSHostName="dc1.corp.test")


WHOLE = Answers(ROOT_DSE, PARTITIONS, SCHEMA, POINT, CONNECTOR, STORAGE_GROUP, SERVICE, {key(DC): MASTER})
BARE = Answers(ROOT_DSE, PARTITIONS, SCHEMA, None, None, None, None, {})


def test_everything_is_read() -> None:
    found = ldap_forest.read(WHOLE)
    assert (found.name, found.functional_level, found.schema_version) == ("corp.test", 4, 87)
    assert found.exchange_schema == 15334
    assert found.schema_master == found.naming_master == "dc1.corp.test"
    assert found.upn_suffixes == ["a.example", "corp.example"]
    assert found.exchange_schema_created == datetime(2007, 3, 5, 8, 9, 10, tzinfo=UTC)
    assert found.connector_schema == 6870
    assert found.storage_group_superiors == ["computer", "container", "msExchInformationStore"]
    assert (found.tombstone_lifetime, found.heuristics) == (180, "0000002")


@pytest.mark.parametrize(
    ("features", "enabled"), [([], False), (["CN=Other,DC=x"], False), ([RECYCLE_BIN], True)]
)
def test_the_recycle_bin(features: list[str], enabled: bool) -> None:
    partitions = entry("CN=Partitions", msDS_EnabledFeature=features)
    assert ldap_forest.read(WHOLE._replace(partitions=partitions)).recycle_bin is enabled


def test_a_class_without_superiors_is_not_a_missing_class() -> None:
    bare = entry("CN=ms-Exch-Storage-Group", lDAPDisplayName="msExchStorageGroup")
    assert ldap_forest.read(WHOLE._replace(storage_group=bare)).storage_group_superiors == []
    assert ldap_forest.read(BARE).storage_group_superiors is None


def test_what_the_schema_does_not_hold() -> None:
    found = ldap_forest.read(BARE)
    assert (found.exchange_schema, found.exchange_schema_created, found.connector_schema) == (
        None,
        None,
        None,
    )
    assert (found.tombstone_lifetime, found.heuristics) == (None, None)


def test_a_level_that_is_not_stated_is_the_one_the_server_names() -> None:
    found = ldap_forest.read(BARE._replace(partitions=entry("CN=Partitions")))
    assert found.functional_level == 7
    assert found.exchange_schema is None


def test_level_zero_is_a_level() -> None:
    partitions = entry("CN=Partitions", msDS_Behavior_Version=0)
    assert ldap_forest.read(BARE._replace(partitions=partitions)).functional_level == 0


def test_nothing_is_stated() -> None:
    found = ldap_forest.read(
        Answers(entry(""), entry("CN=Partitions"), entry("CN=Schema"), None, None, None, None, {})
    )
    assert (found.functional_level, found.schema_version, found.schema_master) == (None, None, None)
    assert found.upn_suffixes == []


@pytest.mark.parametrize("text", [*HOSTILE, "-4", "99999999999999999999", "\x004"])
def test_hostile_values_never_break_it(text: str) -> None:
    strange = entry(
        "CN=x", msDS_Behavior_Version=text, fSMORoleOwner=text, uPNSuffixes=text, objectVersion=text,
        msDS_EnabledFeature=text, rangeUpper=text, whenCreated=text, possSuperiors=text, tombstoneLifetime=text,
        dSHeuristics=text,
    )  # fmt: skip
    found = ldap_forest.read(Answers(ROOT_DSE, strange, strange, strange, strange, strange, strange, {}))
    assert found.storage_group_superiors == [text]
    assert (found.exchange_schema_created, found.heuristics) == (None, text or None)
    assert found.upn_suffixes == [text]
    assert found.schema_version in (None, -4)


def test_a_master_whose_object_is_gone_goes_by_the_name_in_the_role() -> None:
    assert ldap_forest.read(BARE).schema_master == "DC1"


def test_ask_follows_the_masters_once() -> None:
    directories = forest(
        answer(ldap_forest.PARTITIONS, PARTITIONS),
        answer(ldap_forest.SCHEMA, SCHEMA),
        answer(ldap_forest.EXCHANGE_SCHEMA, POINT),
        answer(ldap_forest.CONNECTOR_SCHEMA, CONNECTOR),
        answer(ldap_forest.STORAGE_GROUP_CLASS, STORAGE_GROUP),
        answer(ldap_forest.DIRECTORY_SERVICE, SERVICE),
        answer(masters.MASTER, MASTER, master=DC),
    )
    assert ldap_forest.ask(directories) == WHOLE
    assert [base for base, *_ in sent(directories)].count(DC) == 1


def test_a_hidden_schema_is_not_a_missing_one() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_forest.ask(forest(answer(ldap_forest.PARTITIONS, PARTITIONS)))
    assert refused.value.code == "not-readable"
