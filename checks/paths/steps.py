"""The order of work of a way: numbered steps, each with the findings it clears, and whether it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from datetime import date

from msgspec import Struct

from checks.engine import NOT_NAMED
from checks.floor import in_force
from checks.knowledge import work
from checks.paths.hop import Terrain, is_open
from checks.paths.plan import fate
from checks.paths.route import Route, Stop, in_order, synchronizes
from checks.results import Finding, Hop, WorkStep
from checks.rules.m365_hybrid_server import Need as HybridServer
from checks.rules.m365_mail_flow_floor import Need as MailFlowFloor
from checks.rules.m365_rich_coexistence import Need as RichCoexistence
from checks.wording import Text, say
from scanner.inventory.absence import known
from scanner.inventory.model import Inventory
from scanner.inventory.names import is_edge


class Scene(Struct, frozen=True, kw_only=True):
    """What a step is told about: the stop, what is there before, what goes, and what takes over from it."""

    kinds: work.Kinds
    target: str
    present: list[str]
    leaving: list[str]
    others: list[str]
    heir: str
    mailboxes: int | None
    hybrid: bool
    wizard_ran: bool
    new_version: bool
    no_server: bool
    edge_leaves: bool
    public_folders: bool
    keeps_one: bool


Clears = dict[str, list[str]]


def steps(
    terrain: Terrain, way: Route, hops: Sequence[Hop], rows: Sequence[Sequence[Finding]]
) -> list[WorkStep]:
    """The steps of a way, stop by stop; `rows` are those of each of its stops."""
    scenes = [_scene(terrain, way, place, hop, rows[place]) for place, hop in enumerate(hops)]
    return [
        WorkStep(
            id=f"{hop.target}:{phase.phase}",
            phase=phase.phase,
            hop=hop.target,
            text=_text(phase.phase, scene),
            clears=list(dict.fromkeys(clears.get(phase.phase, []))),
            reversible=phase.reversible == "yes",
            caution=_CAUTIONS[phase.phase] if phase.reversible == "no" else None,
        )
        for hop, scene, clears in zip(hops, scenes, _clears(terrain, way, scenes, rows), strict=True)
        for phase in work.phases()
        if phase.phase in work.phases_at(scene.kinds)
        and (_happens(phase.always, scene) or clears.get(phase.phase))
    ]


def _clears(
    terrain: Terrain, way: Route, scenes: Sequence[Scene], rows: Sequence[Sequence[Finding]]
) -> list[Clears]:
    """What each phase of each stop clears. What a stop has no work for waits for one that has: a bridge clears nothing
    of the servers that leave after it."""
    made: list[Clears] = [{} for _ in scenes]
    listed: list[Finding] = []
    for place in range(len(scenes)):
        found = [row for row in rows[place] if is_open(row) and not _listed(row, listed)]
        listed += found
        for row in found:
            later, phase = _phase(terrain, way, place, scenes, row)
            made[place + later].setdefault(phase, []).append(row.check)
    for place, (stop, scene) in enumerate(zip(way, scenes, strict=True)):
        done = {check for checks in made[place].values() for check in checks}
        for row in (row for at_stop in rows[place + 1 :] for row in at_stop):
            if row.resolved_by == stop.target.id and row.check not in done:
                phase = _clearing(scene.kinds, _is_upgraded(terrain, way, place, row))
                made[place].setdefault(phase, []).append(row.check)
    return made


def kinds_of(stop: Stop, leaving: Collection[str]) -> work.Kinds:
    """What kind of stop it is, by the words of the table of work; `leaving` are the versions it takes over from."""
    own = "in-place" if stop.in_place else "bridge" if stop.bridge else "side-by-side"
    return frozenset({own if stop.product else "cloud", *(["leaving"] if leaving else [])})


def _scene(terrain: Terrain, way: Route, place: int, hop: Hop, rows: Sequence[Finding]) -> Scene:
    stop = way[place]
    present = frozenset(hop.present)
    hybrid = "m365-hybrid-server" in stop.target.require
    wizard_ran = known(terrain.inventory.hybrid) is not None
    if stop.product is not None:
        leaving = in_order({product for product in present if fate(product, (stop,)).product is None})
    else:
        # The newest of them goes on as the hybrid server.
        leaving = in_order(present)[:-1] if hybrid else in_order(present)
    return Scene(
        kinds=kinds_of(stop, leaving if hybrid or stop.product else ()),
        target=stop.target.name,
        present=hop.present,
        leaving=leaving,
        others=in_order({p for p in present if fate(p, (stop,)).product != stop.product})
        if stop.product
        else [],
        heir=stop.target.name if stop.product is not None else f"Exchange {in_order(present)[-1]}",
        mailboxes=hop.mailboxes,
        hybrid=hybrid or (wizard_ran and stop.product is not None),
        wizard_ran=wizard_ran,
        new_version=stop.product not in present,
        edge_leaves=any(
            is_edge(server.roles) and fate(terrain.products[server.name], way[:place]).product in leaving
            for server in known(terrain.inventory.servers) or ()
        ),
        no_server=any(row.observed.id in NOT_NAMED for row in rows),
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
            "edge": scene.edge_leaves,
        }[condition]
    )


def _phase(
    terrain: Terrain, way: Route, place: int, scenes: Sequence[Scene], row: Finding
) -> tuple[int, str]:
    """The phase that clears a row, and how many stops later it comes."""
    check = terrain.checks[row.check]
    is_planned = row.subject.kind == "exchange-server" and row.subject.name not in terrain.products
    # What only people know is not found out but done, and said; and nothing is found out of what is not there.
    told = row.observed.id in NOT_NAMED or is_planned or "tenant" in (*check.reads, *check.uses)
    if row.status == "not-verified" and not told:
        return 0, "find-out"
    if row.status != "not-verified" and is_planned:
        return 0, "decide"  # its version is what was decided on
    named = work.phases_of(check)
    if "update-servers" in named and _asks_another_version(terrain, way[place], scenes[place], row):
        named = ["decide"]
    upgraded = _is_upgraded(terrain, way, place, row)
    if upgraded is not None and "upgrade" in named:
        named = ["upgrade"] if upgraded else [name for name in named if name != "upgrade"]
    return work.first(named, [scene.kinds for scene in scenes[place:]])


def _is_upgraded(terrain: Terrain, way: Route, place: int, row: Finding) -> bool | None:
    """Whether a stop upgrades the server a row is about where it stands; None of a row about anything else."""
    product = terrain.products.get(row.subject.name) if row.subject.kind == "exchange-server" else None
    if product is None:
        return None
    return fate(product, way[: place + 1]).product not in (None, fate(product, way[:place]).product)


def _asks_another_version(terrain: Terrain, stop: Stop, scene: Scene, row: Finding) -> bool:
    """Whether a row asks for versions that no update makes of what is there."""
    requirements = stop.target.require.get(row.check)
    needs = [level.need for name, level in requirements.levels() if name == row.level] if requirements else []
    accepted = _versions(needs[0], terrain.as_of) if needs else None
    if accepted is None:
        return False
    about = terrain.products.get(row.subject.name) if row.subject.kind == "exchange-server" else None
    return accepted.isdisjoint([about] if about else scene.present)


def _versions(need: object, as_of: date) -> Set[str] | None:
    """The versions a need accepts at some build, where it is one of builds."""
    if isinstance(need, HybridServer):
        return need.products.keys()
    if isinstance(need, MailFlowFloor | RichCoexistence):
        floor = in_force(need.floors, as_of)
        return floor.builds.keys() if floor is not None else None
    return None


def _listed(row: Finding, before: Sequence[Finding]) -> bool:
    """Whether an earlier stop has the same to do; the target of a row differs, what is asked may not."""
    return any(
        (row.check, row.subject, row.observed, row.expected)
        == (other.check, other.subject, other.observed, other.expected)
        for other in before
    )


# The phase by which a stop clears what a later one would be stopped by: that of the first kind it has.
_CLEARING = (("in-place", "upgrade"), ("bridge", "install"), ("leaving", "retire"), ("cloud", "retire"))


def _clearing(kinds: work.Kinds, upgraded: bool | None) -> str:
    """Of a server that is not upgraded where others are, its going."""
    phases = [phase for kind, phase in _CLEARING if kind in kinds]
    return next((phase for phase in phases if phase != "upgrade" or upgraded is not False), phases[0])


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


def _connect(scene: Scene) -> Text:
    if not scene.wizard_ran:
        return say("step.connect", "Run the Hybrid Configuration Wizard")
    if "leaving" not in scene.kinds:
        return say("step.connect-again", "Run the Hybrid Configuration Wizard again")
    return say(
        "step.connect-others",
        "Run the Hybrid Configuration Wizard again and choose the servers with {target} in it",
        target=scene.heir,
    )


def _move_mailboxes(scene: Scene) -> Text:
    """Those of users by their number; those Exchange itself works with stay on one's own servers."""
    if scene.mailboxes == 0:
        return say(
            "step.move-system-mailboxes",
            "Move the system mailboxes to {target}; no user mailbox is left to move",
            target=scene.heir,
        )
    if "cloud" in scene.kinds and "leaving" in scene.kinds:
        if scene.mailboxes is None:
            return say(
                "step.move-mailboxes-apart",
                "Move the mailboxes to Microsoft 365, and the system mailboxes to {target}",
                target=scene.heir,
            )
        return say(
            "step.move-mailboxes-apart-counted",
            "Move the mailboxes to Microsoft 365 ({number}), and the system mailboxes to {target}",
            number=scene.mailboxes,
            target=scene.heir,
        )
    if scene.mailboxes is None:
        return say("step.move-mailboxes", "Move the mailboxes")
    return say("step.move-mailboxes-counted", "Move the mailboxes ({number})", number=scene.mailboxes)


