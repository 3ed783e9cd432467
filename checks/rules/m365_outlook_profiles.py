"""New Outlook profiles

What: How many users of Outlook need a new profile after this migration.
Why: Their Outlook does not find the new mailbox by itself. Everybody makes a new profile on every device and downloads
    all mail again, which takes the line to the internet for days.
Fix: Write a guide, plan people who help, and limit how much mail Outlook keeps offline before the move; or choose a
    hybrid migration, in which profiles stay.
"""

from checks import mailboxes
from checks.check import Requirement, Verdict, check, not_applicable, unmet
from checks.clients import unread_logs
from checks.wording import Text, say
from scanner.inventory.model import Clients, ExchangeServer, Organization, RecipientCount


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("m365-outlook-profiles.expected", "help for everybody who makes a new profile")


@check(
    id="m365-outlook-profiles",
    subject="organization",
    reads=("organization",),
    uses=("clients", "servers", "recipients"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    organization: Organization,
    clients: Clients | None,
    servers: list[ExchangeServer] | None,
    recipients: list[RecipientCount] | None,
) -> Verdict:
    if recipients is not None and mailboxes.known_to_move(recipients) == 0:
        return not_applicable(say("m365-outlook-profiles.moved", "no mailbox is left here"))
    if clients is None:
        return unmet(say("m365-outlook-profiles.everybody", "every user of Outlook makes a new one"))
    users = sum(client.users for client in clients.seen if client.program.casefold() == "outlook")
    if not users and unread_logs(clients, servers):
        return unmet(say("m365-outlook-profiles.everybody", "every user of Outlook makes a new one"))
    if not users:
        return not_applicable(
            say("m365-outlook-profiles.nobody", "no user was seen with Outlook for Windows")
        )
    return unmet(
        say(
            "m365-outlook-profiles.counted",
            "{users} {users:user of Outlook makes|users of Outlook make} a new one",
            users=users,
        )
    )
