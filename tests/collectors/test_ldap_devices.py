"""Mobile devices, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors import exchange_root, ldap_devices, ldap_domains
from scanner.connections.errors import Trouble
from scanner.inventory.model import DeviceCount
from tests.collectors.answers import EXCHANGE, HOSTILE, RecordedDirectory, answer, entry, forest
from tests.made import made

ROOT = answer(exchange_root.ROOT, entry(EXCHANGE))
DOMAIN = answer(ldap_domains.CROSS_REFERENCES, entry("CN=CORP", dnsRoot="corp.test"))
BOTH = answer(
    ldap_domains.CROSS_REFERENCES, entry("CN=CORP", dnsRoot="corp.test"), entry("CN=LAB", dnsRoot="lab.test")
)
PHONE = entry(
    "CN=iPhone§1",
    msExchDeviceType="iPhone",
    msExchDeviceModel="iPhone7,2",
    msExchDeviceOS="iOS 12.5",
    msExchDeviceEASVersion="14.1",
    msExchDeviceAccessState=1,
    whenChanged="20241005120000.0Z",
)
OLD = entry("CN=Pocket§2", msExchDeviceType="PocketPC")
PROBE = entry("CN=EASProbeDeviceType§EASProbeDeviceId141", msExchDeviceType="EASProbeDeviceType")


def test_devices_are_counted_by_kind_in_each_domain() -> None:
    lab = RecordedDirectory({("DC=lab,DC=test", ldap_devices.DEVICES.filter): [OLD]}, "lab.test")
    answers = ldap_devices.ask(
        forest(ROOT, BOTH, answer(ldap_devices.DEVICES, PHONE, OLD, PHONE), others=[lab])
    )
    assert ldap_devices.read(answers) == [
        made(DeviceCount, domain="corp.test", type="PocketPC", count=1),
        DeviceCount(
            domain="corp.test", type="iPhone", model="iPhone7,2", system="iOS 12.5", protocol="14.1",
            access=1, changed="2024-10", count=2,
        ),
        made(DeviceCount, domain="lab.test", type="PocketPC", count=1),
    ]  # fmt: skip


def test_the_devices_of_exchanges_own_monitoring_are_nobodys() -> None:
    answers = ldap_devices.ask(forest(ROOT, DOMAIN, answer(ldap_devices.DEVICES, PROBE)))
    assert ldap_devices.read(answers) == []


def test_devices_that_ought_to_be_there_and_cannot_be_seen_are_not_none() -> None:
    with pytest.raises(Trouble) as refused:
        ldap_devices.ask(
            forest(ROOT, DOMAIN, answer(ldap_devices.TRACES, entry("CN=ExchangeActiveSyncDevices")))
        )
    assert refused.value.code == "not-readable"
    assert "mobile devices of corp.test" in str(refused.value)


def test_a_domain_without_devices() -> None:
    assert ldap_devices.read(ldap_devices.ask(forest(ROOT, DOMAIN))) == []


def test_a_sum_without_one_domain_is_no_sum() -> None:
    with pytest.raises(Trouble, match=r"lab\.test"):
        ldap_devices.ask(forest(ROOT, BOTH, answer(ldap_devices.DEVICES, PHONE)))


def test_a_forest_without_exchange_is_not_asked_for_devices() -> None:
    directories = forest(answer(exchange_root.SERVICES, entry("CN=Services", cn="Services")))
    assert ldap_devices.read(ldap_devices.ask(directories)) == []


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_kept_as_they_are(value: str) -> None:
    device = entry("CN=x", msExchDeviceType=value, msExchDeviceAccessState=value, whenChanged=value)
    (found,) = ldap_devices.read(ldap_devices.ask(forest(ROOT, DOMAIN, answer(ldap_devices.DEVICES, device))))
    assert (found.type, found.access, found.changed) == (value or None, None, None)


def test_nothing_that_names_a_persons_device_is_asked_for() -> None:
    asked = " ".join(ldap_devices.DEVICES.attributes)
    for word in ("ID", "IMEI", "Telephone", "Friendly", "Operator", "User"):
        assert word not in asked.removeprefix("msExchDevice")
