"""`python -m docs.site`: build the documentation into build/docs."""

from __future__ import annotations

import sys
from pathlib import Path

from docs.site.build import build

FOLDER = Path("build/docs")

if __name__ == "__main__":
    failed = build(FOLDER)
    print(
        "The documentation could not be built: see above." if failed else f"Open {FOLDER / 'site/index.html'}"
    )
    sys.exit(failed)
