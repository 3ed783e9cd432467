"""What the last Exchange server still holds

What: In an organisation whose mailboxes are all in Microsoft 365: the Exchange servers that are left, the connectors
    that send through them, and the mailboxes whose attributes only Exchange on one's own servers may change.
Why: As long as the directory is synchronised, addresses are changed in it, and Microsoft supports only Exchange for
    that: its management tools, or Exchange Online where the attributes were handed over. Switched off before, the last
    server takes relays and connectors with it. Uninstalled instead of switched off, it takes the attributes too.
Fix: Read first, in the Exchange Management Shell:
        Get-RemoteMailbox -ResultSize Unlimited | Measure-Object
        Get-SendConnector | Format-Table Name, AddressSpaces, SourceTransportServers
        Get-ReceiveConnector | Format-Table Identity, RemoteIPRanges
    Move relays and connectors; install the management tools of 2019 CU12 or later, or hand the attributes over to
    Exchange Online mailbox by mailbox; take the hybrid configuration back. Then switch the last server off, and do not
    uninstall it.
"""

from checks import mailboxes
from checks.check import Requirement, Verdict, check, not_applicable, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, RecipientCount, SendConnector


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("m365-last-server.expected", "nothing held by the last server")


@check(
    id="m365-last-server",
    subject="organization",
    reads=("servers", "recipients", "send_connectors"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    servers: list[ExchangeServer],
    recipients: list[RecipientCount],
    send_connectors: list[SendConnector],
) -> Verdict:
    remote, here = mailboxes.in_the_cloud(recipients), mailboxes.to_move(recipients)
    if not remote or here or not servers:
        return not_applicable(
            say(
                "m365-last-server.early",
                "mailboxes here: {here}, in Microsoft 365: {remote}, servers: {servers}",
                here=here,
                remote=remote,
                servers=len(servers),
            )
        )
    names = {server.name.casefold() for server in servers}
    items = [
        Item(name=server.name, observed=say("m365-last-server.server", "a server that is left"))
        for server in servers
    ]
    items += [
        Item(
            name=connector.name,
            observed=say(
                "m365-last-server.connector", "a connector that sends through {servers}",
                servers=connector.source_servers,
            ),
        )
        for connector in send_connectors
        if any(source.casefold() in names for source in connector.source_servers)
    ]  # fmt: skip
    return unmet(
        say(
            "m365-last-server.holds",
            "in Microsoft 365 with attributes that are kept here: {remote} "
            "{remote:mailbox|mailboxes}; servers: {servers}, connectors: {connectors}",
            remote=remote,
            servers=len(servers),
            connectors=len(items) - len(servers),
        ),
        items,
    )
