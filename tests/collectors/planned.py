"""Whether what was sent is what was planned."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scanner.collectors.query import Query
from tests.connections.ldap_requests import Search

_BRACES = re.compile(r"\\\{(\w+)\\\}")


def is_planned(query: Query, sent: Search, namings: list[Mapping[str, str]]) -> bool:
    """Whether a search is this query at one of these servers, with whatever was found before filled in."""
    if sent.scope != query.scope or not _asks_for(query, sent.attributes):
        return False
    return any(
        _fits(query.base, sent.base, each) and _fits(query.filter, sent.filter, each) for each in namings
    )


def _asks_for(query: Query, attributes: tuple[str, ...]) -> bool:
    """The attributes as planned; of the global catalogue only those that it holds in this forest."""
    if query.to == "global-catalogue":
        return set(attributes) <= set(query.attributes)
    return attributes == query.attributes


def _fits(template: str, text: str, naming: Mapping[str, str]) -> bool:
    pattern = _BRACES.sub(
        lambda brace: re.escape(naming[brace[1]]) if brace[1] in naming else ".+", re.escape(template)
    )
    return re.fullmatch(pattern, text, re.DOTALL) is not None
