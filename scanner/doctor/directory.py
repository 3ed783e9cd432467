"""Signing in to the directory, and what the account may read there: by the connections and the collectors of a scan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from scanner.collectors import ldap_domains
from scanner.collectors.query import ANY_USER, EXCHANGE_READER, Stamp
from scanner.collectors.step import Step
from scanner.collectors.steps import DIRECTORY_STEPS
from scanner.connections.errors import Trouble
from scanner.connections.http_session import Gate
from scanner.doctor.probe import Finding, Probe
from scanner.doctor.visit import Visit
from scanner.inventory.absence import Failed, Skipped, known
from scanner.inventory.refusal import readable
from scanner.outcome import gaps_in

# What every account of the forest can read of its configuration.
CONFIGURATION = tuple(
    step
    for step in DIRECTORY_STEPS
    if all((query.to, query.right) == ("server", ANY_USER) for query in step.queries)
)
# What may be hidden from some: all that stands below CN=Microsoft Exchange.
EXCHANGE = tuple(
    step for step in DIRECTORY_STEPS if any(query.right == EXCHANGE_READER for query in step.queries)
)
# What such a gap says is a fact of the directory, and no lack of rights.
_FACTS = frozenset({"no-such-account"})


def sign_in(visit: Visit, subject: str) -> Finding:
    directory = visit.directories.main()
    visit.gate = Gate(accepted=True)
    words = f"{directory.account} is signed in {directory.means} at {directory.name}: {directory.protection}."
    if "NOT" in directory.protection:
        return Finding("attention", words, "Give the authority with --ca-bundle FILE instead of --insecure.")
    return Finding("ok", words)


def catalog(visit: Visit, subject: str) -> Finding:
    found = visit.directories.global_catalog()
    return Finding("ok", f"{found.name} answers for the whole forest.")


def domains(visit: Visit, subject: str) -> Finding:
    names = ldap_domains.ask_names(visit.directories)
    if not names:
        raise Trouble("not-readable", what="CN=Partitions")
    visit.other_domains = [name for name in names if name != visit.directories.main().domain]
    return Finding("ok", f"The forest has {len(names)}: {readable(', '.join(names), 400)}.")


def other_domain(visit: Visit, domain: str) -> Finding:
    directory = visit.directories.of_domain(domain)
    return Finding("ok", f"{directory.name} answers and lets {directory.account} in.")


def configuration(visit: Visit, subject: str) -> Finding:
    return _readable(visit, CONFIGURATION, "the configuration of the forest")


def exchange(visit: Visit, subject: str) -> Finding:
    """As a scan reads it; what was read is thrown away but for the list of servers."""
    return _readable(visit, EXCHANGE, "the Exchange organisation in the directory")


def server_names(visit: Visit, subject: str) -> Finding:
    section = visit.servers
    if isinstance(section, Failed | Skipped):
        raise Trouble(section.code, **section.values)
    servers = known(section) if section else None
    if servers is None:
        raise Trouble("not-readable", what="CN=Servers")
    if not servers:
        return Finding("ok", "The directory names none.")
    listed = ", ".join(each.fqdn or each.name for each in servers)
    return Finding("ok", f"The directory names {len(servers)}: {readable(listed, 400)}.")


def _readable(visit: Visit, steps: Sequence[Step], what: str) -> Finding:
    gaps = {step.id: list(_gaps(visit, step)) for step in steps}
    whole = sum(1 for found in gaps.values() if not found)
    if whole == len(steps):
        return Finding("ok", f"All {whole} parts of {what} can be read.")
    troubles = {str(trouble): trouble.reason.hint for found in gaps.values() for trouble in found}
    sentence = f"{whole} of {len(steps)} parts of {what} can be read: {readable('; '.join(troubles), 600)}."
    return Finding("failed", sentence, " ".join(dict.fromkeys(troubles.values())))


def _gaps(visit: Visit, step: Step) -> Iterator[Trouble]:
    """Why a collector of a scan would leave a gap."""
    try:
        directory = visit.directories.main()
        query = step.main.placed(**directory.naming).words
        found = step.collect(visit.directories, Stamp(step.id, directory.name, query, visit.now()))
    except Trouble as trouble:
        yield trouble
        return
    visit.servers = found.get("servers", visit.servers)
    for gap in gaps_in(msgspec.to_builtins(found)):
        if gap.absent.code not in _FACTS:
            yield Trouble(gap.absent.code, **gap.absent.values)


PROBES = (
    Probe(
        "sign-in", "Sign-in", sign_in, ("account", "controller-ports", "clock", "controller-certificate"),
        "LDAP bind, rootDSE", way_in=True,
    ),
    Probe("global-catalogue", "Global catalogue", catalog, ("sign-in",), "LDAP bind, rootDSE (ports 3269, 3268)"),
    Probe("domains", "Domains", domains, ("sign-in",), f"LDAP search {ldap_domains.CROSS_REFERENCES.words}"),
    Probe(
        "configuration", "Rights in the configuration", configuration, ("sign-in",),
        f"the searches of {len(CONFIGURATION)} collectors: {', '.join(step.id for step in CONFIGURATION)}",
    ),
    Probe(
        "exchange", "Rights in Exchange", exchange, ("sign-in",),
        f"the searches of {len(EXCHANGE)} collectors; exready scan --plan prints each",
    ),
    Probe("server-names", "Servers in the directory", server_names, ("sign-in",)),
)  # fmt: skip
OTHER_DOMAIN = Probe("other-domain", "Domain controller", other_domain, (), "SRV record, LDAP bind, rootDSE")
