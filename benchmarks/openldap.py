"""An OpenLDAP server with mailboxes as Active Directory holds them, for measuring: `slapd` on a port of its own.

    with big_directory(100_000) as server:
        ...  # ldap://127.0.0.1:{server.port}, anonymous, base server.base

Needs the Debian package slapd, whose installation starts a server of its own on port 389; this is another one,
loaded with slapadd into a temporary directory (0.5 GB for 100,000) and stopped by its process id. It checks no
rights and holds no Exchange organisation; what it shares with a domain controller is the protocol, paging, and
the values.
"""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ADDRESS = "127.0.0.1"
BASE = "DC=corp,DC=test"
_CONFIGURATION = f"CN=Configuration,{BASE}"
_LEGACY = "/o=Corp/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)"
_DATABASES = f"CN=Databases,CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative Groups,CN=Corp,CN=Microsoft Exchange,CN=Services,{_CONFIGURATION}"  # noqa: E501 - one name
_SEARCH_PATH = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"
_MODULES = Path("/usr/lib/ldap")
_START_SECONDS = 30

# The recipient attributes a scan asks for, with syntaxes like those of Active Directory; a star: many values.
_ATTRIBUTES: Mapping[tuple[str, str], str] = {
    ("1.3.6.1.4.1.1466.115.121.1.15", "caseIgnoreMatch"): "displayName sAMAccountName userPrincipalName "
    "proxyAddresses* targetAddress mailNickname legacyExchangeDN msExchHomeServerName protocolSettings* "
    "msExchGenericForwardingAddress msExchExpansionServerName msExchDynamicDLFilter msExchQueryFilter "
    "msExchUserHoldPolicies* msExchUsageLocation dnsHostName isGlobalCatalogReady",
    ("1.3.6.1.4.1.1466.115.121.1.12", "distinguishedNameMatch"): "homeMDB msExchArchiveDatabaseLink "
    "msExchMailboxTemplateLink altRecipient managedBy msExchDynamicDLBaseDN defaultNamingContext "
    "rootDomainNamingContext configurationNamingContext schemaNamingContext",
    ("1.3.6.1.4.1.1466.115.121.1.27", "integerMatch"): "userAccountControl msExchRecipientTypeDetails "
    "msExchRecipientDisplayType msExchVersion msExchRemoteRecipientType msExchArchiveStatus "
    "msExchUMEnabledFlags msExchELCMailboxFlags msExchMailboxMoveStatus msExchMobileMailboxFlags "
    "msExchOmaAdminWirelessEnable mDBStorageQuota mDBOverHardQuotaLimit groupType lastLogonTimestamp "
    "forestFunctionality domainFunctionality",
    ("1.3.6.1.4.1.1466.115.121.1.40", "octetStringMatch"): "objectGUID objectSid msExchMailboxGuid "
    "msExchMasterAccountSid msExchArchiveGUID",
    ("1.3.6.1.4.1.1466.115.121.1.7", "booleanMatch"): "mDBUseDefaults deliverAndRedirect "
    "msExchHideFromAddressLists",
    ("1.3.6.1.4.1.1466.115.121.1.24", "generalizedTimeMatch"): "whenCreated msExchLitigationHoldDate",
}


@dataclass(frozen=True)
class BigDirectory:
    """Where it is, and which process."""

    port: int
    base: str
    process: int


@contextmanager
def big_directory(mailboxes: int) -> Iterator[BigDirectory]:
    """Load it and start it; ended with the block. Exits with a sentence where slapd is missing."""
    for program in ("slapd", "slapadd"):
        if not shutil.which(program, path=_SEARCH_PATH):
            sys.exit(f"{program} is missing. On Debian: apt-get install --no-install-recommends slapd")
    with tempfile.TemporaryDirectory(prefix="exready-slapd-") as name:
        configuration = _configured(Path(name))
        _load(configuration, mailboxes)
        port = _free_port()
        command = ["slapd", "-d", "0", "-f", str(configuration), "-h", f"ldap://{ADDRESS}:{port}"]
        with Path(name, "slapd.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | {"PATH": _SEARCH_PATH},
            )
        try:
            _wait(process, port)
            yield BigDirectory(port, BASE, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)


def ldif(mailboxes: int) -> Iterator[str]:
    """The whole directory."""
    yield f"dn: {BASE}\nobjectClass: domain\ndc: corp\n\n"
    yield f"dn: OU=Staff,{BASE}\nobjectClass: organizationalUnit\nou: Staff\n\n"
    for number in range(mailboxes):
        lines = [f"dn: CN={_cn(number)},OU=Staff,{BASE}", *_mailbox(number)]
        yield "\n".join(lines) + "\n\n"


def _cn(number: int) -> str:
    return f"Given{number % 997} Family{number:06d}"


