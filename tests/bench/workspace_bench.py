# SPDX-License-Identifier: Apache-2.0
"""What the console's workspace takes on a server of ours, offscreen: its start, a large level near
and far, a million nodes, a value of 1 MB, a large deletion. Called by run_bench.py."""
import pathlib
import statistics
import tempfile

from bench_server import pair
from delay_proxy import DelayProxy
from gui_bench import run_program

FAR = 0.030  # Seconds of round trip.

# Figure of zs-gui-bench, name in the table, unit, target.
START = [("window_ms", "start to the painted window", "ms", 300),
         ("tree_ms", "start to the tree of a server", "ms", 500),
         ("idle_mb", "console, idle", "MB", 80)]
MILLION = [("loaded_mb", "console, 1,000,000 znodes loaded", "MB", 300),
           ("filter_ms", "filter over 1,000,000 znodes", "ms", 200),
           ("stall_ms", "longest event while they stream", "ms", 50),
           ("stall_cpu_ms", "the same, CPU", "ms", 50),
           ("beat_p99_ms", "a beat of 1 ms meanwhile, p99", "ms", 16),
           ("beat_p99_cpu_ms", "the same, CPU", "ms", 16),
           ("wheel_p99_cpu_ms", "a frame by the wheel, p99 CPU", "ms", 1000 / 60),
           ("drag_p99_cpu_ms", "a frame by the bar, p99 CPU", "ms", 1000 / 60)]
VALUE = [("lines_ms", "value of 1 MB to its paint", "ms", 100),
         ("one_line_ms", "the same in one line", "ms", 100)]
DELETE = [("delete_ms", "deletion of 20,000 nodes", "ms", 2000)]
# Children of one node: count, to their paint near and far.
LEVELS = [(20_000, 150, 300), (100_000, 600, 900)]


class WorkspaceBench:
    def __init__(self, report, binaries, runs, is_small, port):
        self.report = report
        self.binaries = binaries
        self.runs = runs
        self.scale = 100 if is_small else 1
        self.port = port
        self.hosts = f"127.0.0.1:{port}"

    def fill(self, root, *fan_outs):
        run_program(self.binaries, self.hosts, root, *fan_outs, program="zs-fill-tree")

    def median(self, figures, *words, before=None):
        found = []
        for _ in range(self.runs):
            if before:
                before()
            found.append(run_program(self.binaries, *words))
        for figure, name, unit, most in figures:
            self.report.limit(
                name, unit, statistics.median(one[figure] for one in found), None, most)

    def measure(self):
        for count, near, far in LEVELS:
            root = f"/level-{count}"
            self.fill(root, count // self.scale)
            name = f"{count:,} children painted"
            start = START if count == LEVELS[0][0] else []
            self.median([*start, ("children_ms", name, "ms", near)], "level", self.hosts, root)
            with DelayProxy(self.port, FAR) as proxy:
                self.median([("children_ms", f"{name}, 30 ms away", "ms", far)],
                            "level", f"127.0.0.1:{proxy.port}", root)
        self.fill("/million", 10, 100_000 // self.scale)
        self.median(MILLION, "level", self.hosts, "/million", "deep")
        self.median(VALUE, "value", self.hosts)
        self.median(DELETE, "delete", self.hosts, "/doomed",
                    before=lambda: self.fill("/doomed", 20_000 // self.scale))


def measure(report, binaries, runs, is_small):
    with tempfile.TemporaryDirectory(prefix="zooscope-bench-") as folder:
        ours = pair(folder, pathlib.Path(binaries))[0]
        ours.start()
        try:
            WorkspaceBench(report, binaries, runs, is_small, ours.port).measure()
        finally:
            ours.discard()
