"""What else is there: the directory, recipients by type, mail programs by version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from checks.names import level_text, outlook_text
from reports.charts.bars import lengths
from reports.context import Context
from reports.language import N_
from reports.model import Directory, Tally, TallyRow
from reports.parts import Fact
from reports.words import Words
from scanner.inventory.absence import Declared, Section, known
from scanner.inventory.model import Clients, Forest, Inventory, MailboxSizes, RecipientCount

LARGEST_SHOWN = 20
SYSTEMS_SHOWN = 12
# msExchRecipientTypeDetails: one bit a type. Source: Microsoft, RecipientTypeDetails enumeration.
RECIPIENT_TYPES: Mapping[int, str] = {
    1: N_("User mailbox"),
    2: N_("Linked mailbox"),
    4: N_("Shared mailbox"),
    8: N_("Legacy mailbox"),
    16: N_("Room mailbox"),
    32: N_("Equipment mailbox"),
    64: N_("Mail contact"),
    128: N_("Mail user"),
    256: N_("Distribution group"),
    512: N_("Mail-enabled non-universal group"),
    1024: N_("Mail-enabled security group"),
    2048: N_("Dynamic distribution group"),
    4096: N_("Mail-enabled public folder"),
    8192: N_("System attendant mailbox"),
    16384: N_("System mailbox"),
    32768: N_("Mail forest contact"),
    4194304: N_("Microsoft Exchange recipient"),
    8388608: N_("Arbitration mailbox"),
    16777216: N_("Mailbox plan"),
    33554432: N_("Linked user"),
    268435456: N_("Room list"),
    536870912: N_("Discovery mailbox"),
    1073741824: N_("Role group"),
    2147483648: N_("Remote user mailbox"),
    8589934592: N_("Remote room mailbox"),
    17179869184: N_("Remote equipment mailbox"),
    34359738368: N_("Remote shared mailbox"),
    68719476736: N_("Public folder mailbox"),
    137438953472: N_("Site mailbox"),
    549755813888: N_("Monitoring mailbox"),
}


def directory_of(context: Context) -> Directory | None:
    """Forest, domains, sites and organisation in figures; nothing when none of it was read."""
    words, inventory = context.words, context.inventory
    forest, organization = known(inventory.forest), known(inventory.organization)
    facts = _forest(forest, words) if forest is not None else []
    if organization is not None:
        facts.append(Fact(label=words.say("Exchange organisation"), value=organization.name))
    listings: tuple[tuple[str, Section[Any]], ...] = (
        (N_("Domains"), inventory.domains),
        (N_("Sites"), inventory.sites),
        (N_("Accepted mail domains"), inventory.accepted_domains),
        (N_("Databases"), inventory.databases),
    )
    facts += [
        Fact(label=words.say(label), value=words.number(len(items)))
        for label, section in listings
        if (items := known(section)) is not None
    ]
    return Directory(facts=facts) if facts else None


def _forest(forest: Forest, words: Words) -> list[Fact]:
    level = forest.functional_level
    facts = [
        Fact(label=words.say("Forest"), value=forest.name),
        Fact(
            label=words.say("Forest functional level"),
            value=words.say("not stated") if level is None else words.name(level_text(level)),
        ),
    ]
    if forest.schema_version is not None:
        facts.append(Fact(label=words.say("Directory schema"), value=str(forest.schema_version)))
    facts.append(
        Fact(
            label=words.say("Exchange schema"),
            value=words.say("none") if forest.exchange_schema is None else str(forest.exchange_schema),
        )
    )
    return facts


def tallies_of(context: Context) -> list[Tally]:
    """Recipients and mail programs, when they were read or declared."""
    made = (
        _recipients(context.inventory, context.words),
        _sizes(context.inventory, context.words),
        _largest(context.inventory, context.words),
        _clients(context.inventory, context.words),
        _devices(context.inventory, context.words),
    )
    return [tally for tally in made if tally is not None]


def _recipients(inventory: Inventory, words: Words) -> Tally | None:
    counts = known(inventory.recipients)
    if counts is None:
        return None
    by_type: dict[int | None, int] = {}
    for count in counts:
        by_type[count.type_details] = by_type.get(count.type_details, 0) + count.count
    ranked = sorted(by_type.items(), key=lambda item: (-item[1], item[0] or 0))
    return Tally(
        heading=words.say("Recipients"),
        note=_recipients_note(counts, words) + declared_note(inventory.recipients, words),
        name_heading=words.say("Type"),
        number_heading=words.say("Recipients"),
        rows=_rows([(_type_name(kind, words), number) for kind, number in ranked], words),
    )


def _recipients_note(counts: list[RecipientCount], words: Words) -> str:
    if not counts:
        return words.say("Looked for, and none found.")
    databases = len({count.database for count in counts if count.database})
    every = sum(count.count for count in counts)
    return words.say(
        "{n} in all, {where}.",
        n=words.number(every),
        where=words.count(databases, "in {n} database", "in {n} databases"),
    )


def _rows(counted: Sequence[tuple[str, int]], words: Words) -> list[TallyRow]:
    bars = lengths([number for _, number in counted])
    return [
        TallyRow(name=name, number=words.number(number), bar=bar)
        for (name, number), bar in zip(counted, bars, strict=True)
    ]


def _type_name(kind: int | None, words: Words) -> str:
    if kind is None:
        return words.say("Type not stated")
    name = RECIPIENT_TYPES.get(kind)
    return words.say(name) if name else words.say("unknown ({number})", number=kind)


def _sizes(inventory: Inventory, words: Words) -> Tally | None:
    """Mailboxes by size; they are never listed one by one."""
    sizes = known(inventory.mailbox_sizes)
    if sizes is None:
        return None
    classes = sorted(sizes.classes, key=lambda one: one.from_bytes)
    ends = [one.from_bytes for one in classes[1:]]
    names = [
        words.say("{low} to {high}", low=words.size(one.from_bytes), high=words.size(end))
        for one, end in zip(classes, ends, strict=False)
    ]
    names += [words.say("{low} and more", low=words.size(one.from_bytes)) for one in classes[-1:]]
    return Tally(
        heading=words.say("Mailboxes by size"),
        note=_sizes_note(sizes, words) + declared_note(inventory.mailbox_sizes, words),
        name_heading=words.say("Size"),
        number_heading=words.say("Mailboxes"),
        rows=_rows(list(zip(names, [one.count for one in classes], strict=True)), words),
    )


def _sizes_note(sizes: MailboxSizes, words: Words) -> str:
    """Mailboxes and archives apart; both are moved, so an effort counts both."""
    mailboxes = words.count(sizes.mailboxes, "{n} mailbox", "{n} mailboxes")
    if sizes.archives is None or sizes.archives_total is None:
        return words.say(
            "{mailboxes}, {size} in all, without archives, which were not measured.",
            mailboxes=mailboxes,
            size=words.size(sizes.total),
        )
    if not sizes.archives:
        return words.say(
            "{mailboxes}, {size} in all; there are no archives.",
            mailboxes=mailboxes,
            size=words.size(sizes.total),
        )
    return words.say(
        "{mailboxes}, {size}, and {archives}, {archived}, which move with them.",
        mailboxes=mailboxes,
        size=words.size(sizes.total),
        archives=words.count(sizes.archives, "{n} archive", "{n} archives"),
        archived=words.size(sizes.archives_total),
    )


def _largest(inventory: Inventory, words: Words) -> Tally | None:
    """The largest mailboxes."""
    sizes = known(inventory.mailbox_sizes)
    if sizes is None or not sizes.largest:
        return None
    largest = sorted(sizes.largest, key=lambda one: -one.size)[:LARGEST_SHOWN]
    bars = lengths([one.size for one in largest])
    return Tally(
        heading=words.say("The largest mailboxes") if len(largest) > 1 else words.say("The largest mailbox"),
        note=words.count(len(largest), "The largest of all.", "The {n} largest."),
        name_heading=words.say("Mailbox"),
        number_heading=words.say("Size"),
        rows=[
            TallyRow(name=one.name, number=words.size(one.size), bar=bar)
            for one, bar in zip(largest, bars, strict=True)
        ],
    )


def _devices(inventory: Inventory, words: Words) -> Tally | None:
    """Mobile devices by operating system."""
    devices = known(inventory.devices)
    if devices is None:
        return None
    systems: Counter[str] = Counter()
    for device in devices:
        systems[device.system or words.say("not stated")] += device.count
    ranked = systems.most_common(SYSTEMS_SHOWN)
    rest = sum(systems.values()) - sum(number for _, number in ranked)
    if rest:
        ranked.append((words.say("other systems"), rest))
    return Tally(
        heading=words.say("Mobile devices"),
        note=words.count(sum(systems.values()), "{n} known to the directory.", "{n} known to the directory.")
        + declared_note(inventory.devices, words),
        name_heading=words.say("System"),
        number_heading=words.say("Devices"),
        rows=_rows(ranked, words),
    )


def _clients(inventory: Inventory, words: Words) -> Tally | None:
    clients = known(inventory.clients)
    if clients is None:
        return None
    by_name: dict[str, int] = {}
    for client in clients.seen:
        if client.program == "Outlook":
            name = (
                words.name(outlook_text(client.version))
                if client.version
                else words.say("Outlook, version not known")
            )
        else:
            name = words.known(client.program)
        by_name[name] = by_name.get(name, 0) + client.users
    return Tally(
        heading=words.say("Mail programs"),
        note=clients_note(clients, words) + declared_note(inventory.clients, words),
        name_heading=words.say("Program"),
        number_heading=words.say("Users"),
        rows=_rows(list(by_name.items()), words),
    )


def clients_note(clients: Clients, words: Words) -> str:
    """How long programs were looked for, and what the numbers mean."""
    if not clients.seen:
        return words.say("Looked for, and none seen.")
    if clients.days is None:
        return words.say("A user of two programs is counted with both.")
    return words.count(
        clients.days,
        "Seen in {n} day; a user of two programs is counted with both.",
        "Seen in {n} days; a user of two programs is counted with both.",
    )


def declared_note(section: Section[object], words: Words) -> str:
    """Who said it, where it was not read; begins with a blank."""
    if not isinstance(section, Declared):
        return ""
    return " " + words.say("Declared by {by}, not read.", by=section.by)
