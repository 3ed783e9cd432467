"""The ways in: LDAPS, StartTLS, or sealing on the plain port. No password crosses the network in clear."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from scanner.connections.credentials import Account, Credentials, Logon, SignIn
from scanner.connections.directory import ROOT_DSE, Directory
from scanner.connections.errors import NotOffered, Trouble, bind_detail, trouble_of
from scanner.connections.ldap_answers import Result
from scanner.connections.ldap_session import Session
from scanner.connections.spnego_handshake import SpnegoHandshake
from scanner.connections.wire import SealedLine, TcpLine, dial, tls_context

Protection = Literal["auto", "ldaps", "starttls", "sealed", "ldaps-bound"]
WinrmAuth = Literal["auto", "credssp"]
Way = Literal["ldaps", "starttls", "sealed", "ldaps-bound"]

# The port of the domain, and that of the global catalogue.
PORTS: Mapping[Way, tuple[int, int]] = {
    "ldaps": (636, 3269), "starttls": (389, 3268), "sealed": (389, 3268), "ldaps-bound": (636, 3269),
}  # fmt: skip

# TLS proves who the server is before the password goes out. NTLM sealing proves nothing of the kind, so with
# a password it comes last, and only where the server offers no TLS at all: a refused certificate ends the
# matter. A ticket seals by Kerberos, which proves both sides, and cannot be used for a simple bind.
_WAYS: Mapping[type[SignIn], tuple[Way, ...]] = {Logon: ("sealed",), Account: ("ldaps", "starttls", "sealed")}
# Kerberos or NTLM inside TLS is for those who ask for it: where 389 is closed to a ticket, or where not even the
# domain controller may see the password.
_ON_REQUEST: tuple[Way, ...] = ("ldaps-bound",)


@dataclass(frozen=True)
class Options:
    """How to connect. `timeout` is in seconds and holds for each exchange; `insecure` names the hosts whose
    certificate need not be verified, `old_tls` those that may speak TLS older than 1.2; without a `ca_bundle`
    the system's store of authorities is used. `winrm_auth` of `credssp` hands the password to each server."""

    protection: Protection = "auto"
    ca_bundle: Path | None = None
    insecure: frozenset[str] = frozenset()
    old_tls: frozenset[str] = frozenset()
    timeout: float = 30
    winrm_auth: WinrmAuth = "auto"


@dataclass(frozen=True)
class Entrance:
    """A way in that has worked, to be used again for the global catalogue of the same server."""

    way: Way
    sign_in: SignIn


def connect(host: str, credentials: Credentials, options: Options) -> tuple[Directory, Entrance]:
    """Sign in at a domain controller by the best way that both sides have.

    Raises Trouble: the first one that is not merely a way the server does not offer, or else the last.
    """
    last: Trouble | None = None
    deaf: set[int] = set()  # ports on which nobody answered: another way over the same port is not tried
    for sign_in in credentials.sign_ins():
        for way in ways(type(sign_in), options.protection):
            if PORTS[way][0] in deaf:
                continue
            try:
                entrance = Entrance(way, sign_in)
                directory = open_directory(host, entrance, options)
                credentials.accepted(sign_in)
                return directory, entrance
            except NotOffered as trouble:
                last = trouble
                if trouble.code == "unreachable":
                    deaf.add(PORTS[way][0])
            except Trouble as trouble:
                if trouble.code == "sign-in-refused":
                    credentials.refused(trouble)
                raise
    raise last or _ticket_needs_sealing(options.protection)


def open_directory(host: str, entrance: Entrance, options: Options, catalog: bool = False) -> Directory:
    """Sign in by one given way, at the domain's port or that of the global catalogue. Raises Trouble."""
    port = PORTS[entrance.way][catalog]
    try:
        line = dial(host, port, options.timeout)
    except OSError as error:
        raise _not_dialled(error, host, port, options.timeout) from None
    except UnicodeError:  # a label that no DNS name can have
        raise Trouble("no-such-host", host=host) from None
    try:
        return _OPENERS[entrance.way](line, host, port, entrance.sign_in, options)
    except Exception as error:
        line.close()
        trouble = trouble_of(error, host, port, options.timeout)
        if trouble is None:
            raise
        raise trouble from None


def ways(kind: type[SignIn], protection: Protection) -> tuple[Way, ...]:
    """The ways in for this kind of sign-in, in the order to try them."""
    known = _WAYS[kind]
    return (
        known if protection == "auto" else tuple(way for way in (*known, *_ON_REQUEST) if way == protection)
    )


def _ticket_needs_sealing(protection: Protection) -> Trouble:
    return Trouble(
        "no-credentials",
        detail=f"a ticket cannot be used with the protection {protection}, only with sealed or ldaps-bound",
    )


