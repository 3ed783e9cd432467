"""One version in each availability group

What: Exchange versions, cumulative updates and Windows versions of the members of each database availability group, as
    the directory states them: rollups and security updates are a question of each server.
Why: All members run one version of Exchange and one of Windows; another one cannot join. Different cumulative updates
    are meant for the days of an update only: a database that moved to the newer member may not come back.
Fix: Read first, in the Exchange Management Shell:
        Get-DatabaseAvailabilityGroup -Status | Format-List Name, Servers, OperationalServers, WitnessServer
        Get-ExchangeServer | Format-Table Name, AdminDisplayVersion
    Bring the members to one cumulative update before mailboxes move. For a newer Exchange or a newer Windows build a
    group of its own.
"""

from collections.abc import Callable, Mapping, Sequence

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.results import Item
from checks.servers import product
from checks.wording import Text, say
from scanner.inventory.absence import known
from scanner.inventory.model import Dag, ExchangeServer, Organization
from scanner.inventory.names import windows_server_name


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say(
        "availability-group-versions.expected",
        "one service pack or cumulative update of Exchange and one Windows in each group",
    )


@check(
    id="availability-group-versions",
    subject="organization",
    reads=("dags", "servers", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, dags: list[Dag], servers: list[ExchangeServer], organization: Organization) -> Verdict:
    if not dags:
        return not_applicable(say("availability-group-versions.none", "no availability group"))
    members = {
        dag.name: [each for each in servers if (each.dag or "").casefold() == dag.name.casefold()]
        for dag in dags
    }
    mixed = [
        Item(name=name, observed=say("availability-group-versions.mixed", "{versions}", versions=kinds))
        for name, own in members.items()
        for kinds in (_kinds(own, _build), _kinds(own, _windows))
        if len(kinds) > 1
    ]
    if mixed:
        return unmet(
            say(
                "availability-group-versions.found",
                "mixed: {names}",
                names=sorted({str(item.name) for item in mixed}),
            ),
            mixed,
        )
    unread = [each.name for own in members.values() for each in own if not (_build(each) and _windows(each))]
    if unread:
        return unknown(
            say(
                "availability-group-versions.unread",
                "Exchange or Windows version not stated: {names}",
                names=unread,
            )
        )
    return met(say("availability-group-versions.fine", "{groups}", groups=_described(members)))


def _kinds(servers: Sequence[ExchangeServer], kind: Callable[[ExchangeServer], str | None]) -> list[str]:
    return sorted({found for each in servers if (found := kind(each)) is not None})


def _build(server: ExchangeServer) -> str | None:
    found = product(server)
    return f"Exchange {found} {server.build}" if found else server.build


def _windows(server: ExchangeServer) -> str | None:
    computer = known(server.computer)
    if computer is None or computer.version is None:
        return None
    return windows_server_name(computer.version) or computer.version


def _described(members: Mapping[str, Sequence[ExchangeServer]]) -> list[str]:
    return [f"{name}: {', '.join(_kinds(own, _build)) or '–'}" for name, own in members.items()]
