"""Mail programs and browsers beside Outlook for Windows

What: Outlook for Mac, Entourage and browsers that users were seen with, by their version, against those the target
    serves.
Why: A program that speaks a protocol the target no longer has loses its mailbox the moment it moves; browsers that
    left Microsoft's list show the light version of Outlook on the web, or none.
Fix: Update or replace them before the mailboxes of these users move. Programs are in the logs of IIS, read-only:
        Select-String -Path C:\\inetpub\\logs\\LogFiles\\W3SVC1\\*.log -Pattern MacOutlook, Entourage
"""

from msgspec import field

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.clients import unread_logs
from checks.results import Item
from checks.wording import Text, from_rule_book, say
from scanner.inventory.model import Clients, ClientSeen, ExchangeServer
from scanner.inventory.names import version_tuple


class Need(Requirement, frozen=True, kw_only=True):
    """The oldest version of a program by its name, and programs that no longer do in any version."""

    oldest: dict[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


def requires(need: Need) -> Text:
    oldest = [
        say(
            "clients-programs.oldest",
            "{name} {version} or later",
            name=from_rule_book(program),
            version=version,
        )
        for program, version in need.oldest.items()
    ]
    if not need.gone:
        return say("clients-programs.all-oldest", "{oldest}", oldest=oldest)
    gone = [from_rule_book(program) for program in need.gone]
    return say("clients-programs.expected", "{oldest}; no {gone}", oldest=oldest, gone=gone)


@check(
    id="clients-programs",
    subject="organization",
    reads=("clients",),
    uses=("servers",),
    need=Need,
    requires=requires,
)
def judge(need: Need, clients: Clients, servers: list[ExchangeServer] | None) -> Verdict:
    judged = [(client, _serves(need, client)) for client in clients.seen if _is_known(need, client)]
    old = [client for client, answer in judged if answer is False]
    if old:
        return unmet(
            say(
                "clients-programs.old",
                "{users} of {all} {all:user|users} with a program that is too old or no "
                "longer served: {programs}",
                users=sum(client.users for client in old),
                all=sum(client.users for client, _ in judged),
                programs=[_name(client) for client in old],
            ),
            [_item(client) for client in old],
        )
    unsure = [client for client, answer in judged if answer is None]
    if unsure:
        return unknown(
            say(
                "clients-programs.unstated",
                "the version is not known for {users} {users:user|users}",
                users=sum(client.users for client in unsure),
            ),
            [_item(client) for client in unsure],
        )
    missing = unread_logs(clients, servers)
    if missing:
        return unknown(say("clients-programs.partial", "not all logs were read: {missing}", missing=missing))
    if not judged:
        return not_applicable(say("clients-programs.none", "none was seen"))
    return met(say("clients-programs.fine", "{programs}", programs=[_name(client) for client, _ in judged]))


def _is_known(need: Need, client: ClientSeen) -> bool:
    return client.program.casefold() in {name.casefold() for name in (*need.oldest, *need.gone)}


def _serves(need: Need, client: ClientSeen) -> bool | None:
    program = client.program.casefold()
    if program in {name.casefold() for name in need.gone}:
        return False
    oldest = next(version for name, version in need.oldest.items() if name.casefold() == program)
    wanted, version = version_tuple(oldest) or (), version_tuple(client.version or "")
    if version is None:
        return None
    stated = version[: len(wanted)]
    if stated != wanted[: len(stated)]:
        return stated > wanted
    # The same as far as it is stated: `16` may be older or newer than 16 and something.
    return True if len(stated) == len(wanted) else None


def _name(client: ClientSeen) -> Text:
    return say(
        "clients-programs.seen",
        "{users} × {program} {version}",
        users=client.users,
        program=from_rule_book(client.program),
        version=client.version or "?",
    )


def _item(client: ClientSeen) -> Item:
    return Item(
        name=f"{client.program} {client.version or '?'}",
        observed=say("clients-programs.users", "{users} {users:user|users}", users=client.users),
    )
