"""The organisations that are shipped as samples, made from small parts: `python -m tests.sample_organizations`.

Each is a file that says what a scan found there. The inventories in samples/ are what is written of them, so that a
change of the model, or of a number, is a change here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scanner.inventory.model import Inventory
from tests.sample_organizations.exchange_2007 import exchange_2007
from tests.sample_organizations.exchange_2016_2019 import exchange_2016_2019
from tests.sample_organizations.partly_read import partly_read

ORGANIZATIONS: Mapping[str, Callable[[], Inventory]] = {
    "exchange-2007": exchange_2007,
    "exchange-2016-2019": exchange_2016_2019,
    "partly-read": partly_read,
}
