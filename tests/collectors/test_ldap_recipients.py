"""Recipients, counted and one by one, from recorded answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from scanner.collectors import exchange_root, ldap_domains, ldap_recipients
from scanner.collectors.ldap_recipients import STEP_FOR, Answers
from scanner.collectors.recipient_records import ATTRIBUTES
from scanner.connections.directories import Directories
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Collected, Failed, Skipped
from scanner.inventory.model import MailboxPlace, RecipientCount, RecipientList
from tests.collectors.answers import (
    EXCHANGE,
    GROUP,
    SCRIPT,
    STAMP,
    RecordedDirectory,
    answer,
    entry,
    forest,
)
from tests.made import made

ROOT = answer(exchange_root.ROOT, entry(EXCHANGE))
DB = f"CN=DB1,CN=Databases,{GROUP}"
USER = entry("CN=u,DC=corp,DC=test", msExchRecipientTypeDetails=1, homeMDB=DB)
CONTACT = entry("CN=c,DC=corp,DC=test", msExchRecipientTypeDetails=64)
UNTYPED = entry("CN=o,DC=corp,DC=test", homeMDB=DB)
DOMAINS = answer(
    ldap_domains.CROSS_REFERENCES, entry("CN=CORP", dnsRoot="corp.test"), entry("CN=LAB", dnsRoot="lab.test")
)
NO_EXCHANGE = answer(exchange_root.SERVICES, entry("CN=Services", cn="Services"))


def schema(
    outside: Sequence[str] = (), unknown: Sequence[str] = ()
) -> dict[tuple[str, str] | str, Sequence[Entry]]:
    """What the schema says of the attributes of recipients."""
    return answer(
        ldap_recipients.ATTRIBUTE_SCHEMA,
        *(
            entry(f"CN={name}", lDAPDisplayName=name)
            if name in outside
            else entry(f"CN={name}", lDAPDisplayName=name, isMemberOfPartialAttributeSet="TRUE")
            for name in ATTRIBUTES
            if name not in unknown
        ),
    )


def whole(*found: Entry, broken: Sequence[Entry] = ()) -> tuple[Directories, RecordedDirectory]:
    """A forest whose catalogue holds these recipients."""
    catalog = RecordedDirectory(
        {
            **answer(ldap_recipients.IN_CATALOG, *found),
            **answer(ldap_recipients.BROKEN_IN_CATALOG, *broken),
        }
    )
    return forest(ROOT, schema(), catalog=catalog), catalog


def listed(answers: Answers) -> RecipientList:
    assert answers.recipients is not None
    return answers.recipients


def test_one_search_of_the_global_catalogue_counts_and_lists() -> None:
    directories, catalog = whole(USER, CONTACT, USER, UNTYPED, broken=[entry("CN=x"), entry("CN=y")])
    answers = ldap_recipients.ask(directories)
    assert answers.query is ldap_recipients.IN_CATALOG
    assert ldap_recipients.read(answers) == [
        RecipientCount(type_details=64, database=None, server=None, count=1),
        RecipientCount(type_details=None, database="DB1", server=None, count=1),
        RecipientCount(type_details=1, database="DB1", server=None, count=2),
    ]
    found = listed(answers)
    assert [each.type_details for each in found.recipients] == [1, 64, 1, None]
    assert found.domains == ["corp.test"]
    assert found.places == [MailboxPlace(database="DB1", server=None, deleted=False)]
    assert found.without_alias == 2
    assert found.unread == []
    assert catalog.sent[0] == ("", "sub", "(mailNickname=*)", ATTRIBUTES)


def test_a_domain_whose_system_objects_are_hidden_is_named() -> None:
    """Mail-enabled public folders and Exchange's own mailboxes lie there: none of them may mean hidden."""
    lab = entry("CN=l,DC=lab,DC=test")
    seen = entry(
        "CN=Microsoft Exchange System Objects,DC=corp,DC=test", cn="Microsoft Exchange System Objects"
    )
    bare = entry("CN=Microsoft Exchange System Objects,DC=lab,DC=test")
    found = {**answer(ldap_recipients.IN_CATALOG, USER, lab)}
    for containers, hidden in (([seen, bare], ["lab.test"]), ([], ["corp.test", "lab.test"])):
        catalog = RecordedDirectory(found | answer(ldap_recipients.CONTAINERS_IN_CATALOG, *containers))
        assert listed(ldap_recipients.ask(forest(ROOT, schema(), catalog=catalog))).hidden == hidden


