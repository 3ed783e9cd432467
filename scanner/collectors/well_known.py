"""The groups that Exchange Setup made and remembers by numbers of their own, wherever people moved them.

Setup refuses to go on where one of the entries points to a deleted group.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scanner.collectors.exchange_root import ROOT_DN
from scanner.collectors.query import Query
from scanner.connections.entry import Entry

POINTERS = Query("groups of Exchange by their numbers", ROOT_DN, ("cn", "otherWellKnownObjects"))

# Exchange Organization Administrators in 2007. Source: the checks of the directory in Microsoft's CSS-Exchange.
ORGANIZATION_MANAGEMENT = "C262A929D691B74A9E068728F8F842EA"

# The syntax DN-Binary ([MS-ADTS] 3.1.1.2.2.2.1): length, hexadecimal digits, name.
_POINTER = re.compile(r"B:\d+:([0-9A-Fa-f]+):(.*)", re.DOTALL)


class Pointer(NamedTuple):
    """One entry: the number in capitals, and the name of the group."""

    identifier: str
    dn: str


def pointers(entry: Entry | None) -> list[Pointer]:
    """What otherWellKnownObjects of an object names, in order of the numbers."""
    values = map(_POINTER.fullmatch, entry.texts("otherWellKnownObjects") if entry else ())
    return sorted(Pointer(found[1].upper(), found[2]) for found in values if found)
