"""Groups of the Exchange servers

What: Whether the computer account of each Exchange server is a direct member of the groups Setup puts it in.
Why: Servers get their rights in the directory from these groups. One that is missing can neither read its settings nor
    move mailboxes, and updates of it fail half way.
Fix: Read first:
        Get-ADPrincipalGroupMembership SERVER$ | Format-Table Name
    Put the account back into the group, then restart the server, since a computer learns of new groups at its start:
        Add-ADGroupMember 'Exchange Servers' -Members SERVER$
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.servers import product
from checks.wording import Text, say
from scanner.inventory.model import Computer, ExchangeServer
from scanner.inventory.names import is_edge


class Need(Requirement, frozen=True, kw_only=True):
    """Names of the groups, by the short name of the version."""

    groups: dict[str, list[str]]


def requires(need: Need) -> Text:
    groups = list(dict.fromkeys(name for names in need.groups.values() for name in names))
    return say("exchange-server-groups.expected", "member of {groups}", groups=groups)


@check(
    id="exchange-server-groups",
    subject="exchange-server",
    reads=("exchange_server",),
    uses=("computer",),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, computer: Computer | None) -> Verdict:
    version = product(exchange_server)
    if is_edge(exchange_server.roles) or (version is not None and version not in need.groups):
        return not_applicable(
            say("exchange-server-groups.other", "servers of this kind belong to none of these groups")
        )
    if computer is None or computer.groups is None or version is None:
        return unknown(say("exchange-server-groups.unread", "its groups or its version could not be read"))
    own = {name.casefold() for name in computer.groups}
    missing = [name for name in need.groups[version] if name.casefold() not in own]
    if missing:
        return unmet(say("exchange-server-groups.missing", "not a member of {groups}", groups=missing))
    return met(say("exchange-server-groups.member", "member of {groups}", groups=need.groups[version]))
