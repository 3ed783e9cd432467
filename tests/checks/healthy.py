"""An organisation that lacks nothing, and one that holds nothing: what a test changes one thing of."""

from __future__ import annotations

from typing import Any, get_type_hints

from msgspec.structs import replace

from scanner.inventory.model import (
    CloudTraces,
    Inventory,
    MailboxContents,
    MailboxSizes,
    OrganizationSettings,
    PublicFolderStatistics,
    Tenant,
)
from tests.checks.build import (
    GB,
    MB,
    OF_CLIENTS,
    accepted,
    candidate,
    computer,
    controller,
    domain,
    forest,
    host,
    inventory,
    memory,
    organization,
    outlook,
    page_file,
    processor,
    read,
    server,
    sites,
    volume,
    windows,
)
from tests.checks.machines import bound_certificate, fitting, fitting_organization, installed, web_access
from tests.checks.objects import (
    ARBITRATION,
    administrator_groups,
    recipient,
    recipient_list,
    send_connector,
    virtual_directory,
)
from tests.made import made

# By target: Windows and memory (GB) of the new server, its page file (MB), the Exchange that is there.
_FITTING = {
    "exchange-2010": ("6.1.7601", 16, 16394, "14.3.513.0"),
    "exchange-2013": ("6.3.9600", 64, 32778, "15.0.1497.48"),
    "exchange-2016": ("10.0.14393", 64, 32778, "15.1.2507.75"),
    "exchange-2019": ("10.0.20348", 128, 32768, "15.2.1748.53"),
    "exchange-se": ("10.0.20348", 128, 32768, "15.2.2562.53"),
}


def quiet() -> dict[str, Any]:
    """Every section read, and found to hold nothing."""
    sections: dict[str, Any] = {
        name: [] if "list[" in str(hint) else None
        for name, hint in get_type_hints(Inventory).items()
        if "Collected" in str(hint)
    }
    return {
        **sections,
        "recipient_list": recipient_list(
            recipient("System", "system", type_details=ARBITRATION, place=0, home_server="EX1")
        ),
        "cloud_traces": made(CloudTraces),
        "tenant": made(Tenant),
        "mailbox_sizes": made(MailboxSizes, mailboxes=0, total=0),
        "mailbox_contents": made(MailboxContents, large_from=0),
        "organization_settings": made(OrganizationSettings),
        "public_folder_statistics": made(PublicFolderStatistics, folders=0),
    }


def healthy(target: str) -> Inventory:
    """Everything the target asks, met."""
    version, gigabytes, megabytes, present = _FITTING[target]
    size = memory(installed=gigabytes * GB, usable=gigabytes * GB - 4 * MB)
    file_size = megabytes * MB
    common: dict[str, Any] = {
        part: read(data, "windows-host") for part, data in fitting(target, windows(version)).items()
    }
    databases = replace(volume("E:\\"), block=64 << 10)
    new = host(
        **common,
        processor=read(processor(), collector="local-machine"),
        memory=read(size, collector="local-machine"),
        volumes=read([volume(system=True), databases], collector="local-machine"),
        page_file=read(page_file((file_size, file_size)), collector="local-machine"),
        exchange=read(installed(), "windows-host"),
    )
    old = host(
        "ex1.corp.example",
        **common,
        volumes=read([replace(databases, free=200 * GB)], "windows-host"),
        certificates=read([bound_certificate()], "windows-host"),
        exchange=read(installed(present), "windows-host"),
        web_access=read(web_access(present), "web-access"),
    )
    signing = [host(f"{name}.corp.example", security=common["security"]) for name in ("dc1", "dc2")]
    return inventory(
        **{
            **quiet(),
            **fitting_organization(),
            "forest": forest(6),
            "domains": [domain()],
            "domain_controllers": [controller(), controller(name="dc2.corp.example")],
            "administrator_groups": administrator_groups(),
            "sites": sites("Lyon"),
            "organization": organization(),
            "accepted_domains": accepted(("corp.example", 4)),
            "servers": [server(present, computer=read(computer("6.3 (9600)")))],
            "send_connectors": [send_connector()],
            "virtual_directories": [virtual_directory(kind=kind) for kind in OF_CLIENTS],
            "clients": outlook(("16.0.17126.20132", 200)),
            "hosts": [old, new, *signing],
            "candidates": [candidate()],
        }
    )


def without(whole: Inventory, **sections: Any) -> Inventory:
    """The same inventory with some sections changed."""
    return replace(whole, **sections)