def test_what_the_catalogue_does_not_hold_is_not_asked_for_and_said_to_be_unread() -> None:
    catalog = RecordedDirectory(answer(ldap_recipients.IN_CATALOG, USER))
    outside, unknown = ("msExchArchiveGUID", "protocolSettings"), ("msExchUsageLocation",)
    found = listed(ldap_recipients.ask(forest(ROOT, schema(outside, unknown), catalog=catalog)))
    assert found.unread == ["has_archive", "protocols"]
    assert (found.recipients[0].has_archive, found.recipients[0].protocols) == (None, None)
    assert (found.recipients[0].has_mailbox_guid, found.recipients[0].holds) == (False, [])
    asked = catalog.sent[0][3]
    assert set(ATTRIBUTES) - set(asked) == {*outside, *unknown}


def test_a_schema_that_cannot_be_seen_is_no_reason_to_guess() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_recipients.ask(forest(ROOT, catalog=RecordedDirectory({})))
    assert refused.value.code == "not-readable"


def test_without_a_global_catalogue_every_domain_is_asked_for_everything() -> None:
    lab = RecordedDirectory(
        {("DC=lab,DC=test", "(mailNickname=*)"): [entry("CN=l,DC=lab,DC=test"), CONTACT]}, "lab.test"
    )
    main = answer(ldap_recipients.IN_DOMAIN, USER) | answer(ldap_recipients.BROKEN_IN_DOMAIN, USER)
    answers = ldap_recipients.ask(forest(ROOT, DOMAINS, main, others=[lab]))
    assert answers.query is ldap_recipients.IN_DOMAIN
    assert sum(each.count for each in ldap_recipients.read(answers)) == 3
    found = listed(answers)
    assert (found.domains, found.without_alias, found.unread) == (["corp.test", "lab.test"], 1, [])
    assert [each.domain for each in found.recipients] == [0, 0, 1]
    assert lab.sent[0][3] == ATTRIBUTES


@pytest.mark.parametrize("ask", [ldap_recipients.ask, ldap_recipients.ask_counts])
def test_a_sum_without_one_domain_is_no_sum(ask: Callable[[Directories], Answers]) -> None:
    with pytest.raises(Trouble) as refused:
        ask(forest(ROOT, DOMAINS, answer(ldap_recipients.IN_DOMAIN, USER)))
    assert refused.value.code == "no-domain-controller"


GUID, OTHER = bytes(range(16)), bytes(16)


def group(guid: bytes, type: int, *members: str) -> Entry:
    more = {"member": list(members)} if members else {}
    return entry(
        f"CN={guid[1]},DC=corp,DC=test", objectClass="group", objectGUID=guid, groupType=type, **more
    )


def test_members_of_groups_are_counted_and_not_kept() -> None:
    several = [f"CN=u{number},DC=corp,DC=test" for number in range(1600)]
    catalog = RecordedDirectory(
        {
            **answer(ldap_recipients.IN_CATALOG, USER, group(GUID, 8), group(OTHER, -2147483640)),
            **answer(ldap_recipients.MEMBERS_IN_CATALOG, group(GUID, 8, *several), group(OTHER, 8)),
        }
    )
    found = listed(ldap_recipients.ask(forest(ROOT, schema(), catalog=catalog)))
    assert {each.guid: each.members for each in found.recipients} == {
        None: None, GUID.hex(): 1600, OTHER.hex(): 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        (answer(ldap_recipients.LOCAL_MEMBERS, group(GUID, 2, "CN=u", "CN=v")), 2),
        # Its domain does not answer: nobody knows who is in it.
        (
            {
                ("DC=corp,DC=test", ldap_recipients.LOCAL_MEMBERS.filter): Trouble(
                    "unreachable", host="dc", port=389
                )
            },
            None,
        ),
    ],
)
def test_members_of_other_groups_are_asked_of_their_domain(local: Any, expected: int | None) -> None:
    catalog = RecordedDirectory(answer(ldap_recipients.IN_CATALOG, group(GUID, 2)))
    directories = forest(
        ROOT, schema(), answer(ldap_domains.CROSS_REFERENCES, entry("CN=CORP", dnsRoot="corp.test")), local,
        catalog=catalog,
    )  # fmt: skip
    (found,) = listed(ldap_recipients.ask(directories)).recipients
    assert found.members == expected


