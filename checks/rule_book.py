"""The rule book: every target with its values, loaded from TOML and refused when anything is off.

A rule book is one folder or several: the one that is shipped, and those a user adds. Each holds `targets/*.toml`,
`targets/shared/*.toml` and `knowledge/sources.toml`, none of which need be there. Every table cites its sources by
their ids and says how sure it is: a must of low confidence is refused, since nothing that is only half known may
block a migration.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from checks.check import Check, all_checks
from checks.own_rules import load_rules
from checks.rule_files import SHIPPED, Folder, Place, RuleBookRefused, nearest
from checks.target import Citation, Confidence, Conflict, Level, LevelName, Requirements, Target
from scanner.inventory.refusal import readable

_SOURCES = "knowledge/sources.toml"


class _LevelTable(Struct, forbid_unknown_fields=False):
    cite: list[str]
    confidence: Confidence
    conflicts: list[Conflict] = msgspec.field(default_factory=list)


class _Release(Struct, forbid_unknown_fields=True):
    name: str
    require: dict[str, Any] = msgspec.field(default_factory=dict)


class _TargetFile(Struct, forbid_unknown_fields=True):
    """`builds_on` names shared files or other targets; what stands here is laid over what they ask."""

    name: str
    release: str
    verified: date
    require: dict[str, Any]
    builds_on: list[str] = msgspec.field(default_factory=list)
    releases: dict[str, _Release] = msgspec.field(default_factory=dict)


class _SharedFile(Struct, forbid_unknown_fields=True):
    """What several targets ask in the same words."""

    require: dict[str, Any]


class _Table(Struct, frozen=True):
    """One level of a requirement: where it stands, and what it says."""

    place: Place
    values: dict[str, Any]


_Tables = dict[str, dict[LevelName, _Table]]


class RuleBook:
    """The targets of some folders, by default the shipped one. Raises RuleBookRefused for whatever is wrong."""

    def __init__(self, *folders: Folder, checks: Mapping[str, Check] | None = None) -> None:
        self._folders = folders or (SHIPPED,)
        self.checks = all_checks() if checks is None else checks
        self._sources: Mapping[str, Citation] | None = None
        self._homes = self._found_targets()
        # Ways forward look at every target several times over; each file is read once.
        self._read: dict[str, Target] = {}
        self._files: dict[str, tuple[_TargetFile, Place]] = {}

    def target_ids(self) -> list[str]:
        """Every target there is, without its releases."""
        return sorted(self._homes)

    def release_ids(self, target_id: str) -> list[str]:
        """The releases of a target beside its own, as `exchange-se@cu2`."""
        return [f"{target_id}@{release}" for release in self._file(target_id)[0].releases]

    def sources(self) -> Mapping[str, Citation]:
        """Every source the rule book cites, by id."""
        if self._sources is None:
            self._sources = self._read_sources()
        return self._sources

    def target(self, wanted: str) -> Target:
        """A target by its id, such as `exchange-se` or `exchange-se@cu2`."""
        if wanted not in self._read:
            self._read[wanted] = self._read_target(wanted)
        return self._read[wanted]

    def _read_target(self, wanted: str) -> Target:
        target_id, at, release_id = wanted.partition("@")
        self._choose(target_id, self.target_ids(), "target", "exready list targets shows them all.")
        content, place = self._file(target_id)
        tables = self._tables(target_id, ())
        name = content.release
        if at:
            self._choose(release_id, list(content.releases), f"release of {target_id}", "")
            release = content.releases[release_id]
            name = release.name
            self._lay_over(tables, place, f"releases.{release_id}.require", release.require)
        require = {check_id: self._requirements(check_id, levels) for check_id, levels in tables.items()}
        return Target(
            id=wanted, name=content.name, release=name, verified=content.verified, require=require,
            sources=self.sources(),
        )  # fmt: skip

    def _found_targets(self) -> Mapping[str, Folder]:
        homes: dict[str, Folder] = {}
        for folder in self._folders:
            for target_id in folder.names("targets"):
                if target_id in homes:
                    raise RuleBookRefused(
                        f"{folder.name}targets/{target_id}.toml: there is a target {target_id} already, in "
                        f"{homes[target_id].name or 'the rule book of exready'}.",
                        "Give it another name; it may say builds_on to ask for the same and more.",
                    )
                homes[target_id] = folder
        return homes

    def _read_sources(self) -> Mapping[str, Citation]:
        sources: dict[str, Citation] = {}
        for folder in self._folders:
            if "sources" not in folder.names("knowledge"):
                continue
            document, place = folder.toml(_SOURCES)
            for source_id, values in document.items():
                here = place.inside(source_id)
                if source_id in sources:
                    raise here.refused("there is a source of this name already.", "Give it another name.")
                source: Citation = here.converted(values, Citation)
                if not source.url.startswith("https://"):
                    raise here.refused("the url must begin with https://.", key="url")
                sources[source_id] = source
        return sources

    def _tables(self, target_id: str, within: tuple[str, ...]) -> _Tables:
        """What a target asks, laid over what it builds on."""
        content, place = self._file(target_id)
        tables: _Tables = {}
        for name in content.builds_on:
            if name in (target_id, *within):
                raise place.refused(f"it builds on {readable(name)}, which builds on it.", key="builds_on")
            for check_id, levels in self._foundation(name, place, (target_id, *within)).items():
                tables[check_id] = {**tables.get(check_id, {}), **levels}
        self._lay_over(tables, place, "require", content.require)
        return tables

    def _foundation(self, name: str, place: Place, within: tuple[str, ...]) -> _Tables:
        """What a shared file or another target asks."""
        home = next((folder for folder in self._folders if name in folder.names("targets/shared")), None)
        if home is None:
            if name not in self._homes:
                shared = [name for folder in self._folders for name in folder.names("targets/shared")]
                raise place.refused(
                    f"there is no target and no shared file {readable(name)}.",
                    nearest(name, [*shared, *self._homes]),
                    key="builds_on",
                )
            return self._tables(name, within)
        document, own = home.toml(f"targets/shared/{name}.toml")
        content: _SharedFile = own.converted(document, _SharedFile)
        self._check_levels(own, "require", content.require)
        tables: _Tables = {}
        self._lay_over(tables, own, "require", content.require)
        return tables

    @staticmethod
    def _lay_over(
        tables: _Tables, place: Place, prefix: str, require: Mapping[str, Mapping[LevelName, dict[str, Any]]]
    ) -> None:
        """A level that is given again takes the place of the one before; the other level stays."""
        for check_id, levels in require.items():
            given = {
                level: _Table(place.inside(f"{prefix}.{check_id}.{level}"), values)
                for level, values in levels.items()
            }
            tables[check_id] = {**tables.get(check_id, {}), **given}

    def _file(self, target_id: str) -> tuple[_TargetFile, Place]:
        if target_id not in self._files:
            self._files[target_id] = self._read_file(target_id)
        return self._files[target_id]

    def _read_file(self, target_id: str) -> tuple[_TargetFile, Place]:
        document, place = self._homes[target_id].toml(f"targets/{target_id}.toml")
        content: _TargetFile = place.converted(document, _TargetFile)
        if not (content.require or content.builds_on):
            raise place.inside("require").refused("a target that asks nothing would call anything ready.")
        self._check_levels(place, "require", content.require)
        for release_id, release in content.releases.items():
            self._check_levels(place, f"releases.{release_id}.require", release.require)
        return content, place

    def _check_levels(self, place: Place, prefix: str, tables: Mapping[str, Any]) -> None:
        for check_id, levels in tables.items():
            here = place.inside(f"{prefix}.{check_id}")
            if check_id not in self.checks:
                raise here.refused(
                    f"there is no check {readable(check_id)}.", nearest(check_id, list(self.checks))
                )
            if not here.converted(levels, dict[LevelName, dict[str, Any]]):
                raise here.refused("neither a must nor a should is given.")

    def _requirements(self, check_id: str, levels: Mapping[LevelName, _Table]) -> Requirements:
        read = {level: self._level(table, self.checks[check_id]) for level, table in levels.items()}
        must = read.get("must")
        if must is not None and must.confidence == "low":
            raise levels["must"].place.refused(
                "a must of low confidence would block a migration on a guess.",
                "Make it a should, or find a second source.",
                key="confidence",
            )
        return Requirements(must=must, should=read.get("should"))

    def _level(self, table: _Table, check: Check) -> Level:
        place, values = table.place, table.values
        common: _LevelTable = place.converted(values, _LevelTable)
        if not common.cite or not all(conflict.cite for conflict in common.conflicts):
            raise place.refused("`cite` is empty; every value needs its source.", key="cite")
        for source_id in [*common.cite, *(cited for conflict in common.conflicts for cited in conflict.cite)]:
            if source_id not in self.sources():
                raise place.refused(
                    f"there is no source {readable(source_id)} in {_SOURCES}.",
                    nearest(source_id, list(self.sources())),
                    key="cite",
                )
        own = {key: value for key, value in values.items() if key not in _LevelTable.__struct_fields__}
        need = place.converted(own, check.need)
        try:
            check.requires(need)
        except RuleBookRefused:
            raise  # it stumbled over a table, which has already said where
        except Exception as error:  # noqa: BLE001 - whatever the words of a check stumble over lies in the values
            raise place.refused(f"{readable(f'{type(error).__name__}: {error}')}.") from None
        return Level(need=need, cite=common.cite, confidence=common.confidence, conflicts=common.conflicts)

    @staticmethod
    def _choose(wanted: str, offered: list[str], what: str, where: str) -> None:
        if wanted not in offered:
            hint = " ".join(part for part in (nearest(wanted, offered), where) if part)
            raise RuleBookRefused(f"There is no {what} {readable(wanted)}.", hint)


def rule_book_with(directories: list[Path]) -> RuleBook:
    """The shipped rule book and a user's own directories: targets, sources, and checks in `rules/*.py`.

    Raises RuleBookRefused.
    """
    if not directories:
        return RuleBook()
    for directory in directories:
        if not directory.is_dir():
            raise RuleBookRefused(
                f"There is no directory {readable(str(directory))} to take rules from.",
                "Give --rules a directory with targets/*.toml, rules/*.py and knowledge/sources.toml.",
            )
    checks = load_rules([directory / "rules" for directory in directories])
    own = [Folder(directory, f"{readable(str(directory))}/") for directory in directories]
    return RuleBook(SHIPPED, *own, checks=checks)
