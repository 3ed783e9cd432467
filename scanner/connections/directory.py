"""A signed-in directory server, and the few things that can be asked of it. It is only ever read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scanner.connections.dn import dns_of
from scanner.connections.entry import Entry
from scanner.connections.errors import NO_SUCH_OBJECT, Trouble, result_trouble, trouble_of
from scanner.connections.ldap_messages import Scope
from scanner.connections.ldap_session import Session

# What a collector's base may name, and where the rootDSE says it.
_NAMING = {
    "configuration": "configurationNamingContext",
    "schema": "schemaNamingContext",
    "domain": "defaultNamingContext",
    "root": "rootDomainNamingContext",
}
ROOT_DSE = (
    *_NAMING.values(), "dnsHostName", "forestFunctionality", "domainFunctionality", "isGlobalCatalogReady",
)  # fmt: skip
_RANGED = re.compile(r"([^;]+);range=(\d+)-(\d+|\*)", re.IGNORECASE)
_WHOLE = "(objectClass=*)"


class Directory:
    """One signed-in connection.

    Attributes:
        host: the name or address that was dialled.
        name: the DNS name the server gives itself.
        domain: the DNS name of its domain.
        account: who is signed in, and `means`: by what.
        protection: how the connection is protected, in words.
        naming: the names of the partitions: configuration, schema, domain, root.
        root_dse: what the server says about itself.
        lost: the connection has ended, and nothing more can be asked on it.

    Every method raises Trouble, and nothing else, when the server or the network fails.
    """

    def __init__(
        self,
        session: Session,
        *,
        host: str,
        port: int,
        seconds: float,
        account: str,
        means: str,
        protection: str,
    ) -> None:
        self._session = session
        self._port = port
        self._seconds = seconds
        self.host = host
        self.account = account
        self.means = means
        self.protection = protection
        self.lost = False
        self.root_dse = self.base("", ROOT_DSE) or Entry("", {})
        self.naming = {key: self.root_dse.text(name) or "" for key, name in _NAMING.items()}
        if not self.naming["configuration"]:
            raise Trouble(
                "server-refused", host=host, detail="it is not an Active Directory domain controller"
            )
        self.name = self.root_dse.text("dnsHostName") or host
        self.domain = dns_of(self.naming["domain"]) or ""

    def search(self, base: str, scope: Scope, filter: str, attributes: Sequence[str]) -> Iterator[Entry]:
        """The matching objects, page by page, with the named attributes only; none if the base does not
        exist.

        References to other servers are not followed. Values the server hands out in ranges are fetched to the
        end.
        """
        for entry in self._entries(base, scope, filter, attributes):
            yield self._with_ranges(entry) if entry.has_options() else entry

    def base(self, dn: str, attributes: Sequence[str]) -> Entry | None:
        """One object; None if it does not exist or may not be seen, which a server does not tell apart."""
        return next(self.search(dn, "base", _WHOLE, attributes), None)

    def close(self) -> None:
        """Sign out and hang up."""
        self.lost = True
        self._session.close()

    def _entries(self, base: str, scope: Scope, filter: str, attributes: Sequence[str]) -> Iterator[Entry]:
        try:
            for entries, result in self._session.pages(base, scope, filter, attributes):
                yield from entries
                if result.code not in (0, NO_SUCH_OBJECT):
                    raise result_trouble(result.code, result.message, self.host, base or "the root")
        except Exception as error:
            trouble = trouble_of(error, self.host, self._port, self._seconds)
            if trouble is None:
                raise
            if not isinstance(error, Trouble):
                self.close()  # a late answer must not be taken for that to the next question
            raise trouble from None

    def _with_ranges(self, entry: Entry) -> Entry:
        for name in entry.names():
            if found := _RANGED.fullmatch(name):
                values = [*entry.raw(name), *self._rest(entry.dn, found)]
                entry = entry.with_values(found[1], values)
        return entry

    def _rest(self, dn: str, found: re.Match[str]) -> Iterator[bytes]:
        while found[3] != "*":
            start = int(found[3]) + 1
            entries = list(self._entries(dn, "base", _WHOLE, [f"{found[1]};range={start}-*"]))
            names = [
                (name, match)
                for entry in entries
                for name in entry.names()
                if (match := _RANGED.fullmatch(name))
            ]
            if not names or int(names[0][1][2]) != start:
                raise Trouble(
                    "server-refused", host=self.host, detail=f"it broke off the values of {found[1]}"
                )
            name, found = names[0]
            yield from entries[0].raw(name)
