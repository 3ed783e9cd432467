"""The CSV file of a batch of a staged migration: the user mailboxes of an inventory, by primary address.

Source: Microsoft "CSV files for mailbox migration" and "Perform a staged migration": the first line names the columns,
of which EmailAddress alone is required, and each further line is the primary SMTP address of one mailbox. Passwords,
which a file may carry too, never stand in an inventory.
"""

from __future__ import annotations

import re

from msgspec import Struct

from checks.identities import is_of_person, primary, synchronized
from checks.people import called
from scanner.inventory.model import Recipient, RecipientList

HEADER = "EmailAddress"
ROWS = 2000  # most rows of one file, its header aside

# Mailbox names are those of RFC 5322 without quotes. A spreadsheet takes a value that begins with = + - @ for a
# formula, so an address that does is not written either.
_ADDRESS = re.compile(
    r"(?![=+@-])[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?"
)
_LONGEST = 256


class StagedBatch(Struct, frozen=True, kw_only=True):
    """Files of a staged migration, and who stands in none.

    `files` are texts of CSV, each with its header and at most 2,000 addresses; none where nobody has a valid one.
    `left_out` names the mailboxes without exactly one valid primary address, or with one that was listed already.
    """

    files: list[str]
    left_out: list[str]


def staged_batch(people: RecipientList) -> StagedBatch:
    """The user mailboxes of these recipients, sorted by address.

    Shared mailboxes and those of rooms and equipment are not among them. Where addresses, types or places are among
    the fields that were not read (`people.unread`), the files are not whole: ask `checks.people.unread` first.
    """
    listed: dict[str, str] = {}
    left_out = []
    for each in synchronized(people):
        if not is_of_person(each):
            continue
        address = _valid(each)
        if address is None or address.casefold() in listed:
            left_out.append(called(each))
        else:
            listed[address.casefold()] = address
    addresses = [listed[folded] for folded in sorted(listed)]
    batches = [addresses[start : start + ROWS] for start in range(0, len(addresses), ROWS)]
    return StagedBatch(files=[_csv(batch) for batch in batches], left_out=left_out)


def _valid(recipient: Recipient) -> str | None:
    address = primary(recipient)
    if address is None or len(address) > _LONGEST or not _ADDRESS.fullmatch(address):
        return None
    return address


def _csv(addresses: list[str]) -> str:
    """Lines end as in RFC 4180; no address holds a comma, a quote or a space."""
    return "".join(f"{line}\r\n" for line in (HEADER, *addresses))
