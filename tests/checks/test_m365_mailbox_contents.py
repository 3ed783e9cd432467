"""m365-mailbox-contents: items too large and folders too full."""

import pytest

from scanner.inventory.model import Inventory, MailboxContent, MailboxContents
from tests.checks.build import MB, failed, inventory, organization, rows, status
from tests.made import made

CHECK = "m365-mailbox-contents"


def holding(*large: int, fullest: int = 1, unread: int = 0, large_from: int = 10 * MB) -> Inventory:
    mailbox = made(
        MailboxContent, mailbox="ann", items=1, folders=1, fullest=fullest, large_items=sorted(large)[::-1]
    )
    found = made(
        MailboxContents, large_from=large_from, mailboxes=[mailbox], unread=[failed() for _ in range(unread)]
    )
    return inventory(organization=organization(), mailbox_contents=found)


@pytest.mark.parametrize(
    ("target", "found", "expected"),
    [
        ("m365-imap", holding(35 * MB), "met should"),
        ("m365-imap", holding(35 * MB + 1), "warning should"),
        ("m365-hybrid", holding(150 * MB), "met should"),
        ("m365-hybrid", holding(150 * MB + 1), "warning should"),
        ("m365-cutover", holding(fullest=1_000_000), "met should"),
        ("m365-cutover", holding(fullest=1_000_001), "warning should"),
        ("m365-hybrid", holding(unread=1), "not-verified should"),
        ("m365-hybrid", holding(151 * MB, unread=1), "warning should"),
        ("m365-imap", holding(large_from=36 * MB), "not-verified should"),
        ("m365-hybrid", holding(large_from=36 * MB), "met should"),
    ],
)
def test_what_a_mailbox_holds(target: str, found: Inventory, expected: str) -> None:
    assert status(found, target, CHECK) == expected


def test_each_fault_is_named() -> None:
    (row,) = rows(holding(200 * MB, 160 * MB, 20 * MB, fullest=2_000_000), "m365-express", CHECK)
    assert [(item.name, item.observed.id) for item in row.items] == [
        ("ann", "m365-mailbox-contents.items"), ("ann", "m365-mailbox-contents.folder"),
    ]  # fmt: skip
    assert row.observed.text.startswith("1 of 1 mailbox holds")


def test_mailboxes_nobody_opened_are_not_verified() -> None:
    assert status(inventory(organization=organization()), "m365-hybrid", CHECK) == "not-verified should"
