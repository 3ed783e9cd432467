"""A list of recipients holds what its recipients point to, wherever it comes from."""

import msgspec
import pytest

from scanner.inventory.model import MailboxPlace, Recipient, RecipientList
from tests.made import made

PLACE = MailboxPlace(database="DB1", server=None, deleted=False)


@pytest.mark.parametrize(("domain", "place", "archive"), [(0, None, None), (0, 0, None), (0, None, 0)])
def test_what_is_listed_may_be_pointed_to(domain: int, place: int | None, archive: int | None) -> None:
    one = made(Recipient, domain=domain, place=place, archive=archive)
    assert made(RecipientList, domains=["corp.test"], places=[PLACE], recipients=[one]).recipients == [one]


@pytest.mark.parametrize(
    ("domain", "place", "archive"),
    [(1, None, None), (-1, None, None), (0, 1, None), (0, -1, None), (0, None, 1), (0, None, -1)],
)
def test_nothing_else_is(domain: int, place: int | None, archive: int | None) -> None:
    one = made(Recipient, domain=domain, place=place, archive=archive)
    with pytest.raises(ValueError, match=r"recipient 0 .* does not list"):
        made(RecipientList, domains=["corp.test"], places=[PLACE], recipients=[one])
    whole = made(RecipientList, domains=["corp.test"], places=[PLACE], recipients=[])
    document = msgspec.to_builtins(whole) | {"recipients": [msgspec.to_builtins(one)]}
    with pytest.raises(msgspec.ValidationError, match="does not list"):
        msgspec.convert(document, RecipientList)
