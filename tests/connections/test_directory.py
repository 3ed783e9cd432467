"""What a directory answers, well or badly, over a real socket."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from scanner.connections.directory import Directory
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from tests.connections.ldap_server import (
    HELLO,
    Reply,
    directory,
    disconnection,
    done,
    entry,
    raw,
    reference,
    server,
    signed_in,
    tlv,
)

USER = entry("CN=a,DC=corp", {"cn": [b"a"]})
OTHER = entry("CN=b,DC=corp", {"cn": [b"b"]})


def search(found: Directory) -> list[Entry]:
    return list(found.search("DC=corp,DC=test", "sub", "(cn=*)", ["cn"]))


def test_what_the_server_is() -> None:
    with directory() as found:
        assert (found.name, found.domain) == ("dc1.corp.test", "corp.test")
        assert found.naming["configuration"] == "CN=Configuration,DC=corp,DC=test"
        assert not found.lost


def test_a_server_that_is_no_domain_controller() -> None:
    with (
        server([entry("", {"vendorName": [b"x"]}), done()]) as (client, _),
        pytest.raises(Trouble, match="not an Active Directory domain controller"),
    ):
        signed_in(client, 5)


def test_pages_are_followed_to_the_end() -> None:
    with directory([USER, done(cookie=b"next")], [OTHER, done(cookie=b"")]) as found:
        assert [each.text("cn") for each in search(found)] == ["a", "b"]


def test_references_to_other_servers_are_left_alone() -> None:
    with directory([USER, reference("ldap://lab.corp.test/DC=lab"), done()]) as found:
        assert [each.dn for each in search(found)] == ["CN=a,DC=corp"]


def test_a_base_that_does_not_exist_holds_nothing() -> None:
    with directory([done(32, "0000208D: NameErr")], [done(32)]) as found:
        assert search(found) == []
        assert found.base("CN=x", ["cn"]) is None


def test_values_in_ranges_are_fetched_to_the_end() -> None:
    first = entry("CN=g", {"member;range=0-1": [b"1", b"2"]})
    second = entry("CN=g", {"member;range=2-3": [b"3", b"4"]})
    last = entry("CN=g", {"member;range=4-*": [b"5"]})
    with directory([first, done()], [second, done()], [last, done()]) as found:
        (group,) = found.search("CN=g", "sub", "(cn=g)", ["member"])
        assert group.texts("member") == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    "rest",
    [
        [done()],
        [entry("CN=g", {"member;range=0-1": [b"1"]}), done()],
        [entry("CN=g", {"cn": [b"g"]}), done()],
    ],
    ids=["nothing", "from the start", "another attribute"],
)
def test_ranges_that_do_not_go_on_are_an_error_not_an_endless_loop(rest: Sequence[Reply]) -> None:
    first = [entry("CN=g", {"member;range=0-1": [b"1", b"2"]}), done()]
    with directory(first, rest) as found, pytest.raises(Trouble, match="broke off the values of member"):
        list(found.search("CN=g", "sub", "(cn=g)", ["member"]))


def test_a_question_in_the_middle_of_a_search_does_not_disturb_it() -> None:
    with directory([USER, done(cookie=b"c")], [OTHER, done()], [OTHER, done(cookie=b"")]) as found:
        answers = found.search("DC=corp", "sub", "(cn=*)", ["cn"])
        assert next(answers).text("cn") == "a"
        assert found.base("CN=b", ["cn"]) is not None
        assert next(answers).text("cn") == "b"


@pytest.mark.parametrize(
    ("answers", "code", "words"),
    [
        ([done(50)], "access-denied", "does not let this account read DC=corp,DC=test"),
        ([USER, done(3)], "server-refused", "time limit was exceeded (3)"),
        ([USER, done(4)], "server-refused", "size limit was exceeded (4)"),
        ([USER, done(11)], "server-refused", "administrative limit was exceeded (11)"),
        ([done(10, "referral")], "server-refused", "refers to another server (10)"),
        ([disconnection("shutting down")], "connection-lost", "shutting down"),
        ([raw(b"")], "connection-lost", "the server hung up"),
        ([raw(tlv(0x30, b"\x02\x01")[:5])], "connection-lost", "the server hung up"),
        ([raw(b"HTTP/1.1 400 Bad Request\r\n")], "server-refused", "not LDAP"),
        ([raw(b"\x30\x84\xff\xff\xff\xff")], "server-refused", "impossible length"),
        ([raw(b"\x30\x80\x00\x00")], "server-refused", "impossible length"),
        ([raw(tlv(0x30, b"\x02\x01\x02\x61\x00"))], "server-refused", "malformed message"),
        ([raw(b"\x30\x00")], "server-refused", "malformed message"),
        ([lambda id: done()(id + 7)], "server-refused", "a question that was not asked"),
        (
            [lambda id: tlv(0x30, b"\x02\x01\x02", tlv(0x6B, b"\x0a\x01\x00"))],
            "server-refused",
            "message of kind 11",
        ),
    ],
)
def test_bad_answers_have_a_sentence(answers: Sequence[Reply], code: str, words: str) -> None:
    with directory(answers) as found:
        with pytest.raises(Trouble) as trouble:
            search(found)
        assert trouble.value.code == code
        assert words in str(trouble.value)


def test_a_connection_cut_between_two_pages() -> None:
    with directory([USER, done(cookie=b"next")]) as found:
        with pytest.raises(Trouble, match="was lost"):
            search(found)
        assert found.lost


def test_the_next_page_is_asked_for_before_this_one_is_used() -> None:
    with server(HELLO, [USER, done(cookie=b"next")], [OTHER, done()]) as (client, requests):
        answers = signed_in(client, 5).search("DC=corp", "sub", "(cn=*)", ["cn"])
        assert next(answers).text("cn") == "a"
        limit = time.monotonic() + 5
        while len(requests) < 3 and time.monotonic() < limit:
            time.sleep(0.01)
        assert b"next" in requests[2]
        assert [each.text("cn") for each in answers] == ["b"]


def test_the_time_one_takes_over_a_page_is_not_the_servers() -> None:
    with directory([USER, done(cookie=b"next")], [OTHER, done()], seconds=0.3) as found:
        answers = found.search("DC=corp", "sub", "(cn=*)", ["cn"])
        next(answers)
        time.sleep(0.5)
        assert [each.text("cn") for each in answers] == ["b"]


def test_a_search_given_up_leaves_nothing_behind_for_the_next_question() -> None:
    with directory([USER, done(cookie=b"c")], [OTHER, done(cookie=b"d")], [USER, done()]) as found:
        answers = found.search("DC=corp", "sub", "(cn=*)", ["cn"])
        next(answers)
        del answers
        assert [each.text("cn") for each in search(found)] == ["a"]


def test_a_cookie_that_is_refused() -> None:
    with directory([USER, done(cookie=b"next")], [done(12, "00002040: SvcErr")]) as found:
        with pytest.raises(Trouble, match="does not support a needed extension"):
            search(found)
        assert not found.lost


def test_nothing_more_is_asked_on_a_broken_connection() -> None:
    with directory([raw(b"rubbish")]) as found:
        for _ in range(2):
            with pytest.raises(Trouble):
                search(found)


def test_a_server_that_drips_ends_at_the_limit_for_the_whole_answer() -> None:
    begun = time.monotonic()
    with server(HELLO, pause=0.1) as (client, _), pytest.raises(Trouble) as trouble:
        signed_in(client, 0.6)
    assert trouble.value.code == "timed-out"
    assert 0.5 < time.monotonic() - begun < 3
