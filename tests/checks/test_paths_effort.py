"""What a way takes, and which one is recommended."""

from __future__ import annotations

from scanner.inventory.model import (
    Database,
    Inventory,
    MailboxSizes,
    RecipientCount,
)
from tests.checks.build import (
    GB,
    controller,
    counts,
)
from tests.checks.test_paths import NOW, TO_SE, found, organisation, the_way
from tests.checks.test_paths_rows import IN_PLACE, bremond
from tests.checks.test_paths_steps import MIXED, phases
from tests.made import made

# Effort


def test_effort_is_counted() -> None:
    sizes = made(MailboxSizes, mailboxes=300, total=900 * GB, archives_total=100 * GB)
    whole = bremond(mailbox_sizes=sizes)
    effort = the_way(found(whole, "exchange-se", cloud_ok=False), TO_SE).effort
    assert effort.servers_to_add == 3
    assert effort.servers_to_retire == 1 + 2
    assert effort.domain_controllers == 1
    assert effort.mailboxes == 3 * 300
    assert effort.bytes_to_move == 3 * 1000 * GB
    assert effort.clients == 100
    assert (effort.profiles, effort.licences) == (0, 0)


def test_effort_in_the_cloud() -> None:
    whole = bremond(recipients=counts(users=250, shared=50))
    results = found(whole, "m365-staged", "m365-hybrid", cloud_ok=True)
    staged = the_way(results, "exchange-2007>m365-staged").effort
    assert (staged.servers_to_add, staged.servers_to_retire) == (
        0,
        0,
    )  # one, which stays with synchronisation
    assert (staged.mailboxes, staged.licences, staged.profiles) == (300, 250, 300)
    hybrid = the_way(results, "exchange-2007>exchange-2013:bridge>m365-hybrid").effort
    assert (hybrid.servers_to_add, hybrid.servers_to_retire) == (1, None)
    assert (hybrid.mailboxes, hybrid.profiles) == (300, 0)


def test_what_cannot_be_counted_is_not_known() -> None:
    effort = the_way(
        found(organisation("2007", mailboxes=None), "m365-cutover"), "exchange-2007>m365-cutover"
    ).effort
    assert effort.mailboxes is None
    assert effort.bytes_to_move is None
    assert effort.clients is None
    assert effort.profiles is None
    assert effort.licences is None
    assert effort.servers_to_add == 0


def test_no_mailbox_found_is_not_no_mailbox() -> None:
    results = found(organisation("2007", mailboxes=0), "m365-cutover")
    path = the_way(results, "exchange-2007>m365-cutover")
    assert path.effort.mailboxes is None
    assert "move-mailboxes" in phases(path, "m365-cutover")


def test_a_number_that_is_not_known_says_why() -> None:
    results = found(organisation("2016"), "exchange-se", "m365-hybrid", "m365-cutover")
    for path in results.paths:
        nothing = {name for name in path.effort.__struct_fields__ if getattr(path.effort, name) is None}
        assert set(path.effort.unknown) == nothing
    hybrid = the_way(results, "exchange-2016>m365-hybrid").effort
    assert hybrid.unknown["servers_to_retire"].id == "effort.depends"
    assert hybrid.unknown["clients"].id == "effort.unread" if hybrid.clients is None else True


def test_sizes_of_some_of_the_mailboxes_were_not_asked_for() -> None:
    sizes = made(MailboxSizes, mailboxes=100, total=900 * GB, archives_total=0)
    rows = [RecipientCount(type_details=1, database="DB1", server=None, count=70)]
    databases = [made(Database, name="DB1", kind="mailbox", server="EX0", copies=[])]
    whole = organisation("2016", "2019", recipients=rows, databases=databases, mailbox_sizes=sizes)
    effort = the_way(found(whole, "exchange-se"), MIXED).effort
    assert (effort.bytes_to_move, effort.unknown["bytes_to_move"].id) == (None, "effort.part")
    nowhere = organisation("2016", "2019", recipients=rows, mailbox_sizes=sizes)
    effort = the_way(found(nowhere, "exchange-se"), MIXED).effort
    assert (effort.mailboxes, effort.unknown["mailboxes"].id) == (None, "effort.place")


def test_times_a_mailbox_is_moved() -> None:
    def moved(whole: Inventory, target: str, way: str) -> str:
        return the_way(found(whole, target), way).why[-1].text

    assert moved(organisation("2007"), "exchange-se", TO_SE) == "times each mailbox is moved: 3"
    assert moved(organisation("2019"), "exchange-se", IN_PLACE) == "no user mailbox is moved"
    remote = organisation("2016", recipients=counts(remote=300))
    assert moved(remote, "exchange-se", "exchange-2016>exchange-se") == "no user mailbox is moved"
    mixed = "exchange-2013+exchange-2016>exchange-2016>exchange-se:bridge>m365-hybrid"
    assert moved(organisation("2013", "2016"), "m365-hybrid", mixed) == (
        "times each mailbox is moved: 1, some once more"
    )


