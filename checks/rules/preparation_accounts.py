"""Accounts that can prepare the directory

What: Whether the groups that may extend the schema, prepare the organisation and install Exchange have members. How
    many there are is counted; who they are is not kept.
Why: Schema Admins is best left empty between changes, and then nobody can extend the schema on the day of the change.
    Setup checks its account first and stops.
Fix: Read first; the last line is of Exchange 2010 and later, on 2007 Get-ExchangeAdministrator tells:
        Get-ADGroupMember 'Schema Admins' -Server ROOTDOMAIN
        Get-ADGroupMember 'Enterprise Admins' -Server ROOTDOMAIN
        Get-RoleGroupMember 'Organization Management'
    Add the account for the day of the change and sign in anew; take it out of Schema Admins afterwards. Its group
    memberships must have replicated to the site of the schema master.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.names import ADMINISTRATORS
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import AdministratorGroup


class Need(Requirement, frozen=True, kw_only=True):
    """Roles of `AdministratorGroup` that need a member."""

    roles: list[str]


def requires(need: Need) -> Text:
    return say(
        "preparation-accounts.expected",
        "a member in each of {roles}",
        roles=[ADMINISTRATORS.get(role, role) for role in need.roles],
    )


@check(
    id="preparation-accounts", subject="forest", reads=("administrator_groups",), need=Need, requires=requires
)
def judge(need: Need, administrator_groups: list[AdministratorGroup]) -> Verdict:
    groups = [group for group in administrator_groups if group.role in need.roles]
    empty = [
        Item(name=group.name, observed=say("preparation-accounts.no-member", "no member"))
        for group in groups
        if group.members == 0
    ]
    if empty:
        return unmet(
            say("preparation-accounts.empty", "without members: {names}", names=[i.name for i in empty]),
            empty,
        )
    unread = [role for role in need.roles if not any(g.role == role and g.members for g in groups)]
    if unread:
        return unknown(
            say(
                "preparation-accounts.unread",
                "not read: {roles}",
                roles=[ADMINISTRATORS.get(role, role) for role in unread],
            )
        )
    counted = [f"{group.name}: {group.members}" for group in groups]
    return met(say("preparation-accounts.fine", "{groups}", groups=counted))
