"""Recipients judged as identities for Microsoft 365."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from checks.results import Finding
from scanner.inventory.model import Recipient
from tests.checks.build import accepted, inventory, organization, rows, tenant
from tests.checks.objects import recipient, recipient_list


def row(
    check_id: str,
    *people: Recipient,
    target: str = "m365-hybrid",
    unread: Sequence[str] = (),
    hidden: Sequence[str] = (),
    verified: list[str] | None = None,
) -> Finding:
    """The only row of a check about these people, in an organisation that has corp.example."""
    whole = inventory(
        organization=organization(),
        accepted_domains=accepted(("corp.example", 4)),
        tenant=tenant(verified_domains=verified),
        recipient_list=replace(recipient_list(*people, unread=unread), hidden=list(hidden)),
    )
    (found,) = rows(whole, target, check_id)
    return found


def said(check_id: str, *people: Recipient, **more: Any) -> str:
    """Status and level of that row, as `blocker must`."""
    found = row(check_id, *people, **more)
    return f"{found.status} {found.level}"


def ada(**more: Any) -> Recipient:
    """A person with a mailbox, in order; a test says what it wants otherwise."""
    given: dict[str, Any] = {
        "type_details": 1,
        "place": 0,
        "account": "ada",
        "control": 512,
        "upn": "ada@corp.example",
        "mail": "ada@corp.example",
        "addresses": ["SMTP:ada@corp.example"],
        **more,
    }
    return recipient(given.pop("display_name", "Ada"), given.pop("alias", "ada"), **given)
