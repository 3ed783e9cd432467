"""The forests of the lab, as data. To add one, add an entry to ``FORESTS``."""

from dataclasses import replace

from tests.lab.model import (
    DEFAULT_SITE,
    ChildDomain,
    DomainController,
    Forest,
    FormerController,
    Mailboxes,
    Site,
    SiteLink,
    Trust,
)
from tests.lab.organization_2007 import EXCHANGE_2007
from tests.lab.organization_2010_2013 import EXCHANGE_2010_2013
from tests.lab.organization_2016_2019 import EXCHANGE_2016_2019
from tests.lab.organization_hostile import HOSTILE, HOSTILE_SITES
from tests.lab.organization_mixed import MIXED
from tests.lab.versions import AD_SCHEMA_2008_R2, AD_SCHEMA_2019, WINDOWS_2008_R2, WINDOWS_2019

_DC1 = DomainController(name="DC1", operating_system=WINDOWS_2019)
_SITES = (
    Site(name=DEFAULT_SITE, subnets=("10.1.0.0/16",)),
    Site(name="Branch", subnets=("10.2.0.0/16",)),
)
_CHILD = ChildDomain(
    label="child",
    netbios_name="CHILD",
    address="127.0.0.6",
    domain_controller=DomainController(name="DC2", operating_system=WINDOWS_2019, domain="child.exlab.test"),
    mailboxes=(
        Mailboxes(database="DB10-01", kind="user", count=5),
        Mailboxes(database="DB13-01", kind="user", count=3),
        Mailboxes(database="DB13-01", kind="room", count=1),
    ),
)

_LINKS = (
    SiteLink(
        name="Headquarters - Branch",
        sites=(DEFAULT_SITE, "Branch"),
        settings={"cost": 50, "replInterval": 15, "msExchCost": 10, "delivContLength": 10240},
    ),
)
_TRUSTS = (
    Trust(partner="partner.test", netbios_name="PARTNER", sid="S-1-5-21-1801674531-515967899-839522115"),
    Trust(
        partner="accounts.test",
        netbios_name="ACCOUNTS",
        sid="S-1-5-21-1957994488-920026266-725345543",
        direction=2,
        attributes=4,
    ),
)
_NONE = Forest(address="127.0.0.3", domain_controller=_DC1, schema_version=AD_SCHEMA_2019, sites=_SITES)
_WITH_CHILD = replace(_NONE, address="127.0.0.5", organization=EXCHANGE_2010_2013, child=_CHILD)

FORESTS = {
    "mixed": replace(_NONE, address="127.0.0.2", organization=MIXED, site_links=_LINKS, trusts=_TRUSTS),
    "none": _NONE,
    "bound-sign-ins": replace(
        _NONE, address="127.0.0.4", strong_auth="allow_sasl_over_tls", same_contents_as="none"
    ),
    "exchange-2007": Forest(
        address="127.0.0.10",
        domain_controller=DomainController(name="DC1", operating_system=WINDOWS_2008_R2),
        schema_version=AD_SCHEMA_2008_R2,
        sites=_SITES,
        organization=EXCHANGE_2007,
        level=4,
        former_controllers=(FormerController(name="DC03", site="Branch"),),
        sysvol_by_file_replication=True,
    ),
    "exchange-2010-2013": replace(
        _NONE, address="127.0.0.11", organization=EXCHANGE_2010_2013, trusts=_TRUSTS
    ),
    "exchange-2016-2019": replace(_NONE, address="127.0.0.12", organization=EXCHANGE_2016_2019),
    "hostile": replace(_NONE, address="127.0.0.13", organization=HOSTILE, sites=(*_SITES, *HOSTILE_SITES)),
    "with-child": _WITH_CHILD,
    "with-unreachable-child": replace(
        _WITH_CHILD,
        address="127.0.0.7",
        child=replace(_CHILD, address="127.0.0.8"),
        child_answers=False,
        same_contents_as="with-child",
    ),
}
