"""server-cores: sockets and cores, each against the most that was tested."""

import pytest

from tests.checks.build import asked, failed, need, processor, read, status, with_candidate

CHECK = "server-cores"


@pytest.mark.parametrize(
    ("target", "sockets", "cores", "answer", "shown"),
    [
        ("exchange-2019", 2, 48, "met", "48"),
        ("exchange-2019", 2, 49, "unmet", "49"),
        ("exchange-2013", 2, 20, "met", "20"),
        ("exchange-2013", 2, 21, "unmet", "21"),
        ("exchange-2016", 2, 24, "met", "24"),
        ("exchange-2016", 2, 25, "unmet", "25"),
        ("exchange-se", 2, 48, "met", "48"),
        ("exchange-se", 2, 49, "unmet", "49"),
        ("exchange-se", 3, 12, "unmet", "3"),
        ("exchange-se", 8, 8, "met", "8"),
        ("exchange-2016", 32, 32, "unmet", "32"),
        ("exchange-se", None, 49, "unmet", "49"),
        ("exchange-se", 4, None, "unmet", "4"),
        ("exchange-se", None, 48, "unknown", "?"),
        ("exchange-se", 2, None, "unknown", "?"),
        ("exchange-se", None, None, "unknown", "?"),
    ],
)
def test_each_side_of_a_number(
    target: str, sockets: int | None, cores: int | None, answer: str, shown: str
) -> None:
    found = processor(sockets=sockets, cores=cores)
    verdict = asked(CHECK, need(target, CHECK, "should"), processor=found)
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize("target", ["exchange-2013", "exchange-2016", "exchange-se"])
def test_the_row_of_each_target(target: str) -> None:
    assert status(with_candidate(processor=read(processor(cores=8))), target, CHECK) == "met should"
    assert status(with_candidate(processor=read(processor(cores=96))), target, CHECK) == "warning should"
    assert (
        status(with_candidate(processor=read(processor(cores=None))), target, CHECK) == "not-verified should"
    )
    assert status(with_candidate(processor=failed()), target, CHECK) == "not-verified should"
