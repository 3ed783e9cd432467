"""Network addresses of the server

What: The adapters of each server meant to run the target: addresses that Windows gave itself because nobody else
    did, addresses that may change, adapters without DNS servers, and whether the server registers itself in DNS.
Why: Exchange finds domain controllers and its own servers by DNS. A server that does not register itself crashes
    and delays mail; self-assigned addresses are not supported; an address that changes takes connectors and load
    balancers along.
Fix: Give it a fixed address, or at least a reservation, and the DNS servers of the domain. Read first:
        $adapters = Get-WmiObject Win32_NetworkAdapterConfiguration -Filter 'IPEnabled=TRUE'
        $adapters | Format-List Description, IPAddress, DHCPEnabled, DNSServerSearchOrder, FullDNSRegistrationEnabled
"""

from ipaddress import IPv4Network, ip_address

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Adapter, Network


class Need(Requirement, frozen=True, kw_only=True):
    """`self_assigned` is the range of addresses that Windows gives itself."""

    self_assigned: str


def requires(need: Need) -> Text:
    return say("server-network.expected", "a fixed address, DNS servers, and registration in DNS")


@check(id="server-network", subject="candidate", reads=("network",), need=Need, requires=requires)
def judge(need: Need, network: Network) -> Verdict:
    adapters = network.adapters
    if not adapters:
        return unknown(say("server-network.none", "no adapter with an address was found"))
    items = [
        Item(
            name=adapter.name,
            observed=say("server-network.self-assigned", "its addresses are self-assigned"),
        )
        for adapter in adapters
        if _self_assigned(adapter, need)
    ]
    items += [
        Item(name=adapter.name, observed=say("server-network.no-dns", "it has no DNS servers"))
        for adapter in adapters
        if not adapter.dns_servers
    ]
    fixed = [adapter.dhcp is False if adapter.dhcp is not None else None for adapter in adapters]
    registered = [adapter.registers_in_dns for adapter in adapters]
    if not any(fixed) and None not in fixed:
        items.append(
            Item(
                name="DHCP", observed=say("server-network.dhcp", "every adapter has its addresses from DHCP")
            )
        )
    if not any(registered) and None not in registered:
        items.append(
            Item(
                name="DNS", observed=say("server-network.unregistered", "no adapter registers itself in DNS")
            )
        )
    if items:
        texts = [
            say("server-network.item", "{name}: {seen}", name=item.name, seen=item.observed) for item in items
        ]
        return unmet(say("server-network.observed", "{problems}", problems=texts), items)
    if not any(fixed) or not any(registered):
        return unknown(say("server-network.unstated", "how the adapters get their addresses is not known"))
    addresses = [address for adapter in adapters for address in adapter.addresses]
    return met(say("server-network.fine", "{addresses}", addresses=addresses))


def _self_assigned(adapter: Adapter, need: Need) -> bool:
    """Every IPv4 address lies in the range; an adapter with one of its own beside it is in use."""
    old = [address for address in adapter.addresses if ":" not in address]
    return bool(old) and all(_within(address, need.self_assigned) for address in old)


def _within(address: str, block: str) -> bool:
    try:
        return ip_address(address) in IPv4Network(block)
    except ValueError:
        return False  # no address at all, whatever the machine meant by it
