"""The domains of the forest, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors import ldap_domains
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Collected, Failed
from scanner.inventory.model import DomainHead
from tests.collectors.answers import CONFIGURATION, HOSTILE, STAMP, RecordedDirectory, answer, entry, forest
from tests.made import made

PARTITIONS = f"CN=Partitions,{CONFIGURATION}"
ROOT = entry(f"CN=CORP,{PARTITIONS}", nCName="DC=corp,DC=test", dnsRoot="Corp.Test", nETBIOSName="CORP")
CHILD = entry(
    f"CN=LAB,{PARTITIONS}",
    nCName="DC=lab,DC=corp,DC=test",
    dnsRoot="lab.corp.test",
    trustParent=f"cn=corp,{PARTITIONS}",
)
HEAD = entry("DC=corp,DC=test", msDS_Behavior_Version=2, nTMixedDomain=0)


def test_each_domain_has_the_head_that_its_own_controller_told() -> None:
    directories = forest(
        answer(ldap_domains.CROSS_REFERENCES, CHILD, ROOT),
        answer(ldap_domains.HEAD, HEAD),
        answer(ldap_domains.SYSTEM_OBJECTS, entry("CN=MESO", objectVersion=13243), entry("CN=MESO\\0ACNF:1")),
    )
    root, child = ldap_domains.read(ldap_domains.ask(directories), STAMP)
    assert (root.name, root.netbios_name, root.parent) == ("corp.test", "CORP", None)
    assert isinstance(root.head, Collected)
    assert root.head.data == made(
        DomainHead, functional_level=2, mixed_mode=False, preparation_versions=[13243, None]
    )
    assert root.head.source.host == "dc1.corp.test"
    assert root.head.source.query is not None
    assert "below DC=corp,DC=test: (objectCategory=msExch" in root.head.source.query
    assert (child.name, child.netbios_name, child.parent) == ("lab.corp.test", None, "corp.test")
    assert isinstance(child.head, Failed)
    assert (child.head.code, child.head.values) == ("no-domain-controller", {"domain": "lab.corp.test"})


def test_a_head_that_cannot_be_seen_fails_alone() -> None:
    other = RecordedDirectory({}, "lab.corp.test")
    directories = forest(
        answer(ldap_domains.CROSS_REFERENCES, CHILD, ROOT), answer(ldap_domains.HEAD, HEAD), others=[other]
    )
    root, child = ldap_domains.read(ldap_domains.ask(directories), STAMP)
    assert isinstance(root.head, Collected)
    assert root.head.data.preparation_versions == []
    assert isinstance(child.head, Failed)
    assert child.head.code == "not-readable"


def test_a_forest_always_has_a_domain() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_domains.ask(forest())
    assert refused.value.code == "not-readable"


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_values_never_break_it(text: str) -> None:
    strange = entry("CN=x", dnsRoot=text, nETBIOSName=text, trustParent=text, nCName=text)
    answers = ldap_domains.Answers([strange], {text.lower(): Trouble("interrupted")})
    (found,) = ldap_domains.read(answers, STAMP)
    assert (found.name, found.netbios_name, found.parent) == (text.lower(), text, None)
