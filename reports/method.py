"""How the page came about: the rule of the verdict, how the directory was read, which files and versions."""

from __future__ import annotations

from collections.abc import Sequence

from reports.context import Context
from reports.language import N_
from reports.model import Method
from reports.parts import Fact
from reports.words import VERDICT_WORDS, Words
from scanner.inventory.model import Scan

# What an inventory says of the line the directory was read over, and of what was allowed; beside names of protocols.
_ALLOWED = (
    N_("certificate verified"),
    N_("certificate NOT verified"),
    N_("certificate not verified"),
    N_("bound to LDAPS"),
    N_("sealed (LDAP 389)"),
    N_("sealed (LDAP 3268)"),
    N_("TLS older than 1.2 allowed"),
    N_("each server that ran a script was handed the password"),
)


def method_of(context: Context) -> Method:
    """The last section of the page."""
    words, inventory, results = context.words, context.inventory, context.results
    taken = results.inventory.taken_at
    provenance = [
        Fact(label=words.say("Inventory taken"), value=words.moment(taken, taken)),
        Fact(label=words.say("Written by"), value=words.say("exready {version}", version=inventory.tool)),
        Fact(label=words.say("SHA-256 of the inventory"), value=results.inventory.sha256, code=True),
        Fact(
            label=words.say("Judged by"),
            value=words.say("exready {version}, rules {rules}", version=results.tool, rules=results.rules),
        ),
        Fact(label=words.say("Dates judged as of"), value=words.day(results.as_of)),
    ]
    provenance += [
        Fact(
            label=words.say("Rule book {target}", target=words.target(target)),
            value=words.say("compared with its sources on {day}", day=words.day(target.verified)),
        )
        for target in results.targets
    ]
    return Method(
        verdicts=_verdicts(words),
        levels=[
            Fact(
                label=words.say("must"),
                value=words.say("Setup or the product stops below it. Not fulfilled: a blocker."),
            ),
            Fact(
                label=words.say("should"),
                value=words.say("Microsoft supports or advises nothing less. Not fulfilled: a warning."),
            ),
        ],
        notes=[
            words.say(
                "A check with several subjects counts once, by its worst. What was not verified stays in the "
                "denominator and is never counted as met. There is no score: one blocker stops a migration, "
                "whatever the percentage."
            ),
            words.say(
                "An accepted finding keeps its status and stays in every count. What people declared is "
                "judged like what was read, and marked."
            ),
            words.say(
                "exready only reads. The commands on this page are text to be understood and copied; none "
                "of them was run."
            ),
        ],
        scan=_scan(inventory.scan, words),
        provenance=provenance,
        holds=words.known(inventory.holds),
    )


def _verdicts(words: Words) -> list[Fact]:
    rules = {
        "not-ready": N_("at least one blocker."),
        "cannot-conclude": N_("no blocker among what was verified, but at least one must was not verified."),
        "ready-with-conditions": N_("every must is met; a warning remains, or a should was not verified."),
        "ready": N_("everything verified, nothing left to do."),
    }
    return [
        Fact(label=words.say(VERDICT_WORDS[verdict]), value=words.say(rule))  # type: ignore[index] # its own keys
        for verdict, rule in rules.items()
    ]


def _scan(scan: Scan, words: Words) -> list[Fact]:
    asked = (
        (N_("Domain asked for"), scan.domain),
        (N_("Domain controller asked"), scan.server),
        (N_("Account"), scan.account),
        (N_("Connection"), _said(scan.protection, ", ", words) if scan.protection else None),
        *([(N_("Trusted without proof"), _exceptions(scan.exceptions, words))] if scan.exceptions else []),
    )
    return [Fact(label=words.say(label), value=value or words.say("not stated")) for label, value in asked]


def _exceptions(exceptions: Sequence[str], words: Words) -> str:
    return "; ".join(_said(exception, ": ", words, words.say(": ")) for exception in exceptions)


def _said(text: str, between: str, words: Words, joined: str | None = None) -> str:
    """A text of an inventory with those of its parts in words that exready wrote itself."""
    parts = [words.known(part) if part in _ALLOWED else part for part in text.split(between)]
    return (joined or between).join(parts)
