"""The order of work: which step clears what, in which order, and what it says."""

from __future__ import annotations

from msgspec.structs import replace

from checks.results import Path
from scanner.inventory.model import (
    Database,
    HybridConfiguration,
    RecipientCount,
    SendConnector,
)
from tests.checks.build import (
    GB,
    controller,
    exchange_host,
    host,
    inventory,
    memory,
    organization,
    read,
    said,
    server,
    tenant,
)
from tests.checks.test_paths import found, organisation, the_way
from tests.checks.test_paths_rows import BREMOND, IN_PLACE, bremond, way_to_se
from tests.made import made


def phases(path: Path, hop: str) -> list[str]:
    return [step.phase for step in path.steps if step.hop == hop]


def test_the_order_of_a_stop_beside_the_old_servers() -> None:
    """Roadmap for Exchange 2007: install, move services and mailboxes, take the old servers away; then the next."""
    path = way_to_se()
    assert [step.hop for step in path.steps] == sorted(
        [step.hop for step in path.steps], key=["exchange-2013", "exchange-2016", "exchange-se"].index
    )
    expected = [
        "decide", "domain-controllers", "raise-levels", "extend-schema", "build-servers", "install", "clients",
        "move-mailboxes", "move-services", "retire",
    ]  # fmt: skip
    assert [phase for phase in phases(path, "exchange-2016") if phase in expected] == expected
    order = phases(path, "exchange-2013")
    assert order.index("update-servers") < order.index("extend-schema") < order.index("install")
    assert order.index("clients") < order.index("move-mailboxes") < order.index("retire")


def test_the_order_of_a_staged_migration() -> None:
    """Staged migration: domains, synchronisation, Outlook Anywhere, files, batches, MX, old servers."""
    whole = bremond(tenant=said(tenant()), databases=[made(Database, name="PF", kind="public-folder")])
    path = the_way(found(whole, "m365-staged", cloud_ok=True), "exchange-2007>m365-staged")
    order = phases(path, "m365-staged")
    expected = [
        "tenant", "synchronize", "publish", "clients", "batches", "tell-users", "move-mailboxes",
        "move-public-folders", "switch-mail", "retire",
    ]  # fmt: skip
    assert [phase for phase in order if phase in expected] == expected
    assert "keep one" in path.steps[-1].text.text


def test_the_order_of_a_hybrid() -> None:
    path = the_way(found(organisation("2016"), "m365-hybrid"), "exchange-2016>exchange-se:bridge>m365-hybrid")
    assert phases(path, "exchange-se")[-2:] == ["build-servers", "install"]
    order = phases(path, "m365-hybrid")
    assert order.index("synchronize") < order.index("connect") < order.index("move-mailboxes")
    assert "switch-mail" not in order


def test_in_place_nothing_is_moved_and_nothing_is_retired() -> None:
    machine = replace(exchange_host("15.2.1748.10"), memory=read(memory(installed=32 * GB)))
    path = the_way(
        found(organisation("2019", hosts=[machine]), "exchange-se"), "exchange-2019>exchange-se:in-place"
    )
    order = phases(path, "exchange-se")
    assert not {"install", "extend-schema", "move-mailboxes", "retire"} & set(order)
    assert order.index("build-servers") < order.index("upgrade")


def texts(path: Path) -> dict[str, str]:
    return {f"{step.hop}:{step.phase}": step.text.text for step in path.steps}


def clears(path: Path, step: str) -> list[str]:
    return next(one.clears for one in path.steps if one.id == step)


MIXED = "exchange-2016+exchange-2019>exchange-se:in-place"


