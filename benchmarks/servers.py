"""How long a scan asks 200 servers that answer after 300 ms, five of them dead, beside what the latency alone costs.

    python benchmarks/servers.py [SERVERS]

The servers run in a process of their own and count the requests. The ideal is requests × latency ÷ concurrency, plus
one deadline for the dead. Prints the ratio to it, and the peak memory of the scanning process.
Wanted: at most 1.3, and under 400 MB.
"""

from __future__ import annotations

import resource
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from scanner.collectors import web_access
from scanner.connections import exchange_powershell, server_ways, winrm
from scanner.connections.connect import Options
from scanner.connections.credentials import Account
from scanner.connections.http_session import Gate
from scanner.servers import Asking, Machine
from tests.servers import answers
from tests.servers.windows_http import PASSWORD, USER, known_users, running
from tests.servers.windows_server import WindowsServer

LATENCY, CONCURRENCY, DEADLINE, DEAD = 0.3, 16, 10, 5
DOMAIN = "bench.test"


def serve(count: int) -> None:
    """The servers: prints the port, and at the end of its input how many requests there were."""
    names = [f"ex{number}.{DOMAIN}" for number in range(count)]
    machines = {name: answers.exchange_server(name, "15.1.2507.61") for name in names}
    server = WindowsServer(machines, latency=LATENCY)
    with known_users({USER: PASSWORD}), running(server):
        print(server.port, flush=True)
        sys.stdin.read()
        print(server.requests, flush=True)


def lead_here(port: int) -> None:
    """Names of the benchmark lead to this machine, and those of dead servers nowhere."""
    resolve, connect = socket.getaddrinfo, server_ways.connected

    def getaddrinfo(host: Any, *rest: Any, **options: Any) -> Any:
        return resolve("127.0.0.1" if str(host).endswith(DOMAIN) else host, *rest, **options)

    def connected(host: str, port: int, seconds: float) -> socket.socket:
        if host.startswith("dead"):
            time.sleep(seconds)
            raise TimeoutError
        return connect(host, port, seconds)

    socket.getaddrinfo = getaddrinfo
    server_ways.connected = connected
    for module in (winrm, exchange_powershell):
        module.PORTS.update(http=port, https=1)
    web_access.PORT = 1


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    child = subprocess.Popen(
        [sys.executable, __file__, "serve", str(count - DEAD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    lead_here(int(child.stdout.readline()))
    machines = [Machine(f"dead{number}.{DOMAIN}", f"DEAD{number}", "2013") for number in range(DEAD)]
    machines += [Machine(f"ex{number}.{DOMAIN}", f"EX{number}", "2013") for number in range(count - DEAD)]
    asking = Asking(
        machines,
        Account(USER, PASSWORD),
        Options(timeout=DEADLINE),
        seconds=600,
        concurrency=CONCURRENCY,
        gate=Gate(accepted=True),
        now=lambda: datetime.now(UTC),
        progress=lambda *_: None,
    )
    start = time.perf_counter()
    whole = sum(part.complete for part in asking.parts(None))
    seconds = time.perf_counter() - start
    child.stdin.close()
    requests = int(child.stdout.read())
    child.wait()
    assert whole == count - DEAD, f"{whole} servers were read"
    ideal = requests * LATENCY / CONCURRENCY + DEADLINE
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} servers, {DEAD} dead, {requests} requests: {seconds:.1f} s, ideal {ideal:.1f} s")
    print(f"× ideal {seconds / ideal:.2f}, {memory:.0f} MB")


if __name__ == "__main__":
    serve(int(sys.argv[2])) if sys.argv[1:2] == ["serve"] else main()
