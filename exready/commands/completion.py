"""`exready completion`."""

from __future__ import annotations

import click

from exready.completion import SHELLS, script
from exready.config import ConfigRefused


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> int:
    """Print the script that lets a SHELL complete names of commands, checks, targets, collectors and servers.

    \b
    Examples:
      eval "$(exready completion bash)"    in ~/.bashrc; the same with zsh in ~/.zshrc
      exready completion fish > ~/.config/fish/completions/exready.fish
      exready completion powershell | Out-String | Invoke-Expression    in $PROFILE
    """
    text = script(shell)
    if text is None:
        raise ConfigRefused(
            f"The click that is installed knows no completion for {shell}.", "Install a newer one."
        )
    click.echo(text)
    return 0
