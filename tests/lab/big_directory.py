"""A hundred thousand mailboxes for measuring: OpenLDAP with the names of Active Directory.

    with big_directory() as directory:
        search(directory.address, directory.port, "(mailNickname=*)")

Samba takes minutes to load as many. OpenLDAP checks no rights, knows no global catalogue, and binds by
distinguished name only; what it shares with a domain controller is the protocol, paging, and the values.
"""

import base64
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.lab.certificates import Certificates, make_certificates
from tests.lab.entries import sid_bytes
from tests.lab.lab import LabError, LabUnavailableError, cache_directory
from tests.lab.model import BASE_DN, DOMAIN, READER, ROOT_SID, Account

ADDRESS = "127.0.0.9"
HOST = f"big.{DOMAIN}"
PORT, TLS_PORT = 10389, 10636
MAILBOXES = 100_000
DATABASES = 40
READER_DN = f"cn={READER.user},{BASE_DN}"
_START_SECONDS = 20
_MODULES = Path("/usr/lib/ldap")
_DATABASE_DN = f"CN=Databases,CN=Exchange,CN=Services,CN=Configuration,{BASE_DN}"
_LEGACY = "/o=Big/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)"

_ARC = "1.3.6.1.4.1.99999.78"
_SYNTAXES = {
    "text": ("1.3.6.1.4.1.1466.115.121.1.15", "caseIgnoreMatch"),
    "name": ("1.3.6.1.4.1.1466.115.121.1.12", "distinguishedNameMatch"),
    "number": ("1.3.6.1.4.1.1466.115.121.1.27", "integerMatch"),
    "octets": ("1.3.6.1.4.1.1466.115.121.1.40", "octetStringMatch"),
    "boolean": ("1.3.6.1.4.1.1466.115.121.1.7", "booleanMatch"),
    "time": ("1.3.6.1.4.1.1466.115.121.1.24", "generalizedTimeMatch"),
}
# What a scan asks of recipients, and of the root entry; a star says: many values.
_ATTRIBUTES = {
    "text": "sAMAccountName userPrincipalName proxyAddresses* targetAddress mailNickname legacyExchangeDN "
    "msExchHomeServerName protocolSettings* msExchGenericForwardingAddress msExchExpansionServerName "
    "msExchDynamicDLFilter msExchQueryFilter msExchUserHoldPolicies* msExchUsageLocation dnsHostName "
    "serverName supportedCapabilities* isSynchronized isGlobalCatalogReady",
    "name": "homeMDB msExchArchiveDatabaseLink msExchMailboxTemplateLink altRecipient managedBy "
    "msExchDynamicDLBaseDN defaultNamingContext rootDomainNamingContext configurationNamingContext "
    "schemaNamingContext dsServiceName",
    "number": "userAccountControl msExchRecipientTypeDetails msExchRecipientDisplayType msExchVersion "
    "msExchRemoteRecipientType msExchArchiveStatus msExchUMEnabledFlags msExchELCMailboxFlags "
    "msExchMailboxMoveStatus msExchMobileMailboxFlags msExchOmaAdminWirelessEnable mDBStorageQuota "
    "mDBOverHardQuotaLimit groupType lastLogonTimestamp forestFunctionality domainFunctionality "
    "domainControllerFunctionality",
    "octets": "objectGUID objectSid msExchMailboxGuid msExchMasterAccountSid msExchArchiveGUID",
    "boolean": "mDBUseDefaults deliverAndRedirect msExchHideFromAddressLists",
    "time": "whenCreated msExchLitigationHoldDate",
}


@dataclass(frozen=True)
class BigDirectory:
    """Where it is, and who may read it. ``account`` binds by its distinguished name."""

    address: str
    port: int
    tls_port: int
    base_dn: str
    bind_dn: str
    account: Account
    certificates: Certificates
    mailboxes: int
    databases: int


