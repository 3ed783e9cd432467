"""The values of the shipped targets are such as the rules can work with: a slip of the pen is found here."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any, get_args

import msgspec
import pytest

from checks.check import Requirement, all_checks
from checks.installed import UPGRADED_IN_PLACE
from checks.knowledge import (
    builds,
    client_windows,
    dotnet_support,
    known_issues,
    lifecycle,
    support_matrix,
    vulnerabilities,
    windows_features,
)
from checks.knowledge.builds import at_least
from checks.knowledge.table import Row
from checks.rule_book import RuleBook
from scanner.inventory.model import DirectoryKind, LegacyKind, PolicyKind, Role
from scanner.inventory.names import (
    ACCEPTED_DOMAIN_KINDS,
    DOMAIN_ROLES,
    FUNCTIONAL_LEVELS,
    PROCESSOR_ARCHITECTURES,
    PRODUCTS,
    SERVER_ROLES,
    WINDOWS_EDITIONS,
    WINDOWS_INSTALLATIONS,
    WINDOWS_SERVERS,
    product_of,
    product_rank,
    version_tuple,
)

BOOK = RuleBook()
NAMES = [name for target in BOOK.target_ids() for name in (target, *BOOK.release_ids(target))]
SERVERS = [name for name in NAMES if "coexistence" in BOOK.target(name).require]
RELEASES = [name for _, name in WINDOWS_SERVERS]


def needs(check_id: str) -> list[Any]:
    found: list[Requirement] = []
    for name in NAMES:
        requirements = BOOK.target(name).require.get(check_id)
        found += [level.need for _, level in requirements.levels()] if requirements else []
    assert found
    return found


def test_functional_levels_exist_and_stand_in_order() -> None:
    for need in [*needs("ad-forest-level"), *needs("ad-domain-level")]:
        assert need.minimum in FUNCTIONAL_LEVELS
        assert need.maximum is None or (need.maximum in FUNCTIONAL_LEVELS and need.minimum <= need.maximum)


@pytest.mark.parametrize("name", SERVERS)
def test_a_domain_is_asked_for_what_its_forest_is_asked_for(name: str) -> None:
    """A forest is never above its domains: another minimum would say that one of the two was mistyped."""
    require = BOOK.target(name).require
    for (_, forest), (_, domain) in zip(
        require["ad-forest-level"].levels(), require["ad-domain-level"].levels(), strict=True
    ):
        assert msgspec.to_builtins(domain.need) == msgspec.to_builtins(forest.need)


def test_mixed_mode_ends_at_a_level() -> None:
    for need in needs("ad-domain-mode"):
        assert need.native_from in FUNCTIONAL_LEVELS
    for need in needs("organization-mode"):
        assert version_tuple(need.native_from) == (8, 0)


def test_containers_are_old_before_exchange_2010() -> None:
    for need in needs("ad-preparation-duplicates"):
        assert 11221 < need.old_below <= 12639, "2007 SP3 and 2010 RTM"


def test_windows_releases_exist_and_stand_in_order() -> None:
    for need in needs("ad-domain-controllers"):
        newest = need.newest or RELEASES[-1]
        assert RELEASES.index(need.oldest) <= RELEASES.index(newest)
        assert set(need.service_packs) <= set(RELEASES)
    for need in needs("server-operating-system"):
        assert set(need.releases) <= set(RELEASES)
        assert set(need.service_packs) <= set(need.releases)


@pytest.mark.parametrize("name", SERVERS)
def test_versions_that_are_present_are_held_against_what_setup_of_the_target_asks_for(name: str) -> None:
    """The same value stands in two tables: two of them would say that one was forgotten."""
    musts: dict[str, Any] = {check: r.must.need for check, r in BOOK.target(name).require.items() if r.must}
    held: dict[str, Any] = {
        check: r.should.need for check, r in BOOK.target(name).require.items() if r.should
    }
    assert held["ad-level-supports-exchange"].needed == musts["ad-forest-level"].minimum
    assert held["ad-controllers-support-exchange"].oldest == musts["ad-domain-controllers"].oldest


PRESENT = ("2007", "2010", "2013", "2016", "2019", "SE")
RESTS_ON: dict[str, list[Row | None]] = {
    "exchange-support": [lifecycle.exchange(product) for product in PRESENT],
    "exchange-update": [builds.newest_of(product) for product in PRESENT],
    "ad-level-supports-exchange": [r for p in PRESENT for r in support_matrix.ranges("forest-level", p)],
    "ad-controllers-support-exchange": [
        r for p in PRESENT for r in support_matrix.ranges("domain-controllers", p)
    ],
    "server-windows-support": [lifecycle.windows_server(name) for name in RELEASES],
}


@pytest.mark.parametrize("check", RESTS_ON)
@pytest.mark.parametrize("name", SERVERS)
def test_what_rests_on_a_table_cites_the_sources_of_its_rows_and_never_blocks(name: str, check: str) -> None:
    requirements = BOOK.target(name).require[check]
    assert requirements.must is None
    assert requirements.should is not None
    wanted = {source for row in RESTS_ON[check] if row and row.confidence != "low" for source in row.sources}
    assert wanted
    assert wanted <= set(requirements.should.cite), wanted - set(requirements.should.cite)


def of_tables(name: str) -> dict[str, list[Row]]:
    """By check, the rows of tables that decide for a target."""
    require: Any = BOOK.target(name).require
    build = next(iter(dict(require["server-dotnet"].levels()).values())).need.build
    product = product_of(build) or ""
    newest = [row for row in dotnet_support.every_row(product) if at_least(build, row.from_build)]
    issues = [row for b in ("15.1.2507.43", "15.2.2562.17") for row in known_issues.of_build(b)]
    found: dict[str, list[Row]] = {
        "server-dotnet": [row for row in newest if row.from_build == newest[-1].from_build],
        "exchange-dotnet": [row for p in PRESENT for row in dotnet_support.every_row(p)],
        "server-windows-features": [
            row for release in RELEASES for row in windows_features.needed(product, release, "mailbox")
        ],
        "exchange-vulnerabilities": [row for p in PRESENT for row in vulnerabilities.of_product(p)],
        "exchange-known-issues": list(issues),
        "clients-windows": [
            row for v in ("5.1", "6.1", "6.2", "10.0") if (row := client_windows.of_version(v))
        ],
    }
    return {check: rows for check, rows in found.items() if check in require}


@pytest.mark.parametrize("name", SERVERS)
def test_a_check_cites_what_the_rows_of_its_table_rest_on(name: str) -> None:
    for check, rows in of_tables(name).items():
        for _, level in BOOK.target(name).require[check].levels():
            wanted = {source for row in rows for source in row.sources}
            assert wanted, check
            assert wanted <= set(level.cite), (check, wanted - set(level.cite))


def test_names_and_values_of_machines_are_those_the_rules_compare_with() -> None:
    for need in needs("server-windows-features"):
        assert any(windows_features.needed(need.product, release, "mailbox") for release in RELEASES)
    for need in needs("server-exchange-installed"):
        assert all(product_rank(product) >= 0 for product in need.upgrades)
    for need in [*needs("server-tls"), *needs("exchange-tls")]:
        assert {release for releases in need.on_by_default.values() for release in releases} <= set(RELEASES)
    for need in needs("exchange-tls"):
        assert all(product_of(build) == product for product, build in need.from_build.items())
        assert all(builds.release_of(build) is not None for build in need.from_build.values())
    for need in needs("server-domain-role"):
        assert set(need.allowed) == set(get_args(Role))
        assert all(set(roles) <= set(DOMAIN_ROLES) for roles in need.allowed.values())
    for need in [*needs("server-smb1"), *needs("server-credential-guard")]:
        assert set(getattr(need, "removable", None) or need.on_by_default) <= set(RELEASES)
    for need in needs("exchange-certificate-services"):
        assert set(need.services) <= set(SERVER_ROLES.values())
    for need in needs("exchange-certificate-names"):
        assert need.own in ACCEPTED_DOMAIN_KINDS.values()
        assert set(need.unpublished) <= set(get_args(DirectoryKind))


def test_minimum_builds_are_builds_of_the_version_they_stand_under() -> None:
    for need in needs("coexistence"):
        assert product_rank(need.product) >= 0
        assert need.product in need.allowed, "a second server of the target itself"
        for product, rule in need.allowed.items():
            assert product_rank(product) <= product_rank(need.product)
            assert rule.minimum is None or product_of(rule.minimum) == product
            assert (rule.minimum is None) == (rule.named is None)


def test_names_are_those_the_rules_compare_with() -> None:
    for need in needs("server-processor"):
        assert set(need.architectures) <= set(PROCESSOR_ARCHITECTURES.values())
    for need in needs("server-edition"):
        assert set(need.editions) <= set(WINDOWS_EDITIONS.values())
    for need in needs("server-installation"):
        assert set(need.installations) <= WINDOWS_INSTALLATIONS
    for need in needs("accepted-domain-any"):
        assert need.never
        assert set(need.never) <= set(ACCEPTED_DOMAIN_KINDS.values())
    for need in needs("server-memory"):
        assert set(need.minimum_gb) <= set(get_args(Role))
        assert need.maximum_gb is None or need.maximum_gb > max(need.minimum_gb.values(), default=0)


def test_outlook_versions_are_versions() -> None:
    for need in needs("clients-outlook"):
        assert len(version_tuple(need.oldest) or ()) >= 2


def test_page_files_are_asked_in_one_of_two_ways() -> None:
    for need in needs("server-page-file"):
        assert (need.share_of_memory is None) != (need.above_memory_mb is None)
        assert need.share_of_memory is None or 0 < need.share_of_memory < 1


@pytest.mark.parametrize("name", NAMES)
def test_a_should_never_asks_for_less_than_the_must(name: str) -> None:
    require = BOOK.target(name).require
    both = {check: r for check, r in require.items() if r.must is not None and r.should is not None}
    musts: dict[str, Any] = {check: r.must.need for check, r in both.items() if r.must}
    shoulds: dict[str, Any] = {check: r.should.need for check, r in both.items() if r.should}
    if "ad-forest-level" in both:
        assert shoulds["ad-forest-level"].minimum >= musts["ad-forest-level"].minimum
    if "ad-global-catalog" in both:
        assert (musts["ad-global-catalog"].sites, shoulds["ad-global-catalog"].sites) == ("one", "every")
    if "accepted-domain-any" in both:
        assert set(shoulds["accepted-domain-any"].never) > set(musts["accepted-domain-any"].never)
    if "server-operating-system" in both:
        must, should = musts["server-operating-system"], shoulds["server-operating-system"]
        assert set(should.releases) <= set(must.releases)
        assert all(should.service_packs[release] >= pack for release, pack in must.service_packs.items())
    if "ad-domain-controllers" in both:
        must, should = musts["ad-domain-controllers"], shoulds["ad-domain-controllers"]
        assert RELEASES.index(should.oldest) >= RELEASES.index(must.oldest)
        for release, pack in must.service_packs.items():
            if RELEASES.index(release) >= RELEASES.index(should.oldest):
                assert should.service_packs.get(release, 0) >= pack
    if "clients-outlook" in both:
        must, should = musts["clients-outlook"], shoulds["clients-outlook"]
        assert (version_tuple(should.oldest) or ()) >= (version_tuple(must.oldest) or ())


@pytest.mark.parametrize("name", NAMES)
def test_days_lie_in_the_past(name: str) -> None:
    target = BOOK.target(name)
    assert date(2026, 1, 1) <= target.verified <= datetime.now(UTC).date()
    assert all(date(2006, 1, 1) <= source.as_of <= target.verified for source in target.sources.values())


# Checks an Exchange target and its releases do not ask, with the reason; what is not written here was forgotten.
NO_2025 = "Windows Server 2025 is newer than its list: ad-domain-controllers warns"
NEVER_MIXED = "no domain at the level it asks for can be in mixed mode: ad-domain-level stops at the others"
SINCE_2013 = "what it asks about came with 2013, or was given up with it"
SINCE_2016 = "it came with 2016, or only the updates of 2021 to 2016 and later stumble over it"
NO_OLD_ACCESS = "no version it can stand beside is reached over Outlook Anywhere or a client access array"
NO_2007 = "no server with 2007 can stand beside it"
VOICE_MAIL = "it still has Unified Messaging"
NOT_IN_PLACE = "no version is upgraded to it where it is"
NO_UPDATES = "no page names a single update for the Windows releases it runs on"
OLDER_TLS = "it speaks the older versions of TLS too, so that old servers are understood"
NOT_ON = "Extended Protection is not switched on by its Setup"
OLD_PROTECTION = {
    "exchange-ssl-offloading": NOT_ON,
    "exchange-extended-protection": NOT_ON,
    "clients-mobile": OLDER_TLS,
    "clients-windows": "the oldest Outlook it serves runs on Windows XP",
}
ASKED_NOT: dict[str, dict[str, str]] = {
    "exchange-2010": {
        "ad-schema-master": NO_2025,
        "server-cores": "only numbers from before its release, by role, were found",
        "server-execution-policy": "no page says that its Setup looks at it",
        "server-windows-updates": NO_UPDATES,
        "exchange-tls": OLDER_TLS,
        "public-folders-size": "its public folders are databases that replicate, without a migration",
        **OLD_PROTECTION,
        "ad-recycle-bin": "it needs a forest level above the one this target is content with",
        "ad-sysvol": "its list of domain controllers ends before the File Replication Service does",
        **dict.fromkeys(
            (
                "activesync-directories",
                "certificate-auth",
                "ews-bypass",
                "exchange-groups",
                "hybrid-configuration",
                "hybrid-connectors",
                "mailbox-holds",
                "managed-folders",
                "organization-relationships",
                "public-folder-databases",
                "public-folder-migration",
                "system-mailboxes",
            ),
            SINCE_2013,
        ),
        **dict.fromkeys(
            (
                "ad-computers-container",
                "hybrid-application",
                "hybrid-authentication",
                "mapi-http",
                "setting-overrides",
            ),
            SINCE_2016,
        ),
        "client-access-arrays": "the arrays are its own",
        "outlook-anywhere": NO_OLD_ACCESS,
        "unified-messaging": VOICE_MAIL,
        "in-place-upgrade": NOT_IN_PLACE,
    },
    "exchange-2013": {
        "exchange-tls": OLDER_TLS,
        **OLD_PROTECTION,
        "ad-schema-master": NO_2025,
        "ad-sysvol": "its list of domain controllers ends before the File Replication Service does",
        **dict.fromkeys(
            (
                "ad-computers-container",
                "hybrid-application",
                "hybrid-authentication",
                "mapi-http",
                "setting-overrides",
            ),
            SINCE_2016,
        ),
        "unified-messaging": VOICE_MAIL,
        "in-place-upgrade": NOT_IN_PLACE,
    },
    "exchange-2016": {
        "exchange-tls": OLDER_TLS,
        **OLD_PROTECTION,
        "ad-schema-master": NO_2025,
        "ad-domain-mode": NEVER_MIXED,
        "transport-rules": NO_2007,
        "unified-messaging": VOICE_MAIL,
        "in-place-upgrade": NOT_IN_PLACE,
    },
    "exchange-2019": {
        "server-windows-updates": NO_UPDATES,
        "ad-domain-mode": NEVER_MIXED,
        "transport-rules": NO_2007,
        **dict.fromkeys(("client-access-arrays", "outlook-anywhere"), NO_OLD_ACCESS),
        "in-place-upgrade": NOT_IN_PLACE,
    },
    "exchange-se": {
        "server-windows-updates": NO_UPDATES,
        "ad-domain-mode": NEVER_MIXED,
        "transport-rules": NO_2007,
        **dict.fromkeys(("client-access-arrays", "outlook-anywhere"), NO_OLD_ACCESS),
    },
}


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("exchange-")])
def test_no_check_was_forgotten(name: str) -> None:
    target = BOOK.target(name)
    ours = {check for check in all_checks() if not check.startswith(("m365-", "identity-"))}
    assert ours - set(target.require) == set(ASKED_NOT.get(target.base_id, {}))


def test_what_the_directory_shows_is_asked_for_by_names_that_exist() -> None:
    products = {name for _, name in PRODUCTS}
    for check_id in all_checks():
        if check_id.startswith("leaving-") or check_id in (
            "candidate-name",
            "edge-subscription",
            "coexistence-order",
        ):
            assert {need.product for need in needs(check_id)} <= products, check_id
    for check_id in ("client-namespaces", "client-server-names", "client-access-arrays"):
        assert {name for need in needs(check_id) for name in need.protocols} <= set(get_args(DirectoryKind))
    assert {kind for need in needs("coexistence-remnants") for kind in need.never} <= set(
        get_args(LegacyKind)
    )
    assert {kind for need in needs("managed-folders") for kind in need.never} <= set(get_args(PolicyKind))
    assert {need.role for need in needs("outlook-anywhere")} <= set(SERVER_ROLES.values())
    for check_id in ("recipient-addresses", "recipient-aliases"):
        assert all(re.compile(need.pattern) for need in needs(check_id))


def test_a_server_that_can_be_upgraded_in_place_may_be_there() -> None:
    for need in needs("in-place-upgrade"):
        assert product_of(need.minimum) == need.product
        assert UPGRADED_IN_PLACE[need.product] == "SE"
