"""m365-mail-only: IMAP moves mail."""

from tests.checks.build import inventory, organization, rows, status

CHECK = "m365-mail-only"


def test_imap_leaves_calendars_behind_and_others_do_not() -> None:
    whole = inventory(organization=organization())
    (row,) = rows(whole, "m365-imap", CHECK)
    assert (row.status, row.level) == ("warning", "should")
    assert "calendars" in row.observed.text
    assert status(whole, "m365-staged", CHECK) == "not-applicable"


def test_without_a_known_organisation_it_is_not_verified() -> None:
    assert status(inventory(), "m365-imap", CHECK) == "not-verified should"
