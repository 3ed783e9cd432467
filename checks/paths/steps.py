"""The order of work of a way: numbered steps, each with the findings it clears, and whether it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from checks.engine import NOT_NAMED
from checks.knowledge import work
from checks.paths.hop import Terrain, is_open
from checks.paths.plan import fate
from checks.paths.route import Route, in_order, synchronizes
from checks.results import Finding, Hop, WorkStep
from checks.wording import Text, say
from scanner.inventory.absence import known
from scanner.inventory.model import Inventory


class Scene(Struct, frozen=True, kw_only=True):
    """What a step is told about: the stop, what is there before, and what goes."""

    kind: str
    target: str
    present: list[str]
    leaving: list[str]
    mailboxes: int | None
    hybrid: bool
    new_version: bool
    public_folders: bool
    keeps_one: bool


def steps(
    terrain: Terrain, way: Route, hops: Sequence[Hop], rows: Sequence[Sequence[Finding]]
) -> list[WorkStep]:
    """The steps of a way, stop by stop; `rows` are those of each of its stops."""
    made: list[WorkStep] = []
    listed: list[Finding] = []
    for place, hop in enumerate(hops):
        scene = _scene(terrain, way, place, hop)
        found = [row for row in rows[place] if is_open(row) and not _listed(row, listed)]
        listed += found
        clears = _by_phase(terrain, scene.kind, found)
        done = {check for checks in clears.values() for check in checks}
        cleared = [check for check in _cleared_by(hop.target, rows[place + 1 :]) if check not in done]
        clears.setdefault(_CLEARING[scene.kind], []).extend(cleared)
        for phase in work.phases():
            if scene.kind not in phase.at.split():
                continue
            if not (_happens(phase.always, scene) or clears.get(phase.phase)):
                continue
            made.append(
                WorkStep(
                    id=f"{hop.target}:{phase.phase}",
                    phase=phase.phase,
                    hop=hop.target,
                    text=_text(phase.phase, scene),
                    clears=list(dict.fromkeys(clears.get(phase.phase, []))),
                    reversible=phase.reversible == "yes",
                    caution=_CAUTIONS[phase.phase] if phase.reversible == "no" else None,
                )
            )
    return made


def kind_of(way: Route, place: int) -> str:
    """What kind of stop it is, by the words of the table of work."""
    stop = way[place]
    if stop.product is None:
        return "cloud"
    return "in-place" if stop.in_place else "bridge" if stop.bridge else "side-by-side"


def _scene(terrain: Terrain, way: Route, place: int, hop: Hop) -> Scene:
    stop = way[place]
    present = frozenset(hop.present)
    hybrid = "m365-hybrid-server" in stop.target.require
    if stop.product is not None:
        leaving = {product for product in present if fate(product, (stop,)).product is None}
    else:
        # The newest of them goes on as the hybrid server.
        leaving = set(in_order(present)[:-1]) if hybrid else set(present)
    return Scene(
        kind=kind_of(way, place),
        target=stop.target.name,
        present=hop.present,
        leaving=in_order(leaving),
        mailboxes=hop.mailboxes,
        hybrid=hybrid,
        new_version=stop.product not in present,
        public_folders=has_public_folders(terrain.inventory),
        keeps_one=not hybrid and synchronizes(stop.target),
    )


def has_public_folders(inventory: Inventory) -> bool:
    """Whether there is a database or a mailbox of public folders."""
    organization = known(inventory.organization)
    modern = organization is not None and organization.public_folder_mailbox is not None
    return modern or any(database.kind == "public-folder" for database in known(inventory.databases) or ())


def _happens(condition: work.Condition | None, scene: Scene) -> bool:
    return (
        condition is not None
        and {
            "yes": True,
            "new-version": scene.new_version,
            "mailboxes": scene.mailboxes != 0,
            "public-folders": scene.public_folders,
            "old-servers": bool(scene.leaving),
            "hybrid": scene.hybrid,
            "no-hybrid": not scene.hybrid,
        }[condition]
    )


def _by_phase(terrain: Terrain, kind: str, rows: Sequence[Finding]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        check = terrain.checks[row.check]
        is_planned = row.subject.kind == "exchange-server" and row.subject.name not in terrain.products
        # What only people know is not found out but done, and said; and nothing is found out of what is not there.
        told = row.observed.id in NOT_NAMED or is_planned or "tenant" in (*check.reads, *check.uses)
        if row.status == "not-verified" and not told:
            phase = "find-out"
        elif row.status != "not-verified" and is_planned:
            phase = "decide"  # its version is what was decided on
        else:
            phase = work.phase_of(check, kind)
        found.setdefault(phase, []).append(row.check)
    return found


def _cleared_by(target: str, later: Sequence[Sequence[Finding]]) -> list[str]:
    """Checks of later stops that this stop clears, in the main by retiring servers."""
    return [row.check for rows in later for row in rows if row.resolved_by == target]


def _listed(row: Finding, before: Sequence[Finding]) -> bool:
    """Whether an earlier stop has the same to do; the target of a row differs, what is asked may not."""
    return any(
        (row.check, row.subject, row.observed, row.expected)
        == (other.check, other.subject, other.observed, other.expected)
        for other in before
    )


# The phase by which a stop clears what a later one would be stopped by.
_CLEARING = {"side-by-side": "retire", "in-place": "upgrade", "bridge": "install", "cloud": "retire"}


def _text(phase: str, scene: Scene) -> Text:
    return _TEXTS[phase](scene)


def _retire(scene: Scene) -> Text:
    if not scene.leaving:
        return say("step.retire-last", "Settle what the last server still holds")
    if scene.keeps_one:
        return say(
            "step.retire-all-but-one",
            "Uninstall the servers with Exchange {versions}; keep one as long as the directory is synchronised",
            versions=scene.leaving,
        )
    return say("step.retire", "Uninstall the servers with Exchange {versions}", versions=scene.leaving)


_TEXTS: Mapping[str, Callable[[Scene], Text]] = {
    "find-out": lambda s: say("step.find-out", "Find out what could not be verified"),
    "decide": lambda s: say("step.decide", "Decide on what no work can change, before it begins"),
    "tenant": lambda s: say("step.tenant", "Prepare the tenant: verify the domains, get the licences"),
    "update-servers": lambda s: say(
        "step.update-servers", "Update the Exchange servers that are there ({versions})", versions=s.present
    ),
    "prepare-organization": lambda s: say(
        "step.prepare-organization", "Put the organisation in order for {target}", target=s.target
    ),
    "native-mode": lambda s: say("step.native-mode", "Switch the organisation to native mode"),
    "domain-controllers": lambda s: say(
        "step.domain-controllers",
        "Bring in domain controllers that {target} accepts and demote the old ones",
        target=s.target,
    ),
    "raise-levels": lambda s: say(
        "step.raise-levels",
        "Raise the functional levels as far as {target} needs, and no further",
        target=s.target,
    ),
    "extend-schema": lambda s: say(
        "step.extend-schema", "Extend the schema and prepare the domains for {target}", target=s.target
    ),
    "build-servers": lambda s: say("step.build-servers", "Make servers ready for {target}", target=s.target),
    "install": lambda s: say(
        "step.install", "Install {target} beside Exchange {versions}", target=s.target, versions=s.present
    ),
    "upgrade": lambda s: say(
        "step.upgrade",
        "Upgrade the servers to {target} where they stand, one after the other",
        target=s.target,
    ),
    "synchronize": lambda s: say(
        "step.synchronize", "Bring directory synchronisation into the state it must have"
    ),
    "publish": lambda s: say(
        "step.publish", "Publish what Microsoft 365 connects to, with a certificate everybody trusts"
    ),
    "connect": lambda s: say("step.connect", "Run the Hybrid Configuration Wizard"),
    "clients": lambda s: say(
        "step.clients", "Update or replace the mail programs that {target} does not serve", target=s.target
    ),
    "batches": lambda s: say("step.batches", "Write the CSV files of the batches"),
    "move-mailboxes": lambda s: (
        say("step.move-mailboxes", "Move the mailboxes")
        if s.mailboxes is None
        else say("step.move-mailboxes-counted", "Move {number} mailboxes", number=s.mailboxes)
    ),
    "move-public-folders": lambda s: say("step.move-public-folders", "Move the public folders"),
    "move-services": lambda s: say(
        "step.move-services",
        "Move name spaces, connectors, address books and all that is left to {target}",
        target=s.target,
    ),
    "switch-mail": lambda s: say(
        "step.switch-mail", "Point the MX and Autodiscover records to Microsoft 365"
    ),
    "tell-users": lambda s: say("step.tell-users", "Tell the users what changes for them, and help them"),
    "retire": _retire,
}
_CAUTIONS: Mapping[str, Text] = {
    "update-servers": say(
        "caution.update-servers", "Cumulative updates and service packs cannot be uninstalled: back up first."
    ),
    "native-mode": say("caution.native-mode", "CANNOT BE UNDONE: there is no way back to mixed mode."),
    "raise-levels": say(
        "caution.raise-levels",
        "CANNOT BE UNDONE: a level is not lowered again. Every domain controller and every Exchange version that is "
        "there must work with the new one.",
    ),
    "extend-schema": say(
        "caution.extend-schema",
        "CANNOT BE UNDONE: an extended schema stays. Back up the schema master and a domain controller of each domain.",
    ),
    "upgrade": say(
        "caution.upgrade",
        "CANNOT BE UNDONE: an upgraded server does not go back. Back up, and begin with one.",
    ),
    "retire": say(
        "caution.retire",
        "CANNOT BE UNDONE: once the last server of a version is gone, none of that version can come back.",
    ),
}