def test_without_a_catalogue_each_domain_is_asked_for_members() -> None:
    directories = forest(
        ROOT, answer(ldap_domains.CROSS_REFERENCES, entry("CN=CORP", dnsRoot="corp.test")),
        answer(ldap_recipients.IN_DOMAIN, group(GUID, 2)),
        answer(ldap_recipients.MEMBERS_IN_DOMAIN, group(GUID, 2, "CN=u")),
    )  # fmt: skip
    (found,) = listed(ldap_recipients.ask(directories)).recipients
    assert found.members == 1


def test_a_forest_without_exchange_has_none() -> None:
    answers = ldap_recipients.ask(forest(NO_EXCHANGE))
    assert ldap_recipients.read(answers) == []
    assert listed(answers) == made(RecipientList, without_alias=0)


def test_counts_ask_for_two_attributes_and_keep_nobody() -> None:
    catalog = RecordedDirectory(answer(ldap_recipients.COUNTED_IN_CATALOG, USER, CONTACT))
    found = STEP_FOR["counts"].collect(forest(ROOT, catalog=catalog), STAMP)
    counts, left_out = found["recipients"], found["recipient_list"]
    assert isinstance(counts, Collected)
    assert [each.count for each in counts.data] == [1, 1]
    assert isinstance(left_out, Skipped)
    assert left_out.code == "recipients-counted"
    assert catalog.sent == [("", "sub", "(mailNickname=*)", ("msExchRecipientTypeDetails", "homeMDB"))]


def test_that_each_one_was_left_out_stays_true_when_counting_fails() -> None:
    found = STEP_FOR["counts"].collect(forest(ROOT, DOMAINS), STAMP)
    assert isinstance(found["recipients"], Failed)
    assert isinstance(found["recipient_list"], Skipped)


def test_none_asks_for_nothing() -> None:
    step = STEP_FOR["none"]
    assert step.queries == ()
    sections = step.collect(forest(), STAMP)
    assert {name: getattr(section, "code", "") for name, section in sections.items()} == {
        "recipients": "recipients-left-out",
        "recipient_list": "recipients-left-out",
    }


def test_hostile_values_are_counted_as_they_are() -> None:
    counts: dict[ldap_recipients.Kind, int] = {
        (b"-5", b"CN=" + SCRIPT.replace('"', '\\"').encode()): 3,
        (b"x", b"\xff"): 1,
        (b"", b""): 2,
    }
    assert ldap_recipients.read(Answers(counts, None, ldap_recipients.IN_CATALOG)) == [
        RecipientCount(type_details=None, database=None, server=None, count=3),
        RecipientCount(type_details=-5, database=SCRIPT, server=None, count=3),
    ]


def test_databases_of_the_same_name_on_two_servers_are_counted_apart() -> None:
    users = [
        entry("CN=u,DC=x", homeMDB=f"CN=DB,CN=First,CN=InformationStore,CN={server},CN=Servers,{GROUP}")
        for server in ("EX1", "EX2", "EX1")
    ]
    answers = ldap_recipients.ask(whole(*users)[0])
    assert [(each.server, each.database, each.count) for each in ldap_recipients.read(answers)] == [
        ("EX1", "DB", 2),
        ("EX2", "DB", 1),
    ]
    assert [(place.server, place.database) for place in listed(answers).places] == [
        ("EX1", "DB"),
        ("EX2", "DB"),
    ]
