"""The organisations that are shipped as samples, made from small parts: `python -m tests.sample_organizations`.

Each is a file that says what a scan found there. The inventories in samples/ are what is written of them, so that a
change of the model, or of a number, is a change here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scanner.inventory.model import Inventory
from tests.sample_organizations.exchange_2003_2007 import exchange_2003_2007
from tests.sample_organizations.exchange_2007 import exchange_2007
from tests.sample_organizations.exchange_2007_2013 import exchange_2007_2013
from tests.sample_organizations.exchange_2010_edge import exchange_2010_edge
from tests.sample_organizations.exchange_2013_outdated import exchange_2013_outdated
from tests.sample_organizations.exchange_2016_2019 import exchange_2016_2019
from tests.sample_organizations.exchange_2016_hybrid import exchange_2016_hybrid
from tests.sample_organizations.exchange_2019_ready import exchange_2019_ready
from tests.sample_organizations.exchange_se_old_outlook import exchange_se_old_outlook
from tests.sample_organizations.partly_read import partly_read
from tests.sample_organizations.resource_forest import resource_forest

ORGANIZATIONS: Mapping[str, Callable[[], Inventory]] = {
    "exchange-2003-2007": exchange_2003_2007,
    "exchange-2007": exchange_2007,
    "exchange-2007-2013": exchange_2007_2013,
    "exchange-2010-edge": exchange_2010_edge,
    "exchange-2013-outdated": exchange_2013_outdated,
    "exchange-2016-2019": exchange_2016_2019,
    "exchange-2016-hybrid": exchange_2016_hybrid,
    "exchange-2019-ready": exchange_2019_ready,
    "exchange-se-old-outlook": exchange_se_old_outlook,
    "partly-read": partly_read,
    "resource-forest": resource_forest,
}
