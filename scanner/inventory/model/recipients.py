"""Recipients: how many there are, and what a migration must know of each."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from scanner.inventory.absence import told
from scanner.inventory.model.record import Record


class RecipientCount(Record, frozen=True, kw_only=True):
    """How many recipients of one type lie in one database."""

    type_details: Annotated[int | None, told("Recipient type as a bit", "msExchRecipientTypeDetails")]
    database: Annotated[str | None, told("Mailbox database", "homeMDB")]
    server: Annotated[str | None, told("Server the database lies on (2000 to 2007)", "place in homeMDB")]
    count: Annotated[int, told("Recipients", "counted")]


class MailboxPlace(Record, frozen=True, kw_only=True):
    """A database that recipients point to; the list of recipients names it by its place in `places`."""

    database: Annotated[str, told("Mailbox database", "homeMDB or msExchArchiveDatabaseLink")]
    server: Annotated[str | None, told("Server the database lies on (2000 to 2007)", "place in homeMDB")]
    deleted: Annotated[bool, told("The database was deleted", "place in homeMDB")]


class Recipient(Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """One recipient, saved as a list of its values in this order, since there may be hundreds of thousands.

    The collector of garbage need not look at them: texts, numbers and lists of texts hold each other in no circle.
    """

    guid: Annotated[str | None, told("Identifier, hexadecimal", "objectGUID")]
    classes: Annotated[str | None, told("Class, such as user, group, contact", "objectClass, the last")]
    type_details: Annotated[int | None, told("Recipient type as a bit", "msExchRecipientTypeDetails")]
    display_type: Annotated[int | None, told("How address books show it", "msExchRecipientDisplayType")]
    remote_type: Annotated[int | None, told("State in Microsoft 365 as bits", "msExchRemoteRecipientType")]
    version: Annotated[int | None, told("Format of the object", "msExchVersion")]
    domain: Annotated[int, told("Its domain, as a place in `domains`", "distinguishedName")]
    display_name: Annotated[str | None, told("Display name", "displayName")]
    account: Annotated[str | None, told("Account name", "sAMAccountName")]
    control: Annotated[int | None, told("State of the account as bits", "userAccountControl")]
    upn: Annotated[str | None, told("Sign-in name", "userPrincipalName")]
    alias: Annotated[str | None, told("Alias", "mailNickname")]
    mail: Annotated[str | None, told("Mail address", "mail")]
    addresses: Annotated[list[str] | None, told("Addresses of all kinds", "proxyAddresses")]
    target: Annotated[str | None, told("Address mail is sent on to", "targetAddress")]
    legacy_dn: Annotated[str | None, told("Name in the old notation", "legacyExchangeDN")]
    place: Annotated[int | None, told("Mailbox database, as a place in `places`", "homeMDB")]
    home_server: Annotated[str | None, told("Server as stored", "msExchHomeServerName, the last part")]
    has_mailbox_guid: Annotated[bool | None, told("A mailbox identifier is stored", "msExchMailboxGuid")]
    linked: Annotated[str | None, told("SID of the account in another forest", "msExchMasterAccountSid")]
    hidden: Annotated[bool | None, told("Hidden from address lists", "msExchHideFromAddressLists")]
    archive: Annotated[
        int | None, told("Archive database, as a place in `places`", "msExchArchiveDatabaseLink")
    ]
    has_archive: Annotated[bool | None, told("An archive identifier is stored", "msExchArchiveGUID")]
    archive_status: Annotated[int | None, told("1: the archive is in Microsoft 365", "msExchArchiveStatus")]
    voice_mail: Annotated[int | None, told("Unified Messaging as bits", "msExchUMEnabledFlags")]
    retention: Annotated[int | None, told("Retention and holds as bits", "msExchELCMailboxFlags")]
    holds: Annotated[list[str] | None, told("In-place holds", "msExchUserHoldPolicies")]
    policy: Annotated[str | None, told("Retention or managed folder policy", "msExchMailboxTemplateLink")]
    move_status: Annotated[int | None, told("State of a move request", "msExchMailboxMoveStatus")]
    mobile: Annotated[int | None, told("Mobile devices as bits", "msExchMobileMailboxFlags")]
    protocols: Annotated[list[str] | None, told("Settings of protocols", "protocolSettings")]
    quota_default: Annotated[bool | None, told("The quota of the database holds", "mDBUseDefaults")]
    quota_receive: Annotated[int | None, told("Own quota that stops receiving, KB", "mDBOverHardQuotaLimit")]
    forwards_to: Annotated[str | None, told("Recipient mail is forwarded to, its name", "altRecipient")]
    forwards_and_keeps: Annotated[bool | None, told("And it is delivered too", "deliverAndRedirect")]
    forwards_outside: Annotated[
        str | None, told("Address mail is forwarded to", "msExchGenericForwardingAddress")
    ]
    group_type: Annotated[int | None, told("Kind of group as bits", "groupType")]
    managed: Annotated[bool | None, told("The group has an owner; none: no group", "managedBy")]
    members: Annotated[
        int | None,
        told(
            "Direct members of a group, as far as the account may see them; none: no group, or not read",
            "group member, counted; who they are is not kept",
        ),
    ]
    expansion_server: Annotated[
        str | None, told("Server that expands the group, its name", "msExchExpansionServerName")
    ]
    ldap_filter: Annotated[
        bool | None,
        told("A dynamic group has a filter of 2000 or 2003; none: no such group", "msExchDynamicDLFilter"),
    ]
    filter: Annotated[
        bool | None,
        told("A dynamic group has a filter of 2007 or later; none: no such group", "msExchQueryFilter"),
    ]
    usage_location: Annotated[str | None, told("Country for licences", "msExchUsageLocation")]
    last_logon: Annotated[
        str | None, told("Month of the last sign-in, such as 2026-10", "lastLogonTimestamp")
    ]


class RecipientList(Record, frozen=True, kw_only=True):
    """Every recipient, for the checks that look at each."""

    domains: Annotated[list[str], told("Domains the recipients lie in", "distinguishedName")]
    places: Annotated[
        list[MailboxPlace], told("Databases they point to", "homeMDB, msExchArchiveDatabaseLink")
    ]
    unread: Annotated[
        list[str],
        told(
            "Fields that were not asked for, since the global catalogue of this forest does not hold them: "
            "none there means not read",
            "attributeSchema isMemberOfPartialAttributeSet",
        ),
    ]
    hidden: Annotated[
        list[str],
        told(
            "Domains of recipients whose Microsoft Exchange System Objects this account cannot see: mail-enabled "
            "public folders and Exchange's own mailboxes of theirs are missing",
            "msExchSystemObjectsContainer",
        ),
    ]
    recipients: Annotated[list[Recipient], told("The recipients", "mailNickname=*")]

    def __post_init__(self) -> None:
        """Raises ValueError for a recipient whose domain or database is none of those in the lists."""
        domains = frozenset(range(len(self.domains)))
        places = frozenset((None, *range(len(self.places))))
        for at, each in enumerate(self.recipients):
            if each.domain not in domains:
                raise ValueError(
                    f"recipient {at} lies in domain {each.domain}, which `domains` does not list"
                )
            for place in (each.place, each.archive):
                if place not in places:
                    raise ValueError(
                        f"recipient {at} points to database {place}, which `places` does not list"
                    )

    without_alias: Annotated[
        int | None,
        told(
            "Mailboxes that have no alias and are broken",
            "users with homeMDB or msExchMailboxGuid, no mailNickname",
        ),
    ]
