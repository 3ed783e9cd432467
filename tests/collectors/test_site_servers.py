"""Who controls a domain, as the sites of the forest state it."""

from __future__ import annotations

import pytest

from scanner.collectors import site_servers
from scanner.collectors.site_servers import controllers_of
from scanner.connections.errors import Trouble
from tests.collectors.answers import CONFIGURATION, SITE, answer, entry, forest

READ_ONLY = f"CN=NTDS-DSA-RO,CN=Schema,{CONFIGURATION}"


def server(name: str, host: str | None = None) -> object:
    return entry(f"CN={name},CN=Servers,{SITE}", cn=name, **({"dNSHostName": host} if host else {}))


def settings(name: str, domain: str, category: str = "CN=NTDS-DSA,CN=Schema") -> object:
    base = ",".join(f"DC={label}" for label in domain.split("."))
    return entry(
        f"CN=NTDS Settings,CN={name},CN=Servers,{SITE}", msDS_HasDomainNCs=base, objectCategory=category
    )


DIRECTORY = forest(
    answer(
        site_servers.SERVERS,
        server("DC1", "dc1.corp.test"),  # type: ignore[arg-type]
        server("A", "a.lab.corp.test"),  # type: ignore[arg-type]
        server("LAB1", "lab1.lab.corp.test"),  # type: ignore[arg-type]
        server("NAMELESS"),  # type: ignore[arg-type]
        server("OLD", "old.lab.corp.test"),  # type: ignore[arg-type]
    ),
    answer(
        site_servers.SETTINGS,
        settings("DC1", "corp.test"),  # type: ignore[arg-type]
        settings("A", "lab.corp.test", READ_ONLY),  # type: ignore[arg-type]
        settings("LAB1", "LAB.corp.test"),  # type: ignore[arg-type]
        settings("NAMELESS", "lab.corp.test"),  # type: ignore[arg-type]
        settings("GONE", "lab.corp.test"),  # type: ignore[arg-type]
    ),
).main()


def test_controllers_that_hold_the_whole_domain_come_first() -> None:
    assert controllers_of(DIRECTORY, "Lab.corp.test") == ["lab1.lab.corp.test", "a.lab.corp.test"]
    assert controllers_of(DIRECTORY, "gone.test") == []


def test_hidden_sites_are_no_answer() -> None:
    with pytest.raises(Trouble) as refused:
        controllers_of(forest().main(), "lab.corp.test")
    assert refused.value.code == "not-readable"
