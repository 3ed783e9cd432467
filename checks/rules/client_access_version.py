"""Version that a server tells of itself

What: The build in the header of each answer of EWS, against the one the directory has of the server.
Why: The directory knows what Setup last wrote. A server that answers with another cumulative update was restored, was
    not restarted, or stands behind the name of another server; whoever plans by the directory plans for a server that
    is not there.
Fix: Read first, on the server itself and then in the directory:
        Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo.FileVersion }
        Get-ExchangeServer SERVER | Format-List Name, AdminDisplayVersion
    Restart the server, or let Setup of that cumulative update run to its end.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.client_access import unseen
from checks.knowledge import builds
from checks.servers import is_before, product, short
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, WebAccess


class Need(Requirement, frozen=True, kw_only=True):
    """From which version on a server may let another one answer."""

    passes_on_since: str


def requires(need: Need) -> Text:
    return say("client-access-version.expected", "the cumulative update that the directory has of it")


@check(
    id="client-access-version",
    subject="exchange-server",
    reads=("exchange_server",),
    uses=("web_access",),
    need=Need,
    requires=requires,
)
def judge(need: Need, exchange_server: ExchangeServer, web_access: WebAccess | None) -> Verdict:
    nothing = unseen(exchange_server, web_access)
    if nothing is not None:
        return nothing
    if web_access is None or web_access.build is None:
        return unknown(say("client-access-version.untold", "it did not tell its build"))
    version = product(exchange_server)
    if web_access.answered_by is None and not (version and is_before(version, need.passes_on_since)):
        return unknown(say("client-access-version.anybody", "it does not say which server answered"))
    if web_access.answered_by is not None and short(web_access.answered_by) != short(exchange_server.name):
        return unknown(
            say("client-access-version.other", "{server} answered for it", server=web_access.answered_by)
        )
    told, stamped = (
        builds.cumulative_update_of(build) if build else None
        for build in (web_access.build, exchange_server.build)
    )
    if told is None or stamped is None:
        return unknown(
            say(
                "client-access-version.unlisted",
                "build {build} is not in this rule book",
                build=web_access.build,
            )
        )
    if told is not stamped:
        return unmet(
            say(
                "client-access-version.differs",
                "it says {told}, the directory {stamped}",
                told=web_access.build,
                stamped=exchange_server.build or "?",
            )
        )
    return met(say("client-access-version.same", "{build}", build=web_access.build))
