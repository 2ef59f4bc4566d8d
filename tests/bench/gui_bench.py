# SPDX-License-Identifier: Apache-2.0
"""What the console's cluster page takes, offscreen: from a launch to the tree, from a killed
leader's event to its picture, nine servers under load, a long recording. Called by run_bench.py."""
import json
import pathlib
import statistics
import subprocess
import sys

# Figure of zs-gui-bench, name in the table, target.
LAUNCH = [("launch_ms", "launch to the tree, 3 servers", 1000),
          ("kill_shown_ms", "kill -9 to its picture, worst", 100),
          ("search_shown_ms", "lost leader to its picture, worst", 100),
          ("next_leader_shown_ms", "next leader to its picture, worst", 100)]
LIVE = [("cpu_percent", "live page, 9 servers, 2,000/s", 25),
        ("stall_cpu_ms", "its longest event, CPU", 50),
        ("stall_ms", "its longest event, wall", 50)]
RECORDING = [("open_ms", "recording of an hour opens", 2000),
             ("scrub_mean_cpu_ms", "a scrub's frame, mean CPU", 1000 / 60),
             ("scrub_p99_cpu_ms", "a scrub's frame, p99 CPU", 1000 / 60)]


def run_program(binaries, *words, program="zs-gui-bench"):
    """The JSON that the program prints; ends this one when it fails."""
    command = [str(pathlib.Path(binaries) / program), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    return json.loads(done.stdout)


def measure(report, binaries, runs, is_small):
    for figures, words in ((LAUNCH, ["launch", 1 if is_small else 3]),
                           (LIVE, ["live", 9, 2000, 2 if is_small else 20]),
                           (RECORDING, ["recording", 5, 500, 20 if is_small else 3600])):
        found = [run_program(binaries, *words) for _ in range(runs)]
        for figure, name, most in figures:
            unit = "%" if figure.endswith("percent") else "ms"
            report.limit(name, unit, statistics.median(one[figure] for one in found), None, most)
