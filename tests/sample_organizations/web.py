"""How clients reach their mailbox: virtual directories, Autodiscover, mobile devices, mail programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from scanner.inventory.model import (
    AutodiscoverAnswer,
    AutodiscoverPoint,
    Certificate,
    ClientAccessArray,
    Clients,
    ClientSeen,
    DeviceCount,
    DirectoryKind,
    ExtendedProtection,
    OutlookAnywhere,
    RpcService,
    VirtualDirectory,
    WebAccess,
)

BASIC, NTLM, FORMS, INTEGRATED, WS_SECURITY, OAUTH = 1, 2, 4, 16, 128, 1024
SITE, BACK_END = "Default Web Site", "Exchange Back End"
MODERN = ("2013", "2016", "2019", "SE")
# Kind, name, path, ways to sign in up to 2010; the first version that has it.
_DIRECTORIES: Sequence[tuple[DirectoryKind, str, str, int, str]] = (
    ("owa", "owa", "/owa", BASIC | FORMS, "2007"),
    ("ecp", "ecp", "/ecp", BASIC | FORMS, "2010"),
    ("ews", "EWS", "/EWS/Exchange.asmx", NTLM | INTEGRATED | WS_SECURITY, "2007"),
    ("activesync", "Microsoft-Server-ActiveSync", "/Microsoft-Server-ActiveSync", BASIC, "2007"),
    ("oab", "OAB", "/OAB", INTEGRATED, "2007"),
    ("autodiscover", "Autodiscover", "", BASIC | NTLM | INTEGRATED | WS_SECURITY, "2007"),
    ("powershell", "PowerShell", "/powershell", 0, "2010"),
    ("mapi", "mapi", "/mapi", NTLM | INTEGRATED, "2013"),
)
_VERSIONS = ("2007", "2010", *MODERN)
_OWA_VERSION = {"2007": 1, "2010": 2, "2013": 3, "2016": 4, "2019": 4, "SE": 4}
_UNPUBLISHED = ("autodiscover", "powershell")
ANYWHERE_FLAGS = 6


def web(
    server: str,
    version: str,
    inside: str,
    outside: str | None = None,
    *,
    anywhere: bool = True,
    insides: Mapping[DirectoryKind, str] | None = None,
    bypass: str | None = None,
    legacy: str | None = None,
    replication: bool = False,
) -> list[VirtualDirectory]:
    """The virtual directories of a server by its version, with the host names clients use inside and outside.

    `insides` are other names for some kinds; `anywhere` says whether Outlook Anywhere was set up before 2013.
    """
    found = []
    modern = version in MODERN
    for kind, name, path, ways, since in _DIRECTORIES:
        if _VERSIONS.index(version) < _VERSIONS.index(since):
            continue
        host = (insides or {}).get(kind, inside)
        scheme = "http" if kind == "powershell" else "https"
        inner = None if kind == "autodiscover" else f"{scheme}://{host}{path}"
        outer = None if kind in _UNPUBLISHED or outside is None else f"https://{outside}{path}"
        signed = ways | OAUTH if modern and ways & INTEGRATED else ways
        found.append(
            _directory(
                server, kind, f"{name} ({SITE})", inner, outer, signed,
                bypass_url=bypass if kind == "ews" else None, legacy_url=legacy if kind == "owa" else None,
                owa_version=_OWA_VERSION[version] if kind == "owa" else None,
                replication=int(replication) if kind == "ews" and version != "2007" else None,
            )
        )  # fmt: skip
        if modern:
            found.append(_directory(server, kind, f"{name} ({BACK_END})", None, None, signed, back_end=True))
    if modern:
        found.append(
            _directory(server, "outlook-anywhere", f"Rpc ({SITE})", inside, outside, NTLM, rpc=ANYWHERE_FLAGS)
        )
        found.append(
            _directory(server, "outlook-anywhere", f"Rpc ({BACK_END})", None, None, NTLM, back_end=True)
        )
    elif anywhere:
        found.append(
            _directory(server, "outlook-anywhere", f"Rpc ({SITE})", None, outside, BASIC, rpc=ANYWHERE_FLAGS)
        )
    return sorted(found, key=lambda each: each.name)


def legacy_web(server: str) -> list[VirtualDirectory]:
    """The virtual directories of a server with Exchange 2003."""
    names = ("Exchange", "Exadmin", "Microsoft-Server-ActiveSync", "OMA", "Public")
    return [_directory(server, "legacy", name, None, None, None) for name in sorted(names)]


def another_activesync(server: str, site: str, address: str) -> VirtualDirectory:
    """A second directory of ActiveSync, on a web site that somebody made."""
    name = f"Microsoft-Server-ActiveSync ({site})"
    return _directory(server, "activesync", name, address, None, BASIC)


def _directory(
    server: str, kind: DirectoryKind, name: str, inside: str | None, outside: str | None, ways: int | None, *,
    back_end: bool = False, bypass_url: str | None = None, legacy_url: str | None = None,
    owa_version: int | None = None, rpc: int | None = None, replication: int | None = None,
) -> VirtualDirectory:  # fmt: skip
    return VirtualDirectory(
        server=server,
        name=name,
        kind=kind,
        back_end=back_end,
        internal_url=inside,
        external_url=outside,
        internal_authentication=ways,
        external_authentication=ways,
        bypass_url=bypass_url,
        legacy_url=legacy_url,
        owa_version=owa_version,
        rpc_flags=rpc,
        mailbox_replication_flags=replication,
    )


def autodiscover(
    server: str, host: str, created: str, *sites: str, address: bool = True
) -> AutodiscoverPoint:
    """The point of a server in the directory; without an address when somebody emptied it."""
    made = datetime.fromisoformat(created)
    return AutodiscoverPoint(
        name=server,
        kind="url",
        addresses=[f"https://{host}/Autodiscover/Autodiscover.xml"] if address else [],
        sites=sorted(sites),
        domains=[],
        server=server,
        created=made,
        changed=made,
    )


def pointer(forest: str, domains: Sequence[str], created: str) -> AutodiscoverPoint:
    """A pointer to the points of another forest."""
    made = datetime.fromisoformat(created)
    return AutodiscoverPoint(
        name=forest,
        kind="pointer",
        addresses=[f"LDAP://{forest}"],
        sites=[],
        domains=sorted(domains),
        server=None,
        created=made,
        changed=made,
    )


def rpc_services(*servers: str, encryption: bool = True, blocked: str | None = None) -> list[RpcService]:
    """The RPC client access service of each server."""
    return [
        RpcService(server=each, encryption_required=encryption, blocked_versions=blocked) for each in servers
    ]


def array(name: str, fqdn: str, site: str) -> ClientAccessArray:
    """A client access array of 2010."""
    return ClientAccessArray(name=name, fqdn=fqdn, site=site)


def device(
    domain: str, type: str | None, model: str | None, system: str | None, count: int, *, protocol: str | None = "16.1",
    access: int | None = 1, changed: str = "2026-11",
) -> DeviceCount:  # fmt: skip
    """Mobile devices of one kind."""
    return DeviceCount(
        domain=domain,
        type=type,
        model=model,
        system=system,
        protocol=protocol,
        access=access,
        changed=changed,
        count=count,
    )


def clients(
    seen: Sequence[tuple[str, str | None, int]],
    servers: Sequence[str] | None = None,
    *,
    limits: Sequence[str] | None = None,
    days: int | None = 30,
    mode: str | None = None,
) -> Clients:
    """Mail programs by name and version, with their users; `mode` is how Outlook was connected."""
    return Clients(
        days=days,
        seen=[
            ClientSeen(
                program=program, version=version, mode=mode if program == "Outlook" else None, users=users
            )
            for program, version, users in seen
        ],
        servers=None if servers is None else sorted(servers),
        limits=None if servers is None else list(limits or ()),
    )


def anywhere(server: str, inside: str | None, outside: str | None, offloading: bool) -> OutlookAnywhere:
    """Outlook Anywhere as a server describes it."""
    return OutlookAnywhere(
        server=server,
        external_host=outside,
        internal_host=inside,
        ssl_offloading=offloading,
        authentication=["Ntlm"],
    )


def protection(server: str, setting: str) -> list[ExtendedProtection]:
    """Extended Protection of the virtual directories of a server, the same for all."""
    return [
        ExtendedProtection(server=server, directory=f"{name} ({SITE})", setting=setting)
        for _, name, _, _, _ in _DIRECTORIES
        if name != "Autodiscover"
    ]


def shown(
    host: str,
    build: str,
    server: str,
    found: Certificate,
    problem: str | None = None,
    *,
    trusted: bool = True,
    tls: str = "TLSv1.2",
    ways: Sequence[str] = ("Negotiate", "NTLM"),
) -> WebAccess:
    """What a server shows to mail programs, and why a workstation does not accept its certificate, if it does not."""
    return WebAccess(
        url=f"https://{host}/EWS/Exchange.asmx",
        build=build,
        answered_by=server,
        authentication=list(ways),
        tls=tls,
        certificate=found,
        certificate_problem=problem,
        certificate_trusted=trusted,
        problem=None,
    )


def answer(
    domain: str | None,
    way: Literal["directory", "https-domain", "https-autodiscover", "http-redirect", "dns-srv"],
    address: str,
    *,
    found: Certificate | None = None,
    status: int | None = None,
    leads_to: str | None = None,
    problem: str | None = None,
    trusted: bool = True,
) -> AutodiscoverAnswer:
    """What one way to look for settings led to."""
    return AutodiscoverAnswer(
        domain=domain,
        way=way,
        address=address,
        status=status,
        leads_to=leads_to,
        tls="TLSv1.2" if found is not None else None,
        certificate=found,
        certificate_problem=None if trusted else "certificate has expired",
        certificate_trusted=None if found is None else trusted,
        problem=problem,
    )
