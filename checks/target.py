"""Targets: the values of a rule book, each with its citation, loaded from TOML and refused when anything is off.

A target file says what a target requires, check by check. `must` is what Setup or the product stops below; `should` is
what Microsoft's current support statement asks for beyond that. Every table cites its sources by the ids of
`knowledge/sources.toml`, and says how sure it is: a must of low confidence is refused, since nothing that is only
half known may block a migration.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

import msgspec
from msgspec import Struct

from checks.check import Check, Requirement, all_checks
from scanner.inventory.refusal import Refusal, readable

Confidence = Literal["high", "medium", "low"]
LevelName = Literal["must", "should"]

# The check whose requirement holds the end of support of the target itself.
SUPPORT_CHECK = "target-support"


class RuleBookRefused(Refusal):
    """A rule book file that is wrong, or a name it does not hold."""

    exit_code = 2


class Citation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page that was read; `as_of` is the date of the page or, failing that, of the reading."""

    title: str
    url: str
    as_of: date


class Conflict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another source that says otherwise, kept so that a reader can see it."""

    says: str
    cite: list[str]


class Level(Struct, frozen=True, kw_only=True):
    """A requirement at one level, with what it rests on."""

    need: Requirement
    cite: list[str]
    confidence: Confidence
    conflicts: list[Conflict]


class Requirements(Struct, frozen=True, kw_only=True):
    """What a target asks of one check; at least one level is there."""

    must: Level | None = None
    should: Level | None = None

    def levels(self) -> Iterator[tuple[LevelName, Level]]:
        """The levels there are, the stricter first."""
        if self.must is not None:
            yield "must", self.must
        if self.should is not None:
            yield "should", self.should


class Target(Struct, frozen=True, kw_only=True):
    """A place to migrate to, in one of its releases."""

    id: str
    name: str
    release: str
    verified: date
    require: Mapping[str, Requirements]
    sources: Mapping[str, Citation]

    @property
    def base_id(self) -> str:
        """The id without the release that was asked for."""
        return self.id.partition("@")[0]

    @property
    def support_ends(self) -> date | None:
        """Last day of Microsoft's support; None when no end is set."""
        requirements = self.require.get(SUPPORT_CHECK)
        ends = (
            [getattr(level.need, "ends", None) for _, level in requirements.levels()] if requirements else []
        )
        return next((day for day in ends if isinstance(day, date)), None)


class _LevelTable(Struct, forbid_unknown_fields=False):
    cite: list[str]
    confidence: Confidence
    conflicts: list[Conflict] = msgspec.field(default_factory=list)


class _Release(Struct, forbid_unknown_fields=True):
    name: str
    require: dict[str, Any] = msgspec.field(default_factory=dict)


class _TargetFile(Struct, forbid_unknown_fields=True):
    name: str
    release: str
    verified: date
    require: dict[str, Any]
    builds_on: list[str] = msgspec.field(default_factory=list)
    releases: dict[str, _Release] = msgspec.field(default_factory=dict)


class _SharedFile(Struct, forbid_unknown_fields=True):
    """What several targets ask in the same words: `targets/shared/*.toml`."""

    require: dict[str, Any]


class _Table(Struct, frozen=True):
    """One level of a requirement: the file and the table it stands in, and what it says."""

    path: str
    name: str
    values: dict[str, Any]


_Tables = dict[str, dict[LevelName, _Table]]


