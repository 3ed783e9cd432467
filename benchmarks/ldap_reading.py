"""How long reading a large directory takes, beside ldapsearch for the same search in the same run.

    python -m benchmarks.ldap_reading [--mailboxes 100000] [--samba 20000] [--runs 3]

Run it from the top of the project. It needs the Debian packages slapd and ldap-utils; with --samba also those of
tests/lab/packages.txt, and root: the lab's domain controller then gets that many mailboxes (300 a second the first
time). Prints the best wall seconds of each reading and its ratio to ldapsearch, whose output goes to /dev/null.

Wanted: reading within 2 times ldapsearch from OpenLDAP, where the server takes next to no time, and within 1.5 times
from Samba; recipients read, made into an inventory and saved in a process that stays below 700 MB; for 100,000
mailboxes a file below 80 MB, below 12 MB packed, loaded within 1.5 s.

Measured in November 2026 on two cores, with nothing else on them: 1.7 times ldapsearch from OpenLDAP, 1.0 from Samba
by LDAPS and sealed; 428 MB; 59.8 MB, packed 6.1 (its names are made up, real ones pack less), loaded in 0.5 s. With
other work on both cores the first ratio came out between 1.4 and 2.2.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.openldap import ADDRESS, big_directory
from scanner.collectors.ldap_recipients import IN_CATALOG, Answers, read, stream
from scanner.collectors.query import Stamp
from scanner.collectors.recipient_records import Records
from scanner.connections.connect import Options, Protection, connect
from scanner.connections.credentials import Credentials
from scanner.connections.directory import Directory
from scanner.connections.ldap_session import Session
from scanner.connections.wire import dial
from scanner.inventory import journal, store

# What the plan of a whole scan asks of a recipient, objectClass to whenCreated, whether a record keeps it or not.
_MORE = (
    "objectSid", "msExchLitigationHoldDate", "msExchOmaAdminWirelessEnable", "mDBStorageQuota",
    "msExchDynamicDLBaseDN", "whenCreated",
)  # fmt: skip
ATTRIBUTES = (*IN_CATALOG.attributes, *_MORE)
_FILTER = IN_CATALOG.filter
_SECONDS = 120.0


def best(action: Callable[[], object], runs: int) -> float:
    """The shortest wall seconds of some runs: the machine may be busy with something else."""
    found = []
    for _ in range(runs):
        begun = time.perf_counter()
        action()
        found.append(time.perf_counter() - begun)
    return min(found)


def ldapsearch(url: str, base: str, *options: str, environment: dict[str, str] | None = None) -> None:
    """The peer: OpenLDAP's own client, in pages of 1000, printing into the void."""
    subprocess.run(
        ["ldapsearch", "-x", "-LLL", "-o", "ldif-wrap=no", "-H", url, *options, "-E", "pr=1000/noprompt",
         "-b", base, _FILTER, *ATTRIBUTES],
        stdout=subprocess.DEVNULL, check=True, env=os.environ | (environment or {}),
    )  # fmt: skip


def entries(directory: Directory, base: str) -> int:
    """Every entry decoded, and thrown away."""
    return sum(1 for _ in directory.search(base, "sub", _FILTER, ATTRIBUTES))


@contextmanager
def openldap(port: int) -> Iterator[Directory]:
    """OpenLDAP, asked without signing in and without TLS, like the peer."""
    session = Session(dial(ADDRESS, port, _SECONDS), _SECONDS)
    with closing(
        Directory(session, host=ADDRESS, port=port, seconds=_SECONDS, account="", means="", protection="none")
    ) as directory:
        yield directory


def whole(port: int, base: str, path: Path) -> None:
    """What a scan does with the recipients of a catalogue, from the first byte to the saved file."""
    at = datetime.now(UTC)
    stamp = Stamp("ldap-recipients", ADDRESS, IN_CATALOG.words, at)
    counts: Counter[tuple[bytes | None, bytes | None]] = Counter()
    records = Records()
    with openldap(port) as directory:
        stream(directory.search(base, "sub", _FILTER, IN_CATALOG.attributes), counts, records)
    answers = Answers(counts, records.finished([], 0), IN_CATALOG)
    found = journal.sections(
        recipients=stamp.collected(read(answers)), recipient_list=stamp.collected(answers.recipients)
    )
    first = journal.header("benchmark", at, {})
    parts = journal.Journal(journal.partial_path(path), first)
    parts.add(journal.Part(collector="ldap-recipients", complete=True, sections=found))
    store.save(path, journal.fold(first, parts.parts))
    parts.close(finished=True)


