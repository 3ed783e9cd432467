"""Autodiscover at the addresses of the directory

What: Whether the service answers at every address that the directory gives to Outlook, with a certificate for it.
Why: Outlook in the domain asks these addresses before any other. One that is silent costs time at every start, one
    with a wrong certificate brings a warning to everybody; after new servers have come, both look like their fault.
Fix: Read first, in the Exchange Management Shell:
        Get-ClientAccessServer | Format-List Name, AutoDiscoverServiceInternalUri
    Give every server one address that answers, with a name that its certificate holds. On servers up to Exchange 2013
    the first of these sets it, since Exchange 2016 the second:
        Set-ClientAccessServer SERVER -AutoDiscoverServiceInternalUri https://autodiscover.example.org/Autodiscover/Autodiscover.xml
        Set-ClientAccessService SERVER -AutoDiscoverServiceInternalUri https://autodiscover.example.org/Autodiscover/Autodiscover.xml
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.client_access import fault_of
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import AutodiscoverAnswer


class Need(Requirement, frozen=True, kw_only=True):
    """HTTP statuses by which the service is known to live."""

    living: list[int]


def requires(need: Need) -> Text:
    return say("autodiscover-addresses.expected", "an answer at each, and a certificate for its name")


@check(
    id="autodiscover-addresses",
    subject="organization",
    reads=("autodiscover_answers",),
    need=Need,
    requires=requires,
)
def judge(need: Need, autodiscover_answers: list[AutodiscoverAnswer]) -> Verdict:
    asked = [each for each in autodiscover_answers if each.way == "directory"]
    if not asked:
        return not_applicable(say("autodiscover-addresses.none", "the directory gives no address"))
    wrong = [
        Item(name=each.address, observed=fault)
        for each in asked
        if (fault := fault_of(each, need.living)) is not None
    ]
    if wrong:
        return unmet(
            say(
                "autodiscover-addresses.found",
                "{number} of {all} {number:fails|fail}",
                number=len(wrong),
                all=len(asked),
            ),
            wrong,
        )
    return met(
        say("autodiscover-addresses.fine", "addresses that answer: {number} of {number}", number=len(asked))
    )
