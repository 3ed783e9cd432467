"""Between them the samples make every check speak: met here, not met there, not only unread or passed over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import samples
from checks.check import all_checks
from checks.engine import judge
from checks.rule_book import RuleBook
from scanner.inventory.store import loads
from tests.golden.test_golden import AS_OF

# Checks that no sample fulfils, or none fails, each with its reason.
NEVER_MET: Mapping[str, str] = {
    "client-access-arrays": "the one organisation with arrays shares their name with the web, as most did",
    "edge-subscription": "the directory does not say when an Edge server was subscribed",
    "m365-last-server": "it only speaks where a server is left that could go",
    "m365-mailbox-replication": "the directory says where it surely is not, and never that it is on",
    "m365-mail-only": "IMAP moves nothing but mail, whatever was found",
    "m365-new-passwords": "cutover and staged migrations give everybody a new password, whatever was found",
    "m365-outlook-profiles": "every user of Outlook makes a new profile, whatever was found",
    "public-folder-objects": "the directory does not say which folder an object belongs to",
}
NEVER_UNMET: Mapping[str, str] = {
    "ad-schema-master": "the directory does not say which update a domain controller has",
    "ad-site-count": "nobody reads a sample of 750 sites",
    "candidate-name": "no sample gives a new machine the name of a server",
    "identity-group-members": "nobody reads a sample with 5000 members in one group",
    "organization-mode": "2007 and later cannot be installed into mixed mode, and every sample has one of them",
    "server-exchange-installed": "no sample takes a machine that runs Exchange for a new one",
    "server-file-system": "Windows Server can only be installed on NTFS",
    "server-name": "no sample misnames the machine it bought",
    "server-processor": "there is no Windows Server on ARM to be had",
}
_UNMET = ("blocker", "warning")


@cache
def statuses() -> Mapping[str, frozenset[str]]:
    """What became of each check in any sample, for any target."""
    rule_book = RuleBook()
    targets = [rule_book.target(each) for each in rule_book.target_ids()]
    found: dict[str, set[str]] = defaultdict(set)
    for name in samples.names():
        inventory, sha256 = loads(name, samples.read(name))
        judged = judge(inventory, sha256, targets, as_of=AS_OF, tool="golden")
        for row in judged.results.findings:
            found[row.check].add(row.status)
    return {check: frozenset(each) for check, each in found.items()}


def test_every_check_speaks() -> None:
    silent = [check for check in all_checks() if not statuses()[check] & {"met", *_UNMET}]
    assert silent == []


def test_every_check_is_fulfilled_somewhere() -> None:
    assert {check for check in all_checks() if "met" not in statuses()[check]} == set(NEVER_MET)


def test_every_check_is_not_fulfilled_somewhere() -> None:
    assert {check for check in all_checks() if not statuses()[check] & set(_UNMET)} == set(NEVER_UNMET)


def test_every_check_is_left_open_somewhere_or_reads_what_is_always_there() -> None:
    """The samples leave out of almost everything what can be left out."""
    closed = [check for check in all_checks() if "not-verified" not in statuses()[check]]
    assert len(closed) * 5 < len(all_checks())
