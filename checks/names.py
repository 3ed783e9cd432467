"""Names of raw numbers in sentences: a text where the name is made of words, the plain name where it is one.

The names themselves, and where they come from, stand in `scanner.inventory.names`.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks.wording import Text, say
from scanner.inventory.names import FUNCTIONAL_LEVELS, SERVER_ROLES, outlook_name, version_tuple

Name = str | Text

_INTERIM = 1
# Version 16 is shared by Outlook 2016, 2019, 2021, 2024 and Microsoft 365 Apps.
_OUTLOOK_2016 = 16

ROLES: Mapping[str, Text] = {
    "Mailbox": say("name.role.mailbox", "Mailbox"),
    "Client Access": say("name.role.client-access", "Client Access"),
    "Hub Transport": say("name.role.hub-transport", "Hub Transport"),
    "Front End Transport": say("name.role.front-end-transport", "Front End Transport"),
    "Unified Messaging": say("name.role.unified-messaging", "Unified Messaging"),
    "Edge Transport": say("name.role.edge-transport", "Edge Transport"),
}
# Roles of machines meant to run a target.
CANDIDATE_ROLES: Mapping[str, Text] = {
    "mailbox": say("name.candidate.mailbox", "mailbox"),
    "client-access": say("name.candidate.client-access", "client-access"),
    "edge": say("name.candidate.edge", "edge"),
}
# Kinds of objects, by the words the inventory calls them.
KINDS: Mapping[str, Text] = {
    "active-directory-connector": say("name.kind.active-directory-connector", "Active Directory Connector"),
    "connection-agreement": say("name.kind.connection-agreement", "connection agreement"),
    "site-replication-service": say("name.kind.site-replication-service", "Site Replication Service"),
    "recipient-update-service": say("name.kind.recipient-update-service", "Recipient Update Service"),
    "routing-group-connector": say("name.kind.routing-group-connector", "routing group connector"),
    "foreign-connector": say("name.kind.foreign-connector", "foreign connector"),
    "dial-plan": say("name.kind.dial-plan", "dial plan"),
    "auto-attendant": say("name.kind.auto-attendant", "auto attendant"),
    "gateway": say("name.kind.gateway", "gateway"),
    "hunt-group": say("name.kind.hunt-group", "hunt group"),
    "managed-folder-policy": say("name.kind.managed-folder-policy", "managed folder mailbox policy"),
}
# Groups of administrators by their role; in the directory they are called by the language of the first controller.
ADMINISTRATORS: Mapping[str, Text] = {
    "schema-admins": say("name.group.schema-admins", "Schema Admins"),
    "enterprise-admins": say("name.group.enterprise-admins", "Enterprise Admins"),
}
# InstallationType of the registry.
INSTALLATIONS: Mapping[str, Text] = {
    "Server": say("name.installation.server", "Server with Desktop Experience"),
    "Server Core": say("name.installation.server-core", "Server Core"),
    "Nano Server": say("name.installation.nano-server", "Nano Server"),
    "Client": say("name.installation.client", "a Windows for workstations"),
}
# Places of a computer in a domain, by the number Windows gives them.
DOMAIN_ROLE_TEXTS: Mapping[int, Text] = {
    0: say("name.domain-role.workstation", "stand-alone workstation"),
    1: say("name.domain-role.member-workstation", "member workstation"),
    2: say("name.domain-role.server", "stand-alone server"),
    3: say("name.domain-role.member-server", "member server"),
    4: say("name.domain-role.backup-controller", "backup domain controller"),
    5: say("name.domain-role.primary-controller", "primary domain controller"),
}


def level_text(level: int) -> Name:
    """A functional level of the directory."""
    if level == _INTERIM:
        return say("name.level.interim", "Windows Server 2003 interim")
    if level in FUNCTIONAL_LEVELS:
        return FUNCTIONAL_LEVELS[level]
    if level > max(FUNCTIONAL_LEVELS):
        return say("name.level.newer", "newer than this exready knows ({level:d})", level=level)
    return say("name.level.unknown", "unknown ({level:d})", level=level)


def outlook_text(version: str) -> Name:
    """Outlook for Windows by its full version."""
    numbers = version_tuple(version)
    if numbers is None:
        return say("name.outlook.version", "Outlook, version {version}", version=version)
    if numbers[0] == _OUTLOOK_2016:
        return say("name.outlook.2016", "Outlook 2016 or later")
    name = outlook_name(version)
    if name.endswith("(unknown)"):
        return say("name.outlook.unknown", "Outlook {major} (unknown)", major=numbers[0])
    return name


def role_texts(roles: int) -> list[Text]:
    """The roles of an Exchange server from their bits; bits without a name for people are left out."""
    return [ROLES[name] for name in dict.fromkeys(name for bit, name in SERVER_ROLES.items() if roles & bit)]


def kind_text(kind: str) -> Name:
    """A kind of object; one somebody else's rules name as it is."""
    return KINDS.get(kind, kind)


def candidate_role_text(role: str) -> Name:
    """A role of a machine meant to run a target; one somebody else's rules made up as it is."""
    return CANDIDATE_ROLES.get(role, role)
