"""Whole organisations that never were, as saved inventories: for `exready try`, the tests and the documentation.

`exchange-2003-2007`: what 2003 left beside one server with 2007. `exchange-2007`: Exchange 2007 on old Windows,
everything read but the Edge server. `exchange-2007-2013`: a first server with 2013 that nobody finished.
`exchange-2010-edge`: an availability group, a client access array, Edge and voice mail. `exchange-2013-outdated`:
updates left out for years. `exchange-2016-2019`: two versions side by side, with a server ready for Subscription
Edition. `exchange-2016-hybrid`: every mailbox in Microsoft 365, and the last server. `exchange-2019-ready`: small
and tidy, to be upgraded where it stands. `exchange-se-old-outlook`: new servers, old mail programs. `partly-read`:
half of it refused, silent or only declared. `resource-forest`: mailboxes of accounts in other forests.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

_SUFFIX = ".json"


def names() -> list[str]:
    """The ids of the samples, sorted."""
    found = (entry.name for entry in files(__name__).iterdir())
    return sorted(name.removesuffix(_SUFFIX) for name in found if name.endswith(_SUFFIX))


def path(name: str) -> Traversable:
    """Where a sample lies; raises KeyError when there is no such sample."""
    if name not in names():
        raise KeyError(name)
    return files(__name__) / f"{name}{_SUFFIX}"


def read(name: str) -> bytes:
    """The saved inventory as it was written; raises KeyError when there is no such sample."""
    return path(name).read_bytes()
