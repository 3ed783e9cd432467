"""Edition of the Exchange servers

What: Whether each server was given a product key, or runs as a trial.
Why: A trial goes on working after its days are over, without support, and cannot be told from a licensed server by its
    users. The edition also says how many databases a server may mount, which the new one must match.
Fix: Read first, in the Exchange Management Shell:
        Get-ExchangeServer | Format-Table Name, Edition, ProductID, IsExchangeTrialEdition
    Enter the key, then restart the service Microsoft Exchange Information Store:
        Set-ExchangeServer SERVER -ProductKey KEY
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer


class Need(Requirement, frozen=True, kw_only=True):
    """Editions as numbers: those of a trial, and the names of the others."""

    trial: list[int]
    named: dict[str, str]


def requires(need: Need) -> Text:
    return say("exchange-edition.expected", "{names}", names=list(dict.fromkeys(need.named.values())))


@check(
    id="exchange-edition", subject="exchange-server", reads=("exchange_server",), need=Need, requires=requires
)
def judge(need: Need, exchange_server: ExchangeServer) -> Verdict:
    edition = exchange_server.edition
    if edition is None:
        return unknown(say("exchange-edition.unstated", "its edition could not be read"))
    if edition in need.trial:
        return unmet(say("exchange-edition.trial", "a trial"))
    name = need.named.get(str(edition))
    if name is None:
        return unknown(
            say("exchange-edition.unlisted", "edition {number:d} is not in this rule book", number=edition)
        )
    return met(say("exchange-edition.licensed", "{name}", name=name))
