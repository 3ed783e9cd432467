"""Domain controllers of each domain

What: How many writable domain controllers each domain has; one whose computer account is disabled does not count.
Why: A domain with one domain controller is lost with it. Preparing the directory and installing Exchange put that
    machine under load it has not seen, at the worst of times.
Fix: Read first:
        Get-ADDomainController -Filter * -Server DOMAIN | Format-Table HostName, IsReadOnly, Enabled
        repadmin /replsummary
    Add a domain controller, wait until it has replicated, and make a backup of the system state of both before the
    schema is extended.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.absence import known
from scanner.inventory.model import Domain, DomainController


class Need(Requirement, frozen=True, kw_only=True):
    """Least number of writable domain controllers."""

    minimum: int


def requires(need: Need) -> Text:
    return say(
        "ad-two-controllers.expected", "{number} writable domain controllers or more", number=need.minimum
    )


@check(
    id="ad-two-controllers",
    subject="domain",
    reads=("domain", "domain_controllers"),
    need=Need,
    requires=requires,
)
def judge(need: Need, domain: Domain, domain_controllers: list[DomainController]) -> Verdict:
    if any(each.domain is None for each in domain_controllers):
        return unknown(
            say("ad-two-controllers.unread", "the domain of some domain controllers is not stated")
        )
    own = [
        each
        for each in domain_controllers
        if (each.domain or "").casefold() == domain.name.casefold() and not each.read_only
    ]
    alive = [each.name for each in own if _enabled(each) is True]
    unsure = [each.name for each in own if _enabled(each) is None]
    if len(alive) < need.minimum <= len(alive) + len(unsure):
        return unknown(
            say("ad-two-controllers.unsure", "whether these live is not known: {names}", names=unsure)
        )
    if len(alive) < need.minimum and unsure:
        return unmet(
            say(
                "ad-two-controllers.at-most",
                "writable: {number} at most ({names})",
                number=len(alive) + len(unsure),
                names=alive + unsure,
            )
        )
    if len(alive) >= need.minimum:
        return met(say("ad-two-controllers.enough", "writable: {number}", number=len(alive)))
    return unmet(
        say("ad-two-controllers.found", "writable: {number} only ({names})", number=len(alive), names=alive)
    )


def _enabled(controller: DomainController) -> bool | None:
    """Whether its computer account is enabled; the object in the site outlives it."""
    computer = known(controller.computer)
    return None if computer is None else computer.enabled
