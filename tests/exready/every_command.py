"""Every command once, as a person would type it: run as a program, it says what each printed and how it ended.

No socket may be opened meanwhile, by whatever library: what is tried is refused and told.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tests.collectors.test_windows_host import MEMBER
from tests.reports.cases import renamed, sample
from tests.scripts.printed import file_of, printed

HOSTILE = "\x1b[2J\u202e\r<b>é"
# What talks to others, and tries to here as well.
OTHERS = {"doctor"}
EVERY: dict[str, tuple[str, ...]] = {
    "help": ("--help",),
    "try": ("try", "partly-read", "-t", "m365-imap", "--lang", "fr", "-o", "try.html"),
    "scan, its plan": ("scan", "--domain", "corp.example", "--servers", "all", "--local", "server", "--plan"),
    "scan, a part of it": ("scan", "--server", "LYO-EX01" + HOSTILE, "-o", "new.json", "--plan"),
    "scan of this machine": ("scan", "--local", "candidate", "-o", "here.json"),
    "collect": ("collect", "--as", "server", "-o", "machine.json"),
    "collect, its plan": ("collect", "--as", "candidate", "--plan"),
    "collect, scripts": ("collect", "--script", "scripts"),
    "import": ("import", "EX1-host.txt", "--into", "imported.json"),
    "check": ("check", "new.json", "-t", "exchange-se,m365-hybrid"),
    "report, html": ("report", "new.json", "-t", "m365-imap", "--lang", "fr", "-o", "report.html"),
    "report, xlsx": ("report", "new.json", "-t", "m365-imap", "--format", "xlsx", "-o", "report.xlsx"),
    "report, csv": ("report", "new.json", "-t", "m365-imap", "--format", "csv", "-o", "tables"),
    "report, md": ("report", "new.json", "-t", "m365-imap", "--format", "md", "-o", "report.md"),
    "diff": ("diff", "old.json", "new.json", "-t", "m365-imap", "--lang", "fr"),
    "list targets": ("list", "targets"),
    "list checks": ("list", "checks"),
    "list samples": ("list", "samples"),
    "explain": ("explain", "exchange-support", "--lang", "fr"),
    "inventory show": ("inventory", "show", "new.json"),
    "inventory validate": ("inventory", "validate", "new.json"),
    "inventory merge": ("inventory", "merge", "new.json", "again.json", "-o", "merged.json"),
    "inventory anonymize": ("inventory", "anonymize", "new.json", "-o", "anonymous.json"),
    "inventory schema": ("inventory", "schema"),
    "completion": ("completion", "zsh"),
    "doctor": ("doctor", "--dc", "127.0.0.9", "--domain", "corp.example", "--servers", "EX1" + HOSTILE),
    "auth login": ("auth", "login", "--user", "CORP\\audit" + HOSTILE),
    "auth status": ("auth", "status", "--user", "CORP\\audit" + HOSTILE),
    "auth logout": ("auth", "logout", "--user", "CORP\\audit" + HOSTILE),
    "refusal of a name": ("inventory", "merge", "old.json", "new.json", "-o", "never.json"),
    "refusal": ("check", f"no-such{HOSTILE}.json"),
}
# What stands before the name of a command, and before the code it ended with.
BEGIN, END = "\x1d", "\x1e"


def prepare(folder: Path) -> None:
    """The files that the commands read."""
    for name, suffix in (("old", ""), ("new", HOSTILE), ("again", HOSTILE)):
        (folder / f"{name}.json").write_bytes(msgspec.json.encode(renamed(sample("exchange-2007"), suffix)))
    (folder / "EX1-host.txt").write_bytes(file_of(printed("host", MEMBER), encoding="utf-16"))


def main(names: Sequence[str], largest: int | None) -> None:
    """Run these commands, by name; no file may become larger than so many bytes."""
    tried: list[str] = []

    def refuse(event: str, arguments: object) -> None:
        if event.startswith("socket.") and event != "socket.gethostname":
            tried.append(event)
            raise OSError(f"{event} was refused")

    from exready.cli import main as exready

    sys.addaudithook(refuse)
    if largest is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    for name in names:
        code: object = None
        print(f"{BEGIN}{name}", flush=True)
        try:
            exready(list(EVERY[name]))
        except SystemExit as ended:
            code = ended.code
        print(f"{END}{code} {' '.join(tried)}".rstrip(), flush=True)
        tried.clear()


if __name__ == "__main__":
    _, limit, *chosen = sys.argv
    main(chosen or list(EVERY), int(limit) if limit else None)
