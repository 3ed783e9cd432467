"""The builds of Exchange: exact, nearest, newest, and what an update stands on."""

import pytest

from checks.knowledge import builds
from scanner.inventory.names import PRODUCTS


@pytest.mark.parametrize(
    ("build", "product", "name"),
    [
        ("6.5.7638", "2003", "SP2"),
        ("6.5.7638.2", "2003", "SP2"),
        ("6.5.7683", "2003", "SP2"),
        ("8.0.685.25", "2007", "RTM"),
        ("8.3.83.6", "2007", "SP3"),
        ("08.03.0298.003", "2007", "SP3 RU10"),
        ("8.3.348.1", "2007", "SP3 RU13"),
        ("8.3.348.2", "2007", "SP3 RU13"),
        ("14.3.266.1", "2010", "SP3 RU11"),
        ("14.3.266.2", "2010", "SP3 RU11"),
        ("14.3.336.0", "2010", "SP3 RU16"),
        # Another table gives this build to RU3; it is a release of its own, and that comes first.
        ("14.1.289.7", "2010", "SP1 RU3v3"),
        ("14.1.289.3", "2010", "SP1 RU3"),
        ("15.0.847.32", "2013", "SP1"),
        ("15.0.1497.48", "2013", "CU23 Mar23SU"),
        ("15.1.225.16", "2016", "Preview"),
        ("15.1.225.42", "2016", "RTM"),
        ("15.1.1415.8", "2016", "CU8 Mar21SU"),
        ("15.1.2507.61", "2016", "CU23 Oct25SU"),
        ("15.01.2507.061", "2016", "CU23 Oct25SU"),
        ("15.2.1748.53", "2019", "CU15 Sep26SUv2"),
        ("15.2.2562.17", "SE", "RTM"),
        ("15.2.2562.53", "SE", "RTM Sep26SUv2"),
    ],
)
def test_a_build_of_the_table(build: str, product: str, name: str) -> None:
    release = builds.release_of(build)
    assert release is not None
    assert (release.product, release.name) == (product, name)


@pytest.mark.parametrize(
    "build",
    [
        "15.1.2507.62",
        "15.3.1.0",
        "15.2.2562.54",
        "something",
        "",
        # One page prints this for SP2 RU5; it lies among the builds of SP3, where a server may really be.
        "14.3.328.5",
    ],
)
def test_a_build_of_no_table(build: str) -> None:
    assert builds.release_of(build) is None


@pytest.mark.parametrize(
    ("build", "nearest"),
    [
        ("15.1.2507.61", "CU23 Oct25SU"),
        ("15.1.2507.62", "CU23 Oct25SU"),
        ("15.1.2400.1", "CU22 Nov22SU"),
        ("15.1.2600.1", "CU23 Sep26SUv2"),
        ("14.3.328.5", "SP3 RU15"),
        ("15.1.0.0", None),
        ("15.3.1.0", None),
        ("something", None),
    ],
)
def test_the_nearest_is_of_the_same_product_and_never_newer(build: str, nearest: str | None) -> None:
    release = builds.nearest_known(build)
    assert (release.name if release else None) == nearest


@pytest.mark.parametrize(
    ("product", "build", "name"),
    [
        ("2003", "6.5.7654.4", "post-SP2 2008-08"),
        ("2007", "8.3.517.0", "SP3 RU23"),
        ("2010", "14.3.513.0", "SP3 RU32"),
        ("2013", "15.0.1497.48", "CU23 Mar23SU"),
        ("2016", "15.1.2507.75", "CU23 Sep26SUv2"),
        ("2019", "15.2.1748.53", "CU15 Sep26SUv2"),
        ("SE", "15.2.2562.53", "RTM Sep26SUv2"),
    ],
)
def test_the_newest_of_a_product(product: str, build: str, name: str) -> None:
    release = builds.newest_of(product)
    assert release is not None
    assert (release.build, release.name) == (build, name)
    assert not builds.newer_than_known(build)


def test_a_product_without_builds() -> None:
    assert builds.newest_of("5.5") is None
    assert builds.newest_of("2021") is None


