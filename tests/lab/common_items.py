"""What every organisation has, and what every one since Exchange 2010 has."""

from tests.lab.model import Item, Pointer

LAST = 2147483647
EVERYBODY = "Alias -ne $null"
_ALL_LISTS = {
    "All Users": "(&(mailNickname=*)(objectCategory=person)(objectClass=user))",
    "All Contacts": "(&(mailNickname=*)(objectClass=contact))",
    "All Groups": "(&(mailNickname=*)(objectCategory=group))",
}


def default_items(
    mail_domain: str, *, upgraded: bool = True, policy: str = "Default Policy", book_flags: int = 2
) -> tuple[Item, ...]:
    """The defaults that setup makes. Those that come from 2003 have only an LDAP filter until upgraded."""
    filters = {"msExchQueryFilter": EVERYBODY} if upgraded else {}
    book = "Default Offline Address Book" if upgraded else "Default Offline Address List"
    return (
        Item(kind="remote domain", name="Default", settings={"domainName": "*"}),
        Item(
            kind="message limits",
            name="Message Delivery",
            settings={"delivContLength": 10240, "submissionContLength": 10240, "msExchRecipLimit": 5000},
        ),
        Item(
            kind="recipient policy",
            name=policy,
            settings={
                "gatewayProxy": (f"SMTP:@{mail_domain}", "X400:c=US;a= ;p=Organization;o=Exchange;"),
                "purportedSearch": "(mailnickname=*)",
                "msExchPolicyOrder": LAST,
                **filters,
            },
        ),
        Item(
            kind="global address list",
            name="Default Global Address List",
            settings={
                "displayName": "Default Global Address List",
                "purportedSearch": "(mailNickname=*)",
                **filters,
            },
        ),
        *(
            Item(
                kind="address list",
                name=name,
                settings={"displayName": name, "purportedSearch": search, **filters},
            )
            for name, search in _ALL_LISTS.items()
        ),
        Item(
            kind="offline address book",
            name=book,
            settings={
                "offLineABStyle": 1,
                "msExchOABDefault": "TRUE",
                "msExchOABFlags": book_flags,
                "offLineABContainers": Pointer("global address list", "Default Global Address List"),
            },
        ),
    )


def rule_xml(name: str, recipient: str) -> str:
    """The text of a rule, as Exchange 2010 and later keep it."""
    return (
        f'<rule name="{name}" comments="" enabled="true"><version requiredMinVersion="14.0.0.0">'
        "<condition><true /></condition>"
        f'<action name="AddEnvelopeRecipient"><argument value="{recipient}" /></action></version></rule>'
    )


def arbitration_names(generation: int) -> tuple[str, ...]:
    """The mailboxes that Exchange makes for itself, by the major version that brought them."""
    since_2010 = (
        "SystemMailbox{1f05a927-89c0-4725-adca-4527114196a1}",
        "SystemMailbox{e0dc1c29-89c3-4034-b678-e6c29d823ed9}",
        "FederatedEmail.4c1f4d8b-8179-4148-93bf-00a95fa1e042",
    )
    since_2013 = (
        "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}",
        "Migration.8f3e7716-2011-43e4-96b1-aba62d229136",
    )
    return since_2010 + since_2013 if generation >= 15 else since_2010
