"""Active Directory sites and the subnets assigned to them."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from scanner.collectors.query import Query, Stamp, ask_all
from scanner.collectors.step import Sections, Step
from scanner.connections.directories import Directories
from scanner.connections.dn import key
from scanner.connections.entry import Entry
from scanner.connections.errors import Trouble
from scanner.inventory.model import Site

SITES = Query("sites", "CN=Sites,{configuration}", ("cn",), "(objectClass=site)", "one")
SUBNETS = Query(
    "subnets of the sites",
    "CN=Subnets,CN=Sites,{configuration}",
    ("cn", "siteObject"),
    "(objectClass=subnet)",
    "one",
)
QUERIES = (SITES, SUBNETS)


class Answers(NamedTuple):
    sites: list[Entry]
    subnets: list[Entry]


def ask(directories: Directories) -> Answers:
    """Raises Trouble."""
    directory = directories.main()
    answers = Answers(list(ask_all(directory, SITES)), list(ask_all(directory, SUBNETS)))
    if not answers.sites:  # every forest has one
        raise Trouble("not-readable", what="CN=Sites")
    return answers


def read(answers: Answers) -> list[Site]:
    """In order of their names, which is also that of their subnets."""
    subnets = defaultdict(list)
    for entry in answers.subnets:
        subnets[key(entry.text("siteObject") or "")].append(entry.name)
    sites = [
        Site(name=entry.name, subnets=sorted(subnets[key(entry.dn)]), hub=None, former_controllers=None)
        for entry in answers.sites
    ]
    return sorted(sites, key=lambda site: site.name)


def collect(directories: Directories, stamp: Stamp) -> Sections:
    """Raises Trouble."""
    return {"sites": stamp.collected(read(ask(directories)))}


STEPS = (Step("ldap-sites", ("sites",), QUERIES, SITES, collect),)
