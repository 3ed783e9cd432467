"""What versions of Exchange work with: each side of each bound, and what nobody could confirm."""

import pytest

from checks.knowledge.support_matrix import Of, ranges, supports

LEVEL: Of = "forest-level"
CONTROLLERS: Of = "domain-controllers"


@pytest.mark.parametrize(
    ("build", "exact", "wanted", "answer"),
    [
        # 2007: the levels above 2003 were never read, those above 2012 R2 never existed for it.
        ("8.3.517.0", True, "Windows 2000", "yes"),
        ("8.3.517.0", True, "Windows Server 2003", "yes"),
        ("8.3.517.0", True, "Windows Server 2008", "unknown"),
        ("8.3.245.2", True, "Windows Server 2012 R2", "unknown"),
        ("8.3.83.6", False, "Windows Server 2012 R2", "unknown"),
        ("8.3.517.0", True, "Windows Server 2016", "no"),
        # 2010: by rollup, which the directory does not know.
        ("14.3.174.1", True, "Windows Server 2008 R2", "unknown"),
        ("14.3.174.1", True, "Windows Server 2012", "update-first"),
        ("14.3.181.6", True, "Windows Server 2012", "yes"),
        ("14.3.181.6", True, "Windows Server 2012 R2", "yes"),
        ("14.3.399.2", True, "Windows Server 2016", "update-first"),
        ("14.3.411.0", True, "Windows Server 2016", "yes"),
        ("14.3.411.0", True, "Windows Server 2025", "no"),
        ("14.3.123.4", False, "Windows Server 2012 R2", "unknown"),
        ("14.3.123.4", False, "Windows Server 2016", "unknown"),
        ("14.3.123.4", False, "Windows Server 2025", "no"),
        ("14.2.247.5", False, "Windows Server 2012 R2", "update-first"),
        # 2013: by service pack, which is in the directory.
        ("15.0.775.38", False, "Windows Server 2012", "yes"),
        ("15.0.775.38", False, "Windows Server 2012 R2", "update-first"),
        ("15.0.847.32", False, "Windows Server 2016", "yes"),
        ("15.0.1497.2", False, "Windows Server 2025", "no"),
        ("15.1.225.42", False, "Windows Server 2016", "yes"),
        ("15.1.2507.6", False, "Windows Server 2016", "yes"),
        ("15.1.2507.6", False, "Windows Server 2025", "no"),
        ("15.2.221.12", False, "Windows Server 2016", "yes"),
        ("15.2.1748.10", False, "Windows Server 2025", "no"),
        ("15.2.2562.17", False, "Windows Server 2016", "yes"),
        ("15.2.2562.17", False, "Windows Server 2025", "no"),
        # Before the first row, and versions this rule book has nothing about.
        ("15.1.225.16", False, "Windows Server 2016", "unknown"),
        ("6.5.7638.2", False, "Windows Server 2003", "unknown"),
        ("15.3.1.0", False, "Windows Server 2016", "unknown"),
    ],
)
def test_forest_levels(build: str, exact: bool, wanted: str, answer: str) -> None:
    assert supports(LEVEL, wanted, build, exact).answer == answer


@pytest.mark.parametrize(
    ("build", "exact", "wanted", "answer"),
    [
        ("8.1.375.2", True, "Windows Server 2008", "yes"),
        ("8.1.375.2", True, "Windows Server 2008 R2", "unknown"),
        ("8.1.393.1", True, "Windows Server 2008 R2", "yes"),
        ("8.3.83.6", False, "Windows Server 2008 R2", "yes"),
        ("8.3.517.0", True, "Windows Server 2012 R2", "unknown"),
        ("8.3.517.0", True, "Windows Server 2016", "no"),
        ("14.3.174.1", True, "Windows Server 2008 R2", "yes"),
        ("14.3.174.1", True, "Windows Server 2012", "unknown"),
        ("14.3.174.1", True, "Windows Server 2012 R2", "update-first"),
        ("14.3.181.6", True, "Windows Server 2012 R2", "yes"),
        ("14.3.399.2", True, "Windows Server 2016", "update-first"),
        ("14.3.411.0", True, "Windows Server 2016", "yes"),
        ("14.3.513.0", True, "Windows Server 2019", "no"),
        ("14.3.123.4", False, "Windows Server 2016", "unknown"),
        ("14.3.123.4", False, "Windows Server 2019", "no"),
        ("15.0.775.38", False, "Windows Server 2012 R2", "update-first"),
        ("15.0.847.32", False, "Windows Server 2016", "yes"),
        ("15.0.1497.2", False, "Windows Server 2019", "no"),
        ("15.1.1591.10", False, "Windows Server 2019", "update-first"),
        ("15.1.1713.5", False, "Windows Server 2019", "yes"),
        ("15.1.2375.7", False, "Windows Server 2022", "update-first"),
        ("15.1.2507.6", False, "Windows Server 2022", "yes"),
        ("15.1.2507.6", False, "Windows Server 2025", "no"),
        ("15.2.986.5", False, "Windows Server 2022", "update-first"),
        ("15.2.1118.7", False, "Windows Server 2022", "yes"),
        ("15.2.1258.12", False, "Windows Server 2025", "update-first"),
        ("15.2.1544.4", False, "Windows Server 2025", "yes"),
        ("15.2.2562.17", False, "Windows Server 2025", "yes"),
    ],
)
def test_domain_controllers(build: str, exact: bool, wanted: str, answer: str) -> None:
    assert supports(CONTROLLERS, wanted, build, exact).answer == answer


def test_an_answer_says_what_it_rests_on() -> None:
    hidden = supports(LEVEL, "Windows Server 2016", "14.3.123.4", exact=False)
    assert hidden.hidden is not None
    assert (hidden.hidden.named, hidden.newest, hidden.at_most) == ("SP3 RU22", None, "Windows Server 2016")
    first = supports(CONTROLLERS, "Windows Server 2022", "15.1.2375.7", exact=False)
    assert first.update is not None
    assert (first.update.named, first.newest) == ("CU23", "Windows Server 2019")
    never = supports(LEVEL, "Windows Server 2016", "8.3.245.2", exact=True)
    assert (never.newest, never.at_most) == ("Windows Server 2003", "Windows Server 2012 R2")


@pytest.mark.parametrize("of", [LEVEL, CONTROLLERS])
@pytest.mark.parametrize("product", ["2007", "2010", "2013", "2016", "2019", "SE"])
def test_every_version_that_may_be_present_has_rows(of: Of, product: str) -> None:
    assert ranges(of, product)


def test_what_is_of_low_confidence_stays_so() -> None:
    """Nobody found a page that says it: promoting one of these rows needs such a page."""
    low = {
        (of, row.product, row.named)
        for of in (LEVEL, CONTROLLERS)
        for product in ("2007", "2010", "2013", "2016", "2019", "SE")
        for row in ranges(of, product)
        if row.confidence == "low"
    }
    assert low == {
        (LEVEL, "2007", "SP2"),
        (LEVEL, "2007", "SP3 RU13"),
        (LEVEL, "2010", "RTM"),
        (CONTROLLERS, "2007", "SP3 RU13"),
        (CONTROLLERS, "2010", "SP3"),
    }
