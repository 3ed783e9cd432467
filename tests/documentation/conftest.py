"""Commands of the pages are run as those of the tests of the command line are."""

from tests.exready.conftest import run as run
