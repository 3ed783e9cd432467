"""IPv6 of the server

What: Whether IPv6 is on, or was switched off whole, on each server meant to run the target.
Why: IPv6 unbound from an adapter and left on in the registry, or a registry value that means nothing, makes
    services of Exchange wait for addresses that never answer, and Windows start slowly.
Fix: Leave IPv6 on; Microsoft tests nothing else. Read first:
        (Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters').DisabledComponents
        Get-NetAdapterBinding -ComponentID ms_tcpip6
    Where it must be off, set DisabledComponents to 255 and restart, instead of unticking it in the adapter.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import Network


class Need(Requirement, frozen=True, kw_only=True):
    """Values of DisabledComponents: the one that switches IPv6 off whole, and those that mean nothing."""

    off: int
    meaningless: list[int]


def requires(need: Need) -> Text:
    return say("server-ipv6.expected", "on, or off whole with DisabledComponents {value:d}", value=need.off)


@check(id="server-ipv6", subject="candidate", reads=("network",), need=Need, requires=requires)
def judge(need: Need, network: Network) -> Verdict:
    value = network.disabled_ipv6
    unbound = [
        adapter.name
        for adapter in network.adapters
        if not any(":" in address for address in adapter.addresses)
    ]
    observed = say(
        "server-ipv6.observed",
        "DisabledComponents {value}, adapters without IPv6: {adapters}",
        value=say("server-ipv6.unset", "not set") if value is None else str(value),
        adapters=unbound,
    )
    if value in need.meaningless:
        return unmet(observed)
    if value == need.off:
        return met(observed)
    if not network.adapters:
        return unknown(observed)
    return unmet(observed) if unbound else met(observed)
