"""Mail domains of the address policies

What: Address policies that hand out addresses in a domain that is the full name of an Exchange server, or an address in
    brackets instead of a domain.
Why: Setup refuses both. Mail to a domain that is the name of a server stays in its queues; addresses with an IP address
    in brackets are not supported in policies.
Fix: Read first, in the Exchange Management Shell:
        Get-EmailAddressPolicy | Format-List Name, Priority, EnabledEmailAddressTemplates
    Give the policy another template, apply it, then take the old addresses off the recipients that have them:
        Set-EmailAddressPolicy NAME -EnabledEmailAddressTemplates 'SMTP:@example.org'
        Update-EmailAddressPolicy NAME
"""

from checks.address_templates import domain_of, mail_templates
from checks.check import Requirement, Verdict, check, met, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Organization, RecipientPolicy

_LITERAL = "["


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("address-policy-domains.expected", "no name of a server, no address in brackets")


@check(
    id="address-policy-domains",
    subject="organization",
    reads=("recipient_policies", "servers", "organization"),
    need=Need,
    requires=requires,
)
def judge(
    need: Need,
    recipient_policies: list[RecipientPolicy],
    servers: list[ExchangeServer],
    organization: Organization,
) -> Verdict:
    names = {server.fqdn.casefold() for server in servers if server.fqdn}
    wrong = [
        Item(name=policy.name, observed=fault)
        for policy in recipient_policies
        for template in mail_templates(policy)
        if (fault := _fault(template, names)) is not None
    ]
    if wrong:
        return unmet(
            say(
                "address-policy-domains.found",
                "templates with the name of a server or an address in brackets: {number}",
                number=len(wrong),
            ),
            wrong,
        )
    return met(say("address-policy-domains.none", "none; policies: {number}", number=len(recipient_policies)))


def _fault(template: str, servers: set[str]) -> Text | None:
    domain = domain_of(template)
    if domain.startswith(_LITERAL):
        return say("address-policy-domains.literal", "{template}: an address in brackets", template=template)
    if domain in servers:
        return say("address-policy-domains.server", "{template}: the name of a server", template=template)
    return None