def test_in_place_what_cannot_be_upgraded_is_moved_and_retired() -> None:
    """2016 never becomes Subscription Edition: its mailboxes and services move to what 2019 became, then it goes."""
    rows = [RecipientCount(type_details=1, database="DB1", server=None, count=70)]
    databases = [made(Database, name="DB1", kind="mailbox", server="EX0", copies=[])]
    whole = organisation("2016", "2019", recipients=rows, databases=databases)
    path = the_way(found(whole, "exchange-se", cloud_ok=False), MIXED)
    order = phases(path, "exchange-se")
    expected = ["upgrade", "move-mailboxes", "move-services", "retire"]
    assert [phase for phase in order if phase in expected] == expected
    assert not {"install", "extend-schema"} & set(order)
    assert "2016 cannot be upgraded" in texts(path)["exchange-se:upgrade"]
    assert texts(path)["exchange-se:move-mailboxes"] == "Move the mailboxes (70)"
    assert texts(path)["exchange-se:retire"] == "Uninstall the servers with Exchange 2016"
    assert "leaving-mailboxes" in clears(path, "exchange-se:move-mailboxes")
    # 2019 is left behind by the upgrade, 2016 by its going.
    assert "exchange-support" in clears(path, "exchange-se:upgrade")
    assert "exchange-support" in clears(path, "exchange-se:retire")
    assert path.why[-1].id == "why.moves-some"


def test_a_later_stop_is_cleared_by_the_upgrade_of_some_and_the_going_of_others() -> None:
    path = the_way(
        found(organisation("2016", "2019"), "exchange-se@cu2"), f"{MIXED}>exchange-se@cu2:in-place"
    )
    assert "coexistence" in clears(path, "exchange-se:upgrade")
    assert "coexistence" in clears(path, "exchange-se:retire")


def test_what_leaves_after_a_bridge_hands_over_before_it_goes() -> None:
    connectors = [made(SendConnector, name="Out", kind="smtp", enabled=True, source_servers=["EX0"])]
    rows = [RecipientCount(type_details=2147483648, database=None, server=None, count=300)]
    rows.append(RecipientCount(type_details=8388608, database="DB1", server=None, count=7))
    databases = [made(Database, name="DB1", kind="mailbox", server="EX0", copies=[])]
    hybrid = made(
        HybridConfiguration,
        domains=["corp.example"],
        client_access_servers=["EX0"],
        transport_servers=["EX0"],
        smart_host="mail.corp.example",
        certificate="<I>CN=CA<S>CN=mail.corp.example",
    )
    whole = organisation(
        "2016", send_connectors=connectors, recipients=rows, databases=databases, hybrid=hybrid
    )
    results = found(whole, "exchange-se", "m365-hybrid", cloud_ok=True)
    path = the_way(results, "exchange-2016>exchange-se:bridge>m365-hybrid")
    order = phases(path, "m365-hybrid")
    expected = ["connect", "move-mailboxes", "move-services", "retire"]
    assert [phase for phase in order if phase in expected] == expected
    assert "leaving-mailboxes" in clears(path, "m365-hybrid:move-mailboxes")
    assert "leaving-send-connectors" in clears(path, "m365-hybrid:move-services")
    assert "exchange-support" in clears(path, "m365-hybrid:retire")
    decided = {check for step in path.steps if step.phase == "decide" for check in step.clears}
    assert not {check for check in decided if check.startswith("leaving-")}
    said_of = texts(path)
    assert said_of["m365-hybrid:move-mailboxes"].startswith("Move the system mailboxes to Exchange SE")
    assert "again" in said_of["m365-hybrid:connect"]
    # Nor is the only hybrid server replaced on premises without the wizard.
    beside = the_way(results, "exchange-2016>exchange-se")
    order = phases(beside, "exchange-se")
    assert order.index("install") < order.index("connect") < order.index("retire")
    assert "again" in texts(beside)["exchange-se:connect"]
    # What the wizard stored is in order: the servers it knows give way all the same.
    assert not [
        one for one in results.findings if one.check.startswith("hybrid-conf") and one.status == "warning"
    ]
    assert "hybrid-configuration" not in clears(beside, "exchange-se:connect")


def test_the_wizard_is_not_run_where_there_is_no_hybrid() -> None:
    for path in found(organisation("2016", "2019", hybrid=None), "exchange-se").paths:
        assert "connect" not in phases(path, "exchange-se")


