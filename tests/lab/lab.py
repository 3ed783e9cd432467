"""The client side of the lab: start a domain controller, log on to it, stop it."""

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

from tests.lab.certificates import Certificates, make_certificates
from tests.lab.domain_controller import log_file, stop
from tests.lab.expected import expected_contents
from tests.lab.lock import (
    Holder,
    child_controller_directory,
    controller_directories,
    controller_directory,
    release_lock,
    take_lock,
)
from tests.lab.model import (
    ADMINISTRATOR,
    DISABLED,
    DOMAIN,
    ENDED,
    EXPIRED,
    MUST_CHANGE,
    NARROW,
    READER,
    REALM,
    Account,
)
from tests.lab.organizations import FORESTS

_SYSTEM_PYTHON = "/usr/bin/python3"
_PACKAGES = Path(__file__).with_name("packages.txt")
_PROJECT = Path(__file__).parents[2]
_LDAP_PORT = 389
# What the stages depend on that all forests share: an empty domain, and the schema of Exchange in it.
_BASE_SOURCES = (
    "provisioning.py",
    "stages.py",
    "directory_builder.py",
    "schema_*.py",
    "*_attributes.py",
    "exchange_classes.py",
    "model.py",
    "topology.py",
    "names.py",
    "entries.py",
)
_ARCHIVE_SECONDS = 30 * 24 * 3600  # the administrator's password ends after 42 days


class LabError(Exception):
    """The lab should work here, and does not."""


class LabUnavailableError(Exception):
    """This machine lacks what the lab needs; the message says what to install."""


class Lab:
    """A domain controller with the contents of one of the ``FORESTS``. Its files exist while it runs."""

    certificates: Certificates

    def __init__(
        self,
        organization: str,
        level: int | None = None,
        strong_auth: str | None = None,
        *,
        more_mailboxes: int = 0,
    ) -> None:
        """``more_mailboxes`` go in besides the expected ones: about 300 a second the first time."""
        forest = FORESTS[organization]
        self.organization = organization
        self.level = forest.level if level is None else level
        self.strong_auth = strong_auth or forest.strong_auth
        self._more_mailboxes = more_mailboxes
        self.address = forest.address
        self.host = forest.domain_controller.fqdn
        self.domain = DOMAIN
        self.administrator = ADMINISTRATOR
        self.reader = READER
        self.narrow = NARROW
        self.expired = EXPIRED
        self.disabled = DISABLED
        self.ended = ENDED
        self.must_change = MUST_CHANGE
        self.expected = expected_contents(forest, self.level)
        self.child = forest.child
        self.child_answers = forest.child is not None and forest.child_answers
        self.hosts = {self.host: self.address}
        if forest.child:
            self.hosts[forest.child.domain_controller.fqdn] = forest.child.address
        # Short, because samba makes sockets below it: their paths may have 107 characters.
        self.directory = Path(tempfile.gettempdir(), f"exready-lab-{self.address}-{secrets.token_hex(3)}")
        self._lock: int | None = None

    @property
    def ca_bundle(self) -> Path:
        """The authority that issued the controller's certificate."""
        return self._tls / "authority.pem"

    @property
    def krb5_conf(self) -> Path:
        """The Kerberos configuration that knows the controller."""
        return self.directory / "krb5.conf"

    @property
    def _tls(self) -> Path:
        return self.directory / "tls"

    def start(self, *, outlives_us: bool = False) -> None:
        """Start it: about ten seconds the first time, one or two from the archive that leaves behind.

        A lab that does not outlive us is removed by the next one at its address if we fail to.
        """
        require_programs()
        self._lock = take_lock(
            lock_file(self.address), self.address, self.directory, outlives_starter=outlives_us
        )
        try:
            _require_free_port(self.address)
            self.directory.mkdir(mode=0o700)
            self._tls.mkdir()
            self.certificates = make_certificates(self._tls, *self.hosts.items())
            self._write_client_files()
            self._start_controllers(self._lock)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop it and remove what it held. Does nothing if it does not run."""
        for each in controller_directories(self.directory):
            stop(each)
        shutil.rmtree(self.directory, ignore_errors=True)
        if self._lock is not None:
            release_lock(self._lock)
            self._lock = None

    def kinit(self, account: Account) -> Path:
        """Log on with Kerberos; returns the file with the tickets."""
        cache = self.directory / f"{account.user}.ccache"
        result = subprocess.run(
            ["kinit", f"{account.user}@{REALM}"],
            input=account.password + "\n",
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | self.environment(cache),
        )
        if result.returncode:
            raise LabError(f"kinit {account.user}: {result.stderr.strip()}")
        return cache

    def environment(self, cache: Path) -> dict[str, str]:
        """What a program needs in its environment to use the tickets in ``cache``."""
        return {"KRB5_CONFIG": str(self.krb5_conf), "KRB5CCNAME": f"FILE:{cache}"}

    def name_resolution(self) -> dict[str, str]:
        """What a program needs in its environment to find the controller by name: there is no DNS here."""
        return {"LD_PRELOAD": "libnss_wrapper.so", "NSS_WRAPPER_HOSTS": str(self._hosts)}

    def log_text(self) -> str:
        """What the controller has said so far."""
        return log_file(controller_directory(self.directory)).read_text(errors="replace")

    @property
    def _hosts(self) -> Path:
        return self.directory / "hosts"

    def _write_client_files(self) -> None:
        lines = (f"{address} {host}\n" for host, address in self.hosts.items())
        self._hosts.write_text("".join(lines))
        self.krb5_conf.write_text(f"""\
