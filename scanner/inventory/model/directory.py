"""Active Directory: the forest, its domains, controllers, sites and trusts, and the computers in it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from scanner.inventory.absence import Section, told
from scanner.inventory.model.record import Record


class Forest(Record, frozen=True, kw_only=True):
    """The Active Directory forest."""

    name: Annotated[str, told("DNS name of the root domain", "rootDSE rootDomainNamingContext")]
    functional_level: Annotated[
        int | None, told("Forest functional level", "CN=Partitions msDS-Behavior-Version")
    ]
    schema_version: Annotated[
        int | None, told("Version of the directory schema", "schema head objectVersion")
    ]
    exchange_schema: Annotated[
        int | None,
        told(
            "Version of the Exchange schema; none: never extended", "CN=ms-Exch-Schema-Version-Pt rangeUpper"
        ),
    ]
    exchange_schema_created: Annotated[
        datetime | None,
        told("When the schema was first extended for Exchange", "CN=ms-Exch-Schema-Version-Pt whenCreated"),
    ]
    connector_schema: Annotated[
        int | None,
        told(
            "Version of the schema of the Active Directory Connector of 2000 and 2003",
            "CN=ms-Exch-Schema-Version-Adc rangeUpper",
        ),
    ]
    storage_group_superiors: Annotated[
        list[str] | None,
        told(
            "Classes below which a storage group may be made; none: the class is not in the schema",
            "CN=ms-Exch-Storage-Group possSuperiors and systemPossSuperiors",
        ),
    ]
    schema_master: Annotated[
        str | None, told("Domain controller that is schema master", "schema head fSMORoleOwner")
    ]
    naming_master: Annotated[
        str | None, told("Domain controller that is domain naming master", "CN=Partitions fSMORoleOwner")
    ]
    upn_suffixes: Annotated[list[str], told("Additional sign-in suffixes", "CN=Partitions uPNSuffixes")]
    recycle_bin: Annotated[
        bool | None, told("The Recycle Bin is enabled", "CN=Partitions msDS-EnabledFeature")
    ]
    tombstone_lifetime: Annotated[
        int | None,
        told("Days a deleted object is kept; none: not stated, which means 60", "CN=Directory Service"),
    ]
    heuristics: Annotated[
        str | None, told("Switches of the directory service as they are stored", "dSHeuristics")
    ]


class DomainHead(Record, frozen=True, kw_only=True):
    """What only a domain controller of the domain itself can say about it."""

    functional_level: Annotated[
        int | None, told("Domain functional level", "domain head msDS-Behavior-Version")
    ]
    mixed_mode: Annotated[
        bool | None, told("Mixed mode, of meaning at level 0 only", "domain head nTMixedDomain")
    ]
    preparation_versions: Annotated[
        list[int | None],
        told(
            "Preparation level of each Microsoft Exchange System Objects container found",
            "MESO objectVersion",
        ),
    ]
    pdc_emulator: Annotated[str | None, told("PDC emulator", "domain head fSMORoleOwner")]
    rid_master: Annotated[str | None, told("RID master", "CN=RID Manager$ fSMORoleOwner")]
    infrastructure_master: Annotated[
        str | None, told("Infrastructure master", "CN=Infrastructure fSMORoleOwner")
    ]
    computers_container: Annotated[
        bool | None,
        told("The container CN=Computers exists at its default place", "CN=Computers of the domain"),
    ]
    sysvol_migration: Annotated[
        int | None,
        told(
            "How far SYSVOL has moved from FRS to DFS Replication: 48 is the end; none: not stated",
            "CN=DFSR-GlobalSettings msDFSR-Flags",
        ),
    ]
    sysvol_file_replication: Annotated[
        bool | None,
        told(
            "SYSVOL is (also) replicated by the File Replication Service",
            "CN=Domain System Volume (SYSVOL share) under CN=File Replication Service",
        ),
    ]
    last_backup: Annotated[
        datetime | None,
        told(
            "When a backup of the domain was last made on any of its controllers; none: not stated",
            "domain head replPropertyMetaData, dSASignature",
        ),
    ]


class Trust(Record, frozen=True, kw_only=True):
    """A trust of a domain."""

    partner: Annotated[str, told("DNS name of the other side", "trustedDomain trustPartner")]
    flat_name: Annotated[str | None, told("NetBIOS name of the other side", "trustedDomain flatName")]
    security_identifier: Annotated[
        str | None, told("SID of the other side", "trustedDomain securityIdentifier")
    ]
    direction: Annotated[int | None, told("1 in, 2 out, 3 both", "trustedDomain trustDirection")]
    kind: Annotated[
        int | None, told("1 Windows NT, 2 Active Directory, 3 Kerberos, 4 DCE", "trustedDomain trustType")
    ]
    attributes: Annotated[int | None, told("Properties as bits", "trustedDomain trustAttributes")]
    created: Annotated[datetime | None, told("When it was made", "trustedDomain whenCreated")]


class Domain(Record, frozen=True, kw_only=True):
    """A domain of the forest."""

    name: Annotated[str, told("DNS name", "CN=Partitions crossRef dnsRoot")]
    netbios_name: Annotated[str | None, told("NetBIOS name", "CN=Partitions crossRef nETBIOSName")]
    parent: Annotated[str | None, told("DNS name of the parent domain", "CN=Partitions crossRef trustParent")]
    head: Section[DomainHead]
    trusts: Section[list[Trust]]


class Computer(Record, frozen=True, kw_only=True):
    """The computer account of a server, as the directory holds it."""

    operating_system: Annotated[str | None, told("Name of the operating system", "computer operatingSystem")]
    version: Annotated[str | None, told("Version such as 10.0 (17763)", "computer operatingSystemVersion")]
    service_pack: Annotated[str | None, told("Service pack", "computer operatingSystemServicePack")]
    enabled: Annotated[bool | None, told("The account is not disabled", "computer userAccountControl")]
    created: Annotated[datetime | None, told("When the account was made", "computer whenCreated")]
    last_logon: Annotated[
        datetime | None,
        told("Last sign-in, up to two weeks late; none: never or not stated", "computer lastLogonTimestamp"),
    ]
    password_set: Annotated[
        datetime | None, told("When the machine last changed its password", "computer pwdLastSet")
    ]
    primary_group: Annotated[
        int | None,
        told("Number of the primary group: 516 and 521 are controllers", "computer primaryGroupID"),
    ]
    groups: Annotated[list[str] | None, told("Groups it is a direct member of", "computer memberOf")]
    service_principal_names: Annotated[
        list[str] | None, told("Kerberos names of its services", "computer servicePrincipalName")
    ]
    encryption_types: Annotated[
        int | None, told("Kerberos encryption types as bits", "computer msDS-SupportedEncryptionTypes")
    ]


class DomainController(Record, frozen=True, kw_only=True):
    """A domain controller."""

    name: Annotated[str, told("DNS host name, or the short name where none is stored", "CN=Sites server")]
    dns_name: Annotated[str | None, told("DNS host name as stored", "CN=Sites server dNSHostName")]
    domain: Annotated[str | None, told("DNS name of its domain", "nTDSDSA msDS-HasDomainNCs")]
    site: Annotated[str, told("Active Directory site", "CN=Sites, place of the server object")]
    global_catalog: Annotated[bool, told("Is a global catalogue", "nTDSDSA options, bit 1")]
    read_only: Annotated[bool, told("Is a read-only domain controller", "nTDSDSA objectCategory")]
    highest_level: Annotated[
        int | None, told("Highest functional level it can serve", "nTDSDSA msDS-Behavior-Version")
    ]
    computer: Section[Computer]


class Site(Record, frozen=True, kw_only=True):
    """An Active Directory site."""

    name: Annotated[str, told("Name", "CN=Sites site cn")]
    subnets: Annotated[list[str], told("Subnets assigned to it", "CN=Subnets siteObject")]
    hub: Annotated[
        int | None,
        told("Flags of a hub site of Exchange transport", "CN=Sites site msExchTransportSiteFlags"),
    ]
    former_controllers: Annotated[
        list[str] | None,
        told("Server objects that are domain controllers no more", "CN=Sites server without nTDSDSA"),
    ]


class SiteLink(Record, frozen=True, kw_only=True):
    """A link between sites."""

    name: Annotated[str, told("Name", "siteLink cn")]
    sites: Annotated[list[str], told("Sites it joins", "siteLink siteList")]
    cost: Annotated[int | None, told("Cost", "siteLink cost")]
    exchange_cost: Annotated[int | None, told("Cost for Exchange transport", "siteLink msExchCost")]
    interval: Annotated[int | None, told("Minutes between replications", "siteLink replInterval")]
    message_limit: Annotated[
        int | None, told("Largest message for Exchange transport, KB", "siteLink delivContLength")
    ]


class ComputerCount(Record, frozen=True, kw_only=True):
    """How many computer accounts of a domain name the same operating system and were last seen in one month."""

    domain: Annotated[str, told("DNS name of the domain", "the domain that was asked")]
    operating_system: Annotated[str | None, told("Name of the operating system", "computer operatingSystem")]
    version: Annotated[str | None, told("Version such as 10.0 (19045)", "computer operatingSystemVersion")]
    enabled: Annotated[bool | None, told("The accounts are not disabled", "computer userAccountControl")]
    last_logon: Annotated[
        str | None,
        told("Month of the last sign-in, such as 2026-10; none: never", "computer lastLogonTimestamp"),
    ]
    count: Annotated[int, told("Computers", "counted")]


class AdministratorGroup(Record, frozen=True, kw_only=True):
    """A group whose members may prepare the directory or install Exchange."""

    name: Annotated[
        str,
        told(
            "Name of the group in the language of the forest; its role where it could not be read", "group cn"
        ),
    ]
    role: Annotated[
        str,
        told(
            "schema-admins, enterprise-admins, domain-admins or organization-management",
            "RID 518, 519, 512, or the well-known group of the Exchange organisation",
        ),
    ]
    domain: Annotated[str, told("DNS name of the domain it lies in", "the domain that was asked")]
    members: Annotated[
        int | None,
        told(
            "Direct members; none: the group could not be read",
            "group member, counted; who they are is not kept",
        ),
    ]
