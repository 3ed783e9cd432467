"""Desktop Experience or Server Core

What: Whether Windows on each server meant to run the target was installed with the desktop or as Server Core.
Why: Exchange before 2019 needs the desktop; from 2019 on Server Core is supported too, and recommended.
Fix: The choice is made when Windows is installed and cannot be changed later: install anew. To look:
        (Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion').InstallationType
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.names import INSTALLATIONS
from checks.wording import Text, say
from scanner.inventory.model import OperatingSystem
from scanner.inventory.names import WINDOWS_INSTALLATIONS


class Need(Requirement, frozen=True, kw_only=True):
    """Values of the registry's InstallationType."""

    installations: list[str]


def requires(need: Need) -> Text:
    return say(
        "server-installation.expected",
        "one of: {installations}",
        installations=[INSTALLATIONS.get(each, each) for each in need.installations],
    )


@check(
    id="server-installation", subject="candidate", reads=("operating_system",), need=Need, requires=requires
)
def judge(need: Need, operating_system: OperatingSystem) -> Verdict:
    installation = operating_system.installation
    if installation is None:
        return unknown(say("server-installation.unstated", "the kind of installation is not known"))
    if installation not in WINDOWS_INSTALLATIONS:
        return unknown(
            say(
                "server-installation.unlisted",
                "installation {installation} is not in this rule book",
                installation=installation,
            )
        )
    observed = say(
        "server-installation.observed",
        "{installation}",
        installation=INSTALLATIONS.get(installation, installation),
    )
    return met_if(installation in need.installations, observed)
