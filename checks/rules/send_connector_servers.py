"""Source servers of the send connectors

What: Enabled send connectors that name a deleted or unknown server among their sources, or none that is left.
Why: A connector all of whose sources are gone sends nothing. One with a dead name among living ones loses mail time
    after time for a retry, and cannot be saved when the new servers are to be added.
Fix: Read first, in the Exchange Management Shell:
        Get-SendConnector | Format-List Name, Enabled, SourceTransportServers
    Write the whole list of living servers, which drops the others:
        Set-SendConnector NAME -SourceTransportServers SERVER1, SERVER2
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.servers import server_named
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Organization, SendConnector


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("send-connector-servers.expected", "living Exchange servers alone")


@check(
    id="send-connector-servers",
    subject="organization",
    reads=("send_connectors", "servers", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    send_connectors: list[SendConnector],
    servers: list[ExchangeServer],
    organization: Organization,
) -> Verdict:
    used = [each for each in send_connectors if each.enabled is not False]
    wrong = [
        Item(name=each.name, observed=fault) for each in used if (fault := _fault(each, servers)) is not None
    ]
    if wrong:
        return unmet(
            say(
                "send-connector-servers.found",
                "{number} of {all} with a source that is gone, or none",
                number=len(wrong),
                all=len(used),
            ),
            wrong,
        )
    return met(
        say(
            "send-connector-servers.fine",
            "in use, with living servers: {number} of {number}",
            number=len(used),
        )
    )


def _fault(connector: SendConnector, servers: list[ExchangeServer]) -> Text | None:
    dead = [name for name in connector.source_servers if server_named(name, servers) is None]
    if not connector.source_servers:
        return say("send-connector-servers.none", "no source server")
    if len(dead) == len(connector.source_servers):
        return say("send-connector-servers.all-gone", "every source is gone: {names}", names=dead)
    return say("send-connector-servers.gone", "gone: {names}", names=dead) if dead else None
