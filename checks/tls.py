"""TLS of a machine as the registry sets it, for the machine that will run Exchange and the one that does.

Exchange is both client and server: a protocol counts as on only when both sides are, and one that is on on one side
alone is a fault of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from checks.check import Requirement
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Protocol, SecuritySettings

State = Literal["on", "off", "half", "default"]


class TlsNeed(Requirement, frozen=True, kw_only=True):
    """Protocols by name: those that must be on, those that must not be; .NET Frameworks that must follow Windows.

    `on_by_default` names the Windows releases where a protocol that is not set is on.
    """

    on: list[str]
    not_on: list[str]
    frameworks: list[str]
    on_by_default: dict[str, list[str]]


def required(need: TlsNeed) -> Text:
    """What is asked for, in words."""
    return say(
        "tls.expected",
        "on for client and server: {on}; not on: {not_on}; .NET Framework {frameworks} uses what Windows uses",
        on=need.on,
        not_on=need.not_on,
        frameworks=need.frameworks,
    )


def faults(need: TlsNeed, security: SecuritySettings, windows: str | None) -> tuple[Sequence[Item], bool]:
    """What is not as asked, and whether something could not be told; `windows` is a release by name."""
    items, unsure = [], False
    for name in dict.fromkeys([*need.on, *need.not_on, *(each.name for each in security.protocols)]):
        client, server = (_state(security.protocols, name, side) for side in ("client", "server"))
        if "half" in (client, server):
            items.append(_item(name, say("tls.half", "Enabled and DisabledByDefault contradict each other")))
            continue
        if "default" in (client, server) and name in need.on:
            if windows is None:
                unsure = True
                continue
            usual: State = "on" if windows in need.on_by_default.get(name, ()) else "off"
            client, server = (usual if state == "default" else state for state in (client, server))
        wrong = (
            (name in need.on and (client, server) != ("on", "on"))
            or (name in need.not_on and "on" in (client, server))
            or {client, server} == {"on", "off"}
        )
        if wrong:
            items.append(_item(name, _sides(client, server)))
    items += [
        _item(
            f".NET Framework {framework}{' (32-bit)' if wow else ''}",
            say("tls.not-strong", "SystemDefaultTlsVersions and SchUseStrongCrypto are not both 1"),
        )
        for framework in need.frameworks
        for wow in (False, True)
        if not _strong(security, framework, wow)
    ]
    return items, unsure


def _item(name: str, observed: Text) -> Item:
    return Item(name=name, observed=observed)


_STATES: Mapping[State, Text] = {
    "on": say("tls.on", "on"),
    "off": say("tls.off", "off"),
    "half": say("tls.half-set", "half"),
    "default": say("tls.default", "default"),
}


def _sides(client: State, server: State) -> Text:
    return say(
        "tls.sides", "client: {client}, server: {server}", client=_STATES[client], server=_STATES[server]
    )


def _state(protocols: Sequence[Protocol], name: str, side: str) -> State:
    found = next((each for each in protocols if (each.name, each.side) == (name, side)), None)
    if found is None or (found.enabled is None and found.disabled_by_default is None):
        return "default"
    # Windows takes any number but 0 as yes; Enabled counts more, and DisabledByDefault alone still leaves it off.
    enabled = None if found.enabled is None else found.enabled != 0
    disabled = None if found.disabled_by_default is None else found.disabled_by_default != 0
    if enabled is not None and disabled is not None and enabled == disabled:
        return "half"
    return "on" if enabled or disabled is False else "off"


def _strong(security: SecuritySettings, framework: str, wow: bool) -> bool:
    return any(
        each.framework == framework and each.wow == wow and each.system_default == 1 and each.strong == 1
        for each in security.strong_cryptography
    )
