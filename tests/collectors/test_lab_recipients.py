"""Recipients, devices and computers of every organisation of the lab, object by object, against ldapsearch."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest

from scanner.collectors import ldap_computers, ldap_devices, ldap_recipients
from scanner.collectors.recipient_records import ATTRIBUTES
from scanner.connections.connect import Options
from scanner.connections.credentials import Credentials
from scanner.connections.directories import Directories
from scanner.connections.dn import dns_of, name_of
from scanner.inventory.model import Recipient, RecipientList
from tests.lab.lab import Lab
from tests.lab.ldapsearch import Found, parse_entry, simple_bind
from tests.lab.model import BASE_DN, NETBIOS_DOMAIN, Account

pytestmark = pytest.mark.lab

ORGANIZATIONS = ("lab", "lab_2007", "lab_2010_2013", "lab_2016_2019", "lab_hostile")
ALIAS = "(mailNickname=*)"


def signed_in(lab: Lab, account: Account) -> Directories:
    credentials = Credentials(f"{NETBIOS_DOMAIN}\\{account.user}", {"EXREADY_PASSWORD": account.password})
    options = Options(protection="ldaps", ca_bundle=lab.ca_bundle, timeout=10)
    return Directories(lab.domain, lab.address, credentials, options)


@pytest.fixture(params=ORGANIZATIONS)
def organization(request: pytest.FixtureRequest) -> Iterator[tuple[Lab, Directories]]:
    lab: Lab = request.getfixturevalue(request.param)
    with closing(signed_in(lab, lab.reader)) as directories:
        yield lab, directories


def dumped(lab: Lab, base: str, filter: str, attributes: Sequence[str], port: int = 3269) -> dict[str, Found]:
    """What ldapsearch prints, by the identifier of the object in hexadecimal."""
    options = ("-E", "pr=500/noprompt", "-b", base, "-s", "sub", filter, "objectGUID", *attributes)
    result = simple_bind(lab, f"ldaps://{lab.address}:{port}", lab.reader, *options)
    assert result.returncode == 0, result.stderr
    blocks = [block for block in result.stdout.split("\n\n") if "objectGUID::" in block]
    found = {}
    for block in blocks:
        guid = re.search(r"^objectGUID:: (.*)$", block, re.MULTILINE)
        assert guid
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        found[base64.b64decode(guid[1]).hex()] = parse_entry("\n".join(lines))
    return found


def first(entry: Found, name: str) -> str | None:
    return next(iter(entry.get(name, [])), None) or None


def number(entry: Found, name: str) -> int | None:
    value = first(entry, name)
    return None if value is None else int(value)


def kept(recipient: Recipient, found: RecipientList) -> dict[str, object]:
    """A recipient of the inventory, by the attributes it is made of."""
    place = None if recipient.place is None else found.places[recipient.place].database
    return {
        "domain": found.domains[recipient.domain],
        "objectClass": recipient.classes,
        "msExchRecipientTypeDetails": recipient.type_details,
        "displayName": recipient.display_name,
        "sAMAccountName": recipient.account,
        "userPrincipalName": recipient.upn,
        "mailNickname": recipient.alias,
        "mail": recipient.mail,
        "proxyAddresses": sorted(recipient.addresses or []),
        "targetAddress": recipient.target,
        "legacyExchangeDN": recipient.legacy_dn,
        "homeMDB": place,
        "msExchMailboxGuid": recipient.has_mailbox_guid,
        "userAccountControl": recipient.control,
        "groupType": recipient.group_type,
        "msExchVersion": recipient.version,
    }


def printed(entry: Found) -> dict[str, object]:
    """The same of what ldapsearch printed."""
    texts = (
        "displayName", "sAMAccountName", "userPrincipalName", "mailNickname", "mail", "targetAddress",
        "legacyExchangeDN",
    )  # fmt: skip
    numbers = ("msExchRecipientTypeDetails", "userAccountControl", "groupType", "msExchVersion")
    return {
        "domain": dns_of(first(entry, "dn")),
        "objectClass": entry["objectClass"][-1],
        "proxyAddresses": sorted(entry.get("proxyAddresses", [])),
        "homeMDB": name_of(first(entry, "homeMDB")),
        "msExchMailboxGuid": "msExchMailboxGuid" in entry,
        **{name: first(entry, name) for name in texts},
        **{name: number(entry, name) for name in numbers},
    }


def test_every_recipient_is_in_the_inventory_and_no_other(organization: tuple[Lab, Directories]) -> None:
    lab, directories = organization
    answers = ldap_recipients.ask(directories)
    found = answers.recipients
    assert found is not None
    theirs = dumped(lab, "", ALIAS, ATTRIBUTES)
    ours = {each.guid or "": each for each in found.recipients}
    assert found.hidden == []
    assert len(ours) == len(found.recipients) == sum(answers.counts.values())
    assert theirs.keys() - ours.keys() == set(), "the inventory lacks some"
    assert ours.keys() - theirs.keys() == set(), "the inventory has others"
    assert {guid: kept(ours[guid], found) for guid in ours} == {
        guid: printed(theirs[guid]) for guid in theirs
    }


def test_members_of_every_group_are_counted(organization: tuple[Lab, Directories]) -> None:
    lab, directories = organization
    found = ldap_recipients.ask(directories).recipients
    assert found is not None
    theirs = dumped(lab, BASE_DN, f"(&(objectCategory=group){ALIAS})", ["member"], 636)
    expected = {guid: len(each.get("member", [])) for guid, each in theirs.items()}
    ours = {each.guid: each.members for each in found.recipients if each.guid in theirs}
    assert ours == expected
    assert any(expected.values()) == bool(expected)  # the hostile organisation has no mail group


def test_what_lies_in_a_hidden_container_is_said_to_be_missing(lab_2010_2013: Lab) -> None:
    lists = []
    for account in (lab_2010_2013.reader, lab_2010_2013.narrow):
        with closing(signed_in(lab_2010_2013, account)) as directories:
            found = ldap_recipients.ask(directories).recipients
            assert found is not None
            lists.append(found)
    all_of_them, some = lists
    assert (all_of_them.hidden, some.hidden) == ([], [lab_2010_2013.domain])
    assert len(some.recipients) < len(all_of_them.recipients)


def test_what_is_unread_is_what_the_catalogue_lacks(organization: tuple[Lab, Directories]) -> None:
    lab, directories = organization
    found = ldap_recipients.ask(directories).recipients
    assert found is not None
    schema = f"CN=Schema,CN=Configuration,{BASE_DN}"
    outside = dumped(
        lab,
        schema,
        "(&(objectClass=attributeSchema)(!(isMemberOfPartialAttributeSet=TRUE)))",
        ["lDAPDisplayName"],
        636,
    )
    names = {first(each, "lDAPDisplayName") for each in outside.values()}
    assert len(found.unread) == len([name for name in ATTRIBUTES if name in names])


def test_every_device_is_counted_but_for_the_probes(organization: tuple[Lab, Directories]) -> None:
    lab, directories = organization
    counted: Counter[str | None] = Counter()
    for each in ldap_devices.read(ldap_devices.ask(directories)):
        counted[each.type] += each.count
    theirs = dumped(lab, BASE_DN, "(objectClass=msExchActiveSyncDevice)", ["msExchDeviceType"], 636)
    expected = Counter(first(each, "msExchDeviceType") for each in theirs.values())
    del expected["EASProbeDeviceType"]
    assert counted == expected
    assert counted.total() <= len(lab.expected.devices)


def test_every_computer_is_counted(organization: tuple[Lab, Directories]) -> None:
    lab, directories = organization
    counted: Counter[tuple[str | None, str | None]] = Counter()
    for each in ldap_computers.read(ldap_computers.ask(directories)):
        counted[each.operating_system, each.version] += each.count
    names = ["operatingSystem", "operatingSystemVersion"]
    theirs = dumped(lab, BASE_DN, "(objectCategory=computer)", names, 636)
    assert counted == Counter((first(each, names[0]), first(each, names[1])) for each in theirs.values())
