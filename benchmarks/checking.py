"""How long `exready check` takes on very large organisations, beside loading the same file alone.

    python benchmarks/checking.py [RUNS]

500 servers, 200 domain controllers and 100,000 mailboxes against every target, and the rules on identities over 100,000
and 250,000 recipients: prints the median wall and CPU time of the whole process in seconds, its peak memory, and the
ratio to a process that only reads the file. Wanted: under 3 s and under 700 MB; with 250,000 under 10 s and 1,200 MB.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.large_inventory import large_inventory
from scanner.inventory.store import save

_READ = "import sys, msgspec, pathlib; msgspec.json.decode(pathlib.Path(sys.argv[1]).read_bytes())"


def measured(command: list[str], runs: int) -> tuple[float, float, float]:
    """Median wall and CPU seconds of a command, and the most memory it took in MB."""
    wall, cpu, memory = [], [], 0.0
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall.append(time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, command
        cpu.append(used.ru_utime + used.ru_stime)
        memory = max(memory, used.ru_maxrss / 1024)
    return statistics.median(wall), statistics.median(cpu), memory


# What is judged: servers, mailboxes, domain controllers, targets.
CASES = {
    "everything, all targets": (500, 100_000, 200, "all"),
    "identities, 100,000": (2, 100_000, 2, "m365-hybrid"),
    "identities, 250,000": (2, 250_000, 2, "m365-hybrid"),
}


def main() -> None:
    """Measure and print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(f"{'case':<26} {'file MB':>7} {'wall s':>7} {'CPU s':>7} {'MB':>6} {'× read':>7}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "large.json")
        for name, (servers, mailboxes, controllers, targets) in CASES.items():
            save(file, large_inventory(servers, mailboxes, controllers))
            base, _, _ = measured([sys.executable, "-c", _READ, str(file)], runs)
            check = [sys.executable, "-m", "exready", "check", str(file), "--target", targets]
            wall, cpu, memory = measured(check, runs)
            size = file.stat().st_size / 1e6
            print(f"{name:<26} {size:>7.0f} {wall:>7.2f} {cpu:>7.2f} {memory:>6.0f} {wall / base:>7.1f}")


if __name__ == "__main__":
    main()
