"""How long a command takes as a whole process, beside a bare Python in the same run.

    python benchmarks/command_line.py [RUNS]

Prints the median CPU and wall time in milliseconds and the ratio to `python -c pass`. Wanted: `--help` within 15 times
a bare start (150 ms where that takes 10), `check` on each sample within 0.5 s.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import samples


def measure(command: list[str], runs: int) -> tuple[float, float]:
    """Median CPU and wall seconds of a command."""
    cpu, wall = [], []
    for _ in range(runs):
        before, start = os.times(), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        wall.append(time.perf_counter() - start)
        cpu.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
    return statistics.median(cpu), statistics.median(wall)


def main() -> None:
    """Measure and print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    exready = [sys.executable, "-m", "exready"]
    with tempfile.TemporaryDirectory() as folder:
        commands = {"python -c pass": [sys.executable, "-c", "pass"], "exready --help": [*exready, "--help"]}
        for name in samples.names():
            file = Path(folder, f"{name}.json")
            file.write_bytes(samples.read(name))
            commands[f"exready check {name}"] = [*exready, "check", str(file), "--target", "all"]
        bare, _ = measure(commands["python -c pass"], runs)
        print(f"{'command':<36} {'CPU ms':>8} {'wall ms':>8} {'× bare':>7}")
        for name, command in commands.items():
            cpu, wall = measure(command, runs)
            print(f"{name:<36} {cpu * 1000:>8.0f} {wall * 1000:>8.0f} {cpu / bare:>7.1f}")


if __name__ == "__main__":
    main()
