"""Name of the new server

What: Whether the name of a machine meant to run the target already belongs to an Exchange server in the directory, or
    is a mail domain of an address policy.
Why: Setup cannot install over the object of another server; it goes on only with /Mode:RecoverServer, and then as the
    version that was there. A server whose full name is a mail domain of a policy takes mail for itself that is meant
    for the organisation, and Setup refuses it. Renaming a server after Exchange is on it is not supported.
Fix: Read first:
        Get-ExchangeServer NAME | Format-List Name, AdminDisplayVersion, WhenCreated
        Get-EmailAddressPolicy | Format-List Name, EnabledEmailAddressTemplates
    Give the new machine a name that is free, before Exchange is installed. If it is to take the place of a server that
    is gone, recover that one first, then uninstall it in order. A machine that runs Exchange today is no new server:
    collect it as a server, or name the targets it is meant for, and choose another machine for this one.
"""

from checks.address_templates import domains_of
from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.installed import UPGRADED_IN_PLACE
from checks.servers import product, server_named
from checks.wording import Text, say
from scanner.inventory.model import Candidate, ExchangeServer, InstalledExchange, RecipientPolicy


class Need(Requirement, frozen=True, kw_only=True):
    """Short name of the target's version."""

    product: str


def requires(need: Need) -> Text:
    return say(
        "candidate-name.expected", "no other Exchange server and no mail domain of a policy has its name"
    )


@check(
    id="candidate-name",
    subject="candidate",
    reads=("candidate", "servers"),
    uses=("recipient_policies", "exchange"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    candidate: Candidate,
    servers: list[ExchangeServer],
    recipient_policies: list[RecipientPolicy] | None,
    exchange: InstalledExchange | None,
) -> Verdict:
    other = server_named(candidate.host, servers)
    version = product(other) if other is not None else None
    if other is not None and version != need.product and UPGRADED_IN_PLACE.get(version or "") != need.product:
        if exchange is not None and exchange.build is not None:
            # The engine knows this by its id, and asks such a machine nothing else.
            return unmet(
                say(
                    "candidate-name.in-use",
                    "{name} runs Exchange, build {build}, and is no new server for this target",
                    name=other.name,
                    build=exchange.build,
                )
            )
        return unmet(
            say(
                "candidate-name.taken",
                "{name} is an Exchange server, build {build}",
                name=other.name,
                build=other.build or "?",
            )
        )
    if recipient_policies is None:
        return unknown(
            say("candidate-name.unread", "no Exchange server has it; the address policies were not read")
        )
    if candidate.host.casefold() in domains_of(recipient_policies):
        return unmet(
            say("candidate-name.domain", "{name} is a mail domain of an address policy", name=candidate.host)
        )
    return met(say("candidate-name.free", "{name}", name=candidate.host))
