"""This machine: Python, the libraries, the console, the file to be written, and what there is to sign in with."""

from __future__ import annotations

import importlib
import os
import platform
import shutil
from collections.abc import Mapping
from datetime import timedelta
from importlib import metadata

from scanner.connections.errors import Trouble
from scanner.connections.this_windows import on_windows
from scanner.doctor.probe import Finding, Probe
from scanner.doctor.visit import Visit
from scanner.inventory.journal import partial_path
from scanner.inventory.refusal import readable

# What a scan imports, by the name under which it is installed.
LIBRARIES: Mapping[str, str] = {
    "ldap3": "ldap3", "dnspython": "dns.resolver", "pyspnego": "spnego", "pywinrm": "winrm.protocol",
    "pypsrp": "pypsrp.wsman", "cryptography": "cryptography.x509", "psutil": "psutil", "msgspec": "msgspec",
    "keyring": "keyring",
}  # fmt: skip
KERBEROS: Mapping[str, str] = {"gssapi": "gssapi", "krb5": "krb5"}

# An inventory of a hundred thousand mailboxes and its FILE.partial take a fraction of it.
ENOUGH_BYTES = 1 << 30
ENDS_SOON = timedelta(hours=1)
SIGNS = "✓▲✖…é"


def python(visit: Visit, subject: str) -> Finding:
    bits = "64" if platform.architecture()[0] == "64bit" else "32"
    return Finding("ok", f"{platform.python_version()}, {bits} bits, on {platform.platform(terse=True)}.")


def libraries(visit: Visit, subject: str) -> Finding:
    missing = _not_imported(LIBRARIES)
    if missing:
        return Finding(
            "failed",
            f"What a scan needs cannot be imported: {', '.join(missing)}.",
            "Install exready again in an environment of its own, with pipx or uv.",
        )
    found = (f"{name} {metadata.version(name)}" for name in LIBRARIES)
    return Finding("ok", f"All are there: {', '.join(found)}.")


def kerberos_library(visit: Visit, subject: str) -> Finding:
    if on_windows():
        return Finding("ok", "Windows brings its own Kerberos.")
    missing = _not_imported(KERBEROS)
    if missing:
        return Finding(
            "attention",
            f"No Kerberos ticket can be used: {', '.join(missing)} cannot be imported.",
            "Install exready with the extra kerberos, or sign in with a password.",
        )
    found = (f"{name} {metadata.version(name)}" for name in KERBEROS)
    return Finding("ok", f"Tickets can be used: {', '.join(found)}.")


def console(visit: Visit, subject: str) -> Finding:
    encoding = readable(visit.encoding)
    try:
        SIGNS.encode(visit.encoding)
    except (UnicodeEncodeError, LookupError):
        return Finding(
            "attention",
            f"The output is written in {encoding}, which lacks signs and letters of names; others stand in.",
            "Set PYTHONUTF8=1, and on Windows type chcp 65001 before.",
        )
    return Finding("ok", f"The output is written in {encoding}.")


def output_file(visit: Visit, subject: str) -> Finding:
    path = visit.output
    name, folder = readable(str(path)), path.absolute().parent
    if not folder.is_dir():
        return Finding(
            "failed", f"{name} cannot be written: there is no such folder.", "Name another file with -o."
        )
    if path.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        why = "it is a folder" if path.is_dir() else "its folder is closed to this account"
        return Finding("failed", f"{name} cannot be written: {why}.", "Name another file with -o.")
    free = shutil.disk_usage(folder).free
    room = f"{free / (1 << 30):.1f} GB are free there"
    if free < ENOUGH_BYTES:
        return Finding(
            "attention", f"{name} may not fit: {room}.", "Make room, or name a file elsewhere with -o."
        )
    if partial_path(path).exists():
        return Finding(
            "attention",
            f"Beside {name} lies what an interrupted scan has read; {room}.",
            "exready scan --resume goes on with it; without --resume it is replaced.",
        )
    return Finding("ok", f"{name} can be written as far as one can tell without writing; {room}.")


def ticket(visit: Visit, subject: str) -> Finding:
    visit.prospects = visit.credentials.prospects()
    first = visit.prospects[0]
    needless = next((each.name for each in visit.prospects[1:] if each.user), None)
    logon = first.logon
    if logon is None:
        if needless:
            return Finding("ok", f"There is none to use ({first.why}); used instead: {needless}.")
        return Finding(
            "attention", f"There is none to use: {first.why}.", "Get one with kinit where Kerberos is used."
        )
    ends = f", until {logon.until.astimezone():%Y-%m-%d %H:%M %Z}" if logon.until else ""
    who = f"{first.name} of {readable(logon.user)}{ends}"
    if first.user is None:
        do = "Without --user it is used; with it only under the very name that the ticket has."
        return Finding("ok" if needless else "attention", f"{who}; not used, as {first.why}.", do)
    if logon.until and logon.until - visit.now() < ENDS_SOON:
        return Finding("attention", f"{who}, which is soon.", "Get a new one with kinit before a long scan.")
    return Finding("ok", f"{who}.")


def account(visit: Visit, subject: str) -> Finding:
    chosen = next((each for each in visit.prospects if each.user), None)
    if chosen is not None:
        return Finding("ok", f"A scan {readable(chosen.why, 400)}.")
    user = visit.credentials.user
    why = f"there is no password of {user}" if user else visit.prospects[0].why
    trouble = Trouble("no-credentials", detail=why)
    if visit.request.asks_directory or visit.request.asks_servers:
        raise trouble
    return Finding("attention", f"A scan could sign in nowhere: {why}.", trouble.reason.hint)


def _not_imported(modules: Mapping[str, str]) -> list[str]:
    missing = []
    for name, module in modules.items():
        try:
            importlib.import_module(module)
        except Exception as error:  # noqa: BLE001 - a compiled library that does not fit this system raises anything
            missing.append(f"{name} ({type(error).__name__})")
    return missing


PROBES = (
    Probe("python", "Python", python),
    Probe("libraries", "Libraries", libraries),
    Probe("kerberos-library", "Kerberos library", kerberos_library),
    Probe("console", "Console", console),
    Probe("output-file", "Output file", output_file),
)
SIGN_IN_PROBES = (
    Probe("kerberos-ticket", "Ticket or logon", ticket),
    Probe("account", "Account", account),
)
