"""Asking a lab with plain ldapsearch, without any code of exready."""

import base64
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tests.lab.lab import Lab
from tests.lab.model import BASE_DN, Account

Found = dict[str, list[str]]
_ESCAPED = re.compile(rb"\\([0-9A-Fa-f]{2}|.)", re.DOTALL)


def ldapsearch(
    lab: Lab, *options: str, environment: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[str]:
    """Run it with these options; the lab's authority is trusted."""
    settings = os.environ | {"LDAPTLS_CACERT": str(lab.ca_bundle)} | dict(environment)
    command = ["ldapsearch", "-LLL", "-o", "ldif-wrap=no", "-o", "nettimeout=10", *options]
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)


def simple_bind(lab: Lab, url: str, account: Account, *options: str) -> subprocess.CompletedProcess[str]:
    """Sign in with a password; without options ask for one thing that everybody may see."""
    return ldapsearch(
        lab,
        *("-x", "-H", url, "-D", account.principal_name, "-w", account.password),
        *(options or ("-s", "base", "-b", BASE_DN, "objectSid")),
    )


def search(
    lab: Lab,
    base: str,
    query: str,
    attributes: Sequence[str],
    scope: str = "sub",
    *,
    account: Account | None = None,
    url: str | None = None,
) -> list[Found]:
    """What an account sees: the ordinary user over LDAPS, unless told otherwise."""
    result = simple_bind(
        lab,
        url or f"ldaps://{lab.address}",
        account or lab.reader,
        *("-E", "pr=500/noprompt", "-b", base, "-s", scope, query, *attributes),
    )
    assert result.returncode == 0, result.stderr
    text = "\n".join(line for line in result.stdout.splitlines() if not line.startswith("#"))
    blocks = [block.lstrip("\n") for block in text.split("\n\n")]
    blocks = [block for block in blocks if block.startswith("dn:")]
    return [parse_entry(block) for block in blocks]


def parse_entry(block: str) -> Found:
    """One entry of LDIF."""
    entry: Found = {}
    for line in block.splitlines():
        name, _, value = line.partition(":")
        decoded = base64.b64decode(value[1:]) if value.startswith(":") else value.strip().encode()
        entry.setdefault(name, []).append(decoded.decode(errors="replace"))
    return entry


def plain(dn: str) -> str:
    """A distinguished name without escapes: there are several ways to escape the same name."""
    text = _ESCAPED.sub(lambda found: _unescaped(found[1]), dn.encode()).decode()
    return text.casefold()


def _unescaped(what: bytes) -> bytes:
    return bytes.fromhex(what.decode()) if len(what) == 2 else what
