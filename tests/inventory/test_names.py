"""Names of raw numbers: every known one, and an answer for every unknown one."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from scanner.inventory.names import (
    FUNCTIONAL_LEVELS,
    PRODUCTS,
    WINDOWS_SERVERS,
    accepted_domain_kind,
    architecture_name,
    decode_serial_number,
    dotnet_version,
    functional_level_name,
    is_virtual,
    newer_than_known_windows,
    outlook_name,
    product_name,
    product_of,
    product_rank,
    role_names,
    same_service_pack,
    service_pack_number,
    version_tuple,
    windows_server_name,
    windows_server_rank,
)


@pytest.mark.parametrize(
    ("serial_number", "build", "product"),
    [
        ("Version 5.5 (Build 2653.23: Service Pack 4)", "5.5.2653.23", "5.5"),
        ("Version 6.0 (Build 6249.4: Service Pack 3)", "6.0.6249.4", "2000"),
        ("Version 6.5 (Build 6944.4)", "6.5.6944.4", "2003"),
        ("Version 6.5 (Build 7226.6: Service Pack 1)", "6.5.7226.6", "2003"),
        ("Version 6.5 (Build 7638.2: Service Pack 2)", "6.5.7638.2", "2003"),
        ("Version 8.0 (Build 30685.25)", "8.0.685.25", "2007"),
        ("Version 8.1 (Build 30240.6)", "8.1.240.6", "2007"),
        ("Version 8.2 (Build 30176.2)", "8.2.176.2", "2007"),
        ("Version 8.3 (Build 30083.6)", "8.3.83.6", "2007"),
        ("Version 14.0 (Build 30639.21)", "14.0.639.21", "2010"),
        ("Version 14.1 (Build 30218.15)", "14.1.218.15", "2010"),
        ("Version 14.2 (Build 30247.5)", "14.2.247.5", "2010"),
        ("Version 14.3 (Build 30123.4)", "14.3.123.4", "2010"),
        ("Version 15.0 (Build 30516.32)", "15.0.516.32", "2013"),
        ("Version 15.0 (Build 31497.2)", "15.0.1497.2", "2013"),
        ("Version 15.1 (Build 30225.42)", "15.1.225.42", "2016"),
        ("Version 15.1 (Build 32507.006)", "15.1.2507.6", "2016"),
        ("Version 15.1 (Build 32507.17)", "15.1.2507.17", "2016"),
        ("Version 15.2 (Build 31118.007)", "15.2.1118.7", "2019"),
        ("Version 15.2 (Build 31748.10)", "15.2.1748.10", "2019"),
        ("Version 15.2 (Build 32562.17)", "15.2.2562.17", "SE"),
        # The same without the offset, as some tools write it.
        ("Version 15.2 (Build 1748.10)", "15.2.1748.10", "2019"),
        ("Version 15.1 (Build 32507)", "15.1.2507.0", "2016"),
    ],
)
def test_the_stamp_of_every_version(serial_number: str, build: str, product: str) -> None:
    assert decode_serial_number(serial_number) == build
    assert product_of(build) == product


@pytest.mark.parametrize(
    "text", ["", "15.1.2507.6", "Version 15.1", "Version x.y (Build 1.2)", "Build 32507.6"]
)
def test_a_stamp_that_is_none(text: str) -> None:
    assert decode_serial_number(text) is None


@pytest.mark.parametrize(
    ("build", "product"),
    [
        ("15.2.196.0", "2019"),
        ("15.2.2561.99", "2019"),
        ("15.2.2562.0", "SE"),
        ("15.2.2562.53", "SE"),
        ("15.2.9999.1", "SE"),
        ("15.02.2562.017", "SE"),
        ("15.3.1.1", None),
        ("16.0.1.1", None),
        ("15.0", "2013"),
        ("15.1", "2016"),
        ("15", None),
        ("9.0.1.1", None),
        ("7.0.1.1", None),
        ("4.0.994.63", None),
        ("", None),
        ("15.2.x.1", None),
        ("-15.2.1748.10", None),
    ],
)
def test_the_version_a_build_belongs_to(build: str, product: str | None) -> None:
    assert product_of(build) == product


def test_versions_of_exchange_stand_in_the_order_of_time() -> None:
    names = ["5.5", "2000", "2003", "2007", "2010", "2013", "2016", "2019", "SE"]
    assert [name for _, name in PRODUCTS] == names
    assert [product_rank(name) for name in names] == list(range(len(names)))
    with pytest.raises(ValueError, match="2021"):
        product_rank("2021")
    assert product_name("2016") == "Exchange Server 2016"
    assert product_name("SE") == "Exchange Server Subscription Edition"


@pytest.mark.parametrize(
    ("build", "other", "same"),
    [
        ("8.3.83.6", "8.3.298.3", True),
        ("8.2.176.2", "8.3.298.3", False),
        ("14.3.123.4", "14.3.266.1", True),
        ("14.2.247.5", "14.3.123.4", False),
        ("8.3.83.6", "14.3.123.4", False),
        ("none", "8.3.83.6", False),
        ("8.3.83.6", "none", False),
    ],
)
def test_builds_of_one_service_pack(build: str, other: str, same: bool) -> None:
    assert same_service_pack(build, other) is same


@pytest.mark.parametrize(
    ("level", "name"),
    [
        (0, "Windows 2000"),
        (1, "Windows Server 2003 interim"),
        (2, "Windows Server 2003"),
        (3, "Windows Server 2008"),
        (4, "Windows Server 2008 R2"),
        (5, "Windows Server 2012"),
        (6, "Windows Server 2012 R2"),
        (7, "Windows Server 2016"),
        (8, "unknown (8)"),
        (9, "unknown (9)"),
        (10, "Windows Server 2025"),
        (11, "newer than this exready knows (11)"),
        (-1, "unknown (-1)"),
    ],
)
def test_functional_levels(level: int, name: str) -> None:
    assert functional_level_name(level) == name
    assert (level in FUNCTIONAL_LEVELS) == (name == FUNCTIONAL_LEVELS.get(level))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("15.1.2507.6", (15, 1, 2507, 6)),
        ("08.03.0298.003", (8, 3, 298, 3)),
        (" 10.0 (17763) ", (10, 0, 17763)),
        ("16", (16,)),
        ("10.0 (17763", None),
        ("10.0.17763 (1) (2)", None),
        ("1.2.3.4.5", None),
        ("1..2", None),
        ("1.2a", None),
        ("-1.2", None),
        ("1234567890.1", None),
        ("", None),
        ("１５.1", (15, 1)),
    ],
)
def test_texts_as_numbers(text: str, numbers: tuple[int, ...] | None) -> None:
    assert version_tuple(text) == numbers


@pytest.mark.parametrize(
    ("version", "name", "newer"),
    [
        ("5.0 (2195)", "Windows 2000 Server", False),
        ("5.2 (3790)", "Windows Server 2003", False),
        ("6.0 (6001)", "Windows Server 2008", False),
        ("6.0.6002", "Windows Server 2008", False),
        ("6.1 (7600)", "Windows Server 2008 R2", False),
        ("6.1.7601", "Windows Server 2008 R2", False),
        ("6.2 (9200)", "Windows Server 2012", False),
        ("6.3 (9600)", "Windows Server 2012 R2", False),
        ("10.0 (14393)", "Windows Server 2016", False),
        ("10.0.17763.5936", "Windows Server 2019", False),
        ("10.0.20348", "Windows Server 2022", False),
        ("10.0 (26100)", "Windows Server 2025", False),
        # Clients, and server releases between those of the long-term channel.
        ("5.1 (2600)", None, False),
        ("10.0 (10240)", None, False),
        ("10.0 (16299)", None, False),
        ("10.0 (19045)", None, False),
        ("10.0 (22631)", None, False),
        ("10.0 (25398)", None, False),
        ("10.0", None, False),
        # Beyond the table.
        ("10.0 (26101)", None, True),
        ("10.0 (29000)", None, True),
        ("11.0 (1)", None, True),
        ("12.0", None, True),
        # No version.
        ("4.19.5-Debian", None, False),
        ("Windows", None, False),
        ("10", None, False),
        ("", None, False),
    ],
)
def test_windows_releases(version: str, name: str | None, newer: bool) -> None:
    assert windows_server_name(version) == name
    assert newer_than_known_windows(version) is newer


def test_windows_releases_stand_in_the_order_of_time() -> None:
    assert list(WINDOWS_SERVERS) == sorted(WINDOWS_SERVERS)
    assert windows_server_rank("Windows Server 2008") < windows_server_rank("Windows Server 2008 R2")
    with pytest.raises(ValueError, match="Windows 11"):
        windows_server_rank("Windows 11")


@pytest.mark.parametrize(
    ("version", "text", "number"),
    [
        ("5.2 (3790)", "Service Pack 1", 1),
        ("5.2 (3790)", "Service Pack 2", 2),
        ("5.2 (3790)", None, None),
        ("5.2 (3790)", "", None),
        ("5.0 (2195)", "Service Pack 4", 4),
        ("6.0 (6001)", None, 1),
        ("6.0 (6002)", None, 2),
        ("6.0 (6003)", None, 2),
        ("6.0 (6002)", "Service Pack 1", 2),
        ("6.1 (7600)", None, 0),
        ("6.1 (7601)", None, 1),
        ("6.1", "Service Pack 1", 1),
        ("6.1", None, None),
        ("6.2 (9200)", None, 0),
        ("10.0 (20348)", "Service Pack 9", 0),
        ("none", "Service Pack 1", None),
    ],
)
def test_service_packs(version: str, text: str | None, number: int | None) -> None:
    assert service_pack_number(version, text) == number


@pytest.mark.parametrize(
    ("version", "name"),
    [
        ("9.0.0.2416", "Outlook 2000"),
        ("10.0.6515", "Outlook 2002"),
        ("11.0.8173.0", "Outlook 2003"),
        ("12.0.6665.5000", "Outlook 2007"),
        ("14.0.7015.1000", "Outlook 2010"),
        ("15.0.5589.1000", "Outlook 2013"),
        ("16.0.4266.1001", "Outlook 2016 or later"),
        ("16.0.17126.20132", "Outlook 2016 or later"),
        ("13.0.1", "Outlook 13 (unknown)"),
        ("17.0.1", "Outlook 17 (unknown)"),
        ("new", "Outlook, version new"),
    ],
)
def test_outlook_versions(version: str, name: str) -> None:
    assert outlook_name(version) == name


@pytest.mark.parametrize(
    ("roles", "names"),
    [
        (0, []),
        (2, ["Mailbox"]),
        (54, ["Mailbox", "Client Access", "Hub Transport", "Unified Messaging"]),
        (64, ["Edge Transport"]),
        (16439, ["Mailbox", "Client Access", "Hub Transport", "Unified Messaging", "Front End Transport"]),
        (1 << 20, []),
    ],
)
def test_roles(roles: int, names: list[str]) -> None:
    assert sorted(role_names(roles)) == sorted(names)


@pytest.mark.parametrize(
    ("flags", "kind"),
    [
        (0, "Authoritative"),
        (1, "ExternalRelay"),
        (2, "InternalRelay"),
        (4, "Authoritative"),
        (6, "InternalRelay"),
        (258, "InternalRelay"),
        (3, None),
        (7, None),
        (None, None),
    ],
)
def test_kinds_of_accepted_domains(flags: int | None, kind: str | None) -> None:
    assert accepted_domain_kind(flags) == kind


@pytest.mark.parametrize(
    ("machine", "name"),
    [
        ("AMD64", "x64"),
        ("x86_64", "x64"),
        ("X64", "x64"),
        ("i386", "x86"),
        ("IA64", "Itanium"),
        ("riscv64", "riscv64"),
    ],
)
def test_architectures(machine: str, name: str) -> None:
    assert architecture_name(machine) == name


@pytest.mark.parametrize(
    ("release", "version"),
    [
        (378388, None),
        (378389, "4.5"),
        (461807, "4.7.1"),
        (461808, "4.7.2"),
        (528449, "4.8"),
        (533319, "4.8"),
        (533320, "4.8.1"),
        (533509, "4.8.1"),
        (533510, None),
    ],
)
def test_numbers_of_dotnet_frameworks(release: int, version: str | None) -> None:
    assert dotnet_version(release) == version


@pytest.mark.parametrize(
    ("manufacturer", "model", "virtual"),
    [
        ("VMware, Inc.", "VMware7,1", True),
        ("Microsoft Corporation", "Virtual Machine", True),
        ("Microsoft Corporation", "Surface Hub", False),
        ("QEMU", "Standard PC (Q35 + ICH9, 2009)", True),
        ("HPE", "ProLiant DL380 Gen10", False),
        ("HPE", None, False),
        (None, None, None),
    ],
)
def test_machines_that_say_they_are_virtual(
    manufacturer: str | None, model: str | None, virtual: bool | None
) -> None:
    assert is_virtual(manufacturer, model) is virtual


@given(text=st.text(), number=st.integers())
def test_every_value_has_an_answer(text: str, number: int) -> None:
    version_tuple(text)
    decode_serial_number(text)
    product_of(text)
    windows_server_name(text)
    newer_than_known_windows(text)
    service_pack_number(text, text)
    outlook_name(text)
    architecture_name(text)
    functional_level_name(number)
    role_names(number)
    accepted_domain_kind(number)


@given(parts=st.lists(st.integers(0, 99999), min_size=1, max_size=4))
def test_versions_compare_as_numbers(parts: list[int]) -> None:
    assert version_tuple(".".join(map(str, parts))) == tuple(parts)
