"""Machines on both sides of every limit, for the property that absence never helps."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st

from scanner.inventory.model import OperatingSystem
from tests.checks.machines import (
    NET,
    PROGRAMS,
    adapter,
    both_sides,
    features,
    installed,
    network,
    platform,
    products,
    security,
    service,
    software,
    strong,
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


def mark(draw: st.DrawFn, build: str | None) -> Any:
    """An installed Exchange, or none, with or without what Setup left behind."""
    return installed(
        build,
        draw(st.sampled_from([{}, {"MailboxRole": "x"}])),
        missing=draw(st.sampled_from([None, (), ("A",)])),
    )
