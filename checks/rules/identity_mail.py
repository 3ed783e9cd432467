"""Mail attributes that are wrong

What: Recipients whose attribute mail is too long, malformed, or is not the primary address.
Why: The mail attribute goes to Microsoft 365 with the account. One that is malformed or too long is refused there; one
    that differs shows people, and programs that read the directory, an address that is not theirs.
Fix: Read first:
        Get-ADObject -LDAPFilter '(mailNickname=*)' -Properties mail, proxyAddresses | Format-Table Name, mail
    Write the primary address into it; the list names it:
        Set-ADObject NAME -Replace @{mail='ADDRESS'}
"""

import re

from checks.check import Requirement, Verdict, check
from checks.identities import primary, synchronized, verdict
from checks.people import called, unread
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import Organization, Recipient, RecipientList


class Need(Requirement, frozen=True, kw_only=True):
    """Most characters, and a regular expression that the whole value matches."""

    longest: int
    pattern: str


def requires(need: Need) -> Text:
    return say(
        "identity-mail.expected", "the primary address, at most {longest} characters", longest=need.longest
    )


@check(
    id="identity-mail",
    subject="organization",
    reads=("recipient_list", "organization"),
    need=Need,
    requires=requires,
)
def judge(need: Need, recipient_list: RecipientList, organization: Organization) -> Verdict:
    if (nothing := unread(recipient_list, "mail", "addresses")) is not None:
        return nothing
    valid = re.compile(need.pattern)
    stated = [(each, each.mail) for each in synchronized(recipient_list) if each.mail]
    wrong = [
        Item(name=called(each), observed=fault, suggested=primary(each))
        for each, mail in stated
        if (fault := _fault(mail, each, need.longest, valid)) is not None
    ]
    return verdict(wrong, len(stated))


def _fault(mail: str, recipient: Recipient, longest: int, valid: re.Pattern[str]) -> Text | None:
    if len(mail) > longest:
        return say("identity-mail.long", "{mail}: {length} characters", mail=mail, length=len(mail))
    if not valid.fullmatch(mail):
        return say("identity-mail.malformed", "{mail}: malformed", mail=mail)
    if f"SMTP:{mail}" in (recipient.addresses or ()):  # as nearly everybody has it
        return None
    address = primary(recipient)
    if address is not None and mail != address and mail.casefold() != address.casefold():
        return say("identity-mail.differs", "{mail}, primary address {address}", mail=mail, address=address)
    return None
