"""What a web server shows to anybody: its certificate, its TLS, and its answer to a question without a sign-in."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scanner.connections.connect import Options
from scanner.connections.errors import Trouble
from scanner.connections.http_line import Answer, Deadline, HttpLine, Lines, Place
from scanner.connections.wire import tls_context


@dataclass(frozen=True)
class Shown:
    """What was seen. `distrust` says why the certificate proves nothing here; `trouble` why there was no answer.

    `trusted`: the certificate is in date and of an authority trusted here, whatever name it is for.
    """

    answer: Answer | None = None
    tls: str | None = None
    certificate: bytes | None = None
    distrust: str | None = None
    trusted: bool | None = None
    trouble: Trouble | None = None


def look(
    host: str, port: int, path: str, options: Options, deadline: Deadline, lines: Lines, *, https: bool
) -> Shown:
    """Ask for a page without saying who asks.

    A certificate that is refused is looked at again for any name, and then without being trusted: nothing secret
    crosses this line.
    """
    return _shown(
        host,
        port,
        path,
        options,
        deadline,
        lines,
        https,
        lambda line: line.exchange("GET", {"User-Agent": "exready"}),
    )


def handshake(host: str, port: int, options: Options, deadline: Deadline, lines: Lines) -> Shown:
    """Only the TLS handshake, whatever speaks behind it; a refused certificate is looked at as by `look`."""
    return _shown(host, port, "/", options, deadline, lines, True, lambda line: None)


def _shown(
    host: str,
    port: int,
    path: str,
    options: Options,
    deadline: Deadline,
    lines: Lines,
    tls_wanted: bool,
    ask: Callable[[HttpLine], Answer | None],
) -> Shown:
    distrust: str | None = None
    for trusted, context in _contexts(host, options) if tls_wanted else [(None, None)]:
        line = HttpLine(Place(host, port, path, context), options.timeout, deadline, lines)
        tls, certificate = None, None
        try:
            line.connect()
            certificate, tls = line.peer() or (None, None)
            return Shown(ask(line), tls, certificate, distrust, trusted)
        except Trouble as trouble:
            if trouble.code != "certificate-refused":
                return Shown(None, tls, certificate, distrust, trusted if certificate else None, trouble)
            distrust = distrust or str(trouble.values["detail"])
        finally:
            line.close()
    return Shown(distrust=distrust)


def _contexts(host: str, options: Options) -> Iterator[tuple[bool, ssl.SSLContext]]:
    """Ways to look, the strictest first, and whether a certificate that passes is trusted."""
    old = host in options.old_tls
    yield True, tls_context(options.ca_bundle, verify=True, old=old)
    any_name = tls_context(options.ca_bundle, verify=True, old=old)
    any_name.check_hostname = False
    yield True, any_name
    yield False, tls_context(options.ca_bundle, verify=False, old=old)
