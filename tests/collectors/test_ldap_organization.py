"""The organisation and its accepted domains, from recorded answers; and how "none" is told from "hidden"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from scanner.collectors import exchange_root, ldap_organization, well_known
from scanner.collectors.ldap_organization import NOWHERE, Answers, GroupAnswers
from scanner.collectors.well_known import Pointer
from scanner.connections.directories import Directories
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.connections.ldap_messages import escaped
from scanner.inventory.model import AcceptedDomain, Organization, WellKnownGroup
from tests.collectors.answers import (
    EXCHANGE,
    GROUP,
    HOSTILE,
    ORGANIZATION,
    RecordedDirectory,
    answer,
    entry,
    forest,
)

ROOT = answer(exchange_root.ROOT, entry(EXCHANGE))
SERVICES = answer(exchange_root.SERVICES, entry("CN=Services", cn="Services"))
USG = "OU=Microsoft Exchange Security Groups,DC=corp,DC=test"
MANAGEMENT, SERVERS = f"CN=Organization Management,{USG}", f"CN=Exchange Servers,{USG}"
GONE = "CN=Help Desk\\0ADEL:5f0c,CN=Deleted Objects,DC=corp,DC=test"
CORP = entry(
    ORGANIZATION,
    cn="Corp",
    objectVersion=16223,
    msExchProductID="15.01.2507.006",
    msExchMixedMode="FALSE",
    whenCreated="20070305080910.0Z",
    msExchDefaultPublicFolderMailbox="CN=PFMailbox1,OU=Recipients,DC=corp,DC=test",
    msExchMapiHttpEnabled="TRUE",
    otherWellKnownObjects=f"B:32:BB:{SERVERS}",
)
POINTERS = answer(
    well_known.POINTERS,
    entry(
        EXCHANGE, cn="Microsoft Exchange", otherWellKnownObjects=[f"B:32:aa:{MANAGEMENT}", f"B:32:CC:{GONE}"]
    ),
)
FOUND = answer(exchange_root.ORGANIZATION, CORP)
GROUPS = answer(exchange_root.ADMINISTRATIVE_GROUPS, entry(GROUP, cn="Exchange Administrative Group"))


def test_everything_is_read() -> None:
    found = ldap_organization.read(ldap_organization.ask(forest(ROOT, FOUND, GROUPS)))
    assert found is not None
    assert (found.name, found.object_version, found.product_id) == ("Corp", 16223, "15.01.2507.006")
    assert (found.mixed_mode, found.administrative_groups) == (False, ["Exchange Administrative Group"])

    assert found.created == datetime(2007, 3, 5, 8, 9, 10, tzinfo=UTC)
    assert (found.public_folder_mailbox, found.mapi_http) == ("PFMailbox1", True)


def read(*answers: Any, others: Sequence[RecordedDirectory] = ()) -> Organization:
    found = ldap_organization.read(
        ldap_organization.ask(forest(ROOT, FOUND, GROUPS, *answers, others=others))
    )
    assert found is not None
    return found


def types(*found: Entry) -> dict[tuple[str, str] | str, Sequence[Entry]]:
    names = "".join(f"(distinguishedName={escaped(dn)})" for dn in sorted((MANAGEMENT, SERVERS)))
    return answer(ldap_organization.GROUP_TYPES, *found, names=names)


def test_well_known_groups_are_followed_and_deleted_ones_recognised() -> None:
    found = read(POINTERS, types(entry(MANAGEMENT.upper(), groupType=-2147483640)))
    assert found.well_known_groups == [
        WellKnownGroup(
            identifier="AA", name="Organization Management", deleted=False, group_type=-2147483640
        ),
        WellKnownGroup(identifier="CC", name="Help Desk (deleted)", deleted=True, group_type=None),
        WellKnownGroup(identifier="BB", name="Exchange Servers", deleted=False, group_type=None),
    ]
    assert found.split_permissions is False


def test_well_known_groups_that_cannot_be_read_are_not_none() -> None:
    found = read()
    assert (found.well_known_groups, found.split_permissions) == (None, None)
    empty = read(answer(well_known.POINTERS, entry(EXCHANGE, cn="Microsoft Exchange")))
    assert empty.well_known_groups is not None
    assert [group.name for group in empty.well_known_groups] == ["Exchange Servers"]


def test_split_permissions_by_the_container_beside_the_groups() -> None:
    beside = answer(
        ldap_organization.PROTECTED, entry(f"OU=Microsoft Exchange Protected Groups,{USG}"), container=USG
    )
    assert read(POINTERS, beside).split_permissions is True


def test_split_permissions_by_a_group_in_it() -> None:
    inside = f"CN=Exchange Windows Permissions,ou=microsoft exchange protected groups,{USG}"
    pointer = answer(well_known.POINTERS, entry(EXCHANGE, cn="x", otherWellKnownObjects=f"B:32:DD:{inside}"))
    assert read(pointer).split_permissions is True


def test_groups_in_a_domain_that_cannot_be_asked_keep_their_names() -> None:
    pointer = answer(
        well_known.POINTERS, entry(EXCHANGE, cn="x", otherWellKnownObjects="B:32:AA:CN=OM,DC=root,DC=test")
    )
    organization = answer(exchange_root.ORGANIZATION, entry(ORGANIZATION, cn="Corp"))
    found = read(pointer, organization)
    assert found.well_known_groups == [
        WellKnownGroup(identifier="AA", name="OM", deleted=False, group_type=None)
    ]
    assert found.split_permissions is None


@pytest.mark.parametrize(
    ("value", "mailbox"),
    [
        ("c9f0f895-fb98-4b91-8b6d-1b6f0a7e2f11", "c9f0f895-fb98-4b91-8b6d-1b6f0a7e2f11"),
        (UUID("c9f0f895-fb98-4b91-8b6d-1b6f0a7e2f11").bytes_le, "c9f0f895-fb98-4b91-8b6d-1b6f0a7e2f11"),
        ("CN=PF\\0ADEL:5f0c,CN=Deleted Objects,DC=x", "PF (deleted)"),
        ("exactly16letters", "exactly16letters"),
        ("", None),
    ],
)
def test_the_public_folder_mailbox_in_each_form(value: str | bytes, mailbox: str | None) -> None:
    organization = entry(ORGANIZATION, msExchDefaultPublicFolderMailbox=value)
    found = ldap_organization.read(Answers(organization, [], None, NOWHERE))
    assert found is not None
    assert found.public_folder_mailbox == mailbox


def test_a_forest_without_exchange() -> None:
    assert ldap_organization.read(ldap_organization.ask(forest(SERVICES))) is None
    assert ldap_organization.ask_accepted_domains(forest(SERVICES)) == []


@pytest.mark.parametrize(
    "directories", [forest(), forest(ROOT), forest(ROOT, FOUND)], ids=["services", "organisation", "groups"]
)
def test_what_is_hidden_is_not_missing(directories: Directories) -> None:
    with pytest.raises(Trouble) as refused:
        ldap_organization.ask(directories)
    assert refused.value.code == "not-readable"


def test_an_organisation_without_administrative_groups() -> None:
    container = answer(
        ldap_organization.GROUPS_CONTAINER,
        entry("CN=Administrative Groups", cn="Administrative Groups"),
        organization=ORGANIZATION,
    )
    found = ldap_organization.read(ldap_organization.ask(forest(ROOT, FOUND, container)))
    assert found is not None
    assert found.administrative_groups == []


def test_accepted_domains() -> None:
    directories = forest(
        ROOT,
        answer(
            ldap_organization.ACCEPTED_DOMAINS,
            entry("CN=Relay", msExchAcceptedDomainName="relay.test", msExchAcceptedDomainFlags=2),
            entry("CN=Corp\\, default", msExchAcceptedDomainName="corp.test", msExchAcceptedDomainFlags=4),
            entry("CN=a.test"),
        ),
    )
    found = ldap_organization.read_accepted_domains(ldap_organization.ask_accepted_domains(directories))
    assert found == [
        AcceptedDomain(name="a.test", flags=None),
        AcceptedDomain(name="corp.test", flags=4),
        AcceptedDomain(name="relay.test", flags=2),
    ]


def test_hidden_accepted_domains_are_not_missing_ones() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_organization.ask_accepted_domains(forest(ROOT, FOUND))
    assert refused.value.values == {"what": "CN=Accepted Domains"}


def test_an_organisation_without_accepted_domains() -> None:
    container = answer(
        ldap_organization.ACCEPTED_CONTAINER,
        entry("CN=Accepted Domains", cn="Accepted Domains"),
        organization=ORGANIZATION,
    )
    assert ldap_organization.ask_accepted_domains(forest(ROOT, FOUND, container)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_never_break_it(text: str) -> None:
    strange = entry(
        "CN=o", cn=text, objectVersion=text, msExchProductID=text, msExchMixedMode=text, whenCreated=text,
        msExchDefaultPublicFolderMailbox=text, msExchMapiHttpEnabled=text,
    )  # fmt: skip
    pointed = GroupAnswers({text.casefold(): strange}, None)
    found = ldap_organization.read(Answers(strange, [strange], [Pointer(text, text)], pointed))
    assert found is not None
    assert (found.name, found.object_version, found.mixed_mode) == (text or "o", None, None)
    assert found.product_id == (text or None)
    assert found.well_known_groups is not None
    assert [group.deleted for group in found.well_known_groups] == [False]


def test_a_name_with_braces_is_not_filled_in() -> None:
    """A name that was found stands in the next query as it is, whatever it looks like."""
    strange = f"CN={{configuration}},{EXCHANGE}"
    container = answer(ldap_organization.GROUPS_CONTAINER, entry("CN=x", cn="x"), organization=strange)
    organization = answer(exchange_root.ORGANIZATION, entry(strange, cn="x"))
    assert ldap_organization.ask(forest(ROOT, organization, container)).groups == []
