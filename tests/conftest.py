"""What every test can ask for, and which tests may not run side by side."""

import os

import pytest

pytest_plugins = ["tests.lab.fixtures"]

# The keyring of whoever runs the tests is nobody's business.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Labs have fixed addresses, and one browser is enough: with pytest-xdist each of these stays on one worker.
_TOGETHER = ("lab", "browser")


@pytest.hookimpl(tryfirst=True)  # before -m looks at the marks and xdist at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whoever asks for a lab, and keep together what shares one thing."""
    for item in items:
        if any(name == "lab" or name.startswith("lab_") for name in getattr(item, "fixturenames", ())):
            item.add_marker("lab")
        for mark in _TOGETHER:
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.xdist_group(mark))
