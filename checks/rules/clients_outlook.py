"""Outlook versions in use

What: The versions of Outlook for Windows that users were seen with, against the oldest one the target serves.
Why: An Outlook that is too old loses its mailbox the moment it moves: the protocol it speaks is gone, or its
    Autodiscover does not understand the new server. Versions that connect but left Microsoft's list are not supported.
Fix: Update or replace Outlook before the mailboxes of these users move. Who they are is in the client access logs; on
    Exchange 2007 (read-only):
        Get-LogonStatistics -Server SERVER | Select-Object UserName, ClientVersion
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import Clients, ClientSeen
from scanner.inventory.names import outlook_name, version_tuple


class Need(Requirement, frozen=True, kw_only=True):
    """`oldest` is a version such as 14.0 or 14.0.7015; `named` what people call it."""

    oldest: str
    named: str


def requires(need: Need) -> Text:
    return say("clients-outlook.expected", "{named} or later", named=need.named)


@check(id="clients-outlook", subject="organization", reads=("clients",), need=Need, requires=requires)
def judge(need: Need, clients: Clients) -> Verdict:
    outlook = [client for client in clients.seen if client.program == "Outlook"]
    oldest = version_tuple(need.oldest) or ()
    old = [client for client in outlook if (version := _version(client)) is not None and version < oldest]
    if old:
        return unmet(
            say(
                "clients-outlook.old",
                "{users} of {all} users are below it: {versions}",
                users=_users(old),
                all=_users(outlook),
                versions=_by_name(old),
            )
        )
    unstated = [client for client in outlook if _version(client) is None]
    if unstated:
        return unknown(
            say(
                "clients-outlook.unstated",
                "the version is not known for {users} users",
                users=_users(unstated),
            )
        )
    return met(
        say(
            "clients-outlook.fine",
            "{users} users: {versions}",
            users=_users(outlook),
            versions=_by_name(outlook),
        )
    )


def _version(client: ClientSeen) -> tuple[int, ...] | None:
    return version_tuple(client.version) if client.version is not None else None


def _users(clients: list[ClientSeen]) -> int:
    return sum(client.users for client in clients)


def _by_name(clients: list[ClientSeen]) -> list[str]:
    names = list(dict.fromkeys(outlook_name(client.version or "") for client in clients))
    return [
        f"{_users([c for c in clients if outlook_name(c.version or '') == name])} × {name}" for name in names
    ]
