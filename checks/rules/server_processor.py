"""Processor architecture

What: The processor architecture of each server meant to run the target.
Why: Exchange 2010 and later exist for x64 alone; Itanium and ARM are excluded.
Fix: Use a machine with an Intel 64 or AMD64 processor. To look:
        Get-WmiObject Win32_Processor | Select-Object Name, AddressWidth, NumberOfCores
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import Processor
from scanner.inventory.names import PROCESSOR_ARCHITECTURES, architecture_name


class Need(Requirement, frozen=True, kw_only=True):
    """Architectures by the names of `scanner.inventory.names.PROCESSOR_ARCHITECTURES`."""

    architectures: list[str]


def requires(need: Need) -> Text:
    return say("server-processor.expected", "{architectures}", architectures=need.architectures)


@check(id="server-processor", subject="candidate", reads=("processor",), need=Need, requires=requires)
def judge(need: Need, processor: Processor) -> Verdict:
    if processor.architecture is None:
        return unknown(say("server-processor.unstated", "the machine did not state its architecture"))
    if processor.architecture.casefold() not in PROCESSOR_ARCHITECTURES:
        return unknown(
            say(
                "server-processor.unlisted",
                "architecture {architecture} is not in this rule book",
                architecture=processor.architecture,
            )
        )
    name = architecture_name(processor.architecture)
    model = processor.name or say("server-processor.no-model", "model unknown")
    observed = say(
        "server-processor.observed",
        "{name} ({model})",
        name=name,
        model=model,
    )
    return met_if(name in need.architectures, observed)
