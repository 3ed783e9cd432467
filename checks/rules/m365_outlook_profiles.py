"""New Outlook profiles

What: How many users of Outlook need a new profile after this migration.
Why: Their Outlook does not find the new mailbox by itself. Everybody makes a new profile on every device and downloads
    all mail again, which takes the line to the internet for days.
Fix: Write a guide, plan people who help, and limit how much mail Outlook keeps offline before the move; or choose a
    hybrid migration, in which profiles stay.
"""

from checks.check import Requirement, Verdict, check, unmet
from checks.wording import Text, say
from scanner.inventory.model import Clients, Organization


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("m365-outlook-profiles.expected", "help for everybody who makes a new profile")


@check(
    id="m365-outlook-profiles",
    subject="organization",
    reads=("organization",),
    uses=("clients",),
    need=Need,
    requires=requires,
)
def judge(need: Need, organization: Organization, clients: Clients | None) -> Verdict:
    if clients is None:
        return unmet(say("m365-outlook-profiles.everybody", "every user of Outlook makes a new one"))
    users = sum(client.users for client in clients.seen if client.program.casefold() == "outlook")
    return unmet(say("m365-outlook-profiles.counted", "{users} users of Outlook make a new one", users=users))
