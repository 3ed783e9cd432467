"""TLS of the server

What: TLS of each server meant to run the target, as its registry sets it: TLS 1.2 on both sides, nothing older than
    TLS on, no protocol on on one side alone, TLS 1.3 only where the target can use it, and .NET programs that
    follow Windows.
Why: Exchange is client and server at once. Where the sides differ, or .NET keeps to older versions, servers refuse
    each other, mail to Microsoft 365 stays in the queue, and extended protection fails.
Fix: Set it as Microsoft's page on TLS of Exchange says, on all servers alike, and restart. Read first:
        Get-ChildItem -Recurse HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols
        Get-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319 | Format-List *Tls*, *Strong*
"""

from checks.check import Verdict, check, met, unknown, unmet
from checks.tls import TlsNeed, faults, required
from checks.wording import say
from scanner.inventory.model import OperatingSystem, SecuritySettings
from scanner.inventory.names import windows_server_name


@check(
    id="server-tls",
    subject="candidate",
    reads=("security", "operating_system"),
    need=TlsNeed,
    requires=required,
)
def judge(need: TlsNeed, security: SecuritySettings, operating_system: OperatingSystem) -> Verdict:
    items, unsure = faults(need, security, windows_server_name(operating_system.version or ""))
    if items:
        texts = [say("tls.fault", "{name} ({seen})", name=item.name, seen=item.observed) for item in items]
        return unmet(say("tls.faults", "{faults}", faults=texts), items)
    if unsure:
        return unknown(say("tls.unsure", "what this Windows does where nothing is set is not known"))
    return met(say("tls.fine", "as it should be"))
