"""public-folder-objects: left over, perhaps in use, hidden, none."""

from typing import Any

import pytest
from msgspec.structs import replace

from scanner.inventory.model import Recipient
from tests.checks.build import failed, inventory, organization, rows, status
from tests.checks.objects import database, recipient, recipient_list

CHECK = "public-folder-objects"
FOLDER = recipient("Board", "board", classes="publicFolder", type_details=4096, mail="board@corp.example")
OLD = database("PF1", kind="public-folder")


def whole(*people: Recipient, hidden: bool = False, **more: Any) -> Any:
    listed = replace(recipient_list(*people), hidden=["corp.example"] if hidden else [])
    return inventory(
        **{"organization": organization(), "databases": [database()], "recipient_list": listed, **more}
    )


@pytest.mark.parametrize("target", ["exchange-se", "m365-hybrid"])
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (whole(FOLDER), "warning should"),
        (whole(FOLDER, hidden=True), "warning should"),
        (whole(FOLDER, databases=[OLD]), "not-verified should"),
        (
            whole(FOLDER, organization=replace(organization(), public_folder_mailbox="PF")),
            "not-verified should",
        ),
        (whole(recipient()), "not-applicable should"),
        (whole(recipient(), hidden=True), "not-verified should"),
        (whole(FOLDER, databases=failed()), "not-verified should"),
        (whole(FOLDER, recipient_list=failed()), "not-verified should"),
    ],
)
def test_what_they_belong_to(found: Any, expected: str, target: str) -> None:
    assert status(found, target, CHECK) == expected


def test_each_is_named() -> None:
    (row,) = rows(whole(FOLDER), "exchange-se", CHECK)
    assert [(item.name, item.observed.text) for item in row.items] == [("Board", "board@corp.example")]
