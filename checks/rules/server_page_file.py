"""Page file

What: The page file of each server meant to run the target: one file, initial size equal to maximum size, of the size
    Microsoft asks for.
Why: A page file that grows under load, or that Windows sizes for crash dumps, is what support asks to change first.
Fix: Set it in the advanced system properties and restart. To look:
        Get-WmiObject Win32_PageFileSetting | Select-Object Name, InitialSize, MaximumSize
        Get-WmiObject Win32_ComputerSystem | Select-Object AutomaticManagedPagefile
"""

from math import ceil

from checks.check import Requirement, Verdict, check, met_if, unknown, unmet
from checks.wording import GIB, MIB, Text, say
from scanner.inventory.model import Memory, PageFile, PageFileSetting


class Need(Requirement, frozen=True, kw_only=True):
    """Either a share of the memory, or the memory plus some MB up to a limit."""

    share_of_memory: float | None = None
    above_memory_mb: int | None = None
    limit_mb: int | None = None


def requires(need: Need) -> Text:
    if need.share_of_memory is not None:
        return say(
            "server-page-file.share",
            "one page file, initial = maximum = {share:percent} of memory",
            share=need.share_of_memory,
        )
    if need.limit_mb is None:
        return say(
            "server-page-file.above-all",
            "one page file, initial = maximum = memory + {above} MB",
            above=need.above_memory_mb or 0,
        )
    return say(
        "server-page-file.above",
        "one page file, initial = maximum = memory + {above} MB, no more than {limit} MB",
        above=need.above_memory_mb or 0,
        limit=need.limit_mb,
    )


@check(
    id="server-page-file", subject="candidate", reads=("page_file", "memory"), need=Need, requires=requires
)
def judge(need: Need, page_file: PageFile, memory: Memory) -> Verdict:
    if page_file.managed_by_system:
        return unmet(say("server-page-file.automatic", "Windows chooses its size"))
    sizes = [size for size in (memory.usable, memory.installed) if size is not None]
    if page_file.settings is None or not sizes:
        return unknown(say("server-page-file.unstated", "how the page file is set is not known"))
    if not page_file.settings:
        return unmet(say("server-page-file.none", "there is none"))
    observed = say("server-page-file.observed", "{files}", files=[_file(file) for file in page_file.settings])
    first, *more = page_file.settings
    if more:
        return unmet(observed)
    if first.initial is None or first.maximum is None:
        return unknown(observed)
    fixed = first.initial == first.maximum
    # The page file is often set from the memory Windows shows, which is a little less than what is installed,
    # or from the number of GB on the label.
    smallest, largest = _wanted_mb(need, min(sizes)), _wanted_mb(need, ceil(max(sizes) / GIB) * GIB)
    return met_if(fixed and smallest <= first.initial // MIB <= largest, observed)


def _wanted_mb(need: Need, memory: int) -> int:
    if need.share_of_memory is not None:
        return int(memory * need.share_of_memory) // MIB
    wanted = memory // MIB + (need.above_memory_mb or 0)
    return wanted if need.limit_mb is None else min(wanted, need.limit_mb)


def _file(file: PageFileSetting) -> Text:
    initial, maximum = _mb(file.initial), _mb(file.maximum)
    if initial == maximum:
        return say("server-page-file.fixed", "{path} {size} MB", path=file.path, size=initial)
    return say(
        "server-page-file.between",
        "{path} {initial} to {maximum} MB",
        path=file.path,
        initial=initial,
        maximum=maximum,
    )


def _mb(size: int | None) -> str | int:
    return "?" if size is None else size // MIB
