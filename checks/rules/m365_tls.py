"""TLS 1.2 of the Exchange servers

What: Whether Windows on each Exchange server of the newest version that is there speaks TLS 1.2 as a client and as a
    server: the release, and what the registry sets against its default.
Why: Microsoft 365 speaks nothing older. A server that cannot, or has it switched off, neither sends mail there nor
    lets Microsoft 365 fetch mailboxes.
Fix: Read first, in PowerShell on each server:
        Get-ChildItem 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols' -Recurse
    Enable TLS 1.2 for client and server, and let the .NET Framework follow the system (SystemDefaultTlsVersions and
    SchUseStrongCrypto, 32-bit programs too). Windows Server 2003 and 2008 cannot; put a proxy in front, or move on.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.installed import stands_behind
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, OperatingSystem, SecuritySettings
from scanner.inventory.names import (
    newer_than_known_windows,
    product_of,
    windows_server_name,
    windows_server_rank,
)


class Need(Requirement, frozen=True, kw_only=True):
    """The protocol; the oldest Windows that can speak it, and the first that does unless told otherwise."""

    protocol: str
    able_from: str
    default_from: str


def requires(need: Need) -> Text:
    return say("m365-tls.expected", "{protocol} as client and as server", protocol=need.protocol)


@check(
    id="m365-tls",
    subject="exchange-server",
    reads=("exchange_server", "servers", "operating_system", "security"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    exchange_server: ExchangeServer,
    servers: list[ExchangeServer],
    operating_system: OperatingSystem,
    security: SecuritySettings,
) -> Verdict:
    if stands_behind(product_of(exchange_server.build or ""), servers):
        return not_applicable(say("m365-tls.behind", "a newer version speaks to Microsoft 365"))
    version = operating_system.version or ""
    release = windows_server_name(version)
    if release is None and not newer_than_known_windows(version):
        return unknown(say("m365-tls.unlisted", "the release of Windows is not known"))
    rank = windows_server_rank(release) if release is not None else windows_server_rank(need.default_from)
    if rank < windows_server_rank(need.able_from):
        return unmet(
            say(
                "m365-tls.unable",
                "{release} cannot speak {protocol}",
                release=release or "",
                protocol=need.protocol,
            )
        )
    default = rank >= windows_server_rank(need.default_from)
    off = [side for side in ("client", "server") if not _is_on(need, security, side, default)]
    if off:
        return unmet(say("m365-tls.off", "{protocol} is off as {sides}", protocol=need.protocol, sides=off))
    return met(say("m365-tls.on", "{protocol} is on", protocol=need.protocol))


def _is_on(need: Need, security: SecuritySettings, side: str, default: bool) -> bool:
    for protocol in security.protocols:
        if protocol.name == need.protocol and protocol.side == side:
            if protocol.enabled == 0 or (protocol.enabled is None and protocol.disabled_by_default):
                return False
            return default if protocol.enabled is None else True
    return default
