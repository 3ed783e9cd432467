"""Builds the database of a domain controller. Only the system's Python can import this: samba's modules.

Everything is written offline, straight into the database: nothing of it goes over LDAP.
"""

# The modules of samba and ldb come with Debian packages for the system's Python only, and carry no types.
# mypy: disable-error-code="import-not-found"

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import ldb
from samba.auth import system_session
from samba.dsdb import DSDB_CONTROL_BYPASS_PASSWORD_HASH_OID
from samba.param import LoadParm
from samba.samdb import SamDB

from tests.lab.domain_entries import (
    account_changes,
    account_entries,
    domain_controller_changes,
    exchange_domain_entries,
    site_changes,
    site_entries,
)
from tests.lab.entries import Attributes, Change, Entry, attribute_values
from tests.lab.model import ADMINISTRATOR, NETBIOS_DOMAIN, REALM, Forest, Organization
from tests.lab.organization_entries import organization_entries
from tests.lab.schema_entries import attribute_entries, class_extensions, class_layers

# Without this control the directory refuses what only setup programs and the system may write.
_RELAX = ("relax:0",)
_LEAVE_PASSWORD_ATTRIBUTES_ALONE = (f"local_oid:{DSDB_CONTROL_BYPASS_PASSWORD_HASH_OID}:0",)

# samba-tool sets NT access lists on the SYSVOL share, which needs CAP_SYS_ADMIN; containers lack it, and
# nobody reads SYSVOL here. So samba-tool runs with that one step replaced by nothing.
_SAMBA_TOOL = (
    "import runpy, sys, samba.provision as provision;"
    "provision.setsysvolacl = lambda *arguments, **options: None;"
    "sys.argv[0] = 'samba-tool';"
    "runpy.run_path('/usr/bin/samba-tool', run_name='__main__')"
)


def provision(directory: Path, forest: Forest) -> None:
    """Create an empty forest in ``directory``."""
    command = [
        sys.executable, "-c", _SAMBA_TOOL, "domain", "provision", "--quiet",
        f"--realm={REALM}", f"--domain={NETBIOS_DOMAIN}", "--server-role=dc", "--dns-backend=NONE",
        f"--adminpass={ADMINISTRATOR.password}", f"--targetdir={directory}",
        f"--host-name={forest.domain_controller.name.lower()}", "--host-ip=127.0.0.1",
        "--option=interfaces=lo", "--option=bind interfaces only=yes", "--function-level=2008_R2",
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(f"samba-tool could not create the forest: {result.stderr[-2000:]}")


def populate(configuration: Path, forest: Forest, level: int) -> None:
    """Write the contents of ``forest`` into the provisioned database."""
    os.environ["TDB_NO_FSYNC"] = "1"
    if forest.organization:
        _extend_schema(_open(configuration), forest.organization)
    database = _open(configuration)
    with _transaction(database):
        _write_contents(database, forest, level)


def _open(configuration: Path) -> SamDB:
    parameters = LoadParm()
    parameters.load(str(configuration))
    url = str(Path(parameters.get("private dir"), "sam.ldb"))
    return SamDB(url=url, lp=parameters, session_info=system_session(parameters))


def _extend_schema(database: SamDB, organization: Organization) -> None:
    with _schema_step(database):
        _add(database, attribute_entries(organization.levels.schema))
    for layer in class_layers():
        with _schema_step(database):
            _add(database, layer)
    with _schema_step(database):
        _change(database, class_extensions())


def _write_contents(database: SamDB, forest: Forest, level: int) -> None:
    _add(database, site_entries(forest.sites))
    _change(database, site_changes(forest.sites))
    _add(database, account_entries())
    _change(database, account_changes(), _LEAVE_PASSWORD_ATTRIBUTES_ALONE)
    if forest.organization:
        _add(database, organization_entries(forest.organization))
        _add(database, exchange_domain_entries(forest.organization))
    _change(database, domain_controller_changes(forest, level))


@contextmanager
def _transaction(database: SamDB) -> Iterator[None]:
    database.transaction_start()
    try:
        yield
    except BaseException:
        database.transaction_cancel()
        raise
    database.transaction_commit()


@contextmanager
def _schema_step(database: SamDB) -> Iterator[None]:
    """A transaction after which the directory knows the schema it was given."""
    with _transaction(database):
        yield
    database.modify_ldif("dn:\nchangetype: modify\nreplace: schemaUpdateNow\nschemaUpdateNow: 1\n")


def _add(database: SamDB, entries: Iterable[Entry]) -> None:
    for entry in entries:
        attributes = {"objectClass": entry.object_class, **entry.attributes}
        with _naming(entry.dn):
            database.add(_message(database, entry.dn, attributes, ldb.FLAG_MOD_ADD), list(_RELAX))


def _change(database: SamDB, changes: Iterable[Change], controls: Sequence[str] = _RELAX) -> None:
    for change in changes:
        flag = ldb.FLAG_MOD_ADD if change.add else ldb.FLAG_MOD_REPLACE
        with _naming(change.dn):
            database.modify(_message(database, change.dn, change.attributes, flag), list(controls))


def _message(database: SamDB, dn: str, attributes: Attributes, flag: int) -> ldb.Message:
    message = ldb.Message(ldb.Dn(database, dn))
    for name, value in attributes.items():
        message[name] = ldb.MessageElement(attribute_values(value), flag, name)
    return message


@contextmanager
def _naming(dn: str) -> Iterator[None]:
    """An error of the directory says what is wrong, but not with which entry."""
    try:
        yield
    except ldb.LdbError as error:
        raise RuntimeError(f"the directory refuses {dn}: {error.args[1]}") from error