def _not_dialled(error: OSError, host: str, port: int, seconds: float) -> Trouble:
    if isinstance(error, TimeoutError):  # nobody even accepted
        return NotOffered("unreachable", host=host, port=port)
    trouble = trouble_of(error, host, port, seconds)
    assert trouble is not None
    return NotOffered("unreachable", host=host, port=port) if trouble.code != "no-such-host" else trouble


def _ldaps(line: TcpLine, host: str, port: int, sign_in: SignIn, options: Options) -> Directory:
    return _simply_bound(
        line, host, port, sign_in, options, f"LDAPS, {_secured_at_once(line, host, port, options)}"
    )


def _bound(line: TcpLine, host: str, port: int, sign_in: SignIn, options: Options) -> Directory:
    words = _secured_at_once(line, host, port, options)
    session = Session(line, options.timeout)
    server = _service_name(session, host) if isinstance(sign_in, Logon) else host
    _negotiated(session, SpnegoHandshake(sign_in, server, options.timeout, line.certificate), host, sign_in)
    protection = f"{_mechanism(sign_in)}, bound to LDAPS, {words}"
    return _directory(session, host, port, sign_in, options, protection)


def _secured_at_once(line: TcpLine, host: str, port: int, options: Options) -> str:
    try:
        return _secured(line, host, options)
    except (ConnectionResetError, BrokenPipeError, ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
        # Without a certificate a Windows domain controller accepts on 636 and hangs up: LDAPS is not offered.
        trouble = trouble_of(error, host, port, options.timeout)
        assert trouble is not None
        raise NotOffered(trouble.code, **trouble.values) from None


def _starttls(line: TcpLine, host: str, port: int, sign_in: SignIn, options: Options) -> Directory:
    result = Session(line, options.timeout).start_tls()
    if result.code:
        detail = f"it does not offer StartTLS ({result.code})"
        raise NotOffered("server-refused", host=host, detail=detail)
    return _simply_bound(line, host, port, sign_in, options, f"StartTLS, {_secured(line, host, options)}")


def _sealed(line: TcpLine, host: str, port: int, sign_in: SignIn, options: Options) -> Directory:
    session = Session(line, options.timeout)
    server = _service_name(session, host) if isinstance(sign_in, Logon) else host
    handshake = SpnegoHandshake(sign_in, server, options.timeout)
    _negotiated(session, handshake, host, sign_in)
    session.seal(SealedLine(line, handshake))
    return _directory(session, host, port, sign_in, options, f"{_mechanism(sign_in)}, sealed (LDAP {port})")


def _negotiated(session: Session, handshake: SpnegoHandshake, host: str, sign_in: SignIn) -> None:
    _accepted(session.spnego_bind(handshake), host, sign_in)
    if not handshake.complete:
        raise Trouble("server-refused", host=host, detail="it ended the sign-in before it proved who it is")


def _mechanism(sign_in: SignIn) -> str:
    return "Kerberos" if isinstance(sign_in, Logon) else "NTLM"


_Opener = Callable[[TcpLine, str, int, SignIn, Options], Directory]
_OPENERS: Mapping[Way, _Opener] = {
    "ldaps": _ldaps, "starttls": _starttls, "sealed": _sealed, "ldaps-bound": _bound,
}  # fmt: skip


def _secured(line: TcpLine, host: str, options: Options) -> str:
    verify = host not in options.insecure
    line.secure(tls_context(options.ca_bundle, verify), host)
    return "certificate verified" if verify else "certificate NOT verified"


def _simply_bound(
    line: TcpLine, host: str, port: int, sign_in: SignIn, options: Options, protection: str
) -> Directory:
    assert isinstance(sign_in, Account)
    session = Session(line, options.timeout)
    _accepted(session.simple_bind(sign_in.user, sign_in.password), host, sign_in)
    return _directory(session, host, port, sign_in, options, protection)


def _directory(
    session: Session, host: str, port: int, sign_in: SignIn, options: Options, protection: str
) -> Directory:
    return Directory(
        session,
        host=host,
        port=port,
        seconds=options.timeout,
        account=sign_in.user,
        means=sign_in.means,
        protection=protection,
    )


def _accepted(result: Result, host: str, sign_in: SignIn) -> None:
    if result.code:
        detail = f"{bind_detail(result.code, result.message)} ({sign_in.means})"
        raise Trouble("sign-in-refused", host=host, account=sign_in.user, detail=detail)


def _service_name(session: Session, host: str) -> str:
    """The name Kerberos knows the server by; behind an address, the one the server gives itself, unproved.

    Whoever answers must hold the key of the name it gives, so nobody from outside the domain can pose as its
    controller; a member of the domain could, which a name given with --dc prevents.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host
    for entries, _ in session.pages("", "base", "(objectClass=*)", ROOT_DSE):
        for entry in entries:
            return entry.text("dnsHostName") or host
    return host