def _mailbox(number: int) -> Iterator[str]:
    """A user's mailbox of 2010; every tenth has an archive, every seventh quotas of its own, and so on."""
    alias = f"given{number % 997}.family{number:06d}"
    guid = base64.b64encode(uuid.uuid5(uuid.NAMESPACE_OID, alias).bytes).decode()
    sid = base64.b64encode(
        b"\x01\x05"
        + bytes(5)
        + b"\x05"
        + b"".join(n.to_bytes(4, "little") for n in (21, 1, 2, 3, 10_000 + number))
    ).decode()
    yield "objectClass: top"
    yield "objectClass: person"
    yield "objectClass: organizationalPerson"
    yield "objectClass: user"
    yield f"cn: {_cn(number)}"
    yield f"sn: Family{number:06d}"
    yield f"displayName:: {base64.b64encode(f'Family{number:06d}, Gîven{number % 997}'.encode()).decode()}"
    yield f"sAMAccountName: u{number:06d}"
    yield f"userPrincipalName: {alias}@corp.example"
    yield f"userAccountControl: {514 if number % 20 == 0 else 512}"
    yield f"mail: {alias}@corp.example"
    yield f"mailNickname: {alias}"
    yield f"proxyAddresses: SMTP:{alias}@corp.example"
    yield f"proxyAddresses: smtp:u{number:06d}@corp.test"
    yield f"proxyAddresses: X400:C=FR;A= ;P=Corp;O=Exchange;S=Family{number:06d};G=Given{number % 997};"
    yield f"legacyExchangeDN: {_LEGACY}/cn=Recipients/cn={alias}"
    yield f"objectGUID:: {guid}"
    yield f"objectSid:: {sid}"
    yield f"homeMDB: CN=DB{number % 40:02d},{_DATABASES}"
    yield f"msExchHomeServerName: {_LEGACY}/cn=Configuration/cn=Servers/cn=EX{number % 8:02d}"
    yield f"msExchMailboxGuid:: {guid}"
    yield "msExchRecipientTypeDetails: 1"
    yield "msExchRecipientDisplayType: 1073741824"
    yield "msExchVersion: 44220983382016"
    yield f"mDBUseDefaults: {'FALSE' if number % 7 == 0 else 'TRUE'}"
    yield "msExchELCMailboxFlags: 130"
    yield "msExchUMEnabledFlags: 0"
    yield f"msExchMobileMailboxFlags: {number % 2}"
    yield f"lastLogonTimestamp: {133_500_000_000_000_000 + number * 10_000_000}"
    yield f"whenCreated: 20{10 + number % 15}0101{number % 24:02d}0000.0Z"
    if number % 3 == 0:
        setting = base64.b64encode("POP3§0§§§§§§§§§§".encode()).decode()
        yield f"protocolSettings:: {setting}"
        yield "msExchHideFromAddressLists: TRUE"
    if number % 7 == 0:
        yield "mDBStorageQuota: 2097152"
        yield "mDBOverHardQuotaLimit: 2621440"
    if number % 10 == 0:
        yield f"msExchArchiveGUID:: {guid}"
        yield f"msExchArchiveDatabaseLink: CN=AR{number % 4},{_DATABASES}"
        yield f"altRecipient: CN={_cn(0)},OU=Staff,{BASE}"
        yield "deliverAndRedirect: TRUE"


def _configured(folder: Path) -> Path:
    schema, root, database = folder / "corp.schema", folder / "root.ldif", folder / "database"
    schema.write_text(_schema(), encoding="utf-8")
    root.write_text(
        f"dn:\nobjectClass: top\ndefaultNamingContext: {BASE}\nrootDomainNamingContext: {BASE}\n"
        f"configurationNamingContext: {_CONFIGURATION}\nschemaNamingContext: CN=Schema,{_CONFIGURATION}\n"
        "dnsHostName: big.corp.test\nforestFunctionality: 7\ndomainFunctionality: 7\nisGlobalCatalogReady: TRUE\n",
        encoding="utf-8",
    )
    database.mkdir(mode=0o700)
    modules = f"modulepath {_MODULES}\nmoduleload back_mdb\n" if _MODULES.is_dir() else ""
    configuration = folder / "slapd.conf"
    configuration.write_text(
        f"include /etc/ldap/schema/core.schema\ninclude {schema}\n{modules}rootDSE {root}\n"
        f"pidfile {folder / 'slapd.pid'}\nsizelimit unlimited\n"
        f'database mdb\nsuffix "{BASE}"\ndirectory {database}\nmaxsize 4294967296\n'
        "index objectClass eq\nindex mailNickname pres,eq\n",
        encoding="utf-8",
    )
    return configuration


def _load(configuration: Path, mailboxes: int) -> None:
    command = ["slapadd", "-q", "-f", str(configuration), "-b", BASE]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PATH": _SEARCH_PATH},
    ) as load:
        assert load.stdin
        assert load.stderr
        with suppress(BrokenPipeError), load.stdin as entries:
            entries.writelines(ldif(mailboxes))
        errors = load.stderr.read()
    if load.returncode:
        sys.exit(f"slapadd could not load the directory: {errors[-2000:]}")


def _schema() -> str:
    """Definitions of our own: OpenLDAP's have some of these names, with other syntaxes."""
    arc, lines, names = "1.3.6.1.4.1.99999.78", [], ["mail"]
    for (syntax, equality), attributes in _ATTRIBUTES.items():
        for name in attributes.split():
            single = "" if name.endswith("*") else " SINGLE-VALUE"
            names.append(name.rstrip("*"))
            lines.append(
                f"attributetype ( {arc}.1.{len(names)} NAME '{names[-1]}' EQUALITY {equality} SYNTAX {syntax}{single} )"
            )
    may = " $ ".join(names)
    lines.append(f"objectclass ( {arc}.2.1 NAME 'user' SUP organizationalPerson STRUCTURAL MAY ( {may} ) )")
    lines.append(f"objectclass ( {arc}.2.2 NAME 'domain' SUP top STRUCTURAL MAY ( dc ) )")
    return "\n".join(lines) + "\n"


def _free_port() -> int:
    with socket.create_server((ADDRESS, 0)) as listener:
        return int(listener.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection((ADDRESS, port), timeout=1):
            return
        time.sleep(0.05)
    sys.exit("slapd did not start.")
