"""Objects of the directory, one at a time and in order; a test says what it wants otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from scanner.inventory.model import (
    AdministratorGroup,
    Certificate,
    Database,
    DatabaseCopy,
    MailboxPlace,
    Recipient,
    RecipientList,
    SendConnector,
    VirtualDirectory,
    WellKnownGroup,
)
from tests.made import made

AT = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ARBITRATION = 8388608


def well_known_group(
    name: str = "Exchange Servers", group_type: int | None = -2147483640, deleted: bool = False
) -> WellKnownGroup:
    """A universal security group, as the directory writes it: a signed number."""
    return WellKnownGroup(
        identifier="a7d2016c83f003458132789eeb127b84", name=name, deleted=deleted, group_type=group_type
    )


def certificate(days: int | None = 365, thumbprint: str = "AB" * 20) -> Certificate:
    """Valid for so many days more, counted from `TODAY`; None: it does not say."""
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    ends = None if days is None else noon + timedelta(days=days)
    return made(Certificate, thumbprint=thumbprint, not_after=ends)


def send_connector(name: str = "Internet", *sources: str, **more: Any) -> SendConnector:
    given = {"kind": "smtp", "address_spaces": ["SMTP:*;1"], "enabled": True, **more}
    return made(SendConnector, name=name, source_servers=list(sources or ["EX1"]), **given)


def virtual_directory(
    kind: str = "owa",
    url: str | None = "https://mail.corp.example/owa",
    server_name: str = "EX1",
    **more: Any,
) -> VirtualDirectory:
    given = {
        "back_end": False,
        "name": f"{kind} (Default Web Site)",
        "internal_url": url,
        "external_url": url,
        **more,
    }
    return made(VirtualDirectory, server=server_name, kind=kind, **given)


def database(name: str = "DB1", *holders: str, **more: Any) -> Database:
    """With a copy on each of the holders, one of them if none is named."""
    copies = [made(DatabaseCopy, server=holder) for holder in holders or ("EX1",)]
    given = {
        "kind": "mailbox", "server": "EX1", "copies": copies, "item_retention": 1209600, "quota_receive": 2411520,
        "circular_logging": False, **more,
    }  # fmt: skip
    return made(Database, name=name, **given)


def recipient(name: str = "Ada", alias: str | None = "ada", **more: Any) -> Recipient:
    given = {
        "guid": f"guid of {name}",
        "classes": "user",
        "domain": 0,
        "has_mailbox_guid": True,
        "has_archive": False,
    }
    return made(Recipient, display_name=name, alias=alias, **{**given, **more})


def recipient_list(
    *recipients: Recipient,
    places: Sequence[MailboxPlace] = (),
    without_alias: int | None = 0,
    unread: Sequence[str] = (),
) -> RecipientList:
    return RecipientList(
        domains=["corp.example"],
        places=list(places) or [mailbox_place()],
        recipients=list(recipients),
        without_alias=without_alias,
        unread=list(unread),
        hidden=[],
    )


def mailbox_place(database: str = "DB1", deleted: bool = False) -> MailboxPlace:
    return MailboxPlace(database=database, server=None, deleted=deleted)


def administrator_groups(schema: int | None = 1, enterprise: int | None = 1) -> list[AdministratorGroup]:
    counted = {"schema-admins": schema, "enterprise-admins": enterprise}
    return [
        AdministratorGroup(name=role, role=role, domain="corp.example", members=members)
        for role, members in counted.items()
    ]
