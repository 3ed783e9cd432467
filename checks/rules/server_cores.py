"""Processor sockets and cores

What: Sockets and physical cores of each server meant to run the target, against the largest size Microsoft tested.
Why: Exchange does not get faster beyond that; contention and memory locality make it slower. Two smaller servers do
    more than a large one.
Fix: Spread the load over more servers, or give a virtual machine fewer cores. Read first:
        Get-WmiObject Win32_Processor | Select-Object SocketDesignation, NumberOfCores, NumberOfLogicalProcessors
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import Processor


class Need(Requirement, frozen=True, kw_only=True):
    """Largest numbers of sockets and of physical cores."""

    maximum_cores: int
    maximum_sockets: int


def requires(need: Need) -> Text:
    return say(
        "server-cores.expected",
        "at most {sockets} sockets and {cores} cores",
        sockets=need.maximum_sockets,
        cores=need.maximum_cores,
    )


@check(id="server-cores", subject="candidate", reads=("processor",), need=Need, requires=requires)
def judge(need: Need, processor: Processor) -> Verdict:
    sockets, cores = processor.sockets, processor.physical_cores
    observed = say(
        "server-cores.observed",
        "sockets: {sockets}, cores: {cores}",
        sockets="?" if sockets is None else sockets,
        cores="?" if cores is None else cores,
    )
    # One core in each socket is how a hypervisor shows virtual processors: the bound is for real sockets.
    virtual = sockets is not None and sockets == cores
    too_many = (cores or 0) > need.maximum_cores or (not virtual and (sockets or 0) > need.maximum_sockets)
    if not too_many and (sockets is None or cores is None):
        return unknown(observed)
    return met_if(not too_many, observed)
