"""The directory servers of a scan: the one asked for, one of each other domain, the global catalogue."""

from __future__ import annotations

from collections.abc import Callable

from scanner.connections.connect import Entrance, Options, connect, open_directory
from scanner.connections.credentials import Credentials
from scanner.connections.directory import Directory
from scanner.connections.discovery import domain_controllers
from scanner.connections.errors import Trouble

# How many controllers of a domain are tried before it counts as unreachable.
TRIES = 3
# What another controller of the same domain may answer better; everything else would be the same there.
_WORTH_ANOTHER = frozenset({"unreachable", "timed-out", "no-such-host", "connection-lost", "server-refused"})

# What DNS may fail to tell, and the forest's own configuration may still know.
_UNKNOWN_TO_DNS = frozenset({"no-domain-controller", "no-dns-answer", "no-such-host"})

Find = Callable[[str, float], list[str]]
# The hosts of a domain's controllers, as a directory of the same forest names them.
Elsewhere = Callable[[Directory, str], list[str]]


def nowhere(directory: Directory, domain: str) -> list[str]:
    """No other source than DNS."""
    return []


class Directories:
    """Signed-in connections, made when first needed and kept. Every method raises Trouble.

    A domain that could not be reached is not tried again in this scan; a connection that broke is made anew.
    Controllers of a domain are found by DNS, and where DNS knows none `elsewhere`.
    """

    def __init__(
        self,
        domain: str | None,
        server: str | None,
        credentials: Credentials,
        options: Options,
        find: Find = domain_controllers,
        elsewhere: Elsewhere = nowhere,
    ) -> None:
        self._name = domain
        self._server = server
        self._credentials = credentials
        self._options = options
        self._find = find
        self._elsewhere = elsewhere
        self._open: dict[str, tuple[Directory, Entrance]] = {}
        self._failed: dict[str, Trouble] = {}
        self._catalog: Directory | None = None

    def main(self) -> Directory:
        """The server that was named, or a controller of the domain that was."""
        return self._kept("", self._main)[0]

    def of_domain(self, name: str) -> Directory:
        """A controller of that domain of the forest."""
        main = self.main()
        if main.domain == name.lower():
            return main
        return self._kept(name.lower(), lambda: self._one_of(self._controllers(main, name)))[0]

    def global_catalog(self) -> Directory:
        """The global catalogue on the same server, signed in the same way."""
        main, entrance = self._kept("", self._main)
        if main.root_dse.boolean("isGlobalCatalogReady") is False:
            raise Trouble("server-refused", host=main.host, detail="it is no global catalogue")
        if self._catalog is None or self._catalog.lost:
            self._catalog = open_directory(main.host, entrance, self._options, catalog=True)
        return self._catalog

    def close(self) -> None:
        """Sign out everywhere."""
        for directory, _ in self._open.values():
            directory.close()
        if self._catalog is not None:
            self._catalog.close()

    def _controllers(self, main: Directory, domain: str) -> list[str]:
        try:
            return self._find(domain, self._options.timeout)
        except Trouble as trouble:
            if trouble.code in _UNKNOWN_TO_DNS and (hosts := self._elsewhere(main, domain)):
                return hosts
            raise

    def _main(self) -> tuple[Directory, Entrance]:
        return self._one_of(
            [self._server] if self._server else self._find(self._name or "", self._options.timeout)
        )

    def _kept(self, key: str, make: Callable[[], tuple[Directory, Entrance]]) -> tuple[Directory, Entrance]:
        if key in self._failed:
            raise self._failed[key]
        if key not in self._open or self._open[key][0].lost:
            try:
                self._open[key] = make()
            except Trouble as trouble:
                self._failed[key] = trouble
                raise
        return self._open[key]

    def _one_of(self, hosts: list[str]) -> tuple[Directory, Entrance]:
        *others, last = hosts[:TRIES]
        for host in others:
            try:
                return connect(host, self._credentials, self._options)
            except Trouble as trouble:
                if trouble.code not in _WORTH_ANOTHER:
                    raise
        return connect(last, self._credentials, self._options)
