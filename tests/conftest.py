"""What every test can ask for, and which tests may not run side by side."""

import importlib
import os
from pathlib import Path

import pytest

import exready

pytest_plugins = ["tests.lab.fixtures"]

# The keyring of whoever runs the tests is nobody's business.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Labs have fixed addresses, and one browser is enough: with pytest-xdist each of these stays on one worker.
_TOGETHER = ("lab", "browser")


def pytest_configure() -> None:
    """`make test-wheel` tests what people install: nothing may come from the checkout but the tests."""
    if os.environ.get("EXREADY_REQUIRE_WHEEL") == "1":
        for name in ("exready", "scanner", "checks", "reports", "templates", "samples"):
            place = Path(str(importlib.import_module(name).__file__))
            if "site-packages" not in place.parts:
                raise pytest.UsageError(
                    f"{name} comes from {place}, and EXREADY_REQUIRE_WHEEL=1 wants the wheel"
                )


def pytest_report_header() -> str:
    """Which exready it is."""
    return f"exready: {Path(exready.__file__).parent}"


@pytest.hookimpl(tryfirst=True)  # before -m looks at the marks and xdist at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whoever asks for a lab, and keep together what shares one thing."""
    for item in items:
        if any(name == "lab" or name.startswith("lab_") for name in getattr(item, "fixturenames", ())):
            item.add_marker("lab")
        for mark in _TOGETHER:
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.xdist_group(mark))
