"""Inventories with their names replaced: no name is left, in no notation, and every finding is what it was."""

from __future__ import annotations

import base64
import quopri
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import samples
from checks.engine import judge
from checks.rule_book import RuleBook
from checks.vocabulary import compared
from reports.difference import difference
from reports.environment_changes import changes_between
from scanner.anonymity.fields import kinds, records, text_fields
from scanner.anonymity.inventories import HOLDS_NO_NAMES, anonymized
from scanner.anonymity.texts import Renamer, Words
from scanner.inventory.absence import REASONS, Collected, Failed
from scanner.inventory.model import Inventory
from scanner.inventory.store import load, save
from tests.anonymity.filled import STATES, filled
from tests.golden.test_golden import AS_OF, FOLDER
from tests.sample_organizations.opened import data, opened

RULE_BOOK = RuleBook()
COMPARED = tuple(compared(RULE_BOOK))
SALT = b"salt of the tests"
CANARIES = ("Qzvbrandtweiler", "Ödlhøfsquarré", "КрупаЩитовский", "株式会社漢字太郎")


def without_names(inventory: Inventory) -> Inventory:
    return anonymized(inventory, SALT, COMPARED)


def notations(name: str) -> dict[str, str]:
    """How a name may stand in a text of the directory, of a log or of an address."""
    raw = name.encode()
    return {
        "plain": name,
        "in capitals": name.upper(),
        "base64": base64.b64encode(raw).decode(),
        "base64 of UTF-16": base64.b64encode(name.encode("utf-16-le")).decode(),
        "punycode": "xn--" + name.encode("punycode").decode(),
        "quoted-printable": quopri.encodestring(raw, quotetabs=True).decode() if not name.isascii() else name,
        "hexadecimal": raw.hex(),
        "hexadecimal of UTF-16": name.encode("utf-16-le").hex(),
        "escaped for a distinguished name": "".join(f"\\{byte:02X}" for byte in raw),
        "escaped for a URL": "".join(f"%{byte:02X}" for byte in raw),
        "escaped for JSON": "".join(f"\\u{ord(character):04x}" for character in name),
    }


def sentence(name: str) -> str:
    """Each notation in the company of what stays in an inventory."""
    said = " ".join(notations(name).values())
    return (
        f"{said} CN={name},OU={name},DC={name},DC=local /o={name}/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)"
        f" SMTP:{name}@{name}.mail.onmicrosoft.com https://{name}.example:443/owa/{name} C:\\{name}\\{name}.edb"
        f" *.{name}.com {name}1 _{name}_ MSExchange{name} HealthMailbox{name} {name} (deleted)"
    )


@pytest.mark.parametrize(("state", "names"), list(zip(STATES, (4, 1, 2, 1), strict=True)))
def test_no_name_in_any_field_is_left_in_any_notation(state: type, names: int, tmp_path: Path) -> None:
    inventory = filled("; ".join(map(sentence, CANARIES[:names])), state)
    save(tmp_path / "a.json", without_names(inventory))
    body = (tmp_path / "a.json").read_text("utf-8")
    shown = (body.casefold(), body.encode("ascii", "backslashreplace").decode().casefold())
    left = [
        (name, notation)
        for name in CANARIES[:names]
        for notation, written in notations(name).items()
        for each in (written.casefold(), written.casefold().replace("\\", r"\\"))
        if any(each in text for text in shown)
    ]
    assert left == []
    assert "mail.onmicrosoft.com" in body
    assert load(tmp_path / "a.json")[0].holds == HOLDS_NO_NAMES


def test_every_field_that_can_hold_text_has_a_kind_and_no_other_has() -> None:
    fields = {(record.__name__, name) for record in records() for name in text_fields(record)}
    assert set(kinds()) == fields, (
        "say in scanner/anonymity/fields.toml of what kind the text of a new field is"
    )


@pytest.mark.parametrize("name", samples.names())
def test_every_finding_is_what_it_was(name: str) -> None:
    """The golden table of a sample is its judgement with the names in it."""
    ids = [each for base in RULE_BOOK.target_ids() for each in (base, *RULE_BOOK.release_ids(base))]
    targets = [RULE_BOOK.target(each) for each in ids]
    judged = judge(without_names(opened(name)), "", targets, as_of=AS_OF, tool="test")
    assert judged.broken == []
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    rows = [row for row in judged.results.findings if row.status != "not-applicable"]
    assert lines[: len(targets)] == [f"{each.id}: {each.verdict}" for each in judged.results.targets]
    said = [
        re.match(r"(\S+) (\S+) .*? (met|warning|blocker|not-verified): ", line)
        for line in lines[len(targets) :]
    ]
    before = Counter(each.groups() for each in said if each)
    assert before == Counter((row.target, row.check, row.status) for row in rows)
    assert before.total() == len(said)


