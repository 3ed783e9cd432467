"""Virtual directories of a server

What: Whether each server of 2013 or later has, in the directory, the virtual directories its version makes for
    clients. Whether IIS has them too is not asked.
Why: A cumulative update, and the upgrade to Subscription Edition, writes into each of them and stops halfway where one
    is not there. It is what is left of a directory that was removed and not made again.
Fix: Read first, in the Exchange Management Shell:
        Get-OwaVirtualDirectory -Server SERVER -ADPropertiesOnly | Format-Table Name, WhenCreated
        Get-WebServicesVirtualDirectory -Server SERVER -ADPropertiesOnly | Format-Table Name, WhenCreated
    Only when these lines, run with full rights on the organisation, do not show it either: make the missing one again
    with the command of its kind, for the OAB for example this one, then set its addresses:
        New-OabVirtualDirectory -Server SERVER
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.results import Item
from checks.servers import client_directories, directories_unseen, product
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, VirtualDirectory
from scanner.inventory.names import role_names


class Need(Requirement, frozen=True, kw_only=True):
    """Kinds of virtual directories by version, and the role whose servers have them."""

    kinds: dict[str, list[str]]
    role: str


def requires(need: Need) -> Text:
    return say("virtual-directories.expected", "those that its version makes")


@check(
    id="virtual-directories",
    subject="exchange-server",
    reads=("exchange_server", "virtual_directories"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, exchange_server: ExchangeServer, virtual_directories: list[VirtualDirectory]
) -> Verdict:
    version = product(exchange_server)
    if version is not None and version not in need.kinds:
        return not_applicable(
            say("virtual-directories.older", "Exchange {product} is not asked", product=version)
        )
    if version is None or exchange_server.roles is None:
        return unknown(say("virtual-directories.unstated", "its version or its roles are not stated"))
    if need.role not in role_names(exchange_server.roles):
        return not_applicable(say("virtual-directories.no-role", "its roles serve no clients"))
    unseen = directories_unseen(exchange_server, virtual_directories)
    if unseen is not None:
        return unseen
    own = {each.kind for each in client_directories(exchange_server, virtual_directories)}
    missing = [
        Item(name=kind, observed=say("virtual-directories.missing", "not in the directory"))
        for kind in need.kinds[version]
        if kind not in own
    ]
    if missing:
        return unmet(
            say("virtual-directories.found", "missing: {kinds}", kinds=[str(item.name) for item in missing]),
            missing,
        )
    return met(
        say("virtual-directories.fine", "there: {number} of {number}", number=len(need.kinds[version]))
    )
