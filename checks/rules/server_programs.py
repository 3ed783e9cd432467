"""Programs that Exchange builds on

What: The programs each server meant to run the target must have before Setup begins: Visual C++ redistributables,
    the runtime of Unified Communications Managed API, the URL Rewrite module of IIS, as far as the target needs
    them.
Why: Setup looks for them and stops. An outdated Visual C++ does not stop it, and is what support asks to change
    first.
Fix: Read first, on the server:
        $uninstall = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*'
        Get-ItemProperty $uninstall | Sort-Object DisplayName | Select-Object DisplayName, DisplayVersion
    Install the 64-bit packages from Microsoft's download centre; UCMA 4.0 for Server Core is in the folder
    UCMARedist of the Exchange media. URL Rewrite needs IIS to be there first.
"""

from msgspec import Struct, field

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Candidate, Product, Software
from scanner.inventory.names import version_tuple


class Program(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A program: words that all stand in its name, roles that need it, the least version where one is set."""

    words: list[str]
    roles: list[str]
    minimum: str | None = None


class Need(Requirement, frozen=True, kw_only=True):
    """Programs by what people call them."""

    programs: dict[str, Program] = field(default_factory=dict)


def requires(need: Need) -> Text:
    names = [
        say("server-programs.minimum", "{name} {minimum} or later", name=name, minimum=program.minimum)
        if program.minimum
        else name
        for name, program in need.programs.items()
    ]
    return say("server-programs.expected", "installed: {programs}", programs=names)


@check(
    id="server-programs", subject="candidate", reads=("software", "candidate"), need=Need, requires=requires
)
def judge(need: Need, software: Software, candidate: Candidate) -> Verdict:
    wanted = {name: each for name, each in need.programs.items() if candidate.role in each.roles}
    if not wanted:
        return met(say("server-programs.none", "the {role} role needs none of them", role=candidate.role))
    if software.products is None:
        return unknown(say("server-programs.unstated", "the installed programs are not known"))
    items: list[Item] = []
    unsure: list[Item] = []
    for name, program in wanted.items():
        found = [product for product in software.products if _is(product, program)]
        enough = [_new_enough(product, program) for product in found]
        if True in enough:
            continue
        versions = [product.version or "?" for product in found]
        item = Item(
            name=name,
            observed=say("server-programs.version", "{versions}", versions=versions)
            if found
            else say("server-programs.missing", "not installed"),
            suggested=program.minimum,
        )
        (unsure if None in enough else items).append(item)
    observed = say(
        "server-programs.observed",
        "{number} of {all} missing or too old: {names}",
        number=len(items),
        all=len(wanted),
        names=[item.name for item in items],
    )
    if items:
        return unmet(observed, items)
    if unsure:
        return unknown(say("server-programs.unsure", "the version of a program is not known"), unsure)
    return met(say("server-programs.fine", "{names}", names=list(wanted)))


def _is(product: Product, program: Program) -> bool:
    name = product.name.casefold()
    return all(word.casefold() in name for word in program.words)


def _new_enough(product: Product, program: Program) -> bool | None:
    if program.minimum is None:
        return True
    version = version_tuple(product.version or "")
    return None if version is None else version >= (version_tuple(program.minimum) or ())
