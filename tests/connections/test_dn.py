"""Distinguished names, with everything AD may escape in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.connections.dn import dns_of, key, name_before_conflict, name_of, parent, rdns, same
from scanner.inventory.names import points_to_deleted


@pytest.mark.parametrize(
    ("dn", "name"),
    [
        ("CN=EX07,CN=Servers,DC=x", "EX07"),
        ("CN=Smith\\, John,DC=x", "Smith, John"),
        ('CN=a\\=b\\+c\\"d\\\\e\\;f\\<g\\>h,DC=x', 'a=b+c"d\\e;f<g>h'),
        ("CN=\\#lead\\ ,DC=x", "#lead "),
        ("CN=gone\\0ADEL:1234,CN=Deleted Objects,DC=x", "gone (deleted)"),
        ("CN=\\0ADEL:1234,CN=Deleted Objects,DC=x", " (deleted)"),
        ("CN=EX07,CN=Servers,CN=LostAndFoundConfig,CN=Configuration,DC=x", "EX07 (deleted)"),
        ("CN=LostAndFoundConfig,CN=Configuration,DC=x", "LostAndFoundConfig"),
        ("CN=twice\\0ACNF:1234,DC=x", "twice\nCNF:1234"),
        ("CN=\\C3\\A9t\\C3\\A9,DC=x", "été"),
        ("CN=\\FF,DC=x", "\\xff"),
        ("CN=été\u200f,DC=x", "été\u200f"),
        ("CN=<script>,DC=x", "<script>"),
        ("CN=,DC=x", None),
        ("no name", None),
        ("", None),
        (None, None),
    ],
)
def test_the_name_of_an_object(dn: str | None, name: str | None) -> None:
    assert name_of(dn) == name


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("EX07\nCNF:5f0cb7a4", "EX07"),
        ("a\nb\nCNF:1", "a\nb"),
        ("EX07\nDEL:1", None),
        ("CNF:1", None),
        ("", None),
    ],
)
def test_a_name_before_its_conflict(name: str, before: str | None) -> None:
    assert name_before_conflict(name) == before


def test_pointers_to_deleted_objects_are_recognised() -> None:
    assert points_to_deleted(name_of("CN=gone\\0ADEL:1234,CN=Deleted Objects,DC=x"))
    assert not points_to_deleted(name_of("CN=EX07,CN=Deleted Objects,DC=x"))
    assert not points_to_deleted(None)


def test_parents() -> None:
    dn = "CN=a\\,b,CN=Servers,CN=Paris,DC=x"
    assert rdns(dn) == ["CN=a\\,b", "CN=Servers", "CN=Paris", "DC=x"]
    assert parent(dn) == "CN=Servers,CN=Paris,DC=x"
    assert parent(dn, 2) == "CN=Paris,DC=x"
    assert parent("DC=x") == parent("") == ""


def test_names_are_the_same_whatever_their_case_and_spaces() -> None:
    assert same("CN=A, DC=x", "cn=a,dc=X")
    assert not same("CN=a,DC=x", "CN=a,DC=y")


@pytest.mark.parametrize(
    ("dn", "dns"),
    [("CN=a,DC=Corp,DC=test", "corp.test"), ("DC=x", "x"), ("CN=a", None), ("", None), (None, None)],
)
def test_the_domain_of_a_name(dn: str | None, dns: str | None) -> None:
    assert dns_of(dn) == dns


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    name_of(text)
    key(parent(text))
    dns_of(text)


@given(st.text(min_size=1, max_size=20).filter(lambda text: "\x00" not in text))
def test_an_escaped_name_comes_back(text: str) -> None:
    escaped = "".join(f"\\{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))
    if not any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        assert name_of(f"CN={escaped},DC=x") == text
