"""ad-schema-master: Windows Server 2025 extends the schema safely only from an update on."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from checks.check import Verdict
from scanner.inventory.model import DomainController
from tests.checks.build import asked, controller, failed, forest, inventory, need, read, status

CHECK = "ad-schema-master"
NEED = need("exchange-se", CHECK, "must")


def judged(master: str | None, *controllers: DomainController) -> Verdict:
    return asked(CHECK, NEED, forest=forest(schema_master=master), domain_controllers=list(controllers))


@pytest.mark.parametrize(
    ("version", "answer", "shown"),
    [
        ("10.0 (20348)", "met", "Windows Server 2022"),
        ("6.3 (9600)", "met", "Windows Server 2012 R2"),
        ("10.0 (26100)", "unknown", "November 2025"),
        ("10.0 (29999)", "unknown", "not in this rule book"),
        (None, "unknown", "not known"),
    ],
)
def test_the_windows_of_the_master(version: str | None, answer: str, shown: str) -> None:
    verdict = judged("DC1.corp.example", controller(version), controller("5.2 (3790)", "dc2.corp.example"))
    assert (verdict.answer, shown in verdict.observed.text) == (answer, True), verdict


def test_a_master_that_is_not_listed_or_not_stated() -> None:
    assert judged("dc1.corp.example", controller(name="dc2.corp.example")).answer == "unknown"
    assert judged(None, controller()).answer == "unknown"


def test_a_master_whose_account_could_not_be_read() -> None:
    assert judged("dc1.corp.example", replace(controller(), computer=failed())).answer == "unknown"


def test_windows_2025_never_reads_as_ready() -> None:
    whole = inventory(forest=read(forest()), domain_controllers=read([controller("10.0 (26100)")]))
    assert status(whole, "exchange-se", CHECK) == "not-verified must"
    assert status(whole, "exchange-2019", CHECK) == "not-verified must"
    safe = inventory(forest=read(forest()), domain_controllers=read([controller("10.0 (20348)")]))
    assert status(safe, "exchange-se", CHECK) == "met must"
