"""Upgrade of a server where it is

What: For a server of the version that can be upgraded to the target without moving a mailbox, whether its cumulative
    update is one Setup starts from.
Why: From such an update the upgrade is like installing a cumulative update: name, Windows, databases and certificates
    stay. From any other one, the server has to be updated first, or mailboxes move to a new one.
Fix: Read first, on the server:
        Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo.FileVersion }
        Get-ExchangeServer SERVER | Format-List AdminDisplayVersion, ServerRole
    Install the newest cumulative update of its own version, test, then put the server in maintenance and run Setup of
    the target with /Mode:Upgrade. The Windows under it must be one the target supports: it stays.
"""

from checks.check import Requirement, Verdict, check, met_if, not_applicable, unknown
from checks.installed import Installed, installed_on
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, InstalledExchange
from scanner.inventory.names import version_tuple


class Need(Requirement, frozen=True, kw_only=True):
    """The version upgraded in place, and the first build Setup starts from."""

    product: str
    minimum: str
    named: str


def requires(need: Need) -> Text:
    return say(
        "in-place-upgrade.expected",
        "Exchange {product} {named} or later",
        product=need.product,
        named=need.named,
    )


@check(
    id="in-place-upgrade", subject="exchange-server", reads=("exchange_server",), uses=("exchange",), need=Need,
    requires=requires,
)  # fmt: skip
def judge(need: Need, exchange_server: ExchangeServer, exchange: InstalledExchange | None) -> Verdict:
    here = installed_on(exchange_server, exchange)
    if not isinstance(here, Installed):
        return unknown(here)
    observed = say(
        "in-place-upgrade.build", "Exchange {product}, build {build}", product=here.product, build=here.named
    )
    if here.product != need.product:
        return not_applicable(observed)
    build, least = version_tuple(here.build) or (), version_tuple(need.minimum) or ()
    return met_if(build >= least, observed)
