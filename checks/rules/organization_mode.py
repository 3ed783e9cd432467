"""Native mode of the Exchange organisation

What: Whether the Exchange organisation still is in mixed mode, the mode in which Exchange 2000 and 2003 share it with
    Exchange 5.5.
Why: Setup since Exchange 2007 refuses an organisation in mixed mode. An organisation that 2007 or later has prepared
    is native; one that only 2000 and 2003 have known starts in mixed mode and stays there until somebody changes it.
Fix: Read first:
        $configuration = (Get-ADRootDSE).configurationNamingContext
        Get-ADObject -SearchBase $configuration -LDAPFilter '(msExchMixedMode=*)' -Properties msExchMixedMode
    When no server with Exchange 5.5, no Site Replication Service and no Active Directory Connector is left: Exchange
    System Manager, properties of the organisation, Change Mode, then restart the Information Store of every server.
    This cannot be undone.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import Organization
from scanner.inventory.names import version_tuple


class Need(Requirement, frozen=True, kw_only=True):
    """Build from which on Exchange refuses to prepare an organisation in mixed mode."""

    native_from: str


def requires(need: Need) -> Text:
    return say("organization-mode.expected", "native mode")


@check(id="organization-mode", subject="organization", reads=("organization",), need=Need, requires=requires)
def judge(need: Need, organization: Organization) -> Verdict:
    if organization.mixed_mode is True:
        return unmet(say("organization-mode.mixed", "mixed mode, open to versions before Exchange 2000"))
    if organization.mixed_mode is False:
        return met(say("organization-mode.native", "native mode"))
    build = version_tuple(organization.product_id or "")
    if build is not None and build >= (version_tuple(need.native_from) or ()):
        return met(
            say(
                "organization-mode.prepared",
                "not stated; prepared by build {build}, whose Setup refuses mixed mode",
                build=organization.product_id or "",
            )
        )
    return unknown(
        say(
            "organization-mode.unstated",
            "not stated, which Exchange 2000 and 2003 take for mixed mode; or the account may not read it",
        )
    )
