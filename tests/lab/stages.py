"""Builds the database of a controller in stages, each of which is kept for the next time.

An empty domain, then the schema of Exchange in it, are the same for all forests; then comes what a forest
holds, and more mailboxes if somebody wants to measure.
"""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.lab.model import Forest

_SCHEMA_PARTITION = "./private/sam.ldb.d/CN=SCHEMA,CN=CONFIGURATION,DC=EXLAB,DC=TEST.ldb"
_EMPTY, _EXTENDED = "empty", "extended"


@dataclass(frozen=True)
class Plan:
    """What to build."""

    name: str
    forest: Forest
    level: int
    child_domain: bool
    more_mailboxes: int

    @property
    def role(self) -> str:
        """Whose controller it is."""
        return "child" if self.child_domain else "root"


@dataclass(frozen=True)
class Archives:
    """Directories that were built before. The keys change when what is built might."""

    cache: Path | None
    key: str
    base_key: str

    def path(self, stage: str) -> Path | None:
        """Where a stage is, or shall be."""
        if self.cache is None:
            return None
        key = self.base_key if stage.startswith((_EMPTY, _EXTENDED)) else self.key
        return self.cache / f"{stage}-{key}.tar.gz"

    def unpack(self, stage: str, directory: Path, *members: str) -> bool:
        """Fill the directory from a stage, if there is an archive of it."""
        archive = self.path(stage)
        if archive is None or not archive.exists():
            return False
        directory.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["tar", "--no-same-owner", "-xf", str(archive), "-C", str(directory), *members], check=True
        )
        return True

    def pack(self, stage: str, directory: Path) -> None:
        """Keep the directory as a stage. Two who build the same do not harm each other."""
        if archive := self.path(stage):
            unfinished = archive.with_suffix(f".{os.getpid()}")
            command = ["tar", "-I", "gzip -1", "-cSf", str(unfinished), "-C", str(directory), "."]
            subprocess.run(command, check=True)
            unfinished.rename(archive)


def configuration_file(directory: Path) -> Path:
    """The smb.conf of the controller in ``directory``; made anew at each start."""
    return directory / "etc" / "smb.conf"


def build(directory: Path, plan: Plan, archives: Archives, configure: Callable[[], None]) -> None:
    """Fill the directory, from the latest stage of which there is an archive.

    ``configure`` writes the smb.conf, which names the directory and so is not worth keeping.
    """
    finished = f"{plan.name}-{plan.role}"
    crowded = f"{finished}-and-{plan.more_mailboxes}"
    if plan.more_mailboxes and archives.unpack(crowded, directory):
        return
    if not archives.unpack(finished, directory):
        _build_forest(directory, plan, archives, configure)
        archives.pack(finished, directory)
    if plan.more_mailboxes:
        from tests.lab.directory_builder import add_mailboxes

        configure()
        add_mailboxes(configuration_file(directory), plan.forest, plan.more_mailboxes)
        archives.pack(crowded, directory)


def _build_forest(directory: Path, plan: Plan, archives: Archives, configure: Callable[[], None]) -> None:
    from tests.lab import directory_builder as builder  # half a second that a cached start saves

    with_exchange = plan.forest.organization is not None
    if not (with_exchange and archives.unpack(f"{_EXTENDED}-{plan.role}", directory)):
        _build_base(directory, plan, archives, configure)
    configure()
    populate = builder.populate_child if plan.child_domain else builder.populate_root
    populate(configuration_file(directory), plan.forest, plan.level)


def _build_base(directory: Path, plan: Plan, archives: Archives, configure: Callable[[], None]) -> None:
    from tests.lab import directory_builder as builder

    if not archives.unpack(f"{_EMPTY}-{plan.role}", directory):
        builder.provision(directory, plan.forest, child_domain=plan.child_domain)
        archives.pack(f"{_EMPTY}-{plan.role}", directory)
    if plan.forest.organization is None:
        return
    configure()
    # All controllers of a forest have the same schema; to copy it is quicker than to write it again.
    domain = plan.forest.child if plan.child_domain else None
    if domain and archives.unpack(f"{_EXTENDED}-root", directory, _SCHEMA_PARTITION):
        builder.adopt_schema(configuration_file(directory), domain)
    else:
        builder.extend_schema(configuration_file(directory))
    archives.pack(f"{_EXTENDED}-{plan.role}", directory)