def measure_openldap(mailboxes: int, runs: int) -> None:
    """Print the table for OpenLDAP."""
    print(f"OpenLDAP, {mailboxes} mailboxes, {len(ATTRIBUTES)} attributes asked for")
    with big_directory(mailboxes) as server, tempfile.TemporaryDirectory() as folder:

        def reading() -> None:
            with openldap(server.port) as directory:
                found = entries(directory, server.base)
            assert found == mailboxes, found

        peers, ours = [], []
        for _ in range(runs):  # in turn, so that both see the same machine
            peers.append(best(lambda: ldapsearch(f"ldap://{ADDRESS}:{server.port}", server.base), 1))
            ours.append(best(reading, 1))
        peer = min(peers)
        line("ldapsearch", peer, peer)
        line("exready, reading", min(ours), peer)

        path = Path(folder, "big.json")
        command = [
            sys.executable,
            "-m",
            "benchmarks.ldap_reading",
            "--whole",
            str(server.port),
            server.base,
            str(path),
        ]
        begun = time.perf_counter()
        _, status, usage = os.wait4(subprocess.Popen(command).pid, 0)
        assert status == 0, status
        line("exready, recipients to a file", time.perf_counter() - begun, peer)
        print(f"  whole process {usage.ru_maxrss / 1024:.0f} MB")
        measure_file(path, mailboxes)


def measure_file(path: Path, mailboxes: int) -> None:
    """Print how large the file is, and how long it takes to load, beside Python's own JSON reader."""
    packed = path.with_name(f"{path.name}.gz")
    store.save(packed, store.load(path)[0])
    peer = best(lambda: json.loads(path.read_bytes()), 3)
    for each in (path, packed):
        seconds = best(partial(store.load, each), 3)
        print(
            f"  {each.name:<12} {each.stat().st_size / 1e6:6.1f} MB, {each.stat().st_size / mailboxes:4.0f} bytes a "
            f"mailbox; loaded in {seconds:.2f} s, {seconds / peer:.2f} × json.loads of the plain one"
        )


def measure_samba(mailboxes: int, runs: int) -> None:
    """Print the table for the lab's domain controller."""
    from tests.lab.lab import Lab
    from tests.lab.model import BASE_DN, NETBIOS_DOMAIN

    lab = Lab("mixed", more_mailboxes=mailboxes)
    lab.start()
    try:
        user, password = f"{NETBIOS_DOMAIN}\\{lab.reader.user}", lab.reader.password
        credentials = Credentials(user, {"EXREADY_PASSWORD": password})

        def peer() -> None:
            certificates = {"LDAPTLS_CACERT": str(lab.ca_bundle)}
            ldapsearch(
                f"ldaps://{lab.address}", BASE_DN, "-D", user, "-w", password, environment=certificates
            )

        def reading(protection: Protection) -> None:
            options = Options(protection=protection, ca_bundle=lab.ca_bundle, timeout=_SECONDS)
            directory, _ = connect(lab.address, credentials, options)
            with closing(directory):
                found = entries(directory, BASE_DN)
            assert found > mailboxes, found

        print(f"Samba, {mailboxes} mailboxes and those of the lab, {len(ATTRIBUTES)} attributes asked for")
        seconds: dict[str, list[float]] = {"ldapsearch": [], "ldaps": [], "sealed": []}
        for _ in range(runs):
            seconds["ldapsearch"].append(best(peer, 1))
            for protection in ("ldaps", "sealed"):
                seconds[protection].append(best(partial(reading, protection), 1))
        fastest = min(seconds["ldapsearch"])
        line("ldapsearch, LDAPS", fastest, fastest)
        line("exready, reading, LDAPS", min(seconds["ldaps"]), fastest)
        line("exready, reading, NTLM sealed", min(seconds["sealed"]), fastest)
    finally:
        lab.stop()


def line(what: str, seconds: float, peer: float) -> None:
    """One row of a table."""
    print(f"  {what:<32} {seconds:7.2f} s {seconds / peer:6.2f} × ldapsearch", flush=True)


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mailboxes", type=int, default=100_000, help="in OpenLDAP; 0: leave it out")
    parser.add_argument("--samba", type=int, default=0, metavar="MAILBOXES", help="measure the lab as well")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--whole", nargs=3, metavar=("PORT", "BASE", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.whole:
        port, base, path = options.whole
        whole(int(port), base, Path(path))
        return
    if options.mailboxes:
        measure_openldap(options.mailboxes, options.runs)
    if options.samba:
        measure_samba(options.samba, options.runs)


if __name__ == "__main__":
    main()
