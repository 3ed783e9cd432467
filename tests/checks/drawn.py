"""Machines on both sides of every limit, for the property that absence never helps."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st

from scanner.inventory.model import OperatingSystem
from tests.checks.machines import (
    NET,
    PROGRAMS,
    adapter,
    auth_configuration,
    both_sides,
    bound_certificate,
    computers,
    copy_status,
    database,
    device,
    features,
    installed,
    network,
    outlook_anywhere,
    platform,
    products,
    security,
    service,
    software,
    statistics,
    strong,
    virtual_directory,
)


def machine(draw: st.DrawFn, system: OperatingSystem) -> dict[str, Any]:
    """Sections of a Windows machine, by name, each good or bad or unstated in some way."""

    def one(*values: Any) -> Any:
        return draw(st.sampled_from(values))

    every = features("SE", system)
    return {
        "platform": platform(one(None, 2, 3, 5), one(None, "ProLiant", "VMware7,1"), None, one(None, "x")),
        "network": network(
            *one(
                (), (adapter(),), (adapter("169.254.1.1", dhcp=True, registers=False),), (adapter(dhcp=None),)
            ),
            disabled_ipv6=one(None, -1, 255),
        ),
        "software": software(
            net_release=one(None, *NET.values()),
            net_older=one(None, [], ["v3.5 SP1"]),
            products=one(None, [], products(*PROGRAMS), products((PROGRAMS[0][0], None), *PROGRAMS[1:])),
            features=one(None, [], every, every[1:]),
            updates=one(None, [], ["KB3206632"]),
            pending_restart=one(None, [], ["servicing"]),
            enforced_execution_policy=one(None, "RemoteSigned"),
        ),
        "security": security(
            protocols=one([], both_sides("TLS 1.2"), both_sides("TLS 1.2", 0, 1)),
            strong_cryptography=one([], strong()),
            lm_compatibility=one(None, 1, 5),
            smb1=one(None, 0, 1),
            credential_guard=one(None, 0, 1),
            ldap_signing=one(None, 0, 2),
        ),
        "services": one([], [service("W3SVC", "Disabled")], [service("RemoteRegistry", None)]),
    }


def certificates(draw: st.DrawFn) -> list[Any]:
    """Certificates of a server, good or bad or half read."""
    kinds = [
        bound_certificate(),
        bound_certificate(ends="2026-11-01"),
        bound_certificate(services=None),
        bound_certificate(hashed="sha1"),
        bound_certificate(names=["*.corp.example"], key=("RSA", 1024)),
        bound_certificate(ends=None, private_key=None),
    ]
    return draw(st.lists(st.sampled_from(kinds), max_size=2))


def told_by_servers(draw: st.DrawFn) -> dict[str, Any]:
    """Sections of the organisation that servers tell, by name."""

    def some(*kinds: Any) -> Any:
        return draw(st.lists(st.sampled_from(kinds), max_size=2))

    return {
        "auth_configuration": draw(
            st.sampled_from([None, auth_configuration(), auth_configuration("BB" * 20)])
        ),
        "virtual_directories": some(*(virtual_directory(server=f"EX{n}") for n in (0, 1))),
        "outlook_anywhere": some(
            *(outlook_anywhere(v, f"EX{n}") for n in (0, 1) for v in (True, False, None))
        ),
        "extended_protection": [],
        "databases": some(database(server="EX0"), database("DB2", copies=["EX0", "EX1"], recovery=True)),
        "database_statistics": some(
            statistics(),
            statistics(size=300 << 30),
            statistics("DB2", mounted=False),
            statistics(size=None, backup=None),
        ),
        "copy_status": some(copy_status(), copy_status("Failed"), copy_status(None)),
        "devices": some(device("iOS 17"), device("Android 4.4"), device(None)),
        "computers": some(
            computers("Windows 10", "10.0 (19045)"),
            computers("Windows XP", "5.1 (2600)"),
            computers("Windows", None),
        ),
    }


def mark(draw: st.DrawFn, build: str | None) -> Any:
    """An installed Exchange, or none, with or without what Setup left behind."""
    return installed(
        build,
        draw(st.sampled_from([{}, {"MailboxRole": "x"}])),
        missing=draw(st.sampled_from([None, (), ("A",)])),
    )
