"""Size and shape of the public folders

What: The public folders of the organisation against what public folders of the target can hold, and against what
    their migration can carry.
Why: A migration of public folders is one batch that ends all together or not at all; one folder that is too large
    or has a forbidden name stops it, often after days.
Fix: Clean up before the migration: split what is too large, rename what holds a slash. Read first:
        Get-PublicFolderStatistics -ResultSize Unlimited | Sort-Object TotalItemSize | Select-Object -Last 20
        Get-PublicFolder -Recurse -ResultSize Unlimited | Where-Object { $_.Name -match '[\\\\/]' }
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import GIB, Text, say
from scanner.inventory.model import PublicFolderStatistics


class Need(Requirement, frozen=True, kw_only=True):
    """The most of each; the size of a folder in GB of 2**30 bytes."""

    folders: int
    children: int
    depth: int
    folder_gb: int


def requires(need: Need) -> Text:
    return say(
        "public-folders-size.expected",
        "at most {folders} folders, {children} in one, {depth} deep, {size} GB in one, no name with a slash",
        folders=need.folders,
        children=need.children,
        depth=need.depth,
        size=need.folder_gb,
    )


_FOLDERS = say("public-folders-size.folders", "folders")
_CHILDREN = say("public-folders-size.children", "folders in one")
_DEPTH = say("public-folders-size.depth", "depth")
_LARGEST = say("public-folders-size.largest", "largest folder")
_NAMES = say("public-folders-size.names", "names with a slash")


@check(
    id="public-folders-size",
    subject="organization",
    reads=("public_folder_statistics",),
    need=Need,
    requires=requires,
)
def judge(need: Need, public_folder_statistics: PublicFolderStatistics) -> Verdict:
    found = public_folder_statistics
    if found.folders == 0:
        return met(say("public-folders-size.none", "there are none"))
    largest = None if found.largest is None else found.largest <= need.folder_gb * GIB
    answers: list[tuple[Text, bool | None, int | Text]] = [
        (_FOLDERS, found.folders <= need.folders, found.folders),
        (_CHILDREN, _within(found.most_children, need.children), found.most_children or 0),
        (_DEPTH, _within(found.deepest, need.depth), found.deepest or 0),
        (_LARGEST, largest, say("public-folders-size.size", "{size:gb}", size=found.largest or 0)),
        (_NAMES, _within(found.bad_names, 0), found.bad_names or 0),
    ]
    items = [
        Item(name=name, observed=say("public-folders-size.value", "{value}", value=value))
        for name, answer, value in answers
        if answer is False
    ]
    if items:
        texts = [
            say("public-folders-size.item", "{name}: {seen}", name=item.name, seen=item.observed)
            for item in items
        ]
        return unmet(say("public-folders-size.observed", "{problems}", problems=texts), items)
    unstated = [name for name, answer, _ in answers if answer is None]
    if unstated:
        return unknown(say("public-folders-size.unstated", "not known: {names}", names=unstated))
    return met(say("public-folders-size.fine", "{number} {number:folder|folders}", number=found.folders))


def _within(value: int | None, most: int) -> bool | None:
    return None if value is None else value <= most
