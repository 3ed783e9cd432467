"""server-page-file: one file of a fixed size, to the MB on both sides."""

import pytest

from checks.check import all_checks
from scanner.inventory.model import Memory, PageFile
from tests.checks.build import GB, MB, asked, failed, memory, need, page_file, read, status, with_candidate

CHECK = "server-page-file"
UNKNOWN = PageFile(managed_by_system=None, settings=None, allocated=4 * GB)


def fixed(megabytes: int) -> PageFile:
    return page_file((megabytes * MB, megabytes * MB))


@pytest.mark.parametrize(
    ("target", "size", "found", "answer", "shown"),
    [
        # Memory and 10 MB.
        ("exchange-2010", memory(64 * GB), fixed(64 * 1024 + 9), "unmet", "65,545 MB"),
        ("exchange-2010", memory(64 * GB), fixed(64 * 1024 + 10), "met", "65,546 MB"),
        ("exchange-2010", memory(64 * GB), fixed(32778), "unmet", "32,778 MB"),
        ("exchange-2013", memory(16 * GB), fixed(16 * 1024 + 9), "unmet", "16,393 MB"),
        ("exchange-2013", memory(16 * GB), fixed(16 * 1024 + 10), "met", "16,394 MB"),
        ("exchange-2013", memory(16 * GB), fixed(16 * 1024 + 11), "unmet", "16,395 MB"),
        # Never more than 32778 MB, from 32 GB of memory on.
        ("exchange-2016", memory(32 * GB), fixed(32777), "unmet", "32,777 MB"),
        ("exchange-2016", memory(32 * GB), fixed(32778), "met", "32,778 MB"),
        ("exchange-2016", memory(192 * GB), fixed(32778), "met", "32,778 MB"),
        ("exchange-2016", memory(192 * GB), fixed(32779), "unmet", "32,779 MB"),
        ("exchange-2016", memory(192 * GB), fixed(192 * 1024 + 10), "unmet", "196,618 MB"),
        # A quarter of the memory.
        ("exchange-se", memory(128 * GB), fixed(32767), "unmet", "32,767 MB"),
        ("exchange-se", memory(128 * GB), fixed(32768), "met", "32,768 MB"),
        ("exchange-se", memory(128 * GB), fixed(32769), "unmet", "32,769 MB"),
        # From what Windows shows, or from what is on the label.
        ("exchange-se", memory(128 * GB, 128 * GB - 37 * MB - 1), fixed(32757), "unmet", "32,757 MB"),
        ("exchange-se", memory(128 * GB, 128 * GB - 37 * MB - 1), fixed(32758), "met", "32,758 MB"),
        ("exchange-se", memory(128 * GB, 128 * GB - 37 * MB - 1), fixed(32768), "met", "32,768 MB"),
        ("exchange-se", memory(None, 128 * GB - 37 * MB - 1), fixed(32768), "met", "32,768 MB"),
        ("exchange-se", memory(None, 128 * GB - 37 * MB - 1), fixed(32769), "unmet", "32,769 MB"),
        ("exchange-2016", memory(None, 16 * GB - 5), fixed(16393), "met", "16,393 MB"),
        # It must not grow, nor be chosen by Windows, nor be one of several.
        ("exchange-se", memory(128 * GB), page_file((32768 * MB, 65536 * MB)), "unmet", "65,536"),
        ("exchange-se", memory(128 * GB), page_file((0, 0)), "unmet", "0"),
        ("exchange-se", memory(128 * GB), page_file(automatic=True), "unmet", "Windows chooses"),
        ("exchange-se", memory(128 * GB), page_file(), "unmet", "none"),
        (
            "exchange-se",
            memory(128 * GB),
            page_file((16384 * MB, 16384 * MB), (16384 * MB, 16384 * MB)),
            "unmet",
            "16,384",
        ),
        # Half of it not stated.
        ("exchange-se", memory(128 * GB), page_file((None, 32768 * MB)), "unknown", "?"),
        ("exchange-se", memory(128 * GB), page_file((32768 * MB, None)), "unknown", "?"),
        ("exchange-se", memory(), fixed(32768), "unknown", "not known"),
        ("exchange-se", memory(128 * GB), UNKNOWN, "unknown", "not known"),
    ],
)
def test_each_side_of_a_size(target: str, size: Memory, found: PageFile, answer: str, shown: str) -> None:
    verdict = asked(CHECK, need(target, CHECK, "should"), page_file=found, memory=size)
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    ("target", "right"), [("exchange-2013", 32778), ("exchange-2016", 32778), ("exchange-se", 16384)]
)
def test_the_row_of_each_target(target: str, right: int) -> None:
    size = read(memory(64 * GB))
    assert status(with_candidate(memory=size, page_file=read(fixed(right))), target, CHECK) == "met should"
    assert (
        status(with_candidate(memory=size, page_file=read(fixed(right - 1))), target, CHECK)
        == "warning should"
    )
    assert status(with_candidate(memory=size, page_file=failed()), target, CHECK) == "not-verified should"
    assert (
        status(with_candidate(memory=failed(), page_file=read(fixed(right))), target, CHECK)
        == "not-verified should"
    )


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("exchange-2010", "memory + 10 MB"),
        ("exchange-2013", "memory + 10 MB, no more than 32,778 MB"),
        ("exchange-2019", "25% of memory"),
    ],
)
def test_what_is_asked_for(target: str, words: str) -> None:
    assert all_checks()[CHECK].requires(need(target, CHECK, "should")).text.endswith(words)
