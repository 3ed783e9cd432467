"""Who may prepare the directory: groups by their numbers, from recorded answers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from scanner.collectors import ldap_administrators, ldap_domains, well_known
from scanner.collectors.values import octets
from scanner.collectors.well_known import Pointer, pointers
from scanner.connections.directories import Directories
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import AdministratorGroup
from scanner.inventory.names import points_to_deleted
from tests.collectors.answers import EXCHANGE, HOSTILE, RecordedDirectory, answer, entry, forest
from tests.lab.entries import sid_bytes

SID = "S-1-5-21-10-20-30"
CHILD_SID = "S-1-5-21-40-50-60"
OF_THE_ROOT = (518, 519, 512)
MANAGEMENT = "CN=Organization Management,OU=Microsoft Exchange Security Groups,DC=corp,DC=test"
DOMAINS = answer(
    ldap_domains.CROSS_REFERENCES,
    entry("CN=CORP", dnsRoot="corp.test"),
    entry("CN=LAB", dnsRoot="lab.corp.test"),
)


def sids(sid: str, numbers: Sequence[int]) -> str:
    return "".join(f"(objectSid={octets(sid_bytes(sid, number))})" for number in numbers)


def group(name: str, number: int, members: int, sid: str = SID) -> Entry:
    return entry(
        f"CN={name}", cn=name, objectSid=sid_bytes(sid, number), member=[f"CN={n}" for n in range(members)]
    )


def managed(dn: str) -> dict[tuple[str, str] | str, Sequence[Entry]]:
    value = f"B:32:{well_known.ORGANIZATION_MANAGEMENT.lower()}:{dn}"
    return answer(well_known.POINTERS, entry(EXCHANGE, cn="Microsoft Exchange", otherWellKnownObjects=value))


HEAD = answer(ldap_administrators.DOMAIN_SID, entry("DC=corp,DC=test", objectSid=sid_bytes(SID)))
GROUPS = answer(
    ldap_administrators.GROUPS,
    group("Administrateurs du schéma", 518, 1),
    group("Administrateurs de l\u2019entreprise", 519, 2),
    group("Admins du domaine", 512, 7),
    numbers=sids(SID, OF_THE_ROOT),
)


def child() -> RecordedDirectory:
    base = "DC=lab,DC=corp,DC=test"
    filter = ldap_administrators.GROUPS.filter.replace("{numbers}", sids(CHILD_SID, [512]))
    return RecordedDirectory(
        {
            base: [entry(base, objectSid=sid_bytes(CHILD_SID))],
            (base, filter): [group("Domain Admins", 512, 3, CHILD_SID)],
        },
        "lab.corp.test",
    )


def read(directories: Directories) -> dict[tuple[str, str], tuple[str | None, int | None]]:
    found = ldap_administrators.read(ldap_administrators.ask(directories))
    return {(each.domain, each.role): (each.name, each.members) for each in found}


def test_groups_are_found_whatever_their_language() -> None:
    asked = answer(
        ldap_administrators.ORGANIZATION_MANAGEMENT,
        entry(MANAGEMENT, cn="OM", member=["a", "b"]),
        group=MANAGEMENT,
    )
    found = read(forest(DOMAINS, HEAD, GROUPS, managed(MANAGEMENT), asked, others=[child()]))
    assert found == {
        ("corp.test", "schema-admins"): ("Administrateurs du schéma", 1),
        ("corp.test", "enterprise-admins"): ("Administrateurs de l\u2019entreprise", 2),
        ("corp.test", "domain-admins"): ("Admins du domaine", 7),
        ("corp.test", "organization-management"): ("OM", 2),
        ("lab.corp.test", "domain-admins"): ("Domain Admins", 3),
    }


def test_a_domain_that_cannot_be_asked_leaves_its_groups_unknown_and_never_empty() -> None:
    found = read(forest(DOMAINS, HEAD, GROUPS))
    assert found["lab.corp.test", "domain-admins"] == ("domain-admins", None)
    assert found["corp.test", "domain-admins"] == ("Admins du domaine", 7)


def test_a_group_that_is_hidden_is_unknown() -> None:
    found = read(forest(DOMAINS, HEAD, others=[child()]))
    assert found["corp.test", "schema-admins"] == ("schema-admins", None)


def test_where_no_domain_can_be_asked_there_is_no_section() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_administrators.ask(forest(DOMAINS))
    assert refused.value.code == "not-readable"


@pytest.mark.parametrize("raw", [b"", b"\x01", b"\x01\xff" + b"x" * 30, "text"])
def test_a_number_that_is_none(raw: bytes | str) -> None:
    head = answer(ldap_administrators.DOMAIN_SID, entry("DC=corp,DC=test", objectSid=raw))
    with pytest.raises(Trouble):
        ldap_administrators.ask(forest(DOMAINS, head))


@pytest.mark.parametrize(
    "place", ["CN=Deleted Objects,DC=corp,DC=test", "CN=Deleted Objects,DC=gone,DC=test"]
)
def test_a_deleted_group_is_recognised_and_not_asked_for(place: str) -> None:
    found = ldap_administrators.read(
        ldap_administrators.ask(
            forest(DOMAINS, HEAD, GROUPS, managed(f"CN=Organization Management\\0ADEL:5f0c,{place}"))
        )
    )
    (management,) = [each for each in found if each.role == "organization-management"]
    assert points_to_deleted(management.name)
    assert management.members is None


def test_a_group_in_a_domain_that_cannot_be_asked_keeps_its_name() -> None:
    found = ldap_administrators.read(
        ldap_administrators.ask(forest(DOMAINS, HEAD, managed("CN=OM,DC=lab,DC=corp,DC=test")))
    )
    assert (
        AdministratorGroup(name="OM", role="organization-management", domain="lab.corp.test", members=None)
        in found
    )


@pytest.mark.parametrize("text", [*HOSTILE, "B:32::CN=x", "B:32:zz:CN=x", "B:x:ab:CN=x", "B:32:ab"])
def test_hostile_pointers_are_none(text: str) -> None:
    assert pointers(entry("CN=x", otherWellKnownObjects=text)) == []


def test_pointers() -> None:
    values = ["B:32:FF:CN=b:c,DC=x", "B:2:0a:CN=a\nb"]
    assert pointers(entry("CN=x", otherWellKnownObjects=values)) == [
        Pointer("0A", "CN=a\nb"),
        Pointer("FF", "CN=b:c,DC=x"),
    ]
    assert pointers(None) == []
