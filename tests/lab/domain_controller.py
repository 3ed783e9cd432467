"""Starts and stops a domain controller. A script for the system's Python, which has samba's modules.

    /usr/bin/python3 -m tests.lab.domain_controller up DIR --organization mixed --ip 127.0.0.2 --tls DIR
    /usr/bin/python3 -m tests.lab.domain_controller down DIR

``up`` returns when the controller answers; it needs neither systemd nor a free hand over the machine: one
loopback address, and the right to bind ports below 1024.
"""

import argparse
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from tests.lab.model import DOMAIN, NETBIOS_DOMAIN, REALM, Forest
from tests.lab.organizations import FORESTS
from tests.lab.process import Process

PORTS = (389, 636, 3268, 88)
STRONG_AUTH = ("yes", "allow_sasl_over_tls", "no")
_START_SECONDS = 60
_STOP_SECONDS = 1.0
_PID_FILE = "samba.pid"
_LOG_FILE = Path("log", "samba.log")


def configuration_file(directory: Path) -> Path:
    """The smb.conf of the controller in ``directory``; made anew at each start."""
    return directory / "etc" / "smb.conf"


def log_file(directory: Path) -> Path:
    """What the controller says."""
    return directory / _LOG_FILE


def running_samba(directory: Path) -> Process | None:
    """The controller in ``directory``, if it runs."""
    try:
        process = Process.from_text((directory / _PID_FILE).read_text())
    except (OSError, ValueError):
        return None
    return process if process.is_alive() else None


def stop(directory: Path) -> None:
    """End the controller in ``directory``. It leads a process group of its own."""
    process = running_samba(directory)
    if process is None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        if not process.wait(_STOP_SECONDS):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(_STOP_SECONDS)


def start(directory: Path, address: str, keep_open: int | None) -> None:
    """Run samba in the background and wait until it listens.

    ``keep_open`` is an open file it shall inherit: the lock on the address lives as long as samba does.
    """
    log = log_file(directory)
    with log.open("ab") as output:
        process = subprocess.Popen(
            ["samba", "-F", "--no-process-group", "-M", "single", "--debug-stdout", "-d", "1",
             "-s", str(configuration_file(directory))],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            env=dict(os.environ, TDB_NO_FSYNC="1"), pass_fds=[] if keep_open is None else [keep_open],
        )
    (directory / _PID_FILE).write_text(Process.of(process.pid).to_text())
    deadline = time.monotonic() + _START_SECONDS
    while not all(_listens(address, port) for port in PORTS):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"samba did not start on {address}:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.02)


def _listens(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=1).close()
    except OSError:
        return False
    return True


def write_configuration(directory: Path, forest: Forest, address: str, strong_auth: str, tls: Path) -> None:
    """Write smb.conf for this directory and this address: both differ from one start to the next."""
    for name in ("cache", "etc", "log", "ncalrpc", "ntp_signd", "run", "winbindd"):
        (directory / name).mkdir(parents=True, exist_ok=True)
    # Samba refuses to put sockets for other services into directories with other modes.
    (directory / "ntp_signd").chmod(0o750)
    (directory / "winbindd").chmod(0o755)
    settings = {
        "netbios name": forest.domain_controller.name,
        "realm": REALM,
        "workgroup": NETBIOS_DOMAIN,
        "server role": "active directory domain controller",
        "server services": "ldap, cldap, kdc",
        "dcerpc endpoint servers": "",
        "interfaces": f"{address}/8",
        "bind interfaces only": "yes",
        "disable netbios": "yes",
        "load printers": "no",
        "private dir": directory / "private",
        "state directory": directory / "state",
        "cache directory": directory / "cache",
        "lock directory": directory,
        "pid directory": directory / "run",
        "ncalrpc dir": directory / "ncalrpc",
        "ntp signd socket directory": directory / "ntp_signd",
        "winbindd socket directory": directory / "winbindd",
        "log file": directory / "log" / "log.%m",
        "ldap server require strong auth": strong_auth,
        "tls enabled": "yes",
        "tls keyfile": tls / "domain-controller.key",
        "tls certfile": tls / "domain-controller.pem",
        "tls cafile": tls / "authority.pem",
        "dsdb:schema update allowed": "yes",
    }
    lines = [f" {name} = {value}\n" for name, value in settings.items()]
    configuration_file(directory).write_text("[global]\n" + "".join(lines))


def build(arguments: argparse.Namespace, forest: Forest) -> None:
    """Fill the directory: from the archive if there is one, else anew (and then make the archive)."""
    archive: Path | None = arguments.archive
    if archive and archive.exists():
        arguments.directory.mkdir(parents=True)
        subprocess.run(["tar", "--no-same-owner", "-xf", archive, "-C", arguments.directory], check=True)
        return
    from tests.lab.directory_builder import populate, provision  # half a second that a cached start saves

    provision(arguments.directory, forest)
    write_configuration(arguments.directory, forest, arguments.ip, arguments.strong_auth, arguments.tls)
    populate(configuration_file(arguments.directory), forest, arguments.level)
    if archive:
        unfinished = archive.with_suffix(f".{os.getpid()}")
        subprocess.run(["tar", "-I", "gzip -1", "-cSf", unfinished, "-C", arguments.directory, "."],
                       check=True)
        unfinished.rename(archive)


def up(arguments: argparse.Namespace) -> None:
    """Build and start a controller."""
    forest = FORESTS[arguments.organization]
    if arguments.directory.exists():
        raise SystemExit(f"{arguments.directory} exists already")
    try:
        build(arguments, forest)
        write_configuration(arguments.directory, forest, arguments.ip, arguments.strong_auth, arguments.tls)
        start(arguments.directory, arguments.ip, arguments.keep_open)
    except BaseException:
        down(arguments)
        raise


def down(arguments: argparse.Namespace) -> None:
    """Stop a controller and forget what it held."""
    stop(arguments.directory)
    shutil.rmtree(arguments.directory, ignore_errors=True)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=f"A throw-away domain controller of {DOMAIN}.")
    commands = parser.add_subparsers(required=True)
    start_command = commands.add_parser("up")
    start_command.set_defaults(run=up)
    start_command.add_argument("directory", type=Path)
    start_command.add_argument("--organization", choices=FORESTS, required=True)
    start_command.add_argument("--ip", required=True)
    start_command.add_argument("--tls", type=Path, required=True, help="directory with keys and certificates")
    start_command.add_argument("--level", type=int, default=6, help="functional level of forest and domain")
    start_command.add_argument("--strong-auth", choices=STRONG_AUTH, default="yes")
    start_command.add_argument("--archive", type=Path, help="the directory built before, or where to save it")
    start_command.add_argument("--keep-open", type=int, help="a file descriptor the controller inherits")
    stop_command = commands.add_parser("down")
    stop_command.set_defaults(run=down)
    stop_command.add_argument("directory", type=Path)
    arguments = parser.parse_args()
    arguments.directory = arguments.directory.absolute()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
