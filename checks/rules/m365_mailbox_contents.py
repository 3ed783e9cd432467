"""Items and folders too large for Microsoft 365

What: Items of each mailbox above the size that this way into Microsoft 365 takes, and folders with more items than a
    folder may hold there.
Why: What is too large is left behind, or stops the move of its mailbox until somebody raises the limit of items it may
    lose. Nobody misses it until years later.
Fix: Have the owners save and delete what is too large, or split what is too full, before their mailbox is moved. In
    the Exchange Management Shell, of one mailbox:
        Get-MailboxFolderStatistics USER | Sort-Object ItemsInFolder -Descending |
        Select-Object -First 10 FolderPath, ItemsInFolder
    Which mailboxes these are is read by a scan with --mailbox-sizes.
"""

from collections.abc import Iterator

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import MIB, Text, say
from scanner.inventory.model import MailboxContent, MailboxContents


class Need(Requirement, frozen=True, kw_only=True):
    """The largest item in MB of 2**20 bytes, and the most items in a folder."""

    item_mb: int
    folder_items: int


def requires(need: Need) -> Text:
    return say(
        "m365-mailbox-contents.expected",
        "no item above {size} MB, no folder of more than {items} items",
        size=need.item_mb,
        items=need.folder_items,
    )


@check(
    id="m365-mailbox-contents",
    subject="organization",
    reads=("mailbox_contents",),
    need=Need,
    requires=requires,
)
def judge(need: Need, mailbox_contents: MailboxContents) -> Verdict:
    items = [item for mailbox in mailbox_contents.mailboxes for item in _faults(need, mailbox)]
    number = len(mailbox_contents.mailboxes)
    if items:
        names = {item.name for item in items}
        return unmet(
            say(
                "m365-mailbox-contents.found",
                "{number} of {all} {all:mailbox|mailboxes} {number:holds|hold} what is too large",
                number=len(names),
                all=number,
            ),
            items,
        )
    if mailbox_contents.unread:
        return unknown(
            say(
                "m365-mailbox-contents.unread",
                "none among {number} {number:mailbox|mailboxes}; others were not read",
                number=number,
            )
        )
    if mailbox_contents.large_from > need.item_mb * MIB:
        return unknown(
            say(
                "m365-mailbox-contents.coarse",
                "only items from {size} MB on were looked for",
                size=mailbox_contents.large_from // MIB,
            )
        )
    return met(
        say("m365-mailbox-contents.fine", "none in {number} {number:mailbox|mailboxes}", number=number)
    )


def _faults(need: Need, mailbox: MailboxContent) -> Iterator[Item]:
    large = [size for size in mailbox.large_items if size > need.item_mb * MIB]
    if large:
        yield Item(
            name=mailbox.mailbox,
            observed=say(
                "m365-mailbox-contents.items",
                "{number} {number:item|items} above, the largest of {size} MB",
                number=len(large),
                size=max(large) // MIB,
            ),
        )
    if mailbox.fullest > need.folder_items:
        yield Item(
            name=mailbox.mailbox,
            observed=say("m365-mailbox-contents.folder", "a folder of {items} items", items=mailbox.fullest),
        )
