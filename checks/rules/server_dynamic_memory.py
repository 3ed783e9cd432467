"""Dynamic memory

What: Whether the hypervisor may take memory away from each virtual server meant to run the target.
Why: Exchange keeps in memory what it would otherwise read from disk again. Memory that comes and goes is not
    supported: the store slows down just when the host is busy.
Fix: Give the machine all of its memory: static memory in Hyper-V, a reservation of the whole memory in VMware. Read
    first:
        Get-VMMemory -VMName NAME | Select-Object DynamicMemoryEnabled, Startup, Maximum
"""

from checks.check import Requirement, Verdict, check, met, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import Memory, Platform
from scanner.inventory.names import is_virtual


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("server-dynamic-memory.expected", "memory that no hypervisor takes away")


@check(
    id="server-dynamic-memory",
    subject="candidate",
    reads=("memory", "platform"),
    need=Need,
    requires=requires,
)
def judge(need: Need, memory: Memory, platform: Platform) -> Verdict:
    if memory.dynamic is not None:
        observed = say(
            "server-dynamic-memory.observed",
            "{kind} memory ({model})",
            kind=say("server-dynamic-memory.dynamic", "dynamic")
            if memory.dynamic
            else say("server-dynamic-memory.static", "static"),
            model=platform.model or "?",
        )
        return met_if(not memory.dynamic, observed)
    if is_virtual(platform.manufacturer, platform.model) is False:
        return met(
            say("server-dynamic-memory.physical", "a physical machine ({model})", model=platform.model or "?")
        )
    return unknown(say("server-dynamic-memory.unstated", "whether its memory is dynamic is not known"))
