"""Counting recipients, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors import exchange_root, ldap_domains, ldap_recipients
from scanner.collectors.ldap_recipients import Answers
from scanner.connections.errors import Trouble
from scanner.inventory.model import RecipientCount
from tests.collectors.answers import EXCHANGE, GROUP, SCRIPT, RecordedDirectory, answer, entry, forest

ROOT = answer(exchange_root.ROOT, entry(EXCHANGE))
DB = f"CN=DB1,CN=Databases,{GROUP}"
USER = entry("CN=u", msExchRecipientTypeDetails=1, homeMDB=DB)
CONTACT = entry("CN=c", msExchRecipientTypeDetails=64)
UNTYPED = entry("CN=o", homeMDB=DB)
DOMAINS = answer(
    ldap_domains.CROSS_REFERENCES, entry("CN=CORP", dnsRoot="corp.test"), entry("CN=LAB", dnsRoot="lab.test")
)


def test_the_global_catalogue_is_counted_once() -> None:
    catalog = RecordedDirectory(answer(ldap_recipients.IN_CATALOG, USER, CONTACT, USER, UNTYPED))
    answers = ldap_recipients.ask(forest(ROOT, catalog=catalog))
    assert answers.query is ldap_recipients.IN_CATALOG
    assert ldap_recipients.read(answers) == [
        RecipientCount(type_details=64, database=None, server=None, count=1),
        RecipientCount(type_details=None, database="DB1", server=None, count=1),
        RecipientCount(type_details=1, database="DB1", server=None, count=2),
    ]


def test_without_a_global_catalogue_every_domain_is_counted() -> None:
    lab = RecordedDirectory({("DC=lab,DC=test", "(mailNickname=*)"): [USER, CONTACT]}, "lab.test")
    directories = forest(ROOT, DOMAINS, answer(ldap_recipients.IN_DOMAIN, USER), others=[lab])
    answers = ldap_recipients.ask(directories)
    assert answers.query is ldap_recipients.IN_DOMAIN
    assert [(each.type_details, each.count) for each in ldap_recipients.read(answers)] == [(64, 1), (1, 2)]


def test_a_sum_without_one_domain_is_no_sum() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_recipients.ask(forest(ROOT, DOMAINS, answer(ldap_recipients.IN_DOMAIN, USER)))
    assert refused.value.code == "no-domain-controller"


def test_a_forest_without_exchange_has_none() -> None:
    answers = ldap_recipients.ask(forest(answer(exchange_root.SERVICES, entry("CN=Services", cn="Services"))))
    assert ldap_recipients.read(answers) == []


def test_hostile_values_are_counted_as_they_are() -> None:
    counts: dict[ldap_recipients.Kind, int] = {
        (b"-5", b"CN=" + SCRIPT.replace('"', '\\"').encode()): 3,
        (b"x", b"\xff"): 1,
        (b"", b""): 2,
    }
    assert ldap_recipients.read(Answers(counts, ldap_recipients.IN_CATALOG)) == [
        RecipientCount(type_details=None, database=None, server=None, count=3),
        RecipientCount(type_details=-5, database=SCRIPT, server=None, count=3),
    ]


def test_databases_of_the_same_name_on_two_servers_are_counted_apart() -> None:
    users = [
        entry("CN=u", homeMDB=f"CN=DB,CN=First,CN=InformationStore,CN={server},CN=Servers,{GROUP}")
        for server in ("EX1", "EX2", "EX1")
    ]
    catalog = RecordedDirectory(answer(ldap_recipients.IN_CATALOG, *users))
    counted = ldap_recipients.read(ldap_recipients.ask(forest(ROOT, catalog=catalog)))
    assert [(each.server, each.database, each.count) for each in counted] == [
        ("EX1", "DB", 2),
        ("EX2", "DB", 1),
    ]