@contextlib.contextmanager
def big_directory(mailboxes: int = MAILBOXES) -> Iterator[BigDirectory]:
    """Start it: some seconds the first time, one from then on. Stops with the block."""
    for program in ("slapd", "slapadd"):
        if not shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
            raise LabUnavailableError("NO BIG DIRECTORY: missing the Debian package slapd.")
    with tempfile.TemporaryDirectory(prefix="exready-big-") as name:
        directory = Path(name)
        certificates = make_certificates(directory, (HOST, ADDRESS))
        database = _loaded_database(mailboxes)
        configuration = _write_configuration(directory, database, certificates)
        process = _start(configuration)
        try:
            yield BigDirectory(
                ADDRESS, PORT, TLS_PORT, BASE_DN, READER_DN, READER, certificates, mailboxes, DATABASES
            )
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=10)


def mailboxes_ldif(mailboxes: int) -> Iterator[str]:
    """The whole directory as LDIF."""
    yield f"dn: {BASE_DN}\nobjectClass: domain\ndc: exlab\n"
    yield f"dn: OU=Recipients,{BASE_DN}\nobjectClass: organizationalUnit\nou: Recipients\n"
    for number in range(mailboxes):
        yield _mailbox_ldif(number)


def _mailbox_ldif(number: int) -> str:
    alias = f"user{number:06d}"
    guid = base64.b64encode(uuid.UUID(int=number).bytes).decode()
    sid = base64.b64encode(sid_bytes(ROOT_SID, 10_000 + number)).decode()
    display_name = base64.b64encode(f"Üser {number}".encode()).decode()
    return (
        f"dn: CN={alias},OU=Recipients,{BASE_DN}\n"
        f"objectClass: user\ncn: {alias}\nsAMAccountName: {alias}\ndisplayName:: {display_name}\n"
        f"userPrincipalName: {alias}@{DOMAIN}\nuserAccountControl: 512\nmail: {alias}@{DOMAIN}\n"
        f"mailNickname: {alias}\nproxyAddresses: SMTP:{alias}@{DOMAIN}\nproxyAddresses: smtp:{alias}@big.test\n"
        f"proxyAddresses: X500:{_LEGACY}/cn=Recipients/cn={alias}-old\n"
        f"legacyExchangeDN: {_LEGACY}/cn=Recipients/cn={alias}\nobjectGUID:: {guid}\nobjectSid:: {sid}\n"
        f"homeMDB: CN=DB{number % DATABASES:03d},{_DATABASE_DN}\nmsExchMailboxGuid:: {guid}\n"
        f"msExchHomeServerName: {_LEGACY}/cn=Configuration/cn=Servers/cn=EX{number % 8:02d}\n"
        "msExchRecipientTypeDetails: 1\nmsExchRecipientDisplayType: 1073741824\n"
        "msExchVersion: 88218628259840\nmDBUseDefaults: TRUE\nlastLogonTimestamp: 133500000000000000\n"
        "whenCreated: 20200101000000.0Z\n"
    )


def _loaded_database(mailboxes: int) -> Path:
    """The database from the cache, or loaded into it. A name that changes with its contents and schema."""
    key = uuid.uuid5(uuid.NAMESPACE_OID, _mailbox_ldif(0) + _schema())
    database = cache_directory() / f"big-{mailboxes}-{key.hex[:12]}"
    if not database.exists():
        for outdated in cache_directory().glob(f"big-{mailboxes}-*"):
            shutil.rmtree(outdated, ignore_errors=True)
        cache_directory().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache_directory(), prefix="big-unfinished-") as name:
            unfinished = Path(name, "database")
            unfinished.mkdir(mode=0o700)
            _load(Path(name), unfinished, mailboxes)
            unfinished.rename(database)
    return database


def _load(directory: Path, database: Path, mailboxes: int) -> None:
    configuration = _write_configuration(directory, database, None)
    command = ["slapadd", "-q", "-f", str(configuration), "-b", BASE_DN]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_path()
    ) as load:
        assert load.stdin
        assert load.stderr
        with contextlib.suppress(BrokenPipeError), load.stdin as ldif:
            ldif.writelines(f"{entry}\n" for entry in mailboxes_ldif(mailboxes))
        errors = load.stderr.read()
    if load.returncode:
        raise LabError(f"slapadd could not load the big directory: {errors[-2000:]}")


