"""The scripts themselves: whole PowerShell of the first version, in ASCII, that only reads and prints what it says.

No PowerShell can be had here, so nothing of this shows that they run; docs/verified-on.md says so.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tree_sitter import Node

from scanner.scripts import assemble
from scanner.scripts.exchange_commands import COMMANDS, SERVER
from scanner.scripts.rows import kinds
from tests.scripts.constructs import CONSTRUCTS, Construct, newer
from tests.scripts.grammar import arguments, literal, name_of, nodes, text, tree
from tests.scripts.printed import PROPERTY

SCRIPTS = {
    "host": assemble.host(),
    "exchange": assemble.exchange(),
    "clients": assemble.clients(folders=[r"D:\Logs\d'accès"]),
}
EACH = pytest.mark.parametrize("name", SCRIPTS)

# Every command a script may call, each of which only reads or only shapes what was read.
READS = {
    "Get-ChildItem", "Get-Command", "Get-ExecutionPolicy", "Get-LogonStatistics", "Get-PSSnapin", "Get-WindowsFeature",
    "Get-WmiObject", *(command.name for command in COMMANDS),
}  # fmt: skip
SHAPES = {"ForEach-Object", "Sort-Object", "Out-Null"}
# They load commands and objects into the memory of this process.
LOADS = {"Add-PSSnapin", "Import-Module", "New-Object"}
# Of the commands above, those that PowerShell 1.0 lacks: their block fails there, alone.
NEWER_COMMANDS = {"Import-Module", "Get-WindowsFeature"}
OBJECTS = {"Text.StringBuilder", "Security.Cryptography.HMACSHA1", "IO.StreamReader", "IO.FileInfo"}
STATIC = {
    "[Array]::IndexOf", "[BitConverter]::ToInt32", "[Console]::Out", "[Convert]::ToBase64String", "[DateTime]::UtcNow",
    "[Diagnostics.FileVersionInfo]::GetVersionInfo", "[Environment]::ExpandEnvironmentVariables",
    "[Globalization.CultureInfo]::InvariantCulture", "[IO.Directory]::Exists", "[IO.Directory]::GetDirectories",
    "[IO.Directory]::GetFiles", "[IO.File]::Exists", "[IO.File]::Open", "[IO.File]::ReadAllText",
    "[IO.FileAccess]::Read", "[IO.FileMode]::Open", "[IO.FileShare]::ReadWrite", "[IO.Path]::Combine",
    "[Microsoft.Win32.Registry]::LocalMachine", "[Text.Encoding]::ASCII", "[Text.Encoding]::UTF8", "[regex]::Matches",
    "[string]::Join",
}  # fmt: skip
METHODS = {
    "AddDays", "AddSeconds", "Append", "Close", "ComputeHash", "ContainsKey", "GetBytes", "GetString", "GetSubKeyNames",
    "GetType", "GetValue", "GetValueNames", "IndexOf", "Matches", "OpenSubKey", "ReadLine", "Replace", "Split",
    "StartsWith", "Substring", "ToCharArray", "ToLower", "ToString", "ToUniversalTime", "Trim", "WriteLine",
}  # fmt: skip
PARAMETERS = {
    "Get-WmiObject": {"-Filter", "-Namespace"},
    "Get-PSSnapin": {"-ErrorAction"},
    "Get-Command": {"-ErrorAction"},
    "Get-LogonStatistics": {"-Server"},
    "Sort-Object": {"-Descending", "-Unique"},
    **{
        command.name: {
            f"-{name}" for other in COMMANDS if other.name == command.name for name, _ in other.parameters
        }
        for command in COMMANDS
    },
}


def commands(script: str) -> list[tuple[str, Node]]:
    return [(name, node) for node in nodes(tree(script), "command") if (name := name_of(node)) is not None]


def functions(script: str) -> set[str]:
    return {text(node) for node in nodes(tree(script), "function_name")}


@EACH
def test_it_is_whole_powershell(name: str) -> None:
    assert not tree(SCRIPTS[name]).has_error
    assert tree(SCRIPTS[name] + "\nif ($true) {\n").has_error, "the grammar accepts anything"


@EACH
def test_it_holds_nothing_that_powershell_1_lacks(name: str) -> None:
    used = {command for command, _ in commands(SCRIPTS[name])} & NEWER_COMMANDS
    assert used == (NEWER_COMMANDS if name == "host" else set())
    assert list(newer(SCRIPTS[name])) == []


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda construct: construct.name)
def test_each_newer_construct_is_refused(construct: Construct) -> None:
    assert any(construct.name in found for found in newer(f"{construct.sample}\n$x = 1\n"))


@EACH
def test_it_is_ascii_that_survives_any_line_ends(name: str) -> None:
    script = SCRIPTS[name]
    assert re.fullmatch(r"[ -~\n]*", script)
    assert assemble.windows_text(script).count(b"\r\n") == script.count("\n") > 20
    # A here-string or a line that goes on after a ` would mean something else with CR before the LF.
    assert not re.search(r"""@['"]$|`$""", script, re.MULTILINE)


@EACH
def test_it_calls_only_what_reads(name: str) -> None:
    own = functions(SCRIPTS[name])
    called = {command for command, _ in commands(SCRIPTS[name])}
    assert called - own <= READS | SHAPES | LOADS
    assert all(command.startswith("Get-") for command in READS)


@EACH
def test_it_uses_only_parameters_that_only_read(name: str) -> None:
    own = functions(SCRIPTS[name])
    for command, node in commands(SCRIPTS[name]):
        given = {text(argument) for argument in arguments(node) if argument.type == "command_parameter"}
        assert command in own or given <= PARAMETERS.get(command, set()), text(node)


@EACH
def test_it_makes_only_objects_in_memory(name: str) -> None:
    made = {text(arguments(node)[0]) for command, node in commands(SCRIPTS[name]) if command == "New-Object"}
    assert made <= OBJECTS


@EACH
def test_it_uses_only_members_that_only_read(name: str) -> None:
    root = tree(SCRIPTS[name])
    static = set()
    for node in nodes(root, "invocation_expression", "member_access"):
        shown = re.match(r"(\[[\w.]+\]::\w+)", text(node))
        static |= {shown[1]} if shown else set()
    assert static <= STATIC
    called = {
        text(child)
        for node in nodes(root, "invocation_expression")
        for child in node.children
        if child.type == "member_name"
    }
    assert called - {each.rpartition("::")[2] for each in STATIC} <= METHODS


@EACH
def test_it_writes_nothing(name: str) -> None:
    assert list(nodes(tree(SCRIPTS[name]), "redirection")) == []
    # Assignments go to variables and to what was made here, never to a property of what was read.
    for node in nodes(tree(SCRIPTS[name]), "left_assignment_expression"):
        assert re.fullmatch(r"\$[\w:]+(\[.*\])?", text(node)), text(node)


@pytest.mark.parametrize(
    "sample",
    ["Remove-Item x", "Set-ItemProperty x", "New-Item x", "Win32_Product", "Test-OutlookConnectivity"],
)
def test_what_changes_things_is_not_on_the_list(sample: str) -> None:
    assert sample.split()[0] not in READS | SHAPES | LOADS
    assert not any(
        sample.split()[0] in script.replace("# From the registry: Win32_Product", "")
        for script in SCRIPTS.values()
    )


def test_every_command_of_the_table_only_reads() -> None:
    for command in COMMANDS:
        assert re.fullmatch(r"Get-[A-Za-z]+", command.name)
        assert all(re.fullmatch(r"[A-Za-z0-9]+", each.name) for each in command.properties)
        assert all(value in ("", SERVER, "Unlimited", "\\") for _, value in command.parameters)
        assert len({each.column for each in command.properties}) == len(command.properties)


# Scripts and grammar say the same.


def rows_of(script: str) -> list[tuple[str, int, str | None]]:
    """Each kind of row that a script prints, with its number of columns and the block it stands in."""
    found = []
    for command, node in commands(script):
        given = arguments(node)
        if command in ("Row", "KeyRow") and (kind := literal(given[0])) is not None:
            columns = len(given) - 1 if command == "Row" else 1 + len(list(nodes(given[3], "string_literal")))
            found.append((kind, columns, block_around(node)))
    return found


def block_around(node: Node) -> str | None:
    """The block a command stands in; that of a function is not known."""
    parent = node.parent
    while parent is not None:
        if parent.type == "command" and name_of(parent) == "Block":
            return literal(arguments(parent)[0])
        parent = parent.parent
    return None


@EACH
def test_it_prints_the_rows_of_the_grammar(name: str) -> None:
    for kind, columns, block in rows_of(SCRIPTS[name]):
        assert kind in kinds(), kind
        assert columns == len(kinds()[kind].columns), kind
        assert block is None or not kinds()[kind].blocks or block in kinds()[kind].blocks, (kind, block)


def test_every_kind_of_the_grammar_is_printed() -> None:
    printed = {kind for script in SCRIPTS.values() for kind, _, _ in rows_of(script)}
    assert printed == set(kinds())


@EACH
def test_every_block_has_a_name_of_its_own(name: str) -> None:
    blocks = [literal(arguments(node)[0]) for command, node in commands(SCRIPTS[name]) if command == "Block"]
    assert len(blocks) == len(set(blocks)) > 3
    known = {block for kind in kinds().values() for block in kind.blocks}
    assert set(blocks) - {"logons"} <= known, "logons only counts: what it counted is printed with the rest"


@EACH
def test_the_first_row_comes_first_and_the_last_one_last(name: str) -> None:
    outside = [command for command, node in commands(SCRIPTS[name]) if within_nothing(node)]
    assert outside[0] == "FirstRow"
    assert outside[-1] == "LastRow"


def within_nothing(node: Node) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.type in ("function_statement", "command", "script_block_expression"):
            return False
        parent = parent.parent
    return True


# Parameters


@PROPERTY
@given(
    st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
    | st.text("'‘’‚‛\"`$();\r\n\0", max_size=20)
)
def test_no_text_escapes_its_quotes(value: str) -> None:
    shown = assemble.quoted(value)
    assert re.fullmatch(r"[ -~]*", shown)
    root = tree(f"$x = {shown}")
    assert not root.has_error
    assert [text(node) for node in nodes(root, "command", "variable")] == ["$x"], "nothing is called"
    assert evaluated(root) == value.encode("utf-16-le", "surrogatepass")


def evaluated(root: Node) -> bytes:
    """What the expression is worth, by its literals and [char] numbers alone, as UTF-16."""
    worth = b""
    for node in nodes(root, "string_literal", "cast_expression"):
        if node.type == "string_literal":
            value = literal(node)
            assert value is not None
            worth += value.encode("utf-16-le")
        else:
            found = re.fullmatch(r"\[char\](\d+)", text(node))
            assert found
            worth += int(found[1]).to_bytes(2, "little")
    return worth


@PROPERTY
@given(st.lists(st.text(max_size=20), max_size=3), st.integers(1, 365))
def test_parameters_leave_the_rest_of_the_script_alone(folders: list[str], days: int) -> None:
    script = assemble.clients(days=days, folders=folders)
    before, after = assemble.clients(days=1).split("$days = 1\n")
    assert script.startswith(before)
    assert script.endswith(after.split("$folders = @()\n")[1])
    assert not tree(script).has_error


def test_the_folder_for_a_server_is_whole() -> None:
    files = assemble.bundle(days=7)
    assert set(files) == {
        "collect.cmd",
        "host.ps1",
        "exchange.ps1",
        "clients.ps1",
        "READ-ME.txt",
        "LISEZ-MOI.txt",
    }
    for name in ("collect.cmd", "host.ps1", "exchange.ps1", "clients.ps1"):
        assert re.fullmatch(rb"(?:[ -~]*\r\n)*", files[name]), name
        assert name.endswith(".cmd") or name.removesuffix(".ps1").encode() in files["collect.cmd"]
    assert b"\r\n$days = 7\r\n" in files["clients.ps1"]
    for page in ("READ-ME.txt", "LISEZ-MOI.txt"):
        words = files[page].decode("utf-8-sig")
        assert "7" in words
        assert "{" not in words
        assert max(map(len, words.splitlines())) <= 120
