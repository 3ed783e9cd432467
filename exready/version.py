"""Which exready this is. The version stands in pyproject.toml alone; an installation carries it."""

from functools import cache


@cache
def version() -> str:
    """The version of the installed exready, such as 1.2.0; "not installed" where it runs from a bare checkout."""
    from importlib import metadata  # late: it takes as long to import as half of the command line

    try:
        return metadata.version("exready")
    except metadata.PackageNotFoundError:
        return "not installed"
