"""Recipients as directory synchronisation sees them: who takes part, and what several checks ask of each.

Source: the scope of Microsoft's IdFix (src/IdFix/Rules, 2026-05-22), and the values of msExchRecipientTypeDetails.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checks import mailboxes
from checks.check import Verdict, met, not_applicable, unmet
from checks.names import Name
from checks.once import once
from checks.results import Item
from checks.wording import say
from scanner.inventory.model import Recipient, RecipientList
from scanner.inventory.names import OF_EXCHANGE

_NAMES_OF_EXCHANGE = ("SystemMailbox", "HealthMailbox", "CAS_", "MSOL_", "SUPPORT_")
PUBLIC_FOLDER = "publicFolder"
_USERS = frozenset({"user", "inetOrgPerson"})
_DISABLED = 2
_UNIVERSAL = 8
_EXAMPLES = 3
_PRIMARY = "SMTP:"


@once
def synchronized(people: RecipientList) -> list[Recipient]:
    """Recipients that directory synchronisation takes along, without those of Exchange itself."""
    return [each for each in people.recipients if not is_of_exchange(each)]


@once
def users(people: RecipientList) -> list[Recipient]:
    """Those of them that are accounts."""
    return [each for each in synchronized(people) if each.classes in _USERS]


class SignIn(NamedTuple):
    """An account, its userPrincipalName, and the domain of that."""

    recipient: Recipient
    name: str
    domain: str


@once
def sign_ins(people: RecipientList) -> list[SignIn]:
    """Those that have a name to sign in with."""
    return [SignIn(each, each.upn, domain_of(each.upn)) for each in users(people) if each.upn is not None]


@once
def with_mailbox(people: RecipientList) -> list[Recipient]:
    """Those with a mailbox here that moves: of people, shared ones, and those of rooms and equipment."""
    return [
        each for each in synchronized(people) if is_of_person(each) or each.type_details in mailboxes.SHARED
    ]


def is_of_exchange(recipient: Recipient) -> bool:
    """Whether Exchange made it for itself, or it is a public folder."""
    return (
        recipient.type_details in OF_EXCHANGE
        or (recipient.alias or "").startswith(_NAMES_OF_EXCHANGE)
        or (recipient.account or "").startswith(_NAMES_OF_EXCHANGE)
    )


def is_of_person(recipient: Recipient) -> bool:
    """Whether it has a mailbox that somebody signs in to. Exchange 2000 and 2003 write no type, but a database."""
    if recipient.type_details is None:
        return recipient.place is not None and recipient.classes in _USERS
    return recipient.type_details in mailboxes.USERS


def is_group(recipient: Recipient) -> bool:
    """Whether it is a group with a list of members."""
    return recipient.classes == "group"


def is_universal(group_type: int) -> bool:
    """Whether groupType has the bit of a universal group."""
    return bool(group_type & _UNIVERSAL)


def is_disabled(control: int) -> bool:
    """Whether userAccountControl has the bit of a disabled account."""
    return bool(control & _DISABLED)


def primary(recipient: Recipient) -> str | None:
    """Its only primary SMTP address, without the prefix; None where there is none, or several."""
    found = None
    for address in recipient.addresses or ():
        if address.startswith(_PRIMARY):
            if found is not None:
                return None
            found = address
    return found[len(_PRIMARY) :] if found is not None else None


def domain_of(address: str) -> str:
    """What stands behind the last @, in lower case; nothing where there is no @."""
    return address.rpartition("@")[-1].rstrip(".").casefold() if "@" in address else ""


def is_private(domain: str, endings: Sequence[str]) -> bool:
    """Whether nobody can own the domain: one label, or a private ending."""
    return "." not in domain or domain.rpartition(".")[-1] in endings


def verdict(wrong: Sequence[Item], looked_at: int) -> Verdict:
    """Met, or unmet with the number and the first of them in words; where there is nobody, nothing is asked."""
    if not looked_at:
        return not_applicable(say("identities.nobody", "no recipient this is about"))
    if not wrong:
        return met(say("identities.none", "none of {number}", number=looked_at))
    return unmet(
        say(
            "identities.found",
            "{number} of {all}, such as {examples}",
            number=len(wrong),
            all=looked_at,
            examples=_first(item.name for item in wrong),
        ),
        wrong,
    )


def _first(names: Iterable[Name]) -> list[Name]:
    found: list[Name] = []
    for name in names:
        if name not in found:
            found.append(name)
        if len(found) == _EXAMPLES:
            break
    return found
