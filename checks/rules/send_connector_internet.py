"""Connector for mail to the outside

What: Whether an enabled send connector takes mail for every domain (*).
Why: Without one, mail to the outside is not sent; where another product sends it, that way has to be known and rebuilt
    for the new servers. Connectors do not come to a new server by themselves: it has to become a source of them.
Fix: Read first, in the Exchange Management Shell:
        Get-SendConnector | Format-List Name, Enabled, AddressSpaces, SmartHosts, SourceTransportServers
    If mail goes out over something else, write down what. Otherwise make a connector for * or enable the one that is
    there, and add the new servers to its sources when they have been tested.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import Organization, SendConnector

_EVERYTHING = "*"


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("send-connector-internet.expected", "an enabled connector for *")


@check(
    id="send-connector-internet",
    subject="organization",
    reads=("send_connectors", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, send_connectors: list[SendConnector], organization: Organization) -> Verdict:
    wide = [each for each in send_connectors if any(map(_takes_everything, each.address_spaces))]
    enabled = [each.name for each in wide if each.enabled]
    if enabled:
        return met(say("send-connector-internet.found", "{names}", names=enabled))
    unstated = [each.name for each in wide if each.enabled is None]
    if unstated:
        return unknown(
            say(
                "send-connector-internet.unstated",
                "whether it is enabled is not stated: {names}",
                names=unstated,
            )
        )
    if wide:
        return unmet(
            say("send-connector-internet.off", "switched off: {names}", names=[each.name for each in wide])
        )
    return unmet(
        say(
            "send-connector-internet.none",
            "none of {number} {number:connector|connectors} takes *",
            number=len(send_connectors),
        )
    )


def _takes_everything(space: str) -> bool:
    """`SMTP:*;1` and `*` do; `SMTP:*.example.org;1` does not."""
    kind, colon, rest = space.partition(":")
    address = (rest if colon else kind).partition(";")[0].strip()
    return address == _EVERYTHING and (not colon or kind.casefold() == "smtp")
