"""server-disk-free: to the byte, on a drive Exchange can be installed to and on the system drive."""

import pytest

from checks.check import all_checks
from scanner.inventory.model import Volume
from tests.checks.build import GB, MB, asked, failed, need, read, status, volume, with_candidate

CHECK = "server-disk-free"


def system(free: int | None, file_system: str | None = "NTFS") -> Volume:
    return volume("C:\\", free, file_system, system=True)


def other(free: int | None, file_system: str | None = "NTFS") -> Volume:
    return volume("D:\\", free, file_system)


@pytest.mark.parametrize(
    ("volumes", "answer", "shown"),
    [
        ([system(30 * GB)], "met", "C:\\ 30 GB"),
        ([system(30 * GB - 1)], "unmet", "C:\\ 29.9 GB"),
        ([system(200 * MB), other(30 * GB)], "met", "D:\\ 30 GB"),
        ([system(200 * MB - 1), other(30 * GB)], "unmet", "D:\\ 30 GB"),
        ([system(200 * MB), other(30 * GB - 1)], "unmet", "D:\\ 29.9 GB"),
        # Exchange cannot be installed to ReFS.
        ([system(10 * GB), other(500 * GB, "ReFS")], "unmet", "C:\\ 10 GB"),
        ([system(10 * GB), other(500 * GB, "ntfs")], "met", "D:\\ 500 GB"),
        # A drive of which something is not known might do, and never does.
        ([system(10 * GB), other(None)], "unknown", "C:\\ 10 GB"),
        ([system(10 * GB), other(500 * GB, None)], "unknown", "D:\\ 500 GB"),
        ([system(10 * GB), other(20 * GB, None)], "unmet", "D:\\ 20 GB"),
        ([system(10 * GB), other(None, "FAT32")], "unmet", "C:\\ 10 GB"),
        ([system(40 * GB), other(None)], "met", "C:\\ 40 GB"),
        ([system(40 * GB, None)], "met", "C:\\ 40 GB"),
        ([system(None), other(500 * GB)], "unknown", "system drive"),
        ([other(500 * GB)], "unknown", "system drive"),
        ([], "unknown", "system drive"),
    ],
)
def test_each_side_of_a_size(volumes: list[Volume], answer: str, shown: str) -> None:
    verdict = asked(CHECK, need("exchange-2016", CHECK, "must"), volumes=volumes)
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize("target", ["exchange-2013", "exchange-2016", "exchange-2019", "exchange-se"])
def test_the_row_of_each_target(target: str) -> None:
    assert status(with_candidate(volumes=read([system(30 * GB)])), target, CHECK) == "met must"
    assert status(with_candidate(volumes=read([system(30 * GB - 1)])), target, CHECK) == "blocker must"
    assert status(with_candidate(volumes=read([system(None)])), target, CHECK) == "not-verified must"
    assert status(with_candidate(volumes=failed()), target, CHECK) == "not-verified must"


@pytest.mark.parametrize(
    ("free", "answer"), [(6 * GB // 5 + 1, "met"), (6 * GB // 5, "unmet"), (30 * GB - 1, "met")]
)
def test_exchange_2010_takes_a_little_over_one_gb(free: int, answer: str) -> None:
    required = need("exchange-2010", CHECK, "must")
    assert asked(CHECK, required, volumes=[system(free)]).answer == answer
    assert "1.2 GB free" in all_checks()[CHECK].requires(required).text
    whole_gb = all_checks()[CHECK].requires(need("exchange-2019", CHECK, "must")).text
    assert whole_gb.startswith("30 GB free")
