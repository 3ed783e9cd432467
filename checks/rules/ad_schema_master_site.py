"""Where the schema master stands

What: The site and domain of the schema master, and whether an Exchange server stands there too.
Why: Setup extends the schema and prepares the organisation only from a computer in the domain and site of the schema
    master. Where no Exchange server stands there, that computer has to be found before the day of the change.
Fix: Read first:
        Get-ADForest | Select-Object SchemaMaster
        nltest /server:SCHEMAMASTER /dsgetsite
        nltest /dsgetsite
    Run PrepareSchema and PrepareAD from a member server of that domain and site; it needs the prerequisites of the
    management tools and no Exchange. Or move the role first, if the forest is to keep it elsewhere anyway.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import DomainController, ExchangeServer, Forest
from scanner.inventory.names import is_edge


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("ad-schema-master-site.expected", "a member server in its domain and site to run Setup from")


@check(
    id="ad-schema-master-site",
    subject="forest",
    reads=("forest", "domain_controllers", "servers"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    forest: Forest,
    domain_controllers: list[DomainController],
    servers: list[ExchangeServer],
) -> Verdict:
    name = (forest.schema_master or "").casefold()
    master = next((each for each in domain_controllers if each.name.casefold() == name), None)
    if master is None or not master.site or master.domain is None:
        return unknown(say("ad-schema-master-site.unread", "its site or domain could not be read"))
    here = [server.name for server in servers if _stands_in(server, master.domain, master.site)]
    if here:
        return met(
            say(
                "ad-schema-master-site.beside",
                "{master} in site {site}, beside {servers}",
                master=master.name,
                site=master.site,
                servers=here,
            )
        )
    return unmet(
        say(
            "ad-schema-master-site.alone",
            "{master} in domain {domain}, site {site}, where no Exchange server is known to stand",
            master=master.name,
            domain=master.domain,
            site=master.site,
        )
    )


def _stands_in(server: ExchangeServer, domain: str, site: str) -> bool:
    if is_edge(server.roles) or server.site is None or server.fqdn is None:
        return False
    own = server.fqdn.casefold().partition(".")[-1]
    return own == domain.casefold() and server.site.casefold() == site.casefold()
