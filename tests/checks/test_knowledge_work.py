"""The tables of work and of decisions: read, and without a hole."""

from checks.check import all_checks
from checks.knowledge import decisions, work

BESIDE = frozenset({"side-by-side", "leaving"})
IN_PLACE = frozenset({"in-place"})
MIXED = frozenset({"in-place", "leaving"})
BRIDGE = frozenset({"bridge"})
CLOUD = frozenset({"cloud"})
HYBRID = frozenset({"cloud", "leaving"})


def phase_of(check: str, *stops: frozenset[str]) -> tuple[int, str]:
    return work.first(work.phases_of(all_checks()[check]), stops)


def test_every_check_is_cleared_by_a_phase_of_every_kind_of_stop() -> None:
    for check in all_checks():
        for kinds in (BESIDE, IN_PLACE, MIXED, BRIDGE, CLOUD, HYBRID):
            assert phase_of(check, kinds)[1] in work.phases_at(kinds)


def test_the_order_is_that_of_the_documents() -> None:
    order = [phase.phase for phase in work.phases()]
    for first, then in (
        ("update-servers", "extend-schema"),
        ("domain-controllers", "raise-levels"),
        ("raise-levels", "extend-schema"),
        ("extend-schema", "install"),
        ("install", "move-mailboxes"),
        ("clients", "move-mailboxes"),
        ("synchronize", "connect"),
        ("tell-users", "move-mailboxes"),
        ("move-mailboxes", "move-public-folders"),
        ("move-public-folders", "retire"),
        ("switch-mail", "retire"),
    ):
        assert order.index(first) < order.index(then)


def test_what_cannot_be_undone_is_marked() -> None:
    final = {phase.phase for phase in work.phases() if phase.reversible == "no"}
    assert {"native-mode", "raise-levels", "extend-schema", "upgrade", "retire"} <= final


def test_checks_of_one_kind_go_where_their_subject_says_unless_they_have_a_row() -> None:
    assert phase_of("server-memory", BESIDE) == (0, "build-servers")
    assert phase_of("ad-forest-level", BESIDE) == (0, "raise-levels")
    assert phase_of("exchange-support", BESIDE) == (0, "retire")
    assert phase_of("exchange-support", IN_PLACE) == (0, "upgrade")
    assert phase_of("exchange-support", BRIDGE) == (0, "decide")


def test_what_a_bridge_does_not_clear_waits_for_the_stop_that_does() -> None:
    for check, phase in (
        ("exchange-support", "retire"),
        ("leaving-mailboxes", "move-mailboxes"),
        ("leaving-send-connectors", "move-services"),
        ("hybrid-configuration", "connect"),
    ):
        assert phase_of(check, BRIDGE, HYBRID) == (1, phase)


def test_nothing_is_handed_over_where_no_server_leaves() -> None:
    for kinds in (IN_PLACE, BRIDGE, CLOUD):
        assert "move-services" not in work.phases_at(kinds)
    for kinds in (BESIDE, MIXED, HYBRID):
        assert {"move-mailboxes", "move-services", "retire"} <= work.phases_at(kinds)
    assert {"install", "extend-schema"}.isdisjoint(work.phases_at(MIXED))


def test_sizes_and_weeks_that_matter() -> None:
    assert decisions.sizes() == [150, 500]
    assert decisions.weeks() == [2, 9]


def test_a_number_that_decides_and_is_not_known_leaves_the_choice_open() -> None:
    assert decisions.choice("2007", both_sides=False, mailboxes=None, weeks=None) is None
    hybrid = decisions.choice("2007", both_sides=True, mailboxes=None, weeks=None)
    assert hybrid is not None
    assert hybrid.target == "m365-hybrid"


def test_an_organisation_of_any_size_and_version_finds_a_row() -> None:
    for newest in ("5.5", "2000", "2003", "2007", "2010", "2013", "2016", "2019", "SE"):
        for both_sides in (True, False):
            for mailboxes in (0, 149, 150, 499, 500, 100_000):
                for weeks in (None, 1, 2, 8, 9, 100):
                    found = decisions.choice(newest, both_sides=both_sides, mailboxes=mailboxes, weeks=weeks)
                    assert found is not None
