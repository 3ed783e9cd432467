"""`python -m docs.site [FOLDER]`: build the documentation, into build/docs when no folder is named."""

from __future__ import annotations

import sys
from pathlib import Path

from docs.site.build import build

if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/docs")
    failed = build(folder)
    print(
        "The documentation could not be built: see above." if failed else f"Open {folder / 'site/index.html'}"
    )
    sys.exit(failed)
