"""Starts and stops a domain controller. A script for the system's Python, which has samba's modules.

    /usr/bin/python3 -m tests.lab.domain_controller up DIR --organization mixed --tls DIR --cache DIR
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
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.lab.model import DOMAIN, NETBIOS_DOMAIN, REALM, Forest
from tests.lab.organizations import FORESTS
from tests.lab.process import Process
from tests.lab.stages import Archives, Plan, build, configuration_file

PORTS = (389, 636, 88)
CATALOG_PORT = 3268
STRONG_AUTH = ("yes", "allow_sasl_over_tls", "no")
_SAMBA = ("samba", "-F", "--no-process-group", "--model=single", "--debug-stdout", "--debuglevel=1")
_START_SECONDS = 60
_STOP_SECONDS = 1.0
_PID_FILE = "samba.pid"
_LOG_FILE = Path("log", "samba.log")


@dataclass(frozen=True)
class Domain:
    """What a controller is told about itself."""

    realm: str
    netbios_name: str
    controller: str
    address: str
    ports: tuple[int, ...]


def domain_of(forest: Forest, *, is_child: bool) -> Domain:
    """The root domain of a forest, or its child."""
    if is_child and forest.child:
        inner = forest.child
        realm, name = inner.domain.upper(), inner.domain_controller.name
        return Domain(realm, inner.netbios_name, name, inner.address, PORTS)
    return Domain(
        REALM, NETBIOS_DOMAIN, forest.domain_controller.name, forest.address, (*PORTS, CATALOG_PORT)
    )


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


def start(directory: Path, domain: Domain, keep_open: int | None) -> None:
    """Run samba in the background and wait until it listens.

    ``keep_open`` is an open file it shall inherit: the lock on the address lives as long as samba does.
    """
    log = log_file(directory)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*_SAMBA, f"--configfile={configuration_file(directory)}"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            env=dict(os.environ, TDB_NO_FSYNC="1"),
            pass_fds=[] if keep_open is None else [keep_open],
        )
    (directory / _PID_FILE).write_text(Process.of(process.pid).to_text())
    deadline = time.monotonic() + _START_SECONDS
    while not all(_listens(domain.address, port) for port in domain.ports):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(
                f"samba did not start on {domain.address}:\n{log.read_text(errors='replace')[-2000:]}"
            )
        time.sleep(0.02)


def _listens(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=1).close()
    except OSError:
        return False
    return True


def write_configuration(directory: Path, domain: Domain, strong_auth: str, tls: Path) -> None:
    """Write smb.conf for this directory: it differs from one start to the next."""
    for name in ("cache", "etc", "log", "ncalrpc", "ntp_signd", "run", "winbindd"):
        (directory / name).mkdir(parents=True, exist_ok=True)
    # Samba refuses to put sockets for other services into directories with other modes.
    (directory / "ntp_signd").chmod(0o750)
    (directory / "winbindd").chmod(0o755)
    settings = {
        "netbios name": domain.controller,
        "realm": domain.realm,
        "workgroup": domain.netbios_name,
        "server role": "active directory domain controller",
        "server services": "ldap, cldap, kdc",
        "dcerpc endpoint servers": "",
        "interfaces": f"{domain.address}/8",
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


def up(arguments: argparse.Namespace) -> None:
    """Build and start a controller."""
    forest = FORESTS[arguments.organization]
    if arguments.directory.exists():
        raise SystemExit(f"{arguments.directory} exists already")
    try:
        domain = domain_of(forest, is_child=arguments.child)
        configure = partial(
            write_configuration, arguments.directory, domain, arguments.strong_auth, arguments.tls
        )
        archives = Archives(arguments.cache, arguments.cache_key, arguments.base_key)
        plan = Plan(
            name=f"{forest.same_contents_as or arguments.organization}-{arguments.level}",
            forest=forest,
            level=arguments.level,
            child_domain=arguments.child,
            more_mailboxes=arguments.more_mailboxes,
        )
        build(arguments.directory, plan, archives, configure)
        configure()
        if not arguments.only_build:
            start(arguments.directory, domain, arguments.keep_open)
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
    start_command.add_argument("--child", action="store_true", help="the child domain's controller")
    start_command.add_argument("--tls", type=Path, required=True, help="directory with keys and certificates")
    start_command.add_argument("--level", type=int, default=6, help="functional level of forest and domain")
    start_command.add_argument("--strong-auth", choices=STRONG_AUTH, default="yes")
    start_command.add_argument("--cache", type=Path, help="where archives of what was built are kept")
    start_command.add_argument("--cache-key", default="", help="part of the names of those archives")
    start_command.add_argument("--base-key", default="", help="the same for stages that all forests share")
    start_command.add_argument("--more-mailboxes", type=int, default=0, help="that many besides")
    start_command.add_argument("--only-build", action="store_true", help="do not start it")
    start_command.add_argument("--keep-open", type=int, help="a file descriptor the controller inherits")
    stop_command = commands.add_parser("down")
    stop_command.set_defaults(run=down)
    stop_command.add_argument("directory", type=Path)
    arguments = parser.parse_args()
    arguments.directory = arguments.directory.absolute()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
