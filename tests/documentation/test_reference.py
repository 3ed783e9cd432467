"""The pages made from the code hold all of it: every command, check, target, field and query."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest

from checks.rule_book import RuleBook
from docs.site import checks, commands, inventory, queries, targets
from docs.site.markdown import plain
from exready.cli import cli
from scanner.inventory.model import Inventory
from scanner.plan import plan
from scanner.request import Request

RULE_BOOK = RuleBook()


@cache
def check_pages() -> dict[Path, str]:
    return checks.pages(RULE_BOOK)


def section(page: str, check_id: str, folder: str) -> str:
    """What a page says of one check."""
    _, _, after = page.partition(f"({folder}-{check_id})=\n")
    return after.partition("\n(reference-")[0].partition("\n(fr-")[0]


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def test_every_command_is_listed_with_every_option() -> None:
    (page,) = commands.pages().values()
    listed = dict(commands.commands(cli, click.Context(cli, info_name="exready")))
    assert len(listed) > 10
    for command, context in listed.items():
        heading = f"# {context.command_path}\n"
        assert heading in page
        own = page.partition(heading)[2].partition("\n## ")[0]
        missing = [option for each in command.params for option in each.opts if each.opts[0].startswith("-")]
        assert [option for option in missing if option not in own] == [], context.command_path


def test_an_example_of_a_command_can_be_copied() -> None:
    (page,) = commands.pages().values()
    assert "```sh\nexready check inventory.json --target exchange-se\n" in page


@pytest.mark.parametrize(
    ("subject", "folder"), [("forest", "reference/checks"), ("candidate", "fr/controles")]
)
def test_a_check_is_there_with_its_prose_and_values_and_sources(subject: str, folder: str) -> None:
    page = check_pages()[Path(folder) / f"{subject}.md"]
    found = [check for check in RULE_BOOK.checks.values() if check.subject == subject]
    assert found
    for check in found:
        own = section(page, check.id, folder.replace("/", "-"))
        assert own.startswith(f"## {check.id}\n")
        for row in checks.asked(check, RULE_BOOK):
            assert f"`{row.target.id}`" in own
            assert all(RULE_BOOK.sources()[cited].url in own for cited in row.level.cite)
    if folder.startswith("reference"):
        level = section(page, "ad-forest-level", "reference-checks")
        assert "`exchange-se`, **must**: Windows Server 2012 R2 or higher" in level
        assert "Keys: `minimum = 6`" in level
        assert "Set-ADForestMode" in level.partition("```powershell")[2]


def test_every_check_has_a_page_in_every_language() -> None:
    for frame in checks.FRAMES.values():
        overview = check_pages()[Path(f"{frame.folder}.md")]
        pages = "\n".join(text for path, text in check_pages().items() if path.parent == Path(frame.folder))
        for check_id in RULE_BOOK.checks:
            assert f"(#{checks.anchor(check_id, frame)})" in overview
            assert f"({checks.anchor(check_id, frame)})=" in pages


def test_blanks_that_hold_french_together_stay() -> None:
    assert plain("Exchange\u00a0: *oui*,\n non") == "Exchange\u00a0: \\*oui\\*, non"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        ({"mailbox": 128, "Client Access": [1, 2]}, '{ mailbox = 128, "Client Access" = [1, 2] }'),
        ('a “b” "c"', '"a “b” \\"c\\""'),
    ],
)
def test_values_are_written_as_in_a_target(value: object, text: str) -> None:
    assert checks.written(value) == text


def test_a_release_lists_only_what_differs() -> None:
    (page,) = targets.pages(RULE_BOOK).values()
    parts = dict(zip(*[iter(re.split(r"^## (\S+)$", page, flags=re.MULTILINE)[1:])] * 2, strict=True))
    assert set(parts) == {each.id for each in checks.targets(RULE_BOOK)}
    assert "[`coexistence`]" in parts["exchange-se@cu2"]
    assert "[`ad-forest-level`]" in parts["exchange-se"]
    assert "[`ad-forest-level`]" not in parts["exchange-se@cu2"]


def test_every_field_of_the_inventory_is_described() -> None:
    (page,) = inventory.pages().values()
    schema: dict[str, Any] = msgspec.json.schema(Inventory)["$defs"]
    records = {record.__name__: record for record in inventory.records(Inventory)}
    assert len(records) > 50
    assert len(inventory.records(Inventory)) == len(records)
    for name, record in records.items():
        if "prefixItems" in schema[name]:  # saved as a list of its values
            schema[name]["properties"] = dict(
                zip(record.__struct_encode_fields__, schema[name]["prefixItems"], strict=True)
            )
        own = unescaped(page.partition(f"\n## {name}\n")[2].partition("\n## ")[0])
        for field, about in schema[name]["properties"].items():
            assert f"| `{field}` |" in own, (name, field)
            assert " ".join(about.get("description", "").split()) in own, (name, field)
            assert about.get("x-origin", "") in own, (name, field)


def test_every_query_is_listed_with_the_right_it_needs() -> None:
    (page,) = queries.pages().values()
    for each in plan(Request(domain="example.local", servers=("all",))):
        own = page.partition(f"\n## {each.collector}\n")[2].partition("\n## ")[0]
        assert each.query.purpose in unescaped(own)
        assert each.query.right in own
        assert all(f"`{attribute}`" in own for attribute in each.query.attributes)
