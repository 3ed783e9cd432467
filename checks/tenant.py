"""Answers about the tenant that only people can give, for every check that asks one."""

from __future__ import annotations

from checks.check import Verdict, met, unknown, unmet
from checks.wording import Text, say


def unstated(key: str) -> Verdict:
    """The table is there, and does not answer this."""
    return unknown(say("tenant.unstated", "[declare.tenant] of exready.toml does not say {key}", key=key))


def answered(key: str, answer: bool | None, yes: Text, no: Text) -> Verdict:
    """Met or unmet as people say, unknown when they do not."""
    if answer is None:
        return unstated(key)
    return met(yes) if answer else unmet(no)
