"""The scripts, run on a server over the network: what they print is read as if somebody had carried it here."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from scanner.connections.errors import Trouble
from scanner.connections.winrm import RemoteShell
from scanner.inventory.journal import Listing
from scanner.inventory.refusal import readable
from scanner.scripts import assemble
from scanner.scripts.reading import NotRows, Reading, read

COLLECTOR = "remote-shell"
# By the name in their first row; each is the same text that exready collect writes.
SCRIPTS: Mapping[str, Callable[[], str]] = {
    "host": assemble.host,
    "exchange": assemble.exchange,
    "clients": assemble.clients,
}
RIGHT = "local administrator of the server"


def ask(shell: RemoteShell, script: str, host: str, at: datetime) -> Listing:
    """Run one script on the server that is asked by this name. Raises nothing: what went wrong stands in it."""
    printed = shell.run(SCRIPTS[script]())
    text = printed.output.decode("ascii", "replace")
    trouble = printed.cut or wrong_machine(host, text)
    if trouble is None and not text.strip():
        detail = f"PowerShell printed nothing: {printed.errors or 'and no error'}"
        trouble = Trouble("server-refused", host=host, detail=detail)
    if trouble is not None and trouble.code == "another-machine":
        text = ""  # what another machine says of itself must never be taken for this one's
    cut = trouble.failed(COLLECTOR, at) if trouble else None
    return Listing(script=script, host=host, at=at, text=text, cut=cut, remote=True)


def not_asked(script: str, host: str, at: datetime, trouble: Trouble) -> Listing:
    """A script that could not be run."""
    return Listing(script=script, host=host, at=at, text="", cut=trouble.failed(COLLECTOR, at))


def reading_of(listing: Listing) -> Reading:
    """What was printed, read. The machine is called by the name it was asked by, and its clock is not believed."""
    try:
        found = read(listing.host, listing.text.encode("ascii", "replace"))
    except NotRows as refusal:
        found = []
        said = refusal.what
    else:
        said = "its rows are of another script"
    for reading in found:
        if reading.script == listing.script:
            return replace(
                reading,
                host=listing.host,
                at=listing.at,
                cut=listing.cut,
                remote=listing.remote,
                left=frozenset(listing.left),
            )
    trouble = Trouble("not-understood", host=listing.host, detail=said)
    cut = listing.cut or trouble.failed(COLLECTOR, listing.at)
    return Reading(listing.script, listing.host, listing.at, None, None, cut=cut)


def wrong_machine(host: str, text: str) -> Trouble | None:
    """Whether the first row tells of another machine than the one that was asked; an address names none."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return None
    first = next((line.split("\t") for line in text.splitlines() if line.startswith("exready\t")), None)
    if first is None or len(first) < 4:
        return None
    if first[3].split(".")[0].casefold() == host.split(".")[0].casefold():
        return None
    return Trouble("another-machine", host=host, other=readable(first[3], 100))
