"""exready.toml: declared facts, acceptances, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import samples
from checks.check import TIMES, all_checks
from tests.exready.conftest import Run

SERVER = """
[declare]
by = "M. Leroy"
on = 2026-11-20
[[declare.servers]]
name = "LYO-EX31"
targets = ["exchange-se"]
architecture = "x64"
sockets = 2
cores = 24
memory_gb = 128
windows = "Windows Server 2025"
edition = "Standard"
installation = "Server Core"
system_drive_gb_free = 120
file_system = "NTFS"
page_file_mb = 32768
"""


def findings(run: Run, file: Path, toml: str, target: str = "exchange-se") -> dict[str, dict[str, Any]]:
    Path("exready.toml").write_text(toml, "utf-8")
    ended = run("check", file, "--target", target, "--json", "--as-of", "2026-11-22")
    assert ended.code == 0, ended.err
    return {finding["check"]: finding for finding in json.loads(ended.out)["findings"]}


def of_what_can_be_declared(found: dict[str, Any]) -> dict[str, Any]:
    """The rows about a server that read nothing but what exready.toml can say of it."""
    said = {"processor", "memory", "operating_system", "volumes", "page_file", "candidate", *TIMES}
    return {
        name: row
        for name, row in found.items()
        if name.startswith("server-") and set(all_checks()[name].reads) <= said
    }


def test_a_server_still_to_be_bought_is_judged_and_marked(run: Run, bremond: Path) -> None:
    found = findings(run, bremond, SERVER)
    server = of_what_can_be_declared(found)
    assert server.pop("server-database-drives")["status"] == "not-verified"
    assert {f["status"] for f in server.values()} == {"met"}
    assert all(f["read_from"]["declared"] for f in server.values())
    assert all(f["read_from"]["declared_by"] == ["M. Leroy"] for f in server.values())
    assert {f["subject"]["name"] for f in server.values()} == {"LYO-EX31"}


def test_what_a_declaration_leaves_out_is_not_verified(run: Run, bremond: Path) -> None:
    found = findings(run, bremond, SERVER.replace("memory_gb = 128", "").replace('edition = "Standard"', ""))
    server = of_what_can_be_declared(found)
    del server["server-database-drives"]
    assert {name for name, f in server.items() if f["status"] == "not-verified"} == {
        "server-memory", "server-page-file", "server-edition",
    }  # fmt: skip


def test_declared_clients_never_replace_collected_ones(run: Run, bremond: Path, tmp_path: Path) -> None:
    toml = '[declare]\nby = "X"\non = 2026-11-20\n[[declare.clients]]\nversion = "16.0"\nusers = 5\n'
    assert findings(run, bremond, toml)["clients-outlook"]["status"] == "blocker"
    partly = tmp_path / "partly.json"
    partly.write_bytes(samples.read("partly-read"))
    declared = findings(run, partly, toml)["clients-outlook"]
    assert declared["status"] == "met"
    assert declared["read_from"]["declared"] is True


def test_acceptances_keep_the_status(run: Run, bremond: Path) -> None:
    toml = (
        'targets = ["exchange-se"]\n[[accept]]\ncheck = "ad-forest-level"\nscope = "BREMOND.local"\n'
        'reason = "DCs come in January"\nby = "M. Leroy"\nuntil = {until}\n'
    )
    Path("exready.toml").write_text(toml.format(until="2026-11-22"))
    document = json.loads(run("check", bremond, "--json", "--as-of", "2026-11-22").out)
    level = next(f for f in document["findings"] if f["check"] == "ad-forest-level")
    assert (level["status"], level["accepted"]["by"]) == ("blocker", "M. Leroy")
    assert document["targets"][0]["counts"]["accepted"] == 1
    assert [target["id"] for target in document["targets"]] == ["exchange-se"]
    Path("exready.toml").write_text(toml.format(until="2026-11-21"))
    document = json.loads(run("check", bremond, "--json", "--as-of", "2026-11-22").out)
    assert document["acceptances"][0]["state"] == "expired"
    assert all(f["accepted"] is None for f in document["findings"])


@pytest.mark.parametrize(
    ("toml", "sentence", "hint"),
    [
        ('target = ["exchange-se"]', "unknown field `target`", "Did you mean targets?"),
        ('[scan]\ndomian = "a.b"', "unknown field `domian`", "Did you mean domain?"),
        ("[scan]\ntimeout = 'soon'", "Expected `int | null`", ""),
        ("targets = [", "not valid TOML", ""),
        ('[declare]\nby = "x"', "missing required field `on`", ""),
        (SERVER.replace("Server 2025", "Server 2O25"), "windows must be one of", ""),
        ('[[accept]]\ncheck = "x"', "missing required field", ""),
    ],
)
def test_mistakes_are_refused(run: Run, bremond: Path, toml: str, sentence: str, hint: str) -> None:
    Path("exready.toml").write_text(toml, "utf-8")
    ended = run("check", bremond)
    assert ended.code == 2
    assert sentence in ended.err
    assert hint in ended.err


@pytest.mark.parametrize(
    "toml",
    [
        '[scan]\npassword = "{}"',
        'PassWord = "{}"',
        '[auth]\npasswd = "{}"',
        '[scan]\n"pwd" = "{}"',
        '[[declare.servers]]\nname = "X"\nsecret = "{}"',
        '[declare.tenant]\nclient_secret = "{}"',
        '[anything.at.all]\n"API Token" = ["{}"]',
        '[password]\nreader = "{}"',
    ],
)
def test_a_key_for_a_secret_is_refused_in_any_table(run: Run, bremond: Path, toml: str) -> None:
    Path("exready.toml").write_text(toml.format("canary-8f2e"), "utf-8")
    ended = run("check", bremond)
    assert ended.code == 2
    assert "takes no secret from a file" in ended.err
    for word in ("exready auth login", "EXREADY_PASSWORD", "prompt"):
        assert word in ended.err
    assert "canary" not in ended.out + ended.err


def test_a_config_that_is_not_there(run: Run, bremond: Path) -> None:
    ended = run("check", bremond, "--config", "other.toml")
    assert ended.code == 2
    assert "other.toml cannot be read" in ended.err


TENANT = """
[declare]
by = "M. Leroy"
on = 2026-11-20
[declare.tenant]
verified_domains = ["bremond.example"]
unused_domains = ["bremond.local"]
licences = 371
directory_synchronization = true
entra_connect = "2.5.190.0"
"""


def test_what_is_said_of_the_tenant_is_judged_and_marked(run: Run, bremond: Path) -> None:
    found = findings(run, bremond, TENANT, "m365-staged")
    for check in (
        "m365-verified-domains",
        "m365-licences",
        "m365-directory-synchronization",
        "m365-entra-connect",
    ):
        assert found[check]["status"] == "met", check
        assert found[check]["read_from"]["declared_by"] == ["M. Leroy"]
    assert found["m365-migration-account"]["status"] == "not-verified"


def test_one_licence_too_few_and_a_domain_forgotten_block(run: Run, bremond: Path) -> None:
    toml = TENANT.replace("371", "370").replace('unused_domains = ["bremond.local"]', "")
    found = findings(run, bremond, toml, "m365-staged")
    assert found["m365-licences"]["status"] == "blocker"
    assert found["m365-verified-domains"]["status"] == "blocker"


def test_a_tenant_is_a_gap_only_where_somebody_asks_for_it(run: Run, bremond: Path) -> None:
    for target, missing in (("exchange-se", False), ("m365-staged", True)):
        ended = run("check", bremond, "--target", target, "--json")
        sections = {gap["section"] for gap in json.loads(ended.out)["gaps"]}
        assert ("tenant" in sections) is missing


@pytest.mark.parametrize(
    ("toml", "words", "expected"),
    [
        ("", (), None),
        ("[decision]\ncloud_ok = true\n", (), "exchange-2007>m365-staged"),
        ("", ("--cloud-ok",), "exchange-2007>m365-staged"),
        ("[decision]\ncloud_ok = true\n", ("--on-premises-only",),
         "exchange-2007>exchange-2013>exchange-2016>exchange-se"),
        ("[decision]\ncloud_ok = true\ncoexistence = true\n", (),
         "exchange-2007>exchange-2013>exchange-2016>exchange-se:bridge>m365-hybrid"),
        ("[decision]\ncoexistence = true\n", ("--cloud-ok", "--no-coexistence"), "exchange-2007>m365-staged"),
        ("", ("--cloud-ok", "--keep-mailboxes-on-premises"),
         "exchange-2007>exchange-2013>exchange-2016>exchange-se:bridge>m365-hybrid"),
        ("", ("--cloud-ok", "--weeks", "3"), "exchange-2007>m365-staged"),
    ],
)  # fmt: skip
def test_the_command_line_goes_before_the_file(
    run: Run, bremond: Path, toml: str, words: tuple[str, ...], expected: str | None
) -> None:
    Path("exready.toml").write_text(toml, "utf-8")
    ended = run("check", bremond, *words, "--json", "--as-of", "2026-11-25")
    assert json.loads(ended.out)["decision"]["recommended"] == expected


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[decision]\nweek = 3\n", "Did you mean weeks?"),
        ("[decision]\nweeks = 0\n", "weeks must be 1 or more"),
        ('[decision]\ncloud_ok = "yes"\n', "cloud_ok"),
    ],
)
def test_wrong_answers_are_refused(run: Run, bremond: Path, toml: str, said: str) -> None:
    Path("exready.toml").write_text(toml, "utf-8")
    ended = run("check", bremond)
    assert ended.code == 2
    assert said in ended.err


def test_the_report_takes_the_same_answers(run: Run, bremond: Path) -> None:
    ended = run("report", bremond, "--format", "json", "-o", "r.json", "--cloud-ok")
    assert ended.code == 0
    assert (
        json.loads(Path("r.json").read_text("utf-8"))["decision"]["recommended"]
        == "exchange-2007>m365-staged"
    )
