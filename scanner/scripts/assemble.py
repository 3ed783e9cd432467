"""The text of each script, whole: what they share, its parameters, and the commands of Exchange.

A parameter reaches a script only as a literal that `quoted` made: no name and no path can end its own quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from scanner.scripts.exchange_commands import COMMANDS, SERVER, Command

DAYS = 14
SECONDS = 900
MEGABYTES = 4096


def host() -> str:
    """The script that reads the machine."""
    return _script("host")


def exchange() -> str:
    """The script that asks Exchange, on the server itself."""
    return _script("exchange").replace("#COMMANDS\n", "\n".join(map(block_of, COMMANDS)))


def clients(
    days: int = DAYS, seconds: int = SECONDS, megabytes: int = MEGABYTES, folders: Sequence[str] = ()
) -> str:
    """The script that counts programs in the logs of so many days.

    It stops after so many seconds or megabytes (2**20 bytes) and says so. `folders` are those that hold the W3SVC
    folders of IIS; with none, IIS's own configuration is asked.
    """
    parameters = (
        f"$days = {days:d}\n$seconds = {seconds:d}\n$megabytes = {megabytes:d}\n"
        f"$folders = @({', '.join(map(quoted, folders))})\n"
    )
    return _script("clients").replace("#PARAMETERS\n", parameters)


def quoted(text: str) -> str:
    """A PowerShell expression in ASCII whose value is this text, whatever it holds.

    Printable ASCII stands in single quotes, where only a quote is special and is doubled. All else is a [char] by
    number: PowerShell takes the typographic quotes U+2018 to U+201B for single quotes too.
    """
    parts, run = [], ""
    for unit in _utf16(text):
        if 32 <= unit <= 126:
            run += chr(unit).replace("'", "''")
        else:
            parts += [f"'{run}'", f"[char]{unit}"]
            run = ""
    parts.append(f"'{run}'")
    return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"


def block_of(command: Command) -> str:
    """The part of exchange.ps1 that runs one command where the version has it."""
    parameters = "".join(
        f" -{name}" + (f" {'$server' if value == SERVER else quoted(value)}" if value else "")
        for name, value in command.parameters
    )
    generations = ", ".join(map(quoted, command.generations))
    columns = " ".join(f"$_.{each.name}" for each in command.properties)
    return (
        f"if (@({generations}) -contains $script:generation) {{\n"
        f"    Block {quoted(command.block)} {{ "
        f"{command.name}{parameters} | ForEach-Object {{ Row {quoted(command.kind)} {columns} }} }}\n}}\n"
    )


def bundle(days: int = DAYS) -> dict[str, bytes]:
    """The folder for a server that nothing can reach, by file name: the scripts, what runs them, and how to use it."""
    words = {"days": days, "minutes": SECONDS // 60}
    return {
        "collect.cmd": windows_text(_shipped("collect.cmd")),
        "host.ps1": windows_text(host()),
        "exchange.ps1": windows_text(exchange()),
        "clients.ps1": windows_text(clients(days)),
        # With a mark, by which Notepad of any age knows UTF-8.
        "READ-ME.txt": _page("read-me.en.txt", words),
        "LISEZ-MOI.txt": _page("read-me.fr.txt", words),
    }


def windows_text(text: str) -> bytes:
    """A text as a file for Windows of any age: ASCII with CR and LF. Raises UnicodeEncodeError for anything else."""
    return text.replace("\n", "\r\n").encode("ascii")


def _script(name: str) -> str:
    return _shipped("common.ps1") + "\n" + _shipped(f"{name}.ps1")


def _shipped(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _page(name: str, words: dict[str, int]) -> bytes:
    return _shipped(name).format(**words).replace("\n", "\r\n").encode("utf-8-sig")


def _utf16(text: str) -> Sequence[int]:
    raw = text.encode("utf-16-le", "surrogatepass")
    return [raw[at] | raw[at + 1] << 8 for at in range(0, len(raw), 2)]
