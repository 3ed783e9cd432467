"""This machine against independent readings of it; each part failing alone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import psutil
import pytest

from scanner.collectors import local_machine
from scanner.inventory.absence import REASONS, Collected, Failed, Section
from scanner.inventory.model import Host, InstalledExchange
from scanner.inventory.text import clean_text
from tests.made import made

GIB = 1 << 30
MIB = 1 << 20
SECTIONS = ("processor", "memory", "operating_system", "volumes", "page_file", "exchange")

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="compares with Linux' own files and tools")


def data(section: Section[Any]) -> Any:
    """What a section read; the test fails with the reason when it read nothing."""
    assert isinstance(section, Collected), section
    return section.data


def partition(device: str, mount: str, kind: str = "NTFS", opts: str = "rw,fixed") -> Any:
    """A partition as psutil gives it."""
    return SimpleNamespace(device=device, mountpoint=mount, fstype=kind, opts=opts)


# The real machine.


@pytest.fixture(scope="module")
def machine() -> Host:
    return local_machine.read_machine()


def test_every_section_of_this_machine_is_read(machine: Host) -> None:
    for name in SECTIONS:
        section = getattr(machine, name)
        data(section)
        assert section.source.collector == "local-machine"
        assert section.source.host == machine.name
        assert section.source.query
        assert abs(section.at - datetime.now(UTC)) < timedelta(minutes=5)


def test_host_survives_being_saved(machine: Host) -> None:
    assert msgspec.json.decode(msgspec.json.encode(machine), type=Host) == machine


def test_given_name_is_used() -> None:
    host = local_machine.read_machine("HAM-EX31.nordhafen.example")
    assert host.name == "HAM-EX31.nordhafen.example"
    assert isinstance(host.memory, Collected)
    assert host.memory.source.host == host.name


def test_own_name_begins_with_the_host_name(machine: Host) -> None:
    assert machine.name.split(".")[0] == socket.gethostname().split(".")[0]


@on_linux
def test_processor_agrees_with_the_kernel_and_lscpu(machine: Host) -> None:
    read = data(machine.processor)
    assert read.architecture == os.uname().machine
    assert read.logical_processors == os.cpu_count()
    if shutil.which("nproc"):
        counted = subprocess.run(["nproc", "--all"], capture_output=True, text=True, check=True).stdout
        assert read.logical_processors == int(counted)
    if not shutil.which("lscpu"):
        return
    told = subprocess.run(["lscpu"], capture_output=True, text=True, check=True, env={"LC_ALL": "C"}).stdout
    fields = {
        key.strip(): value.strip() for key, _, value in (line.partition(":") for line in told.splitlines())
    }
    if read.name is not None:
        assert read.name == fields["Model name"]
    if read.sockets is not None:
        assert read.sockets == int(fields["Socket(s)"])
        assert read.physical_cores == int(fields["Socket(s)"]) * int(fields["Core(s) per socket"])


@pytest.mark.parametrize(("physical", "logical"), [(8, 16), (None, 2), (None, None)])
def test_cores_are_not_logical_processors(
    monkeypatch: pytest.MonkeyPatch, physical: int | None, logical: int | None
) -> None:
    counts = (physical, logical)
    monkeypatch.setattr(psutil, "cpu_count", lambda logical: counts[logical])
    read = data(local_machine.read_machine("vm").processor)
    assert (read.physical_cores, read.logical_processors) == counts


@on_linux
def test_memory_agrees_with_meminfo(machine: Host) -> None:
    read = data(machine.memory)
    lines = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text().splitlines())
    assert read.usable == int(lines["MemTotal"].split()[0]) * 1024
    if read.installed is not None:
        assert read.usable <= read.installed < read.usable * 2
        assert read.installed % MIB == 0


@on_linux
def test_swap_agrees_with_meminfo(machine: Host) -> None:
    lines = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text().splitlines())
    read = data(machine.page_file)
    assert read.allocated == int(lines["SwapTotal"].split()[0]) * 1024
    assert (read.managed_by_system, read.settings) == (None, None)


def test_volumes_agree_with_shutil(machine: Host) -> None:
    read = data(machine.volumes)
    assert [volume.mount for volume in read if volume.system] == (["/"] if os.name == "posix" else ["C:\\"])
    for volume in read:
        usage = shutil.disk_usage(volume.mount)
        assert volume.size == usage.total
        assert volume.free == pytest.approx(usage.free, abs=GIB)
    assert len({volume.mount for volume in read}) == len(read)


@on_linux
def test_system_agrees_with_os_release(machine: Host) -> None:
    read = data(machine.operating_system)
    words = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line
    )
    assert read.family == "linux"
    assert read.name == words["PRETTY_NAME"].strip('"')
    assert read.version == (words.get("VERSION_ID", "").strip('"') or None)  # a rolling release has none
    assert (read.edition, read.service_pack, read.server, read.installation) == (None, None, None, None)


@on_linux
def test_no_exchange_outside_windows(machine: Host) -> None:
    assert data(machine.exchange) == made(InstalledExchange, build=None)


# One part failing never loses the others.

BROKEN = {
    "processor": ("cpu_count", RuntimeError("no counters")),
    "memory": ("virtual_memory", OSError(5, "Input/output error")),
    "volumes": ("disk_partitions", KeyError("mounts")),
    "page_file": ("swap_memory", PermissionError(13, "Permission denied")),
}


@pytest.mark.parametrize(("name", "function", "error"), [(name, *broken) for name, broken in BROKEN.items()])
def test_one_failing_section_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch, name: str, function: str, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(psutil, function, fail)
    host = local_machine.read_machine("vm")
    for other in SECTIONS:
        assert isinstance(getattr(host, other), Failed) == (other == name)
    failed = getattr(host, name)
    assert failed.collector == "local-machine"
    if isinstance(error, PermissionError):
        assert (failed.code, failed.values) == ("access-denied", {"host": "vm", "what": "the page file"})
    else:
        assert failed.code == "not-understood"
        assert type(error).__name__ in failed.values["detail"]


def test_every_failure_can_be_said_in_words() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    for error in (ImportError("x", name="psutil"), PermissionError(13, "x"), ValueError("x"), Exception()):
        failed = local_machine.failure("vm", "the memory", error, at)
        assert REASONS[failed.code].sentence.format(collector=failed.collector, **failed.values)


def test_missing_psutil_is_said_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psutil", None)
    host = local_machine.read_machine("vm")
    for name in ("processor", "memory", "volumes", "page_file"):
        failed = getattr(host, name)
        assert isinstance(failed, Failed)
        assert (failed.code, failed.values) == ("library-missing", {"library": "psutil", "extra": ""})
    assert isinstance(host.operating_system, Collected)
    assert isinstance(host.exchange, Collected)


def test_a_volume_that_does_not_answer_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = [partition("/dev/sda1", "/", "ext4", "rw"), partition("/dev/sdb1", "/srv", "xfs", "rw")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: mounts)

    def usage(mount: str) -> Any:
        if mount == "/srv":
            raise OSError(5, "Input/output error")
        return SimpleNamespace(total=100, free=40)

    monkeypatch.setattr(psutil, "disk_usage", usage)
    monkeypatch.setattr(local_machine, "on_windows", lambda: False)
    read = data(local_machine.read_machine("vm").volumes)
    assert [(v.mount, v.file_system, v.size, v.free, v.system) for v in read] == [
        ("/", "ext4", 100, 40, True),
        ("/srv", "xfs", None, None, False),
    ]


def test_the_root_of_a_container_is_a_volume_and_its_mounted_files_are_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hosts = tmp_path / "hosts"
    hosts.touch()
    disk = [
        partition("/dev/vdb", str(hosts), "ext4", "rw"),
        partition("/dev/vdc", str(tmp_path), "ext4", "rw"),
    ]
    every = [partition("overlay", "/", "overlay", "rw"), partition("proc", "/proc", "proc", "rw"), *disk]
    monkeypatch.setattr(local_machine, "on_windows", lambda: False)
    monkeypatch.setattr(psutil, "disk_partitions", lambda **asked: every if asked["all"] else disk)
    read = data(local_machine.read_machine("vm").volumes)
    assert [(v.mount, v.file_system, v.system) for v in read] == [
        ("/", "overlay", True),
        (str(tmp_path), "ext4", False),
    ]


def test_garbage_from_outside_can_be_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        psutil, "disk_partitions", lambda **_: [partition("/dev/sda1", "/m\udce9dia", "ext4", "rw")]
    )
    monkeypatch.setattr(psutil, "disk_usage", lambda _: SimpleNamespace(total=1, free=0))
    monkeypatch.setattr(local_machine, "ask_os_release", lambda: {"PRETTY_NAME": "Deb\ud800ian"})
    monkeypatch.setattr(psutil, "swap_memory", lambda: (_ for _ in ()).throw(RuntimeError("no \udcff")))
    host = local_machine.read_machine("vm\udcff")
    assert b"vm\\\\xff" in msgspec.json.encode(host)
    assert data(host.volumes)[-1].mount == r"/m\xe9dia"
    assert data(host.operating_system).name == r"Deb\ud800ian"


# Pure readers.


def test_binds_and_subvolumes_are_one_volume() -> None:
    mounts = [partition("/dev/sda2", "/home"), partition("/dev/sda2", "/"), partition("/dev/sda1", "/boot")]
    assert [p.mountpoint for p in local_machine.separate_partitions(mounts)] == ["/", "/boot"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            b"model name\t: AMD EPYC\nphysical id\t: 0\n\nmodel name\t: AMD EPYC\nphysical id\t: 1\n",
            ("AMD EPYC", 2),
        ),
        (b"model name\t: \nphysical id\t: x\n", (None, None)),
        (b"processor\t: 0\nCPU implementer\t: 0x41\n", (None, None)),
        (b"model name : Intel\xae Xeon\n", ("Intel\\xae Xeon", None)),
        (b"", (None, None)),
    ],
)
def test_cpuinfo(text: bytes, expected: tuple[str | None, int | None]) -> None:
    assert local_machine.read_cpuinfo(text) == expected


@pytest.mark.parametrize(
    ("size", "blocks", "installed"),
    [(b"8000000\n", 192, 24 * GIB), (b"80000000\n", 64, 128 * GIB), (b"8000000", 0, None)],
)
def test_memory_blocks(size: bytes, blocks: int, installed: int | None) -> None:
    assert local_machine.read_memory_blocks(size, blocks) == installed


@pytest.mark.parametrize(
    ("system", "release", "mac", "expected"),
    [
        ("Darwin", "24.1.0", "15.1", ("macos", "macOS", "15.1")),
        ("FreeBSD", "14.1-RELEASE", "", ("other", "FreeBSD", "14.1-RELEASE")),
        ("", "", "", ("other", None, None)),
    ],
)
def test_other_systems(
    system: str, release: str, mac: str, expected: tuple[str, str | None, str | None]
) -> None:
    read = local_machine.read_other_system(system, release, mac)
    assert (read.family, read.name, read.version) == expected


# Text from outside.


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Brémond ® 日本", "Brémond ® 日本"),
        (b"Br\xc3\xa9mond", "Brémond"),
        (b"Br\xe9mond", r"Br\xe9mond"),
        ("Br\udce9mond", r"Br\xe9mond"),
        ("\ud83d!", r"\ud83d!"),
        ("\udc00", r"\udc00"),
        ("", ""),
    ],
)
def test_clean_text(raw: str | bytes, clean: str) -> None:
    assert clean_text(raw) == clean
    clean.encode("utf-8")
