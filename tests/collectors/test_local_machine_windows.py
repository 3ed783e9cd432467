"""The Windows half of the local machine.

There is no Windows here: the answers follow Microsoft's documentation of the registry values and structures;
`?:\\pagefile.sys` and `... 0 0` are as they stand in the registry of real machines.
"""

from __future__ import annotations

import ctypes
import socket
import struct
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import psutil
import pytest

from scanner.collectors import local_machine
from scanner.connections import this_windows
from scanner.inventory.absence import Collected, Failed, Section
from scanner.inventory.model import InstalledExchange, PageFileSetting
from tests.made import made

GIB = 1 << 30
MIB = 1 << 20


def data(section: Section[Any]) -> Any:
    """What a section read; the test fails with the reason when it read nothing."""
    assert isinstance(section, Collected), section
    return section.data


def partition(device: str, mount: str, kind: str = "NTFS", opts: str = "rw,fixed") -> Any:
    """A partition as psutil gives it."""
    return SimpleNamespace(device=device, mountpoint=mount, fstype=kind, opts=opts)


# The pure readers.

SERVER_2019 = {
    "ProductName": "Windows Server 2019 Standard",
    "CurrentVersion": "6.3",
    "CurrentMajorVersionNumber": 10,
    "CurrentMinorVersionNumber": 0,
    "CurrentBuild": "17763",
    "CurrentBuildNumber": "17763",
    "UBR": 6532,
    "EditionID": "ServerStandard",
    "InstallationType": "Server",
    "SystemRoot": "C:\\Windows",
}
SERVER_2025_CORE = SERVER_2019 | {
    "ProductName": "Windows Server 2025 Datacenter",
    "CurrentBuild": "26100",
    "CurrentBuildNumber": "26100",
    "EditionID": "ServerDatacenter",
    "InstallationType": "Server Core",
}
SERVER_2012_R2 = {
    "ProductName": "Windows Server 2012 R2 Standard",
    "CurrentVersion": "6.3",
    "CurrentBuild": "9600",
    "CurrentBuildNumber": "9600",
    "EditionID": "ServerStandard",
    "InstallationType": "Server",
}
SERVER_2008_R2 = {
    "ProductName": "Windows Server 2008 R2 Enterprise",
    "CurrentVersion": "6.1",
    "CurrentBuildNumber": "7601",
    "CSDVersion": "Service Pack 1",
    "EditionID": "ServerEnterprise",
    "InstallationType": "Server",
}
WINDOWS_11 = SERVER_2019 | {
    "ProductName": "Windows 10 Pro",
    "CurrentBuild": "22631",
    "CurrentBuildNumber": "22631",
    "EditionID": "Professional",
    "InstallationType": "Client",
}
WINDOWS_10 = WINDOWS_11 | {"CurrentBuild": "19045", "CurrentBuildNumber": "19045"}


@pytest.mark.parametrize(
    ("values", "product_type", "expected"),
    [
        (
            SERVER_2019,
            3,
            ("Windows Server 2019 Standard", "10.0.17763", "ServerStandard", None, True, "Server"),
        ),
        (
            SERVER_2019,
            2,
            ("Windows Server 2019 Standard", "10.0.17763", "ServerStandard", None, True, "Server"),
        ),
        (
            SERVER_2019,
            None,
            ("Windows Server 2019 Standard", "10.0.17763", "ServerStandard", None, None, "Server"),
        ),
        (
            SERVER_2025_CORE,
            3,
            ("Windows Server 2025 Datacenter", "10.0.26100", "ServerDatacenter", None, True, "Server Core"),
        ),
        (
            SERVER_2012_R2,
            3,
            ("Windows Server 2012 R2 Standard", "6.3.9600", "ServerStandard", None, True, "Server"),
        ),
        (
            SERVER_2008_R2,
            3,
            (
                "Windows Server 2008 R2 Enterprise",
                "6.1.7601",
                "ServerEnterprise",
                "Service Pack 1",
                True,
                "Server",
            ),
        ),
        (WINDOWS_11, 1, ("Windows 11 Pro", "10.0.22631", "Professional", None, False, "Client")),
        (WINDOWS_10, 1, ("Windows 10 Pro", "10.0.19045", "Professional", None, False, "Client")),
        ({}, None, (None, None, None, None, None, None)),
        (
            {
                "ProductName": 7,
                "CurrentVersion": "six",
                "CurrentBuildNumber": "\0",
                "EditionID": " ",
                "CSDVersion": b"\xff",
            },
            9,
            (None, None, None, r"\xff", False, None),
        ),
    ],
)
def test_windows(values: dict[str, object], product_type: int | None, expected: tuple[object, ...]) -> None:
    read = local_machine.read_windows(values, product_type)
    assert read.family == "windows"
    assert (
        read.name,
        read.version,
        read.edition,
        read.service_pack,
        read.server,
        read.installation,
    ) == expected


