"""CSV files of the batches

What: Whether the CSV files that say which mailboxes move in which batch stand ready, as said in exready.toml, and how
    many the mailboxes need.
Why: Without them nothing moves: each batch is what one file lists, by the primary address of each mailbox. A file with
    too many rows is refused.
Fix: Write one file a batch, with the columns the expectation names. A list to begin with, read-only:
        Get-Mailbox -ResultSize Unlimited | Select-Object DisplayName, PrimarySmtpAddress, Database
"""

from checks import mailboxes
from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import RecipientCount, Tenant


class Need(Requirement, frozen=True, kw_only=True):
    """Rows a file may have, and its columns."""

    rows: int
    columns: list[str]


def requires(need: Need) -> Text:
    return say(
        "m365-batch-files.expected",
        "files of at most {rows} rows with {columns}",
        rows=need.rows,
        columns=need.columns,
    )


@check(
    id="m365-batch-files",
    subject="organization",
    reads=("recipients", "tenant"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipients: list[RecipientCount], tenant: Tenant) -> Verdict:
    if (nothing := mailboxes.none_to_move(recipients)) is not None:
        return nothing
    number = mailboxes.to_move(recipients)
    files = -(-number // need.rows)
    if tenant.batch_files is None:
        return unknown(
            say(
                "m365-batch-files.unstated",
                "not said; {number} {number:mailbox needs|mailboxes need} {files} or more",
                number=number,
                files=files,
            )
        )
    if tenant.batch_files:
        return met(
            say("m365-batch-files.ready", "ready, for {number} {number:mailbox|mailboxes}", number=number)
        )
    return unmet(
        say(
            "m365-batch-files.missing",
            "missing; {number} {number:mailbox needs|mailboxes need} {files} or more",
            number=number,
            files=files,
        )
    )
