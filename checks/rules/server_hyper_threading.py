"""Hyper-threading

What: Whether each physical server meant to run the target shows more logical processors than cores.
Why: .NET reserves memory for every logical processor; the sizing rules count cores, and twice as many processors
    cost memory and bring nothing.
Fix: Switch simultaneous multithreading off in the firmware. Leave it on for a hypervisor: what counts there is how
    many virtual processors are given out for each core. Read first:
        Get-WmiObject Win32_Processor | Select-Object Name, NumberOfCores, NumberOfLogicalProcessors
"""

from checks.check import Requirement, Verdict, check, met, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import Platform, Processor
from scanner.inventory.names import is_virtual


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("server-hyper-threading.expected", "as many logical processors as cores on a physical server")


@check(
    id="server-hyper-threading",
    subject="candidate",
    reads=("processor", "platform"),
    need=Need,
    requires=requires,
)
def judge(need: Need, processor: Processor, platform: Platform) -> Verdict:
    virtual = is_virtual(platform.manufacturer, platform.model)
    cores, logical = processor.physical_cores, processor.logical_processors
    if virtual:
        return met(
            say("server-hyper-threading.virtual", "a virtual machine ({model})", model=platform.model or "?")
        )
    if cores is None or logical is None:
        return unknown(say("server-hyper-threading.unstated", "the number of processors is not known"))
    observed = say(
        "server-hyper-threading.observed",
        "{logical} logical {logical:processor|processors} on {cores} {cores:core|cores}",
        logical=logical,
        cores=cores,
    )
    if logical > cores and virtual is None:
        return unknown(observed)
    return met_if(logical <= cores, observed)
