"""ActiveSync directories of each server

What: How many virtual directories for ActiveSync each Exchange server has for clients.
Why: Setup of a cumulative update fails on a server with more than one: it finds the second and does not know which is
    its own. The same holds for an upgrade where it is.
Fix: Read first, in the Exchange Management Shell, on Exchange 2007 without -ADPropertiesOnly:
        Get-ActiveSyncVirtualDirectory -Server SERVER -ADPropertiesOnly | Format-List Identity, InternalUrl, ExternalUrl
    Find out what uses the one that was added by hand, move that, then remove it with Remove-ActiveSyncVirtualDirectory.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.results import Item
from checks.servers import client_directories
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, VirtualDirectory


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("activesync-directories.expected", "one at most")


@check(
    id="activesync-directories",
    subject="exchange-server",
    reads=("exchange_server", "virtual_directories"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, exchange_server: ExchangeServer, virtual_directories: list[VirtualDirectory]
) -> Verdict:
    own = [
        each for each in client_directories(exchange_server, virtual_directories) if each.kind == "activesync"
    ]
    if not own:
        return not_applicable(say("activesync-directories.none", "none"))
    if len(own) > 1:
        items = [
            Item(
                name=each.name,
                observed=say("activesync-directories.address", "{address}", address=each.internal_url or "–"),
            )
            for each in own
        ]
        return unmet(say("activesync-directories.several", "directories: {number}", number=len(own)), items)
    return met(say("activesync-directories.number", "directories: {number}", number=len(own)))
