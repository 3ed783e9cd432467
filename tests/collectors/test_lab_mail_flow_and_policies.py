"""Mail flow, client access, policies and Microsoft 365 of every lab organisation, object by object.

What the collectors read is compared with an `ldapsearch` of the same directory: an object, or a value, that one
side has and the other lacks fails the test.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

import pytest

from scanner.collectors.steps import DIRECTORY_STEPS
from scanner.connections.directories import Directories
from scanner.connections.errors import Trouble
from scanner.inventory.absence import Collected
from scanner.inventory.model import CloudTraces, TransportSettings
from tests.collectors.answers import STAMP
from tests.collectors.compared import LISTS, RPC_SERVICES, SINGLE, Compared
from tests.collectors.test_lab_organizations import signed_in
from tests.lab.lab import Lab
from tests.lab.ldapsearch import Found, search
from tests.lab.model import BASE_DN
from tests.lab.names import CONFIGURATION_DN

pytestmark = pytest.mark.lab

ORGANIZATIONS = ("lab", "lab_2007", "lab_2010_2013", "lab_2016_2019", "lab_hostile")
STEPS = {step.sections[0]: step for step in DIRECTORY_STEPS if len(step.sections) == 1}


ALL = {*LISTS, *SINGLE, "rpc_services", "transport_settings", "cloud_traces"}
# What the account `narrow` may not see in an organisation of 2013 or later.
HIDDEN = {
    "send_connectors": "CN=Connections",
    "transport_settings": "CN=Transport Settings",
    "transport_rules": "CN=Transport Settings",
    "recipient_policies": "CN=Recipient Policies",
    "policies": "CN=Federation",
    "federation_trusts": "CN=Federation Trusts",
    "organization_relationships": "CN=Federation",
    "hybrid": "CN=Hybrid Configuration",
    "auth_configuration": "CN=Auth Configuration",
    "auth_servers": "CN=Auth Configuration",
    "partner_applications": "CN=Auth Configuration",
}

Row = tuple[object, ...]


@pytest.fixture(params=ORGANIZATIONS)
def made(request: pytest.FixtureRequest) -> Iterator[tuple[Lab, Directories, list[Found]]]:
    lab: Lab = request.getfixturevalue(request.param)
    dump = search(lab, f"CN=Services,{CONFIGURATION_DN}", "(objectClass=*)", ["*"])
    with closing(signed_in(lab, lab.reader)) as directories:
        yield lab, directories, dump


def collected(section: str, directories: Directories) -> Any:
    found = STEPS[section].collect(directories, STAMP)[section]
    assert isinstance(found, Collected)
    return found.data


def of_classes(compared: Compared, dump: Iterable[Found]) -> list[Found]:
    """The objects of exactly these classes: what derives from them is something else."""
    wanted = compared.classes.split()
    return [entry for entry in dump if entry["objectClass"][-1] in wanted and compared.where(entry["dn"][0])]


def first_name(dn: str) -> str:
    """The first name in a distinguished name, and whether its object was deleted."""
    escaped = re.match(r"[^=]+=((?:\\.|[^,\\])*)", dn, re.DOTALL)
    assert escaped
    raw = re.sub(
        rb"\\([0-9A-Fa-f]{2})|\\(.)",
        lambda found: bytes.fromhex(found[1].decode()) if found[1] else found[2],
        escaped[1].encode(),
    ).decode()
    name, deleted, _ = raw.partition("\nDEL:")
    return f"{name} (deleted)" if deleted else name


def server_in(dn: str) -> str:
    found = re.search(r"CN=([^,]+),CN=Servers,", dn)
    return found[1] if found else ""


def stored(value: object) -> tuple[str, ...]:
    """A field as the directory would hold it: a list of texts, of which most are alone."""
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(sorted(value))
    if isinstance(value, bool):
        return (str(value).upper(),)
    return (f"{value:%Y%m%d%H%M%S}.0Z" if isinstance(value, datetime) else str(value),)


def row_of(record: object, compared: Compared) -> Row:
    fields = [*compared.fields, *compared.names_of]
    server = (getattr(record, "server") or "",) if compared.has_server else ()  # noqa: B009 - as the others
    return (*server, getattr(record, "name", ""), *(stored(getattr(record, each)) for each in fields))


def row_in(entry: Found, compared: Compared, *, named: bool) -> Row:
    server = (server_in(entry["dn"][0]),) if compared.has_server else ()
    return (
        *server,
        entry["cn"][0] if named else "",
        *(tuple(sorted(entry.get(each, ()))) for each in compared.fields.values()),
        *(tuple(sorted(map(first_name, entry.get(each, ())))) for each in compared.names_of.values()),
    )


def compare(records: Sequence[object], compared: Compared, dump: list[Found], *, named: bool = True) -> None:
    ours = Counter(row_of(record, compared) for record in records)
    theirs = Counter(row_in(entry, compared, named=named) for entry in of_classes(compared, dump))
    assert ours == theirs


def test_every_section_is_what_the_directory_holds(made: tuple[Lab, Directories, list[Found]]) -> None:
    _, directories, dump = made
    for section, compared in LISTS.items():
        compare(collected(section, directories), compared, dump)
    compare(collected("rpc_services", directories), RPC_SERVICES, dump, named=False)
    for section, compared in SINGLE.items():
        found = collected(section, directories)
        compare([] if found is None else [found], compared, dump, named=False)


def test_kinds_are_told_apart(lab_2007: Lab, lab_2010_2013: Lab, lab_2016_2019: Lab) -> None:
    with closing(signed_in(lab_2007, lab_2007.reader)) as directories:
        items = lab_2007.expected.items
        by_kind = Counter(each.kind for each in collected("policies", directories))
        assert by_kind == {
            "managed-folder": len(items["managed folder"]),
            "managed-folder-policy": len(items["managed folder policy"]),
            "mobile-mailbox-policy": len(items["mobile policy"]),
        }
        legacy = [
            each.server for each in collected("virtual_directories", directories) if each.kind == "legacy"
        ]
        assert legacy == ["VIEUX03", "VIEUX03"]
        smtp = [each.server for each in collected("mail_protocols", directories) if each.protocol == "smtp"]
        assert smtp == ["VIEUX03"]
        rules = collected("transport_rules", directories)
        assert [(each.name, each.collection) for each in rules] == [("Mention légale", "Transport")]
        assert collected("auth_configuration", directories) is None
        assert collected("hybrid", directories) is None
    with closing(signed_in(lab_2010_2013, lab_2010_2013.reader)) as directories:
        kinds = {each.name: each.kind for each in collected("send_connectors", directories)}
        assert (kinds["Fax gateway"], kinds["Text messages"]) == ("foreign", "delivery-agent")
        assert {kinds[name] for name in kinds if name not in ("Fax gateway", "Text messages")} == {"smtp"}
        (pointer,) = [p for p in collected("autodiscover_points", directories) if p.kind == "pointer"]
        assert (pointer.addresses, pointer.domains) == (["LDAP://partner.test"], ["partner.test"])
        lists = {each.name: each.kind for each in collected("address_lists", directories)}
        assert lists["All Mail Users(VLV)"] == "system"
        assert lists["Default Global Address List"] == "global"
        back_end = [each for each in collected("virtual_directories", directories) if each.back_end]
        assert {each.server for each in back_end} == {"EX13A", "EX13B", "CAS13"}
        assert all(each.external_url is None for each in back_end)
        books = {
            each.name: each.virtual_directories for each in collected("offline_address_books", directories)
        }
        assert books["Web book"] == ["EX13A/OAB (Default Web Site)"]
    with closing(signed_in(lab_2016_2019, lab_2016_2019.reader)) as directories:
        (trust,) = collected("federation_trusts", directories)
        assert (trust.certificate.subject, trust.previous_certificate.subject) == ("CN=EX01", "CN=Federation")
        assert trust.account_namespace == "FYDIBOHF25SPDLT.northwind.test"
        connectors = {
            each.name: each.connector for each in collected("organization_relationships", directories)
        }
        assert [name for name, connector in connectors.items() if connector] == [
            "HybridIOC - 3f2c8f6e-6a5b-4d5e-9a54-0d1f6f3b1c11"
        ]
        by_kind = Counter(each.kind for each in collected("policies", directories))
        assert by_kind == {
            "retention-policy": 1,
            "retention-tag": 1,
            "mobile-mailbox-policy": 1,
            "owa-mailbox-policy": 1,
            "sharing-policy": 1,
            "authentication-policy": 1,
            "setting-override": 1,
        }


def test_transport_settings(made: tuple[Lab, Directories, list[Found]]) -> None:
    _, directories, dump = made
    found = collected("transport_settings", directories)
    assert isinstance(found, TransportSettings)
    settings, limits = (
        [entry for entry in dump if entry["objectClass"][-1] == each]
        for each in ("msExchTransportSettings", "msExchMessageDeliveryConfig")
    )
    assert stored(found.flags) == tuple(settings[0].get("msExchTransportSettingsFlags", ()))
    assert found.internal_servers == sorted(settings[0].get("msExchInternalSMTPServers", ()))
    assert stored(found.receive_limit) == tuple(limits[0]["delivContLength"])
    assert stored(found.send_limit) == tuple(limits[0]["submissionContLength"])
    assert stored(found.recipient_limit) == tuple(limits[0]["msExchRecipLimit"])


def test_cloud_traces(made: tuple[Lab, Directories, list[Found]]) -> None:
    lab, directories, dump = made
    found = collected("cloud_traces", directories)
    keywords = [
        keyword
        for entry in dump
        if "CN=Device Registration Configuration," in entry["dn"][0]
        for keyword in entry.get("keywords", ())
    ]
    told = dict(keyword.split(":", 1) for keyword in keywords)
    accounts = search(lab, BASE_DN, "(|(sAMAccountName=MSOL_*)(sAMAccountName=AAD_*))", ["sAMAccountName"])
    assert found == CloudTraces(
        tenant_name=told.get("azureADName"),
        tenant_id=told.get("azureADId"),
        synchronization_accounts=sorted(entry["sAMAccountName"][0] for entry in accounts),
    )


@pytest.mark.parametrize("organization", ["lab_2010_2013", "lab_2016_2019", "lab_hostile"])
def test_what_an_account_may_not_see_is_not_readable_and_never_none(
    organization: str, request: pytest.FixtureRequest
) -> None:
    lab: Lab = request.getfixturevalue(organization)
    with closing(signed_in(lab, lab.narrow)) as few, closing(signed_in(lab, lab.reader)) as all_rights:
        for section, container in HIDDEN.items():
            with pytest.raises(Trouble) as refused:
                STEPS[section].collect(few, STAMP)
            assert refused.value.code == "not-readable"
            assert str(refused.value.values["what"]).startswith(container), section
        for section in ALL - HIDDEN.keys():
            assert collected(section, few) == collected(section, all_rights), section


def test_of_an_older_organisation_only_what_it_has_is_hidden(lab_2007: Lab) -> None:
    """Exchange 2007 has no container for OAuth and hybrid: that there is none can be seen with few rights."""
    with closing(signed_in(lab_2007, lab_2007.narrow)) as few:
        assert collected("auth_configuration", few) is None
        assert collected("hybrid", few) is None
        assert collected("auth_servers", few) == collected("federation_trusts", few) == []
        for section in ("transport_rules", "recipient_policies", "send_connectors"):
            with pytest.raises(Trouble, match="not the same as there being none"):
                STEPS[section].collect(few, STAMP)


def test_a_forest_without_exchange(lab_without_exchange: Lab) -> None:
    with closing(signed_in(lab_without_exchange, lab_without_exchange.reader)) as directories:
        none = CloudTraces(tenant_name=None, tenant_id=None, synchronization_accounts=[])
        for section in ALL:
            assert collected(section, directories) in (None, [], none), section
