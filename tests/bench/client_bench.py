# SPDX-License-Identifier: Apache-2.0
"""The client library against its peers: the same walk of the same tree on the same server by
zooscope-walk, Apache's C client, kazoo and a bare epoll loop; then one request at a time, and the
walk over a slow line. Called by run_bench.py."""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

from bench_server import pair
from delay_proxy import DelayProxy

WINDOW = "1000"
KAZOO_WALK = str(pathlib.Path(__file__).resolve().parent / "kazoo_walk.py")
MOST_RESIDENT_MB = 40
ADDED_ROUND_TRIP = 0.030

# Fan-out of each level below the root of the tree.
BIG_TREE = ["10", "100", "100"]  # 101,011 nodes
SMALL_TREE = ["10", "10", "10"]
# Each level's requests fit into the window, so that only round trips count.
LEVELS_TREE = ["5", "5", "5", "3"]
MOST_ROUND_TRIPS_A_LEVEL = 3


class ClientBench:
    def __init__(self, report, binaries, runs, is_small):
        self.report = report
        self.binaries = pathlib.Path(binaries)
        self.runs = runs
        self.is_small = is_small

    def run_program(self, *command):
        """The JSON that a program prints; ends this one when it fails."""
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                              timeout=900)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}: {done.stderr}")
        return json.loads(done.stdout)

    def run(self):
        with tempfile.TemporaryDirectory(prefix="zooscope-bench-") as folder:
            for server in pair(folder, self.binaries):
                server.start()
                try:
                    self.measure_on(server, pathlib.Path(folder))
                finally:
                    server.discard()

    def measure_on(self, server, folder):
        hosts = f"127.0.0.1:{server.port}"
        fan_outs = SMALL_TREE if self.is_small else BIG_TREE
        filled = self.run_program(self.binaries / "zs-fill-tree", hosts, "/tree", *fan_outs)
        on = "on Apache" if server.name == "apache" else "on ours"
        walks = {
            "walk": [self.binaries / "zooscope-walk", hosts, "/tree", folder / "walk.out"],
            "c": [self.binaries / "zs-c-client", "walk", hosts, "/tree", folder / "c.out", WINDOW],
            "bare": [self.binaries / "zs-bare-walk", server.port, "/tree", WINDOW],
            "kazoo": ["/usr/bin/python3", KAZOO_WALK, hosts, "/tree", folder / "kazoo.out",
                      WINDOW],
        }
        if not self.is_small:
            self.run_program(*walks["bare"])  # The Java server compiles what it runs often.
        found = {name: [] for name in walks}
        for _ in range(self.runs):
            for name, command in walks.items():
                # To cut an old file to nothing takes longer than a walk.
                (folder / f"{name}.out").unlink(missing_ok=True)
                found[name].append(self.run_program(*command))
                if found[name][-1]["nodes"] != filled["nodes"]:
                    sys.exit(f"{name} {on} found {found[name][-1]['nodes']} nodes of "
                             f"{filled['nodes']}")
        self.tell_walks(on, found, server.name)
        self.check_equal(folder)
        self.measure_latency(on, hosts)
        self.measure_slow_line(on, server, folder)

    def tell_walks(self, on, found, server_name):
        def median(name, figure):
            return statistics.median(one[figure] for one in found[name])

        report = self.report
        report.ratio(f"walk {on} / C client", "cpu s", median("walk", "cpu_secs"),
                     median("c", "cpu_secs"), 1 / 4)
        wall = median("walk", "secs")
        report.ratio(f"walk {on} / C client", "wall s", wall, median("c", "secs"), 0.8)
        report.ratio(f"walk {on} / kazoo", "wall s", wall, median("kazoo", "secs"), 1 / 5)
        report.least("that of the epoll loop", "wall s", median("bare", "secs"))
        report.ratio(f"walk {on} / epoll loop", "wall s", wall, median("bare", "secs"),
                     1.2 if server_name == "apache" else 2)
        report.limit(f"walk {on}", "resident MB", median("walk", "rss_mb"), median("c", "rss_mb"),
                     MOST_RESIDENT_MB)

    def check_equal(self, folder):
        """A walk that reads something else than its peers is not faster."""
        ours, theirs = (sorted((folder / name).read_bytes().split(b"\n"))
                        for name in ("walk.out", "c.out"))
        if ours != theirs:
            sys.exit("zooscope-walk and the C client read different trees")

    def measure_latency(self, on, hosts):
        count = "200" if self.is_small else "10000"
        commands = {"ours": [self.binaries / "zs-client-latency", hosts, "/tree", count],
                    "c": [self.binaries / "zs-c-client", "latency", hosts, "/tree", count]}
        found = {name: [] for name in commands}
        for _ in range(self.runs):
            for name, command in commands.items():
                found[name].append(self.run_program(*command)["p50_us"])
        self.report.ratio(f"one at a time {on} / C client", "p50 us",
                          statistics.median(found["ours"]), statistics.median(found["c"]), 1)

    def measure_slow_line(self, on, server, folder):
        """How many round trips a level a walk takes, from how much a longer round trip costs."""
        hosts = f"127.0.0.1:{server.port}"
        self.run_program(self.binaries / "zs-fill-tree", hosts, "/levels", *LEVELS_TREE)
        took = {}
        for round_trip in (0, ADDED_ROUND_TRIP):
            with DelayProxy(server.port, round_trip) as proxy:
                took[round_trip] = statistics.median(
                    self.run_program(self.binaries / "zooscope-walk", f"127.0.0.1:{proxy.port}",
                                     "/levels", folder / "levels.out")["secs"]
                    for _ in range(self.runs))
        growth = took[ADDED_ROUND_TRIP] - took[0]
        levels = len(LEVELS_TREE) + 1
        self.report.limit(f"walk {on}, +30 ms", "trips/level", growth / ADDED_ROUND_TRIP / levels,
                          None, MOST_ROUND_TRIPS_A_LEVEL)


def measure(report, binaries, runs, is_small):
    print("the client library; the column \"Apache\" is the peer that the line names", flush=True)
    ClientBench(report, binaries, runs, is_small).run()
