"""TLS of the servers that are present

What: Whether each Exchange server of the organisation can speak TLS 1.2: by its build, by what its registry sets,
    and by what its .NET programs use.
Why: The target speaks TLS 1.2 and nothing older unless somebody changes that. Mail between old and new servers,
    proxied clients and mailbox moves need one version both know, and extended protection the same settings on all
    servers.
Fix: Where a build is named here, bring the server to it first; then set TLS as on the new servers and restart. Windows
    Server 2008 needs Service Pack 2 and the update KB4019276 before it obeys. Exchange 2003 and 2007 get no update for
    it, and like 2010 cannot stand beside this target: a server of a version in between takes over from them first, and
    that is the one to set. Let it speak the older versions too until the last of these is gone. Read first:
        Get-ChildItem -Recurse HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols
        Get-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319 | Format-List *Tls*, *Strong*
"""

from checks.check import Verdict, check, met, unknown, unmet
from checks.installed import installed_on
from checks.knowledge.builds import at_least
from checks.results import Item
from checks.tls import TlsNeed, faults, required
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, InstalledExchange, OperatingSystem, SecuritySettings
from scanner.inventory.names import windows_server_name


class Need(TlsNeed, frozen=True, kw_only=True):
    """`from_build`: the first build of each version, by short name, that speaks TLS 1.2."""

    from_build: dict[str, str]


@check(
    id="exchange-tls",
    subject="exchange-server",
    reads=("security", "operating_system", "exchange_server"),
    uses=("exchange",),
    need=Need,
    requires=required,
)
def judge(
    need: Need,
    security: SecuritySettings,
    operating_system: OperatingSystem,
    exchange_server: ExchangeServer,
    exchange: InstalledExchange | None,
) -> Verdict:
    here = installed_on(exchange_server, exchange)
    items, unsure = faults(need, security, windows_server_name(operating_system.version or ""))
    if not isinstance(here, Text):
        first = need.from_build.get(here.product)
        if first is not None and not at_least(here.build, first):
            too_old = say(
                "exchange-tls.too-old",
                "build {build} does not speak {protocols}",
                build=here.named,
                protocols=need.on,
            )
            items = [Item(name=f"Exchange {here.product}", observed=too_old, suggested=first), *items]
    if items:
        texts = [say("tls.fault", "{name} ({seen})", name=item.name, seen=item.observed) for item in items]
        return unmet(say("tls.faults", "{faults}", faults=texts), items)
    if isinstance(here, Text):
        return unknown(here)
    if unsure:
        return unknown(say("tls.unsure", "what this Windows does where nothing is set is not known"))
    return met(say("tls.fine", "as it should be"))