class RuleBook:
    """A folder with `targets/*.toml` and `knowledge/sources.toml`. Raises RuleBookRefused for whatever is wrong."""

    def __init__(self, folder: Traversable | None = None, checks: Mapping[str, Check] | None = None) -> None:
        self._folder = files("checks") if folder is None else folder
        self._checks = all_checks() if checks is None else checks
        self._sources: Mapping[str, Citation] | None = None

    def target_ids(self) -> list[str]:
        """Every target there is, without its releases."""
        names = (item.name for item in self._folder.joinpath("targets").iterdir())
        return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))

    def release_ids(self, target_id: str) -> list[str]:
        """The releases of a target beside its own, as `exchange-se@cu2`."""
        return [f"{target_id}@{release}" for release in self._file(target_id).releases]

    def sources(self) -> Mapping[str, Citation]:
        """Every source the rule book cites, by id."""
        if self._sources is None:
            path = "knowledge/sources.toml"
            self._sources = {
                source_id: self._convert(path, source_id, table, Citation)
                for source_id, table in self._toml(path).items()
            }
            for source_id, source in self._sources.items():
                if not source.url.startswith("https://"):
                    raise RuleBookRefused(
                        f"knowledge/sources.toml, [{source_id}]: the url must begin with https://."
                    )
        return self._sources

    def target(self, wanted: str) -> Target:
        """A target by its id, such as `exchange-se` or `exchange-se@cu2`."""
        target_id, at, release_id = wanted.partition("@")
        self._choose(target_id, self.target_ids(), "target", "exready list targets shows them all.")
        content = self._file(target_id)
        tables = self._tables(target_id, content)
        name = content.release
        if at:
            self._choose(release_id, list(content.releases), f"release of {target_id}", "")
            release = content.releases[release_id]
            name = release.name
            self._lay_over(
                tables, f"targets/{target_id}.toml", f"releases.{release_id}.require", release.require
            )
        require = {check_id: self._requirements(check_id, levels) for check_id, levels in tables.items()}
        return Target(
            id=wanted, name=content.name, release=name, verified=content.verified, require=require,
            sources=self.sources(),
        )  # fmt: skip

    def _tables(self, target_id: str, content: _TargetFile) -> _Tables:
        """What a target asks, on top of what it shares with others."""
        tables: _Tables = {}
        for name in content.builds_on:
            path = f"targets/shared/{name}.toml"
            shared: _SharedFile = self._convert(path, "", self._toml(path), _SharedFile)
            self._check_levels(path, "require", shared.require)
            self._lay_over(tables, path, "require", shared.require)
        self._lay_over(tables, f"targets/{target_id}.toml", "require", content.require)
        return tables

    @staticmethod
    def _lay_over(
        tables: _Tables, path: str, prefix: str, require: Mapping[str, Mapping[LevelName, dict[str, Any]]]
    ) -> None:
        """A level that is given again takes the place of the one before; the other level stays."""
        for check_id, levels in require.items():
            given = {
                level: _Table(path, f"{prefix}.{check_id}.{level}", values)
                for level, values in levels.items()
            }
            tables[check_id] = {**tables.get(check_id, {}), **given}

    def _file(self, target_id: str) -> _TargetFile:
        path = f"targets/{target_id}.toml"
        content: _TargetFile = self._convert(path, "", self._toml(path), _TargetFile)
        if not content.require:
            raise RuleBookRefused(f"{path}, [require]: a target that asks nothing would call anything ready.")
        self._check_levels(path, "require", content.require)
        for release_id, release in content.releases.items():
            self._check_levels(path, f"releases.{release_id}.require", release.require)
        return content

    def _check_levels(self, path: str, prefix: str, tables: Mapping[str, Any]) -> None:
        for check_id, levels in tables.items():
            table = f"{prefix}.{check_id}"
            if check_id not in self._checks:
                raise RuleBookRefused(
                    f"{path}, [{table}]: there is no check {check_id}.",
                    _nearest(check_id, list(self._checks)),
                )
            if not self._convert(path, table, levels, dict[LevelName, dict[str, Any]]):
                raise RuleBookRefused(f"{path}, [{table}]: neither a must nor a should is given.")

    def _toml(self, path: str) -> dict[str, Any]:
        try:
            return tomllib.loads(self._folder.joinpath(path).read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise RuleBookRefused(
                f"{path} of the rule book cannot be read: {readable(str(error))}."
            ) from None
        except tomllib.TOMLDecodeError as error:
            raise RuleBookRefused(f"{path} of the rule book is not valid TOML: {error}.") from None

    def _requirements(self, check_id: str, levels: Mapping[LevelName, _Table]) -> Requirements:
        read = {
            level: self._level(table.path, table.name, self._checks[check_id], table.values)
            for level, table in levels.items()
        }
        must = read.get("must")
        if must is not None and must.confidence == "low":
            raise RuleBookRefused(
                f"{levels['must'].path}, [{levels['must'].name}]: a must of low confidence would block a migration "
                "on a guess.",
                "Make it a should, or find a second source.",
            )
        return Requirements(must=must, should=read.get("should"))

    def _level(self, path: str, table: str, check: Check, values: dict[str, Any]) -> Level:
        common = self._convert(path, table, values, _LevelTable)
        if not common.cite or not all(conflict.cite for conflict in common.conflicts):
            raise RuleBookRefused(f"{path}, [{table}]: `cite` is empty; every value needs its source.")
        for source_id in [*common.cite, *(cited for conflict in common.conflicts for cited in conflict.cite)]:
            if source_id not in self.sources():
                raise RuleBookRefused(
                    f"{path}, [{table}]: there is no source {readable(source_id)} in knowledge/sources.toml.",
                    _nearest(source_id, list(self.sources())),
                )
        own = {key: value for key, value in values.items() if key not in _LevelTable.__struct_fields__}
        need = self._convert(path, table, own, check.need)
        try:
            check.requires(need)
        except RuleBookRefused:
            raise  # it stumbled over a table, which has already said where
        except Exception as error:  # noqa: BLE001 - whatever the words of a check stumble over lies in the values
            raise RuleBookRefused(
                f"{path}, [{table}]: {readable(f'{type(error).__name__}: {error}')}."
            ) from None
        return Level(need=need, cite=common.cite, confidence=common.confidence, conflicts=common.conflicts)

    def _convert(self, path: str, table: str, values: Any, shape: Any) -> Any:
        try:
            return msgspec.convert(values, shape)
        except (msgspec.ValidationError, ValueError) as error:
            where = f"{path}, [{table}]" if table else path
            known_keys = [field.encode_name for field in _fields(shape)]
            hint = f"Known keys: {', '.join(known_keys)}." if known_keys else ""
            raise RuleBookRefused(f"{where}: {readable(str(error))}.", hint) from None

    @staticmethod
    def _choose(wanted: str, offered: list[str], what: str, where: str) -> None:
        if wanted not in offered:
            hint = " ".join(part for part in (_nearest(wanted, offered), where) if part)
            raise RuleBookRefused(f"There is no {what} {readable(wanted)}.", hint)


def _fields(shape: Any) -> tuple[Any, ...]:
    return msgspec.structs.fields(shape) if isinstance(shape, type) and issubclass(shape, Struct) else ()


def _nearest(wanted: str, offered: list[str]) -> str:
    wanted = wanted.casefold()
    ending = [name for name in offered if wanted and name.casefold().endswith(wanted)]
    near = ending or get_close_matches(wanted, offered, n=1, cutoff=0.4)
    return f"Did you mean {near[0]}?" if near else ""
