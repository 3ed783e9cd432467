"""server-edition: the editions on Microsoft's list."""

import pytest

from tests.checks.build import asked, failed, need, read, status, windows, with_candidate

CHECK = "server-edition"


@pytest.mark.parametrize(
    ("target", "edition", "answer", "shown"),
    [
        ("exchange-2010", "ServerEnterprise", "met", "Enterprise"),
        ("exchange-2010", "ServerDatacenter", "unmet", "Datacenter"),
        ("exchange-2019", "ServerDatacenter", "met", "Datacenter"),
        ("exchange-2019", "ServerEnterprise", "unmet", "Enterprise"),
        ("exchange-2013", "ServerStandard", "met", "Standard"),
        ("exchange-2013", "ServerEnterprise", "met", "Enterprise"),
        ("exchange-2016", "ServerEnterprise", "unmet", "Enterprise"),
        ("exchange-2016", "ServerDatacenter", "met", "Datacenter"),
        ("exchange-2016", "ServerWeb", "unmet", "Web"),
        ("exchange-se", "ServerSolution", "unmet", "Essentials"),
        ("exchange-se", "ServerTurbine", "unmet", "Azure Edition"),
        ("exchange-se", "ServerStandardEval", "unmet", "Evaluation"),
        ("exchange-se", "Professional", "unknown", "Professional"),
        ("exchange-se", None, "unknown", "not known"),
    ],
)
def test_each_edition(target: str, edition: str | None, answer: str, shown: str) -> None:
    verdict = asked(CHECK, need(target, CHECK, "should"), operating_system=windows(edition=edition))
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


@pytest.mark.parametrize("target", ["exchange-2013", "exchange-2016", "exchange-2019", "exchange-se"])
def test_the_row_of_each_target(target: str) -> None:
    def row(edition: str | None) -> str:
        return status(with_candidate(operating_system=read(windows(edition=edition))), target, CHECK)

    assert row("ServerDatacenter") == "met should"
    assert row("ServerWeb") == "warning should"
    assert row(None) == "not-verified should"
    assert status(with_candidate(operating_system=failed()), target, CHECK) == "not-verified should"
