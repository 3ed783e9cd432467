"""Autodiscover of every mail domain

What: Whether programs that know nothing but a mail address find the service: for each mail domain of the organisation
    at least one of the ways that Outlook tries must lead to it, as the machine that scanned sees them.
Why: Microsoft 365 and programs outside ask DNS, not the directory. Without an answer an endpoint of a migration is not
    found, free times of a hybrid fail, and Outlook cannot follow a mailbox that has moved.
Fix: Read first:
        Resolve-DnsName autodiscover.example.org
        Resolve-DnsName -Type SRV _autodiscover._tcp.example.org
    Publish autodiscover for every domain, pointing to the newest servers, with a name in their certificate; or an SRV
    record to a name that is in it. What DNS says outside may differ from what it says inside: look there too.
"""

from collections.abc import Sequence
from typing import Literal

from checks.check import Requirement, Verdict, check, met, not_applicable, unmet
from checks.client_access import fault_of
from checks.client_urls import host_of
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import AcceptedDomain, AutodiscoverAnswer
from scanner.inventory.names import accepted_domain_kind

_TOLD: Literal["https-autodiscover"] = (
    "https-autodiscover"  # of a domain without any, what became of this one is told
)


class Need(Requirement, frozen=True, kw_only=True):
    """HTTP statuses by which the service lives or sends on, the kind of domains that are one's own, and how domains
    end that do not point here."""

    living: list[int]
    sends_on: list[int]
    own: str
    elsewhere: list[str]


def requires(need: Need) -> Text:
    return say("m365-autodiscover-domains.expected", "an answer for every mail domain")


@check(
    id="m365-autodiscover-domains",
    subject="organization",
    reads=("autodiscover_answers", "accepted_domains"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need, autodiscover_answers: list[AutodiscoverAnswer], accepted_domains: list[AcceptedDomain]
) -> Verdict:
    domains = [each.name for each in accepted_domains if _is_own(need, each)]
    if not domains:
        return not_applicable(say("m365-autodiscover-domains.none", "no mail domain of its own"))
    silent = [
        Item(name=domain, observed=fault)
        for domain in domains
        if (fault := _fault(need, _of(domain, autodiscover_answers))) is not None
    ]
    if silent:
        return unmet(
            say(
                "m365-autodiscover-domains.silent",
                "{number} of {all} {number:leads|lead} nowhere",
                number=len(silent),
                all=len(domains),
            ),
            silent,
        )
    return met(
        say(
            "m365-autodiscover-domains.fine",
            "mail domains that lead there: {number} of {number}",
            number=len(domains),
        )
    )


def _of(domain: str, answers: Sequence[AutodiscoverAnswer]) -> list[AutodiscoverAnswer]:
    return [each for each in answers if (each.domain or "").casefold() == domain.casefold()]


def _fault(need: Need, answers: Sequence[AutodiscoverAnswer]) -> Text | None:
    """Why none of the ways leads to the service; None when one does."""
    if any(_leads_there(need, each) for each in answers):
        return None
    told = next((each for each in answers if each.way == _TOLD), None)
    fault = fault_of(told, need.living) if told is not None else None
    return fault or say("m365-autodiscover-domains.untried", "nothing leads to it")


def _leads_there(need: Need, answer: AutodiscoverAnswer) -> bool:
    if answer.way == "dns-srv":
        return answer.leads_to is not None
    if answer.way == "http-redirect":
        return answer.status in need.sends_on and host_of(answer.leads_to) is not None
    return fault_of(answer, need.living) is None


def _is_own(need: Need, domain: AcceptedDomain) -> bool:
    name = domain.name.casefold()
    plain = "*" not in name and not name.endswith(tuple(need.elsewhere))
    return plain and accepted_domain_kind(domain.flags) == need.own