def test_an_unread_controller_leaves_their_number_open() -> None:
    whole = bremond(domain_controllers=[controller(None), controller("5.2 (3790)", "dc2", "Service Pack 2")])
    assert the_way(found(whole, "exchange-se"), TO_SE).effort.domain_controllers is None


def test_only_the_mailboxes_of_servers_that_go_move() -> None:
    rows = [
        RecipientCount(type_details=1, database="DB1", server=None, count=70),
        RecipientCount(type_details=1, database="DB2", server=None, count=30),
    ]
    databases = [
        made(Database, name=name, kind="mailbox", server=owner)
        for name, owner in (("DB1", "EX0"), ("DB2", "EX1"))
    ]
    whole = organisation("2016", "2019", recipients=rows, databases=databases)
    results = found(whole, "exchange-se", cloud_ok=False)
    in_place = the_way(results, "exchange-2016+exchange-2019>exchange-se:in-place")
    assert (in_place.effort.mailboxes, in_place.effort.servers_to_add) == (70, 0)
    assert in_place.effort.servers_to_retire == 1
    beside = the_way(results, "exchange-2016+exchange-2019>exchange-se")
    assert (beside.effort.mailboxes, beside.effort.servers_to_add) == (100, 1)
    unknown = organisation("2016", "2019", recipients=rows)
    one = the_way(found(unknown, "exchange-se"), "exchange-2016+exchange-2019>exchange-se:in-place")
    assert one.effort.mailboxes is None


# Decision


def test_without_answers_each_question_says_where_an_answer_leads() -> None:
    results = found(organisation("2007", mailboxes=80))
    assert results.decision is not None
    led = {q.id: {o.answer: o.path for o in q.outcomes} for q in results.decision.questions}
    assert led["cloud_ok"] == {"yes": "exchange-2007>m365-cutover", "no": TO_SE}
    assert led["coexistence"] == {
        "yes": f"{TO_SE}:bridge>m365-hybrid",
        "no": "exchange-2007>m365-cutover",
    }
    assert led["weeks"] == {
        "1": "exchange-2007>m365-cutover",
        "2": "exchange-2007>m365-staged",
        "9": "exchange-2007>m365-staged",
    }
    assert all(
        question.answer is None for question in results.decision.questions if question.id != "cloud_ok"
    )


def test_a_question_that_changes_nothing_is_not_asked() -> None:
    on_premises = found(organisation("2007"), "exchange-se")
    assert on_premises.decision is not None
    assert on_premises.decision.questions == []
    assert on_premises.decision.recommended == TO_SE
    ruled_out = found(organisation("2007"), cloud_ok=False).decision
    assert ruled_out is not None
    assert [question.id for question in ruled_out.questions] == ["cloud_ok"]


def test_the_recommendation_says_what_would_overturn_it() -> None:
    results = found(organisation("2007", mailboxes=140), cloud_ok=True)
    path = the_way(results, "exchange-2007>m365-cutover")
    assert path.recommended
    texts = [text.text for text in path.overturned_by]
    assert "150 mailboxes and more: exchange-2007>m365-staged." in texts
    assert any(text.startswith("--on-premises-only") or "(no): exchange" in text for text in texts)
    assert all(not other.overturned_by for other in results.paths if not other.recommended)


def test_a_later_release_that_refuses_what_is_there_overturns_it() -> None:
    path = the_way(found(organisation("2016"), cloud_ok=False), "exchange-2016>exchange-se")
    assert any("CU2" in text.text and "2016" in text.text for text in path.overturned_by)


def test_ways_say_what_speaks_against_them() -> None:
    results = found(organisation("2007"), cloud_ok=True, coexistence=True, keep_mailboxes_on_premises=True)

    def ids(way: str) -> set[str]:
        return {text.id for text in the_way(results, way).why}

    assert {"why.no-coexistence", "why.all-move"} <= ids("exchange-2007>m365-staged")
    assert "why.new-blockers" in ids("exchange-2007>exchange-2013:bridge>m365-hybrid")
    assert not {"why.no-coexistence", "why.all-move"} & ids(f"{TO_SE}:bridge>m365-hybrid")
    assert "why.unsupported" in ids("exchange-2007>exchange-2013>exchange-2016")


def test_a_destination_out_of_support_is_named_and_not_recommended() -> None:
    decision = found(organisation("2010"), "exchange-2016", as_of=NOW).decision
    assert decision is not None
    assert decision.recommended is None
    assert "out of support" in decision.why[0].text
    assert "Exchange Server 2016" in decision.why[0].text


def test_with_every_mailbox_in_the_cloud_no_way_into_it_is_recommended() -> None:
    whole = organisation("2016", recipients=counts(remote=300))
    decision = found(whole, cloud_ok=True).decision
    assert decision is not None
    assert (decision.recommended, decision.why[0].id) == (None, "decision.moved")


def test_every_page_a_way_rests_on_is_among_the_sources() -> None:
    results = found(bremond(), "exchange-se", cloud_ok=False)
    assert results.decision is not None
    cited = set(results.decision.cite)
    cited |= {
        source for path in results.paths for hop in path.hops for one in hop.findings for source in one.cite
    }
    assert cited
    assert cited <= set(results.sources)