[libdefaults]
 default_realm = {REALM}
 dns_lookup_kdc = false
 dns_lookup_realm = false
 dns_canonicalize_hostname = false
 rdns = false
[realms]
 {REALM} = {{
  kdc = {self.address}
 }}
{self._child_realm()}[domain_realm]
 .{DOMAIN} = {REALM}
 {DOMAIN} = {REALM}
""")

    def _child_realm(self) -> str:
        return f" {self.child.domain.upper()} = {{\n  kdc = {self.child.address}\n }}\n" if self.child else ""

    def _start_controllers(self, lock: int) -> None:
        """Side by side: the two controllers of a forest have nothing to do with each other."""
        started = [self._start_controller(lock, controller_directory(self.directory))]
        if self.child_answers:
            started.append(
                self._start_controller(lock, child_controller_directory(self.directory), "--child")
            )
        failures = [
            errors.strip() for each in started for _, errors in [each.communicate()] if each.returncode
        ]
        if failures:
            raise LabError(f"a domain controller did not start: {'; '.join(failures)}")

    def _start_controller(self, lock: int, directory: Path, *options: str) -> subprocess.Popen[str]:
        command = [
            # -E and -B: our own Python's settings are not the system Python's, and leave no files behind.
            _SYSTEM_PYTHON,
            "-E",
            "-B",
            "-m",
            "tests.lab.domain_controller",
            "up",
            str(directory),
            f"--organization={self.organization}",
            f"--tls={self._tls}",
            f"--level={self.level}",
            f"--strong-auth={self.strong_auth}",
            f"--cache={_fresh_cache()}",
            f"--cache-key={_contents_key()}",
            f"--base-key={_contents_key(_BASE_SOURCES)}",
            f"--keep-open={lock}",
            f"--more-mailboxes={self._more_mailboxes}",
            *options,
        ]
        return subprocess.Popen(
            command, cwd=_PROJECT, pass_fds=[lock], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )


def stop_by_address(address: str) -> str:
    """Stop the lab at this address unless a test run is using it; returns what happened, if anything."""
    holder = Holder.read(lock_file(address))
    if holder is None:
        return ""
    if holder.is_in_use:
        return f"{address}: left alone {holder}: that process still uses it"
    holder.clean_up()
    lock_file(address).write_text("")
    return f"{address}: stopped {holder}"


def lock_file(address: str) -> Path:
    """The lock for an address. Not in a public directory: it names a directory that will be removed."""
    return cache_directory() / f"{address}.lock"


def require_programs() -> None:
    """Raise LabUnavailableError if a package is missing."""
    found = {
        "samba": shutil.which("samba"),
        "samba-ad-provision": Path("/usr/share/samba/setup/provision.ldif").exists(),
        "python3-samba": _system_python_has_samba(),
        "krb5-user": shutil.which("kinit"),
        "ldap-utils": shutil.which("ldapsearch"),
    }
    missing = [package for package, there in found.items() if not there]
    if missing:
        raise LabUnavailableError(
            f"NO TEST LAB: missing {', '.join(missing)}. Install the Debian packages "
            f"{' '.join(required_packages())} (apt-get install --no-install-recommends)."
        )


def required_packages() -> list[str]:
    """All Debian packages that the tests use."""
    lines = (line.partition("#")[0].strip() for line in _PACKAGES.read_text().splitlines())
    return [line for line in lines if line]


@cache
def _system_python_has_samba() -> bool:
    try:
        command = [_SYSTEM_PYTHON, "-E", "-c", "import ldb, samba"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _require_free_port(address: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, _LDAP_PORT))
            probe.listen()
        except PermissionError as error:
            raise LabUnavailableError(
                f"NO TEST LAB: this user may not open port {_LDAP_PORT} on {address}. Run as root."
            ) from error
        except OSError as error:
            raise LabError(
                f"port {_LDAP_PORT} on {address} cannot be opened ({error.strerror}). "
                "A lab of another user, or another LDAP server, may have it."
            ) from error


def _fresh_cache() -> Path:
    """Where controllers that were built are kept. Old ones are thrown away."""
    directory = cache_directory()
    directory.mkdir(parents=True, exist_ok=True)
    for archive in directory.glob("*.tar.gz"):
        if time.time() - archive.stat().st_mtime > _ARCHIVE_SECONDS:
            archive.unlink(missing_ok=True)
    return directory


def cache_directory() -> Path:
    """Where what takes time to build is kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "exready-lab")


def _contents_key(names: tuple[str, ...] = ("*.py",)) -> str:
    """Changes whenever a controller built now might differ from one built before."""
    digest = hashlib.sha256(_samba_version())
    sources = {source for name in names for source in Path(__file__).parent.glob(name)}
    for source in sorted(sources):
        if not source.name.startswith("test_"):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _samba_version() -> bytes:
    return subprocess.run(["samba", "--version"], capture_output=True, check=True).stdout
