""".NET Framework of the servers that are present

What: The .NET Framework of each Exchange server of the organisation, against those its cumulative update works
    with.
Why: The order matters when servers are brought up to date: a .NET Framework that outruns the cumulative update
    breaks the server, and a cumulative update that needs a newer one stops. Some steps go through one in between.
Fix: Read first, on each server:
        (Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full').Release
        Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo.FileVersion }
    Install the newest cumulative update that works with the .NET Framework that is there, then the newest framework
    that this update works with, and so on until both are the newest. Put the server into maintenance mode each
    time.
"""

from checks.check import Requirement, Verdict, check, unknown
from checks.dotnet import judged
from checks.installed import installed_on
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, InstalledExchange, OperatingSystem, Software


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set: the versions are those of the rule book's table."""


def requires(need: Need) -> Text:
    return say("exchange-dotnet.expected", "a .NET Framework its cumulative update works with")


@check(
    id="exchange-dotnet",
    subject="exchange-server",
    reads=("software", "exchange_server"),
    uses=("exchange", "operating_system"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    software: Software,
    exchange_server: ExchangeServer,
    exchange: InstalledExchange | None,
    operating_system: OperatingSystem | None,
) -> Verdict:
    here = installed_on(exchange_server, exchange)
    if isinstance(here, Text):
        return unknown(here)
    return judged(here.build, software, operating_system, newer_too=True)
