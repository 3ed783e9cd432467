"""Update level of the schema master

What: The Windows version of the domain controller that is schema master, where extending the schema on it is only
    safe from a certain Windows update on.
Why: Setup extends the schema on this one machine. On Windows Server 2025 without the cumulative update of November
    2025 the extension writes values that break Active Directory replication, and a schema extension cannot be undone.
Fix: Read first:
        Get-ADForest | Select-Object SchemaMaster
        (Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion').UBR
    The second line, on that machine, gives the update level. Install the update and restart before any PrepareSchema
    or PrepareAD, or move the role to a domain controller with an older supported Windows Server.
"""

from checks.check import Requirement, Verdict, check, met, unknown
from checks.wording import Text, from_rule_book, say
from scanner.inventory.absence import known
from scanner.inventory.model import DomainController, Forest
from scanner.inventory.names import windows_server_name


class Need(Requirement, frozen=True, kw_only=True):
    """Releases that are only safe from an update on, with the name of the update."""

    safe_from: dict[str, str]


def requires(need: Need) -> Text:
    updates = [
        say(
            "ad-schema-master.with", "{release} with {update}", release=release, update=from_rule_book(update)
        )
        for release, update in need.safe_from.items()
    ]
    return say(
        "ad-schema-master.expected", "an older supported Windows Server, or {updates}", updates=updates
    )


@check(
    id="ad-schema-master",
    subject="forest",
    reads=("forest", "domain_controllers"),
    need=Need,
    requires=requires,
)
def judge(need: Need, forest: Forest, domain_controllers: list[DomainController]) -> Verdict:
    name = forest.schema_master
    if name is None:
        return unknown(say("ad-schema-master.unstated", "the directory did not state the schema master"))
    found = [each for each in domain_controllers if each.name.casefold() == name.casefold()]
    if not found:
        return unknown(
            say("ad-schema-master.unlisted", "{name} is not among the domain controllers", name=name)
        )
    computer = known(found[0].computer)
    if computer is None or computer.version is None:
        return unknown(
            say("ad-schema-master.no-version", "the Windows version of {name} is not known", name=name)
        )
    release = windows_server_name(computer.version)
    if release is None:
        return unknown(
            say(
                "ad-schema-master.newer",
                "{name}: {version} is not in this rule book",
                name=name,
                version=computer.version,
            )
        )
    if release in need.safe_from:
        return unknown(
            say(
                "ad-schema-master.update",
                "{name} runs {release}; the directory does not say whether it has {update}",
                name=name,
                release=release,
                update=from_rule_book(need.safe_from[release]),
            )
        )
    return met(say("ad-schema-master.observed", "{name}, {release}", name=name, release=release))
