"""server-file-system: the system drive is NTFS."""

import pytest

from scanner.inventory.model import Volume
from tests.checks.build import asked, failed, need, read, status, volume, with_candidate

CHECK = "server-file-system"


def system(file_system: str | None) -> Volume:
    return volume("C:\\", file_system=file_system, system=True)


@pytest.mark.parametrize(
    ("volumes", "answer", "shown"),
    [
        ([system("NTFS")], "met", "C:\\ NTFS"),
        ([system("ntfs")], "met", "C:\\ ntfs"),
        ([system("NTFS"), volume("D:\\", file_system="ReFS")], "met", "D:\\ ReFS"),
        ([system("ReFS"), volume("D:\\", file_system="NTFS")], "unmet", "C:\\ ReFS"),
        ([system("ext4")], "unmet", "ext4"),
        ([system(None)], "unknown", "not known"),
        ([volume("D:\\", file_system="NTFS")], "unknown", "not known"),
        ([], "unknown", "not known"),
    ],
)
def test_each_file_system(volumes: list[Volume], answer: str, shown: str) -> None:
    verdict = asked(CHECK, need("exchange-2016", CHECK, "must"), volumes=volumes)
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize("target", ["exchange-2013", "exchange-2016", "exchange-se"])
def test_the_row_of_each_target(target: str) -> None:
    assert status(with_candidate(volumes=read([system("NTFS")])), target, CHECK) == "met must"
    assert status(with_candidate(volumes=read([system("ReFS")])), target, CHECK) == "blocker must"
    assert status(with_candidate(volumes=read([system(None)])), target, CHECK) == "not-verified must"
    assert status(with_candidate(volumes=failed()), target, CHECK) == "not-verified must"


def test_of_2010_only_a_later_page_says_it() -> None:
    assert status(with_candidate(volumes=read([system("NTFS")])), "exchange-2010", CHECK) == "met should"
    assert status(with_candidate(volumes=read([system("ReFS")])), "exchange-2010", CHECK) == "warning should"
