"""A user's own checks: Python files beside the shipped ones, run because the user named their directory."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import get_type_hints

from checks.check import Check, DuplicateCheck, all_checks, registered
from checks.rule_files import RuleBookRefused
from scanner.inventory.refusal import readable


def load_rules(directories: Iterable[Path]) -> Mapping[str, Check]:
    """The shipped checks and those of the directories, by id in alphabetical order. Raises RuleBookRefused."""
    found = dict(all_checks())
    for directory in directories:
        for path in sorted(directory.glob("*.py")):
            for check in _checks_of(path):
                if check.id in found:
                    raise RuleBookRefused(
                        f"{readable(str(path))}: there is a check {readable(check.id)} already, in "
                        f"{readable(found[check.id].module)}.",
                        "Give it an id of its own.",
                    )
                found[check.id] = check
    return dict(sorted(found.items()))


def _checks_of(path: Path) -> list[Check]:
    name = f"exready_own_rules.{path.parent.name}_{abs(hash(str(path.resolve())))}.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # the prose of a check is the docstring of its module
    try:
        with registered() as checks:
            spec.loader.exec_module(module)
        for check in checks:
            _ = check.prose
            get_type_hints(
                check.need
            )  # a name it lacks is found now, whenever this Python looks at annotations
    except DuplicateCheck as error:
        raise RuleBookRefused(f"{readable(str(path))}: {readable(str(error))}.") from None
    except Exception as error:  # noqa: BLE001 - whatever somebody's file raises
        line = getattr(error, "lineno", None) or _line_in(path, error)
        where = f"{readable(str(path))}, line {line}" if line else readable(str(path))
        raise RuleBookRefused(
            f"{where}: {readable(f'{type(error).__name__}: {error}')}.",
            "docs/adding-a-check.md shows a whole one.",
        ) from None
    if not checks:
        raise RuleBookRefused(
            f"{readable(str(path))} registers no check.", "docs/adding-a-check.md shows a whole one."
        )
    return checks


def _line_in(path: Path, error: Exception) -> int | None:
    """The last line of the file that took part in the error."""
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == str(path):
            line = step.tb_lineno
        step = step.tb_next
    return line
