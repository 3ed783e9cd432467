"""The address templates of recipient policies, such as `SMTP:@example.org` or `smtp:%g.%s@example.org`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanner.inventory.model import RecipientPolicy


def mail_templates(policy: RecipientPolicy) -> Iterator[str]:
    """Those for internet mail that are in use, as they are stored."""
    for template in policy.addresses:
        kind, colon, address = template.partition(":")
        if colon and kind.casefold() == "smtp" and "@" in address:
            yield template


def domain_of(template: str) -> str:
    """What stands behind the last @, in the form in which equal domains are equal strings."""
    return template.rpartition("@")[-1].strip().casefold()


def domains_of(policies: Iterable[RecipientPolicy]) -> set[str]:
    """Every mail domain the policies hand out addresses of."""
    return {domain_of(template) for policy in policies for template in mail_templates(policy)}
