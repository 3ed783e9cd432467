"""Address policies, address lists, and the policies and features that a migration must look at."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from scanner.inventory.absence import told
from scanner.inventory.model.record import Record


class RecipientPolicy(Record, frozen=True, kw_only=True):
    """An e-mail address policy (2007 and later), or a recipient policy (2000 and 2003)."""

    name: Annotated[str, told("Name", "msExchRecipientPolicy cn")]
    addresses: Annotated[list[str], told("Address templates; SMTP: in capitals is primary", "gatewayProxy")]
    disabled_addresses: Annotated[list[str], told("Templates that are switched off", "disabledGatewayProxy")]
    ldap_filter: Annotated[str | None, told("Filter of 2000 and 2003", "purportedSearch")]
    filter: Annotated[str | None, told("Filter of 2007 and later", "msExchQueryFilter")]
    priority: Annotated[
        int | None, told("1 is applied first; the default policy is last", "msExchPolicyOrder")
    ]
    options: Annotated[list[str] | None, told("What the policy is for, as GUIDs", "msExchPolicyOptionList")]
    version: Annotated[int | None, told("Format of the object", "msExchVersion")]


class AddressList(Record, frozen=True, kw_only=True):
    """An address list."""

    name: Annotated[str, told("Name", "addressBookContainer cn")]
    kind: Annotated[Literal["address-list", "global", "system"], told("Kind of list", "place of the list")]
    ldap_filter: Annotated[str | None, told("Filter as LDAP", "purportedSearch")]
    filter: Annotated[str | None, told("Filter of 2007 and later", "msExchQueryFilter")]
    version: Annotated[int | None, told("Format of the object", "msExchVersion")]


class OfflineAddressBook(Record, frozen=True, kw_only=True):
    """An offline address book."""

    name: Annotated[str, told("Name", "msExchOAB cn")]
    server: Annotated[
        str | None, told("Server that makes it (to 2010); a deleted one is named so", "offLineABServer")
    ]
    mailbox: Annotated[
        str | None, told("Mailbox that makes it (2013 and later)", "msExchOABGeneratingMailboxLink")
    ]
    lists: Annotated[list[str], told("Address lists in it", "offLineABContainers")]
    virtual_directories: Annotated[
        list[str],
        told("Virtual directories it is handed out from, as server/name", "msExchOABVirtualDirectoriesLink"),
    ]
    versions: Annotated[int | None, told("Versions made, as stored", "doOABVersion")]
    flags: Annotated[int | None, told("Ways of distribution as bits", "msExchOABFlags")]
    default: Annotated[bool | None, told("The default of the organisation", "msExchOABDefault")]
    touched: Annotated[datetime | None, told("When it was last made", "msExchOABLastTouchedTime")]


PolicyKind = Literal[
    "managed-folder", "managed-folder-policy", "retention-tag", "retention-policy",
    "owa-mailbox-policy", "mobile-mailbox-policy", "device-access-rule", "sharing-policy",
    "authentication-policy", "client-access-rule", "setting-override",
]  # fmt: skip


class Policy(Record, frozen=True, kw_only=True):
    """A policy of the organisation, of which its being there is what counts."""

    kind: Annotated[PolicyKind, told("Kind of policy", "objectClass and place of the object")]
    name: Annotated[str, told("Name", "cn")]
    changed: Annotated[datetime | None, told("When it was last changed", "whenChanged")]
    version: Annotated[int | None, told("Format of the object", "msExchVersion")]


class UnifiedMessaging(Record, frozen=True, kw_only=True):
    """An object of Unified Messaging (2007 to 2016)."""

    kind: Annotated[
        Literal["dial-plan", "mailbox-policy", "auto-attendant", "gateway", "hunt-group"],
        told("What it is", "objectClass"),
    ]
    name: Annotated[str, told("Name", "cn")]
    address: Annotated[str | None, told("Address of a gateway", "msExchUMIPGatewayAddress")]
    uri_type: Annotated[int | None, told("Kind of addresses of a dial plan", "msExchUMDialPlanURIType")]
    digits: Annotated[int | None, told("Digits of an extension", "msExchUMNumberingPlanDigits")]
