"""The forest and its schema levels, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors import ldap_forest
from scanner.collectors.ldap_forest import Answers
from scanner.connections.dn import key
from scanner.connections.errors import Trouble
from tests.collectors.answers import CONFIGURATION, HOSTILE, ROOT_DSE, SITE, answer, entry, forest

DC = f"CN=DC1,CN=Servers,{SITE}"
PARTITIONS = entry(
    f"CN=Partitions,{CONFIGURATION}",
    msDS_Behavior_Version=4,
    fSMORoleOwner=f"CN=NTDS Settings,{DC}",
    uPNSuffixes=["corp.example", "a.example"],
)
SCHEMA = entry(f"CN=Schema,{CONFIGURATION}", objectVersion=87, fSMORoleOwner=f"CN=NTDS Settings,{DC}")
POINT = entry("CN=ms-Exch-Schema-Version-Pt", rangeUpper=15334)
MASTER = entry(DC, dNSHostName="dc1.corp.test")


def test_everything_is_read() -> None:
    found = ldap_forest.read(Answers(ROOT_DSE, PARTITIONS, SCHEMA, POINT, {key(DC): MASTER}))
    assert (found.name, found.functional_level, found.schema_version) == ("corp.test", 4, 87)
    assert found.exchange_schema == 15334
    assert found.schema_master == found.naming_master == "dc1.corp.test"
    assert found.upn_suffixes == ["a.example", "corp.example"]


def test_a_level_that_is_not_stated_is_the_one_the_server_names() -> None:
    found = ldap_forest.read(Answers(ROOT_DSE, entry("CN=Partitions"), SCHEMA, None, {}))
    assert found.functional_level == 7
    assert found.exchange_schema is None


def test_level_zero_is_a_level() -> None:
    partitions = entry("CN=Partitions", msDS_Behavior_Version=0)
    assert ldap_forest.read(Answers(ROOT_DSE, partitions, SCHEMA, None, {})).functional_level == 0


def test_nothing_is_stated() -> None:
    found = ldap_forest.read(Answers(entry(""), entry("CN=Partitions"), entry("CN=Schema"), None, {}))
    assert (found.functional_level, found.schema_version, found.schema_master) == (None, None, None)
    assert found.upn_suffixes == []


@pytest.mark.parametrize("text", [*HOSTILE, "-4", "99999999999999999999", "\x004"])
def test_hostile_values_never_break_it(text: str) -> None:
    strange = entry(
        "CN=x", msDS_Behavior_Version=text, fSMORoleOwner=text, uPNSuffixes=text, objectVersion=text
    )
    found = ldap_forest.read(Answers(ROOT_DSE, strange, strange, strange, {}))
    assert found.upn_suffixes == [text]
    assert found.schema_version in (None, -4)


def test_a_master_whose_object_is_gone_goes_by_the_name_in_the_role() -> None:
    assert ldap_forest.read(Answers(ROOT_DSE, PARTITIONS, SCHEMA, None, {})).schema_master == "DC1"


def test_ask_follows_the_masters_once() -> None:
    directories = forest(
        answer(ldap_forest.PARTITIONS, PARTITIONS),
        answer(ldap_forest.SCHEMA, SCHEMA),
        answer(ldap_forest.EXCHANGE_SCHEMA, POINT),
        answer(ldap_forest.MASTER, MASTER, master=DC),
    )
    assert ldap_forest.read(ldap_forest.ask(directories)).naming_master == "dc1.corp.test"


def test_a_hidden_schema_is_not_a_missing_one() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_forest.ask(forest(answer(ldap_forest.PARTITIONS, PARTITIONS)))
    assert refused.value.code == "not-readable"
