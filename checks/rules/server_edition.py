"""Windows edition of the server

What: The edition of Windows Server of each server meant to run the target.
Why: Microsoft lists the editions it tests and supports; others lack parts, or cannot be licensed for it. A later change
    of edition below Exchange is not supported.
Fix: Install a listed edition. To look:
        (Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion').EditionID
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, say
from scanner.inventory.model import OperatingSystem
from scanner.inventory.names import WINDOWS_EDITIONS


class Need(Requirement, frozen=True, kw_only=True):
    """Editions by the names of `scanner.inventory.names.WINDOWS_EDITIONS`."""

    editions: list[str]


def requires(need: Need) -> Text:
    return say("server-edition.expected", "one of: {editions}", editions=need.editions)


@check(id="server-edition", subject="candidate", reads=("operating_system",), need=Need, requires=requires)
def judge(need: Need, operating_system: OperatingSystem) -> Verdict:
    edition = operating_system.edition
    if edition is None:
        return unknown(say("server-edition.unstated", "the edition is not known"))
    if edition not in WINDOWS_EDITIONS:
        return unknown(
            say("server-edition.unlisted", "edition {edition} is not in this rule book", edition=edition)
        )
    name = WINDOWS_EDITIONS[edition]
    return met_if(name in need.editions, say("server-edition.observed", "{edition}", edition=name))
