"""What the account ``narrow`` may not see: as data, from which the builder makes access control entries.

A directory says nothing when it hides something: it answers as if there were nothing. A container with
"list contents" alone shows the names below it and keeps its own attributes to itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.lab.entries import child
from tests.lab.model import Organization
from tests.lab.names import SYSTEM_OBJECTS_DN, OrganizationNames

READ_PROPERTIES, LIST_CONTENTS, LIST_OBJECT = "RP", "LC", "LO"


@dataclass(frozen=True)
class Denial:
    """Rights that one account lacks, as a security descriptor abbreviates them."""

    dn: str
    rights: str
    whole_subtree: bool = False


def narrow_denials(organization: Organization) -> Iterator[Denial]:
    """Everything that ``narrow`` may not see in this organisation."""
    for dn in hidden_from_narrow(organization):
        yield Denial(dn, READ_PROPERTIES + LIST_CONTENTS + LIST_OBJECT, whole_subtree=True)
    names = OrganizationNames(organization)
    for dn in (names.servers, names.dags):
        yield Denial(dn, READ_PROPERTIES)


def hidden_from_narrow(organization: Organization) -> tuple[str, ...]:
    """The containers whose contents ``narrow`` cannot read at all."""
    names = OrganizationNames(organization)
    stores = tuple(
        child("InformationStore", names.server(server.name))
        for server in organization.servers
        if server.build.major == 8 and not server.is_edge
    )
    since = {
        "Recipient Policies": 6,
        "Federation": 14,
        "Federation Trusts": 14,
        "Hybrid Configuration": 14,
        "Auth Configuration": 15,
    }
    return (
        names.transport_settings,
        *(child(name, names.organization) for name in since if since[name] <= organization.generation),
        names.connections,
        names.databases,
        *stores,
        SYSTEM_OBJECTS_DN,
    )
