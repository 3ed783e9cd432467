"""What only people know of their tenant in Microsoft 365 and of how the way there is prepared."""

from __future__ import annotations

from typing import Annotated

from scanner.inventory.absence import told
from scanner.inventory.model.record import Record

_ORIGIN = "exready.toml"


class Tenant(Record, frozen=True, kw_only=True):
    """The tenant in Microsoft 365, and what stands ready for a migration to it."""

    verified_domains: Annotated[list[str] | None, told("Mail domains verified in the tenant", _ORIGIN)]
    unused_domains: Annotated[
        list[str] | None, told("Accepted domains that will not be used in Microsoft 365", _ORIGIN)
    ]
    licences: Annotated[int | None, told("Licences with Exchange Online that are free", _ORIGIN)]
    directory_synchronization: Annotated[
        bool | None, told("Directory synchronisation is switched on in the tenant", _ORIGIN)
    ]
    entra_connect: Annotated[str | None, told("Version of Microsoft Entra Connect Sync", _ORIGIN)]
    migration_account: Annotated[
        bool | None, told("An account with the rights to read all mailboxes stands ready", _ORIGIN)
    ]
    public_certificate: Annotated[
        bool | None,
        told("The certificate of the published names is of an authority everybody trusts", _ORIGIN),
    ]
    outlook_anywhere_tested: Annotated[
        bool | None, told("Outlook Anywhere was reached from the internet on port 443", _ORIGIN)
    ]
    imap_tested: Annotated[bool | None, told("IMAP was reached from the internet", _ORIGIN)]
    batch_files: Annotated[bool | None, told("The CSV files of the batches stand ready", _ORIGIN)]
    ews_applications: Annotated[
        list[str] | None,
        told("Programs that will speak Exchange Web Services to Exchange Online; empty: none", _ORIGIN),
    ]
    password_senders: Annotated[
        list[str] | None,
        told("Devices and programs that send mail with a name and a password; empty: none", _ORIGIN),
    ]