def judgement(inventory: Inventory) -> Any:
    targets = [RULE_BOOK.target("exchange-se"), RULE_BOOK.target("m365-hybrid")]
    return judge(inventory, "", targets, as_of=AS_OF, tool="test").results


def test_two_files_of_one_salt_differ_as_the_two_they_are_made_of() -> None:
    old = opened("exchange-2016-2019")
    servers, domains = old.servers, old.accepted_domains
    assert isinstance(servers, Collected)
    new = replace(
        old,
        servers=replace(servers, data=[replace(servers.data[0], site="Elsewhere"), *servers.data[2:]]),
        accepted_domains=replace(domains, data=[replace(data(domains)[0], name="new.local"), *data(domains)]),
    )
    both = [(old, new), (without_names(old), without_names(new))]
    changes = [
        [(each.section, each.change, sorted(each.fields or ())) for each in changes_between(*pair)]
        for pair in both
    ]
    assert changes[0] == changes[1] != []
    found = [difference(*map(judgement, pair)) for pair in both]
    moved = [
        Counter((row.check, row.target, row.movement, row.cause) for row in each.findings) for each in found
    ]
    assert moved[0] == moved[1] != Counter()
    assert found[0].verdicts == found[1].verdicts


@pytest.mark.parametrize(
    ("text", "stays", "goes"),
    [
        ("wei.li", [], ["wei", "li"]),
        ("SMTP:wei.li@mail.acme.local", ["SMTP:", "@mail.", ".local"], ["wei", "li", "acme"]),
        ("X500:/o=Org/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=Asia.Li",
         ["X500:/o=", "/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn="], ["Asia", "Li", "Org"]),
        ("Server Page", [], ["Server", "Page"]),
        ("SystemMailbox{1f05a927-89c0-4725-adca-4527114196a1}",
         ["SystemMailbox{1f05a927-89c0-4725-adca-4527114196a1}"], []),
    ],
)  # fmt: skip
def test_of_the_name_of_a_person_nothing_stays_that_a_domain_may_end_in(
    text: str, stays: list[str], goes: list[str]
) -> None:
    renamer = Renamer(SALT, Words(COMPARED))
    told = renamer.text(text, "people")
    assert all(part in told for part in stays)
    assert set(re.findall(r"\w+", told)).isdisjoint(goes)
    assert len(told) == len(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("CN=Srv,DC=acme,DC=local", r"CN=\w+,DC=\w+,DC=local"),
        ("CN=mail.acme.fr,O=Acme,C=FR", r"CN=mail\.\w+\.fr,O=\w+,C=FR"),
        ("wei.li@acme.fr", r"\w+\.\w+@\w+\.fr"),
        ("https://owa.acme.fr:443/owa", r"https://owa\.\w+\.fr:443/owa"),
        ("SMTP:*.acme.de;10", r"SMTP:\*\.\w+\.de;10"),
        (r"D:\Acme\Mailbox\DB7.edb", r"D:\\\w+\\Mailbox\\\w+\.edb"),
        ("<I>CN=Acme CA<S>CN=mail.acme.fr", r"<I>CN=\w+ \w+<S>CN=mail\.\w+\.fr"),
        ("S-1-5-21-1737998276-277909330-2308562664-500", r"S-1-5-21-\d{10}-\d{9}-\d{10}-500"),
        ("EX07 (deleted)", r"\w+ \(deleted\)"),
        ("%1g.%s@acme.fr", r"%1g\.%s@\w+\.fr"),
        ("[10.1.2.3]", r"\[10\.\d+\.\d+\.\d+\]"),
    ],
)
def test_what_says_of_what_kind_a_name_is_stays(text: str, kept: str) -> None:
    told = Renamer(SALT, Words()).text(text, "names")
    assert re.fullmatch(kept, told)
    assert not re.search("acme", told, re.IGNORECASE)
    assert told != text or "(" in text or "[" in text


def test_another_salt_gives_other_names_and_the_inventory_itself_stays() -> None:
    inventory = opened("partly-read")
    forest = data(inventory.forest).name
    names = {data(anonymized(inventory, salt).forest).name for salt in (b"one", b"two")}
    assert len(names | {forest}) == 3
    assert {len(name) for name in names} == {len(forest)}
    assert {name.rpartition(".")[-1] for name in names} == {"local"}
    assert data(inventory.forest).name == forest


def test_a_reason_still_fits_its_sentence() -> None:
    renamer = Renamer(SALT, Words())
    for code, reason in REASONS.items():
        places = re.findall(r"{(\w+)}", reason.sentence + reason.hint)
        assert [renamer.text(each, "terms") for each in (code, *places)] == [code, *places]


def test_a_hidden_name_in_a_reason_is_the_one_it_has_elsewhere() -> None:
    hidden = without_names(opened("partly-read"))
    hosts = {host.name for host in hidden.hosts}
    reasons = [host.memory.values for host in hidden.hosts if isinstance(host.memory, Failed)]
    assert {reason["host"] for reason in reasons} < hosts
