"""LDAP signing of domain controllers

What: Whether each domain controller demands that LDAP is signed.
Why: Without it somebody between a server and a domain controller can change what they say to each other, and
    Exchange servers are a favourite way to do so. Demanding it changes nothing for Exchange itself; it stops old
    devices and programs that send passwords unsigned, and a program that reads the directory, such as this one,
    needs TLS or Kerberos.
Fix: Look in the event log of the directory service for those who bind unsigned (event 2889), then set the policy
    "Domain controller: LDAP server signing requirements". Read first, on a domain controller:
        Get-ItemProperty HKLM:\\SYSTEM\\CurrentControlSet\\Services\\NTDS\\Parameters | Format-List Ldap*
    Do it before or after the migration, never in the same week: what stops working would be laid at its door.
"""

from checks.check import Requirement, Verdict, check, met_if, unknown
from checks.wording import Text, from_rule_book, say
from scanner.inventory.model import DomainController, SecuritySettings


class Need(Requirement, frozen=True, kw_only=True):
    """Value of LDAPServerIntegrity that demands signing, and what channel binding is called by its value."""

    signing: int
    bindings: dict[str, str]


def requires(need: Need) -> Text:
    return say("ad-ldap-signing.expected", "LDAPServerIntegrity {value}", value=need.signing)


@check(
    id="ad-ldap-signing",
    subject="domain-controller",
    reads=("security", "domain_controller"),
    need=Need,
    requires=requires,
)
def judge(need: Need, security: SecuritySettings, domain_controller: DomainController) -> Verdict:
    binding = security.ldap_channel_binding
    if security.ldap_signing is None:
        return unknown(
            say(
                "ad-ldap-signing.unset",
                "not set, so the default of this Windows holds, which new versions have changed",
            )
        )
    return met_if(
        security.ldap_signing == need.signing,
        say(
            "ad-ldap-signing.observed",
            "LDAPServerIntegrity {value}, channel binding {binding}",
            value=security.ldap_signing,
            binding=say("ad-ldap-signing.no-binding", "not set")
            if binding is None
            else from_rule_book(need.bindings.get(str(binding), str(binding))),
        ),
    )
