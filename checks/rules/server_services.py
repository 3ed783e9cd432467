"""Windows services that Setup needs

What: Services of Windows on each server meant to run the target: those that must not be disabled, those that must
    start by themselves, and the SMTP service of IIS, which must not be there.
Why: Setup stops, or leaves a server whose transport cannot open port 25.
Fix: Read first:
        Get-WmiObject Win32_Service | Select-Object Name, StartMode, State | Sort-Object Name
    Set the start mode back to that of Windows; group policies for hardening are the usual reason. Remove the SMTP
    service, on Windows Server 2008 R2 with Remove-WindowsFeature:
        Uninstall-WindowsFeature SMTP-Server
"""

from functools import reduce

from msgspec import field

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Service


class Need(Requirement, frozen=True, kw_only=True):
    """Services by name: not disabled where they are there, started by themselves, and not there at all."""

    enabled: list[str] = field(default_factory=list)
    automatic: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


def requires(need: Need) -> Text:
    parts = [
        (need.enabled, say("server-services.enabled", "not disabled: {names}", names=need.enabled)),
        (need.automatic, say("server-services.automatic", "automatic: {names}", names=need.automatic)),
        (need.absent, say("server-services.absent", "not there: {names}", names=need.absent)),
    ]
    asked = [part for names, part in parts if names]
    return reduce(
        lambda one, other: say("server-services.and", "{one}; {other}", one=one, other=other), asked
    )


@check(id="server-services", subject="candidate", reads=("services",), need=Need, requires=requires)
def judge(need: Need, services: list[Service]) -> Verdict:
    by_name = {service.name.casefold(): service for service in services}
    items, unsure = [], []
    for name in [*need.enabled, *need.automatic]:
        service = by_name.get(name.casefold())
        if service is None:
            continue
        if service.start is None:
            unsure.append(name)
        elif service.start == "Disabled" or (name in need.automatic and service.start != "Auto"):
            items.append(_item(service))
    items += [_item(by_name[name.casefold()]) for name in need.absent if name.casefold() in by_name]
    if items:
        return unmet(
            say(
                "server-services.observed",
                "{names}",
                names=[
                    say("server-services.item", "{name}: {seen}", name=i.name, seen=i.observed) for i in items
                ],
            ),
            items,
        )
    if unsure:
        return unknown(
            say("server-services.unstated", "the start mode is not known of: {names}", names=unsure)
        )
    return met(say("server-services.fine", "as they should be"))


def _item(service: Service) -> Item:
    return Item(
        name=service.name,
        observed=say(
            "server-services.service",
            "{start}, {state}",
            start=service.start or "?",
            state=service.state or "?",
        ),
    )
