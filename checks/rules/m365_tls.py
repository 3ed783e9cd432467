"""TLS 1.2 of the Exchange servers

What: Whether Windows on each Exchange server of the newest version that is there speaks TLS 1.2 as a client and as a
    server: the release, and what the registry sets against its default.
Why: Microsoft 365 speaks nothing older. A server that cannot, or has it switched off, neither sends mail there nor
    lets Microsoft 365 fetch mailboxes.
Fix: Read first, in PowerShell on each server:
        Get-ChildItem 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols' -Recurse
    Enable TLS 1.2 for client and server, and let the .NET Framework follow the system (SystemDefaultTlsVersions and
    SchUseStrongCrypto, 32-bit programs too). Windows Server 2008 needs Service Pack 2 and the update KB4019276 first.
    Windows Server 2003 cannot; put a proxy in front, or move on.
"""

from checks.check import Verdict, check, met, not_applicable, unknown, unmet
from checks.servers import stands_behind
from checks.tls import TlsNeed, faults
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, OperatingSystem, SecuritySettings
from scanner.inventory.names import windows_server_name, windows_server_rank


class Need(TlsNeed, frozen=True, kw_only=True):
    """`able_from` is the oldest Windows that can speak what must be on, whatever the registry says.

    `after_update` names those that can only after an update, which is not read.
    """

    able_from: str
    after_update: dict[str, str]


def requires(need: Need) -> Text:
    return say("m365-tls.expected", "{protocols} as client and as server", protocols=need.on)


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
    if stands_behind(exchange_server, servers):
        return not_applicable(say("m365-tls.behind", "a newer version speaks to Microsoft 365"))
    release = windows_server_name(operating_system.version or "")
    if release is not None and windows_server_rank(release) < windows_server_rank(need.able_from):
        return unmet(
            say("m365-tls.unable", "{release} cannot speak {protocols}", release=release, protocols=need.on)
        )
    found, unsure = faults(need, security, release)
    # What else the registry sets is a matter of the servers among each other.
    items = [item for item in found if item.name in need.on]
    if items:
        texts = [say("tls.fault", "{name} ({seen})", name=item.name, seen=item.observed) for item in items]
        return unmet(say("tls.faults", "{faults}", faults=texts), items)
    if unsure:
        return unknown(say("tls.unsure", "what this Windows does where nothing is set is not known"))
    if release in need.after_update:
        update = need.after_update[release]
        return unknown(
            say(
                "m365-tls.after-update",
                "{protocols}: on; {release} obeys only with the update {update}, which is not read",
                protocols=need.on,
                release=release,
                update=update,
            )
        )
    return met(say("m365-tls.on", "{protocols}: on", protocols=need.on))
