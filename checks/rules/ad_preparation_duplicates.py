"""Containers of Exchange system objects, one a domain

What: How many containers called Microsoft Exchange System Objects each domain of the forest holds, and how far each
    one was prepared.
Why: Preparing a domain makes this container, once. A second one, left by an old preparation or by a replication
    conflict, makes Setup stop, and preparing the domain again does not help.
Fix: Read first, in every domain:
        Get-ADObject -Server DOMAIN -LDAPFilter '(objectClass=msExchSystemObjectsContainer)' -Properties *
    The container in use has the higher objectVersion and holds the mail-enabled public folders and system mailboxes.
    Look into the other one, move what is still needed, back up the domain, then delete the duplicate in Active
    Directory Users and Computers with View, Advanced Features. A container that cannot be read is no proof: read it
    with an account that may.
"""

from checks.check import Requirement, Verdict, check, met, unknown, unmet
from checks.wording import Text, say
from scanner.inventory.model import DomainHead


class Need(Requirement, frozen=True, kw_only=True):
    """Setup stops when one of several containers is below this objectVersion."""

    old_below: int


def requires(need: Need) -> Text:
    return say("ad-preparation-duplicates.expected", "one container of Exchange system objects, or none")


@check(id="ad-preparation-duplicates", subject="domain", reads=("head",), need=Need, requires=requires)
def judge(need: Need, head: DomainHead) -> Verdict:
    versions = head.preparation_versions
    if not versions:
        return met(say("ad-preparation-duplicates.none", "none: this domain was never prepared"))
    shown = ["?" if version is None else str(version) for version in versions]
    if len(versions) == 1:
        return met(say("ad-preparation-duplicates.one", "one, version {versions}", versions=shown))
    if any(version is not None and version < need.old_below for version in versions):
        return unmet(
            say(
                "ad-preparation-duplicates.old",
                "{number} containers, versions {versions}",
                number=len(versions),
                versions=shown,
            )
        )
    if None in versions:
        return unknown(
            say(
                "ad-preparation-duplicates.unstated",
                "{number} containers, and the version of one is not known: {versions}",
                number=len(versions),
                versions=shown,
            )
        )
    return unknown(
        say(
            "ad-preparation-duplicates.recent",
            "{number} containers, none of them old ({versions}); whether Setup stops at them is not certain",
            number=len(versions),
            versions=shown,
        )
    )
