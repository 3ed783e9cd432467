"""The census of operating systems, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors import ldap_computers, ldap_domains
from scanner.connections.errors import Trouble
from scanner.inventory.model import ComputerCount
from tests.collectors.answers import HOSTILE, RecordedDirectory, answer, entry, forest

BOTH = answer(
    ldap_domains.CROSS_REFERENCES, entry("CN=CORP", dnsRoot="corp.test"), entry("CN=LAB", dnsRoot="lab.test")
)
DOMAIN = answer(ldap_domains.CROSS_REFERENCES, entry("CN=CORP", dnsRoot="corp.test"))
XP = entry(
    "CN=PC1",
    operatingSystem="Windows XP Professional",
    operatingSystemVersion="5.1 (2600)",
    userAccountControl=4096,
    lastLogonTimestamp=133_485_408_000_000_000,
)
OFF = entry("CN=PC2", operatingSystem="Windows XP Professional", userAccountControl=4098)


def test_computers_are_counted_by_system_in_each_domain() -> None:
    lab = RecordedDirectory({("DC=lab,DC=test", ldap_computers.COMPUTERS.filter): [OFF]}, "lab.test")
    answers = ldap_computers.ask(
        forest(BOTH, answer(ldap_computers.COMPUTERS, XP, XP, entry("CN=N")), others=[lab])
    )
    assert ldap_computers.read(answers) == [
        ComputerCount(
            domain="corp.test", operating_system=None, version=None, enabled=None, last_logon=None, count=1
        ),
        ComputerCount(
            domain="corp.test", operating_system="Windows XP Professional", version="5.1 (2600)",
            enabled=True, last_logon="2024-01", count=2,
        ),
        ComputerCount(
            domain="lab.test", operating_system="Windows XP Professional", version=None,
            enabled=False, last_logon=None, count=1,
        ),
    ]  # fmt: skip


def test_a_domain_in_which_no_computer_can_be_seen_hides_them() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_computers.ask(forest(DOMAIN))
    assert refused.value.code == "not-readable"


def test_a_sum_without_one_domain_is_no_sum() -> None:
    with pytest.raises(Trouble, match=r"lab\.test"):
        ldap_computers.ask(forest(BOTH, answer(ldap_computers.COMPUTERS, XP)))


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_kept_as_they_are(value: str) -> None:
    computer = entry("CN=x", operatingSystem=value, userAccountControl=value, lastLogonTimestamp=value)
    (found,) = ldap_computers.read(
        ldap_computers.ask(forest(DOMAIN, answer(ldap_computers.COMPUTERS, computer)))
    )
    assert (found.operating_system, found.enabled, found.last_logon) == (value or None, None, None)