def _start(configuration: Path) -> subprocess.Popen[bytes]:
    urls = f"ldap://{ADDRESS}:{PORT} ldaps://{ADDRESS}:{TLS_PORT}"
    log = configuration.with_name("slapd.log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["slapd", "-d", "0", "-f", str(configuration), "-h", urls],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=_path(),
        )
    deadline = time.monotonic() + _START_SECONDS
    while not _listens(TLS_PORT):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise LabError(f"slapd did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.02)
    return process


def _path() -> dict[str, str]:
    return os.environ | {"PATH": f"{os.environ.get('PATH', '')}:/usr/sbin"}


def _listens(port: int) -> bool:
    try:
        socket.create_connection((ADDRESS, port), timeout=1).close()
    except OSError:
        return False
    return True


def _write_configuration(directory: Path, database: Path, certificates: Certificates | None) -> Path:
    schema, root_entry = directory / "lab.schema", directory / "root.ldif"
    schema.write_text(_schema())
    root_entry.write_text(_root_entry())
    lines = [
        "include /etc/ldap/schema/core.schema",
        f"include {schema}",
        *([f"modulepath {_MODULES}", "moduleload back_mdb"] if _MODULES.is_dir() else []),
        f"rootDSE {root_entry}",
        f"pidfile {directory / 'slapd.pid'}",
        "sizelimit unlimited",
        *_tls_lines(certificates),
        "database mdb",
        f'suffix "{BASE_DN}"',
        f'rootdn "{READER_DN}"',
        f"rootpw {READER.password}",
        f"directory {database}",
        "maxsize 2147483648",
        "index objectClass eq",
        "index mailNickname pres,eq",
        *(["readonly on"] if certificates else []),
    ]
    configuration = directory / "slapd.conf"
    configuration.touch(mode=0o600)
    configuration.write_text("\n".join(lines) + "\n")
    return configuration


def _tls_lines(certificates: Certificates | None) -> list[str]:
    if certificates is None:
        return []
    own = certificates.domain_controller
    return [
        f"TLSCACertificateFile {certificates.authority}",
        f"TLSCertificateFile {own.certificate}",
        f"TLSCertificateKeyFile {own.key}",
    ]


def _schema() -> str:
    """Definitions of our own: OpenLDAP's have some of the names, with other syntaxes."""
    lines, names = [], ["cn", "mail", "displayName"]
    lines.append(_attribute_type(0, "displayName", "text"))
    for syntax, attributes in _ATTRIBUTES.items():
        for name in attributes.split():
            lines.append(_attribute_type(len(names), name, syntax))
            names.append(name.rstrip("*"))
    may = " $ ".join(names)
    lines.append(f"objectclass ( {_ARC}.2.1 NAME 'user' SUP top STRUCTURAL MAY ( {may} ) )")
    lines.append(f"objectclass ( {_ARC}.2.2 NAME 'domain' SUP top STRUCTURAL MAY ( dc ) )")
    return "\n".join(lines) + "\n"


def _attribute_type(number: int, name: str, syntax: str) -> str:
    oid, equality = _SYNTAXES[syntax]
    single = "" if name.endswith("*") else " SINGLE-VALUE"
    return f"attributetype ( {_ARC}.1.{number} NAME '{name.rstrip('*')}' EQUALITY {equality} SYNTAX {oid}{single} )"


def _root_entry() -> str:
    configuration = f"CN=Configuration,{BASE_DN}"
    return (
        f"dn:\nobjectClass: top\ndefaultNamingContext: {BASE_DN}\nrootDomainNamingContext: {BASE_DN}\n"
        f"configurationNamingContext: {configuration}\nschemaNamingContext: CN=Schema,{configuration}\n"
        f"dnsHostName: {HOST}\nforestFunctionality: 7\ndomainFunctionality: 7\n"
        "domainControllerFunctionality: 7\nisSynchronized: TRUE\nisGlobalCatalogReady: TRUE\n"
    )
