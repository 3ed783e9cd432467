"""server-processor: x64 and nothing else."""

import pytest

from tests.checks.build import asked, failed, need, processor, read, status, with_candidate

CHECK = "server-processor"


@pytest.mark.parametrize(
    ("architecture", "answer", "shown"),
    [
        ("AMD64", "met", "x64 (Xeon)"),
        ("x86_64", "met", "x64"),
        ("x64", "met", "x64"),
        ("x86", "unmet", "x86"),
        ("i686", "unmet", "x86"),
        ("ARM64", "unmet", "ARM64"),
        ("ia64", "unmet", "Itanium"),
        ("riscv64", "unknown", "riscv64"),
        (None, "unknown", "did not state"),
    ],
)
def test_each_architecture(architecture: str | None, answer: str, shown: str) -> None:
    verdict = asked(CHECK, need("exchange-2016", CHECK, "must"), processor=processor(architecture))
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize(
    "target", ["exchange-2010", "exchange-2013", "exchange-2016", "exchange-2019", "exchange-se"]
)
def test_the_row_of_each_target(target: str) -> None:
    assert status(with_candidate(processor=read(processor("AMD64"))), target, CHECK) == "met must"
    assert status(with_candidate(processor=read(processor("ARM64"))), target, CHECK) == "blocker must"
    assert status(with_candidate(processor=read(processor(None))), target, CHECK) == "not-verified must"
    assert status(with_candidate(processor=failed()), target, CHECK) == "not-verified must"
