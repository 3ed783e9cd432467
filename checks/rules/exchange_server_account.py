"""Server objects that no machine stands behind

What: Whether the computer account of each Exchange server exists, is enabled and was heard of, on the day the directory
    was read. Edge servers have none.
Why: The object of a dead server counts for Setup: it keeps an old version in the organisation, and connectors, address
    books and hybrid settings go on pointing to it. Deleting it by hand leaves those pointers behind.
Fix: Read first:
        Get-ADComputer SERVER -Properties Enabled, LastLogonDate, PasswordLastSet
        Get-ExchangeServer SERVER | Format-List Name, AdminDisplayVersion, WhenChanged
    If the machine can come back, bring it back or install it again with Setup /Mode:RecoverServer, then uninstall
    Exchange. Only if neither is possible: look for everything that names it, move that, make a backup of the directory,
    and delete the object with ADSI Edit.
"""

from datetime import datetime, timedelta

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.absence import Collected, Declared, Failed
from scanner.inventory.model import Computer, ExchangeServer
from scanner.inventory.names import is_edge

_NO_ACCOUNT = "no-such-account"


class Need(Requirement, frozen=True, kw_only=True):
    """Days without a sign-in and a change of password after which a machine is taken for dead."""

    silent_days: int


def requires(need: Need) -> Text:
    return say(
        "exchange-server-account.expected",
        "an enabled account, heard of in the last {days} days",
        days=need.silent_days,
    )


@check(
    id="exchange-server-account",
    subject="exchange-server",
    reads=("exchange_server",),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer) -> Verdict:
    if is_edge(exchange_server.roles):
        return not_applicable(say("exchange-server-account.edge", "an Edge server has no computer account"))
    section = exchange_server.computer
    if isinstance(section, Failed) and section.code == _NO_ACCOUNT:
        return unmet(say("exchange-server-account.none", "no computer account carries its name"))
    if not isinstance(section, Collected | Declared):
        return unknown(say("exchange-server-account.unread", "its computer account was not read"))
    return _of_account(need, section.data, section.at)


def _of_account(need: Need, computer: Computer, at: datetime) -> Verdict:
    if computer.enabled is False:
        return unmet(say("exchange-server-account.disabled", "its computer account is disabled"))
    signs = [sign for sign in (computer.last_logon, computer.password_set) if sign is not None]
    if computer.enabled is None or not signs:
        return unknown(
            say(
                "exchange-server-account.unstated",
                "the account does not state whether it is enabled, or its last sign-in",
            )
        )
    last = max(signs)
    shown = say("exchange-server-account.last", "last heard of on {day:date}", day=last.date().isoformat())
    return unmet(shown) if at - last > timedelta(days=need.silent_days) else met(shown)
