"""The .NET Framework of a machine against the table, for the machine that will run Exchange and the one that does."""

from __future__ import annotations

from checks.check import Verdict, met_if, unknown
from checks.knowledge import dotnet_support
from checks.wording import say
from scanner.inventory.model import OperatingSystem, Software
from scanner.inventory.names import dotnet_version, newer_than_known_windows, product_of, windows_server_name


def judged(
    build: str, software: Software, operating_system: OperatingSystem | None, *, newer_too: bool
) -> Verdict:
    """Whether a build of Exchange works with the .NET Framework there is.

    The oldest one supported must be there, or a later one of its generation: every 4.x takes the place of the one
    before, and 3.5 stands apart. With `newer_too` the 4.x must be one of those listed as well.
    """
    version = operating_system.version if operating_system is not None else None
    windows = windows_server_name(version) if version is not None else None
    if version is not None and windows is None and newer_than_known_windows(version):
        return unknown(
            say("windows.newer", "version {version} is newer than this rule book", version=version)
        )
    row = dotnet_support.supported(build, windows)
    if row is None and not dotnet_support.every_row(product_of(build) or ""):
        return unknown(
            say("dotnet.no-product", "this rule book has no list for Exchange build {build}", build=build)
        )
    if row is None:
        return unknown(
            say(
                "dotnet.no-row",
                "this rule book has no list for Exchange build {build} on {windows}",
                build=build,
                windows=windows or say("windows.this", "this Windows"),
            )
        )
    return _compared(row, software, newer_too=newer_too)


def _compared(row: dotnet_support.Frameworks, software: Software, *, newer_too: bool) -> Verdict:
    oldest = row.versions[0]
    separate = not oldest.startswith("4.")
    if (software.net_older is None) if separate else (software.net_release is None):
        return unknown(say("dotnet.unstated", "the .NET Framework is not known"))
    current = dotnet_version(software.net_release) if software.net_release is not None else None
    if software.net_release is not None and current is None:
        return unknown(
            say(
                "dotnet.unlisted",
                ".NET Framework with the number {release:d} is not in this rule book",
                release=software.net_release,
            )
        )
    older = software.net_older or []
    observed = say(
        "dotnet.observed", ".NET Framework {versions}", versions=[*older, *([current] if current else [])]
    )
    if separate:
        enough = any(name.removeprefix("v").startswith(oldest) for name in older)
    else:
        enough = current is not None and dotnet_support.rank(current) >= dotnet_support.rank(oldest)
    listed = current is None or current in row.versions
    return met_if(enough and (listed or not newer_too), observed)
