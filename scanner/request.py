"""What a scan is asked to do, and what cannot be asked."""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass, field
from typing import Any

import msgspec

from scanner.collectors.ldap_recipients import Detail
from scanner.collectors.steps import DIRECTORY_STEPS
from scanner.connections.connect import Options
from scanner.connections.wire import tls_context
from scanner.inventory.model import Candidate, Role
from scanner.inventory.refusal import Refusal, readable

DIRECTORY_COLLECTORS = tuple(step.id for step in DIRECTORY_STEPS)


@dataclass(frozen=True, kw_only=True)
class Local:
    """This machine takes part in the scan, as a candidate for a role in the targets; no targets: in all.

    Without a role it takes part as what it is, and is meant for nothing.
    """

    role: Role | None
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to scan, and how to connect. With neither domain nor server only the local machine is read.

    Attributes:
        servers: names of servers to ask themselves, or `all` that the directory holds.
        candidates: machines to ask that are meant to run a target.
        mailbox_sizes: every mailbox is opened by EWS, by an account that may impersonate its user.
        concurrency: how many servers or mailboxes are asked at once.
        server_seconds: how long one of them may take with everything.
        only: the collectors by which an inventory that is there already is read again; None: all, for a new one.
    """

    domain: str | None = None
    server: str | None = None
    recipients: Detail = "attributes"
    local: Local | None = None
    servers: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    options: Options = field(default_factory=Options)
    mailbox_sizes: bool = False
    concurrency: int = 8
    server_seconds: float = 1800
    only: tuple[str, ...] | None = None

    def asks(self, collector: str) -> bool:
        """Whether this collector takes part."""
        return self.only is None or collector in self.only

    @property
    def asks_directory(self) -> bool:
        return bool(self.domain or self.server) and any(map(self.asks, DIRECTORY_COLLECTORS))

    @property
    def subject(self) -> dict[str, Any]:
        """What makes it the same scan when it is resumed: what is read, not the way there."""
        local = {"role": self.local.role, "targets": list(self.local.targets)} if self.local else None
        return {
            "domain": self.domain, "server": self.server, "recipients": self.recipients, "local": local,
            "servers": list(self.servers), "mailbox_sizes": self.mailbox_sizes,
            "candidates": msgspec.to_builtins(list(self.candidates)),
            "only": None if self.only is None else list(self.only),
        }  # fmt: skip

    @property
    def asks_servers(self) -> bool:
        return bool(self.servers or self.candidates)


class RequestRefused(Refusal):
    """A scan that cannot be begun as it was asked for."""


def check(request: Request) -> None:
    """Raises RequestRefused for a request that cannot be begun."""
    if request.server and re.search(r"[^:]:\d+$", request.server):
        raise RequestRefused(
            f"{readable(request.server)} is a host with a port.",
            "Give --dc the host alone: LDAPS is asked on 636, StartTLS and sealed LDAP on 389.",
        )
    if request.servers and not request.asks_directory and request.only is None:
        raise RequestRefused(
            "Which servers there are stands in the directory, and none is to be read.",
            "Give --domain NAME as well; a machine that is to become a server is asked with --candidate HOST.",
        )
    reads_mailboxes = request.asks_directory and request.recipients == "attributes"
    if request.mailbox_sizes and request.only is None and not reads_mailboxes:
        raise RequestRefused(
            "Which mailboxes there are stands in the directory, and they are not to be read one by one.",
            "Give --domain NAME as well, and --recipients attributes.",
        )
    asks = request.asks_directory or request.asks_servers or request.local is not None
    if not asks and request.only is None:
        raise RequestRefused("There is nothing to scan.", "Give --domain NAME, or --local for this machine.")
    bundle = request.options.ca_bundle
    try:
        tls_context(bundle, verify=True)
    except OSError as error:
        reason = "it holds no certificate" if isinstance(error, ssl.SSLError) else error.strerror
        raise RequestRefused(
            f"{readable(str(bundle))} cannot be used as the certificates of authorities: {reason}.",
            "Give --ca-bundle a file of certificates in PEM form.",
        ) from None


def subject_words(subject: dict[str, Any]) -> str:
    """What a scan was asked, in words."""
    asked = [
        f"{key} {readable(str(subject[key]))}"
        for key in ("domain", "server", "recipients")
        if subject.get(key)
    ]
    asked += (
        [f"the servers {readable(', '.join(map(str, subject['servers'])))}"] if subject.get("servers") else []
    )
    asked += ["what is in the mailboxes"] if subject.get("mailbox_sizes") else []
    asked += ["machines to be servers"] if subject.get("candidates") else []
    asked += [f"only {readable(', '.join(map(str, subject['only'])))}"] if subject.get("only") else []
    return ", ".join([*asked, *(["this machine"] if subject.get("local") else [])]) or "nothing known"
