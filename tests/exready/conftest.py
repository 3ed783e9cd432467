"""Runs the command line in this process, as `exready` would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import samples
from exready.cli import main


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in an empty working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LC_ALL", "C")  # in whatever language whoever runs the tests works

    def runner(*words: str | Path) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        assert "Traceback" not in out + err
        return Ended(code, out, err)

    return runner


@pytest.fixture
def bremond(tmp_path: Path) -> Path:
    """The inventory of the Exchange 2007 sample as a file."""
    file = tmp_path / "bremond.json"
    file.write_bytes(samples.read("exchange-2007"))
    return file