@pytest.mark.parametrize(
    ("value", "managed", "settings"),
    [
        (["?:\\pagefile.sys"], True, []),
        (["C:\\pagefile.sys 0 0"], False, [("C:\\pagefile.sys", 0, 0)]),
        (["C:\\pagefile.sys 4096 8192"], False, [("C:\\pagefile.sys", 4096 * MIB, 8192 * MIB)]),
        (
            ["C:\\pagefile.sys 800 800", "D:\\pagefile.sys 32768 32768"],
            False,
            [("C:\\pagefile.sys", 800 * MIB, 800 * MIB), ("D:\\pagefile.sys", 32768 * MIB, 32768 * MIB)],
        ),
        (
            ["E:\\page file\\pagefile.sys  16394\t16394"],
            False,
            [("E:\\page file\\pagefile.sys", 16394 * MIB, 16394 * MIB)],
        ),
        (["C:\\pagefile.sys"], False, [("C:\\pagefile.sys", None, None)]),
        ([], False, []),
        ([""], False, []),
        ("C:\\pagefile.sys 1024 2048", False, [("C:\\pagefile.sys", 1024 * MIB, 2048 * MIB)]),
        (
            ["nonsense", "C:\\pagefile.sys -1 99999999999"],
            False,
            [("nonsense", None, None), ("C:\\pagefile.sys -1 99999999999", None, None)],
        ),
        (None, None, None),
    ],
)
def test_page_files(value: object, managed: bool | None, settings: list[tuple[str, int, int]] | None) -> None:
    expected = None
    if settings is not None:
        expected = [
            PageFileSetting(path=path, initial=initial, maximum=maximum)
            for path, initial, maximum in settings
        ]
    assert local_machine.read_page_files(value) == (managed, expected)


@pytest.mark.parametrize("value", [4, b"C:\\pagefile.sys 0 0", [b"C:\\pagefile.sys"], {"C:": 1}])
def test_page_files_that_are_no_texts_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match="PagingFiles"):
        local_machine.read_page_files(value)


def test_volumes_of_windows_are_those_of_fixed_drives_and_the_folders_mounted_in_them() -> None:
    mounts = [
        partition("D:\\", "D:\\Databases\\DB01\\", "NTFS", "rw"),
        partition("C:\\", "C:\\"),
        partition("D:\\", "D:\\"),
        partition("E:\\", "E:\\", "", "cdrom"),
        partition("F:\\", "F:\\", "exFAT", "rw,removable"),
        partition("G:\\", "G:\\Backup\\", "NTFS", "rw"),
    ]
    assert [p.mountpoint for p in local_machine.fixed_partitions(mounts)] == [
        "C:\\",
        "D:\\",
        "D:\\Databases\\DB01\\",
    ]


@pytest.mark.parametrize(
    ("mount", "system"), [("C:\\", True), ("c:", True), ("D:\\", False), ("C:\\Data\\", False)]
)
def test_system_volume_of_windows(mount: str, system: bool) -> None:
    assert local_machine.read_volume(mount, "NTFS", local_machine.Usage(1, 1), "C:").system is system


PACKAGE = struct.pack("<II40x", 3, 48)
CORE = struct.pack("<II40x", 0, 48)


@pytest.mark.parametrize(
    ("records", "sockets"),
    [
        (PACKAGE, 1),
        (PACKAGE * 2, 2),
        (CORE + PACKAGE + struct.pack("<II72x", 3, 80), 2),
        (CORE, None),
        (b"", None),
    ],
)
def test_processor_packages(records: bytes, sockets: int | None) -> None:
    assert local_machine.read_packages(records) == sockets


def test_processor_packages_never_run_for_ever() -> None:
    with pytest.raises(ValueError, match="without a length"):
        local_machine.read_packages(bytes(16))


SETUP = {
    "MsiInstallPath": "C:\\Program Files\\Microsoft\\Exchange Server\\V15\\",
    "MsiProductMajor": 15,
    "MsiProductMinor": 2,
    "MsiBuildMajor": 1748,
    "MsiBuildMinor": 10,
}


def fixed_file_info(version: tuple[int, int, int, int]) -> bytes:
    """A VS_FIXEDFILEINFO: 13 double words, the third and fourth hold the file version."""
    major, minor, build, revision = version
    return struct.pack("<4I36x", 0xFEEF04BD, 0x10000, major << 16 | minor, build << 16 | revision)


