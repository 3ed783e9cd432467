"""Display names that are blank or too long

What: Recipients whose display name is blank, begins or ends with a space, or is too long, and groups that have none.
Why: Directory synchronisation refuses a blank or overlong one, and a group without one. Spaces at its ends make people
    look like two, and break what sorts or compares them.
Fix: Read first:
        Get-ADGroup -LDAPFilter '(&(mailNickname=*)(!(displayName=*)))' | Format-Table Name
    Give it a name; the list says the one without the spaces:
        Set-ADObject NAME -Replace @{displayName='DISPLAY NAME'}
"""

from checks.check import Requirement, Verdict, check
from checks.identities import is_group, synchronized, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, Recipient, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Most characters, and whether spaces at its ends count."""

    longest: int
    trimmed: bool


def requires(need: Need) -> Text:
    if need.trimmed:
        return say(
            "identity-display-names.trimmed",
            "not blank, no space at its ends, at most {longest} characters",
            longest=need.longest,
        )
    return say(
        "identity-display-names.expected", "not blank, at most {longest} characters", longest=need.longest
    )


@check(
    id="identity-display-names",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "display_name")) is not None:
        return nothing
    everybody = synchronized(recipient_list)
    wrong = [
        Item(name=called(each), observed=fault, suggested=(each.display_name or "").strip() or each.alias)
        for each in everybody
        if (fault := _fault(each, need)) is not None
    ]
    return verdict(wrong, len(everybody))


def _fault(recipient: Recipient, need: Need) -> Text | None:
    name = recipient.display_name
    if name is None:
        return say("identity-display-names.none", "a group without one") if is_group(recipient) else None
    if not name.strip():
        return say("identity-display-names.blank", "blank")
    if len(name) > need.longest:
        return say("identity-display-names.long", "{length} characters", length=len(name))
    if need.trimmed and name != name.strip():
        return say("identity-display-names.spaces", "a space at its ends")
    return None
