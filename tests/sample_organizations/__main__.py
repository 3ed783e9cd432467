"""Write every sample anew."""

from __future__ import annotations

from pathlib import Path

from scanner.inventory.store import save
from tests.sample_organizations import ORGANIZATIONS

FOLDER = Path(__file__).parents[2] / "samples"


def main() -> None:
    """Write samples/*.json, readable by everybody as the other files of the project."""
    for name, make in ORGANIZATIONS.items():
        path = FOLDER / f"{name}.json"
        save(path, make())
        path.chmod(0o644)


if __name__ == "__main__":
    main()
