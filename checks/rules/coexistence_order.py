"""Order of the versions

What: Whether the organisation already holds an Exchange version later than the target, and which versions between the
    present ones and the target can never be added once the target is in.
Why: The first server of a version closes the door behind it: an older version can be added only where a server of that
    version already is. Whoever still needs a version in between, for an application or for a migration into this
    organisation, has to install it before.
Fix: Read first, in the Exchange Management Shell:
        Get-ExchangeServer | Sort-Object AdminDisplayVersion | Format-Table Name, ServerRole, AdminDisplayVersion
    Ask the vendors of archive, fax, signature and mobile solutions which versions they need. If one in between is
    needed, prepare the directory for it first and install one server of it; otherwise accept this row.
"""

from typing import Literal

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.servers import is_before, product, products
from checks.wording import Text, say
from scanner.inventory.model import ExchangeServer, Organization
from scanner.inventory.names import PRODUCTS, product_name


class Need(Requirement, frozen=True, kw_only=True):
    """`later`: a later version may only be there beside the target's; `between`: no version is lost."""

    product: str
    never: Literal["later", "between"]


def requires(need: Need) -> Text:
    name = product_name(need.product)
    if need.never == "later":
        return say(
            "coexistence-order.later", "no version later than {name}, or a server with {name}", name=name
        )
    return say("coexistence-order.between", "no version between those that are present and {name}", name=name)


@check(
    id="coexistence-order", subject="organization", reads=("servers", "organization"), need=Need,
    requires=requires,
)  # fmt: skip
def judge(need: Need, servers: list[ExchangeServer], organization: Organization) -> Verdict:
    present = products(servers)
    unlisted = [server.name for server in servers if product(server) is None]
    if not servers:
        return not_applicable(say("coexistence-order.empty", "the organisation holds no Exchange server"))
    later = [version for version in present if is_before(need.product, version)]
    if need.product in present:
        return met(
            say("coexistence-order.present", "{name} is already here", name=product_name(need.product))
        )
    if need.never == "later" and later:
        return unmet(
            say(
                "coexistence-order.found-later", "Exchange {versions}, and none of the target", versions=later
            )
        )
    if unlisted:
        return unknown(
            say(
                "coexistence-order.unlisted",
                "the version of these servers is not known: {names}",
                names=unlisted,
            )
        )
    if need.never == "later":
        return met(say("coexistence-order.versions", "Exchange {versions}", versions=present))
    if later:
        return not_applicable(
            say(
                "coexistence-order.passed",
                "Exchange {versions} {versions:is|are} later than the target",
                versions=later,
            )
        )
    names = [name for _, name in PRODUCTS]
    between = [name for name in names if is_before(present[-1], name) and is_before(name, need.product)]
    if between:
        return unmet(
            say(
                "coexistence-order.lost",
                "Exchange {versions} can never be added afterwards",
                versions=between,
            )
        )
    return met(say("coexistence-order.none-lost", "the target is the next version after those present"))
