"""Builds the database of a domain controller. Only the system's Python can import this: samba's modules.

Everything is written offline, straight into the database: nothing of it goes over LDAP.
"""

# The modules of samba and ldb come with Debian packages for the system's Python only, and carry no types.
# mypy: disable-error-code="import-not-found"

import itertools
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import ldb
from samba.auth import system_session
from samba.dcerpc import security
from samba.dsdb import DSDB_CONTROL_BYPASS_PASSWORD_HASH_OID
from samba.ndr import ndr_unpack
from samba.param import LoadParm
from samba.samdb import SamDB
from samba.sd_utils import SDUtils

from tests.lab.access import Denial, narrow_denials
from tests.lab.child_domain import (
    catalog_entries,
    catalog_partition,
    domain_entries_of_child,
    reference_changes,
    references_in_child,
    references_in_root,
)
from tests.lab.domain_entries import (
    account_changes,
    account_entries,
    domain_controller_changes,
    exchange_domain_entries,
    settings_dn,
    site_changes,
    site_entries,
    system_changes,
    system_entries,
    topology_entries,
)
from tests.lab.entries import Attributes, Change, Entry, attribute_values, child
from tests.lab.model import (
    BASE_DN,
    CHILD_SID,
    NARROW,
    NETBIOS_DOMAIN,
    REALM,
    ROOT_SID,
    ChildDomain,
    Forest,
    Organization,
)
from tests.lab.names import SCHEMA_DN
from tests.lab.organization_entries import organization_entries, well_known_changes
from tests.lab.recipient_entries import more_mailbox_entries
from tests.lab.schema_entries import (
    attribute_entries,
    class_extensions,
    class_layers,
    schema_level_change,
)

# Without this control the directory refuses what only setup programs and the system may write.
_RELAX = ("relax:0",)
_LEAVE_PASSWORD_ATTRIBUTES_ALONE = (f"local_oid:{DSDB_CONTROL_BYPASS_PASSWORD_HASH_OID}:0",)

# With this one it also skips what matters only to a directory in use: a schema takes a quarter less time.
_PROVISION = (*_RELAX, "provision:0")
_PROJECT = Path(__file__).parents[2]


