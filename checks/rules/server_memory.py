"""Memory

What: Memory of each server meant to run the target, against the least its role needs and the most it can use.
Why: Below the minimum the store runs out of cache and databases fail over; above the maximum .NET memory management
    makes the server slower.
Fix: Buy or assign the memory before Setup. To look:
        Get-WmiObject Win32_PhysicalMemory | Measure-Object Capacity -Sum
"""

from math import ceil

from msgspec import field

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.names import candidate_role_text
from checks.wording import GIB, Text, say
from scanner.inventory.model import Candidate, Memory


class Need(Requirement, frozen=True, kw_only=True):
    """GB of 2**30 bytes: least by role, most for all."""

    minimum_gb: dict[str, int] = field(default_factory=dict)
    maximum_gb: int | None = None


def requires(need: Need) -> Text:
    roles = [
        say("server-memory.role", "{size:gb} ({role})", size=size * GIB, role=candidate_role_text(role))
        for role, size in need.minimum_gb.items()
    ]
    if need.maximum_gb is None:
        return say("server-memory.minimum", "at least {roles}", roles=roles)
    if not roles:
        return say("server-memory.maximum", "at most {maximum:gb}", maximum=need.maximum_gb * GIB)
    return say(
        "server-memory.range",
        "at least {roles}, at most {maximum:gb}",
        roles=roles,
        maximum=need.maximum_gb * GIB,
    )


@check(id="server-memory", subject="candidate", reads=("memory", "candidate"), need=Need, requires=requires)
def judge(need: Need, memory: Memory, candidate: Candidate) -> Verdict:
    size = memory.installed if memory.installed is not None else memory.usable
    if size is None:
        return unknown(say("server-memory.unstated", "the machine did not state its memory"))
    if need.minimum_gb and candidate.role not in need.minimum_gb:
        return unknown(
            say(
                "server-memory.no-role",
                "the target has no {role} role",
                role=candidate_role_text(candidate.role),
            )
        )
    observed = say("server-memory.observed", "{size:gb}", size=size)
    minimum = need.minimum_gb.get(candidate.role, 0)
    if size < minimum * GIB:
        # Firmware keeps some for itself: usable memory just below a limit is often the limit, installed.
        if memory.installed is None and ceil(size / GIB) >= minimum:
            return unknown(
                say("server-memory.usable", "{size:gb} usable; how much is installed is not known", size=size)
            )
        return unmet(observed)
    if need.maximum_gb is not None and size > need.maximum_gb * GIB:
        return unmet(observed)
    return met(observed)
