"""Domain controllers by name, from DNS: the SRV records that every domain registers."""

from __future__ import annotations

import random
from collections.abc import Iterable

from scanner.connections.errors import Trouble

SERVICE = "_ldap._tcp.dc._msdcs.{domain}"


def domain_controllers(domain: str, seconds: float) -> list[str]:
    """The host names of a domain's controllers, in the order to try them (RFC 2782). Raises Trouble."""
    found = services(SERVICE.format(domain=domain.rstrip(".")), seconds)
    if not found:
        raise Trouble("no-domain-controller", domain=domain)
    return found


def services(name: str, seconds: float) -> list[str]:
    """The host names that a SRV record names, in the order to try them; none when there is no such record.

    Raises Trouble.
    """
    import dns.exception
    import dns.rdtypes.IN.SRV
    import dns.resolver

    try:
        answer = dns.resolver.resolve(name, "SRV", lifetime=seconds, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.resolver.NoNameservers, dns.resolver.NoResolverConfiguration) as error:
        raise Trouble("no-dns-answer", name=name, detail=str(error)) from None
    except dns.exception.Timeout:
        raise Trouble("no-dns-answer", name=name, detail=f"none in {seconds:g} s") from None
    except dns.exception.DNSException:  # a name no DNS can hold: an empty or too long label
        raise Trouble("no-such-host", host=name) from None
    records = [record for record in answer if isinstance(record, dns.rdtypes.IN.SRV.SRV)]
    return in_order(
        (r.priority, r.weight, r.target.to_text(omit_final_dot=True))
        for r in records
        if r.target.labels != (b"",)  # a target that is only a dot says that there is no such service
    )


def in_order(records: Iterable[tuple[int, int, str]]) -> list[str]:
    """Hosts by priority, and within one priority at random, the heavier ones sooner."""
    drawn = sorted(
        (priority, -(random.random() ** (1 / (weight or 0.01))), host) for priority, weight, host in records
    )
    return [host for _, _, host in drawn]
