"""Place of the server in the domain

What: Whether each server meant to run the target is a member of a domain, on its own, or a domain controller.
Why: Setup stops on a machine that is in no domain, but for the Edge role. On a domain controller it installs with a
    warning: every Exchange server then has the rights of a domain administrator, the controller can never be
    demoted, and with split permissions it is not supported at all.
Fix: Join the machine to the domain, or use one that is no domain controller. Neither can be changed once Exchange
    is on it. Read first:
        Get-WmiObject Win32_ComputerSystem | Select-Object Domain, DomainRole
"""

from checks.check import Requirement, Verdict, check, met_if, unknown, unmet
from checks.names import DOMAIN_ROLE_TEXTS, candidate_role_text
from checks.wording import Text, say
from scanner.inventory.model import Candidate, Organization, Platform
from scanner.inventory.names import DOMAIN_CONTROLLER_ROLES


class Need(Requirement, frozen=True, kw_only=True):
    """Values of DomainRole by the role of Exchange."""

    allowed: dict[str, list[int]]


def requires(need: Need) -> Text:
    roles = [
        say(
            "server-domain-role.of-role",
            "{role}: {places}",
            role=candidate_role_text(role),
            places=[DOMAIN_ROLE_TEXTS[value] for value in values],
        )
        for role, values in need.allowed.items()
    ]
    return say("server-domain-role.expected", "{roles}", roles=roles)


@check(
    id="server-domain-role",
    subject="candidate",
    reads=("platform", "candidate"),
    uses=("organization",),
    need=Need,
    requires=requires,
)
def judge(need: Need, platform: Platform, candidate: Candidate, organization: Organization | None) -> Verdict:
    role = platform.domain_role
    if role is None:
        return unknown(say("server-domain-role.unstated", "its place in the domain is not known"))
    if candidate.role not in need.allowed:
        return unknown(
            say(
                "server-domain-role.no-role",
                "the target has no {role} role",
                role=candidate_role_text(candidate.role),
            )
        )
    observed = say(
        "server-domain-role.observed",
        "{place}, {domain}",
        place=DOMAIN_ROLE_TEXTS.get(role, str(role)),
        domain=platform.domain or "?",
    )
    if role not in need.allowed[candidate.role]:
        return unmet(observed)
    if role not in DOMAIN_CONTROLLER_ROLES:
        return met_if(True, observed)
    split = organization.split_permissions if organization is not None else None
    if split is None:
        return unknown(
            say(
                "server-domain-role.split-unknown",
                "a domain controller, and whether the organisation uses split permissions is not known",
            )
        )
    return met_if(not split, observed)
