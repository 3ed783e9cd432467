"""The domains of the forest, from recorded answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from scanner.collectors import ldap_domains, masters, trusts
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Collected, Failed
from scanner.inventory.model import DomainHead, Trust
from tests.collectors.answers import (
    CONFIGURATION,
    HOSTILE,
    SITE,
    STAMP,
    RecordedDirectory,
    answer,
    entry,
    forest,
)
from tests.collectors.test_values import BACKED_UP, metadata
from tests.lab.entries import sid_bytes
from tests.made import made

PARTITIONS = f"CN=Partitions,{CONFIGURATION}"
ROOT = entry(f"CN=CORP,{PARTITIONS}", nCName="DC=corp,DC=test", dnsRoot="Corp.Test", nETBIOSName="CORP")
CHILD = entry(
    f"CN=LAB,{PARTITIONS}",
    nCName="DC=lab,DC=corp,DC=test",
    dnsRoot="lab.corp.test",
    trustParent=f"cn=corp,{PARTITIONS}",
)
DC1, DC2 = f"CN=DC1,CN=Servers,{SITE}", f"CN=DC2,CN=Servers,{SITE}"
HEAD = entry(
    "DC=corp,DC=test",
    msDS_Behavior_Version=2,
    nTMixedDomain=0,
    fSMORoleOwner=f"CN=NTDS Settings,{DC1}",
    replPropertyMetaData=metadata((0x2004A, BACKED_UP)),
)
SYSTEM = answer(trusts.SYSTEM, entry("CN=System,DC=corp,DC=test", cn="System"))
FOREST_TRUST = entry(
    "CN=partner.test,CN=System,DC=corp,DC=test",
    cn="partner.test",
    trustPartner="partner.test",
    flatName="PARTNER",
    securityIdentifier=sid_bytes("S-1-5-21-1-2-3"),
    trustDirection=3,
    trustType=2,
    trustAttributes=8,
    whenCreated="20120101000000.0Z",
)


def test_each_domain_has_the_head_that_its_own_controller_told() -> None:
    directories = forest(
        answer(ldap_domains.CROSS_REFERENCES, CHILD, ROOT),
        answer(ldap_domains.HEAD, HEAD),
        answer(ldap_domains.SYSTEM_OBJECTS, entry("CN=MESO", objectVersion=13243), entry("CN=MESO\\0ACNF:1")),
        answer(ldap_domains.RID_MASTER, entry("CN=RID", fSMORoleOwner=f"CN=NTDS Settings,{DC1}")),
        answer(ldap_domains.INFRASTRUCTURE, entry("CN=I", fSMORoleOwner=f"CN=NTDS Settings,{DC2}")),
        answer(masters.DOMAIN_MASTER, entry(DC1, dNSHostName="dc1.corp.test"), master=DC1),
        answer(ldap_domains.COMPUTERS, entry("CN=Computers")),
        answer(ldap_domains.SYSVOL_MIGRATION, entry("CN=DFSR-GlobalSettings", msDFSR_Flags=48)),
        SYSTEM,
        answer(trusts.TRUSTS, FOREST_TRUST, entry("CN=a,CN=System", cn="a", securityIdentifier=b"\x01")),
    )
    root, child = ldap_domains.read(ldap_domains.ask(directories), STAMP)
    assert (root.name, root.netbios_name, root.parent) == ("corp.test", "CORP", None)
    assert isinstance(root.head, Collected)
    assert root.head.data == DomainHead(
        functional_level=2,
        mixed_mode=False,
        preparation_versions=[13243, None],
        pdc_emulator="dc1.corp.test",
        rid_master="dc1.corp.test",
        infrastructure_master="DC2",
        computers_container=True,
        sysvol_migration=48,
        sysvol_file_replication=False,
        last_backup=datetime(2026, 11, 20, 22, 0, 5, tzinfo=UTC),
    )
    assert isinstance(root.trusts, Collected)
    assert root.trusts.data == [
        made(Trust, partner="a"),
        Trust(
            partner="partner.test",
            flat_name="PARTNER",
            security_identifier="S-1-5-21-1-2-3",
            direction=3,
            kind=2,
            attributes=8,
            created=datetime(2012, 1, 1, tzinfo=UTC),
        ),
    ]
    assert root.trusts.source.query == "children of CN=System,DC=corp,DC=test: (objectClass=trustedDomain)"
    assert root.head.source.host == "dc1.corp.test"
    assert root.head.source.query is not None
    assert "below DC=corp,DC=test: (objectCategory=msExch" in root.head.source.query
    assert (child.name, child.netbios_name, child.parent) == ("lab.corp.test", None, "corp.test")
    assert isinstance(child.head, Failed)
    assert (child.head.code, child.head.values) == ("no-domain-controller", {"domain": "lab.corp.test"})
    assert child.trusts == child.head


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


def test_a_hidden_preparation_is_not_a_missing_one() -> None:
    """The container is there and says nothing: prepared, to a level that is not known."""
    hidden = entry("CN=Microsoft Exchange System Objects,DC=corp,DC=test")
    found = domain_head(SYSTEM, answer(ldap_domains.SYSTEM_OBJECTS_PLACE, hidden))
    assert found.preparation_versions == [None]
    assert domain_head(SYSTEM).preparation_versions == []


def test_a_hidden_system_container_costs_what_stands_in_it_only() -> None:
    directories = forest(answer(ldap_domains.CROSS_REFERENCES, ROOT), answer(ldap_domains.HEAD, HEAD))
    (root,) = ldap_domains.read(ldap_domains.ask(directories), STAMP)
    assert isinstance(root.trusts, Failed)
    assert root.trusts.code == "not-readable"
    assert isinstance(root.head, Collected)
    assert (root.head.data.sysvol_migration, root.head.data.sysvol_file_replication) == (None, None)
    assert root.head.data.computers_container is False


def test_sysvol_by_the_file_replication_service() -> None:
    share = answer(ldap_domains.SYSVOL_FILE_REPLICATION, entry("CN=Domain System Volume (SYSVOL share)"))
    found = domain_head(SYSTEM, share)
    assert (found.sysvol_migration, found.sysvol_file_replication) == (None, True)


def domain_head(*answers: Any) -> DomainHead:
    directories = forest(
        answer(ldap_domains.CROSS_REFERENCES, ROOT), answer(ldap_domains.HEAD, HEAD), *answers
    )
    (root,) = ldap_domains.read(ldap_domains.ask(directories), STAMP)
    assert isinstance(root.head, Collected)
    return root.head.data


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_trusts_never_break_it(text: str) -> None:
    strange = entry(
        "CN=x", cn=text, trustPartner=text, flatName=text, securityIdentifier=text, trustDirection=text,
        trustType=text, trustAttributes=text, whenCreated=text,
    )  # fmt: skip
    (found,) = trusts.read([strange])
    assert (found.partner, found.flat_name) == (text or "x", text or None)
    assert (found.security_identifier, found.created) == (None, None)


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