def provision(directory: Path, forest: Forest, *, child_domain: bool) -> None:
    """Create an empty domain in ``directory``: the root of the forest, or its child."""
    domain = forest.child if child_domain else None
    controller = domain.domain_controller if domain else forest.domain_controller
    command = [
        sys.executable,
        "-E",
        "-B",
        "-m",
        "tests.lab.provisioning",
        str(directory),
        f"--realm={domain.domain.upper() if domain else REALM}",
        f"--domain={domain.netbios_name if domain else NETBIOS_DOMAIN}",
        f"--sid={CHILD_SID if domain else ROOT_SID}",
        f"--host={controller.name.lower()}",
    ]
    result = subprocess.run(command, cwd=_PROJECT, capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(f"samba could not create the domain: {result.stderr[-2000:]}")


def extend_schema(configuration: Path) -> None:
    """Add the attributes and classes of Exchange, which are the same in every forest."""
    database = _open(configuration)
    with _schema_step(database):
        _add(database, attribute_entries(), _PROVISION)
    for layer in class_layers():
        with _schema_step(database):
            _add(database, layer, _PROVISION)
    with _schema_step(database):
        _change(database, class_extensions())


def adopt_schema(configuration: Path, domain: ChildDomain) -> None:
    """Take note of a schema partition that came from the root, and become its master for a while.

    Only the master may write the schema; ``populate_child`` gives the role back.
    """
    database = _open(configuration)
    with _schema_step(database):
        _change(database, [Change(SCHEMA_DN, {"fSMORoleOwner": settings_dn(domain.domain_controller)})])


def populate_root(configuration: Path, forest: Forest, level: int) -> None:
    """Write the contents of ``forest`` into the database of the root's controller."""
    database = _open(configuration)
    with _transaction(database):
        _write_forest(database, forest)
        _add(database, account_entries())
        _add(database, system_entries(forest))
        _change(database, system_changes(forest))
        _change(database, account_changes(), _LEAVE_PASSWORD_ATTRIBUTES_ALONE)
        _change(
            database,
            domain_controller_changes(forest.domain_controller, BASE_DN, forest.schema_version, level),
        )
        if forest.organization:
            _add(database, exchange_domain_entries(forest.organization))
            _change(database, well_known_changes(forest.organization))
    if forest.organization:
        with _transaction(database):
            _deny(database, narrow_denials(forest.organization))
    if forest.organization and forest.child:
        _add_child_to_root(configuration, forest.organization, forest.child)


def _add_child_to_root(configuration: Path, organization: Organization, domain: ChildDomain) -> None:
    _add_partial_partition(configuration, domain.base_dn, CHILD_SID)
    database = _open(configuration)  # only a new session knows the new partition
    with _transaction(database):
        _add(database, references_in_root(domain))
        _add(database, catalog_entries(organization, domain))


def _add_partial_partition(configuration: Path, base_dn: str, sid: str) -> None:
    """Another domain, of which this controller knows a part: as a global catalogue does."""
    _add(_open(configuration), [catalog_partition(base_dn, sid)], _PROVISION)


def populate_child(configuration: Path, forest: Forest, level: int) -> None:
    """Write the contents of ``forest`` into the database of the child's controller."""
    organization, domain = forest.organization, forest.child
    assert organization
    assert domain
    _add_partial_partition(configuration, BASE_DN, ROOT_SID)
    database = _open(configuration)
    with _transaction(database):
        _add(database, references_in_child(forest, domain))
        _change(database, reference_changes(forest, domain))
        _write_forest(database, forest)
        _add(database, domain_entries_of_child(organization, domain))
        _change(
            database,
            domain_controller_changes(domain.domain_controller, domain.base_dn, forest.schema_version, level),
        )


def _write_forest(database: SamDB, forest: Forest) -> None:
    """The configuration partition: every controller of the forest has it."""
    _add(database, site_entries(forest.sites))
    _change(database, site_changes(forest.sites))
    _add(database, topology_entries(forest))
    if forest.organization:
        _change(database, [schema_level_change(forest.organization.levels.schema)])
        _add(database, organization_entries(forest.organization))


def add_mailboxes(configuration: Path, forest: Forest, count: int, batch: int = 1000) -> None:
    """Write more mailboxes into a database whose controller does not run, some at a time."""
    assert forest.organization
    database = _open(configuration, ["batch_mode:1"])
    remaining = more_mailbox_entries(forest.organization, count)
    while some := list(itertools.islice(remaining, batch)):
        with _transaction(database):
            _add(database, some)


def _deny(database: SamDB, denials: Iterable[Denial]) -> None:
    """Explicit entries everywhere: what a class grants by default would win over an inherited denial."""
    narrow = database.search(
        base=child(NARROW.user, f"CN=Users,{BASE_DN}"), scope=ldb.SCOPE_BASE, attrs=["objectSid"]
    )
    sid = ndr_unpack(security.dom_sid, narrow[0]["objectSid"][0])
    descriptors = SDUtils(database)
    for denial in denials:
        scope = ldb.SCOPE_SUBTREE if denial.whole_subtree else ldb.SCOPE_BASE
        for found in database.search(base=denial.dn, scope=scope, attrs=["dn"]):
            descriptors.dacl_add_ace(found.dn, f"(D;;{denial.rights};;;{sid})")


def _open(configuration: Path, options: Sequence[str] = ()) -> SamDB:
    os.environ["TDB_NO_FSYNC"] = "1"
    parameters = LoadParm()
    parameters.load(str(configuration))
    url = str(Path(parameters.get("private dir"), "sam.ldb"))
    return SamDB(
        url=url, lp=parameters, session_info=system_session(parameters), flags=0, options=list(options)
    )


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


def _add(database: SamDB, entries: Iterable[Entry], controls: Sequence[str] = _RELAX) -> None:
    for entry in entries:
        attributes = {"objectClass": entry.object_class, **entry.attributes}
        with _naming(entry.dn):
            database.add(_message(database, entry.dn, attributes, ldb.FLAG_MOD_ADD), list(controls))


def _change(database: SamDB, changes: Iterable[Change], controls: Sequence[str] = _RELAX) -> None:
    for change in changes:
        flag = ldb.FLAG_MOD_ADD if change.add else ldb.FLAG_MOD_REPLACE
        with _naming(change.dn):
            database.modify(_message(database, change.dn, change.attributes, flag), list(controls))


def _message(database: SamDB, dn: str, attributes: Attributes, flag: int) -> ldb.Message:
    message = ldb.Message(ldb.Dn(database, dn))
    for name, value in attributes.items():
        if values := attribute_values(value):
            message[name] = ldb.MessageElement(values, flag, name)
    return message


@contextmanager
def _naming(dn: str) -> Iterator[None]:
    """An error of the directory says what is wrong, but not with which entry."""
    try:
        yield
    except ldb.LdbError as error:
        raise RuntimeError(f"the directory refuses {dn}: {error.args[1]}") from error
