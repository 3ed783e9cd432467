"""The lab as pytest fixtures. Each lab starts when the first test asks for it and stops with the session."""

import os
from collections.abc import Iterator
from typing import NoReturn

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
def lab_bound_sign_ins() -> Iterator[Lab]:
    """An empty forest that lets Kerberos and NTLM sign in inside TLS."""
    yield from running(Lab("bound-sign-ins"))


@pytest.fixture(scope="session")
def lab_2007() -> Iterator[Lab]:
    """Exchange 2007 alone, upgraded from 2003 long ago."""
    yield from running(Lab("exchange-2007"))


@pytest.fixture(scope="session")
def lab_2010_2013() -> Iterator[Lab]:
    """Exchange 2010 and 2013 side by side, with recipients of every kind."""
    yield from running(Lab("exchange-2010-2013"))


@pytest.fixture(scope="session")
def lab_2016_2019() -> Iterator[Lab]:
    """Exchange 2016 and 2019 in hybrid with Exchange Online."""
    yield from running(Lab("exchange-2016-2019"))


@pytest.fixture(scope="session")
def lab_hostile() -> Iterator[Lab]:
    """An organisation in which every name wants to do harm."""
    yield from running(Lab("hostile"))


@pytest.fixture(scope="session")
def lab_with_child() -> Iterator[Lab]:
    """A forest of two domains, each with a controller that answers."""
    yield from running(Lab("with-child"))


@pytest.fixture(scope="session")
def lab_with_unreachable_child() -> Iterator[Lab]:
    """A forest of two domains; the controller of the child domain does not answer."""
    yield from running(Lab("with-unreachable-child"))


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Good and bad certificates for servers of a test's own; needs no lab."""
    forest = FORESTS["mixed"]
    return make_certificates(tmp_path_factory.mktemp("tls"), (forest.domain_controller.fqdn, forest.address))


def running(lab: Lab) -> Iterator[Lab]:
    """Start the lab, lend it, stop it: the body of every lab fixture."""
    try:
        lab.start()
    except LabUnavailableError as error:
        unavailable(str(error))
    except (LabBusyError, LabError) as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    try:
        yield lab
    finally:
        lab.stop()


def unavailable(reason: str) -> NoReturn:
    """Skip what this machine lacks the means for; where the lab is required that is a failure."""
    if os.environ.get("EXREADY_REQUIRE_LAB") == "1":
        raise pytest.fail.Exception(reason, pytrace=False) from None
    raise pytest.skip.Exception(reason) from None
