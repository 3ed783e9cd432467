"""Kerberos names of the Exchange servers

What: Names of services (servicePrincipalName) that stand on the accounts of two Exchange servers or domain controllers.
    Other accounts of the forest are not looked at.
Why: Kerberos gives no ticket for a name two accounts claim. Clients fall back to NTLM or are asked for a password, and
    a name for all servers that moves to the target makes it worse.
Fix: Read first, which looks through the whole forest:
        setspn -X -F
        setspn -L SERVER
    Decide which account the service runs under, and take the name off the other:
        setspn -D SERVICE/HOST ACCOUNT
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.absence import Section, known
from scanner.inventory.model import Computer, DomainController, ExchangeServer, Organization
from scanner.inventory.names import is_edge


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("exchange-service-names.expected", "each name on one account")


@check(
    id="exchange-service-names",
    subject="organization",
    reads=("servers", "domain_controllers", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    servers: list[ExchangeServer],
    domain_controllers: list[DomainController],
    organization: Organization,
) -> Verdict:
    machines = [
        *((each.fqdn or each.name, each.computer) for each in servers if not is_edge(each.roles)),
        *((each.dns_name or each.name, each.computer) for each in domain_controllers),
    ]
    # A machine that is both has one account.
    accounts = {host.casefold(): _names(account) for host, account in machines}
    holders: dict[str, list[str]] = {}
    for host, names in accounts.items():
        for name in {name.casefold() for name in names or ()}:
            holders.setdefault(name, []).append(host)
    twice = [
        Item(name=name, observed=say("exchange-service-names.holders", "{hosts}", hosts=hosts))
        for name, hosts in sorted(holders.items())
        if len(hosts) > 1
    ]
    if twice:
        return unmet(
            say("exchange-service-names.found", "names on two accounts: {number}", number=len(twice)), twice
        )
    unread = [host for host, names in accounts.items() if names is None]
    if unread:
        return unknown(
            say("exchange-service-names.unread", "the names of these were not read: {hosts}", hosts=unread)
        )
    return met(
        say("exchange-service-names.none", "accounts: {number}, none shares a name", number=len(accounts))
    )


def _names(account: Section[Computer]) -> list[str] | None:
    computer = known(account)
    return computer.service_principal_names if computer is not None else None
