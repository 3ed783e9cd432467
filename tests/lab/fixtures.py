"""The lab as pytest fixtures. Each lab starts when the first test asks for it and stops with the session."""

import os
from collections.abc import Iterator

import pytest

from tests.lab.certificates import Certificates, make_certificates
from tests.lab.lab import Lab, LabError, LabUnavailableError
from tests.lab.lock import LabBusyError
from tests.lab.organizations import FORESTS


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """A forest with an Exchange organisation of all generations; simple binds only inside TLS."""
    yield from running(Lab("mixed"))


@pytest.fixture(scope="session")
def lab_without_exchange() -> Iterator[Lab]:
    """A forest in which Exchange was never prepared."""
    yield from running(Lab("none"))


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Good and bad certificates for servers of a test's own; needs no lab."""
    forest = FORESTS["mixed"]
    return make_certificates(tmp_path_factory.mktemp("tls"), forest.domain_controller.fqdn, forest.address)


def running(lab: Lab) -> Iterator[Lab]:
    """Start the lab, lend it, stop it: the body of every lab fixture."""
    try:
        lab.start()
    except LabUnavailableError as error:
        if os.environ.get("EXREADY_REQUIRE_LAB") == "1":
            raise pytest.fail.Exception(str(error), pytrace=False) from None
        raise pytest.skip.Exception(str(error)) from None
    except (LabBusyError, LabError) as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    try:
        yield lab
    finally:
        lab.stop()
