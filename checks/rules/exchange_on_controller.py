"""Exchange on a domain controller

What: Whether an Exchange server is a domain controller at the same time, from the primary group of its account and the
    list of domain controllers.
Why: Setup advises against it: every Exchange server becomes administrator of the domain, the machine can neither be
    promoted nor demoted while Exchange is on it, and both compete for memory. With split permissions of Active
    Directory it is not supported at all; that is also said here.
Fix: Read first:
        Get-ADComputer SERVER -Properties PrimaryGroupID, MemberOf
        Get-ADObject -LDAPFilter '(&(objectClass=organizationalUnit)(ou=Microsoft Exchange Protected Groups))'
    Install the target on a member server, move everything to it, uninstall Exchange from the domain controller, and
    only then demote or keep the controller.
"""

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import Computer, DomainController, ExchangeServer, Organization
from scanner.inventory.names import is_edge


class Need(Requirement, frozen=True, kw_only=True):
    """Primary groups of the accounts of domain controllers, by their numbers."""

    groups: list[int]


def requires(need: Need) -> Text:
    return say("exchange-on-controller.expected", "a member server")


@check(
    id="exchange-on-controller",
    subject="exchange-server",
    reads=("exchange_server", "domain_controllers"),
    uses=("computer", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    exchange_server: ExchangeServer,
    computer: Computer | None,
    domain_controllers: list[DomainController],
    organization: Organization | None,
) -> Verdict:
    if is_edge(exchange_server.roles):
        return not_applicable(say("exchange-on-controller.edge", "an Edge server belongs to no domain"))
    names = {each.name.casefold() for each in domain_controllers}
    group = computer.primary_group if computer is not None else None
    by_group = group in need.groups
    by_name = (exchange_server.fqdn or "").casefold() in names
    if not by_group and not by_name:
        if group is None and (computer is None or exchange_server.fqdn is None):
            return unknown(
                say("exchange-on-controller.unread", "the primary group of its computer account is not known")
            )
        return met(say("exchange-on-controller.member", "a member server"))
    if organization is not None and organization.split_permissions:
        return unmet(
            say(
                "exchange-on-controller.split",
                "a domain controller, in an organisation with split permissions of Active Directory",
            )
        )
    return unmet(say("exchange-on-controller.controller", "a domain controller"))
