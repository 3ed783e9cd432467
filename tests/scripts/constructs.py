"""What a script for PowerShell 1.0 must not hold: each construct, the version that brought it, and a sample.

Sources: "What's new" of Windows PowerShell 2.0 to 5.1 and of PowerShell 7
(https://learn.microsoft.com/powershell/scripting/whats-new/), and the reference page of each command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tests.scripts.grammar import nodes, text, tree


class Construct(NamedTuple):
    """One construct: a node of this kind whose whole text fits the pattern."""

    name: str
    since: str
    node: str
    pattern: str
    sample: str


def _operator(name: str, since: str) -> Construct:
    return Construct(f"-{name}", since, "comparison_operator", rf"-[ci]?{name}", f"$a -{name} $b")


def _operator_of_one(name: str, since: str) -> Construct:
    return Construct(f"-{name} of one", since, f"-{name}", ".*", f"-{name} $a")


def _command(name: str, since: str) -> Construct:
    return Construct(name, since, "command_name", name, f"{name} x")


def _parameter(command: str, parameter: str, since: str) -> Construct:
    pattern = rf"{command}\b.*\s-{parameter}\b.*"
    return Construct(f"{command} -{parameter}", since, "command", pattern, f"{command} x -{parameter} y")


CONSTRUCTS = (
    Construct("try", "2.0", "try_statement", ".*", "try { 1 } catch { 2 }"),
    Construct("splatting", "2.0", "variable", r"@\w+", "Get-Item @options"),
    Construct("attributes of functions", "2.0", "attribute", ".*", "function f { [CmdletBinding()] param($x) }"),
    Construct("comment in brackets", "2.0", "comment", r"<#.*", "<# text #>"),
    Construct("data section", "2.0", "data_statement", ".*", "data { 1 }"),
    _operator("split", "2.0"),
    _operator_of_one("split", "2.0"),
    _operator("join", "2.0"),
    _operator_of_one("join", "2.0"),
    *(
        _command(name, "2.0")
        for name in (
            "Add-Type", "ConvertTo-Csv", "ConvertFrom-Csv", "ConvertTo-Xml", "Get-Counter", "Get-HotFix",
            "Get-Random", "Get-WinEvent", "Import-PSSession", "Invoke-Command", "Invoke-WmiMethod", "New-PSSession",
            "Receive-Job", "Select-Xml", "Send-MailMessage", "Set-StrictMode", "Start-Job", "Test-Connection",
            "Update-List", "Wait-Process",
        )
    ),
    _parameter("Get-WmiObject", "AsJob", "2.0"),
    _parameter("Get-EventLog", "ComputerName", "2.0"),
    _parameter("Get-Process", "ComputerName", "2.0"),
    _parameter("Import-Csv", "Header", "2.0"),
    _parameter("Import-Csv", "Delimiter", "2.0"),
    _parameter("Export-Csv", "Delimiter", "2.0"),
    _parameter("New-Object", "Property", "2.0"),
    _parameter("Select-String", "Context", "2.0"),
    Construct("[pscustomobject]", "3.0", "type_literal", r"\[pscustomobject\]", "[pscustomobject]@{ a = 1 }"),
    Construct("[ordered]", "3.0", "type_literal", r"\[ordered\]", "[ordered]@{ a = 1 }"),
    Construct("$using:", "3.0", "variable", r"\$using:.*", "$using:a"),
    Construct("$PSItem", "3.0", "variable", r"\$PSItem", "$PSItem"),
    Construct("$PSScriptRoot", "3.0", "variable", r"\$PSScriptRoot", "$PSScriptRoot"),
    _operator("in", "3.0"),
    _operator("notin", "3.0"),
    _operator("shl", "3.0"),
    _operator("shr", "3.0"),
    Construct(
        "Where-Object without braces", "3.0", "command", r"(Where-Object|where|\?)\s+[^{\s].*",
        "Get-Item x | Where-Object Name -eq y",
    ),
    Construct(
        "ForEach-Object without braces", "3.0", "command", r"(ForEach-Object|foreach|%)\s+[^{\s].*",
        "Get-Item x | ForEach-Object Name",
    ),
    Construct("workflow", "3.0", "workflow", ".*", "workflow f { }"),
    *(
        _command(name, "3.0")
        for name in (
            "ConvertFrom-Json", "ConvertTo-Json", "Get-CimInstance", "Get-NetAdapter", "Get-SmbServerConfiguration",
            "Invoke-CimMethod", "Invoke-RestMethod", "Invoke-WebRequest", "New-CimSession", "Unblock-File",
        )
    ),
    _parameter("Get-ChildItem", "File", "3.0"),
    _parameter("Get-ChildItem", "Directory", "3.0"),
    _parameter("Get-Content", "Raw", "3.0"),
    _parameter("Get-Content", "Tail", "3.0"),
    _parameter("Export-Csv", "Append", "3.0"),
    Construct(".Where()", "4.0", "invocation_expression", r".*\.Where\(.*", "$a.Where({ $_ })"),
    Construct(".ForEach()", "4.0", "invocation_expression", r".*\.ForEach\(.*", "$a.ForEach({ $_ })"),
    Construct("::new()", "5.0", "invocation_expression", r".*::new\(.*", "[Text.StringBuilder]::new()"),
    Construct("class", "5.0", "class_statement", ".*", "class A { }"),
    Construct("enum", "5.0", "enum_statement", ".*", "enum A { b }"),
    Construct("using", "5.0", "using_statement", ".*", "using namespace System"),
    _command("Compress-Archive", "5.0"),
    _command("Get-ComputerInfo", "5.1"),
    Construct("&& and ||", "7.0", "pipeline_chain_tail", ".*", "Get-Item a && Get-Item b"),
    Construct("??", "7.0", "null_coalesce_expression", ".*", "$a ?? $b"),
    Construct("? :", "7.0", "ternary_expression", ".*", "$a ? 1 : 2"),
)  # fmt: skip


def newer(script: str) -> Iterator[str]:
    """Each construct in a script that PowerShell 1.0 does not have, with its version and its line."""
    for node in nodes(tree(script)):
        for construct in CONSTRUCTS:
            if node.type == construct.node and re.fullmatch(construct.pattern, text(node), re.I | re.S):
                yield f"line {node.start_point[0] + 1}: {construct.name} came with {construct.since}"
