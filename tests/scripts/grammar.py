"""PowerShell as a tree: what tree-sitter makes of a script, and ways to walk it."""

from __future__ import annotations

from collections.abc import Iterator

import tree_sitter
import tree_sitter_pwsh
from tree_sitter import Node

_PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_pwsh.language()))


def tree(script: str) -> Node:
    """The root of a script."""
    return _PARSER.parse(script.encode()).root_node


def nodes(node: Node, *kinds: str) -> Iterator[Node]:
    """Every node of these kinds, in the order of the text; of no kind given, every node."""
    if not kinds or node.type in kinds:
        yield node
    for child in node.children:
        yield from nodes(child, *kinds)


def text(node: Node) -> str:
    """What stands there."""
    assert node.text is not None
    return node.text.decode()


def name_of(command: Node) -> str | None:
    """The name of a command; None for a call of a variable."""
    names = [text(child) for child in command.children if child.type == "command_name"]
    return names[0] if names else None


def arguments(command: Node) -> list[Node]:
    """The arguments of a command, parameters among them."""
    return [
        argument
        for child in command.children
        if child.type == "command_elements"
        for argument in child.children
        if argument.type != "command_argument_sep"
    ]


def literal(node: Node) -> str | None:
    """The text in single quotes; None for anything else."""
    shown = text(node)
    quoted = len(shown) > 1 and shown[0] == shown[-1] == "'"
    return shown[1:-1].replace("''", "'") if quoted and "'" not in shown[1:-1].replace("''", "") else None