_TEXTS: Mapping[str, Callable[[Scene], Text]] = {
    "find-out": lambda s: say("step.find-out", "Find out what could not be verified"),
    "decide": lambda s: say("step.decide", "Decide on what no work can change, before it begins"),
    "tenant": lambda s: say("step.tenant", "Prepare the tenant: verify the domains, get the licences"),
    "update-servers": lambda s: say(
        "step.update-servers",
        "Bring the Exchange servers that are there up to date and in order ({versions})",
        versions=s.present,
    ),
    "prepare-organization": lambda s: say(
        "step.prepare-organization", "Put the organisation in order for {target}", target=s.target
    ),
    "native-mode": lambda s: say("step.native-mode", "Switch the organisation to native mode"),
    "directory": lambda s: say(
        "step.directory", "Put Active Directory in order for {target}", target=s.target
    ),
    "add-controllers": lambda s: say(
        "step.add-controllers", "Add domain controllers or global catalogues where there are too few"
    ),
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
    "use-levels": lambda s: say(
        "step.use-levels", "Switch on what the functional levels of Active Directory make possible"
    ),
    "extend-schema": lambda s: say(
        "step.extend-schema", "Extend the schema and prepare the domains for {target}", target=s.target
    ),
    "build-servers": lambda s: (
        say("step.buy-servers", "Choose or buy a new server for {target}, and make it ready", target=s.target)
        if s.no_server
        else say("step.build-servers", "Make servers ready for {target}", target=s.target)
    ),
    "install": lambda s: say(
        "step.install", "Install {target} beside Exchange {versions}", target=s.target, versions=s.present
    ),
    "upgrade": lambda s: (
        say(
            "step.upgrade-some",
            "Upgrade the servers to {target} where they stand, one after the other; those with Exchange {versions} "
            "cannot be upgraded and leave later",
            target=s.target,
            versions=s.others,
        )
        if s.others
        else say(
            "step.upgrade",
            "Upgrade the servers to {target} where they stand, one after the other",
            target=s.target,
        )
    ),
    "synchronize": lambda s: say(
        "step.synchronize", "Bring directory synchronisation into the state it must have"
    ),
    "publish": lambda s: say(
        "step.publish", "Publish what Microsoft 365 connects to, with a certificate everybody trusts"
    ),
    "connect": _connect,
    "clients": lambda s: say(
        "step.clients", "Update or replace the mail programs that {target} does not serve", target=s.target
    ),
    "batches": lambda s: say("step.batches", "Write the CSV files of the batches"),
    "move-mailboxes": _move_mailboxes,
    "move-public-folders": lambda s: (
        say("step.move-public-folders", "Move the public folders")
        if "cloud" in s.kinds
        else say("step.move-public-folders-off", "Move the public folders off the servers that leave")
    ),
    "move-services": lambda s: say(
        "step.move-services",
        "Move name spaces, connectors, address books and all that is left to {target}",
        target=s.heir,
    ),
    "edge": lambda s: (
        say(
            "step.edge-replace",
            "Replace the Edge servers that leave, or do without them, and subscribe those that stay anew",
        )
        if s.edge_leaves
        else say("step.edge", "Subscribe the Edge servers anew")
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
    "use-levels": say(
        "caution.use-levels", "CANNOT BE UNDONE: the Recycle Bin stays on once it is switched on."
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
