"""How checks are found, and the prose each of them carries."""

import subprocess
import sys
from pathlib import Path

import pytest

from checks.check import DuplicateCheck, Requirement, Verdict, all_checks, check, met, parse_prose
from checks.wording import say

ROOT = Path(__file__).parents[2]
DOCSTRING = """Title of it.

What: One line
    and another.
Why: Because.
Fix: Read first:
        Get-Thing -All
    Then do it.
        Set-Thing
"""


class Need(Requirement, frozen=True):
    pass


def test_checks_come_in_alphabetical_order_under_their_own_ids() -> None:
    assert list(all_checks()) == sorted(all_checks())
    assert all(check_id == found.id for check_id, found in all_checks().items())


def test_an_id_belongs_to_one_file() -> None:
    register = check(
        id="ad-forest-level", subject="forest", reads=(), need=Need, requires=lambda _: say("test.need", "it")
    )  # fmt: skip

    def judge(need: Need) -> Verdict:
        return met(say("test.met", "it is"))

    with pytest.raises(DuplicateCheck, match=r"ad-forest-level is defined in checks\.rules\.ad_forest_level"):
        register(judge)
    assert all_checks()["ad-forest-level"].module == "checks.rules.ad_forest_level"


@pytest.mark.parametrize("reads", [("read_on",), ("as_of", "read_on")])
def test_the_day_something_was_read_needs_something_that_was_read(reads: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="reads read_on, and no section"):
        check(
            id="own-age", subject="forest", reads=reads, need=Need, requires=lambda _: say("test.need", "it")
        )


def test_prose_is_running_text_with_commands_on_lines_of_their_own() -> None:
    prose = parse_prose(DOCSTRING, "m")
    assert (prose.title, prose.what, prose.why) == ("Title of it", "One line and another.", "Because.")
    assert prose.fix == "Read first:\n    Get-Thing -All\nThen do it.\n    Set-Thing"


@pytest.mark.parametrize("heading", ["What", "Why", "Fix"])
def test_prose_that_lacks_a_part_is_refused(heading: str) -> None:
    with pytest.raises(ValueError, match=f"the docstring of m lacks {heading}"):
        parse_prose(DOCSTRING.replace(f"{heading}:", "Also:"), "m")


def test_judging_imports_no_network_and_no_collector() -> None:
    code = (
        "import sys, checks.engine, checks.rule_book; checks.rule_book.RuleBook().target('exchange-se');"
        "network = ('scanner.collectors', 'scanner.connections', 'ldap3', 'socket', 'winrm', 'requests');"
        "print([name for name in sys.modules if name.startswith(network)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
