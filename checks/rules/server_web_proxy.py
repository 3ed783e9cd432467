"""Proxy of the system

What: Whether Windows on each server meant to run the target sends its own web requests through a proxy.
Why: Services of Exchange call each other, and their own server, by web addresses. Sent through a proxy they fail or
    take seconds, and users see it as slow or missing free/busy and Autodiscover.
Fix: Take the proxy away, or except the domain and the names Exchange publishes. Read first:
        netsh winhttp show proxy
    What Exchange itself needs from the internet takes a proxy of its own:
        Set-ExchangeServer -Identity SERVER -InternetWebProxy http://PROXY:PORT -WhatIf
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.wording import Text, say
from scanner.inventory.model import Network


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("server-web-proxy.expected", "no proxy of the system")


@check(id="server-web-proxy", subject="candidate", reads=("network",), need=Need, requires=requires)
def judge(need: Need, network: Network) -> Verdict:
    if network.web_proxy is None:
        return met(say("server-web-proxy.none", "none"))
    return unmet(say("server-web-proxy.observed", "{proxy}", proxy=network.web_proxy))
