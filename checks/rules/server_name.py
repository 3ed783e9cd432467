"""Computer name and DNS suffix of the new server

What: Whether the name of each machine meant to run the target is one that every program takes: short enough, and of
    letters, digits and hyphens; and whether its DNS suffix is that of its domain.
Why: Windows cuts longer names for what still uses the old kind, and Setup compares the two. A server cannot be renamed
    once Exchange is on it. A suffix that is not the domain's is supported in some arrangements only, and each needs
    settings in the directory.
Fix: Read first, on the machine:
        Get-WmiObject Win32_ComputerSystem | Select-Object DNSHostName, Name, Domain
    Rename it, or set its suffix, before Exchange is installed:
        Rename-Computer NAME -Restart
"""

import re

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import Candidate, Platform


class Need(Requirement, frozen=True, kw_only=True):
    """Most characters of the short name, a regular expression it matches as a whole, and the domain roles of machines
    that belong to a domain."""

    longest: int
    pattern: str
    members: list[int]


def requires(need: Need) -> Text:
    return say(
        "server-name.expected",
        "letters, digits and hyphens, at most {longest}, and the suffix of its domain",
        longest=need.longest,
    )


@check(id="server-name", subject="candidate", reads=("candidate", "platform"), need=Need, requires=requires)
def judge(need: Need, candidate: Candidate, platform: Platform) -> Verdict:
    host, _, suffix = candidate.host.rstrip(".").partition(".")
    if _is_address(candidate.host):
        return unknown(
            say("server-name.address", "it was given by its address, {address}", address=candidate.host)
        )
    if len(host) > need.longest:
        return unmet(say("server-name.long", "{name}: {length} characters", name=host, length=len(host)))
    if not re.fullmatch(need.pattern, host):
        return unmet(say("server-name.characters", "{name}: a character that is not allowed", name=host))
    if platform.domain_role is None or platform.domain is None:
        return unknown(say("server-name.no-domain", "{name}; its domain is not known", name=host))
    domain = platform.domain.casefold()
    if suffix and platform.domain_role in need.members and suffix.casefold() != domain:
        return unmet(
            say(
                "server-name.suffix",
                "{name}, in the domain {domain}",
                name=candidate.host,
                domain=platform.domain,
            )
        )
    return met(say("server-name.fine", "{name}", name=candidate.host))


def _is_address(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()