@pytest.mark.parametrize(
    ("build", "newer"),
    [
        ("15.2.2562.53", False),
        ("15.2.2562.54", True),
        ("15.2.2600.1", True),
        ("15.1.2507.75", False),
        ("15.1.2507.76", True),
        # The last 2019 there can be; from the next on it is Subscription Edition.
        ("15.2.2561.9", True),
        ("14.3.513.0", False),
        ("14.4.1.0", True),
        # No product of this rule book: nothing to compare with.
        ("15.3.1.0", False),
        ("something", False),
    ],
)
def test_newer_than_the_table(build: str, newer: bool) -> None:
    assert builds.newer_than_known(build) is newer


@pytest.mark.parametrize(
    ("build", "base"),
    [
        ("15.1.2507.61", "CU23"),
        ("15.1.2507.6", "CU23"),
        ("15.1.2507.62", "CU23"),
        ("15.1.2507.5", None),
        ("15.1.2400.1", None),
        ("15.1.225.16", "Preview"),
        ("15.1.225.42", "RTM"),
        ("15.0.847.64", "SP1"),
        ("15.2.2562.53", "RTM"),
        ("15.2.2600.1", None),
        ("14.3.513.0", "SP3"),
        ("14.3.1.0", None),
        ("14.0.726.0", "RTM"),
        ("8.3.245.2", "SP3"),
        ("6.5.7654.4", "SP2"),
        ("something", None),
    ],
)
def test_what_an_update_stands_on(build: str, base: str | None) -> None:
    found = builds.cumulative_update_of(build)
    assert (found.name if found else None) == base


def test_the_updates_of_a_cumulative_update() -> None:
    base = builds.release_of("15.0.1473.3")
    assert base is not None
    names = [release.name for release in builds.updates_of(base)]
    assert names == ["CU22", "CU22 Apr19SU", "CU22 Jun19SU", "CU22 Mar21SU"]
    last = builds.release_of("15.2.2562.17")
    assert last is not None
    assert builds.updates_of(last)[-1].build == "15.2.2562.53"


def test_the_newest_row_has_a_day() -> None:
    assert builds.newest_day() == "2026-10-02"


@pytest.mark.parametrize(
    ("build", "least", "answer"),
    [
        ("15.1.2507.61", "15.1.2507.6", True),
        ("15.1.2507.6", "15.1.2507.6", True),
        ("08.03.0298.003", "8.3.298.3", True),
        ("8.3.298.2", "8.3.298.3", False),
        ("something", "8.3.298.3", False),
    ],
)
def test_builds_are_compared_as_numbers(build: str, least: str, answer: bool) -> None:
    assert builds.at_least(build, least) is answer


@pytest.mark.parametrize(
    ("build", "also", "says"),
    [
        ("14.3.339.0", "14.3.336.0", "14.3.336.0"),
        ("8.3.348.1", "8.3.348.2", "8.3.348.2"),
        ("14.2.328.5", None, "14.3.328.5"),
        ("8.1.278.2", None, "2008-05-09"),
        ("8.3.485.1", None, "2016-09-20"),
        ("15.1.1466.16", "15.1.1466.13", "HealthChecker says 15.1.1466.13"),
    ],
)
def test_what_tables_disagree_about_is_kept(build: str, also: str | None, says: str) -> None:
    release = builds.release_of(build)
    assert release is not None
    assert release.also == also
    assert release.conflict is not None
    assert says in release.conflict


def test_what_only_some_customers_get_is_marked() -> None:
    marked = {build: release for build, release in builds._table().by_version.items() if release.esu_only}
    assert {release.product for release in marked.values()} == {"2016", "2019"}
    assert all(release.released > "2025-10-14" for release in marked.values())
    newest_for_all = builds.release_of("15.1.2507.61")
    assert newest_for_all is not None
    assert newest_for_all.esu_only is None


def test_every_build_has_a_product_a_source_and_a_place() -> None:
    table = builds._table()
    assert sum(len(line.releases) for line in table.of_product.values()) == 435
    assert set(table.of_product) == {name for _, name in PRODUCTS} - {"5.5"}
    for line in table.of_product.values():
        assert line.versions == sorted(set(line.versions))
        assert all(release.sources for release in line.releases)
        assert len({release.name for release in line.releases}) == len(line.releases)
