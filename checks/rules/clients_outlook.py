"""Outlook versions in use

What: The versions of Outlook for Windows that users were seen with, against the oldest one the target serves. An old
    version that was seen counts wherever it was seen; that there is none is only said when the logs of every Exchange
    server were read to the end.
Why: An Outlook that is too old loses its mailbox the moment it moves: the protocol it speaks is gone, or its
    Autodiscover does not understand the new server. Versions that connect but left Microsoft's list are not supported.
Fix: Update or replace Outlook before the mailboxes of these users move. To see who they are, read-only, on Exchange
    2007 and 2010:
        Get-LogonStatistics -Server SERVER | Select-Object UserName, ClientVersion
    On Exchange 2010 and later, in the logs of each server, whose lines name the user and the version:
        Get-ChildItem "$env:ExchangeInstallPath\\Logging\\RPC Client Access" -Filter *.log
    On Exchange 2013 and later, also:
        Get-ChildItem "$env:ExchangeInstallPath\\Logging\\MapiHttp\\Mailbox" -Filter *.log
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.clients import unread_logs
from checks.names import outlook_text
from checks.wording import Text, from_rule_book, say
from scanner.inventory.model import Clients, ClientSeen, ExchangeServer
from scanner.inventory.names import outlook_name, version_tuple


class Need(Requirement, frozen=True, kw_only=True):
    """`oldest` is a version such as 14.0 or 14.0.7015; `named` what people call it."""

    oldest: str
    named: str


def requires(need: Need) -> Text:
    return say("clients-outlook.expected", "{named} or later", named=from_rule_book(need.named))


@check(
    id="clients-outlook",
    subject="organization",
    reads=("clients",),
    uses=("servers",),
    need=Need,
    requires=requires,
)
def judge(need: Need, clients: Clients, servers: list[ExchangeServer] | None) -> Verdict:
    outlook = [client for client in clients.seen if client.program.casefold() == "outlook"]
    missing = unread_logs(clients, servers)
    if not outlook and missing:
        return unknown(
            say(
                "clients-outlook.none-yet",
                "no user was seen with Outlook for Windows, but not all logs were read: {missing}",
                missing=missing,
            )
        )
    if not outlook:
        return not_applicable(say("clients-outlook.none", "no user was seen with Outlook for Windows"))
    old = [client for client in outlook if _is_old(client, need) is True]
    if old:
        return unmet(
            say(
                "clients-outlook.old",
                "{users} of {all} {all:user|users} {users:is|are} below {named}: {versions}",
                users=_users(old),
                named=from_rule_book(need.named),
                all=_users(outlook),
                versions=_by_name(old),
            )
        )
    unstated = [client for client in outlook if _is_old(client, need) is None]
    if unstated:
        return unknown(
            say(
                "clients-outlook.unstated",
                "the version is not known for {users} of {all} {all:user|users}; known: {versions}",
                users=_users(unstated),
                all=_users(outlook),
                versions=_by_name([client for client in outlook if client not in unstated]),
            )
        )
    if missing:
        return unknown(
            say(
                "clients-outlook.partial",
                "{users} {users:user|users}: {versions}; but not all logs were read: {missing}",
                users=_users(outlook),
                versions=_by_name(outlook),
                missing=missing,
            )
        )
    return met(
        say(
            "clients-outlook.fine",
            "{users} {users:user|users}: {versions}",
            users=_users(outlook),
            versions=_by_name(outlook),
        )
    )


def users_below(clients: Clients, servers: list[ExchangeServer] | None, need: Need) -> int | None:
    """Users whose Outlook is below the oldest; None while logs are missing or versions not stated."""
    outlook = [client for client in clients.seen if client.program.casefold() == "outlook"]
    ages = [_is_old(client, need) for client in outlook]
    if None in ages or unread_logs(clients, servers):
        return None
    return _users([client for client, old in zip(outlook, ages, strict=True) if old])


def _is_old(client: ClientSeen, need: Need) -> bool | None:
    """None when the version is not stated, or not as far as it takes: `12` may be any service pack."""
    version, oldest = version_tuple(client.version or ""), version_tuple(need.oldest) or ()
    if version is None:
        return None
    stated = version[: len(oldest)]
    if stated != oldest[: len(stated)]:
        return stated < oldest
    return None if any(oldest[len(stated) :]) else False


def _users(clients: list[ClientSeen]) -> int:
    return sum(client.users for client in clients)


def _by_name(clients: list[ClientSeen]) -> list[Text]:
    by_name: dict[str, list[ClientSeen]] = {}
    for client in clients:
        by_name.setdefault(outlook_name(client.version or ""), []).append(client)
    return [
        say(
            "clients-outlook.users",
            "{users} × {name}",
            users=_users(same),
            name=outlook_text(same[0].version or ""),
        )
        for same in by_name.values()
    ]
