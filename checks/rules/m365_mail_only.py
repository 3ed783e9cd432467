"""Calendars and contacts stay behind

What: That this migration moves mail and nothing else.
Why: IMAP knows folders with mail. Calendars, contacts, tasks, rules and permissions are not moved; people miss them on
    the first day.
Fix: Choose another migration, or have everybody export calendar and contacts to a file before the move and import them
    after it.
"""

from checks.check import Requirement, Verdict, check, unmet
from checks.wording import Text, from_rule_book, say
from scanner.inventory.model import Organization


class Need(Requirement, frozen=True, kw_only=True):
    """What is not moved, in words."""

    left: list[str]


def requires(need: Need) -> Text:
    return say("m365-mail-only.expected", "nothing is needed but mail")


@check(id="m365-mail-only", subject="organization", reads=("organization",), need=Need, requires=requires)
def judge(need: Need, organization: Organization) -> Verdict:
    return unmet(
        say("m365-mail-only.left", "not moved: {left}", left=[from_rule_book(each) for each in need.left])
    )