def test_file_version() -> None:
    assert local_machine.read_file_version(fixed_file_info((15, 2, 1748, 39))) == "15.2.1748.39"
    assert local_machine.read_file_version(fixed_file_info((8, 3, 245, 2))) == "8.3.245.2"
    for garbage in (bytes(52), b"\xbd\x04\xef\xfe"):
        with pytest.raises((ValueError, struct.error)):
            local_machine.read_file_version(garbage)


# The whole machine, with stand-ins for what Windows would answer.

KEYS: dict[str, dict[str, object]] = {
    local_machine.WINDOWS_KEY: SERVER_2019,
    local_machine.PROCESSOR_KEY: {"ProcessorNameString": "Intel(R) Xeon(R) Silver 4410Y        "},
    local_machine.PAGE_FILE_KEY: {"PagingFiles": ["C:\\pagefile.sys 32768 32768"]},
    local_machine.EXCHANGE_KEY: SETUP,
    local_machine.NAME_KEY: {"Hostname": "HAM-EX21", "Domain": "nordhafen.example"},
}


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Windows server: every question of the collector gets an answer, from here."""
    answers: dict[str, object] = {
        "on_windows": lambda: True,
        "ask_registry": KEYS.get,
        "ask_product_type": lambda: 3,
        "ask_processor_packages": lambda: PACKAGE * 2,
        "ask_installed_kilobytes": lambda: 134217728,
        "ask_file_system": lambda mount: "ReFS",
        "ask_file_version": lambda program: fixed_file_info((15, 2, 1748, 39)),
    }
    for name, answer in answers.items():
        monkeypatch.setattr(local_machine, name, answer)
    monkeypatch.setenv("SYSTEMDRIVE", "C:")
    mounts = [partition("C:\\", "C:\\"), partition("C:\\", "C:\\ExDB\\DB21\\", "NTFS", "rw")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: mounts)
    monkeypatch.setattr(psutil, "disk_usage", lambda _: SimpleNamespace(total=8 * GIB, free=GIB))
    return monkeypatch


def test_a_windows_server(windows: pytest.MonkeyPatch) -> None:
    host = local_machine.read_machine()
    assert host.name == "HAM-EX21.nordhafen.example"
    assert data(host.processor).name == "Intel(R) Xeon(R) Silver 4410Y"
    assert data(host.processor).sockets == 2
    assert data(host.memory).installed == 128 * GIB
    assert data(host.operating_system).server is True
    assert [(v.mount, v.file_system, v.system) for v in data(host.volumes)] == [
        ("C:\\", "NTFS", True),
        ("C:\\ExDB\\DB21\\", "ReFS", False),
    ]
    assert data(host.page_file).settings == [
        PageFileSetting(path="C:\\pagefile.sys", initial=32 * GIB, maximum=32 * GIB)
    ]
    assert data(host.exchange).build == "15.2.1748.39"
    assert isinstance(host.exchange, Collected)
    assert host.exchange.source.query is not None
    assert host.exchange.source.query.endswith(r"\V15\Bin\ExSetup.exe")


def test_a_windows_server_that_states_little(windows: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Any:
        raise OSError(13, "The data is invalid")

    for name in ("ask_processor_packages", "ask_installed_kilobytes", "ask_file_system", "ask_file_version"):
        windows.setattr(local_machine, name, refuse)
    host = local_machine.read_machine()
    assert data(host.processor).sockets is None
    assert data(host.memory).installed is None
    assert data(host.memory).usable == psutil.virtual_memory().total
    assert [v.file_system for v in data(host.volumes)] == ["NTFS", None]
    assert isinstance(host.exchange, Failed), "a build of the registry would look exact and is not"


def test_a_windows_server_without_exchange(windows: pytest.MonkeyPatch) -> None:
    windows.setattr(local_machine, "ask_registry", (KEYS | {local_machine.EXCHANGE_KEY: None}).get)
    assert data(local_machine.read_machine().exchange) == made(InstalledExchange, build=None)


def test_a_registry_that_denies_everything(windows: pytest.MonkeyPatch) -> None:
    def deny(_: str) -> Any:
        raise PermissionError(13, "Access is denied")

    windows.setattr(local_machine, "ask_registry", deny)
    host = local_machine.read_machine()
    assert host.name == socket.gethostname() or host.name.startswith(socket.gethostname())
    for name in ("processor", "operating_system", "page_file", "exchange"):
        assert getattr(host, name).code == "access-denied"
    for name in ("memory", "volumes"):
        assert isinstance(getattr(host, name), Collected)


def test_a_registry_without_the_windows_key(windows: pytest.MonkeyPatch) -> None:
    windows.setattr(local_machine, "ask_registry", {}.get)
    host = local_machine.read_machine("vm")
    assert isinstance(host.operating_system, Failed)
    assert host.operating_system.code == "not-understood"
    assert data(host.page_file).settings is None
    assert data(host.exchange) == made(InstalledExchange, build=None)


# The functions that ask, against stand-ins for winreg and the libraries.


class FakeKey(dict[str, object]):
    """An open registry key."""

    def __enter__(self) -> FakeKey:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def winreg(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("winreg")

    def open_key(hive: int, key: str, reserved: int, access: int) -> FakeKey:
        assert (hive, reserved, access) == (0x80000002, 0, 0x20019 | 0x100)
        if key not in KEYS:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return FakeKey(KEYS[key])

    vars(module).update(
        HKEY_LOCAL_MACHINE=0x80000002,
        KEY_READ=0x20019,
        KEY_WOW64_64KEY=0x100,
        OpenKey=open_key,
        QueryInfoKey=lambda key: (0, len(key), 0),
        EnumValue=lambda key, number: (*list(key.items())[number], 1),
    )
    monkeypatch.setitem(sys.modules, "winreg", module)
    monkeypatch.setattr(sys, "platform", "win32")
    return module


def test_product_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "getwindowsversion", lambda: SimpleNamespace(product_type=3), raising=False)
    assert this_windows.ask_product_type() == 3


def test_registry(winreg: ModuleType) -> None:
    assert this_windows.ask_registry(local_machine.EXCHANGE_KEY) == SETUP
    assert this_windows.ask_registry(r"SOFTWARE\Nowhere") is None


class FakeLibrary:
    """kernel32 and version.dll: fills what it is given, as the real functions do."""

    def __init__(self, name: str, use_last_error: bool) -> None:
        assert name in ("kernel32", "version")
        assert use_last_error
        self._info = ctypes.create_string_buffer(fixed_file_info((15, 1, 2507, 61)), 52)

    def GetPhysicallyInstalledSystemMemory(self, kilobytes: Any) -> int:  # noqa: N802
        kilobytes._obj.value = 16777216
        return 1

    def GetLogicalProcessorInformationEx(self, kind: int, answer: Any, length: Any) -> int:  # noqa: N802
        assert kind == 3
        length._obj.value = 2 * len(PACKAGE)
        if answer is None:
            return 0
        answer.raw = PACKAGE * 2
        return 1

    def GetVolumeInformationW(self, root: str, *rest: Any) -> int:  # noqa: N802
        if root != "D:\\Databases\\":
            return 0
        rest[-2].value = "ReFS"
        return 1

    def GetFileVersionInfoSizeW(self, program: str, _: None) -> int:  # noqa: N802
        return 64 if program.endswith("ExSetup.exe") else 0

    def GetFileVersionInfoW(self, program: str, handle: int, size: int, block: Any) -> int:  # noqa: N802
        assert (handle, size, len(block)) == (0, 64, 64)
        return 1

    def VerQueryValueW(self, block: Any, what: str, value: Any, length: Any) -> int:  # noqa: N802
        assert what == "\\"
        value._obj.value, length._obj.value = ctypes.addressof(self._info), 52
        return 1


@pytest.fixture
def libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[FakeLibrary] = []  # kept: the version is read from memory a library owns

    def load(name: str, use_last_error: bool) -> FakeLibrary:
        loaded.append(FakeLibrary(name, use_last_error))
        return loaded[-1]

    monkeypatch.setattr(ctypes, "WinDLL", load, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: 2, raising=False)
    monkeypatch.setattr(ctypes, "WinError", lambda code: OSError(code, "refused"), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")


def test_libraries(libraries: None) -> None:
    assert this_windows.ask_installed_kilobytes() == 16777216
    assert local_machine.read_packages(this_windows.ask_processor_packages()) == 2
    assert this_windows.ask_file_system("D:\\Databases\\") == "ReFS"
    assert this_windows.ask_file_system("D:\\Databases") == "ReFS"
    assert (
        local_machine.read_file_version(this_windows.ask_file_version("X:\\Bin\\ExSetup.exe"))
        == "15.1.2507.61"
    )
    with pytest.raises(OSError, match="refused"):
        this_windows.ask_file_version("X:\\Bin\\nothing.exe")
    with pytest.raises(OSError, match="refused"):
        this_windows.ask_file_system("Q:\\")


@pytest.mark.skipif(sys.platform == "win32", reason="there they are answered")
def test_questions_for_windows_are_refused_elsewhere() -> None:
    for ask in (
        lambda: this_windows.ask_registry("x"),
        this_windows.ask_product_type,
        this_windows.ask_installed_kilobytes,
        this_windows.ask_processor_packages,
        lambda: this_windows.ask_file_system("C:\\"),
        lambda: this_windows.ask_file_version("x"),
    ):
        with pytest.raises(OSError, match="only Windows"):
            ask()
