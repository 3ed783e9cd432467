"""exready inventory anonymize: the file it writes, its salt, and what it never touches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.exready.conftest import Run


def test_the_salt_is_made_once_kept_private_and_never_written(run: Run, bremond: Path) -> None:
    before = bremond.read_bytes()
    first = run("inventory", "anonymize", bremond, "-o", "one.json", "--salt-file", "our.salt")
    salt = Path("our.salt")
    assert first.code == 0
    assert str(salt.resolve()) in first.out
    assert salt.stat().st_mode & 0o777 == 0o600
    secret = salt.read_text("utf-8").strip()
    told = json.loads(
        run("inventory", "anonymize", bremond, "-o", "two.json", "--salt-file", "our.salt", "--json").out
    )
    assert (told["salt_made"], told["salt_file"]) == (False, str(salt.resolve()))
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()
    assert Path("one.json").stat().st_mode & 0o777 == 0o600
    assert secret not in Path("one.json").read_text("utf-8") + first.out
    assert "remond" not in Path("one.json").read_text("utf-8").casefold()
    assert bremond.read_bytes() == before


def test_without_a_salt_file_each_time_other_names(run: Run, bremond: Path) -> None:
    for name in ("one.json", "two.json"):
        assert run("inventory", "anonymize", bremond, "-o", name).code == 0
    assert Path("one.json").read_bytes() != Path("two.json").read_bytes()
    assert sorted(path.name for path in Path().iterdir()) == ["bremond.json", "one.json", "two.json"]


@pytest.mark.parametrize(
    ("output", "salt"), [("bremond.json", "our.salt"), ("our.salt", "our.salt"), ("one.json", "bremond.json")]
)
def test_what_cannot_be_is_refused_and_nothing_is_touched(
    run: Run, bremond: Path, output: str, salt: str
) -> None:
    before = bremond.read_bytes()
    ended = run("inventory", "anonymize", bremond, "-o", output, "--salt-file", salt)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 2
    assert bremond.read_bytes() == before
    assert [path.name for path in Path().iterdir()] == ["bremond.json"]


def test_a_file_that_is_no_inventory_leaves_no_salt_behind(run: Run, tmp_path: Path) -> None:
    (tmp_path / "not.json").write_text("{}")
    assert run("inventory", "anonymize", "not.json", "-o", "o.json", "--salt-file", "our.salt").code == 2
    assert not Path("our.salt").exists()