def test_several_old_servers_hand_over_to_the_newest_before_they_go() -> None:
    path = the_way(
        found(organisation("2016", "2019"), "m365-hybrid"), "exchange-2016+exchange-2019>m365-hybrid"
    )
    assert "Exchange 2019" in texts(path)["m365-hybrid:move-services"]
    alone = the_way(found(organisation("2019"), "m365-hybrid"), "exchange-2019>m365-hybrid")
    assert "m365-hybrid:move-services" not in texts(alone)


def test_no_update_makes_another_version() -> None:
    """Microsoft 365 should have Subscription Edition on the other side; updating 2016 does not give it."""
    results = found(organisation("2016"), "m365-hybrid", cloud_ok=True)
    direct = the_way(results, "exchange-2016>m365-hybrid")
    assert "m365-hybrid-server" in clears(direct, "m365-hybrid:decide")
    over = the_way(results, "exchange-2016>exchange-se:bridge>m365-hybrid")
    assert "m365-hybrid-server" in clears(over, "exchange-se:install")
    outdated = inventory(organization=organization(), servers=[server("15.1.225.42")])
    updated = the_way(found(outdated, "m365-hybrid", cloud_ok=True), "exchange-2016>m365-hybrid")
    assert "m365-hybrid-server" in clears(updated, "m365-hybrid:update-servers")


def test_where_no_controller_is_too_old_none_is_demoted() -> None:
    whole = organisation("2019", **{**BREMOND, "domain_controllers": [controller("10.0 (20348)")]})
    path = the_way(found(whole, "exchange-se", cloud_ok=False), IN_PLACE)
    assert "ad-two-controllers" in clears(path, "exchange-se:add-controllers")
    assert "demote" not in " ".join(texts(path).values())
    assert "domain-controllers" in phases(way_to_se(), "exchange-2016")


def test_every_open_check_of_a_way_is_cleared_by_a_step_and_each_only_where_it_is_open() -> None:
    for path in found(bremond(), cloud_ok=False).paths:
        cleared = {check for step in path.steps for check in step.clears}
        assert {check for hop in path.hops for check in hop.remaining} <= cleared, path.id
        for step in path.steps:
            assert len(step.clears) == len(set(step.clears))
        assert len({step.id for step in path.steps}) == len(path.steps)


def test_what_cannot_be_undone_is_said_loudly() -> None:
    steps = way_to_se().steps
    for step in steps:
        assert (step.caution is None) == step.reversible
    for phase in ("raise-levels", "extend-schema", "retire"):
        cautions = [step.caution for step in steps if step.phase == phase]
        assert cautions
        assert all(caution is not None and "CANNOT BE UNDONE" in caution.text for caution in cautions)


def test_old_servers_clear_what_only_their_going_clears() -> None:
    retire = next(step for step in way_to_se().steps if step.id == "exchange-2013:retire")
    assert "exchange-support" in retire.clears


def test_a_check_without_a_row_of_its_own_is_work_of_its_kind() -> None:
    whole = organisation("2016", hosts=[host("new.corp.example")])
    path = the_way(found(whole, "exchange-se"), "exchange-2016>exchange-se")
    build = next(step for step in path.steps if step.phase == "build-servers")
    assert "server-memory" in build.clears


def test_an_edge_server_is_replaced_before_it_goes() -> None:
    servers = [server("15.1.2507.6", "EX0"), server("15.1.2507.6", "EDGE", roles=64)]
    whole = inventory(organization=organization(), servers=servers)
    path = the_way(found(whole, "exchange-se", cloud_ok=False), "exchange-2016>exchange-se")
    order = phases(path, "exchange-se")
    assert order.index("install") < order.index("edge") < order.index("retire")
    assert "Replace the Edge servers" in texts(path)["exchange-se:edge"]
    assert "edge-subscription" in clears(path, "exchange-se:edge")
    for other in found(organisation("2016"), "exchange-se").paths:
        assert "edge" not in phases(other, "exchange-se")
