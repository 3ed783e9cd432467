"""Signs in the directory that it is joined to Microsoft Entra ID."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from scanner.collectors.exchange_containers import CHILDREN, ask_services
from scanner.collectors.exchange_root import SERVICES
from scanner.collectors.query import Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.entry import Entry
from scanner.inventory.model import CloudTraces

_CONTAINER = "Device Registration Configuration"
DEVICE_REGISTRATION = Query(
    "the tenant that devices are registered in",
    f"CN={_CONTAINER},CN=Services,{{configuration}}",
    ("cn", "keywords"),
    "(objectClass=serviceConnectionPoint)",
    "sub",
)
ACCOUNTS = Query(
    "accounts that Microsoft Entra Connect made",
    "",
    ("sAMAccountName",),
    "(&(objectCategory=person)(objectClass=user)"
    "(|(sAMAccountName=MSOL_*)(sAMAccountName=AAD_*)(sAMAccountName=Sync_*)))",
    "sub",
    to="global-catalogue",
)
QUERIES = (SERVICES, CHILDREN, DEVICE_REGISTRATION, ACCOUNTS)

_NAME, _ID = "azureADName:", "azureADId:"


class Answers(NamedTuple):
    points: list[Entry]
    accounts: list[Entry]


def ask(directories: Directories) -> Answers:
    """Raises Trouble."""
    points = ask_services(directories, DEVICE_REGISTRATION, (_CONTAINER,))
    return Answers(points, list(ask_all(directories.global_catalog(), ACCOUNTS)))


def read(answers: Answers) -> CloudTraces:
    """All fields empty: no sign was found."""
    keywords = sorted(text for entry in answers.points for text in entry.texts("keywords"))
    names = [entry.text("sAMAccountName") for entry in answers.accounts]
    return CloudTraces(
        tenant_name=_after(_NAME, keywords),
        tenant_id=_after(_ID, keywords),
        synchronization_accounts=sorted(name for name in names if name),
    )


def _after(mark: str, keywords: Iterable[str]) -> str | None:
    found = (each[len(mark) :] for each in keywords if each[: len(mark)].lower() == mark.lower())
    return next((text for text in found if text), None)


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"cloud_traces": stamp.collected(read(ask(directories)))}


STEPS = (Step("ldap-cloud", ("cloud_traces",), QUERIES, DEVICE_REGISTRATION, collect),)
